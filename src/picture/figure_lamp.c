#include "picture/figure_lamp.h"

#include "picture/room_tint.h"

/// At this distance half of the light is left; from the second on there is none.
static const float HALF_M = 0.42f, END_M = 1.5f;
/// What of it shows in full light, and how much more in full shade.
static const float IN_LIGHT = 0.35f, MORE_IN_SHADE = 0.65f;

/// The square of the distance from the lamp to what a row of pixels shows, from its depth and its
/// column: away2 + depth * (2 * (toward[0] + toward[1] * column) + depth * (ray2[0] + ray2[1] *
/// column + ray2[2] * column * column)).
struct row_distance {
    float away2, toward[2], ray2[3];
};

/// The rays of a row, a metre deep, change evenly from column to column.
static struct row_distance distance_of_row(const struct camera *camera, vec3s lamp_m, int y)
{
    vec3s first = camera_ray(camera, 0.5f, (float)y + 0.5f);
    vec3s step = glms_vec3_scale(camera->right, 1.0f / camera->focal_px);
    vec3s away = glms_vec3_sub(camera->position_m, lamp_m);
    return (struct row_distance){
        glms_vec3_dot(away, away),
        {glms_vec3_dot(away, first), glms_vec3_dot(away, step)},
        {glms_vec3_dot(first, first), 2.0f * glms_vec3_dot(first, step), glms_vec3_dot(step, step)},
    };
}

/// Of a row without any of the lamp's light: its rays pass farther from the lamp.
static bool is_beyond(const struct camera *camera, vec3s lamp_m, int y)
{
    float up = glms_vec3_dot(camera_ray(camera, 0.5f, (float)y + 0.5f), camera->up);
    vec3s lamp = glms_vec3_sub(lamp_m, camera->position_m);
    float off = glms_vec3_dot(lamp, camera->up) - up * glms_vec3_dot(lamp, camera->forward);
    return off * off > END_M * END_M * (1.0f + up * up);
}

/// How much of the lamp's colour eight pixels take on, 0..1, from column `x` on; false if none.
/// What is not drawn is far away.
EIGHT_PART bool find_share(const struct row_distance *row, const float *depth_m,
                           const raster_code *code, float x, eight *share)
{
    const eight zero = {0.0f}, depth = *(const eight *)depth_m, column = first_eight + x;
    eight ray2 = row->ray2[0] + (row->ray2[1] + row->ray2[2] * column) * column;
    eight toward = row->toward[0] + row->toward[1] * column;
    eight away2 = row->away2 + depth * (toward + toward + depth * ray2);
    eight_bits is_near = away2 < END_M * END_M;
    if (!eight_any(&is_near))
        return false;
    eight left = 1.0f - away2 * (1.0f / (END_M * END_M));
    left = EIGHT_MAX(left, zero);
    eight light = __builtin_convertvector(*(const eight_bits *)code & 255, eight);
    eight shown = (IN_LIGHT + MORE_IN_SHADE) - light * (MORE_IN_SHADE / 255.0f);
    *share = left * left * shown * (HALF_M * HALF_M / (HALF_M * HALF_M + away2));
    return true;
}

/// Those of eight pixels that the figure covers wholly.
EIGHT_PART void tint_covered(const struct tint *tint, const eight *share, uint32_t *pixels)
{
    eight_bits is_covered = *(const eight_bits *)pixels >> 24 == -1;
    eight covered = EIGHT_IF(is_covered, *share, (eight){0.0f});
    tint_eight(tint, (eight_bits *)pixels, &covered);
}

EIGHT_CLONES static void light_row(const struct lamp *lamp, const struct raster *raster,
                                   const struct row_distance *distance, const struct tint *tint,
                                   int y, uint32_t *row)
{
    const float *depth_m = raster->depth + (size_t)y * raster->stride;
    const raster_code *code = raster->code + (size_t)y * raster->stride;
    int end = raster->span[y].to;
    for (int x = raster->span[y].from & ~(EIGHT - 1); x < end; x += EIGHT) {
        eight share;
        if (!find_share(distance, depth_m + x, code + x, (float)x, &share))
            continue;
        share *= lamp->strength;
        if (x + EIGHT <= raster->width) {
            tint_covered(tint, &share, row + x);
            continue;
        }
        // The last columns of a canvas may be less than eight.
        uint32_t last[EIGHT] = {0};
        size_t bytes = (size_t)(raster->width - x) * sizeof *last;
        memcpy(last, row + x, bytes);
        tint_covered(tint, &share, last);
        memcpy(row + x, last, bytes);
    }
}

void figure_lamp_paint(const struct lamp *lamp, const struct raster *raster,
                       const struct camera *camera, uint32_t *pixels, int stride_px)
{
    struct tint tint[TINT_DITHER_SIZE];
    if (lamp->strength <= 0.0f)
        return;
    for (int y = 0; y < TINT_DITHER_SIZE; y++)
        tint_set_row(&tint[y], lamp->colour, y);
    for (int y = raster->box.y; y < raster->box.y + raster->box.height; y++) {
        if (raster->span[y].from >= raster->span[y].to || is_beyond(camera, lamp->at_m, y))
            continue;
        const struct row_distance distance = distance_of_row(camera, lamp->at_m, y);
        light_row(lamp, raster, &distance, &tint[y % TINT_DITHER_SIZE], y,
                  pixels + (size_t)y * (size_t)stride_px);
    }
}
