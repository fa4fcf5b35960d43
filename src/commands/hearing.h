/// What the user chose to hear: the same options for play, export, listen and trace.
#pragma once

#include "coach/timeline.h"
#include "commands/options.h"
#include "platform/folders.h"
#include "sound/mixer.h"

struct hearing_options {
    const char *talk, *voice, *recordings, *breath, *pace, *bed;
    float volume[SOUND_PART_COUNT];
};

struct hearing_options hearing_options_default(void);

extern const char *const hearing_talks[], *const hearing_voices[], *const hearing_breaths[],
                                                                       *const hearing_beds[];

/// Options that the timeline depends on: how much is said, how one breathes.
#define HEARING_TIMELINE_OPTIONS(o)                                                                \
    {.name = "--talk",                                                                             \
     .value = "HOW",                                                                               \
     .text = &(o).talk,                                                                            \
     .choices = hearing_talks,                                                                     \
     .help = "full, short, names or none (full)"},                                                 \
        {.name = "--pace",                                                                         \
         .value = "IN,OUT",                                                                        \
         .text = &(o).pace,                                                                        \
         .help = "seconds of a breath in and out, reached after two minutes (4,6)"},               \
    {                                                                                              \
        .name = "--recordings", .value = "FOLDER", .text = &(o).recordings,                        \
        .help = "recorded lines that replace the voice's (see the manual)"                         \
    }

/// Options of the sound alone.
#define HEARING_SOUND_OPTIONS(o)                                                                   \
    {.name = "--voice",                                                                            \
     .value = "NAME",                                                                              \
     .text = &(o).voice,                                                                           \
     .choices = hearing_voices,                                                                    \
     .help = "slt (a woman) or rms (a man) (slt)"},                                                \
        {.name = "--breath",                                                                       \
         .value = "SOUND",                                                                         \
         .text = &(o).breath,                                                                      \
         .choices = hearing_breaths,                                                               \
         .help = "wind, tones or off (wind)"},                                                     \
        {.name = "--bed",                                                                          \
         .value = "SOUND",                                                                         \
         .text = &(o).bed,                                                                         \
         .choices = hearing_beds,                                                                  \
         .help = "quiet sound under everything: drone, rain or none (drone)"},                     \
        {.name = "--voice-volume",                                                                 \
         .value = "0..1",                                                                          \
         .share = &(o).volume[SOUND_VOICE],                                                        \
         .help = "0.8 is as it is meant, each tenth is 4 dB (0.8)"},                               \
        {.name = "--bell-volume",                                                                  \
         .value = "0..1",                                                                          \
         .share = &(o).volume[SOUND_BELLS],                                                        \
         .help = "of the bells (0.8)"},                                                            \
        {.name = "--breath-volume",                                                                \
         .value = "0..1",                                                                          \
         .share = &(o).volume[SOUND_BREATH],                                                       \
         .help = "of the breath (0.8)"},                                                           \
    {                                                                                              \
        .name = "--bed-volume", .value = "0..1", .share = &(o).volume[SOUND_BED],                  \
        .help = "of the bed (0.8)"                                                                 \
    }

/// "4,6" as a pace inside the safe range: in 3 s or more, out 8 s or less, five to ten breaths a
/// minute. False with a sentence.
bool hearing_pace(const char *text, struct breath_pace *pace, struct err *err);

/// False with a sentence if the options make no sense. `options` must outlive the settings.
bool hearing_timeline_settings(const struct hearing_options *options,
                               struct timeline_settings *settings, struct err *err);

/// A timeline that can be heard.
struct hearing {
    char sounds[FOLDERS_PATH_MAX], cache[FOLDERS_PATH_MAX];
    struct sound *sound;
    struct mixer mixer;
};

/// `patient`: nothing is left out because it is not ready (for files). The timeline and the
/// options must outlive the hearing, which must not move.
void hearing_start(struct hearing *hearing, const struct timeline *timeline,
                   const struct hearing_options *options, bool patient);

/// A zeroed hearing is fine.
void hearing_finish(struct hearing *hearing);
