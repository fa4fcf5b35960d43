#include "sound/speaker.h"

#include "base/mem.h"

#include <flite/flite.h>
#include <pthread.h>
#include <string.h>

// flite installs no headers for its voices.
cst_voice *register_cmu_us_slt(const char *folder);
cst_voice *register_cmu_us_rms(const char *folder);

/// A little below the voice's own pitch (slt: 168 Hz in the middle): evening, not news.
static const float SLT_PITCH_HZ = 155.0f;

const char *speaker_name(enum speaker speaker)
{
    static const char *const names[SPEAKER_COUNT] = {[SPEAKER_SLT] = "slt", [SPEAKER_RMS] = "rms"};
    return names[speaker];
}

/// Voices are registered once and live as long as the program: flite shares their tables.
static cst_voice *voice_of(enum speaker speaker)
{
    static cst_voice *voices[SPEAKER_COUNT];
    if (voices[speaker])
        return voices[speaker];
    flite_init();
    if (speaker == SPEAKER_SLT) {
        voices[speaker] = register_cmu_us_slt(NULL);
        feat_set_float(voices[speaker]->features, "int_f0_target_mean", SLT_PITCH_HZ);
    } else {
        voices[speaker] = register_cmu_us_rms(NULL);
    }
    return voices[speaker];
}

bool speaker_say(enum speaker speaker, const char *text, float pace, struct speech_sound *said,
                 struct err *err)
{
    static pthread_mutex_t alone = PTHREAD_MUTEX_INITIALIZER;
    *said = (struct speech_sound){0};
    pthread_mutex_lock(&alone);
    cst_voice *voice = voice_of(speaker);
    feat_set_float(voice->features, "duration_stretch", pace);
    cst_wave *wave = flite_text_to_wave(text, voice);
    pthread_mutex_unlock(&alone);
    if (!wave || wave->num_samples <= 0 || wave->num_channels != 1) {
        if (wave)
            delete_wave(wave);
        return err_set(err, "the voice %s cannot say \"%s\"", speaker_name(speaker), text);
    }
    said->rate_hz = wave->sample_rate;
    said->sample_count = wave->num_samples;
    said->sample = mem_alloc((size_t)wave->num_samples, sizeof *said->sample);
    memcpy(said->sample, wave->samples, (size_t)wave->num_samples * sizeof *said->sample);
    delete_wave(wave);
    return true;
}

void speech_sound_finish(struct speech_sound *said)
{
    mem_free(said->sample);
    *said = (struct speech_sound){0};
}
