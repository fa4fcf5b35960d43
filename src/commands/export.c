/// export: a film of a routine, with its sound.
#include "base/log.h"
#include "base/text.h"
#include "commands/commands.h"
#include "commands/hearing.h"
#include "commands/options.h"
#include "commands/piece.h"
#include "commands/progress.h"
#include "commands/showing.h"
#include "commands/studio.h"
#include "platform/film.h"
#include "platform/signals.h"
#include "sound/mixer.h"

#include <stdio.h>

struct export
{
    const char *routine, *output, *theme, *figure;
    struct size size;
    int frames_per_s;
    struct piece piece;
    struct hearing_options hearing;
};

static void render_sound(void *user, long long first_frame, int frame_count, float *stereo)
{
    // The film asks for one piece after another, from the first frame to the last.
    (void)first_frame;
    mixer_render(user, frame_count, stereo);
}

static bool add_pictures(const struct export *export, const struct timeline *timeline,
                         struct showing *showing, struct film *film, struct err *err)
{
    long count = (long)piece_frames(&export->piece, export->frames_per_s);
    char what[256];
    snprintf(what, sizeof what, "writing %s", export->output);
    struct progress progress = progress_start(what);
    bool good = true;
    for (long i = 0; i < count && good; i++) {
        struct moment moment;
        progress_tell(&progress, i, count);
        timeline_at(timeline, export->piece.from_s + (double)i / export->frames_per_s, &moment);
        showing_draw(showing, &moment);
        canvas_clear_changed(showing_canvas(showing));
        good = film_add(film, showing_canvas(showing), err);
    }
    if (good)
        progress_tell(&progress, count, count);
    progress_end(&progress);
    return good;
}

static bool make_film(const struct export *export, const struct timeline *timeline,
                      struct showing *showing, struct mixer *mixer)
{
    struct err err;
    const struct film_options options = {
        .path = export->output,
        .width = export->size.width,
        .height = export->size.height,
        .frames_per_s = export->frames_per_s,
        .sound_frames = piece_frames(&export->piece, SOUND_RATE_HZ),
        .sound_rate_hz = SOUND_RATE_HZ,
        .sound = render_sound,
        .user = mixer,
    };
    struct film *film = film_begin(&options, &err);
    bool made = false;
    if (film && add_pictures(export, timeline, showing, film, &err))
        made = film_end(film, &err);
    else
        film_abandon(film);
    if (!made)
        log_error("%s", err.text);
    return made;
}

static int run(struct export *export, const struct timeline_settings *settings)
{
    struct studio studio = {0};
    struct showing *showing = NULL;
    bool made = false;
    if (studio_load_routine_with(&studio, export->routine, settings) &&
        piece_fit(&export->piece, studio.timeline, export->frames_per_s))
        showing = showing_create(export->size, export->theme, false);
    if (showing) {
        showing_set_figure(showing, export->figure);
        struct hearing hearing;
        hearing_start(&hearing, studio.timeline, &export->hearing, true);
        mixer_follow(&hearing.mixer, export->piece.from_s, true);
        made = make_film(export, studio.timeline, showing, &hearing.mixer);
        hearing_finish(&hearing);
    }
    showing_destroy(showing);
    studio_finish(&studio);
    return made ? EXIT_DONE : EXIT_FAILED;
}

/// What is wrong with the call, or NULL.
static const char *mistake(const struct export *export)
{
    if (!export->output)
        return "say where to write it: -o FILE.mp4";
    if (!text_ends_with(export->output, ".mp4"))
        return "-o: films are MP4 files, so the name must end with .mp4";
    if (export->size.width % 2 != 0 || export->size.height % 2 != 0)
        return "--size: a film needs even numbers of pixels";
    return NULL;
}

int command_export(int count, char **arguments)
{
    struct export export = {.theme = "night",
                            .figure = "woman",
                            .size = {1920, 1080},
                            .frames_per_s = 30,
                            .hearing = hearing_options_default()};
    const struct option options[] = {
        {.name = "-o", .value = "FILE.mp4", .text = &export.output, .help = "where to write it"},
        {.name = "--size", .value = "WxH", .size = &export.size, .help = "pixels (1920x1080)"},
        {.name = "--fps",
         .value = "N",
         .number = &export.frames_per_s,
         .number_min = 1,
         .number_max = 120,
         .help = "pictures a second (30)"},
        piece_option_from(&export.piece),
        piece_option_to(&export.piece),
        {.name = "--theme",
         .value = "NAME",
         .text = &export.theme,
         .choices = showing_themes,
         .help = "day, night or ember (night)"},
        {.name = "--figure",
         .value = "WHO",
         .text = &export.figure,
         .choices = showing_figures,
         .help = "woman, man or stick (woman)"},
        HEARING_TIMELINE_OPTIONS(export.hearing),
        HEARING_SOUND_OPTIONS(export.hearing),
    };
    const struct syntax syntax = {
        .command = "export",
        .summary =
            "Write a film of a routine with its sound (H.264 and AAC in MP4), by the program\n"
            "ffmpeg. The file appears when it is whole.",
        .words = "ROUTINE",
        .words_min = 1,
        .words_max = 1,
        OPTIONS(options),
    };
    int code = options_read(&syntax, count, arguments, &export.routine, NULL);
    if (code != OPTIONS_READ)
        return code;
    struct timeline_settings settings;
    struct err err;
    if (mistake(&export))
        return options_wrong(&syntax, mistake(&export));
    if (!hearing_timeline_settings(&export.hearing, &settings, &err))
        return options_wrong(&syntax, err.text);
    signals_watch();
    return run(&export, &settings);
}
