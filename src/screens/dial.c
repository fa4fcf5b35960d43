#include "screens/dial.h"

#include "picture/polygon.h"
#include "screens/fingerprint.h"
#include "screens/hud_ease.h"

#include <math.h>
#include <stdio.h>

/// At 1080p.
static const float RING_RADIUS = 133.0f, RING_WIDTH = 9.0f;
/// The time, and how wide it may be inside the ring.
static const float TIME = 84.0f, TIME_LEAST = 60.0f, TIME_WIDTH = 196.0f;
/// The disc that breathes: its edge never crosses the time, nor the ring.
static const float DISC_LEAST = 88.0f, DISC_MOST = 122.0f;

/// The full ring of the step before goes out this slowly.
static const float RING_OUT_S = 3.0f;

static float clamped(float value)
{
    return fminf(1.0f, fmaxf(0.0f, value));
}

static void write_time(const struct moment *moment, char *time, size_t size)
{
    int seconds = (int)ceil(moment->step_left_s);
    if (moment->kind == SPAN_REST)
        time[0] = '\0';
    else
        snprintf(time, size, "%d:%02d", seconds / 60 % 100, seconds % 60);
}

/// How much of the full ring is still seen; the first step had none before it.
static float ring_left(const struct moment *moment)
{
    float progress = moment->step_progress;
    if (moment->step == 0 || progress >= 1.0f)
        return 0.0f;
    float age_s = (float)moment->step_left_s * progress / (1.0f - progress);
    return clamped(1.0f - age_s / RING_OUT_S);
}

struct dial dial_of_moment(const struct moment *moment)
{
    const struct breath *breath = &moment->breath;
    struct dial dial = {
        .arc_steps = (int)lroundf(clamped(moment->step_progress) * DIAL_ARC_STEPS),
        .left_steps = (int)lroundf(ring_left(moment) * HUD_EASE_STEPS),
        .breath_steps = (int)lroundf(clamped(breath->fill) * DIAL_BREATH_STEPS),
    };
    write_time(moment, dial.time, sizeof dial.time);
    return dial;
}

uint64_t dial_fingerprint(const struct dial *dial)
{
    uint64_t print = fingerprint_int(FINGERPRINT_NONE, dial->arc_steps);
    print = fingerprint_int(print, dial->left_steps);
    print = fingerprint_int(print, dial->breath_steps);
    return fingerprint_text(print, dial->time);
}

static const double TURN = 6.283185307179586;
/// So many straight lines make a circle: at 4K they are a twentieth of a pixel off at most.
enum { TURN_STEPS = 180 };

/// Angles from the right, clockwise; `to` may be less than `from`.
static void arc_to(struct polygon_pen *pen, double x, double y, double radius, double from,
                   double to)
{
    int steps = 1 + (int)(fabs(to - from) / TURN * TURN_STEPS);
    for (int i = 0; i <= steps; i++) {
        double angle = from + (to - from) * i / steps;
        polygon_pen_to(pen, x + radius * cos(angle), y + radius * sin(angle));
    }
}

static void draw_breath(const struct painter *painter, double x, double y, const struct dial *dial)
{
    float fill = (float)dial->breath_steps / DIAL_BREATH_STEPS;
    float radius = DISC_LEAST + (DISC_MOST - DISC_LEAST) * fill;
    // A few discs one over the other: a soft edge without a gradient.
    for (int i = 0; i < 3; i++) {
        struct polygon disc;
        struct polygon_pen pen = {.polygon = &disc};
        disc.count = 0;
        arc_to(&pen, x, y, (double)((radius - 5.0f * (float)i) * painter->layout->unit), 0.0, TURN);
        polygon_pen_close(&pen);
        painter_polygon(painter, &disc, ROLE_BREATH, i == 2 ? 0.42f : 0.15f);
    }
}

/// The ring's line.
struct track {
    double x, y, radius, half_width; ///< pixels
};

static struct track track_of(const struct painter *painter, double x, double y)
{
    double unit = (double)painter->layout->unit;
    return (struct track){x, y, (double)RING_RADIUS * unit, (double)RING_WIDTH * unit / 2.0};
}

static void draw_full_ring(const struct painter *painter, const struct track *track,
                           enum theme_role role, float alpha)
{
    struct polygon ring;
    struct polygon_pen pen = {.polygon = &ring};
    ring.count = 0;
    arc_to(&pen, track->x, track->y, track->radius + track->half_width, 0.0, TURN);
    polygon_pen_close(&pen);
    arc_to(&pen, track->x, track->y, track->radius - track->half_width, TURN, 0.0);
    polygon_pen_close(&pen);
    painter_polygon(painter, &ring, role, alpha);
}

/// A part of the ring from its top on, with round ends.
static void draw_arc(const struct painter *painter, const struct track *track, double share)
{
    double from = -TURN / 4.0, to = from + TURN * share, half = track->half_width;
    double x = track->x, y = track->y, radius = track->radius;
    struct polygon arc;
    struct polygon_pen pen = {.polygon = &arc};
    arc.count = 0;
    arc_to(&pen, x, y, radius + half, from, to);
    arc_to(&pen, x + radius * cos(to), y + radius * sin(to), half, to, to + TURN / 2.0);
    arc_to(&pen, x, y, radius - half, to, from);
    arc_to(&pen, x + radius * cos(from), y + radius * sin(from), half, from + TURN / 2.0,
           from + TURN);
    polygon_pen_close(&pen);
    painter_polygon(painter, &arc, ROLE_RING, 1.0f);
}

static void draw_ring(const struct painter *painter, double x, double y, const struct dial *dial)
{
    struct track track = track_of(painter, x, y);
    draw_full_ring(painter, &track, ROLE_RING_TRACK, 1.0f);
    if (dial->left_steps > 0)
        draw_full_ring(painter, &track, ROLE_RING, hud_alpha(dial->left_steps));
    if (dial->arc_steps == DIAL_ARC_STEPS)
        draw_full_ring(painter, &track, ROLE_RING, 1.0f);
    else if (dial->arc_steps > 0)
        draw_arc(painter, &track, (double)dial->arc_steps / DIAL_ARC_STEPS);
}

static void draw_time(const struct painter *painter, struct rect box, const struct dial *dial)
{
    int width_px = painter_px(painter, TIME_WIDTH);
    struct rect inner = {box.x + (box.width - width_px) / 2, box.y, width_px, box.height};
    struct lettering time = {.face = TYPE_MEDIUM,
                             .size_px = painter_text_px(painter, TIME),
                             .least_px = painter_px(painter, TIME_LEAST),
                             .role = ROLE_TEXT,
                             .align = ALIGN_MIDDLE,
                             .alpha = 1.0f};
    // Larger words fill the ring, and no more.
    int wanted_px = painter_width(painter, &time, dial->time);
    if (wanted_px > width_px)
        time.size_px = time.size_px * width_px / wanted_px;
    painter_line(painter, inner, &time, painter_middle_baseline(painter, box, &time), dial->time);
}

void dial_draw(const struct painter *painter, struct rect box, const struct dial *dial)
{
    double x = (double)box.x + (double)box.width / 2.0;
    double y = (double)box.y + (double)box.height / 2.0;
    draw_breath(painter, x, y, dial);
    draw_ring(painter, x, y, dial);
    draw_time(painter, box, dial);
}
