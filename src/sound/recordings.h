/// Somebody's own voice: a folder of recorded lines, each of which replaces the machine's.
///
/// A line's file is named after its words: small letters and digits stay, everything between them
/// becomes one "-", and what is longer than 80 letters is cut. "Let both knees sink to your
/// right." is let-both-knees-sink-to-your-right.wav (or .flac, .ogg). The timeline leaves a
/// recorded line the time that it takes.
#pragma once

#include "coach/speech.h"
#include "sound/clip.h"

enum { RECORDING_NAME_MAX = 81 };

/// The name of the line's file without its ending.
void recording_name(const char *text, char name[RECORDING_NAME_MAX]);

/// Seconds of each line that is in `folder`. The folder's name must outlive the speech; NULL:
/// nothing is recorded.
struct speech recordings_speech(const char *folder);

/// Load the line's recording. False if there is none; false with a warning, told once a line, if
/// it cannot be used.
bool recording_load(const char *folder, const char *text, struct clip *clip);
