/// A content of three poses and two moves, without files: lying, the same with bent knees, and a
/// pose with sides.
#pragma once

#include "coach/content.h"

enum { SMALL_LYING, SMALL_BENT, SMALL_SIDED, SMALL_POSES };

static struct pose small_pose[SMALL_POSES];
static struct move small_move[4];

static struct pose_side small_at(int pose, enum side side)
{
    return (struct pose_side){&small_pose[pose], side};
}

static struct posture small_posture(float hip_deg, float turn_deg)
{
    struct posture posture = posture_default();
    posture.root_deg[1] = 90.0f;
    posture.headrest = true;
    posture.spine[SPINE_NECK].turn_deg = turn_deg;
    for (int side = 0; side < SIDE_COUNT; side++) {
        posture.leg[side].hip_deg[0] = hip_deg;
        posture.leg[side].knee_deg = hip_deg;
    }
    return posture;
}

static void small_make_pose(int pose, const char *id, const char *name, bool sided,
                            struct posture posture)
{
    struct pose *made = &small_pose[pose];
    *made = (struct pose){.id = id, .file = "small.yaml", .name = name, .sided = sided};
    made->posture[SIDE_RIGHT] = posture;
    made->posture[SIDE_LEFT] = posture_mirror(&posture);
    for (int side = 0; side < SIDE_COUNT; side++) {
        made->exhale[side] = made->inhale[side] = made->posture[side];
        made->inhale[side].belly_m = 0.015f;
        made->view[side] = (struct view){.el_deg = 12.0f};
    }
    made->line_count = 1;
    made->line[0] = sided ? "Look to your {side}." : "Rest.";
    made->summary = "Lie down.";
}

static void small_make_move(int index, struct pose_side from, struct pose_side to, const char *say)
{
    small_move[index] =
        (struct move){.id = "move",
                      .file = "small.yaml",
                      .from = from,
                      .to = to,
                      .step_count = 1,
                      .step = {{.arrival = true, .seconds = 2.0, .say = say, .say_back = "Back."}},
                      .backward = true};
}

static struct content small_content(void)
{
    small_make_pose(SMALL_LYING, "lying", "Lying", false, small_posture(0.0f, 0.0f));
    small_make_pose(SMALL_BENT, "bent", "Bent knees", false, small_posture(60.0f, 0.0f));
    small_make_pose(SMALL_SIDED, "look", "Look aside", true, small_posture(60.0f, 40.0f));
    struct pose_side lying = small_at(SMALL_LYING, SIDE_RIGHT);
    struct pose_side bent = small_at(SMALL_BENT, SIDE_RIGHT);
    small_make_move(0, lying, bent, "Bend your knees.");
    small_make_move(1, bent, small_at(SMALL_SIDED, SIDE_RIGHT), "Turn right.");
    small_make_move(2, bent, small_at(SMALL_SIDED, SIDE_LEFT), "Turn left.");
    return (struct content){
        .pose_count = SMALL_POSES, .pose = small_pose, .move_count = 3, .move = small_move};
}

/// Four steps of 20 s (bent, look right, look left, lying) from lying, then 30 s of rest.
static struct routine small_routine(void)
{
    struct routine routine = {.id = "small",
                              .file = "small.yaml",
                              .title = "Small",
                              .start = small_at(SMALL_LYING, SIDE_RIGHT),
                              .step_count = 4,
                              .rest = small_at(SMALL_LYING, SIDE_RIGHT),
                              .rest_s = 30.0};
    const struct pose_side at[] = {
        small_at(SMALL_BENT, SIDE_RIGHT), small_at(SMALL_SIDED, SIDE_RIGHT),
        small_at(SMALL_SIDED, SIDE_LEFT), small_at(SMALL_LYING, SIDE_RIGHT)};
    for (int i = 0; i < 4; i++)
        routine.step[i] = (struct routine_step){.at = at[i], .seconds = 20.0};
    return routine;
}
