#include "coach/passage.h"

#include <assert.h>
#include <math.h>

/// The chest goes on breathing through a move, a little less than in a hold.
static const float MOVE_BELLY_M = 0.008f, MOVE_RIBS_M = 0.006f;

/// The keys of one leg, solved in the direction in which the move is written.
struct leg_keys {
    int count; ///< step_count + 1: the first is where the move comes from
    const struct motion_key *key[MOVE_STEPS_MAX + 1];
};

static bool solve_leg(struct leg_keys *keys, struct arena *arena, const struct move *move,
                      struct err *err)
{
    keys->count = move->step_count + 1;
    const struct motion_key *before = NULL;
    for (int i = 0; i < keys->count; i++) {
        const struct posture *posture = i == 0 ? &move->from.pose->posture[move->from.side]
                                        : i == move->step_count
                                            ? &move->to.pose->posture[move->to.side]
                                            : &move->step[i - 1].posture;
        struct motion_key *key = arena_alloc(arena, 1, sizeof *key);
        if (!motion_key_solve(key, posture, before, err)) {
            err_prefix(err, "%s: step %d", move->file, i);
            return false;
        }
        keys->key[i] = before = key;
    }
    return true;
}

static bool add_key(struct passage *passage, const struct motion_key *key, double seconds,
                    struct motion_way way, struct err *err)
{
    struct motion *motion = &passage->motion;
    if (motion->count == MOTION_KEYS_MAX)
        return err_set(err, "a way of more than %d steps", MOTION_KEYS_MAX);
    passage->seconds += seconds;
    motion->key[motion->count] = key;
    motion->time_s[motion->count] = passage->seconds;
    motion->way[motion->count] = way;
    motion->count++;
    return true;
}

static void add_words(struct passage *passage, const char *text)
{
    assert(passage->words_count < PASSAGE_WORDS_MAX);
    if (text)
        passage->words[passage->words_count++] = (struct passage_words){passage->seconds, text};
}

/// Go to the key, and stay there for the step's hold.
static bool add_step(struct passage *passage, const struct motion_key *key,
                     const struct move_step *step, double hold_s, struct err *err)
{
    if (!add_key(passage, key, step->seconds, step->way, err))
        return false;
    return hold_s <= 0.0 || add_key(passage, key, hold_s, (struct motion_way){0}, err);
}

static bool add_forward(struct passage *passage, const struct move *move,
                        const struct leg_keys *keys, struct err *err)
{
    for (int i = 0; i < move->step_count; i++) {
        const struct move_step *step = &move->step[i];
        add_words(passage, step->say);
        if (!add_step(passage, keys->key[i + 1], step, step->hold_s, err))
            return false;
    }
    return true;
}

static bool add_backward(struct passage *passage, const struct move *move,
                         const struct leg_keys *keys, struct err *err)
{
    for (int i = move->step_count - 1; i >= 0; i--) {
        const struct move_step *step = &move->step[i];
        double hold_s = i > 0 ? move->step[i - 1].hold_s : 0.0;
        add_words(passage, step->say_back);
        if (!add_step(passage, keys->key[i], step, hold_s, err))
            return false;
    }
    return true;
}

bool passage_create(struct passage *passage, struct arena *arena, const struct content *content,
                    const struct stay *from, const struct stay *to, struct err *err)
{
    *passage = (struct passage){.from = from, .to = to};
    struct route route;
    if (!route_find(content, from->at, to->at, &route, err))
        return false;
    if (!add_key(passage, &from->arrive, 0.0, (struct motion_way){0}, err))
        return false;
    for (int i = 0; i < route.count; i++) {
        const struct route_leg *leg = &route.leg[i];
        struct leg_keys keys;
        if (!solve_leg(&keys, arena, leg->move, err))
            return false;
        bool added = leg->backward ? add_backward(passage, leg->move, &keys, err)
                                   : add_forward(passage, leg->move, &keys, err);
        if (!added)
            return false;
    }
    motion_prepare(&passage->motion);
    framing_prepare(&passage->framing, &passage->motion, &from->view, &to->view);
    return true;
}

void passage_finish(struct passage *passage)
{
    motion_finish(&passage->motion);
}

void passage_sample(const struct passage *passage, double t_s, const struct breath *breath,
                    struct motion_sample *sample, struct view *view)
{
    motion_at(&passage->motion, t_s, MOVE_BELLY_M * breath->fill, MOVE_RIBS_M * breath->fill,
              sample);
    *view = framing_at(&passage->framing, t_s);
}

void passage_wall(const struct passage *passage, double t_s, float *wall_m, float *alpha)
{
    const struct motion *motion = &passage->motion;
    int i = 0;
    while (i + 2 < motion->count && t_s >= motion->time_s[i + 1])
        i++;
    float before_m = motion->key[i]->posture.wall_m, after_m = motion->key[i + 1]->posture.wall_m;
    double length_s = motion->time_s[i + 1] - motion->time_s[i];
    float w = motion_minimum_jerk((float)((t_s - motion->time_s[i]) / length_s));
    *wall_m = before_m > 0.0f ? before_m : after_m;
    *alpha = before_m > 0.0f && after_m > 0.0f ? 1.0f
             : after_m > 0.0f                  ? w
             : before_m > 0.0f                 ? 1.0f - w
                                               : 0.0f;
}
