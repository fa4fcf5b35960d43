/// How much light a picture gives, for the light budget of the night.
#pragma once

#include "picture/canvas.h"

struct light {
    float mean_luminance; ///< mean over the picture, full white = 1
    float melanopic;      ///< mean melanopic light over the picture, full white of an LCD = 1
};

/// Linear-light sRGB weighted with the measured primaries of an LED-LCD: luminance shares
/// .226/.706/.068; melanopic EDI per unit of luminance .053 R + .457 G + .427 B, white .937
/// (CIE S 026:2018 action spectrum over the display's emission spectrum).
struct light light_of_canvas(struct canvas *canvas);

/// Melanopic EDI in lux at the eye from a picture of this melanopic level on a screen whose white
/// has `white_cd_m2` and which covers `solid_angle_sr` (projected) of the view.
/// A 55-inch screen seen from 3 m covers 0.0894 sr.
float light_melanopic_lux(float melanopic, float white_cd_m2, float solid_angle_sr);
