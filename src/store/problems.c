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

void problems_add(struct problems *problems, const char *file, int line, int column,
                  const char *format, ...)
{
    int index = problems->count++;
    if (problems->kept == PROBLEMS_KEPT_MAX)
        return;
    char sentence[SENTENCE_BYTES];
    va_list args;
    va_start(args, format);
    vsnprintf(sentence, sizeof sentence, format, args);
    va_end(args);
    problems->problem =
        mem_realloc(problems->problem, (size_t)problems->kept + 1, sizeof *problems->problem);
    problems->problem[problems->kept++] = (struct problem){
        .file = copy_text(file),
        .line = line,
        .column = column,
        .order = index,
        .sentence = copy_text(sentence),
    };
}

int problems_of_file(const struct problems *problems, const char *file)
{
    int count = 0;
    for (int i = 0; i < problems->kept; i++)
        count += strcmp(problems->problem[i].file, file) == 0;
    return count;
}

static int compare_places(const void *a, const void *b)
{
    const struct problem *p = *(const struct problem *const *)a;
    const struct problem *q = *(const struct problem *const *)b;
    if (p->line != q->line)
        return p->line < q->line ? -1 : 1;
    if (p->column != q->column)
        return p->column < q->column ? -1 : 1;
    return p->order < q->order ? -1 : 1;
}

static void write_file(const struct problems *problems, const char *file, FILE *stream)
{
    const struct problem *sorted[PROBLEMS_KEPT_MAX];
    int count = 0;
    for (int i = 0; i < problems->kept; i++)
        if (strcmp(problems->problem[i].file, file) == 0)
            sorted[count++] = &problems->problem[i];
    qsort(sorted, (size_t)count, sizeof *sorted, compare_places);
    for (int i = 0; i < count; i++) {
        const struct problem *problem = sorted[i];
        fprintf(stream, "%s:%d:%d: error: %s\n", problem->file, problem->line, problem->column,
                problem->sentence);
    }
}

static bool is_first_of_its_file(const struct problems *problems, int index)
{
    for (int i = 0; i < index; i++)
        if (strcmp(problems->problem[i].file, problems->problem[index].file) == 0)
            return false;
    return true;
}

void problems_write(const struct problems *problems, const char *only_file, FILE *stream)
{
    if (only_file) {
        write_file(problems, only_file, stream);
        return;
    }
    for (int i = 0; i < problems->kept; i++)
        if (is_first_of_its_file(problems, i))
            write_file(problems, problems->problem[i].file, stream);
    if (problems->count > problems->kept)
        fprintf(stream, "and %d more mistakes\n", problems->count - problems->kept);
}

void problems_finish(struct problems *problems)
{
    for (int i = 0; i < problems->kept; i++) {
        mem_free(problems->problem[i].file);
        mem_free(problems->problem[i].sentence);
    }
    mem_free(problems->problem);
    *problems = (struct problems){0};
}
