/// A number that tells whether what an item shows has changed (FNV-1a, 64 bits).
#pragma once

#include <stddef.h>
#include <stdint.h>

enum { FINGERPRINT_NONE = 0 };

static inline uint64_t fingerprint_bytes(uint64_t print, const void *bytes, size_t size)
{
    const unsigned char *byte = bytes;
    if (print == FINGERPRINT_NONE)
        print = 14695981039346656037u;
    for (size_t i = 0; i < size; i++)
        print = (print ^ byte[i]) * 1099511628211u;
    return print;
}

static inline uint64_t fingerprint_int(uint64_t print, long value)
{
    return fingerprint_bytes(print, &value, sizeof value);
}

/// NULL counts as an empty text.
static inline uint64_t fingerprint_text(uint64_t print, const char *text)
{
    size_t size = 0;
    while (text && text[size])
        size++;
    return fingerprint_bytes(fingerprint_int(print, (long)size), text ? text : "", size);
}
