/// Files and folders, as tests need them.
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static inline void write_file(const char *path, const void *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    if (!file)
        fail_msg("%s cannot be written", path);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

/// The whole file, with a zero behind it; free with free(). `size` may be NULL. NULL if there is
/// no such file.
static inline char *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    if (size)
        *size = 0;
    if (!file)
        return NULL;
    fseek(file, 0, SEEK_END);
    size_t length = (size_t)ftell(file);
    rewind(file);
    char *bytes = malloc(length + 1);
    assert_int_equal(fread(bytes, 1, length, file), length);
    bytes[length] = '\0';
    fclose(file);
    if (size)
        *size = length;
    return bytes;
}

/// Writes a copy of the text file `source` in which the first `old` has become `new`.
static inline void write_changed(const char *path, const char *source, const char *old,
                                 const char *new)
{
    char *text = read_file(source, NULL);
    assert_non_null(text);
    char *place = strstr(text, old);
    assert_non_null(place);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fprintf(file, "%.*s%s%s", (int)(place - text), text, new, place + strlen(old));
    assert_int_equal(fclose(file), 0);
    free(text);
}

static inline bool file_has(const char *path, const char *words)
{
    char *text = read_file(path, NULL);
    bool has = text && strstr(text, words);
    free(text);
    return has;
}

static inline void remove_folder(const char *folder)
{
    char command[1024];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    assert_int_equal(system(command), 0);
}

static inline void make_empty_folder(const char *folder)
{
    char command[1024];
    remove_folder(folder);
    snprintf(command, sizeof command, "mkdir -p '%s'", folder);
    assert_int_equal(system(command), 0);
}

/// How many files are in it, without those whose name begins with a dot.
static inline int count_files(const char *folder)
{
    int count = 0;
    DIR *opened = opendir(folder);
    assert_non_null(opened);
    for (struct dirent *entry; (entry = readdir(opened));)
        count += entry->d_name[0] != '.';
    closedir(opened);
    return count;
}
