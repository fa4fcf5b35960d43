#include "screens/reader.h"

#include "screens/fingerprint.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/// At 1080p. Lines of about 48 letters at the usual size.
static const float LETTERS = 56.0f, HEADING = 56.0f, LEADING = 1.3f;
/// Room above a block, of the letters' size, and before the text of a point.
static const float ABOVE = 0.42f, ABOVE_HEADING = 0.75f, INDENT = 0.75f;
/// Words of a row end here, of the box's width; its value begins there.
static const float ROW = 0.46f;
static const float EM_WIDTH_MOST = 25.0f;

enum { BLOCK_LINES_MAX = 16 };

static struct lettering lettering_of(const struct painter *painter, enum text_kind kind)
{
    bool heading = kind == TEXT_HEADING;
    return (struct lettering){.face = heading ? TYPE_MEDIUM : TYPE_REGULAR,
                              .size_px = painter_text_px(painter, heading ? HEADING : LETTERS),
                              .least_px = painter_px(painter, 36.0f),
                              .role = heading ? ROLE_TEXT_QUIET : ROLE_TEXT,
                              .align = ALIGN_LEFT,
                              .alpha = 1.0f};
}

static int pitch_of(const struct lettering *lettering)
{
    return (int)((float)lettering->size_px * LEADING + 0.5f);
}

static int indent_of(const struct lettering *lettering, enum text_kind kind)
{
    return kind == TEXT_POINT ? (int)((float)lettering->size_px * INDENT) : 0;
}

static int text_width(const struct painter *painter, struct rect box, enum text_kind kind)
{
    struct lettering lettering = lettering_of(painter, kind);
    int most_px = (int)((float)lettering.size_px * EM_WIDTH_MOST);
    int width_px = box.width < most_px ? box.width : most_px;
    if (kind == TEXT_ROW)
        return (int)((float)box.width * ROW);
    return width_px - indent_of(&lettering, kind);
}

/// Where the next block goes.
struct pen {
    int page, y_px;
};

static int break_block(const struct painter *painter, struct rect box,
                       const struct text_block *block, char line[][TYPE_LINE_BYTES])
{
    char text[SET_TEXT_BYTES];
    struct type *type = typesetter_type(painter->typesetter);
    struct lettering lettering = lettering_of(painter, block->kind);
    if (!type)
        return 0;
    if (block->kind == TEXT_ROW) {
        // A row is one line, as large as it fits: painter_line sees to that.
        snprintf(line[0], TYPE_LINE_BYTES, "%.*s", TYPE_LINE_BYTES - 1, block->text);
        return 1;
    }
    typesetter_text(painter->typesetter, block->text, text);
    return type_wrap(type, lettering.face, lettering.size_px, text,
                     text_width(painter, box, block->kind), BLOCK_LINES_MAX, line);
}

static void add_block(struct reader *reader, const struct painter *painter, struct rect box,
                      const struct text_block *block, struct pen *pen)
{
    char line[BLOCK_LINES_MAX][TYPE_LINE_BYTES];
    struct lettering lettering = lettering_of(painter, block->kind);
    int pitch_px = pitch_of(&lettering);
    float above = block->kind == TEXT_HEADING ? ABOVE_HEADING
                  : block->kind == TEXT_ROW   ? 0.0f
                                              : ABOVE;
    int above_px = pen->y_px > 0 ? (int)((float)lettering.size_px * above) : 0;
    int count = break_block(painter, box, block, line);
    // A heading does not stay behind alone.
    int follows = block->kind == TEXT_HEADING ? 2 : 0;
    int needed_px = above_px + (count + follows) * pitch_px;
    if (pen->y_px > 0 && pen->y_px + needed_px > box.height) {
        pen->page++;
        pen->y_px = 0;
        above_px = 0;
    }
    pen->y_px += above_px;
    for (int i = 0; i < count && reader->line_count < READER_LINES_MAX; i++) {
        if (pen->y_px > 0 && pen->y_px + pitch_px > box.height) {
            pen->page++;
            pen->y_px = 0;
        }
        struct reader_line *to = &reader->line[reader->line_count++];
        *to = (struct reader_line){
            .kind = block->kind, .begins = i == 0, .page = pen->page, .y_px = pen->y_px};
        memcpy(to->text, line[i], sizeof to->text);
        to->value = block->value;
        pen->y_px += pitch_px;
    }
}

static uint64_t fingerprint_of(const struct painter *painter, struct rect box,
                               const struct text *text)
{
    uint64_t print = fingerprint_text(FINGERPRINT_NONE, text->title);
    print = fingerprint_bytes(print, &box, sizeof box);
    print = fingerprint_int(print, painter_text_px(painter, LETTERS));
    for (const struct text_block *b = text->block; b->kind != TEXT_END; b++) {
        print = fingerprint_text(print, b->text);
        print = fingerprint_text(print, b->value);
    }
    return print;
}

void reader_arrange(struct reader *reader, const struct painter *painter, struct rect box,
                    const struct text *text)
{
    uint64_t print = fingerprint_of(painter, box, text);
    if (print == reader->fingerprint)
        return;
    struct pen pen = {0};
    reader->fingerprint = print;
    reader->line_count = 0;
    for (const struct text_block *b = text->block; b->kind != TEXT_END; b++)
        add_block(reader, painter, box, b, &pen);
    reader->page_count = pen.page + 1;
    if (reader->page >= reader->page_count)
        reader->page = reader->page_count - 1;
}

void reader_rewind(struct reader *reader)
{
    reader->page = 0;
}

bool reader_turn(struct reader *reader, int direction)
{
    int page = reader->page + direction;
    if (page < 0 || page >= reader->page_count)
        return false;
    reader->page = page;
    return true;
}

static void draw_point(const struct painter *painter, int x, int baseline_px, int size_px)
{
    static const double TURN = 6.283185307179586;
    double radius = 0.085 * (double)size_px;
    cairo_new_path(painter->canvas->cairo);
    cairo_arc(painter->canvas->cairo, (double)x + 2.0 * radius,
              (double)baseline_px - 0.3 * (double)size_px, radius, 0.0, TURN);
    painter_source(painter, ROLE_RING, 1.0f);
    cairo_fill(painter->canvas->cairo);
}

/// The two halves of a row.
static void halve_row(struct rect box, const struct lettering *lettering, struct rect *left,
                      struct rect *right)
{
    *left = *right = box;
    left->width = (int)((float)box.width * ROW);
    right->x += left->width + lettering->size_px / 2;
    right->width -= left->width + lettering->size_px / 2;
}

static float share_that_fits(const struct painter *painter, const struct lettering *lettering,
                             int width_px, const char *text)
{
    int wanted_px = text ? painter_width(painter, lettering, text) : 0;
    return wanted_px > width_px ? (float)width_px / (float)wanted_px : 1.0f;
}

/// All rows of a page have the size at which the longest fits.
static struct lettering row_lettering(const struct reader *reader, const struct painter *painter,
                                      struct rect box)
{
    struct lettering lettering = lettering_of(painter, TEXT_ROW);
    struct rect left, right;
    float share = 1.0f;
    halve_row(box, &lettering, &left, &right);
    for (int i = 0; i < reader->line_count; i++) {
        const struct reader_line *line = &reader->line[i];
        if (line->kind != TEXT_ROW || line->page != reader->page)
            continue;
        share = fminf(share, share_that_fits(painter, &lettering, left.width, line->text));
        share = fminf(share, share_that_fits(painter, &lettering, right.width, line->value));
    }
    int fitted_px = (int)(share * (float)lettering.size_px);
    lettering.size_px = fitted_px > lettering.least_px ? fitted_px : lettering.least_px;
    return lettering;
}

static void draw_row(const struct painter *painter, struct rect box,
                     const struct lettering *lettering, int baseline_px,
                     const struct reader_line *line)
{
    struct rect left, right;
    halve_row(box, lettering, &left, &right);
    painter_line(painter, left, lettering, baseline_px, line->text);
    if (line->value)
        painter_line(painter, right, lettering, baseline_px, line->value);
}

void reader_draw(const struct reader *reader, const struct painter *painter, struct rect box)
{
    struct type *type = typesetter_type(painter->typesetter);
    const struct lettering row = row_lettering(reader, painter, box);
    for (int i = 0; type && i < reader->line_count; i++) {
        const struct reader_line *line = &reader->line[i];
        if (line->page != reader->page)
            continue;
        struct lettering lettering = lettering_of(painter, line->kind);
        int indent_px = indent_of(&lettering, line->kind);
        int top = box.y + line->y_px, baseline_px = top + lettering.size_px;
        if (line->kind == TEXT_ROW) {
            draw_row(painter, box, &row, baseline_px, line);
            continue;
        }
        if (line->kind == TEXT_POINT && line->begins)
            draw_point(painter, box.x, baseline_px, lettering.size_px);
        type_draw(type, painter->canvas, lettering.face, lettering.size_px,
                  painter->theme->colour[lettering.role], painter->alpha, box.x + indent_px,
                  baseline_px - type_ascent(type, lettering.face, lettering.size_px), line->text);
    }
}
