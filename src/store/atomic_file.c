#include "store/atomic_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool fail(struct err *err, const char *path, int cause)
{
    return err_set(err, "cannot write %s: %s", path, strerror(cause));
}

/// Makes every folder that `path` goes through.
static bool make_folders(const char *path)
{
    char folder[PATH_MAX];
    snprintf(folder, sizeof folder, "%s", path);
    for (char *slash = strchr(folder + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(folder, 0700) != 0 && errno != EEXIST && access(folder, F_OK) != 0)
            return false;
        *slash = '/';
    }
    return true;
}

static bool write_all(int file, const char *bytes, size_t count)
{
    while (count > 0) {
        ssize_t written = write(file, bytes, count);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        bytes += written;
        count -= (size_t)written;
    }
    return true;
}

/// Fills and closes the file; the cause of a failure stays in errno.
static bool fill(int file, const char *bytes, size_t count)
{
    bool good = write_all(file, bytes, count) && fsync(file) == 0;
    int cause = errno;
    // Some file systems tell only now that the disk is full.
    if (close(file) != 0 && good) {
        good = false;
        cause = errno;
    }
    errno = cause;
    return good;
}

/// Makes the new name last through a power cut. Not every file system can; the file is whole
/// either way.
static void sync_folder(const char *path)
{
    char folder[PATH_MAX];
    snprintf(folder, sizeof folder, "%s", path);
    char *slash = strrchr(folder, '/');
    if (!slash)
        return;
    slash[slash == folder] = '\0';
    int handle = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0)
        return;
    fsync(handle);
    close(handle);
}

bool atomic_file_write(const char *path, const char *bytes, size_t count, struct err *err)
{
    char real[PATH_MAX], beside[PATH_MAX];
    const char *target = realpath(path, real) ? real : path;
    int length = snprintf(beside, sizeof beside, "%s.XXXXXX", target);
    if (length >= (int)sizeof beside)
        return fail(err, path, ENAMETOOLONG);
    if (!make_folders(target))
        return fail(err, path, errno);
    int file = mkostemp(beside, O_CLOEXEC);
    if (file < 0)
        return fail(err, path, errno);
    if (fill(file, bytes, count) && rename(beside, target) == 0) {
        sync_folder(target);
        return true;
    }
    int cause = errno;
    unlink(beside);
    return fail(err, path, cause);
}
