#include "sound/mixer.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/// The others make room for a line that is said again this fast.
enum { ROOM_FRAMES = SOUND_RATE_HZ * 2 / 5, BETWEEN_LINES_FRAMES = SOUND_RATE_HZ / 4 };

void mixer_init(struct mixer *mixer, const struct sound *sound)
{
    *mixer = (struct mixer){
        .sound = sound,
        .volume = ramp_at(1.0f),
        .duck = ramp_at(1.0f),
        .lines = ramp_at(1.0f),
        .run = ramp_at(0.0f),
    };
    for (int part = 0; part < SOUND_PART_COUNT; part++)
        mixer->part[part] = ramp_at(1.0f);
}

float mixer_gain(float volume)
{
    return volume <= 0.0f ? 0.0f : powf(10.0f, (fminf(volume, 1.0f) - 1.0f) * 40.0f / 20.0f);
}

void mixer_set_volume(struct mixer *mixer, float volume, bool muted)
{
    ramp_head_for(&mixer->volume, muted ? 0.0f : mixer_gain(volume), MIXER_VOLUME_FRAMES);
}

void mixer_set_part_volume(struct mixer *mixer, enum sound_part part, float volume)
{
    float gain = mixer_gain(volume) / mixer_gain(MIXER_PART_VOLUME);
    ramp_head_for(&mixer->part[part], gain, MIXER_VOLUME_FRAMES);
    if (part == SOUND_VOICE)
        ramp_head_for(&mixer->duck, gain > 0.0f ? 1.0f : 0.0f, ROOM_FRAMES);
}

static bool is_silent_between(const struct mixer *mixer)
{
    long long a = mixer->frame, b = mixer->practice_frame;
    return sound_is_silent(mixer->sound, a < b ? a : b, (a < b ? b : a) + MIXER_DRIFT_FRAMES);
}

void mixer_follow(struct mixer *mixer, double t_s, bool running)
{
    if (mixer->running && !running && mixer->again.state != AGAIN_NOT) {
        mixer->again.state = AGAIN_STOPPING;
        ramp_head_for(&mixer->again.gain, 0.0f, MIXER_FADE_FRAMES);
    }
    mixer->practice_frame = llround(t_s * SOUND_RATE_HZ);
    mixer->running = running;
    if (!running) {
        mixer->astray = false;
    } else if (is_silent_between(mixer)) {
        mixer->frame = mixer->practice_frame;
        mixer->astray = false;
    } else if (llabs(mixer->frame - mixer->practice_frame) > MIXER_DRIFT_FRAMES) {
        mixer->astray = true;
    }
}

static struct voice *voice_of(const struct mixer *mixer)
{
    return sound_voice(mixer->sound);
}

/// Can a line that takes `frame_count` be said now without running into the next one?
static bool fits_before_next(const struct mixer *mixer, long long frame_count)
{
    int next = voice_line_before(voice_of(mixer), mixer->frame) + 1;
    if (next == voice_line_count(voice_of(mixer)))
        return true;
    return mixer->frame + frame_count + BETWEEN_LINES_FRAMES <=
           voice_slot(voice_of(mixer), next).first_frame;
}

void mixer_say_again(struct mixer *mixer)
{
    int line = voice_line_before(voice_of(mixer), mixer->frame);
    if (line < 0 || mixer->again.state != AGAIN_NOT)
        return;
    long long frame_count = voice_slot(voice_of(mixer), line).frame_count + MIXER_FADE_FRAMES;
    if (mixer->running && !fits_before_next(mixer, frame_count))
        return;
    mixer->again.state = AGAIN_WAITING;
    mixer->again.line = line;
    mixer->again.offset = 0;
    ramp_head_for(&mixer->lines, 0.0f, MIXER_FADE_FRAMES);
}

static void begin_again(struct mixer *mixer, int line)
{
    mixer->again.state = AGAIN_SAYING;
    mixer->again.line = line;
    mixer->again.offset = 0;
    mixer->again.gain = ramp_at(1.0f);
}

/// Lines of the timeline that began by now, or begin while another one is said, are not heard.
static void leave_lines_out(struct mixer *mixer)
{
    mixer->voice_since_frame = mixer->frame;
    if (mixer->again.state == AGAIN_SAYING)
        mixer->voice_since_frame += voice_slot(voice_of(mixer), mixer->again.line).frame_count -
                                    mixer->again.offset + BETWEEN_LINES_FRAMES;
    mixer->lines = ramp_at(1.0f);
}

/// Nothing is heard: the one place where the sound may jump.
static void go_to_practice(struct mixer *mixer)
{
    mixer->frame = mixer->practice_frame;
    mixer->astray = false;
    int line = voice_line_before(voice_of(mixer), mixer->frame - 1);
    if (line >= 0 && mixer->again.state == AGAIN_NOT) {
        struct voice_slot slot = voice_slot(voice_of(mixer), line);
        if (mixer->frame < slot.first_frame + slot.frame_count &&
            fits_before_next(mixer, slot.frame_count))
            begin_again(mixer, line);
    }
    leave_lines_out(mixer);
}

static bool is_still(const struct ramp *ramp)
{
    return ramp->done_frames >= ramp->length_frames;
}

/// How many frames can be rendered at once: up to where a fade-out ends, where a jump may follow.
static int piece(const struct mixer *mixer, int frame_count)
{
    const struct ramp *ramps[] = {&mixer->run, &mixer->lines, &mixer->again.gain};
    int count = frame_count < SOUND_PIECE_FRAMES ? frame_count : SOUND_PIECE_FRAMES;
    for (size_t i = 0; i < sizeof ramps / sizeof *ramps; i++) {
        int left = ramps[i]->length_frames - ramps[i]->done_frames;
        count = left > 0 && left < count ? left : count;
    }
    return count;
}

/// Gains of this piece, frame by frame.
struct gains {
    float part[SOUND_PART_COUNT][SOUND_PIECE_FRAMES];
    float duck[SOUND_PIECE_FRAMES], run[SOUND_PIECE_FRAMES];
    float room[SOUND_PIECE_FRAMES], lines[SOUND_PIECE_FRAMES];
};

static void take_gains(struct mixer *mixer, int frame_count, struct gains *gains)
{
    ramp_fill(&mixer->run, frame_count, gains->run);
    ramp_fill(&mixer->again.room, frame_count, gains->room);
    ramp_fill(&mixer->lines, frame_count, gains->lines);
    ramp_fill(&mixer->duck, frame_count, gains->duck);
    for (int part = 0; part < SOUND_PART_COUNT; part++) {
        float lost = 1.0f - sound_ducked((enum sound_part)part), *gain = gains->part[part];
        ramp_fill(&mixer->part[part], frame_count, gain);
        for (int i = 0; i < frame_count; i++)
            gain[i] *= gains->run[i] * (part == SOUND_VOICE
                                            ? gains->lines[i]
                                            : 1.0f - lost * gains->room[i] * gains->duck[i]);
    }
}

static void add_timeline(struct mixer *mixer, int frame_count, float *stereo)
{
    struct gains gains;
    take_gains(mixer, frame_count, &gains);
    struct sound_mix mix = {.duck = gains.duck, .voice_since_frame = mixer->voice_since_frame};
    for (int part = 0; part < SOUND_PART_COUNT; part++)
        mix.gain[part] = gains.part[part];
    sound_mix(mixer->sound, &mix, mixer->frame, frame_count, stereo);
    mixer->frame += frame_count;
}

static void add_again(struct mixer *mixer, int frame_count, float *stereo)
{
    float alone[2 * SOUND_PIECE_FRAMES];
    struct mixer_again *again = &mixer->again;
    memset(alone, 0, (size_t)frame_count * 2 * sizeof *alone);
    bool heard = voice_add_line(voice_of(mixer), again->line, again->offset, frame_count, alone);
    again->offset += frame_count;
    float level = mixer->part[SOUND_VOICE].to;
    for (int i = 0; i < frame_count; i++) {
        float gain = ramp_next(&again->gain) * level;
        stereo[2 * i] += gain * alone[2 * i];
        stereo[2 * i + 1] += gain * alone[2 * i + 1];
    }
    if (!heard || (again->state == AGAIN_STOPPING && ramp_value(&again->gain) == 0.0f))
        again->state = AGAIN_NOT;
}

/// Let go of what has ended, begin what has waited.
static void turn(struct mixer *mixer)
{
    struct mixer_again *again = &mixer->again;
    bool timeline_is_silent = ramp_value(&mixer->run) == 0.0f;
    if (again->state == AGAIN_WAITING &&
        (timeline_is_silent || ramp_value(&mixer->lines) == 0.0f)) {
        begin_again(mixer, again->line);
        leave_lines_out(mixer);
    }
    if (mixer->running && timeline_is_silent)
        go_to_practice(mixer);
    bool speaks = again->state == AGAIN_SAYING;
    ramp_head_for(&again->room, speaks ? 1.0f : 0.0f, ROOM_FRAMES);
    bool heard = mixer->running && !mixer->astray;
    ramp_head_for(&mixer->run, heard ? 1.0f : 0.0f, MIXER_FADE_FRAMES);
}

/// Nobody hears the ramps: they may jump.
static void rest(struct mixer *mixer)
{
    mixer->volume = ramp_at(mixer->volume.to);
    mixer->duck = ramp_at(mixer->duck.to);
    mixer->again.room = ramp_at(mixer->again.room.to);
    for (int part = 0; part < SOUND_PART_COUNT; part++)
        mixer->part[part] = ramp_at(mixer->part[part].to);
}

static void render_piece(struct mixer *mixer, int frame_count, float *stereo)
{
    bool again = mixer->again.state == AGAIN_SAYING || mixer->again.state == AGAIN_STOPPING;
    if (is_still(&mixer->run) && mixer->run.to == 0.0f) {
        memset(stereo, 0, (size_t)frame_count * 2 * sizeof *stereo);
        if (!again) {
            rest(mixer);
            return;
        }
    } else {
        add_timeline(mixer, frame_count, stereo);
    }
    if (again)
        add_again(mixer, frame_count, stereo);
    for (int i = 0; i < frame_count; i++) {
        float volume = ramp_next(&mixer->volume);
        stereo[2 * i] *= volume;
        stereo[2 * i + 1] *= volume;
    }
}

void mixer_render(struct mixer *mixer, int frame_count, float *stereo)
{
    assert(frame_count >= 0);
    while (frame_count > 0) {
        turn(mixer);
        int count = piece(mixer, frame_count);
        render_piece(mixer, count, stereo);
        if (mixer->running)
            mixer->practice_frame += count;
        stereo += 2 * count;
        frame_count -= count;
    }
}
