/// A film: pictures and sound go through pipes to the ffmpeg program, which writes an MP4 file
/// (H.264, AAC). The file appears under its name when it is whole, and not at all otherwise.
#pragma once

#include "base/err.h"
#include "picture/canvas.h"

struct film;

/// Writes `frame_count` frames (left, right; full scale = 1) from `first_frame` of the film.
typedef void film_sound(void *user, long long first_frame, int frame_count, float *stereo);

struct film_options {
    const char *path;  ///< ends with .mp4
    int width, height; ///< pixels, even
    int frames_per_s;
    long long sound_frames; ///< length of the sound, at sound_rate_hz
    int sound_rate_hz;
    film_sound *sound; ///< called in order, ahead of the pictures, from film_add
    void *user;
};

/// NULL with a sentence: the path cannot be written, or ffmpeg cannot be started.
struct film *film_begin(const struct film_options *options, struct err *err);

/// The next picture. False with a sentence if ffmpeg gave up (a full disk), or if the program was
/// asked to stop (platform/signals).
bool film_add(struct film *film, struct canvas *canvas, struct err *err);

/// Wait until the file is whole and give it its name. False with a sentence if it could not be.
/// Frees the film either way.
bool film_end(struct film *film, struct err *err);

/// Give up: nothing is left behind. NULL is fine.
void film_abandon(struct film *film);
