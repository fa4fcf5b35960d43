#include "store/file_list.h"

#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static char *copy_text(const char *text)
{
    size_t bytes = strlen(text) + 1;
    return memcpy(mem_alloc(bytes, 1), text, bytes);
}

static void add(struct file_list *list, enum file_from from, const char *path)
{
    list->file = mem_realloc(list->file, (size_t)list->count + 1, sizeof *list->file);
    list->file[list->count++] = (struct file_entry){.from = from, .path = copy_text(path)};
}

static bool is_yaml_name(const char *name)
{
    const char *ending = strrchr(name, '.');
    return name[0] != '.' && ending && strcmp(ending, ".yaml") == 0;
}

static int compare_entries(const void *a, const void *b)
{
    const struct file_entry *p = a, *q = b;
    if (p->from != q->from)
        return p->from < q->from ? -1 : 1;
    return strcmp(p->path, q->path);
}

static void sort(struct file_list *list)
{
    if (list->count)
        qsort(list->file, (size_t)list->count, sizeof *list->file, compare_entries);
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
            add(list, FILE_OF_FOLDER, file);
    }
    closedir(directory);
    if (list->count == FILE_LIST_MAX)
        problems_add(problems, path, 1, 1, "too many files: fewer than %d are read", FILE_LIST_MAX);
    sort(list);
}

static bool is_same_file(const char *a, const char *b)
{
    struct stat p, q;
    return stat(a, &p) == 0 && stat(b, &q) == 0 && p.st_dev == q.st_dev && p.st_ino == q.st_ino;
}

static void suspect(struct file_list *list, const char *path)
{
    for (int i = 0; i < list->count; i++) {
        struct file_entry *file = &list->file[i];
        if (file->from != FILE_OF_FOLDER || !is_same_file(file->path, path))
            continue;
        mem_free(file->path);
        *file = (struct file_entry){.from = FILE_SUSPECT_OF_FOLDER, .path = copy_text(path)};
        return;
    }
    add(list, FILE_FROM_OUTSIDE, path);
}

void file_list_suspect(struct file_list *list, const char *const *path, int count)
{
    for (int i = 0; i < count; i++)
        suspect(list, path[i]);
    sort(list);
}

void file_list_finish(struct file_list *list)
{
    for (int i = 0; i < list->count; i++)
        mem_free(list->file[i].path);
    mem_free(list->file);
    *list = (struct file_list){0};
}
