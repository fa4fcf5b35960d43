/// What the user chose, once for every evening: plain data, and one table that tells of each
/// setting its key in the file, its range, and its words on the screen. Reading and writing the
/// file is the store's; changing values on the screen is the screens'.
#pragma once

#include "coach/timeline.h"

enum voice_choice { VOICE_OFF, VOICE_WOMAN, VOICE_MAN, VOICE_COUNT };

enum breath_sound_choice { BREATH_SOUND_OFF, BREATH_SOUND_WIND, BREATH_SOUND_TONES };

/// A quiet sound under everything.
enum bed_choice { BED_SOUND_NONE, BED_SOUND_DRONE, BED_SOUND_RAIN };

enum theme_choice { THEME_DAY, THEME_NIGHT, THEME_EMBER, THEME_AUTO, THEME_COUNT };

/// Who is seen to practise.
enum figure_kind { FIGURE_WOMAN, FIGURE_MAN, FIGURE_STICK, FIGURE_COUNT };

enum mirror_choice {
    MIRROR_OFF,    ///< the room as it is: the camera looks at the figure's side
    MIRROR_MIRROR, ///< left and right exchanged in the picture, as in a mirror
    MIRROR_BEHIND, ///< the camera on the other side of the figure
    MIRROR_COUNT
};

/// Seconds in and out, the goal of the breath's course.
enum breath_choice { BREATH_3_3, BREATH_3_4, BREATH_4_5, BREATH_4_6, BREATH_5_5, BREATH_5_7 };

enum { SETTINGS_BINDINGS_MAX = 64, SETTINGS_NAME_BYTES = 32 };

/// A key or button that somebody bound otherwise: `input` as SDL names it ("Space", "pad a").
struct settings_binding {
    char action[SETTINGS_NAME_BYTES]; ///< as action_name() says
    char input[SETTINGS_NAME_BYTES];
};

/// Every value is an int, so that one table can describe them; switches are 0 or 1.
struct settings {
    int voice;        ///< enum voice_choice
    int talk;         ///< enum talk
    int captions;     ///< switch: the words can also be read
    int read_screens; ///< switch: the focused item of a screen is spoken, if there is a voice
    int volume;       ///< percent, of everything
    int voice_volume, bell_volume, breath_volume, bed_volume; ///< percent; 80 is as it is meant
    int breath_sound;                                         ///< enum breath_sound_choice
    int bed;                                                  ///< enum bed_choice
    int breath;                                               ///< enum breath_choice
    int moves_extra; ///< switch: see struct timeline_settings
    int settle_s;    ///< seconds to lie down again before a pause ends
    int text_percent;
    int theme;          ///< enum theme_choice
    int figure;         ///< enum figure_kind
    int latitude;       ///< degrees, + north: for THEME_AUTO
    int dimmer_percent; ///< taken off the light of everything; shown is what is left
    int reduced_motion; ///< switch
    int mirror;         ///< enum mirror_choice
    int fullscreen;     ///< switch
    int display;        ///< 0: where the pointer is, else the display's number from 1
    int introduced;     ///< switch: "before you begin" has been seen
    int binding_count;
    struct settings_binding binding[SETTINGS_BINDINGS_MAX];
};

enum setting_kind { SETTING_SWITCH, SETTING_NUMBER, SETTING_CHOICE };

enum setting_id {
    SET_VOICE,
    SET_TALK,
    SET_CAPTIONS,
    SET_READ_SCREENS,
    SET_VOLUME,
    SET_VOICE_VOLUME,
    SET_BELL_VOLUME,
    SET_BREATH_SOUND,
    SET_BREATH_VOLUME,
    SET_BED,
    SET_BED_VOLUME,
    SET_BREATH,
    SET_MOVES_EXTRA,
    SET_SETTLE,
    SET_TEXT,
    SET_THEME,
    SET_LATITUDE,
    SET_DIMMER,
    SET_REDUCED_MOTION,
    SET_FIGURE,
    SET_MIRROR,
    SET_FULLSCREEN,
    SET_DISPLAY,
    SET_INTRODUCED,
    SET_COUNT
};

struct setting {
    const char *key; ///< in the file: "text_percent"
    enum setting_kind kind;
    int least, most, step, fallback; ///< most is the last choice of a SETTING_CHOICE
    const char *unit;                ///< behind a number on the screen: " %", " s"
    int shown_less_from; ///< on the screen a number is what it leaves of this; 0: it is itself
    const char *const *choice;       ///< in the file, by value
    const char *const *choice_label; ///< on the screen, by value
    const char *label;               ///< NULL: kept in the file, not shown on a screen
    const char *help; ///< one sentence of at most 36 letters: one line on a television
    const char *const *choice_help; ///< by value, in place of `help` on the screen; NULL: none
    size_t offset;                  ///< of its int in struct settings
};

extern const struct setting setting_table[SET_COUNT];

/// Every value its fallback, no bindings of one's own.
struct settings settings_default(void);

int settings_get(const struct settings *settings, enum setting_id id);

/// The value that a SETTING_CHOICE has by that name in the file; -1 if there is none.
int settings_choice(enum setting_id id, const char *name);

/// `value` is brought into the setting's range.
void settings_set(struct settings *settings, enum setting_id id, int value);

/// One step up or down: numbers stop at their ends, choices and switches go round. False if that
/// changes nothing.
bool settings_step(struct settings *settings, enum setting_id id, int direction);

/// As somebody sees it: to the right there is more. False if that changes nothing.
bool settings_step_shown(struct settings *settings, enum setting_id id, int direction);

/// The sentence that says what the setting does, or what its value does.
const char *settings_help(const struct settings *settings, enum setting_id id);

/// "80 %", "on", "night".
void settings_text(const struct settings *settings, enum setting_id id, char *text, size_t size);

/// The part of the settings that a timeline depends on; its `speech` is left empty.
struct timeline_settings settings_of_timeline(const struct settings *settings);
