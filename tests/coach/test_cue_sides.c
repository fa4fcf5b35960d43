/// Left and right, and the wall, as they are said in every shipped routine and on every way from a
/// pose to its neighbours: they are the figure's own.
#include "coach/words.h"
#include "every_routine.h"

#include <math.h>
#include <string.h>

/// A body before and after something was done, seen from its own middle.
struct deed {
    struct body before, after;
    enum side pose_side; ///< of the step's pose
};

static vec3s own_right(const struct body *body)
{
    vec3s across = glms_vec3_sub(body->joint[JOINT_SHOULDER_R], body->joint[JOINT_SHOULDER_L]);
    return glms_vec3_normalize(across);
}

/// How far `joint` lies to the right of the pelvis.
static float to_the_right(const struct body *body, enum joint joint)
{
    vec3s away = glms_vec3_sub(body->joint[joint], body->joint[JOINT_PELVIS]);
    return glms_vec3_dot(away, own_right(body));
}

static bool knees_lie(const struct deed *deed, enum side side)
{
    const struct body *body = &deed->after;
    return to_the_right(body, JOINT_KNEE_R) * side_sign(side) > 0.1f &&
           to_the_right(body, JOINT_KNEE_L) * side_sign(side) > 0.1f;
}

static bool head_turns(const struct deed *deed, enum side side)
{
    const struct body *body = &deed->after;
    vec3s gaze = glms_vec3_sub(body->joint[JOINT_NOSE], body->joint[JOINT_HEAD]);
    return glms_vec3_dot(glms_vec3_normalize(gaze), own_right(body)) * side_sign(side) > 0.5f;
}

static bool shoulder_is_lower(const struct deed *deed, enum side side)
{
    const vec3s *joint = deed->after.joint;
    return joint[joint_of(JOINT_SHOULDER_R, side)].y <
           joint[joint_of(JOINT_SHOULDER_R, side_other(side))].y - 0.05f;
}

static bool arm_lies_on_the_floor(const struct deed *deed, enum side side)
{
    const vec3s *joint = deed->after.joint;
    return joint[joint_of(JOINT_SHOULDER_R, side)].y < 0.25f &&
           joint[joint_of(JOINT_WRIST_R, side)].y < 0.12f;
}

static bool hips_slide(const struct deed *deed, enum side side)
{
    vec3s way = glms_vec3_sub(deed->after.joint[JOINT_PELVIS], deed->before.joint[JOINT_PELVIS]);
    // Who turns on the way slides to what is the right of both.
    vec3s right = glms_vec3_add(own_right(&deed->before), own_right(&deed->after));
    return glms_vec3_dot(way, right) * side_sign(side) > 0.1f;
}

static vec3s own_front(const struct body *body)
{
    vec3s up = glms_vec3_sub(body->joint[JOINT_C7], body->joint[JOINT_PELVIS]);
    return glms_vec3_cross(up, own_right(body));
}

/// Seen from above, the front of the body turns.
static bool body_turns(const struct deed *deed, enum side side)
{
    vec3s before = own_front(&deed->before), after = own_front(&deed->after);
    return (after.z * before.x - after.x * before.z) * side_sign(side) > 0.0f;
}

static bool hand_is_on_the_other_thigh(const struct deed *deed, enum side side)
{
    const vec3s *joint = deed->after.joint;
    vec3s wrist = joint[joint_of(JOINT_WRIST_R, side)];
    vec3s hip = joint[joint_of(JOINT_HIP_R, side_other(side))];
    vec3s knee = joint[joint_of(JOINT_KNEE_R, side_other(side))];
    float nearest = HUGE_VALF;
    for (float along = 0.3f; along <= 1.0f; along += 0.1f)
        nearest = fminf(nearest, glms_vec3_distance(wrist, glms_vec3_lerp(hip, knee, along)));
    vec3s own_knee = joint[joint_of(JOINT_KNEE_R, side)];
    return nearest < 0.2f && glms_vec3_distance(wrist, own_knee) > nearest;
}

static bool hand_is_on_the_floor(const struct deed *deed, enum side side)
{
    return deed->after.joint[joint_of(JOINT_WRIST_R, side)].y < 0.12f;
}

static bool elbow_is_on_the_floor(const struct deed *deed, enum side side)
{
    return deed->after.joint[joint_of(JOINT_ELBOW_R, side)].y < 0.12f;
}

static bool foot_moves(const struct deed *deed, enum side side)
{
    enum joint own = joint_of(JOINT_ANKLE_R, side),
               other = joint_of(JOINT_ANKLE_R, side_other(side));
    const vec3s *before = deed->before.joint, *after = deed->after.joint;
    return glms_vec3_distance(before[own], after[own]) >
           glms_vec3_distance(before[other], after[other]) + 0.05f;
}

static bool ankle_is_by_the_other_knee(const struct deed *deed, enum side side)
{
    const vec3s *joint = deed->after.joint;
    return glms_vec3_distance(joint[joint_of(JOINT_ANKLE_R, side)],
                              joint[joint_of(JOINT_KNEE_R, side_other(side))]) < 0.25f;
}

/// Where the feet point at the start is +x.
static bool side_is_to_the_foot_end(const struct deed *deed, enum side side)
{
    return own_right(&deed->after).x * side_sign(side) > 0.8f;
}

static bool arm_is_overhead(const struct deed *deed, enum side side)
{
    const struct body *body = &deed->after;
    vec3s up = glms_vec3_sub(body->joint[JOINT_C7], body->joint[JOINT_PELVIS]);
    vec3s arm =
        glms_vec3_sub(body->joint[joint_of(JOINT_WRIST_R, side)], body->joint[JOINT_PELVIS]);
    return glms_vec3_dot(arm, up) > 1.1f * glms_vec3_norm2(up);
}

static bool pose_is_on(const struct deed *deed, enum side side)
{
    return deed->pose_side == side;
}

/// What words that name a side say of the body. The first that is found in them counts.
static const struct claim {
    const char *words;
    bool (*is_true)(const struct deed *deed, enum side side);
} claims[] = {
    {"nees sink to", knees_lie},
    {"knees be heavy, down to", knees_lie},
    {"Turn your head", head_turns},
    {"Roll on to your", shoulder_is_lower},
    {"Roll to the", shoulder_is_lower},
    {"n your right side", shoulder_is_lower},
    {"Lean on your", hand_is_on_the_floor},
    {"Lean", shoulder_is_lower},
    {"shoulder sink to the floor", arm_lies_on_the_floor},
    {"side to the", side_is_to_the_foot_end},
    {"Slide", hips_slide},
    {"Sit to the", hips_slide},
    {"hand on your", hand_is_on_the_other_thigh},
    {"arm up", arm_is_overhead},
    {" elbow", elbow_is_on_the_floor},
    {" hand", hand_is_on_the_floor},
    {"Turn ", body_turns},
    {"ankle off the thigh", foot_moves},
    {"foot on the floor", foot_moves},
    {"Lift your right foot", foot_moves},
    {"Lift your left foot", foot_moves},
    {"ankle rests on your", ankle_is_by_the_other_knee},
    {"ankle on your", ankle_is_by_the_other_knee},
    {"knee move away", pose_is_on},
    {"foot awake", pose_is_on},
    {"figure four", pose_is_on},
    {"twist", pose_is_on},
    {"the same", pose_is_on},
};

enum { CLAIM_COUNT = sizeof claims / sizeof *claims, SENTENCE_BYTES = 256 };

static bool claim_used[CLAIM_COUNT];

static const struct claim *claim_of(const char *words)
{
    for (int i = 0; i < CLAIM_COUNT; i++)
        if (strstr(words, claims[i].words))
            return &claims[i];
    return NULL;
}

/// The side that a sentence is about: the only one it names, or the first of two ("right hand on
/// your left thigh").
static bool side_of(const char *sentence, enum side *side)
{
    char first[SENTENCE_BYTES];
    if (words_side(sentence, side))
        return true;
    const char *end = sentence;
    do {
        end += strspn(end, " ");
        end += strcspn(end, " ");
        snprintf(first, sizeof first, "%.*s", (int)(end - sentence), sentence);
        if (words_side(first, side))
            return true;
    } while (*end);
    return false;
}

/// Each sentence by itself, as it stands in the words.
static int check_sentences(const struct cue *cue, const struct deed *deed)
{
    int checked = 0;
    for (const char *at = cue->text; *at;) {
        char sentence[SENTENCE_BYTES];
        size_t length = strcspn(at, ".,:");
        enum side side;
        snprintf(sentence, sizeof sentence, "%.*s", (int)length, at);
        at += length + (at[length] != '\0');
        if (!side_of(sentence, &side))
            continue;
        // "Supine twist, to the right": the side stands apart from what it is said of.
        const struct claim *claim = claim_of(sentence);
        claim = claim ? claim : claim_of(cue->text);
        if (!claim)
            complain(cue, "names a side, and this test does not know of what");
        bool right =
            cue->purpose == PURPOSE_SOON ? pose_is_on(deed, side) : claim->is_true(deed, side);
        if (!right)
            complain(cue, "names the wrong side");
        claim_used[claim - claims] = true;
        checked++;
    }
    return checked;
}

static int sides_checked, sides_from_the_middle;

/// On the back, the head at -x: her right is where the loudspeakers' right is.
static bool lies_as_at_the_start(const struct body *body)
{
    vec3s up = glms_vec3_normalize(glms_vec3_sub(body->joint[JOINT_C7], body->joint[JOINT_PELVIS]));
    return up.x < -0.7f && own_right(body).z > 0.7f;
}

static void check_sides(const struct timeline *timeline, enum talk talk)
{
    (void)talk;
    const struct cue *cue;
    for (int i = 0; (cue = next_words(timeline, &i)) != NULL;) {
        struct deed deed;
        struct moment moment;
        bool moves = leads_a_move(cue);
        body_at(timeline, moves ? cue->move_tick : cue->tick, &deed.before);
        body_at(timeline, done_tick(timeline, i - 1), &deed.after);
        timeline_at(timeline, seconds(cue->tick), &moment);
        deed.pose_side = cue->purpose == PURPOSE_SOON ? moment.next.side : moment.at.side;
        sides_checked += check_sentences(cue, &deed);
        struct body said;
        enum side side;
        body_at(timeline, (cue->tick + cue->said_tick) / 2, &said);
        bool heard = words_side(cue->text, &side) && lies_as_at_the_start(&said);
        assert_int_equal(cue->ear, !heard ? EAR_BOTH : side == SIDE_RIGHT ? EAR_RIGHT : EAR_LEFT);
        sides_from_the_middle += words_side(cue->text, &side) && !heard;
    }
}

static void left_and_right_are_the_bodys_own(void **state)
{
    (void)state;
    sides_checked = 0;
    for_every_timeline(check_sides);
    for_every_way(check_sides);
    print_message("%d sentences name a side\n", sides_checked);
    assert_true(sides_checked > 20);
    assert_true(sides_from_the_middle > 5);
    for (int i = 0; i < CLAIM_COUNT; i++)
        if (!claim_used[i])
            fail_msg("nobody says \"%s\" any more", claims[i].words);
}

/// Somebody who cannot see has to put the mat by a wall before lying down, the feet towards it.
static void check_wall_is_told(const struct timeline *timeline, enum talk talk)
{
    float wall_m = 0.0f;
    struct moment moment;
    for (double t_s = 0.0; t_s < timeline_total_s(timeline); t_s += 5.0) {
        timeline_at(timeline, t_s, &moment);
        wall_m = fmaxf(wall_m, moment.wall_m);
    }
    if (wall_m <= 0.0f || talk == TALK_NONE)
        return;
    int first = 0;
    const struct cue *cue = next_words(timeline, &first);
    if (!strstr(cue->text, "your feet a hand's breadth from a wall"))
        complain(cue, "comes before a wall is spoken of");
    struct body body;
    body_at(timeline, cue->tick, &body);
    for (int side = 0; side < SIDE_COUNT; side++) {
        float foot_m = body.joint[joint_of(JOINT_TOE_R, (enum side)side)].x;
        assert_in_range(lroundf(1000.0f * (wall_m - foot_m)), 60, 110);
        assert_true(foot_m > body.joint[JOINT_HEAD].x);
    }
}

static void a_wall_is_spoken_of_before_anything_else(void **state)
{
    (void)state;
    for_every_timeline(check_wall_is_told);
}

static void check_side_bells(const struct timeline *timeline, enum talk talk)
{
    (void)talk;
    for (int i = 0; i < timeline_cue_count(timeline); i++) {
        const struct cue *cue = timeline_cue(timeline, i);
        if (cue->kind != CUE_SIDE_BELL)
            continue;
        struct moment moment;
        timeline_at(timeline, seconds(cue->tick), &moment);
        assert_int_equal(cue->ear, moment.at.side == SIDE_RIGHT ? EAR_RIGHT : EAR_LEFT);
    }
}

static void the_bell_of_a_side_comes_from_that_side(void **state)
{
    (void)state;
    for_every_timeline(check_side_bells);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(left_and_right_are_the_bodys_own),
        cmocka_unit_test(a_wall_is_spoken_of_before_anything_else),
        cmocka_unit_test(the_bell_of_a_side_comes_from_that_side),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
