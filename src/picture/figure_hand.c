#include "picture/figure_hand.h"

#include "picture/field.h"

#include <math.h>

/// Share of the hand's curl in each joint of a finger, and of the thumb.
static const float CURL_SHARE[BUILD_PHALANGES] = {0.60f, 0.80f, 0.50f};
static const float THUMB_SHARE[BUILD_PHALANGES] = {0.10f, 0.35f, 0.40f};

/// How far a joint closes round what it holds, and how far it gives way.
static const float CLOSED_DEG[BUILD_PHALANGES] = {62.0f, 70.0f, 45.0f};
static const float THUMB_CLOSED_DEG[BUILD_PHALANGES] = {15.0f, 30.0f, 35.0f};
static const float OPEN_DEG = -12.0f;

/// A palm this near to a surface holds it wholly, that far not at all.
static const float HOLDS_M = 0.012f, LETS_GO_M = 0.055f;

struct grasp {
    const struct shape *shape;
    float hold; ///< 0: only the hand's own curl .. 1: the digits lie on what they touch
    float curl_rad;
    bool with_floor;
};

/// Up to four digits, one a lane: what has been placed of them so far.
struct digits {
    struct points joint;
    struct points along; ///< of the next bone
    struct points palm;  ///< direction in which it bends
};

static struct points mix_points(struct points a, lanes share_a, struct points b, lanes share_b)
{
    return (struct points){a.x * share_a + b.x * share_b, a.y * share_a + b.y * share_b,
                           a.z * share_a + b.z * share_b};
}

static struct points bone_end(const struct digits *digits, lanes cosine, lanes sine, lanes length)
{
    struct points along = mix_points(digits->along, cosine, digits->palm, sine);
    return mix_points(digits->joint, lanes_set(1.0f), along, length);
}

/// Distance to what a hand may hold: the legs, and under a palm that looks down the floor.
static lanes surface_distance(const struct shape *shape, struct points p, bool with_floor)
{
    lanes distance = with_floor ? p.y : lanes_set(1.0f);
    for (enum part leg = PART_LEG_R; leg <= PART_LEG_L; leg++)
        for (int i = 0; i < shape->solid_count[leg]; i++)
            distance = lanes_min(distance, field_solid(&shape->solid[leg][i], p));
    return distance;
}

static void cos_sin(lanes angle, lanes *cosine, lanes *sine)
{
    for (int lane = 0; lane < 4; lane++) {
        (*cosine)[lane] = cosf(angle[lane]);
        (*sine)[lane] = sinf(angle[lane]);
    }
}

static lanes gap_at(const struct grasp *grasp, const struct digits *digits, lanes length,
                    float angle)
{
    lanes cosine = lanes_set(cosf(angle)), sine = lanes_set(sinf(angle));
    struct points end = bone_end(digits, cosine, sine, length);
    return surface_distance(grasp->shape, end, grasp->with_floor);
}

/// The angle at which the end of the next bone lies on the surface. A mean of the angles between
/// open and closed, weighted by how nearly they touch, and of the `relaxed` one where nothing is
/// in reach: a finger never jumps from one touch to another.
static lanes touching_angle(const struct grasp *grasp, const struct digits *digits, lanes length,
                            lanes radius, float relaxed, float closed_deg)
{
    enum { LOOKS = 12 };
    static const float TOUCH_M = 0.020f, RELAXED_WEIGHT = 0.6f, HABIT_RAD = 0.8f;
    // The mean of a curve leans inwards: look for touch a little outside.
    static const float OUTSIDE_M = 0.010f;
    float open = glm_rad(OPEN_DEG), step = (glm_rad(closed_deg) - open) / LOOKS;
    lanes weights = lanes_set(RELAXED_WEIGHT), angles = weights * relaxed;
    for (int i = 0; i <= LOOKS; i++) {
        float angle = open + step * (float)i;
        lanes off = gap_at(grasp, digits, length, angle) - radius - OUTSIDE_M;
        off *= 1.0f / TOUCH_M;
        lanes near = lanes_max(1.0f - off * off, lanes_set(0.0f));
        float habit = (angle - relaxed) / HABIT_RAD;
        lanes weight = near * near / (1.0f + habit * habit);
        weights += weight;
        angles += weight * angle;
    }
    return angles / weights;
}

/// Place `count` digits whose knuckles and directions stand in `digits`.
static void place_digits(struct digit *digit, const struct build_finger *size, int count,
                         struct digits *digits, const struct grasp *grasp, const float *share,
                         const float *closed_deg)
{
    for (int bone = 0; bone < BUILD_PHALANGES; bone++) {
        lanes length, radius, cosine, sine;
        for (int lane = 0; lane < 4; lane++) {
            const struct build_finger *finger = &size[lane < count ? lane : 0];
            length[lane] = finger->length_m[bone];
            radius[lane] = finger->radius_m[bone + 1];
        }
        lanes angle = lanes_set(grasp->curl_rad * share[bone]);
        if (grasp->hold > 0.0f) {
            lanes touching =
                touching_angle(grasp, digits, length, radius, angle[0], closed_deg[bone]);
            angle += (touching - angle) * grasp->hold;
        }
        cos_sin(angle, &cosine, &sine);
        struct points along = mix_points(digits->along, cosine, digits->palm, sine);
        digits->palm = mix_points(digits->palm, cosine, digits->along, -sine);
        digits->along = along;
        digits->joint = mix_points(digits->joint, lanes_set(1.0f), along, length);
        for (int lane = 0; lane < count; lane++) {
            digit[lane].joint[bone + 1] =
                (vec3s){{digits->joint.x[lane], digits->joint.y[lane], digits->joint.z[lane]}};
            digit[lane].radius_m[bone + 1] = size[lane].radius_m[bone + 1];
        }
    }
}

/// Put knuckle and directions of one digit into a lane.
static void start_digit(struct digits *digits, int lane, struct digit *digit,
                        const struct build_finger *size, const struct frame *wrist, float outward)
{
    float spread = glm_rad(size->spread_deg);
    vec3s local = {{sinf(spread), -cosf(spread), 0.0f}};
    vec3s along = glms_mat3_mulv(wrist->axes, local);
    vec3s knuckle =
        frame_point(wrist, (vec3s){{size->knuckle.x, size->knuckle.y, size->knuckle.z * outward}});
    digit->joint[0] = knuckle;
    digit->back = glms_vec3_scale(wrist->axes.col[2], outward);
    digit->radius_m[0] = size->radius_m[0];
    for (int axis = 0; axis < 3; axis++) {
        ((lanes *)&digits->joint)[axis][lane] = knuckle.raw[axis];
        ((lanes *)&digits->along)[axis][lane] = along.raw[axis];
        ((lanes *)&digits->palm)[axis][lane] = -digit->back.raw[axis];
    }
}

static struct grasp grasp_of(const struct body *body, const struct shape *shape,
                             const struct frame *wrist, enum side side)
{
    static const float PALM_HALF_M = 0.014f;
    vec3s middle = body->joint[joint_of(JOINT_PALM_R, side)];
    float palm_down = side_sign(side) * wrist->axes.col[2].y;
    struct grasp grasp = {.shape = shape,
                          .curl_rad = glm_rad(body->finger_curl_deg[side]),
                          .with_floor = palm_down > 0.5f};
    struct points p = {lanes_set(middle.x), lanes_set(middle.y), lanes_set(middle.z)};
    float gap = surface_distance(shape, p, grasp.with_floor)[0] - PALM_HALF_M;
    grasp.hold = 1.0f - glm_smooth(glm_clamp_zo((gap - HOLDS_M) / (LETS_GO_M - HOLDS_M)));
    return grasp;
}

void hand_of_body(struct hand *hand, const struct build *build, const struct body *body,
                  const struct shape *shape, enum side side)
{
    float outward = side_sign(side);
    struct frame wrist = shape_frame_of_part(body, side == SIDE_RIGHT ? PART_HAND_R : PART_HAND_L);
    struct grasp grasp = grasp_of(body, shape, &wrist, side);
    struct digits fingers, thumb;
    for (int i = 0; i < BUILD_FINGERS; i++) {
        start_digit(&fingers, i, &hand->digit[i], &build->finger[i], &wrist, outward);
        start_digit(&thumb, i, &hand->digit[BUILD_FINGERS], &build->thumb, &wrist, outward);
    }
    place_digits(hand->digit, build->finger, BUILD_FINGERS, &fingers, &grasp, CURL_SHARE,
                 CLOSED_DEG);
    place_digits(&hand->digit[BUILD_FINGERS], &build->thumb, 1, &thumb, &grasp, THUMB_SHARE,
                 THUMB_CLOSED_DEG);
}
