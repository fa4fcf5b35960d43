#!/usr/bin/env bash
# What a practice costs, against a video player that plays the same film.
#
#   tests/bench/bench.sh [SECONDS [FILM]]   default: the whole routine, 540 s, twice (18 minutes)
#
# FILM is written first, which takes long, unless it is there already from the time before.
#
# Under its own virtual display of 1920x1080 without a GPU: `repose play` at up to 60 frames a
# second, and mpv (--vo=x11) with the film that `repose export --fps 60` wrote. Prints CPU seconds
# of each process, of the display server while each runs, their ratio, time to the first frame and
# peak memory. Timings are for comparing in one run, not for passing or failing.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
repose=${REPOSE:-$root/build/release/repose}
seconds=${1:-540}
work=$(mktemp -d)
film=${2:-$work/film.mp4}
display=:$((90 + RANDOM % 100))
trap 'kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT

for program in Xvfb mpv ffmpeg; do
    command -v "$program" >/dev/null || { echo "bench.sh: $program is not installed" >&2; exit 1; }
done

Xvfb "$display" -screen 0 1920x1080x24 -nolisten tcp >"$work/xvfb.log" 2>&1 &
server=$!
sleep 1
export DISPLAY=$display SDL_VIDEODRIVER=x11 SDL_AUDIODRIVER=dummy

ticks_per_s=$(getconf CLK_TCK)
server_cpu_s() { awk -v hz="$ticks_per_s" '{print ($14 + $15) / hz}' "/proc/$server/stat"; }

# measure NAME COMMAND...: writes NAME.user+system seconds, NAME.server seconds and NAME.kib
measure() {
    local name=$1 before after
    shift
    before=$(server_cpu_s)
    TIMEFORMAT='%U %S'
    /usr/bin/env time -f '%U %S %M' -o "$work/$name.time" "$@" >"$work/$name.out" 2>&1 ||
        { echo "bench.sh: $1 failed:" >&2; tail -5 "$work/$name.out" >&2; exit 1; }
    after=$(server_cpu_s)
    awk '{print $1 + $2}' "$work/$name.time" >"$work/$name.cpu"
    awk '{print $3}' "$work/$name.time" >"$work/$name.kib"
    echo "$before $after" | awk '{print $2 - $1}' >"$work/$name.server"
}

if [ ! -f "$film" ]; then
    echo "bench: exporting $seconds s of film (1920x1080, 60 frames a second) ..."
    "$repose" export bedtime -o "$film" --size 1920x1080 --fps 60 --to "$seconds" --theme night >"$work/export.out" 2>&1 ||
        { echo "bench.sh: export failed:" >&2; tail -5 "$work/export.out" >&2; exit 1; }
fi
echo "bench: playing $seconds s with repose ..."
measure repose "$repose" play bedtime --for "$seconds" --theme night --stats
echo "bench: playing the same film with mpv ..."
measure mpv mpv --no-config --fs --no-osc --really-quiet --vo=x11 --ao=null --length="$seconds" "$film"

for name in repose mpv; do
    printf '%-7s %8.1f CPU s  + %5.1f display server  %5.0f MiB peak\n' "$name" \
        "$(cat "$work/$name.cpu")" "$(cat "$work/$name.server")" \
        "$(awk '{print $1 / 1024}' "$work/$name.kib")"
done
paste "$work/repose.cpu" "$work/repose.server" "$work/mpv.cpu" "$work/mpv.server" |
    awk '{printf "ratio repose/mpv: %.3f (process), %.3f (with the display server)\n", $1 / $3, ($1 + $2) / ($3 + $4)}'
grep -A20 -i 'frames' "$work/repose.out" || true
