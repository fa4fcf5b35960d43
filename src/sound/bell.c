#include "sound/bell.h"

#include "base/mem.h"

#include <errno.h>
#include <math.h>
#include <sndfile.h>
#include <string.h>
#include <unistd.h>

static bool is_usable(const SF_INFO *info, const char *path, struct err *err)
{
    if (info->samplerate != SOUND_RATE_HZ) {
        return err_set(err, "%s: %d frames a second instead of %d", path, info->samplerate,
                       SOUND_RATE_HZ);
    }
    if (info->channels != 1 && info->channels != 2)
        return err_set(err, "%s: %d channels instead of 1 or 2", path, info->channels);
    if (info->frames <= 0)
        return err_set(err, "%s: there is no sound in it", path);
    if (info->frames > (sf_count_t)BELL_SECONDS_MAX * SOUND_RATE_HZ)
        return err_set(err, "%s: longer than %d s", path, BELL_SECONDS_MAX);
    return true;
}

static bool is_finite(const float *samples, int count)
{
    for (int i = 0; i < count; i++)
        if (!isfinite(samples[i]))
            return false;
    return true;
}

/// Mono is read into the first half and spread backwards, so that nothing is overwritten early.
static void spread_mono(float *samples, int frame_count)
{
    for (int i = frame_count - 1; i >= 0; i--)
        samples[2 * i] = samples[2 * i + 1] = samples[i];
}

static bool decode(struct bell *bell, SNDFILE *file, const SF_INFO *info, const char *path,
                   struct err *err)
{
    int frame_count = (int)info->frames;
    bell->stereo = mem_alloc((size_t)frame_count, 2 * sizeof(float));
    sf_count_t got = sf_readf_float(file, bell->stereo, frame_count);
    if (got != frame_count || sf_error(file) != SF_ERR_NO_ERROR) {
        return err_set(err, "%s: damaged: %lld of %d frames could be read", path, (long long)got,
                       frame_count);
    }
    if (!is_finite(bell->stereo, frame_count * info->channels))
        return err_set(err, "%s: damaged: it holds samples that are no numbers", path);
    if (info->channels == 1)
        spread_mono(bell->stereo, frame_count);
    bell->frame_count = frame_count;
    return true;
}

bool bell_load(struct bell *bell, const char *path, struct err *err)
{
    *bell = (struct bell){0};
    // libsndfile says "System error." when a file is missing; the system's own words are clearer.
    if (access(path, R_OK) != 0)
        return err_set(err, "%s: %s", path, strerror(errno));
    SF_INFO info = {0};
    SNDFILE *file = sf_open(path, SFM_READ, &info);
    if (!file)
        return err_set(err, "%s: not a sound file that can be read", path);
    bool good = is_usable(&info, path, err) && decode(bell, file, &info, path, err);
    sf_close(file);
    if (!good)
        bell_finish(bell);
    return good;
}

void bell_finish(struct bell *bell)
{
    mem_free(bell->stereo);
    *bell = (struct bell){0};
}
