/// The breath of the timeline, to be heard: in and out can be told apart with closed eyes.
///
/// Wind: soft noise that swells and fades with the flow of the air, brightening while one breathes
/// in, darkening while one breathes out. Tones: two soft tones, the higher for in. Both are loudest
/// when the air flows fastest and silent at each turn.
#pragma once

#include "coach/timeline.h"

enum breath_kind { BREATH_WIND, BREATH_TONES, BREATH_SILENT, BREATH_KIND_COUNT };

/// "wind", "tones", "off".
const char *breath_kind_name(enum breath_kind kind);

struct breath_sound;

/// The timeline must outlive the sound.
struct breath_sound *breath_sound_create(const struct timeline *timeline, enum breath_kind kind);
void breath_sound_destroy(struct breath_sound *sound);

/// Add what is heard from `first_frame` of the timeline on, left and right.
void breath_sound_add(const struct breath_sound *sound, long long first_frame, int frame_count,
                      float *stereo);

/// False if it is silent always.
bool breath_sound_is_heard(const struct breath_sound *sound);
