#include "picture/backdrop.h"

#include <math.h>
#include <stdint.h>

enum { DITHER_SIZE = 8 };

/// Bits of x^y and y interleaved, the lowest first.
float backdrop_threshold(int x, int y)
{
    int value = 0;
    for (int bit = 1; bit < DITHER_SIZE; bit <<= 1)
        value = value << 2 | (((x ^ y) & bit) ? 2 : 0) | ((y & bit) ? 1 : 0);
    return ((float)value + 0.5f) / (float)(DITHER_SIZE * DITHER_SIZE);
}

static uint32_t dithered(struct colour from, struct colour to, float share, float threshold)
{
    uint32_t r = (uint32_t)((from.r + (to.r - from.r) * share) * 255.0f + threshold);
    uint32_t g = (uint32_t)((from.g + (to.g - from.g) * share) * 255.0f + threshold);
    uint32_t b = (uint32_t)((from.b + (to.b - from.b) * share) * 255.0f + threshold);
    return 0xff000000u | r << 16 | g << 8 | b;
}

void backdrop_fill(cairo_surface_t *picture, struct rect stage, struct colour lit,
                   struct colour dim)
{
    int width = cairo_image_surface_get_width(picture);
    int height = cairo_image_surface_get_height(picture);
    int stride = cairo_image_surface_get_stride(picture);
    cairo_surface_flush(picture);
    unsigned char *bytes = cairo_image_surface_get_data(picture);
    float threshold[DITHER_SIZE][DITHER_SIZE];
    for (int y = 0; y < DITHER_SIZE; y++)
        for (int x = 0; x < DITHER_SIZE; x++)
            threshold[y][x] = backdrop_threshold(x, y);

    float centre_x = (float)stage.x + (float)stage.width / 2.0f;
    float centre_y = (float)stage.y + (float)stage.height * 0.4f;
    float reach = 1.15f * (float)height;
    for (int y = 0; y < height; y++) {
        uint32_t *row = (uint32_t *)(void *)(bytes + (long)y * stride);
        float down = (float)y / (float)height, away_y = ((float)y - centre_y) / reach;
        for (int x = 0; x < width; x++) {
            float away_x = ((float)x - centre_x) / reach;
            float away = fminf(1.0f, away_x * away_x + away_y * away_y);
            float share = 0.45f * down + 0.55f * away * (2.0f - away);
            row[x] = dithered(lit, dim, share, threshold[y % DITHER_SIZE][x % DITHER_SIZE]);
        }
    }
    cairo_surface_mark_dirty(picture);
}
