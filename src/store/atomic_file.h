/// Write a file so that nobody ever finds half of it: a new file beside it, synced to the disk,
/// takes its name.
#pragma once

#include "base/err.h"

#include <stddef.h>

/// Missing folders on the way to `path` are made, readable by the user alone (XDG base directory
/// specification). A link is followed, so that it still points to the file afterwards. False with
/// a sentence that names the file and the cause; what stood there is untouched then.
bool atomic_file_write(const char *path, const char *bytes, size_t count, struct err *err);
