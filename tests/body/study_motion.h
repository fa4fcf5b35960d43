/// A move of the study, solved and prepared.
#pragma once

#include "body/motion.h"
#include "study_moves.h"

#include <string.h>

enum {
    STUDY_MOVE_COUNT = sizeof study_move / sizeof study_move[0],
    STUDY_STEPS_MAX = sizeof study_move[0].step / sizeof study_move[0].step[0]
};

struct study_motion {
    struct motion_key key[STUDY_STEPS_MAX];
    struct motion motion;
};

static inline struct posture study_step_posture(const struct study_step *step)
{
    struct posture posture = study_posture[step->id];
    if (step->has_at)
        memcpy(posture.at_m, step->at_m, sizeof posture.at_m);
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++) {
        if (step->keep_feet)
            posture.foot[side].kind = PIN_KEEP;
        if (step->keep_hand[side])
            posture.hand[side].kind = PIN_KEEP;
        if (step->has_hands)
            memcpy(posture.hand[side].floor_m, step->hands_m, sizeof step->hands_m);
    }
    return posture;
}

static inline bool study_step_rests(const struct study_step *step)
{
    return step[0].id == step[-1].id && !step[0].has_at && !step[-1].has_at && !step[0].has_hands &&
           !step[-1].has_hands;
}

/// Returns false if a key cannot be solved. Call motion_finish on `study->motion`.
static inline bool study_motion_init(struct study_motion *study, int move)
{
    *study = (struct study_motion){.motion.count = 0};
    const struct study_step *step = study_move[move].step;
    struct motion *motion = &study->motion;
    for (int i = 0; i < STUDY_STEPS_MAX && (i == 0 || step[i].length_s > 0.0f); i++) {
        struct posture posture = study_step_posture(&step[i]);
        bool rests = i > 0 && study_step_rests(&step[i]);
        if (!rests &&
            !motion_key_solve(&study->key[i], &posture, i > 0 ? motion->key[i - 1] : NULL, NULL))
            return false;
        motion->key[i] = rests ? motion->key[i - 1] : &study->key[i];
        motion->time_s[i] = i > 0 ? motion->time_s[i - 1] + (double)step[i].length_s : 0.0;
        motion->way[i].hop_m = step[i].hop_m;
        motion->count = i + 1;
    }
    motion_prepare(motion);
    return true;
}
