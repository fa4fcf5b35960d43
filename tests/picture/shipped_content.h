/// The shipped poses, of all tests of a group.
#pragma once

#include "picture/shipped_moment.h"

static struct content content;

static int set_up(void **state)
{
    (void)state;
    load_shipped_content(&content);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_finish(&content.arena);
    return 0;
}
