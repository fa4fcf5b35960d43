#include "coach/daylight.h"

#include <math.h>

static const float PI = 3.14159265f;
static const float MINUTES_A_DAY = 1440.0f;

static float radians(float degrees)
{
    return degrees * PI / 180.0f;
}

/// Minutes by which a sundial is ahead of the clock.
static float equation_of_time_min(int day)
{
    float b = 2.0f * PI * ((float)day - 81.0f) / 365.0f;
    return 9.87f * sinf(2.0f * b) - 7.53f * cosf(b) - 1.5f * sinf(b);
}

static float declination(int day)
{
    return radians(23.44f) * sinf(2.0f * PI * ((float)day - 80.0f) / 365.25f);
}

struct daylight daylight_of(const struct tm *local, float latitude_deg)
{
    int day = local->tm_yday + 1;
    float latitude = radians(latitude_deg), sun = declination(day);
    float noon_min = 720.0f - equation_of_time_min(day) + (local->tm_isdst > 0 ? 60.0f : 0.0f);
    float cosine = (sinf(radians(-0.833f)) - sinf(latitude) * sinf(sun)) /
                   fmaxf(cosf(latitude) * cosf(sun), 1e-6f);
    if (cosine <= -1.0f)
        return (struct daylight){.always = 1};
    if (cosine >= 1.0f)
        return (struct daylight){.always = -1};
    float half_min = acosf(cosine) / (2.0f * PI) * MINUTES_A_DAY;
    return (struct daylight){noon_min - half_min, noon_min + half_min, 0};
}

/// Minutes since `from_min`, the last time the clock showed it.
static float since(float now_min, float from_min)
{
    float passed = fmodf(now_min - from_min, MINUTES_A_DAY);
    return passed < 0.0f ? passed + MINUTES_A_DAY : passed;
}

static float eased(float share)
{
    share = fminf(1.0f, share);
    return share * share * (3.0f - 2.0f * share);
}

float daylight_night_share(const struct tm *local, float latitude_deg)
{
    struct daylight day = daylight_of(local, latitude_deg);
    if (day.always != 0)
        return day.always > 0 ? 0.0f : 1.0f;
    float now_min = (float)(local->tm_hour * 60 + local->tm_min) + (float)local->tm_sec / 60.0f;
    float up = since(now_min, day.sunrise_min), down = since(now_min, day.sunset_min);
    if (up < down)
        return 1.0f - eased(up / DAYLIGHT_EASE_MIN);
    return eased(down / DAYLIGHT_EASE_MIN);
}
