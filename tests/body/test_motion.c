/// The way from posture to posture: meets its keys, keeps what touches, and never jumps.
#include "body/motion.h"
#include "body/settle.h"
#include "body/volume.h"
#include "study_motion.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const double frame_s = 1.0 / 240.0;

static struct study_motion *started(int move)
{
    static struct study_motion study;
    if (!study_motion_init(&study, move))
        fail_msg("%s cannot be solved", study_move[move].name);
    return &study;
}

static double length_s(const struct motion *motion)
{
    return motion->time_s[motion->count - 1];
}

static struct motion_sample sample_at(const struct motion *motion, double t_s)
{
    struct motion_sample sample;
    motion_at(motion, t_s, 0.0f, 0.0f, &sample);
    return sample;
}

static float farthest_m(const struct body *a, const struct body *b)
{
    float farthest = 0.0f;
    for (int joint = 0; joint < JOINT_COUNT; joint++)
        farthest = fmaxf(farthest, glms_vec3_distance(a->joint[joint], b->joint[joint]));
    return farthest;
}

/// Call `check` for every frame of every move of the study.
static void each_frame(void (*check)(const struct study_motion *study, int move, double t_s,
                                     const struct motion_sample *sample))
{
    for (int move = 0; move < STUDY_MOVE_COUNT; move++) {
        struct study_motion *study = started(move);
        for (double t_s = 0.0; t_s <= length_s(&study->motion); t_s += frame_s) {
            struct motion_sample sample = sample_at(&study->motion, t_s);
            check(study, move, t_s, &sample);
        }
        motion_finish(&study->motion);
    }
}

static void a_stroke_between_two_keys_is_minimum_jerk(void **state)
{
    (void)state;
    struct study_motion *study = started(0);
    struct motion motion = {.count = 2, .time_s = {3.0, 5.0}};
    motion.key[0] = study->motion.key[0];
    motion.key[1] = study->motion.key[1];
    motion_prepare(&motion);
    float from_deg = motion.key[0]->stance.arm[0].curl_deg;
    float to_deg = motion.key[1]->stance.arm[0].curl_deg;
    assert_true(fabsf(from_deg - to_deg) > 10.0f);
    for (float u = 0.0f; u <= 1.0f; u += 0.125f) {
        struct motion_sample sample = sample_at(&motion, 3.0 + 2.0 * (double)u);
        float u3 = u * u * u, wanted = u3 * (10.0f - 15.0f * u + 6.0f * u * u);
        assert_float_equal(sample.stance.arm[0].curl_deg, from_deg + wanted * (to_deg - from_deg),
                           1e-3f);
        assert_float_equal(motion_minimum_jerk(u), wanted, 1e-6f);
    }
    motion_finish(&motion);
    motion_finish(&study->motion);
}

static void every_key_is_met_to_a_tenth_of_a_millimetre_from_both_sides(void **state)
{
    (void)state;
    for (int move = 0; move < STUDY_MOVE_COUNT; move++) {
        struct motion *motion = &started(move)->motion;
        for (int i = 0; i < motion->count; i++) {
            struct motion_sample after = sample_at(motion, motion->time_s[i]);
            struct motion_sample before = sample_at(motion, motion->time_s[i] - 1e-6);
            const struct body *key = &motion->key[i]->body;
            float error_m = fmaxf(farthest_m(&after.body, key), farthest_m(&before.body, key));
            if (error_m > 1e-4f)
                fail_msg("%s: key %d is missed by %.2f mm", study_move[move].name, i,
                         1000.0 * (double)error_m);
        }
        motion_finish(motion);
    }
}

static void no_joint_jumps(void **state)
{
    (void)state;
    // A jump of one centimetre would be 576 m/s2. The study's own moves are quicker than ours.
    const float most_m_s2 = 25.0f, most_m_s = 2.0f;
    for (int move = 0; move < STUDY_MOVE_COUNT; move++) {
        struct motion *motion = &started(move)->motion;
        struct motion_sample a = sample_at(motion, 0.0), b = sample_at(motion, frame_s);
        for (double t_s = 2.0 * frame_s; t_s <= length_s(motion); t_s += frame_s) {
            struct motion_sample c = sample_at(motion, t_s);
            for (enum joint joint = JOINT_PELVIS; joint < JOINT_COUNT; joint++) {
                vec3s first = glms_vec3_sub(b.body.joint[joint], a.body.joint[joint]);
                vec3s second = glms_vec3_sub(c.body.joint[joint], b.body.joint[joint]);
                float m_s = glms_vec3_norm(second) / (float)frame_s;
                float m_s2 = glms_vec3_distance(first, second) / (float)(frame_s * frame_s);
                if (m_s > most_m_s || m_s2 > most_m_s2)
                    fail_msg("%s at %.2f s: %s has %.2f m/s and %.0f m/s2", study_move[move].name,
                             t_s, joint_name(joint), (double)m_s, (double)m_s2);
            }
            a = b;
            b = c;
        }
        motion_finish(motion);
    }
}

static vec3s speed_m_s(const struct motion *motion, double t_s, double step_s, enum joint joint)
{
    vec3s at = sample_at(motion, t_s).body.joint[joint];
    vec3s near = sample_at(motion, t_s + step_s).body.joint[joint];
    vec3s far = sample_at(motion, t_s + 2.0 * step_s).body.joint[joint];
    vec3s four_near = glms_vec3_scale(glms_vec3_sub(near, at), 4.0f);
    vec3s sum = glms_vec3_sub(four_near, glms_vec3_sub(far, at));
    return glms_vec3_divs(sum, (float)(2.0 * step_s));
}

static void no_joint_starts_or_stops_with_a_jerk_at_a_key(void **state)
{
    (void)state;
    for (int move = 0; move < STUDY_MOVE_COUNT; move++) {
        struct motion *motion = &started(move)->motion;
        for (int i = 1; i + 1 < motion->count; i++) {
            for (enum joint joint = JOINT_PELVIS; joint < JOINT_COUNT; joint++) {
                vec3s before = speed_m_s(motion, motion->time_s[i], -0.004, joint);
                vec3s after = speed_m_s(motion, motion->time_s[i], 0.004, joint);
                float jump_m_s = glms_vec3_distance(before, after);
                if (jump_m_s > 0.06f)
                    fail_msg("%s: at key %d %s changes its speed by %.2f m/s",
                             study_move[move].name, i, joint_name(joint), (double)jump_m_s);
            }
        }
        motion_finish(motion);
    }
}

static float key_reach_error_m(const struct study_motion *study, double t_s)
{
    float worst_m = 0.0f;
    for (int i = 0; i < study->motion.count; i++) {
        double apart_s = fabs(study->motion.time_s[i] - t_s);
        if (apart_s < 1.5)
            worst_m = fmaxf(worst_m, study->motion.key[i]->reach_error_m);
    }
    return worst_m;
}

static void check_contacts(const struct study_motion *study, int move, double t_s,
                           const struct motion_sample *sample)
{
    float excused_m = key_reach_error_m(study, t_s);
    for (enum contact_id id = CONTACT_HAND_R; id < CONTACT_COUNT; id++) {
        const struct contact *contact = &sample->contact[id];
        if (contact->on && contact->error_m > 0.002f + excused_m)
            fail_msg("%s at %.2f s: %s is %.1f mm from its pin", study_move[move].name, t_s,
                     contact_name(id), 1000.0 * (double)contact->error_m);
    }
}

static void what_touches_stays_within_2_mm_of_where_it_should_be(void **state)
{
    (void)state;
    each_frame(check_contacts);
}

static void check_floor(const struct study_motion *study, int move, double t_s,
                        const struct motion_sample *sample)
{
    (void)study;
    for (enum volume_id id = VOLUME_PELVIS; id < VOLUME_COUNT; id++) {
        struct volume volume = volume_of(&sample->body, id);
        float low_m = volume_lowest_m(&volume);
        if (low_m < -0.005f)
            fail_msg("%s at %.2f s: %s is %.1f mm below the floor", study_move[move].name, t_s,
                     volume_name(id), -1000.0 * (double)low_m);
    }
}

static void nothing_sinks_more_than_5_mm_below_the_floor(void **state)
{
    (void)state;
    each_frame(check_floor);
}

/// How far a volume slides over the floor in a whole move, faster than 5 cm a second.
static float dragged_m(const struct motion *motion, enum volume_id id)
{
    const double step_s = 1.0 / 30.0;
    float path_m = 0.0f;
    vec3s before = glms_vec3_zero();
    bool touched = false;
    for (double t_s = 0.0; t_s < length_s(motion); t_s += step_s) {
        struct motion_sample sample = sample_at(motion, t_s);
        struct volume volume = volume_of(&sample.body, id);
        vec3s at = {{volume.centre_m.x, 0.0f, volume.centre_m.z}};
        bool touches = volume_lowest_m(&volume) < 0.005f;
        float way_m = glms_vec3_distance(before, at);
        if (touched && touches && way_m > 0.05f * (float)step_s)
            path_m += way_m;
        touched = touches;
        before = at;
    }
    return path_m;
}

static void feet_are_lifted_and_do_not_drag(void **state)
{
    (void)state;
    static const enum volume_id feet[] = {VOLUME_HEEL_R, VOLUME_BALL_R, VOLUME_TOE_R,
                                          VOLUME_HEEL_L, VOLUME_BALL_L, VOLUME_TOE_L};
    for (int move = 0; move < STUDY_MOVE_COUNT; move++) {
        struct study_motion *study = started(move);
        for (size_t i = 0; i < sizeof feet / sizeof feet[0]; i++) {
            float path_m = dragged_m(&study->motion, feet[i]);
            if (path_m > 0.15f)
                fail_msg("%s: %s drags over %.0f mm", study_move[move].name, volume_name(feet[i]),
                         1000.0 * (double)path_m);
        }
        motion_finish(&study->motion);
    }
}

static void check_bones(const struct study_motion *study, int move, double t_s,
                        const struct motion_sample *sample)
{
    static const enum joint pairs[][2] = {
        {JOINT_PELVIS, JOINT_L5},       {JOINT_T5, JOINT_C7},
        {JOINT_AO, JOINT_HEAD},         {JOINT_HIP_R, JOINT_KNEE_R},
        {JOINT_KNEE_L, JOINT_ANKLE_L},  {JOINT_SHOULDER_R, JOINT_ELBOW_R},
        {JOINT_ELBOW_L, JOINT_WRIST_L}, {JOINT_WRIST_R, JOINT_PALM_R},
        {JOINT_ANKLE_R, JOINT_TOE_R},
    };
    const struct body *first = &study->motion.key[0]->body, *now = &sample->body;
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        float wanted_m = glms_vec3_distance(first->joint[pairs[i][0]], first->joint[pairs[i][1]]);
        float length_m = glms_vec3_distance(now->joint[pairs[i][0]], now->joint[pairs[i][1]]);
        if (fabsf(length_m - wanted_m) > 1e-5f)
            fail_msg("%s at %.2f s: the bone above %s is %.3f mm too long", study_move[move].name,
                     t_s, joint_name(pairs[i][1]), 1000.0 * (double)(length_m - wanted_m));
    }
}

static void check_stance(const struct study_motion *study, int move, double t_s,
                         const struct motion_sample *sample)
{
    (void)study;
    struct body body;
    stance_to_body(&sample->stance, &body);
    if (farthest_m(&body, &sample->body) > 1e-5f)
        fail_msg("%s at %.2f s: stance and body differ by %.3f mm", study_move[move].name, t_s,
                 1000.0 * (double)farthest_m(&body, &sample->body));
}

static void a_sample_has_the_stance_of_its_body(void **state)
{
    (void)state;
    each_frame(check_stance);
}

static void bones_keep_their_lengths(void **state)
{
    (void)state;
    each_frame(check_bones);
}

static void an_instant_is_the_same_whatever_was_asked_before(void **state)
{
    (void)state;
    struct motion *motion = &started(6)->motion;
    struct motion_sample first = sample_at(motion, 7.3);
    sample_at(motion, 1.0);
    struct motion_sample again = sample_at(motion, 7.3);
    assert_memory_equal(first.body.joint, again.body.joint, sizeof first.body.joint);
    motion_finish(motion);
}

static void a_rest_keeps_still(void **state)
{
    (void)state;
    struct study_motion *study = started(7);
    int rests = 0;
    for (int i = 1; i < study->motion.count; i++) {
        if (study->motion.key[i] != study->motion.key[i - 1])
            continue;
        rests++;
        double middle_s = 0.5 * (study->motion.time_s[i] + study->motion.time_s[i - 1]);
        struct motion_sample sample = sample_at(&study->motion, middle_s);
        assert_true(farthest_m(&sample.body, &study->motion.key[i]->body) < 1e-4f);
    }
    assert_true(rests > 0);
    motion_finish(&study->motion);
}

static void a_motion_of_one_key_is_that_key(void **state)
{
    (void)state;
    struct study_motion *study = started(0);
    struct motion motion = {.count = 1};
    motion.key[0] = study->motion.key[0];
    motion_prepare(&motion);
    struct motion_sample sample = sample_at(&motion, 12.0);
    assert_true(farthest_m(&sample.body, &motion.key[0]->body) < 1e-4f);
    motion_finish(&motion);
    motion_finish(&study->motion);
}

static void the_breath_is_added_to_belly_and_ribs(void **state)
{
    (void)state;
    struct motion *motion = &started(0)->motion;
    struct motion_sample plain = sample_at(motion, 1.0), breathing;
    motion_at(motion, 1.0, 0.012f, 0.006f, &breathing);
    assert_float_equal(breathing.body.belly_m, plain.body.belly_m + 0.012f, 1e-6f);
    assert_float_equal(breathing.stance.ribs_m, plain.stance.ribs_m + 0.006f, 1e-6f);
    assert_memory_equal(breathing.body.joint, plain.body.joint, sizeof plain.body.joint);
    motion_finish(motion);
}

static const enum study_id breaths[][2] = {
    {STUDY_APANASANA, STUDY_APANASANA_INHALED},   {STUDY_CHILDS, STUDY_CHILDS_INHALED},
    {STUDY_CAT_COW, STUDY_CAT_COW_INHALED},       {STUDY_BRIDGE_HIGH, STUDY_BRIDGE_HIGH_INHALED},
    {STUDY_TWIST_LEFT, STUDY_TWIST_LEFT_INHALED},
};

enum { BREATH_COUNT = sizeof breaths / sizeof breaths[0] };

static void solve_breath(int breath, struct motion_key key[2])
{
    for (int k = 0; k < 2; k++)
        assert_true(motion_key_solve(&key[k], &study_posture[breaths[breath][k]], NULL, NULL));
}

static void a_breath_between_two_keys_starts_and_ends_at_them(void **state)
{
    (void)state;
    for (int breath = 0; breath < BREATH_COUNT; breath++) {
        struct motion_key key[2];
        solve_breath(breath, key);
        for (int k = 0; k < 2; k++) {
            struct motion_sample sample;
            motion_between(&key[0], &key[1], (float)k, &sample);
            assert_true(farthest_m(&sample.body, &key[k].body) < 1e-4f);
        }
    }
}

static void a_breath_keeps_hands_feet_and_knees_where_they_are(void **state)
{
    (void)state;
    for (int breath = 0; breath < BREATH_COUNT; breath++) {
        struct motion_key key[2];
        solve_breath(breath, key);
        int pinned = 0;
        for (float weight = 0.0f; weight <= 1.0f; weight += 0.05f) {
            struct motion_sample sample;
            motion_between(&key[0], &key[1], weight, &sample);
            for (enum contact_id id = CONTACT_HAND_R; id < CONTACT_COUNT; id++) {
                pinned += sample.contact[id].pinned;
                if (sample.contact[id].on && sample.contact[id].error_m > 0.001f)
                    fail_msg("%s: %s is %.1f mm from its pin", study_name[breaths[breath][0]],
                             contact_name(id), 1000.0 * (double)sample.contact[id].error_m);
            }
            assert_true(settle_lowest_m(&sample.body, (const bool[]){false, false}) > -0.004f);
        }
        assert_true(pinned > 0);
    }
}

static void a_hop_lifts_the_trunk_half_way(void **state)
{
    (void)state;
    struct study_motion *study = started(7);
    struct motion motion = {.count = 2, .time_s = {0.0, 1.0}};
    motion.key[0] = &study->key[4];
    motion.key[1] = &study->key[5];
    motion_prepare(&motion);
    float flat_m = sample_at(&motion, 0.5).body.joint[JOINT_PELVIS].y;
    motion_finish(&motion);
    motion.way[1].hop_m = 0.05f;
    motion_prepare(&motion);
    float hopped_m = sample_at(&motion, 0.5).body.joint[JOINT_PELVIS].y;
    assert_float_equal(hopped_m - flat_m, 0.05f, 1e-4f);
    motion_finish(&motion);
    motion_finish(&study->motion);
}

static void a_travelling_hand_is_lifted_and_a_kept_one_is_not(void **state)
{
    (void)state;
    struct motion_key key[2];
    struct posture posture = study_posture[STUDY_ALL_FOURS];
    assert_true(motion_key_solve(&key[0], &posture, NULL, NULL));
    posture.hand[SIDE_RIGHT].floor_m[0] += 0.10f;
    posture.brace = 0.0f;
    assert_true(motion_key_solve(&key[1], &posture, NULL, NULL));
    struct motion_sample sample;
    motion_between(&key[0], &key[1], 0.5f, &sample);
    float lift_m = sample.body.joint[JOINT_WRIST_R].y - key[0].body.joint[JOINT_WRIST_R].y;
    assert_float_equal(lift_m, 0.03f * 0.10f / 0.25f, 1e-3f);
    assert_false(sample.contact[CONTACT_HAND_R].pinned);
    assert_true(sample.contact[CONTACT_HAND_L].pinned);
    assert_true(sample.contact[CONTACT_HAND_L].error_m < 1e-4f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stroke_between_two_keys_is_minimum_jerk),
        cmocka_unit_test(every_key_is_met_to_a_tenth_of_a_millimetre_from_both_sides),
        cmocka_unit_test(no_joint_jumps),
        cmocka_unit_test(no_joint_starts_or_stops_with_a_jerk_at_a_key),
        cmocka_unit_test(what_touches_stays_within_2_mm_of_where_it_should_be),
        cmocka_unit_test(nothing_sinks_more_than_5_mm_below_the_floor),
        cmocka_unit_test(feet_are_lifted_and_do_not_drag),
        cmocka_unit_test(a_sample_has_the_stance_of_its_body),
        cmocka_unit_test(bones_keep_their_lengths),
        cmocka_unit_test(an_instant_is_the_same_whatever_was_asked_before),
        cmocka_unit_test(a_rest_keeps_still),
        cmocka_unit_test(a_motion_of_one_key_is_that_key),
        cmocka_unit_test(the_breath_is_added_to_belly_and_ribs),
        cmocka_unit_test(a_breath_between_two_keys_starts_and_ends_at_them),
        cmocka_unit_test(a_breath_keeps_hands_feet_and_knees_where_they_are),
        cmocka_unit_test(a_hop_lifts_the_trunk_half_way),
        cmocka_unit_test(a_travelling_hand_is_lifted_and_a_kept_one_is_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
