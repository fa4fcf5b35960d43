#include "commands/hearing.h"

#include "sound/recordings.h"

#include <stdlib.h>
#include <string.h>

const char *const hearing_talks[] = {"full", "short", "names", "none", NULL};
const char *const hearing_voices[] = {"slt", "rms", NULL};
const char *const hearing_breaths[] = {"wind", "tones", "off", NULL};
const char *const hearing_beds[] = {"drone", "rain", "none", NULL};

static const double BREATHS_A_MINUTE_LEAST = 5.0, BREATHS_A_MINUTE_MOST = 10.0;

struct hearing_options hearing_options_default(void)
{
    struct hearing_options options = {
        .talk = "full", .voice = "slt", .breath = "wind", .bed = "drone"};
    for (int part = 0; part < SOUND_PART_COUNT; part++)
        options.volume[part] = MIXER_PART_VOLUME;
    return options;
}

/// The choices stand in the order of their enum.
static int index_of(const char *const *choices, const char *text)
{
    int index = 0;
    while (strcmp(choices[index], text) != 0)
        index++;
    return index;
}

bool hearing_pace(const char *text, struct breath_pace *pace, struct err *err)
{
    char in[16];
    double in_s, out_s;
    const char *comma = strchr(text, ',');
    size_t length = comma ? (size_t)(comma - text) : sizeof in;
    if (length >= sizeof in)
        return err_set(err, "--pace: \"%s\" is no pace like 4,6", text);
    memcpy(in, text, length);
    in[length] = '\0';
    if (!options_seconds(in, &in_s) || !options_seconds(comma + 1, &out_s))
        return err_set(err, "--pace: \"%s\" is no pace like 4,6", text);
    if (in_s < BREATH_IN_LEAST_S || out_s > BREATH_OUT_MOST_S ||
        in_s + out_s < 60.0 / BREATHS_A_MINUTE_MOST ||
        in_s + out_s > 60.0 / BREATHS_A_MINUTE_LEAST) {
        return err_set(err,
                       "--pace: \"%s\" is not comfortable: at least %g s in, at most %g s out, "
                       "%g to %g breaths a minute",
                       text, BREATH_IN_LEAST_S, BREATH_OUT_MOST_S, BREATHS_A_MINUTE_LEAST,
                       BREATHS_A_MINUTE_MOST);
    }
    *pace = (struct breath_pace){.in_s = (float)in_s, .out_s = (float)out_s};
    return true;
}

bool hearing_timeline_settings(const struct hearing_options *options,
                               struct timeline_settings *settings, struct err *err)
{
    *settings = timeline_settings_default();
    settings->talk = (enum talk)index_of(hearing_talks, options->talk);
    settings->speech = recordings_speech(options->recordings);
    return !options->pace || hearing_pace(options->pace, &settings->breath.goal, err);
}

void hearing_start(struct hearing *hearing, const struct timeline *timeline,
                   const struct hearing_options *options, bool patient)
{
    hearing->sounds[0] = '\0';
    folders_in_data(hearing->sounds, "assets/sounds", NULL);
    bool cached = folders_cache(hearing->cache, "voice", NULL);
    const struct sound_settings settings = {
        .folder = hearing->sounds,
        .bed = (enum bed_kind)index_of(hearing_beds, options->bed),
        .breath = (enum breath_kind)index_of(hearing_breaths, options->breath),
        .voice = {.speaker = (enum speaker)index_of(hearing_voices, options->voice),
                  .cache_folder = cached ? hearing->cache : NULL,
                  .recordings = options->recordings,
                  .patient = patient},
    };
    hearing->sound = sound_create(timeline, &settings);
    mixer_init(&hearing->mixer, hearing->sound);
    for (int part = 0; part < SOUND_PART_COUNT; part++)
        mixer_set_part_volume(&hearing->mixer, (enum sound_part)part, options->volume[part]);
}

void hearing_finish(struct hearing *hearing)
{
    sound_destroy(hearing->sound);
    hearing->sound = NULL;
}
