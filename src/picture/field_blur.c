#include "picture/field_blur.h"

#include "picture/field_eight.h"

#include <assert.h>
#include <emmintrin.h>
#include <stddef.h>

enum { LONGEST = 4096 };

/// A box that reaches `radius` to either side; the value after the last whole one counts for the
/// fraction, so that a growing box never jumps.
struct box {
    int whole;
    float fraction, scale;
};

static struct box box_of(float radius)
{
    struct box box = {.whole = (int)radius};
    box.fraction = radius - (float)box.whole;
    box.scale = 1.0f / (2.0f * radius + 1.0f);
    return box;
}

/// One column.
static void blur_column(float *top, int height, ptrdiff_t stride, struct box box)
{
    float blurred[LONGEST];
    float sum = 0.0f;
    for (int i = -box.whole; i < height; i++) {
        int last = i + box.whole, before = i - box.whole - 1;
        float ends = 0.0f;
        if (last < height)
            sum += top[last * stride];
        if (before >= 0) {
            sum -= top[before * stride];
            ends = top[before * stride];
        }
        if (last + 1 < height)
            ends += top[(last + 1) * stride];
        if (i >= 0)
            blurred[i] = (sum + ends * box.fraction) * box.scale;
    }
    for (int i = 0; i < height; i++)
        top[i * stride] = blurred[i];
}

/// Eight columns side by side.
EIGHT_CLONES static void blur_eight_columns(float *top, int height, ptrdiff_t stride,
                                            struct box box)
{
    eight blurred[LONGEST];
    eight sum = {0.0f};
    for (int i = -box.whole; i < height; i++) {
        int last = i + box.whole, before = i - box.whole - 1;
        eight ends = {0.0f};
        if (last < height)
            sum += *(const eight *)(top + last * stride);
        if (before >= 0) {
            ends = *(const eight *)(top + before * stride);
            sum -= ends;
        }
        if (last + 1 < height)
            ends += *(const eight *)(top + (last + 1) * stride);
        if (i >= 0)
            blurred[i] = (sum + ends * box.fraction) * box.scale;
    }
    for (int i = 0; i < height; i++)
        *(eight *)(top + i * stride) = blurred[i];
}

static void blur_columns(float *values, int width, int height, int stride, const float *radii,
                         int passes)
{
    for (int pass = 0; pass < passes; pass++) {
        int column = 0;
        for (; column + EIGHT <= width; column += EIGHT)
            blur_eight_columns(values + column, height, stride, box_of(radii[pass]));
        for (; column < width; column++)
            blur_column(values + column, height, stride, box_of(radii[pass]));
    }
}

static void transpose(const float *from, int width, int height, int from_stride, float *to,
                      int to_stride)
{
    for (int y = 0; y < height; y += 4)
        for (int x = 0; x < width; x += 4) {
            if (x + 4 <= width && y + 4 <= height) {
                const float *source = from + (ptrdiff_t)y * from_stride + x;
                float *target = to + (ptrdiff_t)x * to_stride + y;
                __m128 a = _mm_loadu_ps(source), b = _mm_loadu_ps(source + from_stride);
                __m128 c = _mm_loadu_ps(source + 2 * (ptrdiff_t)from_stride);
                __m128 d = _mm_loadu_ps(source + 3 * (ptrdiff_t)from_stride);
                _MM_TRANSPOSE4_PS(a, b, c, d);
                _mm_storeu_ps(target, a);
                _mm_storeu_ps(target + to_stride, b);
                _mm_storeu_ps(target + 2 * (ptrdiff_t)to_stride, c);
                _mm_storeu_ps(target + 3 * (ptrdiff_t)to_stride, d);
                continue;
            }
            for (int row = y; row < height && row < y + 4; row++)
                for (int column = x; column < width && column < x + 4; column++)
                    to[(ptrdiff_t)column * to_stride + row] =
                        from[(ptrdiff_t)row * from_stride + column];
        }
}

void field_blur(float *values, int width, int height, int stride, const float *radii, int passes,
                float *scratch)
{
    assert(width <= LONGEST && height <= LONGEST);
    // Columns lie side by side and can be summed eight at a time; rows are made columns for that.
    blur_columns(values, width, height, stride, radii, passes);
    transpose(values, width, height, stride, scratch, height);
    blur_columns(scratch, height, width, height, radii, passes);
    transpose(scratch, height, width, height, values, stride);
}
