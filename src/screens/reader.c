#include "screens/reader.h"

#include "screens/fingerprint.h"
#include "screens/glyph.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/// At 1080p. Lines of about 48 letters at the usual size.
static const float LETTERS = READER_LETTERS, HEADING = 44.0f, LEADING = 1.3f;
/// Fewer of the lines that give the most light.
static const float LEADING_LARGE = 1.38f;
/// Room above a block, of the letters' size, and before the text of a point.
static const float ABOVE = 0.5f, ABOVE_HEADING = 0.7f, BELOW_HEADING = 0.12f, INDENT = 0.75f;
/// Between the words of a row and its keys, and from key to key, of the letters' size.
static const float GUTTER = 1.0f, KEY_GAP = 0.3f, KEY = 0.92f;
static const float EM_WIDTH_MOST = 27.0f, ROW_LINE = 2.0f;

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

static int pitch_of(const struct painter *painter, const struct lettering *lettering)
{
    float leading = painter->layout->large ? LEADING_LARGE : LEADING;
    return (int)((float)lettering->size_px * leading + 0.5f);
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
    int pitch_px = pitch_of(painter, &lettering);
    bool follows_heading =
        reader->line_count > 0 && reader->line[reader->line_count - 1].kind == TEXT_HEADING;
    float above = block->kind == TEXT_HEADING ? ABOVE_HEADING
                  : follows_heading           ? BELOW_HEADING
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
    print = fingerprint_int(print, (long)text->device);
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
    reader->device = text->device;
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
    double radius = 0.11 * (double)size_px;
    cairo_new_path(painter->canvas->cairo);
    cairo_arc(painter->canvas->cairo, (double)x + 2.0 * radius,
              (double)baseline_px - 0.3 * (double)size_px, radius, 0.0, TURN);
    painter_source(painter, ROLE_RING, 1.0f);
    cairo_fill(painter->canvas->cairo);
}

/// The next of the names in `*rest`, which ends before the following one. False after the last.
static bool next_name(const char **rest, char *name, size_t size)
{
    if (!*rest || **rest == '\0')
        return false;
    int length = (int)strcspn(*rest, "\t");
    snprintf(name, size, "%.*s", length, *rest);
    *rest += length + ((*rest)[length] == '\t');
    return true;
}

/// Draw the keys of a row from `x` on, in the middle of `box`; nothing if `draws` is false. Returns
/// the width that they take.
static int set_keys(const struct painter *painter, const struct lettering *lettering,
                    enum device device, const char *names, struct rect box, bool draws)
{
    char name[48];
    int x = box.x, size_px = (int)((float)lettering->size_px * KEY);
    int gap_px = (int)((float)lettering->size_px * KEY_GAP);
    while (next_name(&names, name, sizeof name)) {
        const struct glyph glyph = {device, name};
        bool plain = name[0] == TEXT_PLAIN;
        x += x > box.x ? gap_px : 0;
        int width_px = plain ? painter_width(painter, lettering, name + 1)
                             : glyph_width(painter, glyph, size_px);
        if (draws && plain)
            painter_line(painter, (struct rect){x, box.y, width_px + 4, box.height}, lettering,
                         painter_middle_baseline(painter, box, lettering), name + 1);
        else if (draws)
            glyph_draw(painter, glyph, x, box, size_px);
        x += width_px;
    }
    return x - box.x;
}

static bool is_row(const struct reader *reader, const struct reader_line *line)
{
    return line->kind == TEXT_ROW && line->page == reader->page;
}

/// How the rows of a page are set: their keys begin at one gutter.
struct row_setting {
    struct lettering lettering;
    int gutter_px; ///< from the left edge
};

/// All rows of a page have the size at which the longest fits.
static struct row_setting set_rows(const struct reader *reader, const struct painter *painter,
                                   struct rect box)
{
    struct row_setting set = {.lettering = lettering_of(painter, TEXT_ROW)};
    struct lettering *lettering = &set.lettering;
    int words_px = 0, keys_px = 0, gap_px = (int)((float)lettering->size_px * GUTTER);
    for (int i = 0; i < reader->line_count; i++) {
        const struct reader_line *line = &reader->line[i];
        if (!is_row(reader, line))
            continue;
        int width_px = painter_width(painter, lettering, line->text);
        int glyphs_px =
            set_keys(painter, lettering, reader->device, line->value, (struct rect){0}, false);
        words_px = width_px > words_px ? width_px : words_px;
        keys_px = glyphs_px > keys_px ? glyphs_px : keys_px;
    }
    int wanted_px = words_px + gap_px + keys_px;
    float share = wanted_px > box.width ? (float)box.width / (float)wanted_px : 1.0f;
    int fitted_px = (int)(share * (float)lettering->size_px);
    lettering->size_px = fitted_px > lettering->least_px ? fitted_px : lettering->least_px;
    set.gutter_px = (int)(share * (float)(words_px + gap_px));
    return set;
}

/// A fine line leads the eye from the words to the keys.
static void draw_row(const struct reader *reader, const struct painter *painter, struct rect box,
                     const struct row_setting *set, const struct reader_line *line)
{
    struct rect row = {box.x, box.y + line->y_px, set->gutter_px,
                       pitch_of(painter, &set->lettering)};
    struct rect keys = {box.x + set->gutter_px, row.y, box.width - set->gutter_px, row.height};
    int line_px = painter_px(painter, ROW_LINE);
    painter_line(painter, row, &set->lettering,
                 painter_middle_baseline(painter, row, &set->lettering), line->text);
    set_keys(painter, &set->lettering, reader->device, line->value, keys, true);
    painter_box(painter, (struct rect){box.x, row.y + row.height - line_px, box.width, line_px},
                0.0f, ROLE_RING_TRACK, 0.8f);
}

void reader_draw(const struct reader *reader, const struct painter *painter, struct rect box)
{
    struct type *type = typesetter_type(painter->typesetter);
    const struct row_setting rows = set_rows(reader, painter, box);
    for (int i = 0; type && i < reader->line_count; i++) {
        const struct reader_line *line = &reader->line[i];
        if (line->page != reader->page)
            continue;
        struct lettering lettering = lettering_of(painter, line->kind);
        int indent_px = indent_of(&lettering, line->kind);
        int top = box.y + line->y_px, baseline_px = top + lettering.size_px;
        if (line->kind == TEXT_ROW) {
            draw_row(reader, painter, box, &rows, line);
            continue;
        }
        if (line->kind == TEXT_POINT && line->begins)
            draw_point(painter, box.x, baseline_px, lettering.size_px);
        type_draw(type, painter->canvas, lettering.face, lettering.size_px,
                  painter->theme->colour[lettering.role], painter->alpha, box.x + indent_px,
                  baseline_px - type_ascent(type, lettering.face, lettering.size_px), line->text);
    }
}
