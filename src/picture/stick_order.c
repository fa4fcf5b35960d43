#include "picture/stick_order.h"

#include <assert.h>
#include <math.h>

/// The head is to be round: the trunk covers it only if it is that much nearer.
static const float HEAD_FIRST_M = 0.45f;

enum { SAMPLES_MAX = 2 * STICK_BALLS_MAX };

struct samples {
    int count;
    struct stick_disc disc[SAMPLES_MAX];
};

static float between(float a, float b, float t)
{
    return a + (b - a) * t;
}

static void sample_line(struct samples *samples, const struct stick_disc *a,
                        const struct stick_disc *b, int count)
{
    for (int i = 0; i < count; i++) {
        float t = count > 1 ? (float)i / (float)(count - 1) : 0.0f;
        assert(samples->count < SAMPLES_MAX);
        samples->disc[samples->count++] = (struct stick_disc){
            .x_px = between(a->x_px, b->x_px, t),
            .y_px = between(a->y_px, b->y_px, t),
            .xx_px2 = between(a->xx_px2, b->xx_px2, t),
            .xy_px2 = between(a->xy_px2, b->xy_px2, t),
            .yy_px2 = between(a->yy_px2, b->yy_px2, t),
            .depth_m = between(a->depth_m, b->depth_m, t),
            .metre_px = between(a->metre_px, b->metre_px, t),
        };
    }
}

/// Balls of a chain stand close together; a limb's line is long, and so is what is between the
/// shoulders.
static void sample_piece(struct samples *samples, const struct stick_piece *piece,
                         const struct stick_view *view)
{
    enum { ALONG_LIMB = 10, ACROSS = 4 };
    samples->count = 0;
    for (int i = piece->line_count; i < piece->ball_count; i++)
        sample_line(samples, &view->disc[i], &view->disc[i], 1);
    if (piece->line_count > 0)
        sample_line(samples, &view->disc[0], &view->disc[piece->line_count - 1], ALONG_LIMB);
    for (int h = 0; h < piece->hull_count; h++) {
        const struct stick_hull *hull = &piece->hull[h];
        for (int i = 0; hull->count > 2 && i < hull->count; i++)
            for (int k = i + 1; k < hull->count; k++)
                sample_line(samples, &view->disc[hull->ball[i]], &view->disc[hull->ball[k]],
                            ACROSS);
    }
}

/// How far a disc reaches in a direction, squared.
static float reach_px2(const struct stick_disc *disc, float x, float y)
{
    return disc->xx_px2 * x * x + 2.0f * disc->xy_px2 * x * y + disc->yy_px2 * y * y;
}

/// 0: they do not touch, nor would with a gap round them .. 1: one behind the middle of the other.
static float meeting(const struct stick_disc *a, const struct stick_disc *b)
{
    float x = b->x_px - a->x_px, y = b->y_px - a->y_px;
    float apart_px2 = x * x + y * y;
    if (apart_px2 < 1e-6f)
        return 1.0f;
    float gap_px = STICK_GAP_M * a->metre_px;
    float most = sqrtf(a->xx_px2 + a->yy_px2) + sqrtf(b->xx_px2 + b->yy_px2) + gap_px;
    if (apart_px2 >= most * most)
        return 0.0f;
    float apart = sqrtf(apart_px2);
    float reach = (sqrtf(reach_px2(a, x, y)) + sqrtf(reach_px2(b, x, y))) / apart + gap_px;
    return fmaxf(0.0f, 1.0f - apart / reach);
}

/// A mean over all places where they meet, weighted by how much they do: it changes without a jump.
static float front_m(const struct samples *a, const struct samples *b)
{
    float weights = 0.0f, sum = 0.0f;
    for (int i = 0; i < a->count; i++) {
        for (int k = 0; k < b->count; k++) {
            float weight = meeting(&a->disc[i], &b->disc[k]);
            weights += weight * weight;
            sum += weight * weight * (b->disc[k].depth_m - a->disc[i].depth_m);
        }
    }
    return weights > 0.0f ? sum / weights : 0.0f;
}

/// What a piece is drawn nearer than it is, metres: hands before all, for they hold and rest on
/// something, and limbs before the trunk if they are not on its far side.
static float first_m(const struct stick_order *order, enum stick_part part)
{
    static const float HAND_FIRST_M = 0.05f;
    if (part < STICK_LIMBS)
        return 0.0f;
    float first = STICK_LIMB_FIRST_M * (1.0f - 2.0f * order->far[part]);
    bool has_hand = (part - STICK_FOREARM_R) % STICK_LIMB_PARTS == 0;
    return has_hand ? first + HAND_FIRST_M : first;
}

static float first_before_m(const struct stick_order *order, enum stick_part a, enum stick_part b)
{
    if (a == STICK_HEAD)
        return HEAD_FIRST_M;
    return b == STICK_HEAD ? 0.0f : first_m(order, a) - first_m(order, b);
}

/// `a` > `b` in all that is compared: the head is `a` only beside the trunk.
static void compare_all(struct stick_order *order, const struct stick_shape *shape,
                        const struct stick_view view[STICK_PART_COUNT])
{
    struct samples samples[STICK_PART_COUNT];
    for (int part = 0; part < STICK_PART_COUNT; part++)
        sample_piece(&samples[part], &shape->piece[part], &view[part]);
    for (int a = 0; a < STICK_PART_COUNT; a++) {
        order->front_m[a][a] = 0.0f;
        for (int b = 0; b < a; b++) {
            float front = front_m(&samples[a], &samples[b]);
            if (front != 0.0f)
                front += first_before_m(order, (enum stick_part)a, (enum stick_part)b);
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

/// `upper`, `other`: thighs or upper arms.
static float far_share(const struct stick_shape *shape, const struct camera *camera,
                       enum stick_part upper, enum stick_part other)
{
    static const float FROM_M = 0.04f, TO_M = 0.12f;
    // Cosine between the line of sight and the line of the hips or shoulders. Where that is seen
    // more from the front or from above, limbs lie beside each other.
    static const float BESIDE = 0.80f, BEHIND = 0.86f;
    vec3s apart = glms_vec3_sub(middle_m(shape, upper), middle_m(shape, other));
    vec3s roots =
        glms_vec3_sub(shape->piece[upper].ball[0].centre_m, shape->piece[other].ball[0].centre_m);
    float in_line = glms_vec3_dot(roots, camera->forward) / fmaxf(glms_vec3_norm(roots), 1e-3f);
    return glm_smoothstep(FROM_M, TO_M, glms_vec3_dot(apart, camera->forward)) *
           glm_smoothstep(BESIDE, BEHIND, in_line);
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
    find_far(order, shape, camera);
    compare_all(order, shape, view);
    sort(order, view);
}
