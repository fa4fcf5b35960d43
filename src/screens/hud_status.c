#include "screens/bindings.h"
#include "screens/fingerprint.h"
#include "screens/hud_messages.h"

#include <math.h>
#include <stdio.h>

enum { VOLUME_FADE_STEPS = 16, TEXT_BYTES = 160 };

/// What the status says: a loud part and a quiet hint.
struct status {
    char loud[TEXT_BYTES], hint[TEXT_BYTES];
};

static bool status_of(const struct practice_view *view, struct status *status)
{
    *status = (struct status){0};
    if (view->state == PLAYER_SETTLING) {
        int seconds = (int)ceilf(view->settle_s);
        snprintf(status->loud, TEXT_BYTES, "Going on in %d", seconds > 0 ? seconds : 1);
        return true;
    }
    // The question pauses too, and says so by itself.
    if (view->state != PLAYER_PAUSED || view->leave_question)
        return false;
    const struct binding *toggle = binding_of_action(INPUT_PRACTICE, ACTION_TOGGLE);
    const char *loud = view->notice     ? view->notice
                       : view->pad_lost ? "Paused: the gamepad is gone"
                                        : "Paused";
    snprintf(status->loud, TEXT_BYTES, "%s", loud);
    if (view->pad_lost)
        snprintf(status->hint, TEXT_BYTES, "%s goes on", binding_key_label(toggle->key[0]));
    else
        snprintf(status->hint, TEXT_BYTES, "%s or %s goes on", binding_key_label(toggle->key[0]),
                 binding_button_label(toggle->button[0]));
    return true;
}

struct hud_look hud_look_of_status(const struct practice_layout *layout,
                                   const struct practice_view *view)
{
    struct status status;
    if (!status_of(view, &status))
        return (struct hud_look){0};
    uint64_t print = fingerprint_text(FINGERPRINT_NONE, status.loud);
    return (struct hud_look){layout->status, fingerprint_text(print, status.hint)};
}

void hud_draw_status(const struct painter *painter, struct rect box,
                     const struct practice_view *view)
{
    struct status status;
    status_of(view, &status);
    struct lettering loud = {.face = TYPE_MEDIUM,
                             .size_px = painter_px(painter, 52.0f),
                             .least_px = painter_px(painter, 48.0f),
                             .role = ROLE_TEXT,
                             .alpha = 1.0f};
    struct lettering hint = loud;
    hint.face = TYPE_REGULAR;
    hint.size_px = hint.least_px;
    hint.role = ROLE_TEXT_QUIET;
    hint.align = ALIGN_RIGHT;

    int pad_px = painter_px(painter, 32.0f), gap_px = painter_px(painter, 28.0f);
    int hint_px = painter_width(painter, &hint, status.hint);
    int loud_px = painter_width(painter, &loud, status.loud);
    int wanted_px = loud_px + 2 * pad_px + (hint_px > 0 ? hint_px + gap_px : 0);
    if (wanted_px > box.width) {
        // A long notice is worth more than the hint how to go on.
        wanted_px -= hint_px > 0 ? hint_px + gap_px : 0;
        hint_px = 0;
    }
    int width_px = wanted_px < box.width ? wanted_px : box.width;
    struct rect pill = {box.x + box.width - width_px, box.y, width_px, box.height};
    painter_box(painter, pill, (float)pill.height / 2.0f, ROLE_PANEL, 0.92f);
    struct rect inner = {pill.x + pad_px, pill.y, pill.width - 2 * pad_px, pill.height};
    int baseline_px = painter_middle_baseline(painter, pill, &loud);
    painter_line(painter, inner, &loud, baseline_px, status.loud);
    if (hint_px > 0)
        painter_line(painter, inner, &hint, baseline_px, status.hint);
}

static int volume_steps(const struct practice_view *view)
{
    float shown = fminf(1.0f, fmaxf(0.0f, view->volume_shown));
    return (int)lroundf(shown * VOLUME_FADE_STEPS);
}

struct hud_look hud_look_of_volume(const struct practice_layout *layout,
                                   const struct practice_view *view)
{
    int steps = volume_steps(view);
    if (steps == 0)
        return (struct hud_look){0};
    uint64_t print = fingerprint_int(FINGERPRINT_NONE, steps);
    print = fingerprint_int(print, view->muted ? -1 : view->volume_percent);
    return (struct hud_look){layout->volume, print};
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
    faded.alpha *= (float)volume_steps(view) / VOLUME_FADE_STEPS;
    struct lettering lettering = {.face = TYPE_REGULAR,
                                  .size_px = painter_px(painter, 48.0f),
                                  .least_px = painter_px(painter, 48.0f),
                                  .role = ROLE_TEXT,
                                  .alpha = 1.0f};
    int pad_px = painter_px(painter, 32.0f), bar_px = painter_px(painter, 12.0f);
    painter_box(&faded, box, (float)box.height / 2.0f, ROLE_PANEL, 0.92f);
    struct rect inner = {box.x + pad_px, box.y, box.width - 2 * pad_px, box.height};
    int baseline_px = painter_middle_baseline(painter, box, &lettering);
    painter_line(&faded, inner, &lettering, baseline_px, view->muted ? "Sound off" : "Sound");
    int label_px = painter_px(painter, 180.0f);
    struct rect track = {inner.x + label_px, box.y + (box.height - bar_px) / 2,
                         inner.width - label_px, bar_px};
    if (!view->muted)
        draw_bar(&faded, track, view->volume_percent);
}
