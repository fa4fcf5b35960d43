/// The lines of a timeline, spoken. A thread of its own prepares each line before it is due and
/// keeps those round the place that is heard: from half a minute before to a minute and a half
/// ahead. A line that is not ready when it is due is not said at all (it stands on the screen):
/// never late, never cut, never two at once.
///
/// A line that the machine says slower than the timeline gives it time is said anew, quicker.
#pragma once

#include "coach/timeline.h"
#include "sound/speaker.h"

struct voice_settings {
    enum speaker speaker;
    const char *cache_folder; ///< NULL: said lines are not kept
    const char *recordings;   ///< folder of recorded lines; NULL: none
    bool patient;             ///< voice_add waits for lines instead of leaving them out: for files
};

struct voice;

/// The timeline, and the settings' texts, must outlive the voice.
struct voice *voice_create(const struct timeline *timeline, const struct voice_settings *settings);
void voice_destroy(struct voice *voice);

int voice_line_count(const struct voice *voice);

/// Where the timeline has a line: its first frame and the frames it may take.
struct voice_slot {
    long long first_frame;
    int frame_count;
};
struct voice_slot voice_slot(const struct voice *voice, int line);

/// The last line that begins at or before `frame`; -1 if there is none.
int voice_line_before(const struct voice *voice, long long frame);

/// Somebody listens at `frame`: what is near is prepared.
void voice_listen_at(struct voice *voice, long long frame);

/// Add what is heard of the lines from `first_frame` on; lines that begin before `since_frame` are
/// left out. Left and right.
void voice_add(struct voice *voice, long long since_frame, long long first_frame, int frame_count,
               float *stereo);

/// Add one line from its frame `offset` on, wherever it belongs. False once it is over, or if it
/// is not ready.
bool voice_add_line(struct voice *voice, int line, long long offset, int frame_count,
                    float *stereo);

/// 0..1: how much room the lines at `t_s` need. Rises before a line, falls after it.
float voice_presence(const struct voice *voice, double t_s);

/// Memory that the prepared lines take now.
long long voice_bytes(struct voice *voice);

/// True if the line is ready to be heard.
bool voice_is_ready(struct voice *voice, int line);
