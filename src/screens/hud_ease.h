/// How words over the scene come and go. They are most of the light of a dark picture, so none
/// appears or vanishes at once: what takes the place of another begins in the light that the other
/// ended with.
#pragma once

#include "screens/painter.h"
#include "screens/practice_view.h"

/// All that follows is in steps of light, of so many: each is drawn anew.
enum { HUD_EASE_STEPS = 32 };

/// Nothing is drawn: the painter measures.
int hud_title_steps(const struct painter *painter, const struct moment *moment);
/// `text` is the size of words, 1 as a rule: larger letters give more light and take longer.
int hud_next_steps(const struct moment *moment, float text);
int hud_total_steps(const struct moment *moment, float text);
/// Of the caption. Who stopped time, or asked for the words, has all of their light.
int hud_words_steps(const struct painter *painter, const struct practice_view *view);

/// How a caption is set.
struct lettering hud_words_lettering(const struct painter *painter);

/// How much of a colour gives that much of its light, on what is dark.
float hud_alpha(int steps);
