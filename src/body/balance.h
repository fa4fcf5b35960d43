/// Balance: where the body's mass is, and whether it stands above what carries it.
#pragma once

#include "body/skeleton.h"

/// Centre of mass, world. Masses and centres of the segments: de Leva 1996 (women); hands and feet
/// are taken at palm and ball.
vec3s balance_mass_centre(const struct body *body);

/// How far the centre of mass, projected on the floor, is inside the convex hull of what touches
/// the floor (contact volumes within a centimetre of it, of the trunk within two: the small of the
/// back is soft); negative: so far outside.
float balance_margin_m(const struct body *body);
