/// What stands on the room's floor, as one sees it: whole, or not at all.
#pragma once

#include "picture/camera.h"
#include "picture/theme.h"

#include <cairo.h>

struct room_thing {
    cairo_t *cairo;
    const struct camera *camera;
    const struct colour *colour; ///< by theme_role
    vec3s at_m;                  ///< the middle of its foot, on the floor
    vec3s lamp_m;                ///< where light comes from
};

/// The room that a thing takes up over its foot.
struct thing_size {
    float radius_m, height_m;
    float air_m; ///< it goes on such a way to an edge of the picture
};

/// 0..1: less and less where it would stand between the camera and the figure, or be cut off by an
/// edge of the picture.
float room_thing_seen(const struct camera *camera, vec3s at_m, struct thing_size size,
                      struct rect picture);

/// From here on until room_thing_end everything is drawn as one thing, `alpha` of it.
void room_thing_begin(const struct room_thing *thing, struct thing_size size, float alpha);
void room_thing_end(const struct room_thing *thing, float alpha);

/// A level disc of `radius_m` over the thing's foot.
void room_thing_disc(const struct room_thing *thing, float radius_m, float up_m,
                     struct colour colour, float alpha);

/// The soft dark under something round that stands on the floor.
void room_thing_shadow(const struct room_thing *thing, float radius_m);
