#!/bin/sh
# From a clean clone on Debian 12 to the seven minutes: installs what is missing, builds, plays.
# Without a display it writes the film instead. Arguments go to "repose play".
set -eu
cd "$(dirname "$0")/.."
. packaging/steps.sh

film=build/bedtime.mp4

has_display() {
    [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]
}

# True if nothing that a film is made of is newer than the film.
film_is_fresh() {
    [ -f "$film" ] && [ -z "$(find routines assets build/release/repose -newer "$film" | head -n 1)" ]
}

if has_display; then
    install_packages packaging/packages.txt
    build release
    tell "Playing (H shows the keys, Escape leaves)"
    exec build/release/repose play "$@"
fi

install_packages packaging/packages.txt packaging/packages-export.txt
build release
if film_is_fresh; then
    tell "No display here, and the film is up to date"
else
    tell "No display here: writing the film instead (a few minutes)"
    build/release/repose export bedtime --size 1280x720 -o "$film"
fi
tell "The film: $(pwd)/$film"
