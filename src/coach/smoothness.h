/// How smooth a stroke is: the spectral arc length of its speed (SPARC).
///
/// Balasubramanian et al. 2015, J NeuroEng Rehab 12:112 (reference code: siva82kb/SPARC): up to
/// 10 Hz, amplitude threshold 0.05, zero-padded 16 times. A minimum-jerk stroke has -1.40, a
/// trapezoid -1.85; more negative is less smooth.
#pragma once

/// `speed`: `count` samples, `rate_hz` of them a second, from rest to rest.
float smoothness_sparc(const float *speed, int count, double rate_hz);
