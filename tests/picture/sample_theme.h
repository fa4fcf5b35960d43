/// A theme for tests that is no file: every role has a colour of its own.
#pragma once

#include "picture/theme.h"

static inline struct theme sample_theme(float brightness)
{
    struct theme theme = {.id = "sample", .name = "Sample", .shadow_strength = 1.0f};
    for (int i = 0; i < ROLE_COUNT; i++) {
        float share = (float)(i + 1) / (float)(ROLE_COUNT + 1);
        theme.colour[i] = (struct colour){brightness * (0.4f + 0.6f * share), brightness * 0.7f,
                                          brightness * (1.0f - 0.6f * share)};
    }
    return theme;
}
