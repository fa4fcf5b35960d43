#include "store/file_list.h"

#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

void file_list_add(struct file_list *list, const char *path)
{
    list->path = mem_realloc(list->path, (size_t)list->count + 1, sizeof *list->path);
    size_t bytes = strlen(path) + 1;
    list->path[list->count++] = memcpy(mem_alloc(bytes, 1), path, bytes);
}

static bool is_yaml_name(const char *name)
{
    const char *ending = strrchr(name, '.');
    return name[0] != '.' && ending && strcmp(ending, ".yaml") == 0;
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

void file_list_read(struct file_list *list, const char *folder, const char *name,
                    struct problems *problems)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    DIR *directory = opendir(path);
    if (!directory) {
        problems_add(problems, path, 1, 1, "cannot open the folder: %s", strerror(errno));
        return;
    }
    for (struct dirent *entry; (entry = readdir(directory)) && list->count < FILE_LIST_MAX;) {
        char file[PATH_MAX + sizeof entry->d_name + 1];
        snprintf(file, sizeof file, "%s/%s", path, entry->d_name);
        if (is_yaml_name(entry->d_name))
            file_list_add(list, file);
    }
    closedir(directory);
    if (list->count == FILE_LIST_MAX)
        problems_add(problems, path, 1, 1, "too many files: at most %d are read",
                     FILE_LIST_MAX - 1);
    qsort(list->path, (size_t)list->count, sizeof *list->path, compare_paths);
}

void file_list_finish(struct file_list *list)
{
    for (int i = 0; i < list->count; i++)
        mem_free(list->path[i]);
    mem_free(list->path);
    *list = (struct file_list){0};
}
