/// Words that say which way she faces, how far and until where: what they say is true of the body.
#include "every_routine.h"

#include <math.h>
#include <string.h>

/// A body before and after something was done; x = +x is where the feet point at the start.
struct deed {
    struct body before, after;
    float wall_m; ///< x of the wall; 0: none near
};

static bool is_between(float value, float least, float most)
{
    return value >= least && value <= most;
}

static vec3s own_front(const struct body *body)
{
    const vec3s *joint = body->joint;
    vec3s up = glms_vec3_sub(joint[JOINT_C7], joint[JOINT_PELVIS]);
    vec3s right = glms_vec3_sub(joint[JOINT_SHOULDER_R], joint[JOINT_SHOULDER_L]);
    return glms_vec3_normalize(glms_vec3_cross(up, right));
}

static bool faces_the_way_she_rolled(const struct deed *deed)
{
    const vec3s *joint = deed->after.joint;
    // She rolls to her right: towards +z when she lies with the head at -x.
    return own_front(&deed->after).z > 0.4f && joint[JOINT_C7].y > joint[JOINT_PELVIS].y + 0.3f;
}

static bool feet_point_to_the_foot_end(const struct deed *deed)
{
    for (int side = 0; side < SIDE_COUNT; side++) {
        const vec3s *joint = deed->after.joint;
        vec3s foot = glms_vec3_sub(joint[joint_of(JOINT_TOE_R, (enum side)side)],
                                   joint[joint_of(JOINT_HEEL_R, (enum side)side)]);
        if (glms_vec3_normalize(foot).x < 0.9f)
            return false;
    }
    return true;
}

static bool left_side_is_to_the_foot_end(const struct deed *deed)
{
    return own_front(&deed->after).z > 0.8f * glms_vec3_norm(own_front(&deed->after));
}

static bool feet_come_to_the_front(const struct deed *deed)
{
    const vec3s *joint = deed->after.joint;
    vec3s ankle = glms_vec3_lerp(joint[JOINT_ANKLE_R], joint[JOINT_ANKLE_L], 0.5f);
    vec3s away = glms_vec3_sub(ankle, joint[JOINT_PELVIS]);
    return glms_vec3_dot(away, own_front(&deed->after)) > 0.2f;
}

static float slid_m(const struct deed *deed)
{
    return deed->after.joint[JOINT_PELVIS].x - deed->before.joint[JOINT_PELVIS].x;
}

static bool left_hip_meets_the_wall(const struct deed *deed)
{
    // Half a thigh of flesh is between the joint and the wall.
    return is_between(deed->wall_m - deed->after.joint[JOINT_HIP_L].x, 0.0f, 0.18f);
}

static bool slides_an_arms_length(const struct deed *deed)
{
    return is_between(fabsf(slid_m(deed)), 0.5f, 0.75f);
}

static bool slides_half_an_arms_length(const struct deed *deed)
{
    return is_between(-slid_m(deed), 0.22f, 0.4f);
}

static bool slides_head_first(const struct deed *deed)
{
    return slid_m(deed) < -0.2f &&
           deed->after.joint[JOINT_HEAD].x < deed->after.joint[JOINT_PELVIS].x - 0.3f;
}

static bool feet_are_near_the_seat(const struct deed *deed)
{
    const vec3s *joint = deed->after.joint;
    float apart_m = fabsf(joint[JOINT_ANKLE_R].z - joint[JOINT_ANKLE_L].z);
    float away_m = joint[JOINT_HEEL_R].x - joint[JOINT_PELVIS].x;
    return is_between(apart_m, 0.15f, 0.3f) && is_between(away_m, 0.15f, 0.4f);
}

static bool hips_sink_to_the_floor(const struct deed *deed)
{
    return deed->after.joint[JOINT_PELVIS].y < deed->before.joint[JOINT_PELVIS].y - 0.1f &&
           deed->after.joint[JOINT_PELVIS].y < 0.15f;
}

/// All that are found in words must be true when they have been obeyed.
static const struct claim {
    const char *words;
    bool (*is_true)(const struct deed *deed);
} claims[] = {
    {"facing the way you rolled", faces_the_way_she_rolled},
    {"until your feet point to the", feet_point_to_the_foot_end},
    {"until your left side is to the", left_side_is_to_the_foot_end},
    {"turn to your feet", feet_come_to_the_front},
    {"until your hip meets the wall", left_hip_meets_the_wall},
    {"Slide an arm's length", slides_an_arms_length},
    {"an arm's length from the wall", slides_an_arms_length},
    {"half an arm's length", slides_half_an_arms_length},
    {"Slide head first", slides_head_first},
    {"walk your feet in", feet_are_near_the_seat},
    {"hips gently to the floor", hips_sink_to_the_floor},
};

enum { CLAIM_COUNT = sizeof claims / sizeof *claims };

static bool claim_used[CLAIM_COUNT];

static void check_places(const struct timeline *timeline, enum talk talk)
{
    (void)talk;
    const struct cue *cue;
    for (int i = 0; (cue = next_words(timeline, &i)) != NULL;) {
        if (!leads_a_move(cue))
            continue;
        struct deed deed;
        struct moment moment;
        long after_tick = done_tick(timeline, i - 1);
        body_at(timeline, cue->move_tick, &deed.before);
        body_at(timeline, after_tick, &deed.after);
        timeline_at(timeline, seconds(after_tick), &moment);
        deed.wall_m = moment.wall_m;
        for (int c = 0; c < CLAIM_COUNT; c++) {
            if (!strstr(cue->text, claims[c].words))
                continue;
            claim_used[c] = true;
            if (!claims[c].is_true(&deed))
                complain(cue, claims[c].words);
        }
    }
}

static void where_and_how_far_is_the_bodys_own(void **state)
{
    (void)state;
    for_every_timeline(check_places);
    for_every_way(check_places);
    for (int i = 0; i < CLAIM_COUNT; i++)
        if (!claim_used[i])
            fail_msg("nobody says \"%s\" any more", claims[i].words);
}

static bool has_wall(const struct timeline *timeline)
{
    struct moment moment;
    for (double t_s = 0.0; t_s < timeline_total_s(timeline); t_s += 5.0) {
        timeline_at(timeline, t_s, &moment);
        if (moment.wall_m > 0.0f)
            return true;
    }
    return false;
}

static void check_foot_end(const struct timeline *timeline, enum talk talk)
{
    (void)talk;
    bool wall = has_wall(timeline);
    const struct cue *cue;
    for (int i = 0; (cue = next_words(timeline, &i)) != NULL;)
        if (strstr(cue->text, wall ? "foot of the mat" : "wall") || strchr(cue->text, '{'))
            complain(cue, "does not know whether there is a wall");
}

static void a_wall_is_spoken_of_only_where_there_is_one(void **state)
{
    (void)state;
    for_every_timeline(check_foot_end);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(where_and_how_far_is_the_bodys_own),
        cmocka_unit_test(a_wall_is_spoken_of_only_where_there_is_one),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
