#include "store/doc.h"

#include "base/text.h"
#include "store/doc_build.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>

enum { EXCERPT_BYTES = 40 };

static void file_problem(struct doc *doc, int line, int column, const char *sentence)
{
    problems_add(doc->problems, doc->path, line, column, "%s", sentence);
}

/// `bytes` end with NUL at `count`.
static bool check_encoding(struct doc *doc, const char *bytes, size_t count)
{
    for (size_t i = 0; i < count;) {
        int length = text_utf8_length(bytes + i);
        if (length && bytes[i]) {
            i += (size_t)length;
            continue;
        }
        int line, column;
        doc_place_of_byte(bytes, i, &line, &column);
        file_problem(doc, line, column,
                     bytes[i] ? "this is not UTF-8 text: save the file as UTF-8"
                              : "a zero byte stands here: this is not a text file");
        return false;
    }
    return true;
}

bool doc_parse(struct doc *doc, const char *path, const char *bytes, size_t count,
               struct problems *problems)
{
    *doc = (struct doc){.path = path, .problems = problems};
    int before = problems->count;
    if (count > DOC_BYTES_MAX) {
        problems_add(problems, path, 1, 1, "the file is too large: at most %d KiB are read",
                     DOC_BYTES_MAX / 1024);
        return false;
    }
    char *text = arena_alloc(&doc->arena, count + 1, 1);
    memcpy(text, bytes, count);
    if (check_encoding(doc, text, count))
        doc_build(doc, text, count);
    return problems->count == before;
}

/// Returns the number of bytes read, at most DOC_BYTES_MAX + 1; -1 after a problem.
static long read_bytes(struct doc *doc, FILE *file, char *bytes)
{
    size_t count = fread(bytes, 1, DOC_BYTES_MAX + 1, file);
    if (!ferror(file))
        return (long)count;
    problems_add(doc->problems, doc->path, 1, 1, "cannot read the file: %s", strerror(errno));
    return -1;
}

static FILE *open_file(struct doc *doc)
{
    struct stat status;
    if (stat(doc->path, &status) != 0) {
        problems_add(doc->problems, doc->path, 1, 1, "cannot open the file: %s", strerror(errno));
        return NULL;
    }
    if (!S_ISREG(status.st_mode)) {
        file_problem(doc, 1, 1,
                     S_ISDIR(status.st_mode) ? "this is a folder, not a file"
                                             : "this is not a regular file");
        return NULL;
    }
    FILE *file = fopen(doc->path, "rb");
    if (!file)
        problems_add(doc->problems, doc->path, 1, 1, "cannot open the file: %s", strerror(errno));
    return file;
}

bool doc_load(struct doc *doc, const char *path, struct problems *problems)
{
    *doc = (struct doc){.path = path, .problems = problems};
    FILE *file = open_file(doc);
    if (!file)
        return false;
    char *bytes = mem_alloc(DOC_BYTES_MAX + 1, 1);
    long count = read_bytes(doc, file, bytes);
    fclose(file);
    bool good = count >= 0 && doc_parse(doc, path, bytes, (size_t)count, problems);
    mem_free(bytes);
    return good;
}

void doc_finish(struct doc *doc)
{
    arena_finish(&doc->arena);
    doc->root = NULL;
}

const struct doc_node *doc_item(const struct doc_node *map, const char *key)
{
    if (!map || map->kind != DOC_MAP)
        return NULL;
    for (const struct doc_node *item = map->first; item; item = item->next)
        if (strcmp(item->key, key) == 0)
            return item;
    return NULL;
}

static void add_problem(struct doc *doc, int line, int column, const char *format, va_list args)
{
    char sentence[640];
    vsnprintf(sentence, sizeof sentence, format, args);
    file_problem(doc, line, column, sentence);
}

void doc_problem(struct doc *doc, const struct doc_node *node, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add_problem(doc, node ? node->line : 1, node ? node->column : 1, format, args);
    va_end(args);
}

void doc_key_problem(struct doc *doc, const struct doc_node *node, const char *format, ...)
{
    bool has_key = node && node->key;
    va_list args;
    va_start(args, format);
    add_problem(doc,
                has_key ? node->key_line
                : node  ? node->line
                        : 1,
                has_key ? node->key_column
                : node  ? node->column
                        : 1,
                format, args);
    va_end(args);
}

/// C0, DEL and C1: what a terminal might obey.
static bool is_control(const char *text)
{
    const unsigned char *byte = (const unsigned char *)text;
    return byte[0] < 0x20 || byte[0] == 0x7f || (byte[0] == 0xc2 && byte[1] < 0xa0);
}

struct doc_excerpt doc_excerpt(const char *text)
{
    struct doc_excerpt excerpt;
    size_t length = 0;
    while (text[length] && !is_control(text + length)) {
        size_t step = (size_t)text_utf8_length(text + length);
        if (length + step > EXCERPT_BYTES)
            break;
        length += step;
    }
    memcpy(excerpt.text, text, length);
    strcpy(excerpt.text + length, text[length] ? "..." : "");
    return excerpt;
}

bool doc_text_is_printable(const char *text)
{
    for (; *text; text++)
        if (is_control(text) && !strchr("\t\r\n", *text))
            return false;
    return true;
}
