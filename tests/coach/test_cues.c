/// The words of every shipped routine, at every amount of talk: who only listens is told in time
/// what to do, one thing at a time, and left and right are the figure's own.
#include "coach/timeline.h"
#include "coach/words.h"
#include "store/content_folder.h"
#include "store/routine_file.h"

#include <glob.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { ROUTINES_MAX = 32 };

static struct content content;
static struct arena arena;
static int routine_count;
static struct routine routines[ROUTINES_MAX];

static int set_up(void **state)
{
    (void)state;
    struct problems problems = {0};
    glob_t found;
    bool good = content_load(&content, SOURCE_DIR "/routines", &problems);
    if (glob(SOURCE_DIR "/routines/*.yaml", 0, NULL, &found) != 0)
        return -1;
    for (size_t i = 0; good && i < found.gl_pathc && routine_count < ROUTINES_MAX; i++) {
        const char *path = arena_text(&arena, found.gl_pathv[i]);
        good = routine_load(&routines[routine_count++], &content, path, &arena, &problems);
    }
    globfree(&found);
    problems_write(&problems, NULL, stderr);
    problems_finish(&problems);
    return good && routine_count > 0 ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    arena_finish(&arena);
    arena_finish(&content.arena);
    return 0;
}

static struct timeline *create(const struct routine *routine, enum talk talk)
{
    struct timeline_settings settings = timeline_settings_default();
    settings.talk = talk;
    struct err err;
    struct timeline *timeline = timeline_create(&content, routine, &settings, &err);
    if (!timeline)
        fail_msg("%s", err.text);
    return timeline;
}

typedef void check_timeline(const struct timeline *timeline, enum talk talk);

static void for_every_timeline(check_timeline *check)
{
    for (int i = 0; i < routine_count; i++) {
        for (int talk = 0; talk < TALK_COUNT; talk++) {
            struct timeline *timeline = create(&routines[i], (enum talk)talk);
            check(timeline, (enum talk)talk);
            timeline_destroy(timeline);
        }
    }
}

static double seconds(long ticks)
{
    return (double)ticks / TICKS_PER_S;
}

static void complain(const struct cue *cue, const char *what)
{
    fail_msg("\"%s\" at %.2f s %s", cue->text, seconds(cue->tick), what);
}

/// The next words from `index` on; NULL after the last.
static const struct cue *next_words(const struct timeline *timeline, int *index)
{
    while (*index < timeline_cue_count(timeline)) {
        const struct cue *cue = timeline_cue(timeline, (*index)++);
        if (cue->kind == CUE_WORDS)
            return cue;
    }
    return NULL;
}

static long step_end(const struct timeline *timeline, int step)
{
    return step < timeline_routine(timeline)->step_count ? timeline_step_tick(timeline, step + 1)
                                                         : timeline_total_ticks(timeline);
}

static void check_alone(const struct timeline *timeline, enum talk talk)
{
    (void)talk;
    const struct cue *cue, *before = NULL;
    for (int i = 0; (cue = next_words(timeline, &i)) != NULL; before = cue) {
        if (cue->said_tick <= cue->tick)
            complain(cue, "takes no time");
        if (before && seconds(cue->tick - before->said_tick) < 0.3)
            complain(cue, "comes too close after the words before");
        if (cue->tick < timeline_step_tick(timeline, cue->step) ||
            cue->said_tick > step_end(timeline, cue->step))
            complain(cue, "is cut by a change of pose");
        if (seconds(cue->said_tick - cue->tick) < speech_estimate_s(cue->text) - 0.01)
            complain(cue, "has too little time to be said");
        if (words_caption_lines(cue->text) > CAPTION_LINES_MAX)
            complain(cue, "does not fit a caption");
    }
}

static void words_are_alone_whole_and_short_enough_to_be_read(void **state)
{
    (void)state;
    for_every_timeline(check_alone);
}

static void body_at(const struct timeline *timeline, long tick, struct body *body)
{
    struct moment moment;
    timeline_at(timeline, seconds(tick), &moment);
    *body = moment.figure.body;
}

static float farthest_m(const struct body *a, const struct body *b)
{
    float most = 0.0f;
    for (int j = 0; j < JOINT_COUNT; j++)
        most = fmaxf(most, glms_vec3_distance(a->joint[j], b->joint[j]));
    return most;
}

static bool leads_a_move(const struct cue *cue)
{
    return cue->purpose == PURPOSE_GET_THERE || cue->purpose == PURPOSE_COME_OUT;
}

static void check_in_time(const struct timeline *timeline, enum talk talk)
{
    (void)talk;
    const struct cue *cue;
    int first_step = -1;
    for (int i = 0; (cue = next_words(timeline, &i)) != NULL;) {
        if (!leads_a_move(cue))
            continue;
        if (seconds(cue->move_tick - cue->tick) < 0.5)
            complain(cue, "begins after the body");
        if (2 * cue->said_tick > cue->move_tick + cue->move_end_tick)
            complain(cue, "ends after half of the move");
        if (cue->step == first_step)
            continue;
        // Up to the first words of a step, and a breath longer, the body only breathes.
        first_step = cue->step;
        struct body rest, still;
        body_at(timeline, timeline_step_tick(timeline, cue->step), &rest);
        body_at(timeline, cue->move_tick, &still);
        if (farthest_m(&rest, &still) > 0.02f)
            complain(cue, "comes when the body has moved already");
    }
}

static void what_to_do_is_said_before_it_is_done(void **state)
{
    (void)state;
    for_every_timeline(check_in_time);
}

static bool may_say(enum talk talk, enum cue_purpose purpose)
{
    bool name = purpose == PURPOSE_NAME || purpose == PURPOSE_SIDE;
    bool detail = purpose == PURPOSE_DETAIL || purpose == PURPOSE_HALF_TIME;
    return talk == TALK_FULL || (talk == TALK_SHORT && !detail) || (talk == TALK_NAMES && name);
}

static void check_purposes(const struct timeline *timeline, enum talk talk)
{
    const struct cue *cue;
    for (int i = 0; (cue = next_words(timeline, &i)) != NULL;)
        if (!may_say(talk, cue->purpose))
            complain(cue, cue_purpose_name(cue->purpose));
}

static void less_talk_says_less(void **state)
{
    (void)state;
    for_every_timeline(check_purposes);
}

static const struct cue *find(const struct timeline *timeline, int step, enum cue_purpose purpose)
{
    const struct cue *cue;
    for (int i = 0; (cue = next_words(timeline, &i)) != NULL;)
        if (cue->step == step && cue->purpose == purpose)
            return cue;
    return NULL;
}

static void check_announced(const struct timeline *timeline, enum talk talk)
{
    int steps = timeline_routine(timeline)->step_count;
    for (int step = 0; talk != TALK_NONE && step <= steps; step++) {
        const struct cue *name = find(timeline, step, PURPOSE_NAME);
        name = name ? name : find(timeline, step, PURPOSE_SIDE);
        assert_non_null(name);
        if (seconds(name->said_tick - timeline_step_tick(timeline, step)) > 6.0)
            complain(name, "names the pose too late");
        if (talk == TALK_NAMES || step == steps)
            continue;
        const struct cue *soon = find(timeline, step, PURPOSE_SOON);
        if (!soon)
            fail_msg("step %d: nobody says what is next", step + 1);
        double before_s = seconds(step_end(timeline, step) - soon->said_tick);
        if (before_s < 2.0 || before_s > 8.0)
            complain(soon, "comes at the wrong time");
    }
}

static void each_pose_is_named_and_the_next_one_announced(void **state)
{
    (void)state;
    for_every_timeline(check_announced);
}

static void check_breath_words(const struct timeline *timeline, enum talk talk)
{
    (void)talk;
    const struct cue *cue;
    for (int i = 0; (cue = next_words(timeline, &i)) != NULL;) {
        if (cue->purpose != PURPOSE_BREATHE)
            continue;
        struct moment moment;
        // Words may begin a little before the breath; at their end it is surely under way.
        timeline_at(timeline, seconds(cue->said_tick), &moment);
        bool in = strncmp(cue->text, "Breathe in", 10) == 0 || strcmp(cue->text, "In.") == 0;
        if (moment.kind != SPAN_HOLD || moment.breath.cycle > 1 || moment.breath.inhaling != in)
            complain(cue, "does not go with the breath");
    }
}

static void in_and_out_are_said_with_the_first_breaths_only(void **state)
{
    (void)state;
    for_every_timeline(check_breath_words);
}

static void check_breath_pace(const struct timeline *timeline, enum talk talk)
{
    (void)talk;
    double before_s = 0.0;
    for (double t_s = 0.0; t_s < seconds(timeline_practice_ticks(timeline)); t_s += 0.5) {
        struct breath breath = timeline_breath(timeline, t_s);
        double stroke_s = (double)breath.stroke_s;
        assert_true(!breath.inhaling || stroke_s >= BREATH_IN_LEAST_S - 1e-3);
        assert_true(breath.inhaling || stroke_s <= BREATH_OUT_MOST_S + 1e-3);
        if (t_s > 120.0 && breath.inhaling)
            before_s = stroke_s;
    }
    assert_true(before_s > 3.0);
}

static void the_breath_is_comfortable_everywhere(void **state)
{
    (void)state;
    for_every_timeline(check_breath_pace);
}

static void the_body_moves_the_same_whatever_is_said(void **state)
{
    (void)state;
    for (int r = 0; r < routine_count; r++) {
        struct timeline *full = create(&routines[r], TALK_FULL);
        struct timeline *none = create(&routines[r], TALK_NONE);
        assert_int_equal(timeline_total_ticks(full), timeline_total_ticks(none));
        for (long tick = 0; tick < timeline_total_ticks(full); tick += 997) {
            struct body a, b;
            body_at(full, tick, &a);
            body_at(none, tick, &b);
            assert_memory_equal(&a, &b, sizeof a);
        }
        timeline_destroy(full);
        timeline_destroy(none);
    }
}

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
           joint[joint_of(JOINT_SHOULDER_R, side_other(side))].y - 0.1f;
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
    return glms_vec3_dot(way, own_right(&deed->before)) * side_sign(side) > 0.05f;
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

static bool hand_is_on_a_thigh(const struct deed *deed, enum side side)
{
    vec3s wrist = deed->after.joint[joint_of(JOINT_WRIST_R, side)];
    float nearest = HUGE_VALF;
    for (int leg = 0; leg < SIDE_COUNT; leg++) {
        vec3s hip = deed->after.joint[joint_of(JOINT_HIP_R, (enum side)leg)];
        vec3s knee = deed->after.joint[joint_of(JOINT_KNEE_R, (enum side)leg)];
        for (float along = 0.3f; along <= 1.0f; along += 0.1f)
            nearest = fminf(nearest, glms_vec3_distance(wrist, glms_vec3_lerp(hip, knee, along)));
    }
    return nearest < 0.2f;
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

static bool ankle_is_on_the_other_knee(const struct deed *deed, enum side side)
{
    const vec3s *joint = deed->after.joint;
    return glms_vec3_distance(joint[joint_of(JOINT_ANKLE_R, side)],
                              joint[joint_of(JOINT_KNEE_R, side_other(side))]) < 0.25f;
}

static bool hip_is_at_the_wall(const struct deed *deed, enum side side)
{
    const vec3s *joint = deed->after.joint;
    return joint[joint_of(JOINT_HIP_R, side)].x >
           joint[joint_of(JOINT_HIP_R, side_other(side))].x + 0.1f;
}

static bool arm_is_overhead(const struct deed *deed, enum side side)
{
    const struct body *body = &deed->after;
    vec3s up = glms_vec3_sub(body->joint[JOINT_C7], body->joint[JOINT_PELVIS]);
    vec3s arm =
        glms_vec3_sub(body->joint[joint_of(JOINT_WRIST_R, side)], body->joint[JOINT_PELVIS]);
    return glms_vec3_dot(arm, up) > 1.1f * glms_vec3_norm2(up);
}

static bool hand_is_on_the_belly(const struct deed *deed, enum side side)
{
    vec3s wrist = deed->after.joint[joint_of(JOINT_WRIST_R, side)];
    return glms_vec3_distance(wrist, deed->after.joint[JOINT_L2]) < 0.35f;
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
    {"knees go to", pose_is_on},
    {"Turn your head", head_turns},
    {"Roll on to your", shoulder_is_lower},
    {"Roll to the", shoulder_is_lower},
    {"Lean", shoulder_is_lower},
    {"shoulder sink to the floor", arm_lies_on_the_floor},
    {"left hip touches", hip_is_at_the_wall},
    {"lide your hips down", hips_slide},
    {"Slide", hips_slide},
    {"hand on your thigh", hand_is_on_a_thigh},
    {"hand on the upper thigh", hand_is_on_a_thigh},
    {"hand on the floor", hand_is_on_the_floor},
    {"hand on your belly", hand_is_on_the_belly},
    {"arm up", arm_is_overhead},
    {" elbow", elbow_is_on_the_floor},
    {" hand", hand_is_on_the_floor},
    {"Turn ", body_turns},
    {"ankle off the knee", foot_moves},
    {"foot on the floor", foot_moves},
    {"Lift your right foot", foot_moves},
    {"Lift your left foot", foot_moves},
    {"ankle rests on the other knee", ankle_is_on_the_other_knee},
    {"ankle on the other knee", pose_is_on},
    {"knee move away", pose_is_on},
    {"foot awake", pose_is_on},
    {"figure four", pose_is_on},
    {"Supine twist", pose_is_on},
    {"Now the", pose_is_on},
};

enum { CLAIM_COUNT = sizeof claims / sizeof *claims };

static const struct claim *claim_of(const char *words)
{
    for (int i = 0; i < CLAIM_COUNT; i++)
        if (strstr(words, claims[i].words))
            return &claims[i];
    return NULL;
}

/// Each sentence by itself, as it stands in the words.
static int check_sentences(const struct cue *cue, const struct deed *deed)
{
    int checked = 0;
    for (const char *at = cue->text; *at;) {
        char sentence[256];
        size_t length = strcspn(at, ".,:");
        enum side side;
        snprintf(sentence, sizeof sentence, "%.*s", (int)length, at);
        at += length + (at[length] != '\0');
        if (!words_side(sentence, &side))
            continue;
        // "Supine twist, to the right": the side stands apart from what it is said of.
        const struct claim *claim = claim_of(sentence);
        claim = claim ? claim : claim_of(cue->text);
        if (!claim)
            complain(cue, "names a side, and this test does not know of what");
        if (!claim->is_true(deed, side))
            complain(cue, "names the wrong side");
        checked++;
    }
    return checked;
}

static int sides_checked;

static void check_sides(const struct timeline *timeline, enum talk talk)
{
    (void)talk;
    const struct cue *cue;
    for (int i = 0; (cue = next_words(timeline, &i)) != NULL;) {
        struct deed deed;
        struct moment moment;
        bool moves = leads_a_move(cue);
        body_at(timeline, moves ? cue->move_tick : cue->tick, &deed.before);
        body_at(timeline, moves ? cue->move_end_tick : cue->said_tick, &deed.after);
        timeline_at(timeline, seconds(cue->tick), &moment);
        deed.pose_side = cue->purpose == PURPOSE_SOON ? moment.next.side : moment.at.side;
        sides_checked += check_sentences(cue, &deed);
        enum side side;
        bool one_side = words_side(cue->text, &side);
        assert_int_equal(cue->ear, !one_side            ? EAR_BOTH
                                   : side == SIDE_RIGHT ? EAR_RIGHT
                                                        : EAR_LEFT);
    }
}

static void left_and_right_are_the_bodys_own(void **state)
{
    (void)state;
    sides_checked = 0;
    for_every_timeline(check_sides);
    print_message("%d sentences name a side\n", sides_checked);
    assert_true(sides_checked > 20);
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

static void check_peaceful_end(const struct timeline *timeline, enum talk talk)
{
    (void)talk;
    const struct cue *cue;
    for (int i = 0; (cue = next_words(timeline, &i)) != NULL;)
        if (seconds(timeline_total_ticks(timeline) - cue->said_tick) < 30.0)
            complain(cue, "disturbs the last half minute");
}

static void nobody_speaks_in_the_last_half_minute(void **state)
{
    (void)state;
    for_every_timeline(check_peaceful_end);
}

/// Somebody who takes three times as long as the estimate.
static double slow(void *user, const char *text)
{
    (void)user;
    return strstr(text, "shins") ? 3.0 * speech_estimate_s(text) : 0.0;
}

static void the_body_waits_for_a_slow_recording(void **state)
{
    (void)state;
    struct timeline_settings settings = timeline_settings_default();
    settings.speech.seconds = slow;
    struct err err;
    struct timeline *timeline = timeline_create(&content, &routines[0], &settings, &err);
    if (!timeline)
        fail_msg("%s", err.text);
    check_alone(timeline, TALK_FULL);
    check_in_time(timeline, TALK_FULL);
    bool heard = false;
    const struct cue *cue;
    for (int i = 0; (cue = next_words(timeline, &i)) != NULL;)
        heard |= strstr(cue->text, "shins") && seconds(cue->said_tick - cue->tick) > 6.0;
    assert_true(heard);
    timeline_destroy(timeline);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_alone_whole_and_short_enough_to_be_read),
        cmocka_unit_test(what_to_do_is_said_before_it_is_done),
        cmocka_unit_test(less_talk_says_less),
        cmocka_unit_test(each_pose_is_named_and_the_next_one_announced),
        cmocka_unit_test(in_and_out_are_said_with_the_first_breaths_only),
        cmocka_unit_test(the_breath_is_comfortable_everywhere),
        cmocka_unit_test(the_body_moves_the_same_whatever_is_said),
        cmocka_unit_test(left_and_right_are_the_bodys_own),
        cmocka_unit_test(the_bell_of_a_side_comes_from_that_side),
        cmocka_unit_test(nobody_speaks_in_the_last_half_minute),
        cmocka_unit_test(the_body_waits_for_a_slow_recording),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
