/// Second-order filters (R. Bristow-Johnson, Cookbook formulae for audio EQ biquad filters).
#pragma once

struct filter {
    double b0, b1, b2, a1, a2; ///< coefficients, a0 = 1
    double z1, z2;             ///< memory
};

/// `rate_hz` frames a second; the memory is empty.
struct filter filter_high_pass(double rate_hz, double corner_hz, double q);
struct filter filter_low_pass(double rate_hz, double corner_hz, double q);
struct filter filter_band_pass(double rate_hz, double middle_hz, double q); ///< 0 dB in the middle
struct filter filter_bell(double rate_hz, double middle_hz, double q, double gain_db);
struct filter filter_high_shelf(double rate_hz, double corner_hz, double gain_db);

double filter_next(struct filter *filter, double sample);
