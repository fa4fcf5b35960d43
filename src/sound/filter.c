#include "sound/filter.h"

#include <math.h>

struct corner {
    double cosine, alpha;
};

static struct corner corner_at(double rate_hz, double hz, double q)
{
    double w = 2.0 * 3.14159265358979323846 * hz / rate_hz;
    return (struct corner){.cosine = cos(w), .alpha = sin(w) / (2.0 * q)};
}

static struct filter normalized(double b0, double b1, double b2, double a0, double a1, double a2)
{
    return (struct filter){
        .b0 = b0 / a0, .b1 = b1 / a0, .b2 = b2 / a0, .a1 = a1 / a0, .a2 = a2 / a0};
}

struct filter filter_high_pass(double rate_hz, double corner_hz, double q)
{
    struct corner c = corner_at(rate_hz, corner_hz, q);
    double b = (1.0 + c.cosine) / 2.0;
    return normalized(b, -2.0 * b, b, 1.0 + c.alpha, -2.0 * c.cosine, 1.0 - c.alpha);
}

struct filter filter_low_pass(double rate_hz, double corner_hz, double q)
{
    struct corner c = corner_at(rate_hz, corner_hz, q);
    double b = (1.0 - c.cosine) / 2.0;
    return normalized(b, 2.0 * b, b, 1.0 + c.alpha, -2.0 * c.cosine, 1.0 - c.alpha);
}

struct filter filter_band_pass(double rate_hz, double middle_hz, double q)
{
    struct corner c = corner_at(rate_hz, middle_hz, q);
    return normalized(c.alpha, 0.0, -c.alpha, 1.0 + c.alpha, -2.0 * c.cosine, 1.0 - c.alpha);
}

struct filter filter_bell(double rate_hz, double middle_hz, double q, double gain_db)
{
    struct corner c = corner_at(rate_hz, middle_hz, q);
    double a = pow(10.0, gain_db / 40.0);
    return normalized(1.0 + c.alpha * a, -2.0 * c.cosine, 1.0 - c.alpha * a, 1.0 + c.alpha / a,
                      -2.0 * c.cosine, 1.0 - c.alpha / a);
}

struct filter filter_high_shelf(double rate_hz, double corner_hz, double gain_db)
{
    struct corner c = corner_at(rate_hz, corner_hz, sqrt(0.5));
    double a = pow(10.0, gain_db / 40.0), root = 2.0 * sqrt(a) * c.alpha, k = c.cosine;
    return normalized(a * ((a + 1.0) + (a - 1.0) * k + root),
                      -2.0 * a * ((a - 1.0) + (a + 1.0) * k),
                      a * ((a + 1.0) + (a - 1.0) * k - root), (a + 1.0) - (a - 1.0) * k + root,
                      2.0 * ((a - 1.0) - (a + 1.0) * k), (a + 1.0) - (a - 1.0) * k - root);
}

double filter_next(struct filter *filter, double sample)
{
    double out = filter->b0 * sample + filter->z1;
    filter->z1 = filter->b1 * sample - filter->a1 * out + filter->z2;
    filter->z2 = filter->b2 * sample - filter->a2 * out;
    return out;
}
