/// A sound file that is being written: WAV, 48 kHz, 24 bit, stereo.
#pragma once

#include "base/err.h"

struct sound_file;

/// NULL with a sentence if the file cannot be written.
struct sound_file *sound_file_create(const char *path, struct err *err);

/// Interleaved left and right. False if not all of them could be written.
bool sound_file_write(struct sound_file *file, const float *stereo, int frames);

/// Complete the file. False if that failed: what is there is no whole file then. NULL is fine.
bool sound_file_close(struct sound_file *file);
