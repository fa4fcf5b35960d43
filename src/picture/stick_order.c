#include "picture/stick_order.h"

#include <math.h>

/// Limbs that are as far away as the trunk are drawn over it.
static const float LIMB_FIRST_M = 0.05f;

enum { SAMPLES = 4 };

struct sample {
    float x_px, y_px, radius_px, depth_m;
};

static struct sample mixed(const struct stick_disc *a, const struct stick_disc *b, float t)
{
    return (struct sample){
        .x_px = a->x_px + (b->x_px - a->x_px) * t,
        .y_px = a->y_px + (b->y_px - a->y_px) * t,
        .radius_px = stick_disc_radius_px(a) * (1.0f - t) + stick_disc_radius_px(b) * t,
        .depth_m = a->depth_m + (b->depth_m - a->depth_m) * t,
    };
}

/// Points along a piece. Returns their count.
static int sample_piece(const struct stick_piece *piece, const struct stick_view *view,
                        struct sample sample[STICK_HULLS_MAX * SAMPLES])
{
    int count = 0;
    for (int h = 0; h < piece->hull_count; h++) {
        const struct stick_hull *hull = &piece->hull[h];
        const struct stick_disc *a = &view->disc[hull->ball[0]];
        const struct stick_disc *b = &view->disc[hull->ball[hull->count - 1]];
        for (int i = 0; i < SAMPLES; i++)
            sample[count++] = mixed(a, b, (float)i / (SAMPLES - 1));
    }
    return count;
}

/// A mean over all places where they meet, weighted by how much they do: it changes without a jump.
static float front_m(const struct sample *a, int a_count, const struct sample *b, int b_count)
{
    float weights = 0.0f, sum = 0.0f;
    for (int i = 0; i < a_count; i++) {
        for (int j = 0; j < b_count; j++) {
            float apart = hypotf(a[i].x_px - b[j].x_px, a[i].y_px - b[j].y_px);
            float reach = a[i].radius_px + b[j].radius_px;
            if (apart >= reach)
                continue;
            float weight = (1.0f - apart / reach) * (1.0f - apart / reach);
            weights += weight;
            sum += weight * (b[j].depth_m - a[i].depth_m);
        }
    }
    return weights > 0.0f ? sum / weights : 0.0f;
}

static void compare_all(struct stick_order *order, const struct stick_shape *shape,
                        const struct stick_view view[STICK_PART_COUNT])
{
    struct sample sample[STICK_PART_COUNT][STICK_HULLS_MAX * SAMPLES];
    int count[STICK_PART_COUNT];
    for (int part = 0; part < STICK_PART_COUNT; part++)
        count[part] = sample_piece(&shape->piece[part], &view[part], sample[part]);
    for (int a = 0; a < STICK_PART_COUNT; a++) {
        order->front_m[a][a] = 0.0f;
        for (int b = 0; b < a; b++) {
            float front = front_m(sample[a], count[a], sample[b], count[b]);
            if (front != 0.0f && a >= STICK_LIMBS && b == STICK_TRUNK)
                front += LIMB_FIRST_M;
            order->front_m[a][b] = front;
            order->front_m[b][a] = -front;
        }
    }
}

static float mean_depth_m(const struct stick_view *view)
{
    float sum = 0.0f;
    for (int i = 0; i < view->disc_count; i++)
        sum += view->disc[i].depth_m;
    return sum / (float)view->disc_count;
}

static bool is_free(const struct stick_order *order, const bool *done, int part)
{
    for (int other = 0; other < STICK_PART_COUNT; other++)
        if (other != part && !done[other] && order->front_m[part][other] > 0.0f)
            return false;
    return true;
}

static void sort(struct stick_order *order, const struct stick_view view[STICK_PART_COUNT])
{
    bool done[STICK_PART_COUNT] = {false};
    for (int i = 0; i < STICK_PART_COUNT; i++) {
        int best = -1;
        bool best_free = false;
        for (int part = 0; part < STICK_PART_COUNT; part++) {
            if (done[part])
                continue;
            bool free = is_free(order, done, part);
            bool better =
                best < 0 || (free && !best_free) ||
                (free == best_free && mean_depth_m(&view[part]) > mean_depth_m(&view[best]));
            if (better) {
                best = part;
                best_free = free;
            }
        }
        order->drawn[i] = (enum stick_part)best;
        done[best] = true;
    }
}

static vec3s middle_m(const struct stick_shape *shape, enum stick_part upper)
{
    const struct stick_piece *piece = &shape->piece[upper + 1];
    return glms_vec3_lerp(shape->piece[upper].ball[0].centre_m, piece->ball[0].centre_m, 0.5f);
}

static float far_share(const struct stick_shape *shape, const struct camera *camera,
                       enum stick_part upper, enum stick_part other)
{
    // Seen from the side only: from above, limbs lie beside each other.
    static const float FROM_M = 0.06f, TO_M = 0.16f, BESIDE = 0.40f, BEHIND = 0.65f;
    static const float STEEP = 0.75f, LEVEL = 0.92f;
    vec3s apart = glms_vec3_sub(middle_m(shape, upper), middle_m(shape, other));
    float behind_m = glms_vec3_dot(apart, camera->forward);
    float in_line = behind_m / fmaxf(glms_vec3_norm(apart), 1e-3f);
    float level = sqrtf(fmaxf(1.0f - camera->forward.y * camera->forward.y, 0.0f));
    return glm_smoothstep(FROM_M, TO_M, behind_m) * glm_smoothstep(BESIDE, BEHIND, in_line) *
           glm_smoothstep(STEEP, LEVEL, level);
}

static void find_far(struct stick_order *order, const struct stick_shape *shape,
                     const struct camera *camera)
{
    static const enum stick_part uppers[] = {STICK_UPPER_ARM_R, STICK_THIGH_R};
    order->far[STICK_TRUNK] = order->far[STICK_HEAD] = 0.0f;
    for (int i = 0; i < 2; i++) {
        for (enum side side = 0; side < SIDE_COUNT; side++) {
            enum stick_part upper = stick_part_of(uppers[i], side);
            enum stick_part other = stick_part_of(uppers[i], side_other(side));
            order->far[upper] = order->far[upper + 1] = far_share(shape, camera, upper, other);
        }
    }
}

void stick_order_of(struct stick_order *order, const struct stick_shape *shape,
                    const struct stick_view view[STICK_PART_COUNT], const struct camera *camera)
{
    compare_all(order, shape, view);
    sort(order, view);
    find_far(order, shape, camera);
}
