#include "sound/mixer.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

void mixer_init(struct mixer *mixer, const struct sound *sound)
{
    *mixer = (struct mixer){
        .sound = sound,
        .volume = ramp_at(1.0f),
        .run = ramp_at(0.0f),
    };
}

static bool is_silent_between(const struct mixer *mixer)
{
    long long a = mixer->frame, b = mixer->practice_frame;
    return sound_is_silent(mixer->sound, a < b ? a : b, (a < b ? b : a) + MIXER_DRIFT_FRAMES);
}

void mixer_follow(struct mixer *mixer, double t_s, bool running)
{
    mixer->practice_frame = llround(t_s * SOUND_RATE_HZ);
    mixer->running = running;
    if (!running) {
        mixer->astray = false;
    } else if (is_silent_between(mixer)) {
        mixer->frame = mixer->practice_frame;
        mixer->astray = false;
    } else if (llabs(mixer->frame - mixer->practice_frame) > MIXER_DRIFT_FRAMES) {
        mixer->astray = true;
    }
}

float mixer_gain(float volume)
{
    return volume <= 0.0f ? 0.0f : powf(10.0f, (fminf(volume, 1.0f) - 1.0f) * 40.0f / 20.0f);
}

void mixer_set_volume(struct mixer *mixer, float volume, bool muted)
{
    ramp_head_for(&mixer->volume, muted ? 0.0f : mixer_gain(volume), MIXER_VOLUME_FRAMES);
}

/// How many frames can be rendered at once: up to where a fade-out ends, where a jump may follow.
static int stretch(const struct mixer *mixer, int frame_count)
{
    int left = mixer->run.length_frames - mixer->run.done_frames;
    return left > 0 && left < frame_count ? left : frame_count;
}

static void apply_gain(struct mixer *mixer, int frame_count, float *stereo)
{
    for (int i = 0; i < frame_count; i++) {
        float gain = ramp_next(&mixer->volume) * ramp_next(&mixer->run);
        stereo[2 * i] *= gain;
        stereo[2 * i + 1] *= gain;
    }
}

static void render_stretch(struct mixer *mixer, int frame_count, float *stereo)
{
    if (mixer->running && ramp_value(&mixer->run) == 0.0f) {
        // Nothing is heard: the one place where the sound may jump.
        mixer->frame = mixer->practice_frame;
        mixer->astray = false;
    }
    bool heard = mixer->running && !mixer->astray;
    ramp_head_for(&mixer->run, heard ? 1.0f : 0.0f, MIXER_FADE_FRAMES);
    if (!heard && ramp_value(&mixer->run) == 0.0f) {
        memset(stereo, 0, (size_t)frame_count * 2 * sizeof *stereo);
        mixer->volume = ramp_at(mixer->volume.to);
        return;
    }
    sound_render(mixer->sound, mixer->frame, frame_count, stereo);
    apply_gain(mixer, frame_count, stereo);
    mixer->frame += frame_count;
}

void mixer_render(struct mixer *mixer, int frame_count, float *stereo)
{
    assert(frame_count >= 0);
    while (frame_count > 0) {
        int count = stretch(mixer, frame_count);
        render_stretch(mixer, count, stereo);
        if (mixer->running)
            mixer->practice_frame += count;
        stereo += 2 * count;
        frame_count -= count;
    }
}
