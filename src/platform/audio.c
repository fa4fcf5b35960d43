#include "platform/audio.h"

#include "base/log.h"
#include "base/mem.h"

#include <SDL.h>

struct audio {
    struct mixer *mixer;
    struct announcer *announcer;
    SDL_AudioDeviceID device; ///< 0: none; ids of opened devices start at 2
    bool begun;               ///< SDL's audio subsystem
};

/// 21 ms: short enough for the ear, long enough for a busy machine.
enum { BUFFER_FRAMES = 1024 };

static void fill(void *user, Uint8 *bytes, int byte_count)
{
    struct audio *audio = user;
    int frame_count = byte_count / (int)(2 * sizeof(float));
    float *stereo = (float *)(void *)bytes;
    mixer_render(audio->mixer, frame_count, stereo);
    announcer_add(audio->announcer, frame_count, stereo);
}

static bool open_device(struct audio *audio)
{
    SDL_AudioSpec wanted = {
        .freq = SOUND_RATE_HZ,
        .format = AUDIO_F32SYS,
        .channels = 2,
        .samples = BUFFER_FRAMES,
        .callback = fill,
        .userdata = audio,
    };
    audio->device = SDL_OpenAudioDevice(NULL, 0, &wanted, NULL, 0);
    if (audio->device == 0)
        return false;
    SDL_PauseAudioDevice(audio->device, 0);
    return true;
}

static void say_nothing(const char *file, int line, const char *function, int code,
                        const char *format, ...)
{
    (void)file, (void)line, (void)function, (void)code, (void)format;
}

/// ALSA prints eight lines about a machine without a sound card; our one warning is enough.
static void quiet_alsa(void)
{
    typedef void handler(const char *, int, const char *, int, const char *, ...);
    typedef int set_handler(handler *);
    void *library = SDL_LoadObject("libasound.so.2");
    set_handler *set =
        library ? (set_handler *)SDL_LoadFunction(library, "snd_lib_error_set_handler") : NULL;
    if (set)
        set(say_nothing);
}

struct audio *audio_open(struct mixer *mixer)
{
    struct audio *audio = mem_alloc(1, sizeof *audio);
    audio->mixer = mixer;
    // What mixers of the desktop show beside the volume.
    SDL_SetHint(SDL_HINT_AUDIO_DEVICE_APP_NAME, "Repose");
    quiet_alsa();
    audio->begun = SDL_InitSubSystem(SDL_INIT_AUDIO) == 0;
    if (!audio->begun || !open_device(audio))
        log_warning("there is no sound (%s); the practice goes on in silence", SDL_GetError());
    return audio;
}

static void close_device(struct audio *audio)
{
    if (audio->device != 0)
        SDL_CloseAudioDevice(audio->device);
    audio->device = 0;
}

void audio_close(struct audio *audio)
{
    if (!audio)
        return;
    close_device(audio);
    if (audio->begun)
        SDL_QuitSubSystem(SDL_INIT_AUDIO);
    mem_free(audio);
}

static void lock(struct audio *audio)
{
    if (audio->device != 0)
        SDL_LockAudioDevice(audio->device);
}

static void unlock(struct audio *audio)
{
    if (audio->device != 0)
        SDL_UnlockAudioDevice(audio->device);
}

void audio_set_announcer(struct audio *audio, struct announcer *announcer)
{
    lock(audio);
    audio->announcer = announcer;
    unlock(audio);
}

void audio_follow(struct audio *audio, double t_s, bool running)
{
    lock(audio);
    mixer_follow(audio->mixer, t_s, running);
    unlock(audio);
}

void audio_set_volume(struct audio *audio, float volume, bool muted)
{
    lock(audio);
    mixer_set_volume(audio->mixer, volume, muted);
    unlock(audio);
}

void audio_set_part_volume(struct audio *audio, enum sound_part part, float volume)
{
    lock(audio);
    mixer_set_part_volume(audio->mixer, part, volume);
    unlock(audio);
}

void audio_say_again(struct audio *audio)
{
    lock(audio);
    mixer_say_again(audio->mixer);
    unlock(audio);
}

void audio_handle(struct audio *audio, const SDL_Event *event)
{
    if (event->type == SDL_AUDIODEVICEREMOVED && !event->adevice.iscapture &&
        event->adevice.which == audio->device && audio->device != 0) {
        close_device(audio);
        if (!open_device(audio))
            log_warning("the sound device is gone; the practice goes on in silence");
    } else if (event->type == SDL_AUDIODEVICEADDED && !event->adevice.iscapture && audio->begun &&
               audio->device == 0) {
        open_device(audio);
    }
}

bool audio_is_heard(const struct audio *audio)
{
    return audio->device != 0;
}
