/// What can be read besides the practice: before you begin, help, questions.
#pragma once

#include "screens/device.h"

enum text_kind {
    TEXT_END, ///< after the last block
    TEXT_PARAGRAPH,
    TEXT_HEADING,
    TEXT_POINT, ///< one of a list
    TEXT_ROW    ///< the keys or buttons in `value` do what it says
};

struct text_block {
    enum text_kind kind;
    const char *text;
    const char *value; ///< of a TEXT_ROW: SDL's names with tabs between them; TEXT_PLAIN before one
                       ///< that is no name but words
};

#define TEXT_PLAIN '='

enum { TEXT_BLOCKS_MAX = 48 };

struct text {
    const char *title;
    enum device device;                       ///< to which the keys and buttons of its rows belong
    struct text_block block[TEXT_BLOCKS_MAX]; ///< ends with TEXT_END
};

enum text_id {
    TEXT_BEFORE,
    TEXT_EVENING,
    TEXT_DO,
    TEXT_FLEXIBLE,
    TEXT_OFTEN,
    TEXT_MAT,
    TEXT_PAIN,
    TEXT_SOON,
    TEXT_LENGTH,
    TEXT_MORNING,
    TEXT_WARM_UP,
    TEXT_MISSED,
    TEXT_ASLEEP,
    TEXT_COUNT
};

extern const struct text texts[TEXT_COUNT];
