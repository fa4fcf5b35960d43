/// A passage: the way from one stay to another, every move of its route joined into one motion.
#pragma once

#include "coach/framing.h"
#include "coach/route.h"
#include "coach/stay.h"

enum { PASSAGE_WORDS_MAX = ROUTE_LEGS_MAX * MOVE_STEPS_MAX };

struct passage_words {
    double t_s;
    const char *text;
};

struct passage {
    const struct stay *from, *to;
    struct motion motion;
    struct framing framing;
    double seconds;
    int words_count;
    struct passage_words words[PASSAGE_WORDS_MAX];
};

/// Find the route, solve its postures (keys live in `arena`) and join them. False with one
/// sentence if there is no way or a posture fails. Finish with passage_finish.
bool passage_create(struct passage *passage, struct arena *arena, const struct content *content,
                    const struct stay *from, const struct stay *to, struct err *err);
void passage_finish(struct passage *passage);

/// Body, view and wall at `t_s` into the passage; the chest breathes on.
void passage_sample(const struct passage *passage, double t_s, const struct breath *breath,
                    struct motion_sample *sample, struct view *view);

/// The wall near the figure: its x, 0 if there is none, and how far it has come into sight.
void passage_wall(const struct passage *passage, double t_s, float *wall_m, float *alpha);
