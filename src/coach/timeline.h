/// The evening as a pure function of time. Compiled once from a routine; afterwards everything
/// that can be seen or heard at tick t is computed from (timeline, t) and nothing else.
#pragma once

#include "base/err.h"
#include "body/breath.h"
#include "coach/content.h"
#include "coach/route.h"

/// What the user chose and the timeline depends on.
struct timeline_settings {
    struct breath_pace pace;
    bool moves_extra; ///< every pose gets its full time, the moves are added
};

struct timeline_settings timeline_settings_default(void);

enum span_kind {
    SPAN_MOVE, ///< on the way to the step's pose
    SPAN_HOLD, ///< breathing in it
    SPAN_REST  ///< the last hold, fading out
};

/// A stretch of time in which one thing happens.
struct span {
    enum span_kind kind;
    int step; ///< index into the routine's steps; step_count for the final rest
    long start_tick, end_tick;
    const struct motion *motion;                       ///< SPAN_MOVE
    const struct motion_key *arrive, *exhale, *inhale; ///< SPAN_HOLD, SPAN_REST
};

enum cue_kind { CUE_BELL, CUE_SIDE_BELL, CUE_END_BELL, CUE_WORDS };

/// Something to be heard and read at a time. Every sound has words or a picture as its twin.
struct cue {
    enum cue_kind kind;
    long tick;
    long end_tick; ///< words: when the next ones replace them
    int step;
    const char *text; ///< words; for bells what they mean ("next pose")
};

struct timeline;

/// NULL with one sentence if a pose cannot be reached or a step is too short for its moves.
/// `content` and `routine` must outlive the timeline.
struct timeline *timeline_create(const struct content *content, const struct routine *routine,
                                 const struct timeline_settings *settings, struct err *err);
void timeline_destroy(struct timeline *timeline);

const struct routine *timeline_routine(const struct timeline *timeline);
/// Ticks of the steps alone (7:00 = 50,400 for the bedtime routine) and with the final rest.
long timeline_practice_ticks(const struct timeline *timeline);
long timeline_total_ticks(const struct timeline *timeline);
/// First tick of a step; `step` may be step_count for the final rest.
long timeline_step_tick(const struct timeline *timeline, int step);
int timeline_step_at(const struct timeline *timeline, double t_s);

int timeline_span_count(const struct timeline *timeline);
const struct span *timeline_span(const struct timeline *timeline, int index);
int timeline_cue_count(const struct timeline *timeline);
const struct cue *timeline_cue(const struct timeline *timeline, int index);

/// Everything that is true at one instant.
struct moment {
    double t_s;
    enum span_kind kind;
    int step;
    struct pose_side at;   ///< of this step
    struct pose_side next; ///< pose NULL after the last
    struct motion_sample figure;
    struct view view;
    float wall_m;     ///< x of the wall; 0 = no wall near
    float wall_alpha; ///< 0..1: how far it has come into sight
    struct breath breath;
    const char *words;                ///< instruction of the moment; NULL in the last dark minutes
    long words_tick;                  ///< since when
    float step_progress;              ///< 0..1 through this step
    double step_left_s, total_left_s; ///< total: of the practice, 0 in the final rest
    float light;                      ///< 1 = full, 0 = black: the last rest fades
    float loudness;                   ///< 1..0: the sound's share of the fade
};

/// `t_s` is clamped to the timeline.
void timeline_at(const struct timeline *timeline, double t_s, struct moment *moment);

/// The same moment for a pose by itself, for pictures and rehearsal: `fill` 0..1 of the breath.
bool moment_of_pose(struct pose_side at, float fill, struct moment *moment, struct err *err);
