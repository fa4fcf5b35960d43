/// What the user's actions do to a practice. All state of the practice screen; no drawing, no SDL.
#pragma once

#include "screens/action.h"
#include "screens/bindings.h"
#include "screens/practice_view.h"

/// What the platform has to do after an action.
enum practice_request {
    PRACTICE_REQUEST_NONE = 0,
    PRACTICE_REQUEST_QUIT = 1 << 0,
    PRACTICE_REQUEST_THEME = 1 << 1,     ///< take the next theme
    PRACTICE_REQUEST_FULLSCREEN = 1 << 2 ///< toggle
};

struct practice_control {
    struct player player;
    bool help, leave_question;
    bool resume_after_question; ///< it was playing when the question came
    bool muted, pad_lost;
    int volume_percent; ///< 0..100
    long volume_ticks;  ///< left for which the volume is shown
};

void practice_control_init(struct practice_control *control, const struct timeline *timeline,
                           double start_s, int volume_percent, bool muted);

/// Returns a set of enum practice_request.
unsigned practice_control_act(struct practice_control *control, enum action action);

/// Time goes on by whole ticks.
void practice_control_advance(struct practice_control *control, long ticks);

/// A gamepad went away: pause, whatever was going on, and say why.
void practice_control_pad_lost(struct practice_control *control);

/// How keys and buttons are to be read now.
enum input_mode practice_control_mode(const struct practice_control *control);

/// Keep the screen on? True through the practice; false in the final rest, when it is over and
/// while it is paused.
bool practice_control_keeps_awake(const struct practice_control *control);

/// 0..1, 0 while muted. Not the loudness of the moment.
float practice_control_volume(const struct practice_control *control);

/// What to draw. `moment` is the one at the player's time.
struct practice_view practice_control_view(const struct practice_control *control,
                                           const struct moment *moment);
