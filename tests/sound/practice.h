/// A practice played in frames of 1/60 s, heard through a mixer.
#pragma once

#include "evening.h"

#include <math.h>

struct practice {
    struct sound *sound;
    struct mixer mixer;
    double t_s;
    bool running;
    int frame_count;
    float *heard;
};

enum { PRACTICE_FRAME = SOUND_RATE_HZ / 60, PRACTICE_SECONDS_MAX = 30 };

/// The sound belongs to the practice from now on.
static inline void practice_begin(struct practice *practice, struct sound *sound, double t_s)
{
    *practice = (struct practice){.sound = sound, .t_s = t_s, .running = true};
    practice->heard = mem_alloc(PRACTICE_SECONDS_MAX * SOUND_RATE_HZ, 2 * sizeof(float));
    mixer_init(&practice->mixer, practice->sound);
}

static inline void practice_end(struct practice *practice)
{
    mem_free(practice->heard);
    sound_destroy(practice->sound);
}

static inline void practise(struct practice *practice, double seconds)
{
    for (int i = 0; i < (int)lround(seconds * 60.0); i++) {
        assert_true(practice->frame_count + PRACTICE_FRAME <= PRACTICE_SECONDS_MAX * SOUND_RATE_HZ);
        mixer_follow(&practice->mixer, practice->t_s, practice->running);
        mixer_render(&practice->mixer, PRACTICE_FRAME, practice->heard + 2 * practice->frame_count);
        practice->frame_count += PRACTICE_FRAME;
        practice->t_s += practice->running ? 1.0 / 60.0 : 0.0;
    }
}

/// The loudest sample of a piece of what was heard so far.
static inline float heard_between(const struct practice *practice, double from_s, double to_s)
{
    return loudest(practice->heard, evening_frame(from_s), evening_frame(to_s));
}
