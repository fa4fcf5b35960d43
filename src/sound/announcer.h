/// Short words about the screens, said when they are asked for: which item has the focus. A thread
/// of its own makes them; what is asked for meanwhile takes their place, so a finger that runs down
/// a list hears only where it stops.
#pragma once

#include "sound/speaker.h"

struct announcer;

/// NULL if there is no thread to be had: all else takes NULL.
struct announcer *announcer_create(void);
void announcer_destroy(struct announcer *announcer);

/// Say `text` as soon as it is ready, and nothing else any more; an empty text only ends what is
/// being said.
void announcer_say(struct announcer *announcer, enum speaker speaker, const char *text);

/// Linear gain from now on.
void announcer_set_gain(struct announcer *announcer, float gain);

/// Add what is said now to the next frames: left, right. For the audio thread: never waits.
void announcer_add(struct announcer *announcer, int frame_count, float *stereo);

/// True if everything that was asked for has been made and heard, or has failed.
bool announcer_is_done(struct announcer *announcer);
