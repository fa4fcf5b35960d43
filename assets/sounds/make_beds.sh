#!/bin/sh
# Make the beds of sound anew: needs a C compiler and oggenc (Debian package vorbis-tools).
set -eu
cd "$(dirname "$0")"
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT
cc -std=gnu17 -O2 -Wall -Wextra -o "$build/make_beds" make_beds.c -lm
for bed in drone rain; do
    "$build/make_beds" "$bed" >"$build/$bed.raw"
    # A fixed serial number: the same bytes every time.
    oggenc --quiet --raw --raw-rate 48000 --raw-chan 2 --raw-bits 16 --quality 4 --serial 1 \
        --title "Repose: bed of $bed" --comment "LICENSE=CC0-1.0" \
        --output "bed_$bed.ogg" "$build/$bed.raw"
done
