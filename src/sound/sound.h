/// What is heard at a time: a pure function of (timeline, frame), 48,000 frames a second from the
/// start of the timeline. Playing, seeking and film are the same call with another first frame.
///
/// Files are decoded with libsndfile and mixed here. SDL_mixer, which could do both, changes its
/// gain once a buffer (its fades pop: libsdl-org/SDL_mixer#777), cannot start a sound at an exact
/// frame and needs an audio device even to render a film.
#pragma once

#include "coach/timeline.h"
#include "sound/bell.h"

struct sound;

/// Frames of one tick: a cue starts at `tick * SOUND_FRAMES_PER_TICK`.
enum { SOUND_FRAMES_PER_TICK = SOUND_RATE_HZ / TICKS_PER_S };

/// `folder` holds bell.ogg, side_bell.ogg and end_bell.ogg. A file that cannot be used is told by
/// one warning and is silent: sound never stops a practice. The timeline must outlive the sound.
struct sound *sound_create(const struct timeline *timeline, const char *folder);
void sound_destroy(struct sound *sound);

/// Write `frame_count` frames of left and right, from `first_frame` of the timeline (it may lie
/// outside: silence). Full scale = 1; the shipped bells stay below -6 dBFS. The cues' bells, times
/// the moment's loudness.
void sound_render(const struct sound *sound, long long first_frame, int frame_count, float *stereo);

/// True if no bell rings anywhere from `first_frame` up to, not including, `end_frame`.
bool sound_is_silent(const struct sound *sound, long long first_frame, long long end_frame);
