/// A passage: the way from one stay to another, every move of its route joined into one motion.
#pragma once

#include "coach/framing.h"
#include "coach/route.h"
#include "coach/speech.h"
#include "coach/stay.h"

enum { PASSAGE_WORDS_MAX = ROUTE_LEGS_MAX * MOVE_STEPS_MAX };

/// A line, and the movement that it leads. It begins before the movement, while the body still
/// rests or ends the movement before, and has been said well before the movement is half done.
struct passage_words {
    double t_s, end_s;         ///< when it is said
    double move_s, move_end_s; ///< when the body does it
    const char *text;
    bool leaving; ///< of the first of several moves: out of the pose
};

struct passage {
    struct arena *arena; ///< of its keys and words
    const struct stay *from, *to;
    struct motion motion;
    struct framing framing;
    double seconds;
    double said_s; ///< from here on another line may begin
    bool leaving;  ///< the leg that is being added leaves the pose
    int words_count;
    struct passage_words words[PASSAGE_WORDS_MAX];
    struct route route;
    int leg_key[ROUTE_LEGS_MAX]; ///< the motion's key at which each leg of the route ends
};

/// What a passage is made for.
struct passage_plan {
    const struct content *content;
    const struct stay *from, *to;
    double opening_s;            ///< that long somebody speaks before the first of its words
    const struct speech *speech; ///< NULL: only the movement, as if nobody spoke
    bool wall;                   ///< the routine has a wall where the feet point at the start
    /// There is little time: the body waits for the first words only, and of the others those that
    /// it would have to wait for are not said.
    bool hurried;
};

/// When the opening is said: after the bell has been heard.
double passage_opening_s(void);

/// Find the route, solve its postures (keys live in `arena`) and join them. The body waits for
/// the words: before it leaves, and between movements whose words are longer than they. False
/// with one sentence if there is no way or a posture fails. Finish with passage_finish.
bool passage_create(struct passage *passage, struct arena *arena, const struct passage_plan *plan,
                    struct err *err);
void passage_finish(struct passage *passage);

/// Body, view and wall at `t_s` into the passage; the chest breathes on.
void passage_sample(const struct passage *passage, double t_s, const struct breath *breath,
                    struct motion_sample *sample, struct view *view);

/// The wall near the figure: its x, 0 if there is none, and how far it has come into sight.
void passage_wall(const struct passage *passage, double t_s, float *wall_m, float *alpha);
