#include "picture/field_blur.h"

#include <assert.h>
#include <emmintrin.h>
#include <stddef.h>

enum { LONGEST = 4096 };

/// One column.
static void blur_column(float *top, int height, ptrdiff_t stride, int radius)
{
    float blurred[LONGEST];
    float sum = 0.0f, scale = 1.0f / (float)(2 * radius + 1);
    for (int i = -radius; i < height; i++) {
        if (i + radius < height)
            sum += top[(i + radius) * stride];
        if (i - radius - 1 >= 0)
            sum -= top[(i - radius - 1) * stride];
        if (i >= 0)
            blurred[i] = sum * scale;
    }
    for (int i = 0; i < height; i++)
        top[i * stride] = blurred[i];
}

/// Four columns side by side.
static void blur_four_columns(float *top, int height, ptrdiff_t stride, int radius)
{
    __m128 blurred[LONGEST];
    __m128 sum = _mm_setzero_ps(), scale = _mm_set1_ps(1.0f / (float)(2 * radius + 1));
    for (int i = -radius; i < height; i++) {
        if (i + radius < height)
            sum = _mm_add_ps(sum, _mm_loadu_ps(top + (i + radius) * stride));
        if (i - radius - 1 >= 0)
            sum = _mm_sub_ps(sum, _mm_loadu_ps(top + (i - radius - 1) * stride));
        if (i >= 0)
            blurred[i] = _mm_mul_ps(sum, scale);
    }
    for (int i = 0; i < height; i++)
        _mm_storeu_ps(top + i * stride, blurred[i]);
}

static void blur_columns(float *values, int width, int height, int stride, const int *radii,
                         int passes)
{
    for (int pass = 0; pass < passes; pass++) {
        int column = 0;
        for (; column + 4 <= width; column += 4)
            blur_four_columns(values + column, height, stride, radii[pass]);
        for (; column < width; column++)
            blur_column(values + column, height, stride, radii[pass]);
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

void field_blur(float *values, int width, int height, int stride, const int *radii, int passes,
                float *scratch)
{
    assert(width <= LONGEST && height <= LONGEST);
    // Columns lie side by side and can be summed four at a time; rows are made columns for that.
    blur_columns(values, width, height, stride, radii, passes);
    transpose(values, width, height, stride, scratch, height);
    blur_columns(scratch, height, width, height, radii, passes);
    transpose(scratch, height, width, height, values, stride);
}
