#include "sound/announcer.h"

#include "base/log.h"
#include "base/mem.h"
#include "sound/polish.h"
#include "sound/ramp.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum {
    TEXT_BYTES = 256,
    /// Another text within this time takes the place of the one before.
    PAUSE_MS = 250,
    FADE_FRAMES = SOUND_RATE_HZ / 20,
    GAIN_FRAMES = SOUND_RATE_HZ / 10
};

/// As slow as the voice of the practice.
static const float PACE = 1.25f;

struct announcer {
    pthread_t thread;
    pthread_mutex_t lock; ///< of everything below
    pthread_cond_t asked;
    bool stop, warned;
    char text[TEXT_BYTES];
    enum speaker speaker;
    unsigned wanted, made; ///< texts: asked for, and looked after
    struct spoken_line line, next;
    bool has_next;
    int offset; ///< frames of the line that have been heard
    struct ramp fade, gain;
};

static bool make(enum speaker speaker, const char *text, struct spoken_line *line, struct err *err)
{
    struct speech_sound said;
    if (!speaker_say(speaker, text, PACE, &said, err))
        return false;
    float *mono = mem_alloc((size_t)said.sample_count, sizeof *mono);
    for (int i = 0; i < said.sample_count; i++)
        mono[i] = (float)said.sample[i] / 32768.0f;
    bool made = polish_line(mono, said.sample_count, said.rate_hz,
                            speaker == SPEAKER_SLT ? POLISH_DARK : POLISH_BRIGHT, line, err);
    mem_free(mono);
    speech_sound_finish(&said);
    return made;
}

/// Waits until something is asked for. True if nothing else follows at once. Holds the lock.
static bool wait_for_text(struct announcer *announcer)
{
    while (!announcer->stop && announcer->made == announcer->wanted)
        pthread_cond_wait(&announcer->asked, &announcer->lock);
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += PAUSE_MS * 1000000L;
    until.tv_sec += until.tv_nsec / 1000000000L;
    until.tv_nsec %= 1000000000L;
    unsigned wanted = announcer->wanted;
    int waited = 0;
    while (!announcer->stop && wanted == announcer->wanted && waited != ETIMEDOUT)
        waited = pthread_cond_timedwait(&announcer->asked, &announcer->lock, &until);
    return !announcer->stop && wanted == announcer->wanted;
}

/// Makes the text that is wanted now. Holds the lock, but not while the machine speaks.
static void make_text(struct announcer *announcer)
{
    char text[TEXT_BYTES];
    struct err err;
    struct spoken_line line = {0};
    unsigned number = announcer->wanted;
    enum speaker speaker = announcer->speaker;
    memcpy(text, announcer->text, sizeof text);
    pthread_mutex_unlock(&announcer->lock);
    bool made = text[0] != '\0' && make(speaker, text, &line, &err);
    pthread_mutex_lock(&announcer->lock);
    if (text[0] && !made && !announcer->warned) {
        log_warning("%s; the screens are silent", err.text);
        announcer->warned = true;
    }
    announcer->made = number;
    if (!made || number != announcer->wanted) {
        spoken_line_finish(&line);
        return;
    }
    spoken_line_finish(&announcer->next);
    announcer->next = line;
    announcer->has_next = true;
}

static void *work(void *user)
{
    struct announcer *announcer = user;
    pthread_mutex_lock(&announcer->lock);
    while (!announcer->stop) {
        if (wait_for_text(announcer))
            make_text(announcer);
    }
    pthread_mutex_unlock(&announcer->lock);
    return NULL;
}

struct announcer *announcer_create(void)
{
    struct announcer *announcer = mem_alloc(1, sizeof *announcer);
    pthread_mutex_init(&announcer->lock, NULL);
    pthread_cond_init(&announcer->asked, NULL);
    announcer->fade = ramp_at(1.0f);
    announcer->gain = ramp_at(1.0f);
    if (pthread_create(&announcer->thread, NULL, work, announcer) == 0)
        return announcer;
    log_warning("there is no thread for the voice of the screens");
    mem_free(announcer);
    return NULL;
}

void announcer_destroy(struct announcer *announcer)
{
    if (!announcer)
        return;
    pthread_mutex_lock(&announcer->lock);
    announcer->stop = true;
    pthread_cond_signal(&announcer->asked);
    pthread_mutex_unlock(&announcer->lock);
    pthread_join(announcer->thread, NULL);
    pthread_mutex_destroy(&announcer->lock);
    pthread_cond_destroy(&announcer->asked);
    spoken_line_finish(&announcer->line);
    spoken_line_finish(&announcer->next);
    mem_free(announcer);
}

void announcer_say(struct announcer *announcer, enum speaker speaker, const char *text)
{
    if (!announcer)
        return;
    pthread_mutex_lock(&announcer->lock);
    snprintf(announcer->text, sizeof announcer->text, "%s", text);
    announcer->speaker = speaker;
    announcer->wanted++;
    announcer->has_next = false;
    ramp_head_for(&announcer->fade, 0.0f, FADE_FRAMES);
    pthread_cond_signal(&announcer->asked);
    pthread_mutex_unlock(&announcer->lock);
}

void announcer_set_gain(struct announcer *announcer, float gain)
{
    if (!announcer)
        return;
    pthread_mutex_lock(&announcer->lock);
    ramp_head_for(&announcer->gain, gain, GAIN_FRAMES);
    pthread_mutex_unlock(&announcer->lock);
}

/// The line before has faded away: the next one begins.
static void take_next(struct announcer *announcer)
{
    struct spoken_line before = announcer->line;
    announcer->line = announcer->next;
    announcer->next = before; // freed by the other thread: freeing may take its time
    announcer->has_next = false;
    announcer->offset = 0;
    announcer->fade = ramp_at(1.0f);
}

static bool is_over(const struct announcer *announcer)
{
    return announcer->offset >= announcer->line.frame_count || ramp_value(&announcer->fade) == 0.0f;
}

void announcer_add(struct announcer *announcer, int frame_count, float *stereo)
{
    // The other thread holds the lock for moments only; then the line waits, unheard.
    if (!announcer || pthread_mutex_trylock(&announcer->lock) != 0)
        return;
    for (int i = 0; i < frame_count; i++) {
        if (announcer->has_next && is_over(announcer))
            take_next(announcer);
        float gain = ramp_next(&announcer->gain) * ramp_next(&announcer->fade) / 32768.0f;
        if (announcer->offset >= announcer->line.frame_count)
            continue;
        const short *frame = announcer->line.stereo + 2 * announcer->offset++;
        stereo[2 * i] += gain * (float)frame[0];
        stereo[2 * i + 1] += gain * (float)frame[1];
    }
    pthread_mutex_unlock(&announcer->lock);
}

bool announcer_is_done(struct announcer *announcer)
{
    if (!announcer)
        return true;
    pthread_mutex_lock(&announcer->lock);
    bool done = announcer->made == announcer->wanted && !announcer->has_next && is_over(announcer);
    pthread_mutex_unlock(&announcer->lock);
    return done;
}
