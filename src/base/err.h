/// One human sentence about a mistake of the world (a bad file, no device, a full disk).
/// A programmer's mistake is an assert instead.
#pragma once

#include <stdbool.h>

struct err {
    char text[640];
};

/// Write the sentence. `err` may be NULL: then the sentence is dropped. Returns false, so that
/// a failing function can end with `return err_set(...)`.
bool err_set(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

/// Put `format` and ": " before the sentence that is already there.
void err_prefix(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));
