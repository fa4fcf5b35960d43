/// What strains cloth and flesh in a body: how far its joints are turned, as folds and correctives
/// count it.
#pragma once

#include "body/skeleton.h"
#include "picture/figure_person.h"

struct strains {
    float deg[SIDE_COUNT][STRAIN_COUNT];
};

struct strains strains_of_body(const struct body *body);

/// 0..1: how much has grown at a strain. `grows_deg`: where it begins and is whole, `fades_deg`:
/// where it begins to go and is gone; each may go up or down.
float strain_growth(const float grows_deg[2], const float fades_deg[2], float strain_deg);
