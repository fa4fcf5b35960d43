/// Box blurs of a grid of floats, in place.
#pragma once

/// Rows of `width` values, `stride` values apart; one blur for each of the `passes` radii
/// (in values, fractions count). What
/// lies outside counts as 0. `scratch` holds at least width * height values.
void field_blur(float *values, int width, int height, int stride, const float *radii, int passes,
                float *scratch);
