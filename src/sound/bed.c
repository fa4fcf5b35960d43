#include "sound/bed.h"

static void close_seam(struct clip *clip)
{
    int loop_frames = clip->frame_count - BED_SEAM_FRAMES;
    for (int i = 0; i < BED_SEAM_FRAMES; i++) {
        float share = ((float)i + 0.5f) / BED_SEAM_FRAMES;
        for (int ear = 0; ear < 2; ear++) {
            float *begin = &clip->stereo[2 * i + ear];
            float again = clip->stereo[2 * (loop_frames + i) + ear];
            *begin = again + share * (*begin - again);
        }
    }
    clip->frame_count = loop_frames;
}

bool bed_load(struct bed *bed, const char *path, struct err *err)
{
    if (!clip_load(&bed->loop, path, err))
        return false;
    if (bed->loop.frame_count < 2 * BED_SEAM_FRAMES) {
        bed_finish(bed);
        return err_set(err, "%s: too short for a bed of sound", path);
    }
    close_seam(&bed->loop);
    return true;
}

void bed_finish(struct bed *bed)
{
    clip_finish(&bed->loop);
}

void bed_add(const struct bed *bed, long long first_frame, const float *gain, int frame_count,
             float *stereo)
{
    if (bed->loop.frame_count == 0)
        return;
    long long at = first_frame % bed->loop.frame_count;
    at = at < 0 ? at + bed->loop.frame_count : at;
    for (int i = 0; i < frame_count; i++) {
        stereo[2 * i] += gain[i] * bed->loop.stereo[2 * at];
        stereo[2 * i + 1] += gain[i] * bed->loop.stereo[2 * at + 1];
        at = at + 1 == bed->loop.frame_count ? 0 : at + 1;
    }
}
