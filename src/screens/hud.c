#include "screens/hud.h"

#include "screens/dial.h"
#include "screens/fingerprint.h"
#include "screens/hud_ease.h"
#include "screens/hud_messages.h"
#include "screens/hud_title.h"

#include <math.h>
#include <stdio.h>

enum { TITLE_BYTES = 96 };

/// From the top of its box, at 1080p: what is left of the time, and what stands beside it.
static const float ROW_BASELINE = 54.0f;

static void dial_part(struct part *part, const struct painter *painter,
                      const struct practice_view *view)
{
    struct dial dial = dial_of_moment(view->moment);
    part->box = painter->layout->dial;
    part->fingerprint = dial_fingerprint(&dial);
}

static void draw_dial(const struct painter *painter, struct rect box,
                      const struct practice_view *view)
{
    struct dial dial = dial_of_moment(view->moment);
    dial_draw(painter, box, &dial);
}

static long seconds_in_all(const struct moment *moment)
{
    return lround(ceil(moment->total_left_s));
}

static void total_part(struct part *part, const struct painter *painter,
                       const struct practice_view *view)
{
    long seconds = seconds_in_all(view->moment);
    // In narrow windows the large words may cover it.
    if (seconds <= 0 ||
        (view->again && rect_touches(painter->layout->again, painter->layout->total)))
        return;
    part->box = painter->layout->total;
    part->fingerprint = fingerprint_int(fingerprint_int(FINGERPRINT_NONE, seconds),
                                        hud_total_steps(view->moment, painter->layout->text));
}

static void draw_total(const struct painter *painter, struct rect box,
                       const struct practice_view *view)
{
    long seconds = seconds_in_all(view->moment);
    char time[32];
    snprintf(time, sizeof time, "%ld:%02ld", seconds / 60, seconds % 60);
    struct lettering quiet = {.face = TYPE_REGULAR,
                              .size_px = painter_text_px(painter, 48.0f),
                              .least_px = painter_text_px(painter, 48.0f),
                              .role = ROLE_TEXT_QUIET,
                              .align = ALIGN_RIGHT,
                              .alpha =
                                  hud_alpha(hud_total_steps(view->moment, painter->layout->text))};
    struct lettering loud = quiet;
    loud.face = TYPE_MEDIUM;
    loud.size_px = painter_text_px(painter, 56.0f);
    loud.role = ROLE_TEXT;
    int baseline_px = box.y + painter_text_px(painter, ROW_BASELINE);
    painter_line(painter, box, &quiet, baseline_px, "left");
    box.width -= painter_width(painter, &quiet, "left") + painter_px(painter, 16.0f);
    painter_line(painter, box, &loud, baseline_px, time);
}

static void words_part(struct part *part, const struct painter *painter,
                       const struct practice_view *view)
{
    const char *words = view->moment->words;
    if (!words || !words[0] || (!view->captions && !view->again))
        return;
    uint64_t print = fingerprint_text(FINGERPRINT_NONE, words);
    print = fingerprint_int(print, view->again);
    part->box = view->again ? painter->layout->again : painter->layout->words;
    part->fingerprint = fingerprint_int(print, hud_words_steps(painter, view));
}

/// The instruction once more, as large as it fits, on a panel of its own.
static void draw_words_again(const struct painter *painter, struct rect box, const char *words)
{
    const struct lettering large = {.face = TYPE_MEDIUM,
                                    .size_px = painter_text_px(painter, 92.0f),
                                    .least_px = painter_px(painter, 48.0f),
                                    .role = ROLE_TEXT,
                                    .align = ALIGN_LEFT,
                                    .alpha = 1.0f};
    int across_px = painter_px(painter, 48.0f), down_px = painter_px(painter, 16.0f);
    painter_box(painter, box, (float)painter_px(painter, 32.0f), ROLE_PANEL, 0.97f);
    struct rect inner = {box.x + across_px, box.y + down_px, box.width - 2 * across_px,
                         box.height - 2 * down_px};
    painter_fill(painter, inner, &large, true, words);
}

static void draw_words(const struct painter *painter, struct rect box,
                       const struct practice_view *view)
{
    const char *words = view->moment->words;
    if (view->again) {
        draw_words_again(painter, box, words);
        return;
    }
    // The last line always stands on the bottom margin.
    struct lettering lettering = hud_words_lettering(painter);
    lettering.alpha = hud_alpha(hud_words_steps(painter, view));
    painter_fill(painter, box, &lettering, false, words);
}

static void next_part(struct part *part, const struct painter *painter,
                      const struct practice_view *view)
{
    if (!view->moment->next.pose || view->again)
        return;
    char name[TITLE_BYTES];
    pose_side_title(view->moment->next, name, sizeof name);
    part->box = painter->layout->next;
    part->fingerprint = fingerprint_int(fingerprint_text(FINGERPRINT_NONE, name),
                                        hud_next_steps(view->moment, painter->layout->text));
}

static void draw_next(const struct painter *painter, struct rect box,
                      const struct practice_view *view)
{
    char name[TITLE_BYTES], line[TITLE_BYTES + 8];
    pose_side_title(view->moment->next, name, sizeof name);
    struct lettering quiet = {.face = TYPE_REGULAR,
                              .size_px = painter_text_px(painter, 48.0f),
                              .least_px = painter_px(painter, 36.0f),
                              .role = ROLE_TEXT_QUIET,
                              .alpha =
                                  hud_alpha(hud_next_steps(view->moment, painter->layout->text))};
    if (!painter->layout->wide || painter->layout->large) {
        snprintf(line, sizeof line, "Next: %s", name);
        // In narrow windows the time left stands on the same line.
        if (painter->layout->large)
            painter_text(painter, box, &quiet, 1, line);
        else
            painter_line(painter, box, &quiet, box.y + painter_text_px(painter, ROW_BASELINE),
                         line);
        return;
    }
    quiet.align = ALIGN_RIGHT;
    int pitch_px = painter_line_px(quiet.size_px);
    int height_px = painter_text_height(painter, box.width, &quiet, 2, name);
    box.y += box.height - height_px - pitch_px;
    painter_text(painter, box, &quiet, 1, "Next");
    box.y += pitch_px;
    quiet.role = ROLE_TEXT;
    painter_text(painter, box, &quiet, 2, name);
}

typedef void part_function(struct part *part, const struct painter *painter,
                           const struct practice_view *view);
typedef void draw_function(const struct painter *painter, struct rect box,
                           const struct practice_view *view);

static const struct {
    part_function *part;
    draw_function *draw;
} items[HUD_COUNT] = {
    [HUD_TITLE] = {hud_title_part, hud_draw_title},
    [HUD_DIAL] = {dial_part, draw_dial},
    [HUD_TOTAL] = {total_part, draw_total},
    [HUD_WORDS] = {words_part, draw_words},
    [HUD_NEXT] = {next_part, draw_next},
    [HUD_STATUS] = {hud_status_part, hud_draw_status},
    [HUD_VOLUME] = {hud_volume_part, hud_draw_volume},
};

void hud_add(struct picture *picture, enum hud_item item, const struct painter *painter,
             const struct practice_view *view)
{
    // Letters are pictures: a piece of them is a piece of the whole.
    bool letters = item == HUD_TITLE || item == HUD_TOTAL || item == HUD_NEXT ||
                   (item == HUD_WORDS && !view->again);
    struct part part = {.id = (int)item, .message = item >= HUD_MESSAGES, .plain = letters};
    items[item].part(&part, painter, view);
    picture_add(picture, part);
}

void hud_draw(const struct painter *painter, const struct part *part,
              const struct practice_view *view)
{
    items[part->id].draw(painter, part->box, view);
}
