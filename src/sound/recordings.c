#include "sound/recordings.h"

#include "base/log.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

enum { PATH_BYTES = 4096 };

void recording_name(const char *text, char name[RECORDING_NAME_MAX])
{
    int length = 0;
    for (; *text && length < RECORDING_NAME_MAX - 1; text++) {
        if (isalnum((unsigned char)*text))
            name[length++] = (char)tolower((unsigned char)*text);
        else if (length > 0 && name[length - 1] != '-')
            name[length++] = '-';
    }
    if (length > 0 && name[length - 1] == '-')
        length--;
    name[length] = '\0';
}

static bool find(const char *folder, const char *text, char path[PATH_BYTES])
{
    static const char *const endings[] = {"wav", "flac", "ogg"};
    char name[RECORDING_NAME_MAX];
    recording_name(text, name);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        int length = snprintf(path, PATH_BYTES, "%s/%s.%s", folder, name, endings[i]);
        if (length < PATH_BYTES && access(path, R_OK) == 0)
            return true;
    }
    return false;
}

static double seconds(void *user, const char *text)
{
    char path[PATH_BYTES];
    return find(user, text, path) ? clip_file_seconds(path) : 0.0;
}

struct speech recordings_speech(const char *folder)
{
    if (!folder)
        return (struct speech){0};
    return (struct speech){.seconds = seconds, .user = (void *)(uintptr_t)folder};
}

bool recording_load(const char *folder, const char *text, struct clip *clip)
{
    char path[PATH_BYTES];
    struct err err;
    *clip = (struct clip){0};
    if (!find(folder, text, path))
        return false;
    if (clip_load(clip, path, &err))
        return true;
    log_warning("%s; the machine's voice says this line", err.text);
    return false;
}
