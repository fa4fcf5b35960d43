/// Eight values at a time, for the loops that cost most. Functions that use them are made twice, by
/// EIGHT_CLONES: for processors that hold eight in a register, and for the others. Both do the same
/// sums and give the same bytes.
#pragma once

#include <emmintrin.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { EIGHT = 8 };

/// Wherever in an array they begin.
typedef float eight __attribute__((vector_size(32), aligned(4), may_alias));
/// Whole numbers, or a mask: all ones or all zeros in each lane.
typedef int32_t eight_bits __attribute__((vector_size(32), aligned(4), may_alias));

#define EIGHT_CLONES __attribute__((target_clones("avx2", "default")))

/// Part of a function that is made twice: it must be made twice with it.
#define EIGHT_PART static inline __attribute__((always_inline))

/// Per lane: mask ? yes : no, as bits. Macros, because vectors that are handed to functions would
/// be handed differently in the two.
#define EIGHT_SELECT(mask, yes, no) (((eight_bits)(yes) & (mask)) | ((eight_bits)(no) & ~(mask)))
#define EIGHT_IF(mask, yes, no)     ((eight)EIGHT_SELECT(mask, yes, no))
#define EIGHT_MIN(a, b)             EIGHT_IF((a) < (b), a, b)
#define EIGHT_MAX(a, b)             EIGHT_IF((a) > (b), a, b)

static const eight first_eight = {0.0f, 1.0f, 2.0f, 3.0f, 4.0f, 5.0f, 6.0f, 7.0f};

/// Is any lane of a mask set?
EIGHT_PART bool eight_any(const eight_bits *mask)
{
    __m128 half[2];
    memcpy(half, mask, sizeof half);
    return _mm_movemask_ps(_mm_or_ps(half[0], half[1])) != 0;
}

/// Which lanes of a mask are set: a bit for each.
EIGHT_PART unsigned eight_which(const eight_bits *mask)
{
    __m128 half[2];
    memcpy(half, mask, sizeof half);
    return (unsigned)_mm_movemask_ps(half[0]) | (unsigned)_mm_movemask_ps(half[1]) << 4;
}
