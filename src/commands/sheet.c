/// sheet: many small pictures on one, for looking: all poses, or a movement in frames.
#include "coach/passage.h"
#include "commands/commands.h"
#include "commands/options.h"
#include "commands/showing.h"
#include "commands/studio.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CELL_GAP_PX = 6 };

struct sheet {
    const char *output, *strip, *theme, *figure;
    struct size cell;
    int columns, frames;
    struct showing *showing;
    struct canvas canvas;
};

static int rows_height(const struct sheet *sheet, int pictures)
{
    int rows = (pictures + sheet->columns - 1) / sheet->columns;
    return rows * (sheet->cell.height + CELL_GAP_PX) - CELL_GAP_PX;
}

static bool sheet_begin(struct sheet *sheet, int pictures)
{
    sheet->showing = showing_create(sheet->cell, sheet->theme, true);
    if (!sheet->showing)
        return false;
    showing_set_figure(sheet->showing, sheet->figure);
    canvas_init(&sheet->canvas, sheet->columns * (sheet->cell.width + CELL_GAP_PX) - CELL_GAP_PX,
                rows_height(sheet, pictures));
    cairo_set_source_rgb(sheet->canvas.cairo, 0.4, 0.38, 0.36);
    cairo_paint(sheet->canvas.cairo);
    return true;
}

static void sheet_add(struct sheet *sheet, int index, const struct moment *moment)
{
    int x = index % sheet->columns * (sheet->cell.width + CELL_GAP_PX);
    int y = index / sheet->columns * (sheet->cell.height + CELL_GAP_PX);
    showing_draw(sheet->showing, moment);
    struct canvas *picture = showing_canvas(sheet->showing);
    canvas_pixels(picture);
    cairo_set_source_surface(sheet->canvas.cairo, picture->surface, x, y);
    cairo_rectangle(sheet->canvas.cairo, x, y, sheet->cell.width, sheet->cell.height);
    cairo_fill(sheet->canvas.cairo);
}

static bool sheet_end(struct sheet *sheet)
{
    struct err err;
    return canvas_write_png(&sheet->canvas, sheet->output, &err) || options_failed("sheet", &err);
}

/// At the end of the exhale; if it breathes visibly, also inhaled.
static bool add_pose(struct sheet *sheet, struct pose_side at, int *count)
{
    struct moment moment;
    struct err err;
    for (int fill = 0; fill < (at.pose->rest ? 1 : 2); fill++) {
        if (!moment_of_pose(at, (float)fill, &moment, &err))
            return options_failed("sheet", &err);
        sheet_add(sheet, (*count)++, &moment);
    }
    return true;
}

/// All poses, or all resting positions, on every side.
static bool add_poses(struct sheet *sheet, const struct content *content, bool rest, int *count)
{
    for (int i = 0; i < content->pose_count; i++) {
        const struct pose *pose = &content->pose[i];
        if (pose->rest != rest)
            continue;
        for (int side = 0; side < (pose->sided ? SIDE_COUNT : 1); side++)
            if (!add_pose(sheet, (struct pose_side){pose, (enum side)side}, count))
                return false;
    }
    return true;
}

/// Leaves out the rows below the last picture.
static void crop(struct sheet *sheet, int pictures)
{
    struct canvas cropped;
    canvas_init(&cropped, sheet->canvas.width, rows_height(sheet, pictures));
    cairo_set_source_surface(cropped.cairo, sheet->canvas.surface, 0, 0);
    cairo_paint(cropped.cairo);
    canvas_finish(&sheet->canvas);
    sheet->canvas = cropped;
}

static bool draw_poses(struct sheet *sheet, const struct content *content)
{
    int count = 0;
    if (!sheet_begin(sheet, content->pose_count * SIDE_COUNT * 2) ||
        !add_poses(sheet, content, false, &count) || !add_poses(sheet, content, true, &count))
        return false;
    crop(sheet, count);
    return true;
}

/// The way between two poses, evenly in time.
static bool draw_way(struct sheet *sheet, const struct content *content, struct pose_side from,
                     struct pose_side to)
{
    struct arena arena = {0};
    struct err err;
    struct stay from_stay, to_stay;
    struct passage passage;
    const struct passage_plan plan = {.content = content, .from = &from_stay, .to = &to_stay};
    if (!stay_solve(&from_stay, from, &err) || !stay_solve(&to_stay, to, &err) ||
        !passage_create(&passage, &arena, &plan, &err)) {
        arena_finish(&arena);
        return options_failed("sheet", &err);
    }
    bool begun = sheet_begin(sheet, sheet->frames);
    for (int i = 0; begun && i < sheet->frames; i++) {
        double t_s = passage.seconds * i / (sheet->frames - 1);
        struct moment moment = {.t_s = t_s, .at = to, .light = 1.0f};
        passage_sample(&passage, t_s, &moment.breath, &moment.figure, &moment.view);
        passage_wall(&passage, t_s, &moment.wall_m, &moment.wall_alpha);
        sheet_add(sheet, i, &moment);
    }
    passage_finish(&passage);
    arena_finish(&arena);
    return begun;
}

static bool draw_routine(struct sheet *sheet, const struct timeline *timeline)
{
    if (!sheet_begin(sheet, sheet->frames))
        return false;
    for (int i = 0; i < sheet->frames; i++) {
        struct moment moment;
        timeline_at(timeline, timeline_total_s(timeline) * i / sheet->frames, &moment);
        sheet_add(sheet, i, &moment);
    }
    return true;
}

/// "FROM/TO": two poses, each perhaps with a side.
static bool draw_pair(struct sheet *sheet, const struct content *content)
{
    struct pose_side from, to;
    struct err err;
    if (!studio_find_way(content, sheet->strip, &from, &to, &err))
        return options_failed("sheet", &err);
    return draw_way(sheet, content, from, to);
}

static bool draw_strip(struct sheet *sheet, struct studio *studio)
{
    const struct move *move = content_move(&studio->content, sheet->strip);
    if (move)
        return draw_way(sheet, &studio->content, move->from, move->to);
    if (studio_is_way(sheet->strip))
        return draw_pair(sheet, &studio->content);
    studio_finish(studio);
    return studio_load_routine(studio, sheet->strip) && draw_routine(sheet, studio->timeline);
}

static bool write_sheet(struct sheet *sheet)
{
    struct studio studio = {0};
    bool drawn = studio_load_content(&studio) &&
                 (sheet->strip ? draw_strip(sheet, &studio) : draw_poses(sheet, &studio.content));
    studio_finish(&studio);
    return drawn && sheet_end(sheet);
}

int command_sheet(int count, char **arguments)
{
    struct sheet sheet = {
        .theme = "day", .figure = "woman", .cell = {480, 270}, .columns = 4, .frames = 16};
    const struct option options[] = {
        {.name = "-o", .value = "FILE.png", .text = &sheet.output, .help = "where to write it"},
        {.name = "--strip",
         .value = "WHAT",
         .text = &sheet.strip,
         .help = "frames of a move, of a way (twist:left/bridge) or of a routine"},
        {.name = "--frames",
         .value = "N",
         .number = &sheet.frames,
         .number_min = 2,
         .number_max = 256,
         .help = "of a strip (16)"},
        {.name = "--columns",
         .value = "N",
         .number = &sheet.columns,
         .number_min = 1,
         .number_max = 32,
         .help = "pictures side by side (4)"},
        {.name = "--size",
         .value = "WxH",
         .size = &sheet.cell,
         .help = "of one picture, pixels (480x270)"},
        {.name = "--theme",
         .value = "T",
         .text = &sheet.theme,
         .choices = showing_themes,
         .help = "day, night or ember (day)"},
        {.name = "--figure",
         .value = "WHO",
         .text = &sheet.figure,
         .choices = showing_figures,
         .help = "woman, man or stick (woman)"},
    };
    const struct syntax syntax = {
        .command = "sheet",
        .summary = "Write many small pictures on one PNG: all poses, or a movement in frames.",
        OPTIONS(options)};
    int code = options_read(&syntax, count, arguments, NULL, NULL);
    if (code != OPTIONS_READ)
        return code;
    if (!sheet.output)
        return options_wrong(&syntax, "say where to write it: -o FILE.png");
    bool written = write_sheet(&sheet);
    showing_destroy(sheet.showing);
    if (sheet.canvas.surface)
        canvas_finish(&sheet.canvas);
    return written ? EXIT_DONE : EXIT_FAILED;
}
