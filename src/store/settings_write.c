#include "store/atomic_file.h"
#include "store/settings_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char HEADING[] =
    "# Repose: what you chose. The program writes this file when you change something there; so\n"
    "# notes of your own in it get lost. Delete a line and it has its usual value again.\n";

static const char BINDINGS_HEADING[] = "\n# Keys and gamepad buttons of your own, like\n"
                                       "#     \"F9\": mute\n"
                                       "#     \"pad x\": say_again\n"
                                       "#     \"Space\": none\n"
                                       "# The manual page lists the actions.\n";

static void write_words(FILE *stream, const struct setting *setting)
{
    for (int i = 0; i <= setting->most; i++)
        fprintf(stream, "%s%s",
                i == 0               ? ""
                : i == setting->most ? " or "
                                     : ", ",
                setting->choice[i]);
}

static void write_comment(FILE *stream, const struct setting *setting)
{
    if (!setting->label) {
        fputs("\n# Kept by the program.\n", stream);
        return;
    }
    fprintf(stream, "\n# %s: ", setting->label);
    switch (setting->kind) {
    case SETTING_SWITCH:
        fputs("true or false", stream);
        break;
    case SETTING_CHOICE:
        write_words(stream, setting);
        break;
    case SETTING_NUMBER:
        if (setting->shown_less_from)
            fprintf(stream, "%d%s less what stands here, ", setting->shown_less_from,
                    setting->unit);
        fprintf(stream, "%d to %d%s", setting->least, setting->most, setting->unit);
        break;
    }
    fprintf(stream, ".\n# %s\n", setting->help);
}

static void write_value(FILE *stream, const struct setting *setting, int value)
{
    fprintf(stream, "%s: ", setting->key);
    if (setting->kind == SETTING_NUMBER)
        fprintf(stream, "%d\n", value);
    else if (setting->kind == SETTING_SWITCH)
        fputs(value ? "true\n" : "false\n", stream);
    else
        fprintf(stream, "%s\n", setting->choice[value]);
}

/// In double quotes, as YAML reads it back.
static void write_quoted(FILE *stream, const char *text)
{
    putc('"', stream);
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            putc('\\', stream);
        putc(*text, stream);
    }
    putc('"', stream);
}

static void write_bindings(FILE *stream, const struct settings *settings)
{
    fputs(BINDINGS_HEADING, stream);
    fputs(settings->binding_count ? "bindings:\n" : "bindings: {}\n", stream);
    for (int i = 0; i < settings->binding_count; i++) {
        fputs("  ", stream);
        write_quoted(stream, settings->binding[i].input);
        fprintf(stream, ": %s\n", settings->binding[i].action);
    }
}

bool settings_file_save(const struct settings *settings, const char *path, struct err *err)
{
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    if (!stream)
        return err_set(err, "cannot write %s: %s", path, strerror(errno));
    fputs(HEADING, stream);
    for (int id = 0; id < SET_COUNT; id++) {
        write_comment(stream, &setting_table[id]);
        write_value(stream, &setting_table[id], settings_get(settings, (enum setting_id)id));
    }
    write_bindings(stream, settings);
    bool good = fclose(stream) == 0;
    good = good ? atomic_file_write(path, text, size, err)
                : err_set(err, "cannot write %s: there is not enough memory", path);
    free(text);
    return good;
}
