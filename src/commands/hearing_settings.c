#include "commands/hearing_settings.h"

#include <math.h>
#include <string.h>

static const char *const voices[VOICE_COUNT] = {
    [VOICE_OFF] = "slt", [VOICE_WOMAN] = "slt", [VOICE_MAN] = "rms"};
static const char *const breaths[] = {
    [BREATH_SOUND_OFF] = "off", [BREATH_SOUND_WIND] = "wind", [BREATH_SOUND_TONES] = "tones"};
static const char *const beds[] = {
    [BED_SOUND_NONE] = "none", [BED_SOUND_DRONE] = "drone", [BED_SOUND_RAIN] = "rain"};

static float share(int percent)
{
    return (float)percent / 100.0f;
}

void hearing_take_settings(struct hearing_options *options, const struct settings *settings)
{
    options->talk = talk_name((enum talk)settings->talk);
    options->voice = voices[settings->voice];
    options->breath = breaths[settings->breath_sound];
    options->bed = beds[settings->bed];
    // A voice that is off is only not heard: its words stay on the screen, in their time.
    options->volume[SOUND_VOICE] =
        settings->voice == VOICE_OFF ? 0.0f : share(settings->voice_volume);
    options->volume[SOUND_BELLS] = share(settings->bell_volume);
    options->volume[SOUND_BREATH] = share(settings->breath_volume);
    options->volume[SOUND_BED] = share(settings->bed_volume);
}

static int index_of(const char *const *names, int count, const char *name)
{
    int i = 0;
    while (i + 1 < count && strcmp(names[i], name) != 0)
        i++;
    return i;
}

static void override_volume(const struct hearing_options *options,
                            const struct hearing_options *before, enum sound_part part,
                            struct settings *settings, enum setting_id id)
{
    if (options->volume[part] != before->volume[part])
        settings_set(settings, id, (int)lroundf(options->volume[part] * 100.0f));
}

void hearing_override_settings(const struct hearing_options *options,
                               const struct hearing_options *before, struct settings *settings)
{
    for (int talk = 0; talk < TALK_COUNT; talk++)
        if (strcmp(talk_name((enum talk)talk), options->talk) == 0)
            settings->talk = talk;
    if (strcmp(options->voice, before->voice) != 0)
        settings->voice = strcmp(options->voice, "rms") == 0 ? VOICE_MAN : VOICE_WOMAN;
    settings->breath_sound =
        index_of(breaths, (int)(sizeof breaths / sizeof *breaths), options->breath);
    settings->bed = index_of(beds, (int)(sizeof beds / sizeof *beds), options->bed);
    override_volume(options, before, SOUND_VOICE, settings, SET_VOICE_VOLUME);
    override_volume(options, before, SOUND_BELLS, settings, SET_BELL_VOLUME);
    override_volume(options, before, SOUND_BREATH, settings, SET_BREATH_VOLUME);
    override_volume(options, before, SOUND_BED, settings, SET_BED_VOLUME);
}
