#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>

static enum log_level lowest_level = LOG_INFO;

void log_set_level(enum log_level level)
{
    lowest_level = level;
}

void log_write(enum log_level level, const char *format, ...)
{
    static const char *const prefixes[] = {"debug: ", "", "warning: ", "error: "};
    if (level < lowest_level)
        return;
    char line[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    fprintf(stderr, "repose: %s%s\n", prefixes[level], line);
}
