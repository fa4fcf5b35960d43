#!/bin/sh
# Make the bells anew: needs a C compiler and oggenc (Debian package vorbis-tools).
set -eu
cd "$(dirname "$0")"
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT
cc -std=gnu17 -O2 -Wall -Wextra -o "$build/make_bells" make_bells.c -lm
for bell in bell side_bell end_bell; do
    "$build/make_bells" "$bell" >"$build/$bell.raw"
    # A fixed serial number: the same bytes every time.
    oggenc --quiet --raw --raw-rate 48000 --raw-chan 2 --raw-bits 16 --quality 4 --serial 1 \
        --title "Repose: $bell" --comment "LICENSE=CC0-1.0" \
        --output "$bell.ogg" "$build/$bell.raw"
done
