/// Lines that were said before, kept in a folder: saying one costs a twentieth of a second.
///
/// One file a line, named after a hash of its key. A file that is damaged, or whose key is another
/// one, counts as not there: the line is said anew and the file replaced. The cache never fails:
/// a folder that cannot be written is only slower.
#pragma once

#include "sound/speaker.h"

/// Bytes that the folder may hold: about eight minutes of speech. The lines that were not used for
/// the longest time go first.
enum { LINE_CACHE_BYTES_MAX = 16 * 1024 * 1024 };

/// `key`: everything that the sound depends on. False if it is not there.
bool line_cache_read(const char *folder, const char *key, struct speech_sound *said);

void line_cache_write(const char *folder, const char *key, const struct speech_sound *said);

/// Remove the oldest lines until at most `bytes_most` are left.
void line_cache_trim(const char *folder, long long bytes_most);
