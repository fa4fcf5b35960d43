#include "picture/figure_lamp.h"

#include "picture/room_tint.h"

/// At this distance half of the light is left; from the second on there is none.
static const float HALF_M = 0.42f, END_M = 1.5f;
/// What of it shows in full light, and how much more in full shade.
static const float IN_LIGHT = 0.35f, MORE_IN_SHADE = 0.65f;

/// Columns that are coloured together.
enum { FOUR = 4 };

/// The rays through the pixels of a row, per metre of depth: of its first pixel, and to the next.
struct row_ray {
    vec3s first, step;
};

static struct row_ray ray_of_row(const struct camera *camera, int y)
{
    float right = (0.5f - camera->centre_px[0]) / camera->focal_px;
    float up = (camera->centre_px[1] - (float)y - 0.5f) / camera->focal_px;
    vec3s first = glms_vec3_muladds(camera->right, right, camera->forward);
    return (struct row_ray){glms_vec3_muladds(camera->up, up, first),
                            glms_vec3_scale(camera->right, 1.0f / camera->focal_px)};
}

/// The square of the distance from the lamp, for four pixels from column `x` on.
static lanes distance2(const struct row_ray *ray, vec3s lamp_to_camera_m, lanes depth_m, float x)
{
    lanes column = lanes_set(x) + (lanes){0.0f, 1.0f, 2.0f, 3.0f};
    lanes sum = lanes_set(0.0f);
    for (int axis = 0; axis < 3; axis++) {
        lanes along = lanes_set(ray->first.raw[axis]) + lanes_set(ray->step.raw[axis]) * column;
        lanes away = lanes_set(lamp_to_camera_m.raw[axis]) + depth_m * along;
        sum += away * away;
    }
    return sum;
}

static lanes light_left(lanes away2)
{
    lanes half2 = lanes_set(HALF_M * HALF_M);
    lanes left = lanes_set(1.0f) - away2 * lanes_set(1.0f / (END_M * END_M));
    left = lanes_max(left, lanes_set(0.0f));
    return half2 / (half2 + away2) * left * left;
}

/// How much of the main light the surfaces of four pixels are without, 0..1.
static lanes shade_of(const raster_code *code)
{
    __m128i codes = _mm_loadu_si128((const __m128i *)(const void *)code);
    lanes light = (lanes)_mm_cvtepi32_ps(_mm_and_si128(codes, _mm_set1_epi32(255)));
    return lanes_set(1.0f) - light * lanes_set(1.0f / 255.0f);
}

/// Of four pixels: those that the figure covers wholly.
static lanes covered(const float *depth_m, const uint32_t *pixels)
{
    __m128i four = _mm_loadu_si128((const __m128i *)(const void *)pixels);
    __m128i whole = _mm_cmpeq_epi32(_mm_srli_epi32(four, 24), _mm_set1_epi32(255));
    __m128 drawn = _mm_cmplt_ps(_mm_loadu_ps(depth_m), _mm_set1_ps(RASTER_EMPTY));
    return (lanes)_mm_and_ps(_mm_and_ps(drawn, _mm_castsi128_ps(whole)), _mm_set1_ps(1.0f));
}

static void light_row(const struct lamp *lamp, const struct raster *raster,
                      const struct camera *camera, int y, uint32_t *row)
{
    const struct row_ray ray = ray_of_row(camera, y);
    const struct tint tint = tint_of_row(lamp->colour, y);
    const vec3s lamp_to_camera_m = glms_vec3_sub(camera->position_m, lamp->at_m);
    const float *depth_m = raster->depth + (size_t)y * raster->stride;
    const raster_code *code = raster->code + (size_t)y * raster->stride;
    int end = raster->span[y].to;
    for (int x = raster->span[y].from & ~(FOUR - 1); x < end; x += FOUR) {
        // The last few columns of a canvas may be less than four.
        if (x + FOUR > raster->width)
            return;
        lanes share = covered(depth_m + x, row + x) * lanes_set(lamp->strength);
        share *=
            light_left(distance2(&ray, lamp_to_camera_m, *(const lanes *)(depth_m + x), (float)x));
        share *= lanes_set(IN_LIGHT) + lanes_set(MORE_IN_SHADE) * shade_of(code + x);
        if (lanes_any_less(lanes_set(0.0f), share))
            tint_pixels(&tint, row + x, x, FOUR, share);
    }
}

void figure_lamp_paint(const struct lamp *lamp, const struct raster *raster,
                       const struct camera *camera, uint32_t *pixels, int stride_px)
{
    if (lamp->strength <= 0.0f)
        return;
    for (int y = raster->box.y; y < raster->box.y + raster->box.height; y++)
        if (raster->span[y].from < raster->span[y].to)
            light_row(lamp, raster, camera, y, pixels + (size_t)y * (size_t)stride_px);
}
