/// How long it takes to say a line: what the timeline must know of a voice.
#pragma once

/// Whoever knows better than the estimate (recorded lines) says so here. The same line must always
/// get the same answer.
struct speech {
    /// Seconds that saying `text` takes; 0 or less: not known. NULL: nothing is known.
    double (*seconds)(void *user, const char *text);
    void *user;
};

/// The least silence between two lines.
#define SPEECH_GAP_S 0.4

/// Seconds to leave for `text`: never less than the estimate, so that a quick voice does not hurry
/// the body.
double speech_seconds(const struct speech *speech, const char *text);

/// Seconds in which an unhurried voice has said `text`. Fitted to 157 lines of flite's voice slt at
/// a stretch of 1.25 (standard deviation 0.2 s), and 0.2 s more.
double speech_estimate_s(const char *text);
