#include "platform/cadence.h"

#include <math.h>

/// Where more than a third of the pictures come late the eye sees no beat any more: a late one
/// counts two, any other takes one away.
enum { LATE_COUNTS = 2, LATENESS_MOST = 6 };
/// Slower than this it is not worth while to be even.
enum { LOAD_MOST = 4 };
/// So many pictures must have had time before they come less often: what hardly changes its speed
/// shall not change its beat to and fro.
enum { CALMER_PICTURES = 3 };
/// There is room for more pictures if one takes no more than this share of the shorter time. Each
/// that takes more undoes so many others.
static const double EASY_SHARE = 0.8, HARD_COUNTS = 4.0;
/// So long after a key the next pictures do not wait to see how fast it moves now.
static const double ANSWER_S = 0.25;
/// A machine that had time for so long is given more to do; if that was too much, it is tried again
/// only after twice the time, and so on.
static const double TRIAL_S = 2.0, TRIAL_MOST_S = 64.0, TOO_SOON_S = 10.0;

struct cadence cadence_start(void)
{
    return (struct cadence){
        .beats = 1, .load = 1, .trial_s = TRIAL_S, .lighter_s = -1.0, .begun_s = -INFINITY};
}

bool cadence_beat(struct cadence *cadence, double now_s, bool asked)
{
    if (asked)
        cadence->answers_s = now_s + ANSWER_S;
    if (now_s < cadence->begun_s + cadence->until_s && !asked)
        return false;
    cadence->begun_s = now_s;
    return true;
}

static void take_heavier(struct cadence *cadence)
{
    if (cadence->lighter_s >= 0.0 && cadence->lighter_s < TOO_SOON_S)
        cadence->trial_s = fmin(2.0 * cadence->trial_s, TRIAL_MOST_S);
    cadence->load = cadence->beats < LOAD_MOST ? cadence->beats + 1 : LOAD_MOST;
    cadence->lateness = 0;
    cadence->easy_s = 0.0;
    cadence->lighter_s = -1.0;
}

static void take_lighter(struct cadence *cadence)
{
    cadence->load--;
    cadence->easy_s = 0.0;
    cadence->lighter_s = 0.0;
}

/// Pictures that had to wait for their beat tell nothing about what the machine could do.
static void weigh(struct cadence *cadence, bool late, double work_s, double beat_s)
{
    double took_s = cadence->beats * beat_s;
    if (cadence->lighter_s >= 0.0)
        cadence->lighter_s += took_s;
    cadence->lateness += late ? LATE_COUNTS : cadence->lateness > 0 ? -1 : 0;
    if (cadence->lateness >= LATENESS_MOST && cadence->load < LOAD_MOST) {
        take_heavier(cadence);
        return;
    }
    bool easy = work_s <= EASY_SHARE * (cadence->load - 1) * beat_s;
    cadence->easy_s = fmax(0.0, cadence->easy_s + (easy ? took_s : -HARD_COUNTS * took_s));
    if (cadence->load > 1 && cadence->easy_s >= cadence->trial_s)
        take_lighter(cadence);
}

bool cadence_drawn(struct cadence *cadence, double wait_s, double work_s, double beat_s)
{
    bool late = work_s > cadence->beats * beat_s;
    // The display's own beat is never quite what it says.
    bool answers = cadence->begun_s < cadence->answers_s;
    int wanted = answers ? 1 : (int)fmax(1.0, wait_s / beat_s + 0.1);
    if (late || wanted <= cadence->load)
        weigh(cadence, late, work_s, beat_s);
    wanted = wanted > cadence->load ? wanted : cadence->load;
    cadence->calmer = wanted > cadence->beats ? cadence->calmer + 1 : 0;
    if (wanted < cadence->beats || cadence->calmer >= CALMER_PICTURES ||
        cadence->load > cadence->beats) {
        cadence->beats = wanted;
        cadence->calmer = 0;
    }
    // Beats begin a little early or late.
    cadence->until_s = (cadence->beats - 0.5) * beat_s;
    return late;
}
