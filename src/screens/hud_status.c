#include "screens/fingerprint.h"
#include "screens/glyph.h"
#include "screens/hud_messages.h"

#include <math.h>
#include <stdio.h>

enum { FADE_STEPS = 16, TEXT_BYTES = 160 };

/// At 1080p.
static const float NOTICE = 40.0f, NOTICE_GAP = 14.0f;

/// Empty if there is nothing to say.
static void status_of(const struct practice_view *view, char text[TEXT_BYTES])
{
    text[0] = '\0';
    if (view->state == PLAYER_SETTLING) {
        int seconds = (int)ceilf(view->settle_s);
        snprintf(text, TEXT_BYTES, "Going on in %d", seconds > 0 ? seconds : 1);
    } else if (view->notice) {
        snprintf(text, TEXT_BYTES, "%s", view->notice);
    }
}

/// A notice comes and goes; the seconds until time goes on are there at once.
static int status_steps(const struct practice_view *view)
{
    if (view->state == PLAYER_SETTLING)
        return FADE_STEPS;
    return (int)lroundf(fminf(1.0f, fmaxf(0.0f, view->notice_shown)) * FADE_STEPS);
}

void hud_status_part(struct part *part, const struct practice_layout *layout,
                     const struct practice_view *view)
{
    char text[TEXT_BYTES];
    status_of(view, text);
    if (text[0] == '\0' || status_steps(view) == 0)
        return;
    part->box = layout->status;
    part->fingerprint =
        fingerprint_text(fingerprint_int(FINGERPRINT_NONE, status_steps(view)), text);
    part->fingerprint = fingerprint_text(part->fingerprint, view->notice_key);
    part->fingerprint = fingerprint_int(part->fingerprint, (long)view->device);
}

/// A quiet word and the key beside it, at the right edge: it lies over nothing and asks for
/// nothing.
static void draw_notice(const struct painter *painter, struct rect box,
                        const struct practice_view *view)
{
    struct painter faded = *painter;
    faded.alpha *= (float)status_steps(view) / FADE_STEPS;
    const struct lettering lettering = {.face = TYPE_REGULAR,
                                        .size_px = painter_text_px(painter, NOTICE),
                                        .least_px = painter_px(painter, 36.0f),
                                        .role = ROLE_TEXT_QUIET,
                                        .align = ALIGN_RIGHT,
                                        .alpha = 1.0f};
    const struct glyph glyph = {view->device, view->notice_key};
    int key_px = view->notice_key ? glyph_width(painter, glyph, lettering.size_px) : 0;
    int gap_px = view->notice_key ? painter_text_px(painter, NOTICE_GAP) : 0;
    int words_px = painter_width(painter, &lettering, view->notice);
    int right = box.x + box.width;
    words_px = words_px < box.width - key_px - gap_px ? words_px : box.width - key_px - gap_px;
    if (view->notice_key)
        glyph_draw(&faded, glyph, right - words_px - gap_px - key_px, box, lettering.size_px);
    box.x = right - words_px;
    box.width = words_px;
    painter_line(&faded, box, &lettering, painter_middle_baseline(painter, box, &lettering),
                 view->notice);
}

void hud_draw_status(const struct painter *painter, struct rect box,
                     const struct practice_view *view)
{
    char text[TEXT_BYTES];
    if (view->state != PLAYER_SETTLING) {
        draw_notice(painter, box, view);
        return;
    }
    status_of(view, text);
    const struct lettering lettering = {.face = TYPE_MEDIUM,
                                        .size_px = painter_text_px(painter, 52.0f),
                                        .least_px = painter_px(painter, 36.0f),
                                        .role = ROLE_TEXT,
                                        .alpha = 1.0f};
    int pad_px = painter_px(painter, 32.0f);
    int wanted_px = painter_width(painter, &lettering, text) + 2 * pad_px;
    int width_px = wanted_px < box.width ? wanted_px : box.width;
    struct rect pill = {box.x + box.width - width_px, box.y, width_px, box.height};
    painter_box(painter, pill, (float)pill.height / 2.0f, ROLE_PANEL, 0.92f);
    struct rect inner = {pill.x + pad_px, pill.y, pill.width - 2 * pad_px, pill.height};
    painter_line(painter, inner, &lettering, painter_middle_baseline(painter, pill, &lettering),
                 text);
}

static int volume_steps(const struct practice_view *view)
{
    float shown = fminf(1.0f, fmaxf(0.0f, view->volume_shown));
    return (int)lroundf(shown * FADE_STEPS);
}

void hud_volume_part(struct part *part, const struct practice_layout *layout,
                     const struct practice_view *view)
{
    int steps = volume_steps(view);
    if (steps == 0)
        return;
    uint64_t print = fingerprint_int(FINGERPRINT_NONE, steps);
    part->box = layout->volume;
    part->fingerprint = fingerprint_int(print, view->muted ? -1 : view->volume_percent);
}

static void draw_bar(const struct painter *painter, struct rect track, int percent)
{
    float corner_px = (float)track.height / 2.0f;
    painter_box(painter, track, corner_px, ROLE_RING_TRACK, 1.0f);
    struct rect level = track;
    level.width = track.height + (track.width - track.height) * percent / 100;
    if (percent > 0)
        painter_box(painter, level, corner_px, ROLE_RING, 1.0f);
}

void hud_draw_volume(const struct painter *painter, struct rect box,
                     const struct practice_view *view)
{
    struct painter faded = *painter;
    faded.alpha *= (float)volume_steps(view) / FADE_STEPS;
    struct lettering lettering = {.face = TYPE_REGULAR,
                                  .size_px = painter_text_px(painter, 48.0f),
                                  .least_px = painter_px(painter, 36.0f),
                                  .role = ROLE_TEXT,
                                  .alpha = 1.0f};
    int pad_px = painter_px(painter, 32.0f), bar_px = painter_px(painter, 12.0f);
    painter_box(&faded, box, (float)box.height / 2.0f, ROLE_PANEL, 0.92f);
    struct rect inner = {box.x + pad_px, box.y, box.width - 2 * pad_px, box.height};
    int baseline_px = painter_middle_baseline(painter, box, &lettering);
    painter_line(&faded, inner, &lettering, baseline_px, view->muted ? "Sound off" : "Sound");
    int label_px = painter_width(painter, &lettering, "Sound") + pad_px;
    struct rect track = {inner.x + label_px, box.y + (box.height - bar_px) / 2,
                         inner.width - label_px, bar_px};
    if (!view->muted)
        draw_bar(&faded, track, view->volume_percent);
}
