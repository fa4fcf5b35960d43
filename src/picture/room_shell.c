#include "picture/room_shell.h"

#include "coach/mat.h"
#include "picture/outline.h"

#include <assert.h>

/// What touches stays on the mat or on the rug: an arm stretched sideways reaches z = 0.98 (the
/// twists).
static const struct floor_area MAT = {MAT_HEAD_X_M, MAT_FOOT_X_M, -MAT_HALF_WIDTH_M,
                                      MAT_HALF_WIDTH_M};
static const float MAT_CORNER_M = 0.035f;
/// Far enough to leave the picture from every view, and not so far that it ends behind the camera.
static const float ENDLESS_M = 9.0f, WALL_HEIGHT_M = 4.0f;
static const float SKIRTING_M = 0.075f;

/// From such a distance to its plane on a wall begins to be seen, and is seen whole.
static const float WALL_NEAR_M = 0.10f, WALL_WHOLE_M = 1.50f;

/// What is drawn, and what has come together of it.
struct shell {
    const struct room_look *look;
    int width, height; ///< of the picture
    int count;
    struct filling **filling;
};

float room_wall_seen(const struct camera *camera, float wall_m)
{
    return glm_smoothstep(WALL_NEAR_M, WALL_WHOLE_M, wall_m - camera->position_m.x);
}

float room_back_wall_seen(const struct camera *camera)
{
    return glm_smoothstep(WALL_NEAR_M, WALL_WHOLE_M, camera->position_m.z - ROOM_BACK_WALL_Z_M);
}

static void fill_rings(struct shell *shell, const struct outline outlines[], int count,
                       struct colour colour, float alpha)
{
    assert(shell->count < ROOM_SHELL_FILLINGS_MOST);
    struct filling *filling = outline_filling(outlines, count, &shell->look->camera, shell->width,
                                              shell->height, colour, alpha);
    if (filling)
        shell->filling[shell->count++] = filling;
}

static void fill(struct shell *shell, struct outline outline, struct colour colour, float alpha)
{
    fill_rings(shell, &outline, 1, colour, alpha);
}

/// What lies between two outlines of which one holds the other.
static void fill_ring(struct shell *shell, struct outline outer, struct outline inner,
                      struct colour colour, float alpha)
{
    const struct outline both[] = {outer, inner};
    fill_rings(shell, both, 2, colour, alpha);
}

/// The mat's outline, moved outward (inward if negative), at a height over its top.
static struct outline mat_outline(float grown_m, float y_m)
{
    float corner_m = fmaxf(MAT_CORNER_M + grown_m, 0.006f);
    return outline_rounded(floor_area_grown(MAT, grown_m), corner_m, y_m);
}

/// Circles of the rug, as shares of its radius, in pairs: between two of them it is a shade darker,
/// at its rim, along a border and in the braid.
static const float RUG_CIRCLE[] = {1.010f, 1.0f, 0.960f, 0.933f, 0.740f, 0.734f, 0.520f, 0.514f};
enum { RUG_CIRCLE_COUNT = sizeof RUG_CIRCLE / sizeof RUG_CIRCLE[0] };
static const float RUG_RING_ALPHA = 0.20f;

static void draw_rug(struct shell *shell, float alpha)
{
    const struct colour *colour = shell->look->colour;
    const vec3s middle_m = {{0.0f, ROOM_FLOOR_Y_M, 0.0f}};
    if (alpha <= 0.0f)
        return;
    fill(shell, outline_circle(middle_m, RUG_RADIUS_M), colour[ROLE_FLOOR], alpha);
    struct outline circle[RUG_CIRCLE_COUNT];
    for (int i = 0; i < RUG_CIRCLE_COUNT; i++)
        circle[i] = outline_circle(middle_m, RUG_CIRCLE[i] * RUG_RADIUS_M);
    fill_rings(shell, circle, RUG_CIRCLE_COUNT, colour[ROLE_MAT_EDGE], RUG_RING_ALPHA * alpha);
}

static void draw_mat(struct shell *shell)
{
    // Under the top only its rim would be seen of the edge: all of it would be filled twice.
    static const float UNDER_M = 0.012f;
    const struct colour *colour = shell->look->colour;
    fill_ring(shell, mat_outline(0.0f, ROOM_FLOOR_Y_M), mat_outline(-UNDER_M, 0.0f),
              colour[ROLE_MAT_EDGE], 1.0f);
    fill(shell, mat_outline(0.0f, 0.0f), colour[ROLE_MAT], 1.0f);
    fill_ring(shell, mat_outline(-0.035f, 0.0f), mat_outline(-0.041f, 0.0f), colour[ROLE_MAT_EDGE],
              0.5f);
}

static vec3s at(float x_m, float y_m, float z_m)
{
    return (vec3s){{x_m, y_m, z_m}};
}

/// A part of the wall at the feet, z and y from least to most.
static struct outline wall_part(float wall_m, const float z_m[2], const float y_m[2])
{
    return outline_quad(at(wall_m, y_m[0], z_m[0]), at(wall_m, y_m[0], z_m[1]),
                        at(wall_m, y_m[1], z_m[1]), at(wall_m, y_m[1], z_m[0]));
}

/// A part of the back wall, x and y from least to most.
static struct outline back_part(const float x_m[2], const float y_m[2])
{
    return outline_quad(
        at(x_m[0], y_m[0], ROOM_BACK_WALL_Z_M), at(x_m[1], y_m[0], ROOM_BACK_WALL_Z_M),
        at(x_m[1], y_m[1], ROOM_BACK_WALL_Z_M), at(x_m[0], y_m[1], ROOM_BACK_WALL_Z_M));
}

/// The floor's colour between both walls and the viewer.
static void draw_floor(struct shell *shell, float alpha)
{
    float wall_m = shell->look->wall_m;
    struct outline floor = outline_quad(at(-ENDLESS_M, ROOM_FLOOR_Y_M, ROOM_BACK_WALL_Z_M),
                                        at(wall_m, ROOM_FLOOR_Y_M, ROOM_BACK_WALL_Z_M),
                                        at(wall_m, ROOM_FLOOR_Y_M, ENDLESS_M),
                                        at(-ENDLESS_M, ROOM_FLOOR_Y_M, ENDLESS_M));
    fill(shell, floor, shell->look->colour[ROLE_FLOOR], 0.55f * alpha);
}

/// An arch painted on the back wall, behind what stands there: it rises from the skirting.
static struct outline painted_arch(void)
{
    static const float MIDDLE_X_M = 0.06f, HALF_WIDTH_M = 0.42f, SPRING_M = 0.36f;
    enum { STEPS = 48 };
    struct outline arch = {0};
    arch.point_m[arch.count++] = at(MIDDLE_X_M - HALF_WIDTH_M, SKIRTING_M, ROOM_BACK_WALL_Z_M);
    for (int i = 0; i <= STEPS; i++) {
        float turn = GLM_PIf * (float)i / STEPS;
        arch.point_m[arch.count++] = at(MIDDLE_X_M - HALF_WIDTH_M * cosf(turn),
                                        SPRING_M + HALF_WIDTH_M * sinf(turn), ROOM_BACK_WALL_Z_M);
    }
    arch.point_m[arch.count++] = at(MIDDLE_X_M + HALF_WIDTH_M, SKIRTING_M, ROOM_BACK_WALL_Z_M);
    return arch;
}

/// Flat planes that meet in clean lines: the wall at the feet, the back wall a tone lighter, and a
/// skirting with a line on it.
static void draw_walls(struct shell *shell)
{
    static const float LINE_M = 0.005f;
    const struct colour *colour = shell->look->colour;
    float wall_m = shell->look->wall_m, alpha = shell->look->wall_alpha;
    if (alpha <= 0.0f || room_wall_seen(&shell->look->camera, wall_m) <= 0.0f)
        return;
    float back_alpha = alpha * room_back_wall_seen(&shell->look->camera);
    struct colour back = colour_mixed(colour[ROLE_WALL], colour[ROLE_BACKGROUND_TOP], 0.75f);
    struct colour skirting = colour_mixed(colour[ROLE_WALL], colour[ROLE_BACKGROUND_TOP], 0.55f);
    struct colour back_skirting =
        colour_mixed(colour[ROLE_WALL], colour[ROLE_BACKGROUND_TOP], 0.80f);
    const float z_m[2] = {ROOM_BACK_WALL_Z_M, ENDLESS_M}, x_m[2] = {-ENDLESS_M, wall_m};
    const float high[2] = {0.0f, WALL_HEIGHT_M}, low[2] = {ROOM_FLOOR_Y_M, SKIRTING_M};
    const float line[2] = {SKIRTING_M, SKIRTING_M + LINE_M};
    draw_floor(shell, alpha);
    fill(shell, back_part(x_m, high), back, back_alpha);
    fill(shell, wall_part(wall_m, z_m, high), colour[ROLE_WALL], alpha);
    fill(shell, painted_arch(), colour[ROLE_MOON], back_alpha);
    fill(shell, back_part(x_m, low), back_skirting, back_alpha);
    fill(shell, wall_part(wall_m, z_m, low), skirting, alpha);
    fill(shell, back_part(x_m, line), colour[ROLE_SHADOW], 0.06f * back_alpha);
    fill(shell, wall_part(wall_m, z_m, line), colour[ROLE_SHADOW], 0.10f * alpha);
}

int room_shell_fillings(const struct room_look *look, int width, int height,
                        struct filling *filling[ROOM_SHELL_FILLINGS_MOST])
{
    struct shell shell = {.look = look, .width = width, .height = height, .filling = filling};
    // A round rug would run through the wall: it fades away as the wall appears.
    draw_rug(&shell, 1.0f - look->wall_alpha);
    draw_walls(&shell);
    draw_mat(&shell);
    return shell.count;
}
