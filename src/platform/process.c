#include "platform/process.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/// Our own descriptors are kept above those that the other program gets.
enum { LOWEST_OWN_FD = 10 };

static int move_up(int fd)
{
    int higher = fd < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, LOWEST_OWN_FD);
    if (fd >= 0)
        close(fd);
    return higher;
}

static void close_if_open(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static bool open_pipe(int ends[2], struct err *err)
{
    if (pipe2(ends, O_CLOEXEC) != 0)
        return err_set(err, "no pipe can be opened: %s", strerror(errno));
    ends[0] = move_up(ends[0]);
    ends[1] = move_up(ends[1]);
    if (ends[0] < 0 || ends[1] < 0 || fcntl(ends[1], F_SETFL, O_NONBLOCK) != 0) {
        err_set(err, "no pipe can be opened: %s", strerror(errno));
        close_if_open(&ends[0]);
        close_if_open(&ends[1]);
        return false;
    }
    // A larger pipe saves switches between the programs; the usual size works as well.
    fcntl(ends[1], F_SETPIPE_SZ, 1 << 20);
    return true;
}

static int spawn(struct process *process, char *const arguments[], const int *read_end)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&files, process->complaints, STDERR_FILENO);
    for (int i = 0; i < process->input_count; i++)
        posix_spawn_file_actions_adddup2(&files, read_end[i], PROCESS_FIRST_INPUT_FD + i);
    sigset_t defaults;
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF);
    int failure = posix_spawnp(&process->id, arguments[0], &files, &attributes, arguments, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return failure;
}

static void close_all(struct process *process)
{
    for (int i = 0; i < PROCESS_INPUTS_MAX; i++)
        close_if_open(&process->input[i]);
    close_if_open(&process->complaints);
}

bool process_start(struct process *process, char *const arguments[], int input_count,
                   struct err *err)
{
    assert(input_count >= 0 && input_count <= PROCESS_INPUTS_MAX);
    int read_end[PROCESS_INPUTS_MAX] = {-1, -1};
    bool piped = true;
    *process = (struct process){.input_count = input_count, .input = {-1, -1}, .complaints = -1};
    for (int i = 0; i < input_count && piped; i++) {
        int ends[2] = {-1, -1};
        piped = open_pipe(ends, err);
        read_end[i] = ends[0];
        process->input[i] = ends[1];
    }
    process->complaints = move_up(memfd_create("complaints", MFD_CLOEXEC));
    int failure = piped ? spawn(process, arguments, read_end) : 0;
    for (int i = 0; i < input_count; i++)
        close_if_open(&read_end[i]);
    if (piped && failure == 0)
        return true;
    process->id = 0;
    close_all(process);
    if (failure == ENOENT)
        err_set(err, "the program %s is not installed", arguments[0]);
    else if (failure != 0)
        err_set(err, "the program %s cannot be started: %s", arguments[0], strerror(failure));
    return false;
}

void process_close_input(struct process *process, int index)
{
    close_if_open(&process->input[index]);
}

/// The last line that it wrote to standard error.
static void last_complaint(const struct process *process, char *line, size_t size)
{
    char tail[256];
    off_t end = lseek(process->complaints, 0, SEEK_END);
    off_t start = end > (off_t)sizeof tail - 1 ? end - (off_t)sizeof tail + 1 : 0;
    ssize_t length = pread(process->complaints, tail, sizeof tail - 1, start);
    while (length > 0 && (tail[length - 1] == '\n' || tail[length - 1] == '\r'))
        length--;
    tail[length > 0 ? length : 0] = '\0';
    char *newline = strrchr(tail, '\n');
    snprintf(line, size, "%s", newline ? newline + 1 : tail);
}

static int wait_for_end(struct process *process)
{
    int status = 0;
    while (waitpid(process->id, &status, 0) < 0 && errno == EINTR)
        continue;
    process->id = 0;
    return status;
}

bool process_finish(struct process *process, struct err *err)
{
    for (int i = 0; i < process->input_count; i++)
        process_close_input(process, i);
    int status = wait_for_end(process);
    char line[256];
    last_complaint(process, line, sizeof line);
    bool good = WIFEXITED(status) && WEXITSTATUS(status) == 0 && line[0] == '\0';
    if (line[0])
        err_set(err, "%s", line);
    else if (WIFSIGNALED(status))
        err_set(err, "it was ended by signal %d", WTERMSIG(status));
    else if (!good)
        err_set(err, "it ended with code %d and no word", WEXITSTATUS(status));
    close_all(process);
    return good;
}

void process_kill(struct process *process)
{
    if (process->id > 0) {
        kill(process->id, SIGKILL);
        wait_for_end(process);
    }
    close_all(process);
}
