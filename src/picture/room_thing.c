#include "picture/room_thing.h"

#include "picture/outline.h"

/// Depths, from the point that the camera looks at, between which a thing comes into sight.
static const float BEFORE_M = -0.15f, BEHIND_M = 0.10f;

/// The box round a thing on the canvas: left, top, right, bottom. Returns the pixels of a metre.
static float box_of(const struct camera *camera, vec3s at_m, struct thing_size size, float box[4])
{
    float foot_px[2], top_px[2], depth_m;
    camera_project(camera, at_m, foot_px, &depth_m);
    vec3s top_m = {{at_m.x, at_m.y + size.height_m, at_m.z}};
    camera_project(camera, top_m, top_px, NULL);
    float metre_px = camera->focal_px / depth_m, radius_px = size.radius_m * metre_px;
    float flat_px = radius_px * -camera->forward.y;
    box[0] = fminf(foot_px[0], top_px[0]) - radius_px;
    box[1] = top_px[1] - flat_px;
    box[2] = fmaxf(foot_px[0], top_px[0]) + radius_px;
    box[3] = foot_px[1] + flat_px;
    return metre_px;
}

float room_thing_seen(const struct camera *camera, vec3s at_m, struct thing_size size,
                      struct rect picture)
{
    float box[4], depth_m = glms_vec3_dot(glms_vec3_sub(at_m, camera->position_m), camera->forward);
    float behind = glm_smoothstep(BEFORE_M, BEHIND_M, depth_m - camera->distance_m);
    if (behind <= 0.0f || depth_m <= size.height_m)
        return 0.0f;
    float metre_px = box_of(camera, at_m, size, box);
    float air_px = fminf(fminf(box[0] - (float)picture.x, box[1] - (float)picture.y),
                         fminf((float)(picture.x + picture.width) - box[2],
                               (float)(picture.y + picture.height) - box[3]));
    return behind * glm_smoothstep(0.0f, size.air_m, air_px / metre_px);
}

void room_thing_begin(const struct room_thing *thing, struct thing_size size, float alpha)
{
    cairo_new_path(thing->cairo);
    if (alpha >= 1.0f)
        return;
    float box[4];
    box_of(thing->camera, thing->at_m, size, box);
    cairo_save(thing->cairo);
    cairo_rectangle(thing->cairo, floor((double)box[0]), floor((double)box[1]),
                    ceil((double)(box[2] - box[0])) + 1.0, ceil((double)(box[3] - box[1])) + 1.0);
    cairo_clip(thing->cairo);
    cairo_push_group(thing->cairo);
}

void room_thing_end(const struct room_thing *thing, float alpha)
{
    if (alpha >= 1.0f)
        return;
    cairo_pop_group_to_source(thing->cairo);
    cairo_paint_with_alpha(thing->cairo, (double)alpha);
    cairo_restore(thing->cairo);
}

void room_thing_disc(const struct room_thing *thing, float radius_m, float up_m,
                     struct colour colour, float alpha)
{
    vec3s middle_m = {{thing->at_m.x, thing->at_m.y + up_m, thing->at_m.z}};
    struct outline disc = outline_circle(middle_m, radius_m);
    outline_fill(&disc, thing->camera, thing->cairo, colour, alpha);
}

void room_thing_shadow(const struct room_thing *thing, float radius_m)
{
    enum { RINGS = 5 };
    for (int i = RINGS; i > 0; i--)
        room_thing_disc(thing, radius_m * (1.0f + 0.16f * (float)i), 0.0f,
                        thing->colour[ROLE_SHADOW], 0.035f);
}
