#!/bin/sh
# From a clean clone on Debian 12: installs what is missing, builds with warnings as errors, and
# runs every test twice: under AddressSanitizer and UndefinedBehaviorSanitizer, and as released.
set -eu
cd "$(dirname "$0")/.."
. packaging/steps.sh

install_packages packaging/packages.txt packaging/packages-export.txt packaging/packages-test.txt
jobs=$(nproc)

build sanitize
tell "Testing under the sanitizers"
# Without a display: the desktop's own libraries leak, and that is not ours to find.
env -u DISPLAY -u WAYLAND_DISPLAY ctest --test-dir build/sanitize --output-on-failure \
    --label-exclude 'window|text|long' --parallel "$jobs" || give_up "a test failed under the sanitizers"

build ci
tell "Testing the program as it is released"
ctest --test-dir build/ci --output-on-failure --parallel "$jobs"
