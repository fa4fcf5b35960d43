#include "screens/hud_ease.h"

#include <math.h>
#include <string.h>

/// Larger letters give more light. Captions follow each other within seconds; names have longer.
static double words_ease_s(float text)
{
    return 3.4 * (double)text - 1.0;
}

static double step_ease_s(float text)
{
    return 1.0 + 3.0 * (double)text;
}

static int steps_of(double share)
{
    return (int)lround(fmin(1.0, fmax(0.0, share)) * HUD_EASE_STEPS);
}

float hud_alpha(int steps)
{
    return powf((float)steps / HUD_EASE_STEPS, 1.0f / 2.2f);
}

/// The share of its light that something has `away_s` from where it has `edge` of it.
static double eased(double edge, double away_s, double ease_s)
{
    edge = fmin(1.0, edge);
    return edge + (1.0 - edge) * fmin(1.0, away_s / ease_s);
}

static double step_age_s(const struct moment *moment)
{
    double progress = (double)moment->step_progress;
    return progress < 1.0 ? moment->step_left_s * progress / (1.0 - progress) : INFINITY;
}

/// The light of a title, in small letters.
static double title_letters(struct pose_side at)
{
    // A name's letters have three times the area; a letter of Devanagari takes three bytes.
    double count = 3.0 * (double)strlen(at.pose->name);
    if (at.pose->sanskrit)
        count += (double)strlen(at.pose->sanskrit) + (double)strlen(at.pose->devanagari) / 3.0;
    return count;
}

/// `away_s` from where another title takes its place.
static double title_share(const struct moment *moment, struct pose_side other, double away_s,
                          float text)
{
    // The first name is there from the first frame on.
    if (!other.pose)
        return 1.0;
    return eased(title_letters(other) / title_letters(moment->at), away_s, step_ease_s(text));
}

int hud_title_steps(const struct moment *moment, float text)
{
    double come = title_share(moment, moment->before, step_age_s(moment), text);
    double go = title_share(moment, moment->next, moment->step_left_s, text);
    return steps_of(fmin(come, go));
}

int hud_next_steps(const struct moment *moment, float text)
{
    // What is next was told long before it comes.
    double go = eased(0.0, moment->step_left_s, step_ease_s(text));
    if (!moment->before.pose)
        return steps_of(go);
    return steps_of(fmin(eased(0.0, step_age_s(moment), step_ease_s(text)), go));
}

int hud_total_steps(const struct moment *moment, float text)
{
    return steps_of(eased(0.0, moment->total_left_s, step_ease_s(text)));
}

int hud_words_steps(const struct practice_view *view, float text)
{
    const struct moment *moment = view->moment;
    if (view->state == PLAYER_PAUSED || view->again)
        return HUD_EASE_STEPS;
    double come = eased((double)moment->words_before, moment->words_age_s, words_ease_s(text));
    double go = eased((double)moment->words_after, moment->words_left_s, words_ease_s(text));
    return steps_of(fmin(come, go));
}
