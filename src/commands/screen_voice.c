#include "commands/screen_voice.h"

#include "sound/mixer.h"

void screen_voice_open(struct screen_voice *voice)
{
    *voice = (struct screen_voice){.announcer = announcer_create()};
}

void screen_voice_close(struct screen_voice *voice)
{
    announcer_destroy(voice->announcer);
    *voice = (struct screen_voice){0};
}

/// As loud as the voice of the practice.
static float gain_of(const struct app *app)
{
    const struct settings *settings = app_settings(app);
    float part = mixer_gain((float)settings->voice_volume / 100.0f);
    float all = mixer_gain((float)settings->volume / 100.0f);
    return app_is_muted(app) ? 0.0f : all * part / mixer_gain(MIXER_PART_VOLUME);
}

void screen_voice_follow(struct screen_voice *voice, const struct app *app)
{
    unsigned number;
    const struct settings *settings = app_settings(app);
    const char *text = app_spoken(app, &number);
    announcer_set_gain(voice->announcer, gain_of(app));
    if (number == voice->number)
        return;
    voice->number = number;
    bool speaks = settings->voice != VOICE_OFF && settings->read_screens;
    announcer_say(voice->announcer, settings->voice == VOICE_MAN ? SPEAKER_RMS : SPEAKER_SLT,
                  speaks ? text : "");
}
