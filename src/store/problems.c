#include "store/problems.h"

#include "base/mem.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { SENTENCE_BYTES = 640 };

static char *copy_text(const char *text)
{
    size_t bytes = strlen(text) + 1;
    return memcpy(mem_alloc(bytes, 1), text, bytes);
}

static struct problem_file *find_file(const struct problems *problems, const char *path)
{
    for (int i = 0; i < problems->file_count; i++)
        if (strcmp(problems->file[i].path, path) == 0)
            return &problems->file[i];
    return NULL;
}

static struct problem_file *add_file(struct problems *problems, const char *path)
{
    problems->file =
        mem_realloc(problems->file, (size_t)problems->file_count + 1, sizeof *problems->file);
    struct problem_file *file = &problems->file[problems->file_count++];
    *file = (struct problem_file){.path = copy_text(path)};
    return file;
}

static int compare_places(const void *a, const void *b)
{
    const struct problem *p = a, *q = b;
    if (p->line != q->line)
        return p->line < q->line ? -1 : 1;
    if (p->column != q->column)
        return p->column < q->column ? -1 : 1;
    return p->order < q->order ? -1 : 1;
}

void problems_add(struct problems *problems, const char *path, int line, int column,
                  const char *format, ...)
{
    struct problem_file *file = find_file(problems, path);
    if (!file)
        file = add_file(problems, path);
    problems->count++;
    int order = file->count++;
    if (file->kept == PROBLEMS_KEPT_MAX)
        return;
    char sentence[SENTENCE_BYTES];
    va_list args;
    va_start(args, format);
    vsnprintf(sentence, sizeof sentence, format, args);
    va_end(args);
    file->problem = mem_realloc(file->problem, (size_t)file->kept + 1, sizeof *file->problem);
    file->problem[file->kept++] = (struct problem){
        .line = line, .column = column, .order = order, .sentence = copy_text(sentence)};
    qsort(file->problem, (size_t)file->kept, sizeof *file->problem, compare_places);
}

int problems_of_file(const struct problems *problems, const char *path)
{
    const struct problem_file *file = find_file(problems, path);
    return file ? file->count : 0;
}

static void write_file(const struct problem_file *file, FILE *stream)
{
    for (int i = 0; i < file->kept; i++)
        fprintf(stream, "%s:%d:%d: error: %s\n", file->path, file->problem[i].line,
                file->problem[i].column, file->problem[i].sentence);
    if (file->count > file->kept)
        fprintf(stream, "%s: and %d more mistakes\n", file->path, file->count - file->kept);
}

void problems_write(const struct problems *problems, const char *path, FILE *stream)
{
    for (int i = 0; i < problems->file_count; i++)
        if (!path || strcmp(problems->file[i].path, path) == 0)
            write_file(&problems->file[i], stream);
}

void problems_finish(struct problems *problems)
{
    for (int i = 0; i < problems->file_count; i++) {
        struct problem_file *file = &problems->file[i];
        for (int k = 0; k < file->kept; k++)
            mem_free(file->problem[k].sentence);
        mem_free(file->problem);
        mem_free(file->path);
    }
    mem_free(problems->file);
    *problems = (struct problems){0};
}
