/// The audio device: lets a mixer be heard. Having none, or losing it, never stops a practice:
/// one warning, then silence until a device comes.
#pragma once

#include "sound/announcer.h"
#include "sound/mixer.h"

#include <SDL_events.h>

struct audio;

/// Never NULL. From now on the mixer belongs to the audio thread: change it only through here.
struct audio *audio_open(struct mixer *mixer);
void audio_close(struct audio *audio);

/// Let this one be heard as well, from now on; NULL: nobody. It must outlive the audio.
void audio_set_announcer(struct audio *audio, struct announcer *announcer);

/// See mixer_follow and mixer_set_volume.
void audio_follow(struct audio *audio, double t_s, bool running);
void audio_set_volume(struct audio *audio, float volume, bool muted);

/// See mixer_set_part_volume.
void audio_set_part_volume(struct audio *audio, enum sound_part part, float volume);

/// See mixer_say_again.
void audio_say_again(struct audio *audio);

/// A device that is unplugged is let go, one that is plugged in is used.
void audio_handle(struct audio *audio, const SDL_Event *event);

bool audio_is_heard(const struct audio *audio);
