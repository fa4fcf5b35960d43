/// Which beats of the display are drawn: all of them only while something moves fast and the
/// machine keeps up, else every second, third ... one. Always evenly: pictures that come now after
/// one beat, now after two, look worse than half as many.
#pragma once

#include <stdbool.h>

struct cadence {
    int beats;        ///< every so many-th beat is drawn
    double begun_s;   ///< when the picture that was drawn last was begun
    double until_s;   ///< so long after that none is drawn, but for the user
    double answers_s; ///< until then what the user did may still begin to move something
    int calmer;       ///< pictures in a row that could have come later
    int load;         ///< so many beats a picture needs on this machine, at least
    int lateness;     ///< rises with each picture that came late, falls with the others
    double easy_s;    ///< for so long there was time for pictures twice as often, or nearly
    double trial_s;   ///< so long it must have been easy before the load is taken to be less
    double lighter_s; ///< since the load was last taken to be less; negative: never was
};

/// The first beat is drawn.
struct cadence cadence_start(void);

/// A beat begins at `now_s`: is it drawn? `asked`: the user did something that wants an answer now;
/// what it sets in motion is drawn as fast as can be for a moment.
bool cadence_beat(struct cadence *cadence, double now_s, bool asked);

/// The beat was drawn, which took `work_s`; the display's beat takes `beat_s`. The next picture may
/// come `wait_s` after this one without being missed: see scene_wait_s. Returns true if this one
/// took so long that the next one will be late.
bool cadence_drawn(struct cadence *cadence, double wait_s, double work_s, double beat_s);
