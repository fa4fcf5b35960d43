/// What is heard at a time: a pure function of (timeline, settings, frame), 48,000 frames a second
/// from the start of the timeline. Playing, seeking, listen and film are the same call with
/// another first frame.
///
/// Files are decoded with libsndfile and mixed here. SDL_mixer, which could do both, changes its
/// gain once a buffer (its fades pop: libsdl-org/SDL_mixer#777), cannot start a sound at an exact
/// frame and needs an audio device even to render a film.
#pragma once

#include "coach/timeline.h"
#include "sound/breath_sound.h"
#include "sound/clip.h"
#include "sound/voice.h"

enum sound_part { SOUND_VOICE, SOUND_BELLS, SOUND_BREATH, SOUND_BED, SOUND_PART_COUNT };

/// "voice", "bells", "breath", "bed".
const char *sound_part_name(enum sound_part part);

enum bed_kind { BED_DRONE, BED_RAIN, BED_NONE, BED_KIND_COUNT };

/// "drone", "rain", "none".
const char *bed_kind_name(enum bed_kind kind);

struct sound_settings {
    const char
        *folder; ///< holds bell.ogg, side_bell.ogg, end_bell.ogg, bed_drone.ogg, bed_rain.ogg
    enum bed_kind bed;
    enum breath_kind breath;
    struct voice_settings voice;
};

struct sound;

enum {
    /// Frames of one tick: a cue starts at `tick * SOUND_FRAMES_PER_TICK`.
    SOUND_FRAMES_PER_TICK = SOUND_RATE_HZ / TICKS_PER_S,
    /// Longest piece that sound_mix takes.
    SOUND_PIECE_FRAMES = 512
};

/// A file that cannot be used is told by one warning and is silent: sound never stops a practice.
/// The timeline, and the settings' texts, must outlive the sound.
struct sound *sound_create(const struct timeline *timeline, const struct sound_settings *settings);
void sound_destroy(struct sound *sound);

/// How one piece is mixed.
struct sound_mix {
    /// Of each part and frame; NULL: 1.
    const float *gain[SOUND_PART_COUNT];
    /// How far the others make room for the voice, of each frame; NULL: 1.
    const float *duck;
    /// Lines that begin before this frame are not heard.
    long long voice_since_frame;
};

/// Write `frame_count` (at most SOUND_PIECE_FRAMES) frames of left and right, from `first_frame` of
/// the timeline (it may lie outside: silence). Full scale = 1; at full gain everything together
/// stays below -6 dBFS.
void sound_mix(const struct sound *sound, const struct sound_mix *mix, long long first_frame,
               int frame_count, float *stereo);

/// The same for any number of frames, everything as loud as it is meant.
void sound_render(const struct sound *sound, long long first_frame, int frame_count, float *stereo);

/// One part alone, but making room for the voice as in the mix.
void sound_render_part(const struct sound *sound, enum sound_part part, long long first_frame,
                       int frame_count, float *stereo);

/// What is left of a part while the voice speaks, 0..1.
float sound_ducked(enum sound_part part);

/// For "say that again".
struct voice *sound_voice(const struct sound *sound);

/// True if nothing is heard anywhere from `first_frame` up to, not including, `end_frame`.
bool sound_is_silent(const struct sound *sound, long long first_frame, long long end_frame);
