#include "screens/hud.h"

#include "screens/dial.h"
#include "screens/fingerprint.h"
#include "screens/hud_ease.h"
#include "screens/hud_messages.h"

#include <math.h>
#include <stdio.h>

enum { TITLE_BYTES = 96 };

/// From the top of its box, at 1080p: what is left of the time, and what stands beside it.
static const float ROW_BASELINE = 54.0f;

static void title_part(struct part *part, const struct painter *painter,
                       const struct practice_view *view)
{
    const struct moment *moment = view->moment;
    if (!moment->at.pose)
        return;
    char name[TITLE_BYTES];
    pose_side_title(moment->at, name, sizeof name);
    uint64_t print = fingerprint_text(FINGERPRINT_NONE, name);
    print = fingerprint_text(print, moment->at.pose->sanskrit);
    print = fingerprint_text(print, moment->at.pose->devanagari);
    part->box = painter->layout->title;
    part->fingerprint = fingerprint_int(print, hud_title_steps(painter, moment));
}

/// The lines of the title, from the top. A text may be NULL: then it takes no room.
enum title_part { TITLE_NAME, TITLE_SIDE, TITLE_LATIN, TITLE_DEVANAGARI, TITLE_PARTS };

struct title {
    char name[TITLE_BYTES];
    const char *text[TITLE_PARTS];
    struct lettering lettering[TITLE_PARTS];
    int max_lines[TITLE_PARTS];
    int gap_px[TITLE_PARTS]; ///< above it
};

static struct lettering title_lettering(const struct painter *painter, enum type_face face,
                                        float size, float least, enum theme_role role, float alpha)
{
    return (struct lettering){.face = face,
                              .size_px = painter_text_px(painter, size),
                              .least_px = painter_px(painter, least),
                              .role = role,
                              .alpha = alpha};
}

static void title_of(const struct painter *painter, const struct practice_view *view,
                     struct title *title)
{
    const struct pose_side at = view->moment->at;
    float alpha = hud_alpha(hud_title_steps(painter, view->moment));
    bool column = painter->layout->wide && !painter->layout->large;
    *title = (struct title){.max_lines = {1, 1, 1, 1}};
    // A column has a line to spare for the side; a wide line has not.
    if (column)
        snprintf(title->name, sizeof title->name, "%s", at.pose->name);
    else
        pose_side_title(at, title->name, sizeof title->name);
    title->text[TITLE_NAME] = title->name;
    if (column && at.pose->sided)
        title->text[TITLE_SIDE] = at.side == SIDE_RIGHT ? "right side" : "left side";
    title->text[TITLE_LATIN] = at.pose->sanskrit;
    title->text[TITLE_DEVANAGARI] = at.pose->devanagari;
    title->lettering[TITLE_NAME] = hud_name_lettering(painter);
    title->lettering[TITLE_NAME].alpha = alpha;
    title->lettering[TITLE_SIDE] =
        title_lettering(painter, TYPE_REGULAR, 64.0f, 44.0f, ROLE_TEXT, alpha);
    title->lettering[TITLE_LATIN] =
        title_lettering(painter, TYPE_REGULAR, 50.0f, 40.0f, ROLE_TEXT_QUIET, alpha);
    title->lettering[TITLE_DEVANAGARI] =
        title_lettering(painter, TYPE_DEVANAGARI, 50.0f, 40.0f, ROLE_TEXT_QUIET, alpha);
    title->gap_px[TITLE_LATIN] = painter_px(painter, 12.0f);
    title->gap_px[TITLE_DEVANAGARI] = painter_px(painter, 6.0f);
}

static int title_height(const struct painter *painter, int width_px, const struct title *title)
{
    int height_px = 0;
    for (int i = 0; i < TITLE_PARTS; i++)
        if (title->text[i])
            height_px +=
                title->gap_px[i] + painter_text_height(painter, width_px, &title->lettering[i],
                                                       title->max_lines[i], title->text[i]);
    return height_px;
}

static bool title_fits(const struct painter *painter, struct rect box, const struct title *title)
{
    for (int i = 0; i < TITLE_PARTS; i++)
        if (title->text[i] && !painter_text_fits(painter, box.width, &title->lettering[i],
                                                 title->max_lines[i], title->text[i]))
            return false;
    return title_height(painter, box.width, title) <= box.height;
}

/// Long names take two lines as long as there is room for them; then the scripts give way.
static void fit_title(const struct painter *painter, struct rect box, struct title *title)
{
    static const struct {
        int name_lines, latin_lines;
        bool latin, devanagari;
    } ways[] = {{2, 2, true, true},   {2, 1, true, true},  {1, 1, true, true},
                {2, 2, true, false},  {2, 1, true, false}, {1, 1, true, false},
                {2, 1, false, false}, {1, 1, false, false}};
    const char *latin = title->text[TITLE_LATIN], *devanagari = title->text[TITLE_DEVANAGARI];
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        title->max_lines[TITLE_NAME] = ways[i].name_lines;
        title->max_lines[TITLE_LATIN] = ways[i].latin_lines;
        title->text[TITLE_LATIN] = ways[i].latin ? latin : NULL;
        title->text[TITLE_DEVANAGARI] = ways[i].devanagari ? devanagari : NULL;
        if (title_fits(painter, box, title))
            return;
    }
}

static void draw_title(const struct painter *painter, struct rect box,
                       const struct practice_view *view)
{
    struct title title;
    title_of(painter, view, &title);
    if (painter->layout->large) {
        // One row for the name alone: the scripts would be small beside it.
        painter_fill(painter, box, &title.lettering[TITLE_NAME], true, title.name);
        return;
    }
    fit_title(painter, box, &title);
    for (int i = 0; i < TITLE_PARTS; i++) {
        if (!title.text[i])
            continue;
        box.y += title.gap_px[i];
        box.y = painter_text(painter, box, &title.lettering[i], title.max_lines[i], title.text[i]);
    }
}

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
    [HUD_TITLE] = {title_part, draw_title},
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
