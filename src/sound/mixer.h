/// The sound of a practice as it is played: follows the player, and turns every change the user
/// makes (pause, skip, volume, mute) into a ramp, so that nothing clicks.
///
/// A spoken line is heard whole or not at all: whoever comes into its middle (after a pause, by
/// "say that again") hears it again from its beginning, if there is time before the next one.
///
/// Not safe for two threads by itself: whoever calls mixer_render from an audio thread holds a lock
/// round the other calls (platform/audio does).
#pragma once

#include "sound/ramp.h"
#include "sound/sound.h"

enum {
    /// Fade out and in at a pause or a skip.
    MIXER_FADE_FRAMES = SOUND_RATE_HZ / 5,
    /// Change of volume, mute.
    MIXER_VOLUME_FRAMES = SOUND_RATE_HZ / 10,
    /// Sound and practice may drift apart that far before what is heard is faded over to where
    /// the practice is. In silence they are brought together at once.
    MIXER_DRIFT_FRAMES = SOUND_RATE_HZ * 3 / 20
};

enum again_state {
    AGAIN_NOT,
    AGAIN_WAITING, ///< until the timeline's own voice has faded
    AGAIN_SAYING,
    AGAIN_STOPPING ///< fading out
};

/// A line that is said again, outside the timeline's own course.
struct mixer_again {
    enum again_state state;
    int line;
    long long offset;
    struct ramp gain;
    struct ramp room; ///< 1: the others make room for it
};

struct mixer {
    const struct sound *sound;
    struct ramp volume;
    struct ramp part[SOUND_PART_COUNT];
    struct ramp duck;         ///< 0 if there is no voice that the others would make room for
    struct ramp lines;        ///< of the timeline's own voice
    struct ramp run;          ///< 1 while playing, 0 while paused or on the way elsewhere
    long long frame;          ///< of the timeline, heard next
    long long practice_frame; ///< where the practice is
    long long voice_since_frame;
    struct mixer_again again;
    bool running;
    bool astray; ///< heading for silence, to go on at practice_frame
};

/// Silent and paused at the start. The sound must outlive the mixer.
void mixer_init(struct mixer *mixer, const struct sound *sound);

/// The practice is at `t_s` of the timeline, and time goes on (`running`) or stands still.
/// Call it once a frame.
void mixer_follow(struct mixer *mixer, double t_s, bool running);

/// `volume` 0..1 as on a knob (see mixer_gain).
void mixer_set_volume(struct mixer *mixer, float volume, bool muted);

/// The knob of one part: MIXER_PART_VOLUME is as it is meant, 1 is 8 dB more.
#define MIXER_PART_VOLUME 0.8f
void mixer_set_part_volume(struct mixer *mixer, enum sound_part part, float volume);

/// Say the line of the moment again: in a pause, or while time goes on if it ends before the next.
void mixer_say_again(struct mixer *mixer);

/// Write the next frames: left, right; full scale = 1.
void mixer_render(struct mixer *mixer, int frame_count, float *stereo);

/// Gain of a knob's position 0..1: each tenth is 4 dB, so that steps are heard as equal and the
/// lowest (0.05: -38 dB) is really low; 0 = silent.
float mixer_gain(float volume);
