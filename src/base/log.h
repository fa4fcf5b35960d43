/// What the program tells the terminal: four levels, one sink (standard error), never in a loop.
#pragma once

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARNING, LOG_ERROR };

/// Messages below `level` are dropped. Default: LOG_INFO.
void log_set_level(enum log_level level);

/// One line "repose: [warning: |error: ]...". No newline in `format`.
void log_write(enum log_level level, const char *format, ...) __attribute__((format(printf, 2, 3)));

#define log_debug(...)   log_write(LOG_DEBUG, __VA_ARGS__)
#define log_info(...)    log_write(LOG_INFO, __VA_ARGS__)
#define log_warning(...) log_write(LOG_WARNING, __VA_ARGS__)
#define log_error(...)   log_write(LOG_ERROR, __VA_ARGS__)
