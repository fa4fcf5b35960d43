#include "commands/options.h"

#include "base/text.h"

#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OPTIONS_MAX = 32 };

/// A decimal number without sign, exponent or blanks.
static bool read_decimal(const char *text, const char **end, double *value)
{
    size_t length = strspn(text, "0123456789.");
    char digits[32];
    if (length == 0 || length >= sizeof digits || !strspn(text, "0123456789"))
        return false;
    memcpy(digits, text, length);
    digits[length] = '\0';
    char *stop;
    *value = strtod(digits, &stop);
    *end = text + length;
    return *stop == '\0';
}

bool options_seconds(const char *text, double *seconds)
{
    double total = 0.0;
    for (int parts = 1; parts <= 3; parts++) {
        double part;
        const char *end;
        if (!read_decimal(text, &end, &part))
            return false;
        bool whole = !memchr(text, '.', (size_t)(end - text));
        if (parts > 1 && part >= 60.0)
            return false;
        total = total * 60.0 + part;
        if (*end == '\0') {
            *seconds = total;
            return true;
        }
        if (*end != ':' || !whole)
            return false;
        text = end + 1;
    }
    return false;
}

static bool read_int(const char *text, const char **end, int *value)
{
    const char *digits = text + (*text == '-');
    if (!strspn(digits, "0123456789"))
        return false;
    char *stop;
    errno = 0;
    long number = strtol(text, &stop, 10);
    *end = stop;
    *value = (int)number;
    return errno == 0 && number >= INT_MIN && number <= INT_MAX;
}

bool options_size(const char *text, struct size *size)
{
    struct size read;
    const char *end;
    if (!read_int(text, &end, &read.width) || *end != 'x')
        return false;
    if (!read_int(end + 1, &end, &read.height) || *end != '\0')
        return false;
    *size = read;
    return true;
}

static bool size_is_possible(struct size size)
{
    return size.width >= SIZE_MIN_PX && size.height >= SIZE_MIN_PX && size.width <= SIZE_MAX_PX &&
           size.height <= SIZE_MAX_PX;
}

static bool set_size(const struct option *option, const char *text, struct err *err)
{
    struct size size;
    if (!options_size(text, &size))
        return err_set(err, "%s: \"%s\" is no size like 1920x1080", option->name, text);
    if (!size_is_possible(size))
        return err_set(err, "%s: %s is outside %dx%d to %dx%d", option->name, text, SIZE_MIN_PX,
                       SIZE_MIN_PX, SIZE_MAX_PX, SIZE_MAX_PX);
    *option->size = size;
    return true;
}

static bool set_choice(const struct option *option, const char *text, struct err *err)
{
    char all[256] = "";
    int count = 0;
    for (; option->choices[count]; count++) {
        if (strcmp(option->choices[count], text) == 0) {
            *option->text = text;
            return true;
        }
        size_t used = strlen(all);
        snprintf(all + used, sizeof all - used, "%s%s", count > 0 ? ", " : "",
                 option->choices[count]);
    }
    const char *near = text_nearest(text, option->choices, (size_t)count);
    if (near)
        return err_set(err, "%s: \"%s\" is unknown, did you mean \"%s\"?", option->name, text,
                       near);
    return err_set(err, "%s: \"%s\" is none of: %s", option->name, text, all);
}

static bool set_number(const struct option *option, const char *text, struct err *err)
{
    int number;
    const char *end;
    if (!read_int(text, &end, &number) || *end != '\0')
        return err_set(err, "%s: \"%s\" is no whole number", option->name, text);
    if (number < option->number_min || number > option->number_max)
        return err_set(err, "%s: %d is outside %d to %d", option->name, number, option->number_min,
                       option->number_max);
    *option->number = number;
    return true;
}

static bool set_share(const struct option *option, const char *text, struct err *err)
{
    double value;
    const char *end;
    if (!read_decimal(text, &end, &value) || *end != '\0' || value > 1.0)
        return err_set(err, "%s: \"%s\" is no number from 0 to 1", option->name, text);
    *option->share = (float)value;
    return true;
}

static bool set_value(const struct option *option, const char *text, struct err *err)
{
    if (option->size)
        return set_size(option, text, err);
    if (option->number)
        return set_number(option, text, err);
    if (option->share)
        return set_share(option, text, err);
    if (option->seconds)
        return options_seconds(text, option->seconds) ||
               err_set(err, "%s: \"%s\" is no time in seconds like 90, 12.5 or 1:30", option->name,
                       text);
    assert(option->text);
    if (option->choices)
        return set_choice(option, text, err);
    *option->text = text;
    return true;
}

static const struct option *find_option(const struct syntax *syntax, const char *name,
                                        size_t length)
{
    for (int i = 0; i < syntax->option_count; i++) {
        const struct option *option = &syntax->options[i];
        if (strlen(option->name) == length && strncmp(option->name, name, length) == 0)
            return option;
    }
    return NULL;
}

static bool unknown_option(const struct syntax *syntax, const char *name, size_t length,
                           struct err *err)
{
    const char *names[OPTIONS_MAX + 1];
    char word[128];
    snprintf(word, sizeof word, "%.*s", (int)length, name);
    for (int i = 0; i < syntax->option_count; i++)
        names[i] = syntax->options[i].name;
    names[syntax->option_count] = "--help";
    const char *near = text_nearest(word, names, (size_t)syntax->option_count + 1);
    return near ? err_set(err, "unknown option \"%s\", did you mean \"%s\"?", word, near)
                : err_set(err, "unknown option \"%s\"", word);
}

/// Reads arguments[*index] and its value, if that is the argument after it.
static bool read_option(const struct syntax *syntax, int count, char **arguments, int *index,
                        struct err *err)
{
    const char *name = arguments[*index];
    size_t length = strcspn(name, "=");
    const struct option *option = find_option(syntax, name, length);
    if (!option)
        return unknown_option(syntax, name, length, err);
    if (option->flag) {
        if (name[length] == '=')
            return err_set(err, "%s takes no value", option->name);
        *option->flag = true;
        return true;
    }
    if (name[length] == '=')
        return set_value(option, name + length + 1, err);
    if (*index + 1 >= count)
        return err_set(err, "%s needs a value: %s %s", option->name, option->name, option->value);
    return set_value(option, arguments[++*index], err);
}

bool options_parse(const struct syntax *syntax, int count, char **arguments, const char **words,
                   int *word_count, bool *help, struct err *err)
{
    assert(syntax->option_count <= OPTIONS_MAX);
    *word_count = 0;
    *help = false;
    bool ended = false;
    for (int i = 0; i < count; i++) {
        const char *argument = arguments[i];
        bool dashed = !ended && argument[0] == '-' && argument[1] != '\0';
        if (dashed && strcmp(argument, "--") == 0) {
            ended = true;
        } else if (dashed && (strcmp(argument, "--help") == 0 || strcmp(argument, "-h") == 0)) {
            *help = true;
            return true;
        } else if (dashed) {
            if (!read_option(syntax, count, arguments, &i, err))
                return false;
        } else if (*word_count == syntax->words_max) {
            return err_set(err, "\"%s\" is one word too many", argument);
        } else {
            words[(*word_count)++] = argument;
        }
    }
    if (*word_count < syntax->words_min)
        return err_set(err, "%s is missing", syntax->words);
    return true;
}

void options_print_help(const struct syntax *syntax)
{
    printf("repose %s%s%s%s\n\n%s\n", syntax->command, syntax->option_count > 0 ? " [OPTIONS]" : "",
           syntax->words ? " " : "", syntax->words ? syntax->words : "", syntax->summary);
    printf("\nOptions:\n");
    for (int i = 0; i < syntax->option_count; i++) {
        const struct option *option = &syntax->options[i];
        char name[64];
        snprintf(name, sizeof name, "%s%s%s", option->name, option->value ? " " : "",
                 option->value ? option->value : "");
        printf("  %-22s %s\n", name, option->help);
    }
    printf("  %-22s %s\n", "--help", "show this text");
}

int options_read(const struct syntax *syntax, int count, char **arguments, const char **words,
                 int *word_count)
{
    struct err err;
    bool help;
    int unasked;
    if (!options_parse(syntax, count, arguments, words, word_count ? word_count : &unasked, &help,
                       &err)) {
        fprintf(stderr, "repose %s: %s (see repose %s --help)\n", syntax->command, err.text,
                syntax->command);
        return EXIT_USAGE;
    }
    if (help) {
        options_print_help(syntax);
        return EXIT_DONE;
    }
    return OPTIONS_READ;
}

int options_wrong(const struct syntax *syntax, const char *sentence)
{
    fprintf(stderr, "repose %s: %s\n", syntax->command, sentence);
    return EXIT_USAGE;
}

bool options_failed(const char *command, const struct err *err)
{
    fprintf(stderr, "repose %s: %s\n", command, err->text);
    return false;
}
