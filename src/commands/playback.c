#include "commands/playback.h"

#include "commands/hearing_settings.h"

#include <string.h>

static void open_sound(struct playback *playback, const struct app *app)
{
    hearing_start(&playback->hearing, app_timeline(app), &playback->wanted, false);
    playback->audio = audio_open(&playback->hearing.mixer);
    audio_set_announcer(playback->audio, playback->screen_voice.announcer);
}

static void close_sound(struct playback *playback)
{
    audio_close(playback->audio);
    hearing_finish(&playback->hearing);
    playback->audio = NULL;
}

void playback_open(struct playback *playback, const struct app *app)
{
    screen_voice_open(&playback->screen_voice);
    open_sound(playback, app);
}

void playback_close(struct playback *playback)
{
    close_sound(playback);
    screen_voice_close(&playback->screen_voice);
}

void playback_take_timeline(struct playback *playback, const struct app *app)
{
    if (!playback->audio)
        return;
    close_sound(playback);
    open_sound(playback, app);
}

static bool need_other_sound(const struct hearing_options *a, const struct hearing_options *b)
{
    return strcmp(a->voice, b->voice) != 0 || strcmp(a->breath, b->breath) != 0 ||
           strcmp(a->bed, b->bed) != 0;
}

void playback_take_settings(struct playback *playback, const struct app *app)
{
    const struct hearing_options before = playback->wanted;
    hearing_take_settings(&playback->wanted, app_settings(app));
    if (!playback->audio)
        return;
    if (need_other_sound(&before, &playback->wanted)) {
        close_sound(playback);
        open_sound(playback, app);
    }
    for (int part = 0; part < SOUND_PART_COUNT; part++)
        audio_set_part_volume(playback->audio, (enum sound_part)part,
                              playback->wanted.volume[part]);
}

void playback_follow(struct playback *playback, const struct app *app, double fraction)
{
    if (!playback->audio)
        return;
    screen_voice_follow(&playback->screen_voice, app);
    audio_follow(playback->audio, app_time_s(app, fraction), app_is_playing(app));
    audio_set_volume(playback->audio, (float)app_settings(app)->volume / 100.0f, app_is_muted(app));
}

void playback_say_again(struct playback *playback)
{
    if (playback->audio)
        audio_say_again(playback->audio);
}
