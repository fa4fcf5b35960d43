#include "picture/field_blur.h"

#include <assert.h>
#include <emmintrin.h>
#include <stddef.h>

enum { LONGEST = 4096 };

/// One line of values, `step` apart.
static void blur_line(float *line, int count, ptrdiff_t step, int radius)
{
    float blurred[LONGEST];
    float sum = 0.0f, scale = 1.0f / (float)(2 * radius + 1);
    for (int i = -radius; i < count; i++) {
        if (i + radius < count)
            sum += line[(i + radius) * step];
        if (i - radius - 1 >= 0)
            sum -= line[(i - radius - 1) * step];
        if (i >= 0)
            blurred[i] = sum * scale;
    }
    for (int i = 0; i < count; i++)
        line[i * step] = blurred[i];
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

void field_blur(float *values, int width, int height, int stride, int radius)
{
    assert(width <= LONGEST && height <= LONGEST);
    for (int row = 0; row < height; row++)
        blur_line(values + (ptrdiff_t)row * stride, width, 1, radius);
    int column = 0;
    for (; column + 4 <= width; column += 4)
        blur_four_columns(values + column, height, stride, radius);
    for (; column < width; column++)
        blur_line(values + column, height, stride, radius);
}
