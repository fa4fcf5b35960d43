/// The shipped bedtime routine without its words.
#pragma once

#include "evening.h"

static struct evening evening;

static int load_evening(void **state)
{
    (void)state;
    struct timeline_settings settings = timeline_settings_default();
    settings.talk = TALK_NONE;
    return evening_load(&evening, &settings) ? 0 : -1;
}

static int finish_evening(void **state)
{
    (void)state;
    evening_finish(&evening);
    return 0;
}

static inline struct sound *create_sound(const struct timeline *timeline, enum bed_kind bed,
                                         enum breath_kind breath)
{
    const struct sound_settings settings = {.folder = SOUNDS, .bed = bed, .breath = breath};
    return sound_create(timeline, &settings);
}

static inline struct sound *create_bells(const struct timeline *timeline)
{
    return create_sound(timeline, BED_NONE, BREATH_SILENT);
}
