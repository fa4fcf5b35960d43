/// The YAML files of a folder, in the order in which they are read.
#pragma once

#include "store/problems.h"

/// More files than this in one folder are a mistake.
enum { FILE_LIST_MAX = 2000 };

/// Where a file of the list came from; they are read in this order: what comes from outside is
/// there before what it replaces, and a mistake between two files is reported at the suspect.
enum file_from { FILE_FROM_OUTSIDE, FILE_OF_FOLDER, FILE_SUSPECT_OF_FOLDER };

struct file_entry {
    enum file_from from;
    char *path; ///< owned
};

struct file_list {
    int count;
    struct file_entry *file;
};

/// List `folder`/`name`/*.yaml, sorted by name. A folder that cannot be read is a problem, and the
/// list is empty. Hidden files and other endings are passed over.
void file_list_read(struct file_list *list, const char *folder, const char *name,
                    struct problems *problems);

/// Add files from outside; those that are in the list already are only renamed to `path`.
void file_list_suspect(struct file_list *list, const char *const *path, int count);

void file_list_finish(struct file_list *list);
