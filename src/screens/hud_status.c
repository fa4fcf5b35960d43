#include "screens/fingerprint.h"
#include "screens/glyph.h"
#include "screens/hud_ease.h"
#include "screens/hud_messages.h"

#include <math.h>
#include <stdio.h>

enum { FADE_STEPS = 16, TEXT_BYTES = 160 };

/// At 1080p.
static const float NOTICE = 40.0f, NOTICE_GAP = 14.0f, NOTICES_APART = 44.0f;

static bool is_settling(const struct practice_view *view)
{
    return view->state == PLAYER_SETTLING;
}

static void settling_text(const struct practice_view *view, char text[TEXT_BYTES])
{
    int seconds = (int)ceilf(view->settle_s);
    snprintf(text, TEXT_BYTES, "Going on in %d", seconds > 0 ? seconds : 1);
}

static uint64_t notices_print(const struct practice_view *view)
{
    uint64_t print = fingerprint_int(FINGERPRINT_NONE, (long)view->device);
    for (int i = 0; i < view->notice_count; i++) {
        print = fingerprint_text(print, view->notice[i].words);
        print = fingerprint_text(print, view->notice[i].key[0]);
        print = fingerprint_text(print, view->notice[i].key[1]);
    }
    return print;
}

/// A notice comes and goes; the seconds until time goes on are there at once.
static int status_steps(const struct practice_view *view)
{
    if (is_settling(view))
        return HUD_EASE_STEPS;
    return (int)lroundf(fminf(1.0f, fmaxf(0.0f, view->notice_shown)) * HUD_EASE_STEPS);
}

void hud_status_part(struct part *part, const struct painter *painter,
                     const struct practice_view *view)
{
    char text[TEXT_BYTES] = "";
    if (!is_settling(view) && (view->notice_count == 0 || status_steps(view) == 0))
        return;
    uint64_t print = notices_print(view);
    if (is_settling(view)) {
        settling_text(view, text);
        print = fingerprint_text(FINGERPRINT_NONE, text);
    }
    part->box = painter->layout->status;
    part->fingerprint = fingerprint_int(print, status_steps(view));
}

static struct lettering notice_lettering(const struct painter *painter)
{
    return (struct lettering){.face = TYPE_REGULAR,
                              .size_px = painter_text_px(painter, NOTICE),
                              .least_px = painter_px(painter, 36.0f),
                              .role = ROLE_TEXT_QUIET,
                              .align = ALIGN_LEFT,
                              .alpha = 1.0f};
}

/// Keys, then what they do. Returns the width that they take; nothing is drawn if `draws` is
/// false.
static int set_notice(const struct painter *painter, const struct practice_view *view,
                      const struct practice_notice *notice, struct rect box, bool draws)
{
    struct lettering lettering = notice_lettering(painter);
    int x = box.x, gap_px = painter_text_px(painter, NOTICE_GAP);
    for (int i = 0; i < 2 && notice->key[i]; i++) {
        const struct glyph glyph = {view->device, notice->key[i]};
        if (draws)
            glyph_draw(painter, glyph, x, box, lettering.size_px);
        x += glyph_width(painter, glyph, lettering.size_px) + gap_px;
    }
    int words_px = painter_width(painter, &lettering, notice->words);
    int room_px = box.x + box.width - x;
    struct rect words = {x, box.y, words_px < room_px ? words_px : room_px, box.height};
    if (draws)
        painter_line(painter, words, &lettering, painter_middle_baseline(painter, box, &lettering),
                     notice->words);
    return x + words.width - box.x;
}

/// Quiet words and the keys beside them, at the right edge, as many as fit: they lie over nothing
/// and ask for nothing.
static void draw_notices(const struct painter *painter, struct rect box,
                         const struct practice_view *view)
{
    struct painter faded = *painter;
    faded.alpha *= hud_alpha(status_steps(view));
    int count = 0, used_px = 0, apart_px = painter_text_px(painter, NOTICES_APART);
    for (int width_px; count < view->notice_count; count++, used_px += width_px) {
        width_px = (count > 0 ? apart_px : 0) +
                   set_notice(painter, view, &view->notice[count], box, false);
        if (count > 0 && used_px + width_px >= box.width)
            break;
    }
    box.x += box.width - used_px;
    box.width = used_px;
    for (int i = 0; i < count; i++) {
        int width_px = apart_px + set_notice(&faded, view, &view->notice[i], box, true);
        box.x += width_px;
        box.width -= width_px;
    }
}

void hud_draw_status(const struct painter *painter, struct rect box,
                     const struct practice_view *view)
{
    char text[TEXT_BYTES];
    if (!is_settling(view)) {
        draw_notices(painter, box, view);
        return;
    }
    settling_text(view, text);
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

void hud_volume_part(struct part *part, const struct painter *painter,
                     const struct practice_view *view)
{
    int steps = volume_steps(view);
    if (steps == 0)
        return;
    uint64_t print = fingerprint_int(FINGERPRINT_NONE, steps);
    part->box = painter->layout->volume;
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
