#include "coach/passage.h"

#include "coach/words.h"

#include <assert.h>
#include <math.h>

/// The chest goes on breathing through a move, a little less than in a hold.
static const float MOVE_BELLY_M = 0.008f, MOVE_RIBS_M = 0.006f;

/// The first words come when the bell has swelled.
static const double OPENING_S = 1.0;
/// So much of a line is heard before the body moves ...
static const double HEARD_S = 0.8;
/// ... and it ends before this share of the movement: a person hears first, then does.
static const double SAID_SHARE = 0.4;
/// From the end of a line to the next: what was said is being done.
static const double DOING_S = 0.7;
/// A movement that waits for words becomes slower by so much of its length before it rests.
static const double SLOWER = 0.5;
/// Two keys need some time between them.
static const double LEAST_REST_S = 0.1;

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

/// Between two moves, and between two things that are said, she comes to rest, if only for an
/// instant: a tired person does one thing at a time.
static bool come_to_rest(struct passage *passage, struct err *err)
{
    const struct motion *motion = &passage->motion;
    int last = motion->count - 1;
    if (last == 0 || motion->key[last] == motion->key[last - 1])
        return true;
    return add_key(passage, motion->key[last], LEAST_REST_S, (struct motion_way){0}, err);
}

/// The key at which the movement began that ends at the last key: she rested there.
static int movement_start(const struct motion *motion)
{
    int start = motion->count - 1;
    while (start > 0 && motion->key[start] != motion->key[start - 1])
        start--;
    return start;
}

static bool hops(const struct motion *motion, int start)
{
    for (int i = start + 1; i < motion->count; i++)
        if (motion->way[i].hop_m != 0.0f)
            return true;
    return false;
}

/// Go more slowly through the last movement, all of it alike, or its strokes would lose their
/// shape. A hop keeps its pace. Returns by how much longer it takes.
static double slow_down(struct passage *passage, double wait_s)
{
    struct motion *motion = &passage->motion;
    int start = movement_start(motion);
    double start_s = motion->time_s[start], length_s = passage->seconds - start_s;
    if (length_s <= 0.0 || hops(motion, start))
        return 0.0;
    double slower_s = fmin(wait_s, SLOWER * length_s), scale = 1.0 + slower_s / length_s;
    for (int i = start + 1; i < motion->count; i++)
        motion->time_s[i] = start_s + scale * (motion->time_s[i] - start_s);
    if (passage->words_count > 0) {
        struct passage_words *words = &passage->words[passage->words_count - 1];
        if (fabs(words->move_end_s - passage->seconds) < 1e-6)
            words->move_end_s += slower_s;
    }
    passage->seconds += slower_s;
    return slower_s;
}

/// The body waits until `until_s`: first by going more slowly, then by resting at the key.
static bool wait_until(struct passage *passage, double until_s, struct err *err)
{
    struct motion *motion = &passage->motion;
    double wait_s = until_s - passage->seconds;
    if (wait_s <= 0.0)
        return true;
    wait_s -= slow_down(passage, wait_s);
    return wait_s < 1e-6 || add_key(passage, motion->key[motion->count - 1],
                                    fmax(wait_s, LEAST_REST_S), (struct motion_way){0}, err);
}

/// The words of the movement that comes next and takes `move_s`.
static bool add_words(struct passage *passage, const struct passage_plan *plan, const char *line,
                      double move_s, struct err *err)
{
    assert(passage->words_count < PASSAGE_WORDS_MAX);
    if (!line)
        return true;
    if (!plan->speech)
        return come_to_rest(passage, err);
    const char *text = words_in_room(passage->arena, line, plan->wall);
    double length_s = speech_seconds(plan->speech, text);
    // From the end of the words to the start of the movement: negative if they overlap.
    double before_s = fmax(HEARD_S - length_s, -SAID_SHARE * move_s);
    double until_s = passage->said_s + length_s + before_s;
    if (plan->hurried && passage->words_count > 0 && until_s > passage->seconds)
        return come_to_rest(passage, err);
    if (!wait_until(passage, until_s, err) || !come_to_rest(passage, err))
        return false;
    double end_s = passage->seconds - before_s;
    passage->words[passage->words_count++] = (struct passage_words){
        .t_s = end_s - length_s,
        .end_s = end_s,
        .move_s = passage->seconds,
        .move_end_s = passage->seconds + move_s,
        .text = text,
        .leaving = passage->leaving,
    };
    passage->said_s = end_s + DOING_S;
    return true;
}

/// Go to the key, and stay there for the step's hold.
static bool add_step(struct passage *passage, const struct motion_key *key,
                     const struct move_step *step, double hold_s, struct err *err)
{
    if (!add_key(passage, key, step->seconds, step->way, err))
        return false;
    return hold_s <= 0.0 || add_key(passage, key, hold_s, (struct motion_way){0}, err);
}

/// How long the movement is that the words of step `i` lead: to the next words.
static double forward_seconds(const struct move *move, int i)
{
    double seconds = move->step[i].seconds;
    for (int j = i + 1; j < move->step_count && !move->step[j].say; j++)
        seconds += move->step[j - 1].hold_s + move->step[j].seconds;
    return seconds;
}

static double backward_seconds(const struct move *move, int i)
{
    double seconds = move->step[i].seconds;
    for (int j = i - 1; j >= 0 && !move->step[j].say_back; j--)
        seconds += move->step[j].hold_s + move->step[j].seconds;
    return seconds;
}

static bool add_forward(struct passage *passage, const struct passage_plan *plan,
                        const struct move *move, const struct leg_keys *keys, struct err *err)
{
    for (int i = 0; i < move->step_count; i++) {
        const struct move_step *step = &move->step[i];
        if (!add_words(passage, plan, step->say, forward_seconds(move, i), err) ||
            !add_step(passage, keys->key[i + 1], step, step->hold_s, err))
            return false;
    }
    return true;
}

static bool add_backward(struct passage *passage, const struct passage_plan *plan,
                         const struct move *move, const struct leg_keys *keys, struct err *err)
{
    for (int i = move->step_count - 1; i >= 0; i--) {
        const struct move_step *step = &move->step[i];
        double hold_s = i > 0 ? move->step[i - 1].hold_s : 0.0;
        if (!add_words(passage, plan, step->say_back, backward_seconds(move, i), err) ||
            !add_step(passage, keys->key[i], step, hold_s, err))
            return false;
    }
    return true;
}

static bool add_leg(struct passage *passage, struct arena *arena, const struct passage_plan *plan,
                    const struct route_leg *leg, struct err *err)
{
    struct leg_keys keys;
    return solve_leg(&keys, arena, leg->move, err) &&
           (leg->backward ? add_backward(passage, plan, leg->move, &keys, err)
                          : add_forward(passage, plan, leg->move, &keys, err));
}

double passage_opening_s(void)
{
    return OPENING_S;
}

bool passage_create(struct passage *passage, struct arena *arena, const struct passage_plan *plan,
                    struct err *err)
{
    const struct stay *from = plan->from, *to = plan->to;
    *passage = (struct passage){.arena = arena, .from = from, .to = to, .said_s = OPENING_S};
    struct route *route = &passage->route;
    if (!route_find(plan->content, from->at, to->at, route, err))
        return false;
    if (!add_key(passage, &from->arrive, 0.0, (struct motion_way){0}, err))
        return false;
    if (plan->speech)
        passage->said_s += plan->opening_s;
    for (int i = 0; i < route->count; i++) {
        passage->leaving = i == 0 && route->count > 1;
        if (!add_leg(passage, arena, plan, &route->leg[i], err))
            return false;
        passage->leg_key[i] = passage->motion.count - 1;
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

/// A wall takes so long to come into sight or to leave it: rug and lamp change with it, and the
/// light of the picture may change by a tenth in a second at most.
static const double WALL_FADE_S = 9.0;

/// How far the wall that stands by the keys `first` to `last` has come into sight.
static float wall_in_sight(const struct motion *motion, int first, int last, double t_s)
{
    double from_s = motion->time_s[first], to_s = motion->time_s[last];
    double end_s = motion->time_s[motion->count - 1];
    float coming = 1.0f, staying = 1.0f;
    if (first > 0) {
        double fade_s = fmin(WALL_FADE_S, from_s);
        coming = motion_minimum_jerk((float)((t_s - from_s + fade_s) / fade_s));
    }
    if (last < motion->count - 1) {
        double fade_s = fmin(WALL_FADE_S, end_s - to_s);
        staying = 1.0f - motion_minimum_jerk((float)((t_s - to_s) / fade_s));
    }
    return fminf(coming, staying);
}

void passage_wall(const struct passage *passage, double t_s, float *wall_m, float *alpha)
{
    const struct motion *motion = &passage->motion;
    *wall_m = *alpha = 0.0f;
    for (int first = 0; first < motion->count; first++) {
        if (motion->key[first]->posture.wall_m <= 0.0f)
            continue;
        int last = first;
        while (last + 1 < motion->count && motion->key[last + 1]->posture.wall_m > 0.0f)
            last++;
        float in_sight = wall_in_sight(motion, first, last, t_s);
        if (in_sight > *alpha) {
            *alpha = in_sight;
            *wall_m = motion->key[first]->posture.wall_m;
        }
        first = last;
    }
}
