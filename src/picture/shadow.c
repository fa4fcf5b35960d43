#include "picture/shadow.h"

#include "base/mem.h"
#include "picture/shadow_seen.h"

struct shadow {
    struct shadow_cast cast;
    struct shadow_seen seen;
};

struct shadow *shadow_create(int width_px, int height_px, const struct skin *skin)
{
    struct shadow *shadow = mem_alloc(1, sizeof *shadow);
    shadow_cast_init(&shadow->cast, skin);
    seen_init(&shadow->seen, width_px, height_px);
    return shadow;
}

void shadow_destroy(struct shadow *shadow)
{
    if (!shadow)
        return;
    shadow_cast_finish(&shadow->cast);
    seen_finish(&shadow->seen);
    mem_free(shadow);
}

void shadow_cast(struct shadow *shadow, const struct skin *skin, float wall_x_m, float wall_alpha)
{
    shadow->cast.wall_x_m = wall_x_m;
    shadow->cast.wall_alpha = wall_x_m > 0.0f ? wall_alpha : 0.0f;
    shadow_cast_skin(&shadow->cast, skin);
}

struct rect shadow_project(struct shadow *shadow, const struct camera *camera)
{
    return seen_look_up(&shadow->seen, &shadow->cast, camera);
}

struct raster_span shadow_paint_row(struct shadow *shadow, int y, const float pixel[4],
                                    const struct raster *figure, uint32_t *row)
{
    return seen_paint_row(&shadow->seen, y, pixel, figure, row);
}
