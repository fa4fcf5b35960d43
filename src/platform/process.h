/// Another program that reads from us through pipes and tells its troubles on standard error.
#pragma once

#include "base/err.h"

#include <sys/types.h>

enum { PROCESS_INPUTS_MAX = 2, PROCESS_FIRST_INPUT_FD = 3 };

struct process {
    pid_t id; ///< 0: not running
    int input_count;
    int input[PROCESS_INPUTS_MAX]; ///< our ends, non-blocking; -1 when closed
    int complaints;                ///< what it wrote to standard error, a file; -1: none
};

/// Starts `arguments[0]` (searched in PATH; NULL ends the list) with `input_count` pipes as its
/// file descriptors 3, 4..., nothing on standard input and output, in a process group of its own,
/// so that Ctrl-C reaches only us. False with a sentence.
bool process_start(struct process *process, char *const arguments[], int input_count,
                   struct err *err);

void process_close_input(struct process *process, int index);

/// Closes the inputs and waits for the end. True if it ended with exit code 0 and wrote nothing to
/// standard error; else the sentence says what it complained about last. (The code alone does not
/// do: ffmpeg 5.1 ends with 0 if the disk is full only when the file is completed.)
bool process_finish(struct process *process, struct err *err);

/// Ends it at once.
void process_kill(struct process *process);
