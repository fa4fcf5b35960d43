#include "screens/hud.h"

#include "screens/dial.h"
#include "screens/fingerprint.h"
#include "screens/hud_messages.h"

#include <math.h>
#include <stdio.h>

enum { FADE_STEPS = 24, TITLE_BYTES = 96 };

static const float TITLE_FADE_S = 0.8f, WORDS_FADE_S = 0.5f;

/// 0..FADE_STEPS: how far something that came `age_s` ago has faded in.
static int fade_steps(double age_s, float fade_s)
{
    double share = fmin(1.0, fmax(0.0, age_s / (double)fade_s));
    return (int)lround(share * share * (3.0 - 2.0 * share) * FADE_STEPS);
}

static double step_age_s(const struct moment *moment)
{
    double progress = (double)moment->step_progress;
    return progress < 1.0 ? moment->step_left_s * progress / (1.0 - progress) : INFINITY;
}

static int title_fade(const struct moment *moment)
{
    // The first name is there from the first frame on.
    if (moment->step == 0)
        return FADE_STEPS;
    return fade_steps(step_age_s(moment), TITLE_FADE_S);
}

static int words_fade(const struct moment *moment)
{
    return fade_steps(moment->t_s - (double)moment->words_tick / TICKS_PER_S, WORDS_FADE_S);
}

static struct hud_look look_of_title(const struct practice_layout *layout,
                                     const struct practice_view *view)
{
    const struct moment *moment = view->moment;
    if (!moment->at.pose)
        return (struct hud_look){0};
    char name[TITLE_BYTES];
    pose_side_title(moment->at, name, sizeof name);
    uint64_t print = fingerprint_text(FINGERPRINT_NONE, name);
    print = fingerprint_text(print, moment->at.pose->sanskrit);
    print = fingerprint_text(print, moment->at.pose->devanagari);
    return (struct hud_look){layout->title, fingerprint_int(print, title_fade(moment))};
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
                              .size_px = painter_px(painter, size),
                              .least_px = painter_px(painter, least),
                              .role = role,
                              .alpha = alpha};
}

static void title_of(const struct painter *painter, const struct practice_view *view,
                     struct title *title)
{
    const struct pose_side at = view->moment->at;
    float alpha = (float)title_fade(view->moment) / FADE_STEPS;
    bool wide = painter->layout->wide;
    *title = (struct title){.max_lines = {1, 1, 1, 1}};
    // A column has a line to spare for the side; a wide line has not.
    if (wide)
        snprintf(title->name, sizeof title->name, "%s", at.pose->name);
    else
        pose_side_title(at, title->name, sizeof title->name);
    title->text[TITLE_NAME] = title->name;
    if (wide && at.pose->sided)
        title->text[TITLE_SIDE] = at.side == SIDE_RIGHT ? "right side" : "left side";
    title->text[TITLE_LATIN] = at.pose->sanskrit;
    title->text[TITLE_DEVANAGARI] = at.pose->devanagari;
    title->lettering[TITLE_NAME] =
        title_lettering(painter, TYPE_MEDIUM, 88.0f, 60.0f, ROLE_TEXT, alpha);
    title->lettering[TITLE_SIDE] =
        title_lettering(painter, TYPE_REGULAR, 64.0f, 48.0f, ROLE_TEXT, alpha);
    title->lettering[TITLE_LATIN] =
        title_lettering(painter, TYPE_REGULAR, 50.0f, 48.0f, ROLE_TEXT_QUIET, alpha);
    title->lettering[TITLE_DEVANAGARI] =
        title_lettering(painter, TYPE_DEVANAGARI, 50.0f, 48.0f, ROLE_TEXT_QUIET, alpha);
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

static void draw_title(const struct painter *painter, struct rect box,
                       const struct practice_view *view)
{
    struct title title;
    title_of(painter, view, &title);
    // Long names take two lines as long as there is room for them.
    static const int lines[][2] = {{2, 2}, {2, 1}, {1, 1}};
    for (int i = 0; i < 3; i++) {
        title.max_lines[TITLE_NAME] = lines[i][0];
        title.max_lines[TITLE_LATIN] = lines[i][1];
        if (title_height(painter, box.width, &title) <= box.height)
            break;
    }
    for (int i = 0; i < TITLE_PARTS; i++) {
        if (!title.text[i])
            continue;
        box.y += title.gap_px[i];
        box.y = painter_text(painter, box, &title.lettering[i], title.max_lines[i], title.text[i]);
    }
}

static struct hud_look look_of_dial(const struct practice_layout *layout,
                                    const struct practice_view *view)
{
    struct dial dial = dial_of_moment(view->moment);
    return (struct hud_look){layout->dial, dial_fingerprint(&dial)};
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

static struct hud_look look_of_total(const struct practice_layout *layout,
                                     const struct practice_view *view)
{
    long seconds = seconds_in_all(view->moment);
    // In narrow windows the large words cover it.
    if (seconds <= 0 || (view->again && !layout->wide))
        return (struct hud_look){0};
    return (struct hud_look){layout->total, fingerprint_int(FINGERPRINT_NONE, seconds)};
}

static void draw_total(const struct painter *painter, struct rect box,
                       const struct practice_view *view)
{
    long seconds = seconds_in_all(view->moment);
    char time[32];
    snprintf(time, sizeof time, "%ld:%02ld", seconds / 60, seconds % 60);
    struct lettering quiet = {.face = TYPE_REGULAR,
                              .size_px = painter_px(painter, 48.0f),
                              .least_px = painter_px(painter, 48.0f),
                              .role = ROLE_TEXT_QUIET,
                              .align = ALIGN_RIGHT,
                              .alpha = 1.0f};
    struct lettering loud = quiet;
    loud.face = TYPE_MEDIUM;
    loud.size_px = painter_px(painter, 56.0f);
    loud.role = ROLE_TEXT;
    int baseline_px = box.y + painter_px(painter, 54.0f);
    painter_line(painter, box, &quiet, baseline_px, "left");
    box.width -= painter_width(painter, &quiet, "left") + painter_px(painter, 16.0f);
    painter_line(painter, box, &loud, baseline_px, time);
}

static struct hud_look look_of_words(const struct practice_layout *layout,
                                     const struct practice_view *view)
{
    const char *words = view->moment->words;
    if (!words || !words[0])
        return (struct hud_look){0};
    uint64_t print = fingerprint_text(FINGERPRINT_NONE, words);
    print = fingerprint_int(print, view->again);
    return (struct hud_look){view->again ? layout->again : layout->words,
                             fingerprint_int(print, words_fade(view->moment))};
}

/// The instruction once more, as large as it fits, on a panel of its own.
static void draw_words_again(const struct painter *painter, struct rect box, const char *words)
{
    struct lettering large = {.face = TYPE_MEDIUM,
                              .size_px = painter_px(painter, 72.0f),
                              .least_px = painter_px(painter, 48.0f),
                              .role = ROLE_TEXT,
                              .alpha = 1.0f};
    int pad_px = painter_px(painter, 48.0f);
    painter_box(painter, box, (float)painter_px(painter, 32.0f), ROLE_PANEL, 0.97f);
    struct rect inner = {box.x + pad_px, box.y, box.width - 2 * pad_px, box.height};
    int max_lines = 3;
    if (painter_text_height(painter, inner.width, &large, 3, words) <=
        2 * painter_line_px(large.size_px)) {
        // What needs only two lines may fill the panel with larger ones.
        max_lines = 2;
        large.least_px = large.size_px;
        large.size_px = painter_px(painter, 92.0f);
    }
    int height_px = painter_text_height(painter, inner.width, &large, max_lines, words);
    inner.y += (box.height - height_px) / 2;
    painter_text(painter, inner, &large, max_lines, words);
}

static void draw_words(const struct painter *painter, struct rect box,
                       const struct practice_view *view)
{
    const char *words = view->moment->words;
    if (view->again) {
        draw_words_again(painter, box, words);
        return;
    }
    struct lettering lettering = {.face = TYPE_REGULAR,
                                  .size_px = painter_px(painter, 62.0f),
                                  .least_px = painter_px(painter, 48.0f),
                                  .role = ROLE_TEXT,
                                  .alpha = (float)words_fade(view->moment) / FADE_STEPS};
    // The last line always stands on the bottom margin.
    int height_px = painter_text_height(painter, box.width, &lettering, 2, words);
    box.y += box.height - height_px;
    painter_text(painter, box, &lettering, 2, words);
}

static struct hud_look look_of_next(const struct practice_layout *layout,
                                    const struct practice_view *view)
{
    if (!view->moment->next.pose || view->again)
        return (struct hud_look){0};
    char name[TITLE_BYTES];
    pose_side_title(view->moment->next, name, sizeof name);
    return (struct hud_look){layout->next, fingerprint_text(FINGERPRINT_NONE, name)};
}

static void draw_next(const struct painter *painter, struct rect box,
                      const struct practice_view *view)
{
    char name[TITLE_BYTES], line[TITLE_BYTES + 8];
    pose_side_title(view->moment->next, name, sizeof name);
    struct lettering quiet = {.face = TYPE_REGULAR,
                              .size_px = painter_px(painter, 48.0f),
                              .least_px = painter_px(painter, 48.0f),
                              .role = ROLE_TEXT_QUIET,
                              .alpha = 1.0f};
    if (!painter->layout->wide) {
        snprintf(line, sizeof line, "Next: %s", name);
        painter_text(painter, box, &quiet, 1, line);
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

typedef struct hud_look look_function(const struct practice_layout *layout,
                                      const struct practice_view *view);
typedef void draw_function(const struct painter *painter, struct rect box,
                           const struct practice_view *view);

static const struct {
    look_function *look;
    draw_function *draw;
} items[HUD_COUNT] = {
    [HUD_TITLE] = {look_of_title, draw_title},
    [HUD_DIAL] = {look_of_dial, draw_dial},
    [HUD_TOTAL] = {look_of_total, draw_total},
    [HUD_WORDS] = {look_of_words, draw_words},
    [HUD_NEXT] = {look_of_next, draw_next},
    [HUD_PANEL] = {hud_look_of_panel, hud_draw_panel},
    [HUD_STATUS] = {hud_look_of_status, hud_draw_status},
    [HUD_VOLUME] = {hud_look_of_volume, hud_draw_volume},
};

struct hud_look hud_look_of(enum hud_item item, const struct practice_layout *layout,
                            const struct practice_view *view)
{
    return items[item].look(layout, view);
}

void hud_draw(enum hud_item item, const struct painter *painter, struct rect box,
              const struct practice_view *view)
{
    cairo_t *cairo = painter->canvas->cairo;
    cairo_save(cairo);
    cairo_rectangle(cairo, box.x, box.y, box.width, box.height);
    cairo_clip(cairo);
    items[item].draw(painter, box, view);
    cairo_restore(cairo);
}
