#include "platform/film.h"

#include "base/mem.h"
#include "platform/process.h"
#include "platform/signals.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SOUND_CHUNK_FRAMES = 4096, PATH_MAX_BYTES = 4096 };

enum { PICTURES, SOUND, INPUT_COUNT };

struct film {
    struct film_options options;
    char path[PATH_MAX_BYTES];
    char part[PATH_MAX_BYTES]; ///< beside the path until the film is whole
    struct process ffmpeg;
    long long sound_frame;          ///< rendered so far
    size_t sound_sent, sound_bytes; ///< of the chunk
    float chunk[SOUND_CHUNK_FRAMES * 2];
};

/// A name of our own beside the film's, so that a film that fails leaves an older one alone.
static bool open_part(struct film *film, struct err *err)
{
    int length = snprintf(film->part, sizeof film->part, "%s.XXXXXX.part", film->path);
    if (length >= (int)sizeof film->part)
        return err_set(err, "%s: the path is too long", film->path);
    int fd = mkstemps(film->part, (int)strlen(".part"));
    if (fd < 0) {
        film->part[0] = '\0';
        return err_set(err, "%s cannot be written: %s", film->path, strerror(errno));
    }
    mode_t mask = umask(0);
    umask(mask);
    fchmod(fd, 0666 & ~mask);
    close(fd);
    return true;
}

static bool start_ffmpeg(struct film *film, struct err *err)
{
    const struct film_options *options = &film->options;
    char size[32], rate[16], sound_rate[16];
    snprintf(size, sizeof size, "%dx%d", options->width, options->height);
    snprintf(rate, sizeof rate, "%d", options->frames_per_s);
    snprintf(sound_rate, sizeof sound_rate, "%d", options->sound_rate_hz);
    // "file:" keeps ffmpeg from reading a protocol into a path with a colon.
    char target[PATH_MAX_BYTES + 8];
    snprintf(target, sizeof target, "file:%s", film->part);
    const char *const arguments[] = {
        "ffmpeg", "-hide_banner", "-loglevel", "error", "-nostdin", "-xerror", "-y", //
        "-f", "rawvideo", "-pixel_format", "bgr0", "-video_size", size, "-framerate", rate, "-i",
        "pipe:3", //
        "-f", "f32le", "-ar", sound_rate, "-ac", "2", "-i", "pipe:4", "-map", "0:v", "-map", "1:a",
        // Players take the colours as they were drawn only if the film names them.
        "-vf", "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p", "-colorspace", "bt709",
        "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv",     //
        "-c:v", "libx264", "-preset", "veryfast", "-tune", "animation", "-crf", "20", //
        "-c:a", "aac", "-b:a", "160k", "-movflags", "+faststart", "-f", "mp4", target, NULL};
    return process_start(&film->ffmpeg, (char *const *)arguments, INPUT_COUNT, err);
}

static void remove_part(struct film *film)
{
    if (film->part[0])
        unlink(film->part);
}

struct film *film_begin(const struct film_options *options, struct err *err)
{
    assert(options->width % 2 == 0 && options->height % 2 == 0 && options->frames_per_s > 0);
    struct film *film = mem_alloc(1, sizeof *film);
    film->options = *options;
    if (snprintf(film->path, sizeof film->path, "%s", options->path) >= (int)sizeof film->path) {
        err_set(err, "the path of the film is too long");
    } else if (open_part(film, err)) {
        if (start_ffmpeg(film, err))
            return film;
        remove_part(film);
    }
    mem_free(film);
    return NULL;
}

/// The next piece of sound, if all of the last one is sent. False at the end of the sound.
static bool prepare_sound(struct film *film)
{
    if (film->sound_sent < film->sound_bytes)
        return true;
    long long left = film->options.sound_frames - film->sound_frame;
    int count = left < SOUND_CHUNK_FRAMES ? (int)left : SOUND_CHUNK_FRAMES;
    if (count <= 0)
        return false;
    film->options.sound(film->options.user, film->sound_frame, count, film->chunk);
    film->sound_frame += count;
    film->sound_sent = 0;
    film->sound_bytes = (size_t)count * 2 * sizeof(float);
    return true;
}

/// Sends what the pipe takes. `sent` counts on. False if ffmpeg does not read any more.
static bool send_some(int fd, const char *bytes, size_t byte_count, size_t *sent)
{
    ssize_t count = write(fd, bytes + *sent, byte_count - *sent);
    if (count >= 0)
        *sent += (size_t)count;
    return count >= 0 || errno == EAGAIN || errno == EINTR;
}

static bool send_sound(struct film *film)
{
    if (!prepare_sound(film)) {
        process_close_input(&film->ffmpeg, SOUND);
        return true;
    }
    return send_some(film->ffmpeg.input[SOUND], (const char *)film->chunk, film->sound_bytes,
                     &film->sound_sent);
}

/// ffmpeg reads pictures and sound as it likes, and stops at either until it has what it wants: so
/// neither may ever wait for the other. The sound may run ahead, since it is a function of time.
static bool send_picture(struct film *film, const char *bytes, size_t byte_count)
{
    size_t sent = 0;
    while (sent < byte_count && !signals_stop_wanted()) {
        struct pollfd ends[INPUT_COUNT] = {
            {.fd = film->ffmpeg.input[PICTURES], .events = POLLOUT},
            {.fd = film->ffmpeg.input[SOUND], .events = POLLOUT},
        };
        if (poll(ends, INPUT_COUNT, -1) < 0 && errno != EINTR)
            return false;
        if (ends[PICTURES].revents && !send_some(ends[PICTURES].fd, bytes, byte_count, &sent))
            return false;
        if (ends[SOUND].revents && !send_sound(film))
            return false;
    }
    return true;
}

static bool send_rest_of_sound(struct film *film)
{
    while (film->ffmpeg.input[SOUND] >= 0 && !signals_stop_wanted()) {
        struct pollfd end = {.fd = film->ffmpeg.input[SOUND], .events = POLLOUT};
        if (poll(&end, 1, -1) < 0 && errno != EINTR)
            return false;
        if (end.revents && !send_sound(film))
            return false;
    }
    return true;
}

static bool stopped(struct err *err)
{
    return err_set(err, "stopped, no film was written");
}

static bool ffmpeg_failed(struct film *film, struct err *err)
{
    struct err words;
    if (process_finish(&film->ffmpeg, &words))
        return err_set(err, "%s: ffmpeg ended too early", film->path);
    return err_set(err, "%s cannot be written: ffmpeg says: %s", film->path, words.text);
}

bool film_add(struct film *film, struct canvas *canvas, struct err *err)
{
    assert(canvas->width == film->options.width && canvas->height == film->options.height);
    assert(canvas_stride(canvas) == canvas->width * 4);
    size_t byte_count = (size_t)canvas->width * (size_t)canvas->height * 4;
    if (!send_picture(film, (const char *)canvas_pixels(canvas), byte_count))
        return ffmpeg_failed(film, err);
    return !signals_stop_wanted() || stopped(err);
}

static bool complete(struct film *film, struct err *err)
{
    process_close_input(&film->ffmpeg, PICTURES);
    if (!send_rest_of_sound(film))
        return ffmpeg_failed(film, err);
    if (signals_stop_wanted())
        return stopped(err);
    struct err words;
    if (!process_finish(&film->ffmpeg, &words))
        return err_set(err, "%s cannot be written: ffmpeg says: %s", film->path, words.text);
    if (rename(film->part, film->path) != 0)
        return err_set(err, "%s cannot be written: %s", film->path, strerror(errno));
    film->part[0] = '\0';
    return true;
}

bool film_end(struct film *film, struct err *err)
{
    bool whole = complete(film, err);
    film_abandon(film);
    return whole;
}

void film_abandon(struct film *film)
{
    if (!film)
        return;
    process_kill(&film->ffmpeg);
    remove_part(film);
    mem_free(film);
}
