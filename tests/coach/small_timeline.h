/// The timeline of the small routine, for a group of tests.
#pragma once

#include "coach/small_content.h"
#include "coach/timeline.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct content content;
static struct routine routine;
static struct timeline *timeline;

static int set_up(void **state)
{
    (void)state;
    content = small_content();
    routine = small_routine();
    struct timeline_settings settings = timeline_settings_default();
    timeline = timeline_create(&content, &routine, &settings, NULL);
    return timeline ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    timeline_destroy(timeline);
    return 0;
}
