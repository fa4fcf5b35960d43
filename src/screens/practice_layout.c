#include "screens/practice_layout.h"

#include <math.h>

/// Safe margins of a television: 5 % at each side.
static const float MARGIN_X = 96.0f, MARGIN_Y = 60.0f;
static const float COLUMN = 560.0f, DIAL = 280.0f;
/// Two lines of about forty letters: longer ones are not taken in at a glance.
static const float WORDS_HEIGHT = 156.0f, WORDS_WIDTH_MOST = 1220.0f;
static const float MESSAGE_HEIGHT = 88.0f, VOLUME_WIDTH = 500.0f;
/// Of the stage's width: the figure reaches 40 % from the middle to either side, the mat 62 %.
static const float FIGURE_REACH = 0.40f, MAT_REACH = 0.66f;

/// A box in pixels at 1080p.
struct box {
    float x, y, width, height;
};

static struct rect scaled(struct box box, float unit)
{
    int left = (int)lroundf(box.x * unit), top = (int)lroundf(box.y * unit);
    int right = (int)lroundf((box.x + box.width) * unit);
    int bottom = (int)lroundf((box.y + box.height) * unit);
    return (struct rect){left, top, right - left, bottom - top};
}

static struct box stage_beside(float left, float width, float top, float height)
{
    float fitted = fminf(width / (FIGURE_REACH + MAT_REACH), height * 16.0f / 9.0f);
    float spare = width - fitted * (FIGURE_REACH + MAT_REACH);
    float middle = left + fitted * FIGURE_REACH + spare / 2.0f;
    return (struct box){middle - fitted / 2.0f, top, fitted, height};
}

static void lay_out_wide(struct practice_layout *layout, float width, float height)
{
    const float unit = layout->unit;
    const float right = width - MARGIN_X, bottom = height - MARGIN_Y;
    const float next_width = 460.0f, total_width = 320.0f, gap = 60.0f;
    const float column_right = MARGIN_X + COLUMN, words_top = bottom - WORDS_HEIGHT;
    const float words_width = fminf(right - MARGIN_X - next_width - gap, WORDS_WIDTH_MOST);
    const struct box words = {MARGIN_X, words_top, words_width, WORDS_HEIGHT};
    const struct box next = {right - next_width, bottom - 176.0f, next_width, 176.0f};
    const struct box status = {column_right + gap, MARGIN_Y + 96.0f, right - column_right - gap,
                               MESSAGE_HEIGHT};
    const struct box volume = {right - VOLUME_WIDTH, MARGIN_Y + 200.0f, VOLUME_WIDTH,
                               MESSAGE_HEIGHT};
    layout->title = scaled((struct box){MARGIN_X, MARGIN_Y, COLUMN, 400.0f}, unit);
    layout->dial = scaled((struct box){MARGIN_X, words_top - 112.0f - DIAL, DIAL, DIAL}, unit);
    layout->total = scaled((struct box){right - total_width, MARGIN_Y, total_width, 72.0f}, unit);
    layout->words = scaled(words, unit);
    layout->next = scaled(next, unit);
    layout->status = scaled(status, unit);
    layout->volume = scaled(volume, unit);
    const float figure_left = column_right + 8.0f;
    layout->stage =
        scaled(stage_beside(figure_left, width - figure_left, 130.0f, words_top - 150.0f), unit);
}

static void lay_out_narrow(struct practice_layout *layout, float width, float height)
{
    const float unit = layout->unit;
    const float right = width - MARGIN_X, bottom = height - MARGIN_Y, inner = right - MARGIN_X;
    const float words_top = bottom - WORDS_HEIGHT, row_top = words_top - 76.0f;
    const float stage_top = MARGIN_Y + DIAL + 12.0f, total_width = 320.0f;
    layout->title = scaled((struct box){MARGIN_X, MARGIN_Y, inner - DIAL - 40.0f, DIAL}, unit);
    layout->dial = scaled((struct box){right - DIAL, MARGIN_Y, DIAL, DIAL}, unit);
    layout->words = scaled((struct box){MARGIN_X, words_top, inner, WORDS_HEIGHT}, unit);
    layout->next =
        scaled((struct box){MARGIN_X, row_top, inner - total_width - 20.0f, 68.0f}, unit);
    layout->total = scaled((struct box){right - total_width, row_top, total_width, 68.0f}, unit);
    layout->status = scaled((struct box){MARGIN_X, stage_top, inner, MESSAGE_HEIGHT}, unit);
    layout->volume = scaled(
        (struct box){right - VOLUME_WIDTH, stage_top + 104.0f, VOLUME_WIDTH, MESSAGE_HEIGHT}, unit);
    // The figure keeps 8 % of the height free above and below: those may lie under words.
    const float figure_height = row_top - 12.0f - stage_top, spare = figure_height * 0.095f;
    layout->stage =
        scaled((struct box){0.0f, stage_top - spare, width, figure_height + 2.0f * spare}, unit);
}

struct practice_layout practice_layout_of(int width, int height)
{
    struct practice_layout layout = {.width = width, .height = height};
    layout.wide = 2 * width >= 3 * height;
    layout.unit = fminf((float)height / 1080.0f, (float)width / 1440.0f);
    float design_width = (float)width / layout.unit, design_height = (float)height / layout.unit;
    if (layout.wide)
        lay_out_wide(&layout, design_width, design_height);
    else
        lay_out_narrow(&layout, design_width, design_height);
    float again_height = 268.0f;
    layout.again = scaled((struct box){MARGIN_X, design_height - MARGIN_Y - again_height,
                                       design_width - 2.0f * MARGIN_X, again_height},
                          layout.unit);
    return layout;
}

struct rect practice_stage(int width, int height)
{
    return practice_layout_of(width, height).stage;
}

int practice_layout_px(const struct practice_layout *layout, float size)
{
    return (int)lroundf(size * layout->unit);
}
