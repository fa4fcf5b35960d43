/// A session bus for one test alone.
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/// Starts it and makes it the session's. Returns its process, or -1.
static inline pid_t private_bus_start(void)
{
    int ends[2];
    char address[512];
    if (pipe(ends) != 0)
        return -1;
    pid_t id = fork();
    if (id == 0) {
        dup2(ends[1], STDOUT_FILENO);
        dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
        close(ends[0]);
        close(ends[1]);
        execlp("dbus-daemon", "dbus-daemon", "--session", "--nofork", "--print-address", NULL);
        _exit(127);
    }
    close(ends[1]);
    ssize_t length = read(ends[0], address, sizeof address - 1);
    close(ends[0]);
    if (id < 0 || length <= 0)
        return -1;
    address[length] = '\0';
    address[strcspn(address, "\n")] = '\0';
    setenv("DBUS_SESSION_BUS_ADDRESS", address, 1);
    return id;
}

static inline void private_bus_stop(pid_t id)
{
    kill(id, SIGTERM);
    waitpid(id, NULL, 0);
}
