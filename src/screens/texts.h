/// What can be read besides the practice: before you begin, help, questions.
#pragma once

enum text_kind {
    TEXT_END, ///< after the last block
    TEXT_PARAGRAPH,
    TEXT_HEADING,
    TEXT_POINT, ///< one of a list
    TEXT_ROW    ///< `value` stands beside it
};

struct text_block {
    enum text_kind kind;
    const char *text;
    const char *value; ///< of a TEXT_ROW
};

enum { TEXT_BLOCKS_MAX = 48 };

struct text {
    const char *title;
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
