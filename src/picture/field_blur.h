/// Box blur of a grid of floats, in place.
#pragma once

/// Rows of `width` values, `stride` values apart. What lies outside counts as 0.
void field_blur(float *values, int width, int height, int stride, int radius);
