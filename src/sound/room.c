#include "sound/room.h"

#include <math.h>
#include <string.h>

enum { DELAY_COUNT = 8, DELAY_MOST = 2048, PREDELAY_FRAMES = 480 };

/// Primes between 13 and 37 ms: no two echoes fall together.
static const int delay_frames[DELAY_COUNT] = {631, 743, 877, 1009, 1163, 1327, 1543, 1777};

/// The room is 60 dB quieter after so long; high tones die in half of it.
static const float DECAY_S = 0.45f, DULLNESS = 0.45f;

struct room {
    float delay[DELAY_COUNT][DELAY_MOST];
    float dull[DELAY_COUNT]; ///< memory of the low-pass of each delay
    float gain[DELAY_COUNT];
    int at;
};

static void mix(float value[DELAY_COUNT])
{
    for (int step = 1; step < DELAY_COUNT; step *= 2) {
        for (int i = 0; i < DELAY_COUNT; i++) {
            if (i & step)
                continue;
            float a = value[i], b = value[i + step];
            value[i] = a + b;
            value[i + step] = a - b;
        }
    }
    for (int i = 0; i < DELAY_COUNT; i++)
        value[i] *= 0.35355339f;
}

static void next(struct room *room, float in, float *left, float *right)
{
    float value[DELAY_COUNT];
    *left = *right = 0.0f;
    for (int i = 0; i < DELAY_COUNT; i++) {
        float out = room->delay[i][(room->at - delay_frames[i]) & (DELAY_MOST - 1)];
        room->dull[i] = out + DULLNESS * (room->dull[i] - out);
        value[i] = room->gain[i] * room->dull[i];
        *(i % 2 ? right : left) += (i & 2 ? -0.5f : 0.5f) * value[i];
    }
    mix(value);
    for (int i = 0; i < DELAY_COUNT; i++)
        room->delay[i][room->at & (DELAY_MOST - 1)] = value[i] + in;
    room->at++;
}

void room_place(const float *mono, int frame_count, float wet, float *stereo)
{
    static const float FRAMES_PER_S = 48000.0f;
    struct room room;
    memset(&room, 0, sizeof room);
    for (int i = 0; i < DELAY_COUNT; i++)
        room.gain[i] = powf(10.0f, -3.0f * (float)delay_frames[i] / (DECAY_S * FRAMES_PER_S));
    for (int i = 0; i < frame_count + ROOM_TAIL_FRAMES; i++) {
        float dry = i < frame_count ? mono[i] : 0.0f, left, right;
        int early = i - PREDELAY_FRAMES;
        next(&room, early >= 0 && early < frame_count ? mono[early] : 0.0f, &left, &right);
        int left_over = frame_count + ROOM_TAIL_FRAMES - i;
        float fade = left_over < ROOM_TAIL_FRAMES ? (float)left_over / ROOM_TAIL_FRAMES : 1.0f;
        stereo[2 * i] = dry + wet * fade * left;
        stereo[2 * i + 1] = dry + wet * fade * right;
    }
}
