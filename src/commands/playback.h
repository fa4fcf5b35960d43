/// All that a session lets be heard: the practice, and the voice of the screens.
#pragma once

#include "commands/hearing.h"
#include "commands/screen_voice.h"
#include "platform/audio.h"

/// Silent until it is opened. An open one must not move.
struct playback {
    struct hearing_options wanted; ///< to be heard
    struct hearing hearing;
    struct audio *audio; ///< NULL: not open yet
    struct screen_voice screen_voice;
};

/// Lets the app's timeline be heard. May take a while.
void playback_open(struct playback *playback, const struct app *app);
void playback_close(struct playback *playback); ///< one that is not open is fine

/// The app has another timeline: an open playback plays that one now.
void playback_take_timeline(struct playback *playback, const struct app *app);

/// What the user wants to hear now, by the app's settings.
void playback_take_settings(struct playback *playback, const struct app *app);

/// Goes where the app is. Call it every frame; `fraction` of a tick, see struct ticker.
void playback_follow(struct playback *playback, const struct app *app, double fraction);

void playback_say_again(struct playback *playback);
