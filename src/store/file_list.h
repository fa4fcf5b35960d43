/// The YAML files of a folder, sorted by name.
#pragma once

#include "store/problems.h"

/// More files than this in one folder are a mistake.
enum { FILE_LIST_MAX = 2000 };

struct file_list {
    int count;
    char **path; ///< owned
};

/// List `folder`/`name`/*.yaml. A folder that cannot be read is a problem, and the list is empty.
/// Hidden files and other endings are passed over.
void file_list_read(struct file_list *list, const char *folder, const char *name,
                    struct problems *problems);

void file_list_add(struct file_list *list, const char *path);
void file_list_finish(struct file_list *list);
