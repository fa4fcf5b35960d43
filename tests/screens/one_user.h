/// Somebody new for every test, on a small canvas.
#pragma once

#include "screens/shipped.h"

static struct user user;

static int begin(void **state)
{
    (void)state;
    struct settings settings = settings_default();
    user_begin(&user, 640, 360, &settings);
    user_look(&user);
    return 0;
}

static int end(void **state)
{
    (void)state;
    user_finish(&user);
    return 0;
}
