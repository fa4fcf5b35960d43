/// The commands of the one executable: one file each. They take the arguments after their own
/// name and return the exit code (commands/options.h): 0 done, 1 failed, 2 called wrongly.
#pragma once

int command_play(int count, char **arguments);
/// Without a command: play's options, but it begins on the start screen.
int command_open(int count, char **arguments);
int command_still(int count, char **arguments);
int command_sheet(int count, char **arguments);
int command_trace(int count, char **arguments);
int command_measure(int count, char **arguments);
int command_check(int count, char **arguments);
int command_export(int count, char **arguments);
int command_listen(int count, char **arguments);
