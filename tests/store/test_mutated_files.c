/// Thousands of damaged files, always the same ones: none may crash the program (the build with
/// sanitizers makes this strict), and what is said about each must be fit for a terminal.
#include "files.h"

#include "base/text.h"
#include "store/reading.h"

enum { FILE_BYTES_MAX = 32 * 1024, VARIANTS_OF_A_FILE = 400 };

static const char small[] = TEST_DIR "/data/small";
static const char copy[] = BINARY_DIR "/mutated.yaml";

static const char shipped[] = SOURCE_DIR "/routines";

static const struct {
    const char *folder, *path;
} sources[] = {
    {small, TEST_DIR "/data/small/poses/bridge.yaml"},
    {small, TEST_DIR "/data/small/poses/twist.yaml"},
    {small, TEST_DIR "/data/small/moves/lying-to-bridge.yaml"},
    {small, TEST_DIR "/data/small/moves/lying-to-twist.yaml"},
    {small, TEST_DIR "/data/small/evening.yaml"},
    {small, SOURCE_DIR "/assets/themes/night.yaml"},
    {shipped, SOURCE_DIR "/routines/bedtime.yaml"},
    {shipped, SOURCE_DIR "/routines/poses/cat-cow.yaml"},
    {shipped, SOURCE_DIR "/routines/moves/kneeling-to-sitting.yaml"},
};

struct text {
    size_t count;
    char bytes[FILE_BYTES_MAX];
};

static uint32_t random_state;

/// xorshift32: the same numbers on every machine.
static uint32_t next_random(uint32_t limit)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 17;
    random_state ^= random_state << 5;
    return random_state % limit;
}

static void read_source(const char *path, struct text *text)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    text->count = fread(text->bytes, 1, sizeof text->bytes / 2, file);
    fclose(file);
    assert_true(text->count > 0);
}

/// Put `piece` in the place of `removed` bytes at `at`.
static void splice(struct text *text, size_t at, size_t removed, const char *piece, size_t length)
{
    if (at + removed > text->count)
        removed = text->count - at;
    if (text->count - removed + length > sizeof text->bytes)
        return;
    memmove(text->bytes + at + length, text->bytes + at + removed, text->count - at - removed);
    memcpy(text->bytes + at, piece, length);
    text->count += length - removed;
}

static size_t line_start(const struct text *text, size_t at)
{
    while (at > 0 && text->bytes[at - 1] != '\n')
        at--;
    return at;
}

static size_t line_length(const struct text *text, size_t start)
{
    const char *end = memchr(text->bytes + start, '\n', text->count - start);
    return end ? (size_t)(end - text->bytes) + 1 - start : text->count - start;
}

/// What people and programs do to files.
static void damage(struct text *text)
{
    static const char *const pieces[] = {
        ":",    "- ",     "[",    "]",      "{",     "}",       "\"",   "'",      "\n", "\t",
        "#",    "&a ",    "*a ",  "!x",     "|",     ">",       "%",    "@",      ", ", "~",
        "null", "\xff",   "ä",    "1e999",  "-.5",   "-0",      "1e30", ".nan",   "? ", "--",
        "true", "{side}", "{",    "like: ", " ",     "\n---\n", "0",    "9",      "-",  "e",
        "<<:",  "on",     "keep", ":left",  "\x00x", "\r",      "_",    "\x1b[2J"};
    size_t at = next_random((uint32_t)text->count);
    size_t line = line_start(text, at), length = line_length(text, line);
    char saved[512];
    const char *piece = pieces[next_random(sizeof pieces / sizeof *pieces)];
    switch (next_random(7)) {
    case 0:
        text->count = at;
        break;
    case 1:
        text->bytes[at] = (char)next_random(256);
        break;
    case 2:
        splice(text, at, 0, piece, *piece ? strlen(piece) : 2);
        break;
    case 3:
        splice(text, at, 1 + next_random(8), piece, *piece ? strlen(piece) : 2);
        break;
    case 4:
        splice(text, line, length, "", 0);
        break;
    case 5:
        length = length < sizeof saved ? length : sizeof saved;
        memcpy(saved, text->bytes + line, length);
        splice(text, line_start(text, next_random((uint32_t)text->count)), 0, saved, length);
        break;
    default:
        splice(text, at, 0, "                ", 1 + next_random(4));
        break;
    }
    if (text->count == 0)
        splice(text, 0, 0, "\n", 1);
}

static int count_lines(const struct text *text)
{
    int lines = 1;
    for (size_t i = 0; i < text->count; i++)
        lines += text->bytes[i] == '\n' || text->bytes[i] == '\r';
    return lines;
}

static void assert_fit_for_a_terminal(const char *sentence)
{
    assert_true(*sentence && text_is_utf8(sentence));
    for (; *sentence; sentence++)
        assert_true((unsigned char)*sentence >= ' ' && *sentence != 0x7f);
}

/// Returns whether there was anything to complain of.
static bool read_copy(const char *folder, const struct text *text)
{
    const char *paths[] = {copy};
    struct problems problems = {0};
    reading_run(folder, paths, 1, &problems);
    for (int i = 0; i < problems.file_count; i++) {
        const struct problem_file *file = &problems.file[i];
        for (int k = 0; k < file->kept; k++) {
            assert_fit_for_a_terminal(file->problem[k].sentence);
            assert_true(file->problem[k].line >= 1 && file->problem[k].column >= 1);
            if (strcmp(file->path, copy) == 0)
                assert_true(file->problem[k].line <= count_lines(text) + 1);
        }
    }
    bool found = problems.count > 0;
    problems_finish(&problems);
    return found;
}

static void damaged_files_are_told_apart_from_whole_ones_without_a_crash(void **state)
{
    (void)state;
    int mistaken = 0, all = 0;
    static struct text source, text;
    random_state = 20240607;
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        read_source(sources[i].path, &source);
        for (int variant = 0; variant < VARIANTS_OF_A_FILE; variant++) {
            text = source;
            for (uint32_t times = 1 + next_random(3); times > 0; times--)
                damage(&text);
            write_file(copy, text.bytes, text.count);
            mistaken += read_copy(sources[i].folder, &text);
            all++;
        }
    }
    remove(copy);
    // Damage to a comment or a sentence is no mistake; most of the rest is.
    assert_true(mistaken > all / 2 && mistaken < all);
}

static void files_cut_off_anywhere_do_not_crash(void **state)
{
    (void)state;
    static struct text source, text;
    for (size_t i = 0; i < 4; i++) {
        read_source(sources[i].path, &source);
        for (size_t count = 0; count < source.count; count += 3) {
            text = source;
            text.count = count;
            write_file(copy, text.bytes, text.count);
            read_copy(sources[i].folder, &text);
        }
    }
    remove(copy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(damaged_files_are_told_apart_from_whole_ones_without_a_crash),
        cmocka_unit_test(files_cut_off_anywhere_do_not_crash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
