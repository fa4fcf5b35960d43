#include "sound/sound_file.h"

#include "base/mem.h"
#include "sound/sound.h"

#include <sndfile.h>

struct sound_file {
    SNDFILE *handle;
};

struct sound_file *sound_file_create(const char *path, struct err *err)
{
    SF_INFO info = {
        .samplerate = SOUND_RATE_HZ, .channels = 2, .format = SF_FORMAT_WAV | SF_FORMAT_PCM_24};
    SNDFILE *handle = sf_open(path, SFM_WRITE, &info);
    if (!handle) {
        err_set(err, "%s: cannot be written: %s", path, sf_strerror(NULL));
        return NULL;
    }
    struct sound_file *file = mem_alloc(1, sizeof *file);
    file->handle = handle;
    return file;
}

bool sound_file_write(struct sound_file *file, const float *stereo, int frames)
{
    return sf_writef_float(file->handle, stereo, frames) == frames;
}

bool sound_file_close(struct sound_file *file)
{
    if (!file)
        return true;
    bool closed = sf_close(file->handle) == 0;
    mem_free(file);
    return closed;
}
