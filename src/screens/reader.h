/// A text set on pages that can be read from three metres.
#pragma once

#include "screens/painter.h"
#include "screens/texts.h"

enum { READER_LINES_MAX = 192 };

/// Size of the letters, pixels at 1080p.
#define READER_LETTERS 48.0f

struct reader_line {
    enum text_kind kind;
    bool begins;    ///< first line of its block
    int page, y_px; ///< from the top of the page's text
    char text[TYPE_LINE_BYTES];
    const char *value; ///< of a TEXT_ROW
};

struct reader {
    uint64_t fingerprint; ///< of what the lines were made from
    enum device device;   ///< to which the keys of its rows belong
    int page, page_count;
    int line_count;
    struct reader_line line[READER_LINES_MAX];
};

/// Break `text` into pages of `box`, if that has not been done yet. Stays on the page.
void reader_arrange(struct reader *reader, const struct painter *painter, struct rect box,
                    const struct text *text);

/// To the first page.
void reader_rewind(struct reader *reader);

/// To another page. False at the ends.
bool reader_turn(struct reader *reader, int direction);

/// Draw the page into `box`.
void reader_draw(const struct reader *reader, const struct painter *painter, struct rect box);
