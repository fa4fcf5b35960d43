/// How loud a line is: libebur128.
#pragma once

#include <stdbool.h>

/// Integrated loudness (EBU R128) of mono speech of 48 kHz, heard on both sides. A short word is
/// measured as if it were said again and again. False if there is nothing to be heard.
bool loudness_of_line(const float *mono, int sample_count, double *lufs);
