#include "picture/light.h"

#include <math.h>

static const float WHITE_MELANOPIC = 0.053f + 0.457f + 0.427f;

static void fill_linear_table(float table[256])
{
    for (int i = 0; i < 256; i++) {
        float s = (float)i / 255.0f;
        table[i] = s <= 0.04045f ? s / 12.92f : powf((s + 0.055f) / 1.055f, 2.4f);
    }
}

struct light light_of_canvas(struct canvas *canvas)
{
    float linear[256];
    fill_linear_table(linear);
    double red = 0.0, green = 0.0, blue = 0.0;
    const char *row = (const char *)canvas_pixels(canvas);
    for (int y = 0; y < canvas->height; y++, row += canvas_stride(canvas)) {
        const uint32_t *pixel = (const uint32_t *)row;
        float row_red = 0.0f, row_green = 0.0f, row_blue = 0.0f;
        for (int x = 0; x < canvas->width; x++) {
            row_red += linear[pixel[x] >> 16 & 255];
            row_green += linear[pixel[x] >> 8 & 255];
            row_blue += linear[pixel[x] & 255];
        }
        red += row_red;
        green += row_green;
        blue += row_blue;
    }
    double count = (double)canvas->width * canvas->height;
    return (struct light){
        .mean_luminance = (float)((0.226 * red + 0.706 * green + 0.068 * blue) / count),
        .melanopic =
            (float)((0.053 * red + 0.457 * green + 0.427 * blue) / count) / WHITE_MELANOPIC,
    };
}

float light_melanopic_lux(float melanopic, float white_cd_m2, float solid_angle_sr)
{
    return melanopic * WHITE_MELANOPIC * white_cd_m2 * solid_angle_sr;
}
