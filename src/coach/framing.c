#include "coach/framing.h"

#include "body/volume.h"
#include "coach/mat.h"

#include <assert.h>
#include <float.h>

/// The closest the camera comes: a curled-up figure must not fill the picture like a giant.
static const float LEAST_SPAN_M = 1.9f;
/// Share of the stage that the figure may fill: the rest is air, and room for perspective.
static const float FILL_ACROSS = 0.80f, FILL_UP = 0.84f;
static const float STAGE_ASPECT = 16.0f / 9.0f;
/// The mat is shown whole, with so much air as a share of the larger of it and the figure, where
/// that makes the figure hardly smaller: up to the first of these shares of its own span always,
/// beyond the second never.
static const float MAT_AIR = 0.04f;
static const float MAT_WHOLE_UP_TO = 1.18f, MAT_CUT_FROM = 1.22f;
/// Hair stands beyond the skull that the contact volumes know: the knot at the woman's crown.
static const vec3s HAIR_IN_HEAD_M = {{-0.022f, 0.138f, 0.0f}};
static const float HAIR_RADIUS_M = 0.036f;

struct extent {
    float least, most;
};

static void extent_add(struct extent *extent, float centre, float radius)
{
    extent->least = fminf(extent->least, centre - radius);
    extent->most = fmaxf(extent->most, centre + radius);
}

/// How far the ellipsoid reaches along a unit direction.
static float reach_along(const struct volume *volume, vec3s direction)
{
    vec3s local = {{glms_vec3_dot(volume->axes.col[0], direction) * volume->radius_m.x,
                    glms_vec3_dot(volume->axes.col[1], direction) * volume->radius_m.y,
                    glms_vec3_dot(volume->axes.col[2], direction) * volume->radius_m.z}};
    return glms_vec3_norm(local);
}

static float middle_of(struct extent extent)
{
    return (extent.least + extent.most) / 2.0f;
}

static float length_of(struct extent extent)
{
    return extent.most - extent.least;
}

/// The mat's corners as the picture shows them, in metres at the depth of its middle.
static void mat_in_picture(const vec3s axis[3], float span_m, const float middle_m[3],
                           struct extent mat[2])
{
    mat[0] = mat[1] = (struct extent){FLT_MAX, -FLT_MAX};
    for (int corner = 0; corner < 4; corner++) {
        vec3s at_m = {{corner & 1 ? MAT_HEAD_X_M : MAT_FOOT_X_M, 0.0f,
                       corner & 2 ? MAT_HALF_WIDTH_M : -MAT_HALF_WIDTH_M}};
        float nearer_m = glms_vec3_dot(at_m, axis[2]) - middle_m[2];
        float grown = 1.0f / (1.0f - nearer_m * VIEW_WIDTH_A_METRE / span_m);
        for (int a = 0; a < 2; a++) {
            float aside_m = glms_vec3_dot(at_m, axis[a]) - middle_m[a];
            extent_add(&mat[a], middle_m[a] + aside_m * grown, 0.0f);
        }
    }
}

/// What has to be seen along one axis of the picture for body and mat, each with its air.
static struct extent with_mat(struct extent body, struct extent mat, float fill)
{
    float air_m = length_of(body) / 2.0f * (1.0f / fill - 1.0f);
    float mat_air_m = MAT_AIR * fmaxf(length_of(body), length_of(mat));
    return (struct extent){fminf(body.least - air_m, mat.least - mat_air_m),
                           fmaxf(body.most + air_m, mat.most + mat_air_m)};
}

/// Widens the span and moves the middle of the picture until the whole mat is in it too.
static void fit_mat(const vec3s axis[3], const struct extent body[2], float *span_m,
                    float middle_m[3])
{
    struct extent mat[2];
    mat_in_picture(axis, *span_m, middle_m, mat);
    struct extent across = with_mat(body[0], mat[0], FILL_ACROSS);
    struct extent up = with_mat(body[1], mat[1], FILL_UP);
    float whole_m = fmaxf(length_of(across), length_of(up) * STAGE_ASPECT);
    whole_m = fmaxf(whole_m, *span_m);
    float share = 1.0f - glm_smoothstep(MAT_WHOLE_UP_TO, MAT_CUT_FROM, whole_m / *span_m);
    const struct extent both[2] = {across, up};
    for (int a = 0; a < 2; a++) {
        // The figure keeps to the middle as far as the mat allows.
        float spare_m = (whole_m / (a ? STAGE_ASPECT : 1.0f) - length_of(both[a])) / 2.0f;
        float least = middle_of(both[a]) - spare_m, most = middle_of(both[a]) + spare_m;
        float to_m = glm_clamp(middle_m[a], least, most);
        middle_m[a] += (to_m - middle_m[a]) * share;
    }
    *span_m += (whole_m - *span_m) * share;
}

void framing_fit(struct view *view, const struct body *const *bodies, int count)
{
    assert(count > 0);
    float azimuth = glm_rad(view->az_deg), elevation = glm_rad(view->el_deg);
    vec3s axis[3] = {
        {{cosf(azimuth), 0.0f, -sinf(azimuth)}},
        {{-sinf(azimuth) * sinf(elevation), cosf(elevation), -cosf(azimuth) * sinf(elevation)}},
        {{sinf(azimuth) * cosf(elevation), sinf(elevation), cosf(azimuth) * cosf(elevation)}},
    };
    struct extent extent[3];
    for (int a = 0; a < 3; a++)
        extent[a] = (struct extent){FLT_MAX, -FLT_MAX};
    for (int b = 0; b < count; b++) {
        vec3s hair_m = glms_vec3_add(bodies[b]->joint[JOINT_HEAD],
                                     glms_mat3_mulv(bodies[b]->bone[BONE_HEAD], HAIR_IN_HEAD_M));
        for (int a = 0; a < 3; a++)
            extent_add(&extent[a], glms_vec3_dot(hair_m, axis[a]), HAIR_RADIUS_M);
        for (int v = 0; v < VOLUME_COUNT; v++) {
            struct volume volume = volume_of(bodies[b], (enum volume_id)v);
            for (int a = 0; a < 3; a++)
                extent_add(&extent[a], glms_vec3_dot(volume.centre_m, axis[a]),
                           reach_along(&volume, axis[a]));
        }
    }
    float across = length_of(extent[0]) / FILL_ACROSS;
    float up = length_of(extent[1]) / FILL_UP * STAGE_ASPECT;
    float middle_m[3] = {middle_of(extent[0]), middle_of(extent[1]), middle_of(extent[2])};
    view->span_m = fmaxf(LEAST_SPAN_M, fmaxf(across, up));
    fit_mat(axis, extent, &view->span_m, middle_m);
    view->look_m = glms_vec3_zero();
    for (int a = 0; a < 3; a++)
        view->look_m = glms_vec3_add(view->look_m, glms_vec3_scale(axis[a], middle_m[a]));
}

/// To keep a wall in sight the eye turns no faster than this on average: nearly twice that
/// half-way.
static const float TURN_DEG_A_SECOND = 4.0f;

static bool at_wall(const struct motion *motion, int key)
{
    return motion->key[key]->posture.wall_m > 0.0f;
}

/// The direction turns early in a move and is at rest before the figure is: the eye should not
/// have to follow two things at the end. A wall would leave the picture with the turn, or come into
/// it late: there it waits for the feet, or hurries before them.
static void plan_turn(struct framing *framing, const struct motion *motion)
{
    int first = 0, last = motion->count - 1;
    double end_s = motion->time_s[last];
    double from_s = 0.08 * end_s, to_s = fmax(0.75 * end_s, end_s - 4.0);
    float turn_deg = fmaxf(fabsf(framing->last.az_deg - framing->first.az_deg),
                           fabsf(framing->last.el_deg - framing->first.el_deg));
    double needed_s = (double)(turn_deg / TURN_DEG_A_SECOND);
    bool leaves = at_wall(motion, first) && !at_wall(motion, last);
    bool comes = !at_wall(motion, first) && at_wall(motion, last);
    while (leaves && at_wall(motion, first + 1))
        first++;
    while (comes && at_wall(motion, last - 1))
        last--;
    framing->turn_from_s = fmax(from_s, fmin(motion->time_s[first], to_s - needed_s));
    framing->turn_to_s = fmin(to_s, fmax(motion->time_s[last], from_s + needed_s));
}

static float turned(const struct framing *framing, double t_s)
{
    double from_s = framing->turn_from_s;
    return motion_minimum_jerk((float)((t_s - from_s) / (framing->turn_to_s - from_s)));
}

static struct view direction_at(const struct framing *framing, double t_s)
{
    float w = turned(framing, t_s);
    struct view view = framing->first;
    view.az_deg += (framing->last.az_deg - framing->first.az_deg) * w;
    view.el_deg += (framing->last.el_deg - framing->first.el_deg) * w;
    return view;
}

static void key_value(const struct view *view, float value[4])
{
    value[0] = view->look_m.x;
    value[1] = view->look_m.y;
    value[2] = view->look_m.z;
    value[3] = view->span_m;
}

/// The picture must not become larger or smaller faster than this, share of it in a second: the eye
/// rests, and the light of a figure that grows is light that changes.
static const float ZOOM_A_SECOND = 0.03f;

/// Widens what is too narrow beside a wide key, backward and forward in time. The ends stay.
static void calm_zoom(struct framing *framing)
{
    int last = framing->count - 1;
    for (int i = last - 1; i > 0; i--) {
        float s = (float)(framing->time_s[i + 1] - framing->time_s[i]);
        framing->value[i][3] =
            fmaxf(framing->value[i][3], framing->value[i + 1][3] * expf(-ZOOM_A_SECOND * s));
    }
    for (int i = 1; i < last; i++) {
        float s = (float)(framing->time_s[i] - framing->time_s[i - 1]);
        framing->value[i][3] =
            fmaxf(framing->value[i][3], framing->value[i - 1][3] * expf(-ZOOM_A_SECOND * s));
    }
}

/// Monotone slopes (Fritsch & Carlson's weighted harmonic mean), 0 at both ends.
static void prepare_slopes(struct framing *framing)
{
    for (int i = 1; i + 1 < framing->count; i++) {
        double before_s = framing->time_s[i] - framing->time_s[i - 1];
        double after_s = framing->time_s[i + 1] - framing->time_s[i];
        double w1 = 2.0 * after_s + before_s, w2 = after_s + 2.0 * before_s;
        for (int c = 0; c < 4; c++) {
            double a = (framing->value[i][c] - framing->value[i - 1][c]) / before_s;
            double b = (framing->value[i + 1][c] - framing->value[i][c]) / after_s;
            framing->slope[i][c] = a * b > 1e-12 ? (float)((w1 + w2) / (w1 / a + w2 / b)) : 0.0f;
        }
    }
}

void framing_prepare(struct framing *framing, const struct motion *motion, const struct view *first,
                     const struct view *last)
{
    *framing = (struct framing){.count = motion->count, .first = *first, .last = *last};
    for (int i = 0; i < motion->count; i++)
        framing->time_s[i] = motion->time_s[i];
    plan_turn(framing, motion);
    for (int i = 0; i < motion->count; i++) {
        struct view view = i == 0                   ? *first
                           : i == motion->count - 1 ? *last
                                                    : direction_at(framing, motion->time_s[i]);
        if (i > 0 && i < motion->count - 1) {
            const struct body *body = &motion->key[i]->body;
            framing_fit(&view, &body, 1);
        }
        key_value(&view, framing->value[i]);
    }
    calm_zoom(framing);
    prepare_slopes(framing);
}

/// Quintic Hermite with no acceleration at the keys, as the body's motion.
static float hermite(float y0, float y1, float m0, float m1, float h, float u)
{
    float u3 = u * u * u, u4 = u3 * u, u5 = u4 * u;
    return y0 * (1 - 10 * u3 + 15 * u4 - 6 * u5) + y1 * (10 * u3 - 15 * u4 + 6 * u5) +
           h * m0 * (u - 6 * u3 + 8 * u4 - 3 * u5) + h * m1 * (-4 * u3 + 7 * u4 - 3 * u5);
}

struct view framing_at(const struct framing *framing, double t_s)
{
    double end_s = framing->time_s[framing->count - 1];
    t_s = fmin(fmax(t_s, 0.0), end_s);
    struct view view = direction_at(framing, t_s);
    int i = 0;
    while (i + 2 < framing->count && t_s >= framing->time_s[i + 1])
        i++;
    float h = (float)(framing->time_s[i + 1] - framing->time_s[i]);
    float u = (float)(t_s - framing->time_s[i]) / h, value[4];
    for (int c = 0; c < 4; c++)
        value[c] = hermite(framing->value[i][c], framing->value[i + 1][c], framing->slope[i][c],
                           framing->slope[i + 1][c], h, u);
    view.look_m = (vec3s){{value[0], value[1], value[2]}};
    view.span_m = value[3];
    return view;
}
