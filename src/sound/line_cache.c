#include "sound/line_cache.h"

#include "base/log.h"
#include "base/mem.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_BYTES = 4096, KEY_BYTES_MAX = 1024, SAMPLES_MAX = 60 * 48000 };

static const char SUFFIX[] = ".line";

/// Before the key and the samples; after them comes the hash of all.
struct head {
    char magic[8];
    uint32_t key_bytes, rate_hz, sample_count, unused;
};

static const char MAGIC[8] = "RPSLINE1";

/// FNV-1a.
static uint64_t hash(uint64_t seed, const void *bytes, size_t count)
{
    const unsigned char *byte = bytes;
    for (size_t i = 0; i < count; i++)
        seed = (seed ^ byte[i]) * 0x100000001b3u;
    return seed;
}

static const uint64_t HASH_START = 0xcbf29ce484222325u;

static bool path_of(char path[PATH_BYTES], const char *folder, const char *key)
{
    unsigned long long name = hash(HASH_START, key, strlen(key));
    return snprintf(path, PATH_BYTES, "%s/%016llx%s", folder, name, SUFFIX) < PATH_BYTES;
}

static uint64_t hash_of(const struct head *head, const char *key, const int16_t *sample)
{
    uint64_t sum = hash(HASH_START, head, sizeof *head);
    sum = hash(sum, key, head->key_bytes);
    return hash(sum, sample, head->sample_count * sizeof *sample);
}

static bool head_is_good(const struct head *head, const char *key)
{
    return memcmp(head->magic, MAGIC, sizeof MAGIC) == 0 && head->key_bytes == strlen(key) &&
           head->key_bytes < KEY_BYTES_MAX && head->sample_count > 0 &&
           head->sample_count <= SAMPLES_MAX && head->rate_hz > 0;
}

static bool read_file(FILE *file, const char *key, struct speech_sound *said)
{
    struct head head;
    char kept[KEY_BYTES_MAX];
    uint64_t sum;
    if (fread(&head, sizeof head, 1, file) != 1 || !head_is_good(&head, key))
        return false;
    if (fread(kept, 1, head.key_bytes, file) != head.key_bytes ||
        memcmp(kept, key, head.key_bytes) != 0)
        return false;
    said->sample = mem_alloc(head.sample_count, sizeof *said->sample);
    said->sample_count = (int)head.sample_count;
    said->rate_hz = (int)head.rate_hz;
    return fread(said->sample, sizeof *said->sample, head.sample_count, file) ==
               head.sample_count &&
           fread(&sum, sizeof sum, 1, file) == 1 && sum == hash_of(&head, key, said->sample) &&
           fgetc(file) == EOF;
}

bool line_cache_read(const char *folder, const char *key, struct speech_sound *said)
{
    char path[PATH_BYTES];
    *said = (struct speech_sound){0};
    FILE *file = path_of(path, folder, key) ? fopen(path, "rb") : NULL;
    if (!file)
        return false;
    bool good = read_file(file, key, said);
    // Used now: it shall be the last to go.
    if (good)
        futimens(fileno(file), NULL);
    fclose(file);
    if (!good)
        speech_sound_finish(said);
    return good;
}

static void make_folders(const char *folder)
{
    char path[PATH_BYTES];
    if (snprintf(path, sizeof path, "%s/", folder) >= (int)sizeof path)
        return;
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0700);
        *slash = '/';
    }
}

static bool write_file(FILE *file, const char *key, const struct speech_sound *said)
{
    struct head head = {
        .key_bytes = (uint32_t)strlen(key),
        .rate_hz = (uint32_t)said->rate_hz,
        .sample_count = (uint32_t)said->sample_count,
    };
    memcpy(head.magic, MAGIC, sizeof MAGIC);
    uint64_t sum = hash_of(&head, key, said->sample);
    return fwrite(&head, sizeof head, 1, file) == 1 &&
           fwrite(key, 1, head.key_bytes, file) == head.key_bytes &&
           fwrite(said->sample, sizeof *said->sample, head.sample_count, file) ==
               head.sample_count &&
           fwrite(&sum, sizeof sum, 1, file) == 1;
}

void line_cache_write(const char *folder, const char *key, const struct speech_sound *said)
{
    char path[PATH_BYTES], draft[PATH_BYTES + 8];
    if (strlen(key) >= KEY_BYTES_MAX || !path_of(path, folder, key))
        return;
    make_folders(folder);
    snprintf(draft, sizeof draft, "%s.XXXXXX", path);
    int handle = mkstemp(draft);
    FILE *file = handle >= 0 ? fdopen(handle, "wb") : NULL;
    if (!file) {
        log_debug("%s cannot be written: lines will be said anew next time", folder);
        return;
    }
    bool good = write_file(file, key, said);
    // Whole or not at all: two programs may write the same line.
    if (fclose(file) != 0 || !good || rename(draft, path) != 0)
        unlink(draft);
}

struct entry {
    char name[64];
    long long bytes;
    struct timespec used;
};

static int by_age(const void *a, const void *b)
{
    const struct timespec *left = &((const struct entry *)a)->used;
    const struct timespec *right = &((const struct entry *)b)->used;
    if (left->tv_sec != right->tv_sec)
        return left->tv_sec < right->tv_sec ? -1 : 1;
    return (left->tv_nsec > right->tv_nsec) - (left->tv_nsec < right->tv_nsec);
}

static bool is_line(const char *name)
{
    size_t length = strlen(name);
    return length < sizeof((struct entry *)0)->name && strstr(name, SUFFIX) != NULL;
}

static int list(DIR *folder, struct entry **entries)
{
    int count = 0, room = 0;
    struct dirent *found;
    while ((found = readdir(folder)) != NULL) {
        struct stat status;
        if (!is_line(found->d_name) ||
            fstatat(dirfd(folder), found->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0 ||
            !S_ISREG(status.st_mode))
            continue;
        if (count == room) {
            room = room > 0 ? 2 * room : 64;
            *entries = mem_realloc(*entries, (size_t)room, sizeof **entries);
        }
        struct entry *entry = &(*entries)[count++];
        *entry = (struct entry){.bytes = status.st_size, .used = status.st_mtim};
        snprintf(entry->name, sizeof entry->name, "%.63s", found->d_name);
    }
    return count;
}

void line_cache_trim(const char *folder, long long bytes_most)
{
    DIR *opened = opendir(folder);
    if (!opened)
        return;
    struct entry *entries = NULL;
    int count = list(opened, &entries);
    long long bytes = 0;
    for (int i = 0; i < count; i++)
        bytes += entries[i].bytes;
    if (bytes > bytes_most)
        qsort(entries, (size_t)count, sizeof *entries, by_age);
    for (int i = 0; i < count && bytes > bytes_most; i++)
        if (unlinkat(dirfd(opened), entries[i].name, 0) == 0)
            bytes -= entries[i].bytes;
    mem_free(entries);
    closedir(opened);
}
