#!/bin/sh
# check_format.sh FOLDER: every C file is as clang-format would write it.
set -eu
cd "$1"
find src tests assets -name '*.[ch]' | sort | xargs clang-format --dry-run -Werror
