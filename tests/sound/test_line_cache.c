/// Lines that were said once are kept on disk: a few megabytes, and no harm from damaged files.
#define CACHE BINARY_DIR "/line-cache"

#include "voices.h"

#include "sound/line_cache.h"
#include "sound/speaker.h"

#include <sys/stat.h>

static long long bytes_in(const char *folder)
{
    DIR *opened = opendir(folder);
    struct dirent *found;
    long long bytes = 0;
    assert_non_null(opened);
    while ((found = readdir(opened)) != NULL) {
        char path[1024];
        struct stat status;
        snprintf(path, sizeof path, "%s/%s", folder, found->d_name);
        if (found->d_name[0] != '.' && stat(path, &status) == 0)
            bytes += status.st_size;
    }
    closedir(opened);
    return bytes;
}

static void say_everything(void)
{
    struct voice *voice = create_voice(true, NULL);
    for (int i = 0; i < voice_line_count(voice); i++)
        mem_free(render(voice, voice_slot(voice, i).first_frame, 1));
    voice_destroy(voice);
}

static void the_cache_is_bounded_and_the_oldest_lines_go_first(void **state)
{
    (void)state;
    say_everything();
    long long bytes = bytes_in(CACHE);
    int files = count_files(CACHE);
    print_message("the evening's lines take %.1f MB in %d files\n", (double)bytes / 1e6, files);
    assert_true(files > 60 && bytes <= LINE_CACHE_BYTES_MAX);
    struct speech_sound said, kept;
    assert_true(speaker_say(SPEAKER_SLT, "This one is new.", 1.0f, &said, NULL));
    sleep_ms(20);
    line_cache_write(CACHE, "new", &said);
    line_cache_trim(CACHE, 1000000);
    assert_true(bytes_in(CACHE) <= 1000000);
    assert_in_range(count_files(CACHE), 1, files - 1);
    assert_true(line_cache_read(CACHE, "new", &kept));
    speech_sound_finish(&said);
    speech_sound_finish(&kept);
}

static void a_line_comes_back_as_it_was_kept(void **state)
{
    (void)state;
    struct speech_sound said, kept;
    make_empty_folder(CACHE);
    assert_true(speaker_say(SPEAKER_SLT, "Half-way.", 1.25f, &said, NULL));
    assert_false(line_cache_read(CACHE, "half", &kept));
    line_cache_write(CACHE, "half", &said);
    assert_true(line_cache_read(CACHE, "half", &kept));
    assert_int_equal(kept.rate_hz, said.rate_hz);
    assert_int_equal(kept.sample_count, said.sample_count);
    assert_memory_equal(kept.sample, said.sample, (size_t)said.sample_count * sizeof(int16_t));
    speech_sound_finish(&kept);
    assert_false(line_cache_read(CACHE, "whole", &kept));
    assert_false(line_cache_read("/nowhere/at/all", "half", &kept));
    line_cache_write("/dev/null/cannot", "half", &said);
    speech_sound_finish(&said);
}

static void only_file(const char *folder, char path[1024])
{
    DIR *opened = opendir(folder);
    struct dirent *found;
    while ((found = readdir(opened)) != NULL)
        if (found->d_name[0] != '.')
            snprintf(path, 1024, "%s/%s", folder, found->d_name);
    closedir(opened);
}

static void a_damaged_file_counts_as_not_there(void **state)
{
    (void)state;
    struct speech_sound said, kept;
    char path[1024] = "";
    make_empty_folder(CACHE);
    assert_true(speaker_say(SPEAKER_SLT, "Half-way.", 1.25f, &said, NULL));
    line_cache_write(CACHE, "half", &said);
    only_file(CACHE, path);
    size_t size;
    char *bytes = read_file(path, &size);
    for (size_t at = 0; at < size; at += size / 40) {
        bytes[at] ^= 0x10;
        write_file(path, bytes, size);
        assert_false(line_cache_read(CACHE, "half", &kept));
        bytes[at] ^= 0x10;
        write_file(path, bytes, at);
        assert_false(line_cache_read(CACHE, "half", &kept));
    }
    write_file(path, bytes, size);
    assert_true(line_cache_read(CACHE, "half", &kept));
    speech_sound_finish(&kept);
    speech_sound_finish(&said);
    free(bytes);
}

static void spoil_every_file(const char *folder)
{
    DIR *opened = opendir(folder);
    struct dirent *found;
    while ((found = readdir(opened)) != NULL) {
        char path[1024];
        snprintf(path, sizeof path, "%s/%s", folder, found->d_name);
        if (found->d_name[0] != '.')
            write_file(path, "no line", 7);
    }
    closedir(opened);
}

static void lines_are_said_anew_if_their_file_is_damaged(void **state)
{
    (void)state;
    make_empty_folder(CACHE);
    struct voice *voice = create_voice(true, NULL);
    struct voice_slot slot = voice_slot(voice, 0);
    float *good = render(voice, slot.first_frame, slot.frame_count);
    voice_destroy(voice);
    spoil_every_file(CACHE);
    voice = create_voice(true, NULL);
    float *again = render(voice, slot.first_frame, slot.frame_count);
    // The noise in the machine's voice is never the same twice: the line is, in its loudness.
    float loudest_good = loudest(good, 0, slot.frame_count);
    assert_true(loudest_good > 0.03f);
    assert_float_equal(loudest(again, 0, slot.frame_count), loudest_good, 0.2f * loudest_good);
    voice_destroy(voice);
    mem_free(good);
    mem_free(again);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_cache_is_bounded_and_the_oldest_lines_go_first),
        cmocka_unit_test(a_line_comes_back_as_it_was_kept),
        cmocka_unit_test(a_damaged_file_counts_as_not_there),
        cmocka_unit_test(lines_are_said_anew_if_their_file_is_damaged),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
