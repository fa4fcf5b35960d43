#include "sound/clip.h"

#include "base/mem.h"
#include "sound/resample.h"

#include <errno.h>
#include <math.h>
#include <sndfile.h>
#include <string.h>
#include <unistd.h>

enum { RATE_MIN_HZ = 8000, RATE_MAX_HZ = 192000 };

static bool is_usable(const SF_INFO *info, const char *path, struct err *err)
{
    if (info->samplerate < RATE_MIN_HZ || info->samplerate > RATE_MAX_HZ) {
        return err_set(err, "%s: %d frames a second, outside %d to %d", path, info->samplerate,
                       RATE_MIN_HZ, RATE_MAX_HZ);
    }
    if (info->channels != 1 && info->channels != 2)
        return err_set(err, "%s: %d channels instead of 1 or 2", path, info->channels);
    if (info->frames <= 0)
        return err_set(err, "%s: there is no sound in it", path);
    if (info->frames > (sf_count_t)CLIP_SECONDS_MAX * info->samplerate)
        return err_set(err, "%s: longer than %d s", path, CLIP_SECONDS_MAX);
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

static void convert_rate(struct clip *clip, int from_hz)
{
    int frame_count = 0;
    float *stereo =
        resample(clip->stereo, clip->frame_count, 2, from_hz, SOUND_RATE_HZ, &frame_count);
    mem_free(clip->stereo);
    *clip = (struct clip){.frame_count = frame_count, .stereo = stereo};
}

static bool decode(struct clip *clip, SNDFILE *file, const SF_INFO *info, const char *path,
                   struct err *err)
{
    int frame_count = (int)info->frames;
    clip->stereo = mem_alloc((size_t)frame_count, 2 * sizeof(float));
    sf_count_t got = sf_readf_float(file, clip->stereo, frame_count);
    if (got != frame_count || sf_error(file) != SF_ERR_NO_ERROR) {
        return err_set(err, "%s: damaged: %lld of %d frames could be read", path, (long long)got,
                       frame_count);
    }
    if (!is_finite(clip->stereo, frame_count * info->channels))
        return err_set(err, "%s: damaged: it holds samples that are no numbers", path);
    if (info->channels == 1)
        spread_mono(clip->stereo, frame_count);
    clip->frame_count = frame_count;
    if (info->samplerate != SOUND_RATE_HZ)
        convert_rate(clip, info->samplerate);
    return true;
}

bool clip_load(struct clip *clip, const char *path, struct err *err)
{
    *clip = (struct clip){0};
    // libsndfile says "System error." when a file is missing; the system's own words are clearer.
    if (access(path, R_OK) != 0)
        return err_set(err, "%s: %s", path, strerror(errno));
    SF_INFO info = {0};
    SNDFILE *file = sf_open(path, SFM_READ, &info);
    if (!file)
        return err_set(err, "%s: not a sound file that can be read", path);
    bool good = is_usable(&info, path, err) && decode(clip, file, &info, path, err);
    sf_close(file);
    if (!good)
        clip_finish(clip);
    return good;
}

double clip_file_seconds(const char *path)
{
    SF_INFO info = {0};
    SNDFILE *file = sf_open(path, SFM_READ, &info);
    if (!file)
        return -1.0;
    sf_close(file);
    return is_usable(&info, path, NULL) ? (double)info.frames / info.samplerate : -1.0;
}

void clip_finish(struct clip *clip)
{
    mem_free(clip->stereo);
    *clip = (struct clip){0};
}

void clip_add(const struct clip *clip, long long offset, float gain_left, float gain_right,
              int frame_count, float *stereo)
{
    long long from = offset < 0 ? -offset : 0, to = clip->frame_count - offset;
    to = to < frame_count ? to : frame_count;
    for (long long i = from; i < to; i++) {
        stereo[2 * i] += gain_left * clip->stereo[2 * (offset + i)];
        stereo[2 * i + 1] += gain_right * clip->stereo[2 * (offset + i) + 1];
    }
}
