#include "screens/hud_ease.h"

#include "screens/hud_title.h"

#include <math.h>
#include <string.h>

/// So many letters of a caption may come or go in a second: large ones give more light. Counted are
/// letters of full size; see letters_in.
static double letters_a_second(float text)
{
    return 14.0 / pow((double)text, 1.6);
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
    // Dark is not black: the colour begins at a few hundredths.
    static const float DARK = 0.07f, GAMMA = 2.2f;
    float share = (float)steps / HUD_EASE_STEPS, dark_light = powf(DARK, GAMMA);
    float colour = powf(dark_light + (1.0f - dark_light) * share, 1.0f / GAMMA);
    return (colour - DARK) / (1.0f - DARK);
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

/// The light of letters that may be set smaller than `full` to fit into a box, in letters of full
/// size: their area is what gives light.
static double letters_in(const struct painter *painter, struct rect box,
                         const struct lettering *full, const char *text)
{
    double count = (double)strlen(text);
    if (!typesetter_type(painter->typesetter))
        return count;
    double share = (double)painter_fill_px(painter, box, full, text) / full->size_px;
    return count * share * share;
}

/// `away_s` from where another title takes its place.
static double title_share(const struct painter *painter, const struct moment *moment,
                          struct pose_side other, double away_s)
{
    // The first name is there from the first frame on. Mostly both others are far away: titles are
    // set for their light only near to where one takes over.
    double ease_s = step_ease_s(painter->layout->text);
    if (!other.pose || away_s >= ease_s)
        return 1.0;
    double edge = hud_title_light(painter, other) / hud_title_light(painter, moment->at);
    return eased(edge, away_s, ease_s);
}

int hud_title_steps(const struct painter *painter, const struct moment *moment)
{
    double come = title_share(painter, moment, moment->before, step_age_s(moment));
    double go = title_share(painter, moment, moment->next, moment->step_left_s);
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

struct lettering hud_words_lettering(const struct painter *painter)
{
    return (struct lettering){.face = TYPE_REGULAR,
                              .size_px = painter_text_px(painter, 62.0f),
                              .least_px = painter_px(painter, 40.0f),
                              .role = ROLE_TEXT,
                              .align = ALIGN_LEFT,
                              .alpha = 1.0f};
}

static double words_letters(const struct painter *painter, const char *words)
{
    struct lettering full = hud_words_lettering(painter);
    return words ? letters_in(painter, painter->layout->words, &full, words) : 0.0;
}

int hud_words_steps(const struct painter *painter, const struct practice_view *view)
{
    const struct moment *moment = view->moment;
    if (view->state == PLAYER_PAUSED || view->again || !moment->words)
        return HUD_EASE_STEPS;
    // The highest curve below the light of all captions that never rises or falls any faster.
    double letters = words_letters(painter, moment->words), most = letters;
    double pace = letters_a_second(painter->layout->text);
    for (int i = 0; i < moment->words_beside_count; i++) {
        const struct words_beside *beside = &moment->words_beside[i];
        double least = beside->away_s * pace;
        if (least < most)
            most = fmin(most, words_letters(painter, beside->words) + least);
    }
    return steps_of(most / letters);
}
