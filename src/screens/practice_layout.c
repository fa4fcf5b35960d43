#include "screens/practice_layout.h"

#include "coach/settings.h"

#include <math.h>

/// Safe margins of a television: 5 % at each side.
static const float MARGIN_X = 96.0f, MARGIN_Y = 60.0f;
static const float COLUMN = 560.0f, DIAL = 280.0f;
/// Two lines of about forty letters: longer ones are not taken in at a glance.
static const float WORDS_WIDTH_MOST = 1220.0f;
static const float MESSAGE_HEIGHT = 88.0f, VOLUME_WIDTH = 500.0f;
/// Of the stage's width: the figure reaches 40 % from the middle to either side, the rug up to 60
/// %.
static const float FIGURE_REACH = 0.42f, MAT_REACH = 0.60f;
/// Of the window's width: less is too small from the mat.
static const float FITTED_LEAST = 0.57f;
/// From here on words need the whole width.
static const float LARGE_TEXT = 1.3f;
static const float LINE = 1.2f;
/// A list of items, and the least that is worth showing of the figure.
static const float ITEMS_WIDTH = 560.0f, BESIDE_LEAST = 380.0f;
/// Words to be read: lines of about 45 letters; and the least that is worth showing of the figure
/// beside them.
static const float PAGE_WIDTH = 960.0f, ASIDE_LEAST = 600.0f;
/// From the words to the figure: the frame of an item in focus reaches into it.
static const float BESIDE_GAP = 48.0f;
/// Of the letters' size: a strip that holds only lines of fewer than some twenty letters.
static const float SLIM = 12.0f;
/// Between the mat and the edge of the picture.
static const float EDGE = 52.0f;

/// A box in pixels at 1080p.
struct box {
    float x, y, width, height;
};

/// What the boxes are made from, in pixels at 1080p.
struct frame {
    float width, height, right, bottom; ///< of the window, and its margins
    float text;
};

static struct rect scaled(struct box box, float unit)
{
    int left = (int)lroundf(box.x * unit), top = (int)lroundf(box.y * unit);
    int right = (int)lroundf((box.x + box.width) * unit);
    int bottom = (int)lroundf((box.y + box.height) * unit);
    return (struct rect){left, top, right - left, bottom - top};
}

static float text_size(float size, float text)
{
    return fmaxf(size, fminf(size * text, LAYOUT_TEXT_MOST));
}

/// Two lines at the usual size, three of large words.
static float words_height(float text)
{
    float lines = 2.0f + 0.5f * (text - 1.0f);
    return lines * LINE * text_size(62.0f, text) + 7.2f;
}

static struct box stage_beside(float left, float width, float top, float height)
{
    // Before the figure gets too small, the rug may reach the edge.
    float wanted = fmaxf(width / (FIGURE_REACH + MAT_REACH), FITTED_LEAST * (left + width));
    float fitted = fminf(wanted, height * 16.0f / 9.0f);
    float spare = fmaxf(0.0f, width - fitted * (FIGURE_REACH + MAT_REACH));
    float middle = left + fitted * FIGURE_REACH + spare / 2.0f;
    return (struct box){middle - fitted / 2.0f, top, fitted, height};
}

static void lay_out_wide(struct practice_layout *layout, const struct frame *frame)
{
    const float unit = layout->unit, text = frame->text;
    const float next_width = 460.0f * text, total_width = 320.0f * text, gap = 60.0f;
    const float column_right = MARGIN_X + COLUMN * text;
    const float height = words_height(text), words_top = frame->bottom - height;
    const float dial_top = words_top - 112.0f - DIAL, message = MESSAGE_HEIGHT * text;
    const float words_width =
        fminf(frame->right - MARGIN_X - next_width - gap, WORDS_WIDTH_MOST * text);
    const float next_height = 3.0f * LINE * text_size(48.0f, text) + 3.0f;
    const struct box next = {frame->right - next_width, frame->bottom - next_height, next_width,
                             next_height};
    const struct box status = {column_right + gap, MARGIN_Y + 96.0f * text,
                               frame->right - column_right - gap, message};
    const struct box volume = {frame->right - VOLUME_WIDTH * text, status.y + status.height + 16.0f,
                               VOLUME_WIDTH * text, message};
    layout->title =
        scaled((struct box){MARGIN_X, MARGIN_Y, COLUMN * text, dial_top - 20.0f - MARGIN_Y}, unit);
    layout->dial = scaled((struct box){MARGIN_X, dial_top, DIAL, DIAL}, unit);
    layout->total =
        scaled((struct box){frame->right - total_width, MARGIN_Y, total_width, 72.0f * text}, unit);
    layout->words = scaled((struct box){MARGIN_X, words_top, words_width, height}, unit);
    layout->next = scaled(next, unit);
    layout->status = scaled(status, unit);
    layout->volume = scaled(volume, unit);
    const float figure_left = column_right + 8.0f, figure_top = 130.0f;
    layout->stage = scaled(stage_beside(figure_left, frame->width - EDGE - figure_left, figure_top,
                                        fminf(words_top, next.y + 20.0f) - 20.0f - figure_top),
                           unit);
}

static void lay_out_narrow(struct practice_layout *layout, const struct frame *frame)
{
    const float unit = layout->unit, text = frame->text, inner = frame->right - MARGIN_X;
    const float height = words_height(text), words_top = frame->bottom - height;
    const float row = 68.0f * text, row_top = words_top - row - 8.0f;
    const float stage_top = MARGIN_Y + DIAL + 12.0f, total_width = 320.0f * text;
    const float message = MESSAGE_HEIGHT * text;
    layout->title = scaled((struct box){MARGIN_X, MARGIN_Y, inner - DIAL - 40.0f, DIAL}, unit);
    layout->dial = scaled((struct box){frame->right - DIAL, MARGIN_Y, DIAL, DIAL}, unit);
    layout->words = scaled((struct box){MARGIN_X, words_top, inner, height}, unit);
    layout->next = scaled((struct box){MARGIN_X, row_top, inner - total_width - 20.0f, row}, unit);
    layout->total =
        scaled((struct box){frame->right - total_width, row_top, total_width, row}, unit);
    layout->status = scaled((struct box){MARGIN_X, stage_top, inner, message}, unit);
    layout->volume = scaled((struct box){frame->right - VOLUME_WIDTH * text,
                                         stage_top + message + 16.0f, VOLUME_WIDTH * text, message},
                            unit);
    // The figure keeps 8 % of the height free above and below: those may lie under words.
    const float figure_height = row_top - 12.0f - stage_top, spare = figure_height * 0.095f;
    layout->stage = scaled(
        (struct box){0.0f, stage_top - spare, frame->width, figure_height + 2.0f * spare}, unit);
}

/// What comes next, under the dial, if the figure does not need the room.
static float lay_out_next(struct practice_layout *layout, const struct frame *frame, float top,
                          float words_top)
{
    static const float FIGURE_LEAST = 400.0f;
    const float height = LINE * text_size(48.0f, frame->text) + 4.0f;
    layout->next = (struct rect){0};
    if (words_top - 12.0f - height - top < fmaxf(FIGURE_LEAST, DIAL + 16.0f))
        return words_top;
    const float next_top = words_top - 12.0f - height;
    layout->next =
        scaled((struct box){MARGIN_X, next_top, frame->right - MARGIN_X, height}, layout->unit);
    return next_top;
}

static void lay_out_large(struct practice_layout *layout, const struct frame *frame)
{
    const float unit = layout->unit, text = frame->text, inner = frame->right - MARGIN_X;
    const float title_height = LINE * text_size(88.0f, text) + 4.0f;
    const float total_width = 4.9f * text_size(56.0f, text);
    const float top = MARGIN_Y + title_height, left = MARGIN_X + DIAL + 24.0f;
    // Narrow windows break the same words into more lines.
    const float more = frame->width < 1600.0f ? 0.6f * LINE * text_size(62.0f, text) : 0.0f;
    const float height = words_height(text) + more, words_top = frame->bottom - height;
    const float message = 1.7f * text_size(52.0f, text);
    const float bottom = lay_out_next(layout, frame, top, words_top);
    const float volume_width = fminf(VOLUME_WIDTH * text, frame->right - left);
    layout->title =
        scaled((struct box){MARGIN_X, MARGIN_Y, inner - total_width - 40.0f, title_height}, unit);
    layout->total =
        scaled((struct box){frame->right - total_width, MARGIN_Y, total_width, title_height}, unit);
    layout->dial = scaled((struct box){MARGIN_X, top + 16.0f, DIAL, DIAL}, unit);
    layout->words = scaled(
        (struct box){MARGIN_X, words_top, fminf(inner, WORDS_WIDTH_MOST * text), height}, unit);
    layout->status =
        scaled((struct box){left + 24.0f, top + 8.0f, frame->right - left - 24.0f, message}, unit);
    layout->volume = scaled(
        (struct box){frame->right - volume_width, top + message + 24.0f, volume_width, message},
        unit);
    const float figure_height = bottom - 12.0f - top, spare = figure_height * 0.09f;
    layout->stage = scaled(
        (struct box){left, top - spare, frame->width - left, figure_height + 2.0f * spare}, unit);
}

/// What is left of the window at the right of `left`; empty if it is less than `least`.
static struct box right_of(const struct frame *frame, float left, float least)
{
    if (frame->width - left < least)
        return (struct box){0};
    return (struct box){left, 0.0f, frame->width - left, frame->height};
}

static void lay_out_screens(struct practice_layout *layout, const struct frame *frame)
{
    const float unit = layout->unit, text = frame->text, inner = frame->right - MARGIN_X;
    const float hints = 1.7f * text_size(44.0f, text), hints_top = frame->bottom - hints;
    const float width = fminf(ITEMS_WIDTH * text, inner);
    float page_width = fminf(PAGE_WIDTH * text, inner);
    const struct box beside = right_of(frame, MARGIN_X + width + BESIDE_GAP, BESIDE_LEAST);
    const struct box aside = right_of(frame, MARGIN_X + page_width + BESIDE_GAP, ASIDE_LEAST);
    const bool roomy = beside.width > 0.0f, decorated = aside.width > 0.0f;
    // Words that have the window to themselves need no narrow lines.
    page_width = decorated ? page_width : inner;
    const float hints_left = decorated ? aside.x : roomy ? beside.x : MARGIN_X;
    const float above_hints = hints_top - 12.0f - MARGIN_Y, all = frame->bottom - MARGIN_Y;
    layout->column =
        scaled((struct box){MARGIN_X, MARGIN_Y, width, roomy ? all : above_hints}, unit);
    layout->filled = layout->large && !decorated;
    layout->page = scaled((struct box){MARGIN_X, MARGIN_Y, page_width,
                                       decorated || layout->filled ? all : above_hints},
                          unit);
    layout->slim = beside.width < SLIM * text_size(48.0f, text);
    layout->beside = scaled(beside, unit);
    layout->aside = scaled(aside, unit);
    layout->hints =
        scaled((struct box){hints_left, hints_top, frame->right - hints_left, hints}, unit);
}

int practice_text_percent(int chosen_percent, int theme_steps)
{
    const struct setting *text = &setting_table[SET_TEXT];
    int percent = chosen_percent + theme_steps * text->step;
    return percent < text->most ? percent : text->most;
}

struct practice_layout practice_layout_of(int width, int height, int text_percent)
{
    struct practice_layout layout = {.width = width, .height = height};
    layout.unit = fminf((float)height / 1080.0f, (float)width / 1440.0f);
    layout.text = (float)text_percent / 100.0f;
    layout.large = layout.text > LARGE_TEXT;
    layout.wide = 2 * width >= 3 * height;
    const float design_width = (float)width / layout.unit;
    const float design_height = (float)height / layout.unit;
    const struct frame frame = {.width = design_width,
                                .height = design_height,
                                .right = design_width - MARGIN_X,
                                .bottom = design_height - MARGIN_Y,
                                .text = layout.text};
    if (layout.large)
        lay_out_large(&layout, &frame);
    else if (layout.wide)
        lay_out_wide(&layout, &frame);
    else
        lay_out_narrow(&layout, &frame);
    lay_out_screens(&layout, &frame);
    float again_height = fmaxf(268.0f, words_height(layout.text) + 60.0f);
    layout.again = scaled(
        (struct box){MARGIN_X, frame.bottom - again_height, frame.right - MARGIN_X, again_height},
        layout.unit);
    return layout;
}

struct rect practice_stage(int width, int height, int text_percent)
{
    return practice_layout_of(width, height, text_percent).stage;
}

int practice_layout_px(const struct practice_layout *layout, float size)
{
    return (int)lroundf(size * layout->unit);
}

int practice_layout_text_px(const struct practice_layout *layout, float size)
{
    return (int)lroundf(text_size(size, layout->text) * layout->unit);
}
