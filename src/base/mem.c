#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ARENA_BLOCK_BYTES = 64 * 1024, LINE_BYTES = 64 };

struct arena_block {
    struct arena_block *previous;
    size_t used, size;
    max_align_t bytes[];
};

static void *must(void *memory)
{
    if (!memory) {
        fputs("repose: error: out of memory\n", stderr);
        abort();
    }
    return memory;
}

void *mem_alloc(size_t count, size_t size)
{
    return must(calloc(count ? count : 1, size ? size : 1));
}

void *mem_alloc_lines(size_t count, size_t size)
{
    size_t lines = (count * size + LINE_BYTES - 1) / LINE_BYTES + 1;
    return must(aligned_alloc(LINE_BYTES, lines * LINE_BYTES));
}

void *mem_realloc(void *memory, size_t count, size_t size)
{
    return must(reallocarray(memory, count ? count : 1, size ? size : 1));
}

void mem_free(void *memory)
{
    free(memory);
}

void *arena_alloc(struct arena *arena, size_t count, size_t size)
{
    const size_t align = _Alignof(max_align_t);
    if (size && count > (SIZE_MAX - align) / size)
        must(NULL);
    size_t bytes = (count * size + align - 1) / align * align;
    struct arena_block *block = arena->last;
    if (!block || block->size - block->used < bytes) {
        size_t block_bytes = bytes > ARENA_BLOCK_BYTES ? bytes : ARENA_BLOCK_BYTES;
        block = must(calloc(1, sizeof *block + block_bytes));
        block->size = block_bytes;
        block->previous = arena->last;
        arena->last = block;
    }
    void *memory = (char *)block->bytes + block->used;
    block->used += bytes;
    return memory;
}

char *arena_text(struct arena *arena, const char *text)
{
    if (!text)
        return NULL;
    size_t bytes = strlen(text) + 1;
    return memcpy(arena_alloc(arena, bytes, 1), text, bytes);
}

void arena_finish(struct arena *arena)
{
    while (arena->last) {
        struct arena_block *previous = arena->last->previous;
        free(arena->last);
        arena->last = previous;
    }
}
