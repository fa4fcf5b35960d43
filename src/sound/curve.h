/// A gain over time that is asked for a hundred times a second and goes straight between: asking
/// for every sample would cost more than the sound itself.
#pragma once

/// The gain at `t_s`, as often asked as wanted, always the same.
typedef float curve_function(const void *source, double t_s);

/// Write the gain of each frame from `first_frame` on (48,000 a second). The same frame gets the
/// same gain, to the bit, whatever piece it is part of.
void curve_fill(curve_function *function, const void *source, long long first_frame,
                int frame_count, float *gain);
