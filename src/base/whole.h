/// Of whole numbers the smaller, the larger, and the nearest within bounds.
#pragma once

static inline int smaller_int(int a, int b)
{
    return a < b ? a : b;
}

static inline int larger_int(int a, int b)
{
    return a > b ? a : b;
}

static inline int clamp_int(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}
