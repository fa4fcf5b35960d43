/// Memory with three lifetimes: program (mem_alloc), routine (an arena, freed whole), frame
/// (arrays that are cleared and reused). Out of memory ends the program here and nowhere else.
#pragma once

#include <stddef.h>

/// Zeroed memory; never NULL. Free with mem_free.
void *mem_alloc(size_t count, size_t size);

/// Memory that begins with a line of the processor's cache and has some bytes more; never NULL. Not
/// cleared. Free with mem_free.
void *mem_alloc_lines(size_t count, size_t size);

/// Like realloc; never NULL. New bytes are not cleared.
void *mem_realloc(void *memory, size_t count, size_t size);

void mem_free(void *memory);

/// Blocks handed out one after another and freed together.
struct arena {
    struct arena_block *last;
};

/// Zeroed memory that lives as long as the arena.
void *arena_alloc(struct arena *arena, size_t count, size_t size);

/// A copy of `text` that lives as long as the arena; NULL stays NULL.
char *arena_text(struct arena *arena, const char *text);

/// Free everything. A zeroed arena is valid and empty.
void arena_finish(struct arena *arena);
