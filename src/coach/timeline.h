/// The evening as a pure function of time. Compiled once from a routine; afterwards everything
/// that can be seen or heard at tick t is computed from (timeline, t) and nothing else.
#pragma once

#include "base/err.h"
#include "body/breath.h"
#include "coach/content.h"
#include "coach/route.h"
#include "coach/speech.h"

/// How much is said.
enum talk {
    TALK_FULL,
    TALK_SHORT, ///< what to do and what comes, without details
    TALK_NAMES, ///< the name of each pose
    TALK_NONE,
    TALK_COUNT
};

/// "full", "short", "names", "none".
const char *talk_name(enum talk talk);

/// What the user chose and the timeline depends on. The body does not depend on `talk`: it leaves
/// the words their time even if nobody says them.
struct timeline_settings {
    struct breath_course breath;
    bool moves_extra; ///< every pose gets its full time, the moves are added
    enum talk talk;
    struct speech speech; ///< zeroed: estimated
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

/// What words are said for.
enum cue_purpose {
    PURPOSE_BEGIN,     ///< how one lies at the very start
    PURPOSE_NAME,      ///< which pose begins
    PURPOSE_SIDE,      ///< which side of the same pose begins
    PURPOSE_COME_OUT,  ///< how to leave a pose
    PURPOSE_GET_THERE, ///< what to do now, in the order in which the body moves
    PURPOSE_BREATHE,   ///< in and out, with the first breaths of a hold
    PURPOSE_DETAIL,    ///< what to feel or look after in a hold
    PURPOSE_HALF_TIME, ///< half of a long hold is over
    PURPOSE_SOON,      ///< what comes next
    PURPOSE_COUNT
};

/// "name", "get there".
const char *cue_purpose_name(enum cue_purpose purpose);

/// From where something is heard: the bell of a side, and words of one side while she lies as at
/// the start, lean to that side.
enum ear { EAR_BOTH, EAR_RIGHT, EAR_LEFT };

/// Something to be heard and read at a time. Every sound has words or a picture as its twin.
/// Words never overlap: the next begin at least SPEECH_GAP_S after these have been said.
struct cue {
    enum cue_kind kind;
    enum cue_purpose purpose; ///< of words
    enum ear ear;
    long tick;
    long said_tick; ///< words: when they have surely been said
    long end_tick;  ///< words: when the next ones replace them on the screen
    /// Words that tell a movement: when the body does it. Both 0 for other words.
    long move_tick, move_end_tick;
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
double timeline_total_s(const struct timeline *timeline);
/// First tick of a step; `step` may be step_count for the final rest.
long timeline_step_tick(const struct timeline *timeline, int step);
int timeline_step_at(const struct timeline *timeline, double t_s);

int timeline_span_count(const struct timeline *timeline);
const struct span *timeline_span(const struct timeline *timeline, int index);
int timeline_cue_count(const struct timeline *timeline);
const struct cue *timeline_cue(const struct timeline *timeline, int index);

/// Words, or that there are none, shortly before or after a moment.
struct words_beside {
    const char *words; ///< NULL: none
    double away_s;     ///< until they come, or since they went
};

enum { WORDS_BESIDE_MAX = 12 };

/// Everything that is true at one instant.
struct moment {
    double t_s;
    enum span_kind kind;
    int step;
    struct pose_side at;     ///< of this step
    struct pose_side before; ///< of the step before; pose NULL in the first
    struct pose_side next;   ///< pose NULL after the last
    struct motion_sample figure;
    struct view view;
    float wall_m;     ///< x of the wall; 0 = no wall near
    float wall_alpha; ///< 0..1: how far it has come into sight
    struct breath breath;
    const char *words; ///< instruction of the moment; NULL in the last dark minutes
    int words_beside_count;
    struct words_beside words_beside[WORDS_BESIDE_MAX]; ///< before and after them
    float step_progress;                                ///< 0..1 through this step
    double step_left_s, total_left_s; ///< total: of the practice, 0 in the final rest
    float light;                      ///< 1 = full, 0 = black: the last rest fades
    float loudness;                   ///< 1..0: the sound's share of the fade
};

/// Only the breath of timeline_at, for those who need it often. `t_s` is clamped.
struct breath timeline_breath(const struct timeline *timeline, double t_s);

/// Only the loudness of timeline_at: 1 but in the final rest. `t_s` is clamped.
float timeline_loudness(const struct timeline *timeline, double t_s);

/// `t_s` is clamped to the timeline.
void timeline_at(const struct timeline *timeline, double t_s, struct moment *moment);

/// The same moment for a pose by itself, for pictures and rehearsal: `fill` 0..1 of the breath.
bool moment_of_pose(struct pose_side at, float fill, struct moment *moment, struct err *err);
