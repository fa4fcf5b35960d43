/// Where the sun stands by the clock and the latitude alone, for a light that follows the day.
#pragma once

#include <time.h>

/// Minutes after midnight by the user's clock; in polar summer and winter the sun does neither.
struct daylight {
    float sunrise_min, sunset_min;
    int always; ///< 1: the sun does not set on this day, -1: it does not rise, 0: it does both
};

/// `local` as localtime_r gives it. The longitude is taken to be that of the time zone's middle, so
/// the times are right to about half an hour; what they are good for needs no more.
///
/// Declination and equation of time: the usual first terms (Spencer 1971, simplified); the sun is
/// up while its upper edge is, with refraction, 0.833 degrees below the horizon.
struct daylight daylight_of(const struct tm *local, float latitude_deg);

/// How far into the night it is, 0 (day) to 1: eased over DAYLIGHT_EASE_MIN after sunset, and back
/// after sunrise.
float daylight_night_share(const struct tm *local, float latitude_deg);

enum { DAYLIGHT_EASE_MIN = 20 };
