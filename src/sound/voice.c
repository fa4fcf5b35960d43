#include "sound/voice.h"

#include "base/log.h"
#include "base/mem.h"
#include "sound/line_cache.h"
#include "sound/polish.h"
#include "sound/recordings.h"

#include <assert.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    FRAMES_PER_TICK = SOUND_RATE_HZ / TICKS_PER_S,
    AHEAD_FRAMES = 90 * SOUND_RATE_HZ,
    BEHIND_FRAMES = 30 * SOUND_RATE_HZ
};

/// As slow as the voice speaks unless a line has less time.
static const float PACE = 1.25f, PACE_LEAST = 0.9f;
/// Of a line that leans to a side: 5 dB between the ears, and as loud as one in the middle.
static const float NEAR_EAR = 1.22f, FAR_EAR = 0.69f;
/// Everything else makes room this long before a line and comes back this slowly after it.
static const double MAKE_ROOM_S = 0.4, COME_BACK_S = 1.2;

enum line_state { LINE_WAITING, LINE_READY, LINE_FAILED };

struct line {
    const char *text;
    struct voice_slot slot;
    float gain[2]; ///< left, right
    enum line_state state;
    bool missed; ///< was not ready when it was due
    struct spoken_line spoken;
};

struct voice {
    struct voice_settings settings;
    int line_count;
    struct line *line; ///< in order of time; state, missed and spoken are guarded by the lock
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wanted, done;
    long long listen_frame;
    struct line *needed; ///< somebody waits for this one, wherever it is
    bool stop, warned;
};

static void find_lines(struct voice *voice, const struct timeline *timeline)
{
    int cue_count = timeline_cue_count(timeline);
    voice->line = mem_alloc((size_t)cue_count + 1, sizeof *voice->line);
    for (int i = 0; i < cue_count; i++) {
        const struct cue *cue = timeline_cue(timeline, i);
        if (cue->kind != CUE_WORDS)
            continue;
        struct line *line = &voice->line[voice->line_count++];
        line->text = cue->text;
        line->slot.first_frame = (long long)cue->tick * FRAMES_PER_TICK;
        line->slot.frame_count = (int)(cue->said_tick - cue->tick) * FRAMES_PER_TICK;
        line->gain[0] = cue->ear == EAR_LEFT ? NEAR_EAR : cue->ear == EAR_RIGHT ? FAR_EAR : 1.0f;
        line->gain[1] = cue->ear == EAR_RIGHT ? NEAR_EAR : cue->ear == EAR_LEFT ? FAR_EAR : 1.0f;
    }
}

static bool say_by_machine(const struct voice *voice, const char *text, float pace,
                           struct speech_sound *said, struct err *err)
{
    const char *folder = voice->settings.cache_folder;
    char key[1024];
    snprintf(key, sizeof key, "flite %s %.3f %s", speaker_name(voice->settings.speaker),
             (double)pace, text);
    if (folder && line_cache_read(folder, key, said))
        return true;
    if (!speaker_say(voice->settings.speaker, text, pace, said, err))
        return false;
    if (folder)
        line_cache_write(folder, key, said);
    return true;
}

static bool polish_machine(const struct voice *voice, const char *text, float pace,
                           struct spoken_line *spoken, struct err *err)
{
    struct speech_sound said;
    if (!say_by_machine(voice, text, pace, &said, err))
        return false;
    enum polish polish = voice->settings.speaker == SPEAKER_SLT ? POLISH_DARK : POLISH_BRIGHT;
    float *mono = mem_alloc((size_t)said.sample_count, sizeof *mono);
    for (int i = 0; i < said.sample_count; i++)
        mono[i] = (float)said.sample[i] / 32768.0f;
    bool good = polish_line(mono, said.sample_count, said.rate_hz, polish, spoken, err);
    mem_free(mono);
    speech_sound_finish(&said);
    return good;
}

static bool prepare_by_machine(const struct voice *voice, const struct line *line,
                               struct spoken_line *spoken, struct err *err)
{
    float pace = PACE;
    if (!polish_machine(voice, line->text, pace, spoken, err))
        return false;
    while (spoken->voice_frame_count > line->slot.frame_count) {
        pace *= 0.985f * (float)line->slot.frame_count / (float)spoken->voice_frame_count;
        spoken_line_finish(spoken);
        if (pace < PACE_LEAST)
            return err_set(err, "there is too little time to say \"%s\"", line->text);
        if (!polish_machine(voice, line->text, pace, spoken, err))
            return false;
    }
    return true;
}

static bool prepare_recording(const struct voice *voice, const struct line *line,
                              struct spoken_line *spoken)
{
    struct clip clip;
    struct err err;
    if (!recording_load(voice->settings.recordings, line->text, &clip))
        return false;
    float *mono = mem_alloc((size_t)clip.frame_count, sizeof *mono);
    for (int i = 0; i < clip.frame_count; i++)
        mono[i] = 0.5f * (clip.stereo[2 * i] + clip.stereo[2 * i + 1]);
    bool good = polish_line(mono, clip.frame_count, SOUND_RATE_HZ, POLISH_RECORDED, spoken, &err);
    mem_free(mono);
    clip_finish(&clip);
    if (good && spoken->voice_frame_count <= line->slot.frame_count)
        return true;
    log_warning("the recording of \"%s\" %s; the machine's voice says this line", line->text,
                good ? "is longer than the time for it" : "is silent");
    spoken_line_finish(spoken);
    return false;
}

static bool prepare(struct voice *voice, const struct line *line, struct spoken_line *spoken)
{
    struct err err;
    if (voice->settings.recordings && prepare_recording(voice, line, spoken))
        return true;
    if (prepare_by_machine(voice, line, spoken, &err))
        return true;
    if (!voice->warned)
        log_warning("%s; the words are on the screen", err.text);
    voice->warned = true;
    return false;
}

/// The next line that somebody will hear and that is not prepared; NULL if there is none.
static struct line *next_wanted(struct voice *voice)
{
    if (voice->needed && voice->needed->state == LINE_WAITING)
        return voice->needed;
    for (int i = 0; i < voice->line_count; i++) {
        struct line *line = &voice->line[i];
        long long first = line->slot.first_frame;
        if (line->state == LINE_WAITING && first + line->slot.frame_count > voice->listen_frame &&
            first < voice->listen_frame + AHEAD_FRAMES)
            return line;
    }
    return NULL;
}

static void forget_distant(struct voice *voice)
{
    for (int i = 0; i < voice->line_count; i++) {
        struct line *line = &voice->line[i];
        long long first = line->slot.first_frame, end = first + line->spoken.frame_count;
        if (line->state == LINE_READY && line != voice->needed &&
            (end < voice->listen_frame - BEHIND_FRAMES ||
             first > voice->listen_frame + 2 * AHEAD_FRAMES)) {
            spoken_line_finish(&line->spoken);
            line->state = LINE_WAITING;
        }
    }
}

static void *work(void *user)
{
    struct voice *voice = user;
    pthread_mutex_lock(&voice->lock);
    while (!voice->stop) {
        forget_distant(voice);
        struct line *line = next_wanted(voice);
        if (!line) {
            pthread_cond_wait(&voice->wanted, &voice->lock);
            continue;
        }
        struct spoken_line spoken = {0};
        pthread_mutex_unlock(&voice->lock);
        bool good = prepare(voice, line, &spoken);
        pthread_mutex_lock(&voice->lock);
        line->spoken = spoken;
        line->state = good ? LINE_READY : LINE_FAILED;
        pthread_cond_broadcast(&voice->done);
    }
    pthread_mutex_unlock(&voice->lock);
    return NULL;
}

struct voice *voice_create(const struct timeline *timeline, const struct voice_settings *settings)
{
    struct voice *voice = mem_alloc(1, sizeof *voice);
    voice->settings = *settings;
    find_lines(voice, timeline);
    if (voice->settings.cache_folder)
        line_cache_trim(voice->settings.cache_folder, LINE_CACHE_BYTES_MAX);
    pthread_mutex_init(&voice->lock, NULL);
    pthread_cond_init(&voice->wanted, NULL);
    pthread_cond_init(&voice->done, NULL);
    if (pthread_create(&voice->thread, NULL, work, voice) != 0) {
        log_warning("there is no thread for the voice; the words are on the screen");
        voice->stop = true;
        for (int i = 0; i < voice->line_count; i++)
            voice->line[i].state = LINE_FAILED;
    }
    return voice;
}

void voice_destroy(struct voice *voice)
{
    if (!voice)
        return;
    pthread_mutex_lock(&voice->lock);
    bool works = !voice->stop;
    voice->stop = true;
    pthread_cond_signal(&voice->wanted);
    pthread_mutex_unlock(&voice->lock);
    if (works)
        pthread_join(voice->thread, NULL);
    pthread_mutex_destroy(&voice->lock);
    pthread_cond_destroy(&voice->wanted);
    pthread_cond_destroy(&voice->done);
    for (int i = 0; i < voice->line_count; i++)
        spoken_line_finish(&voice->line[i].spoken);
    mem_free(voice->line);
    mem_free(voice);
}

int voice_line_count(const struct voice *voice)
{
    return voice->line_count;
}

struct voice_slot voice_slot(const struct voice *voice, int line)
{
    assert(line >= 0 && line < voice->line_count);
    return voice->line[line].slot;
}

int voice_line_before(const struct voice *voice, long long frame)
{
    int line = -1;
    while (line + 1 < voice->line_count && voice->line[line + 1].slot.first_frame <= frame)
        line++;
    return line;
}

void voice_listen_at(struct voice *voice, long long frame)
{
    // Second by second is often enough, and spares the thread from waking.
    pthread_mutex_lock(&voice->lock);
    if (llabs(frame - voice->listen_frame) >= SOUND_RATE_HZ) {
        voice->listen_frame = frame;
        pthread_cond_signal(&voice->wanted);
    }
    pthread_mutex_unlock(&voice->lock);
}

static bool is_ready(struct voice *voice, struct line *line)
{
    while (voice->settings.patient && line->state == LINE_WAITING) {
        voice->needed = line;
        pthread_cond_signal(&voice->wanted);
        pthread_cond_wait(&voice->done, &voice->lock);
    }
    return line->state == LINE_READY;
}

static void add_frames(const struct line *line, long long offset, int frame_count, float *stereo)
{
    long long from = offset < 0 ? -offset : 0, to = line->spoken.frame_count - offset;
    const short *source = line->spoken.stereo;
    to = to < frame_count ? to : frame_count;
    for (long long i = from; i < to; i++)
        for (int ear = 0; ear < 2; ear++)
            stereo[2 * i + ear] +=
                line->gain[ear] * (float)source[2 * (offset + i) + ear] / 32767.0f;
}

void voice_add(struct voice *voice, long long since_frame, long long first_frame, int frame_count,
               float *stereo)
{
    long long end_frame = first_frame + frame_count;
    pthread_mutex_lock(&voice->lock);
    for (int i = 0; i < voice->line_count; i++) {
        struct line *line = &voice->line[i];
        long long first = line->slot.first_frame;
        long long longest = line->slot.frame_count + SOUND_RATE_HZ;
        if (first >= end_frame || first + longest <= first_frame || first < since_frame)
            continue;
        bool ready = is_ready(voice, line);
        if (first >= first_frame)
            line->missed = !ready;
        if (ready && !line->missed)
            add_frames(line, first_frame - first, frame_count, stereo);
    }
    pthread_mutex_unlock(&voice->lock);
}

bool voice_add_line(struct voice *voice, int line, long long offset, int frame_count, float *stereo)
{
    assert(line >= 0 && line < voice->line_count);
    pthread_mutex_lock(&voice->lock);
    bool heard =
        is_ready(voice, &voice->line[line]) && offset < voice->line[line].spoken.frame_count;
    if (heard)
        add_frames(&voice->line[line], offset, frame_count, stereo);
    pthread_mutex_unlock(&voice->lock);
    return heard;
}

/// A soft step from 0 to 1 as `u` goes from 0 to 1.
static float soft(double u)
{
    u = fmin(fmax(u, 0.0), 1.0);
    return (float)(0.5 - 0.5 * cos(3.14159265358979323846 * u));
}

float voice_presence(const struct voice *voice, double t_s)
{
    long long frame = llround(t_s * SOUND_RATE_HZ);
    int before = voice_line_before(voice, frame);
    float presence = 0.0f;
    // The line that is said, or was last, and the one that comes.
    for (int i = before < 0 ? 0 : before; i <= before + 1 && i < voice->line_count; i++) {
        double start_s = (double)voice->line[i].slot.first_frame / SOUND_RATE_HZ;
        double end_s = start_s + (double)voice->line[i].slot.frame_count / SOUND_RATE_HZ;
        float rise = soft((t_s - (start_s - MAKE_ROOM_S)) / MAKE_ROOM_S);
        float fall = soft((end_s + COME_BACK_S - t_s) / COME_BACK_S);
        presence = fmaxf(presence, fminf(rise, fall));
    }
    return presence;
}

long long voice_bytes(struct voice *voice)
{
    long long bytes = 0;
    pthread_mutex_lock(&voice->lock);
    for (int i = 0; i < voice->line_count; i++)
        bytes += voice->line[i].spoken.frame_count * 2LL * (long long)sizeof(short);
    pthread_mutex_unlock(&voice->lock);
    return bytes;
}

bool voice_is_ready(struct voice *voice, int line)
{
    assert(line >= 0 && line < voice->line_count);
    pthread_mutex_lock(&voice->lock);
    bool ready = voice->line[line].state == LINE_READY;
    pthread_mutex_unlock(&voice->lock);
    return ready;
}
