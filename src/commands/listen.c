/// listen: what would be heard, as a sound file, faster than it is heard.
#include "base/log.h"
#include "base/text.h"
#include "commands/commands.h"
#include "commands/hearing.h"
#include "commands/options.h"
#include "commands/piece.h"
#include "commands/progress.h"
#include "commands/studio.h"
#include "platform/signals.h"
#include "sound/sound_file.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK_FRAMES = SOUND_RATE_HZ / 4 };

struct listen {
    const char *routine, *output, *only;
    struct hearing_options hearing;
    struct piece piece;
};

static bool write_chunks(const struct listen *listen, struct hearing *hearing,
                         struct sound_file *file)
{
    float chunk[2 * CHUNK_FRAMES];
    long long count = piece_frames(&listen->piece, SOUND_RATE_HZ);
    char what[256];
    snprintf(what, sizeof what, "writing %s", listen->output);
    struct progress progress = progress_start(what);
    mixer_follow(&hearing->mixer, listen->piece.from_s, true);
    bool good = true;
    for (long long done = 0; good && done < count; done += CHUNK_FRAMES) {
        int frames = count - done < CHUNK_FRAMES ? (int)(count - done) : CHUNK_FRAMES;
        mixer_render(&hearing->mixer, frames, chunk);
        good = sound_file_write(file, chunk, frames) && !signals_stop_wanted();
        progress_tell(&progress, (long)(done + frames), (long)count);
    }
    progress_end(&progress);
    return good;
}

/// Only one part: the others' knobs are at 0, but the part makes room for the voice as always.
static void leave_only(struct hearing *hearing, const char *only)
{
    for (int part = 0; only && part < SOUND_PART_COUNT; part++)
        if (strcmp(sound_part_name((enum sound_part)part), only) != 0)
            hearing->mixer.part[part] = ramp_at(0.0f);
}

static int write_file(const struct listen *listen, const struct timeline *timeline)
{
    struct err err;
    struct sound_file *file = sound_file_create(listen->output, &err);
    if (!file) {
        log_error("%s", err.text);
        return EXIT_FAILED;
    }
    struct hearing hearing;
    hearing_start(&hearing, timeline, &listen->hearing, true);
    leave_only(&hearing, listen->only);
    bool good = write_chunks(listen, &hearing, file);
    hearing_finish(&hearing);
    if (!sound_file_close(file) || !good) {
        if (!signals_stop_wanted())
            log_error("%s: cannot be written to its end", listen->output);
        unlink(listen->output);
        return EXIT_FAILED;
    }
    return EXIT_DONE;
}

static int run(struct listen *listen, const struct timeline_settings *settings)
{
    struct studio studio = {0};
    int code = EXIT_FAILED;
    if (studio_load_routine_with(&studio, listen->routine, settings) &&
        piece_fit(&listen->piece, studio.timeline, SOUND_RATE_HZ))
        code = write_file(listen, studio.timeline);
    studio_finish(&studio);
    return code;
}

int command_listen(int count, char **arguments)
{
    static const char *const parts[] = {"voice", "bells", "breath", "bed", NULL};
    struct listen listen = {.hearing = hearing_options_default()};
    const struct option options[] = {
        {.name = "-o", .value = "FILE.wav", .text = &listen.output, .help = "where to write it"},
        piece_option_from(&listen.piece),
        piece_option_to(&listen.piece),
        {.name = "--only",
         .value = "PART",
         .text = &listen.only,
         .choices = parts,
         .help = "voice, bells, breath or bed (all together)"},
        HEARING_TIMELINE_OPTIONS(listen.hearing),
        HEARING_SOUND_OPTIONS(listen.hearing),
    };
    const struct syntax syntax = {
        .command = "listen",
        .summary = "Write what is heard of a routine as a sound file (WAV, 48 kHz, 24 bit): the\n"
                   "very samples that play and export would make, at full volume.",
        .words = "ROUTINE",
        .words_min = 1,
        .words_max = 1,
        OPTIONS(options),
    };
    int code = options_read(&syntax, count, arguments, &listen.routine, NULL);
    if (code != OPTIONS_READ)
        return code;
    struct timeline_settings settings;
    struct err err;
    if (!listen.output || !text_ends_with(listen.output, ".wav"))
        return options_wrong(&syntax, "say where to write it: -o FILE.wav");
    if (!hearing_timeline_settings(&listen.hearing, &settings, &err))
        return options_wrong(&syntax, err.text);
    signals_watch();
    return run(&listen, &settings);
}
