#!/bin/sh
# check_floors_test.sh: the check of the floors finds what it is there to find.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
mkdir -p "$tree/src/base" "$tree/src/sound" "$tree/src/picture"
failures=0

# expect VERDICT FILE LINE: with this line in this file the check passes or fails.
expect() {
    echo '#include "base/err.h"' >"$tree/src/sound/a.c"
    echo "$3" >"$tree/src/$2"
    if sh "$here/check_floors.sh" "$tree" >/dev/null; then verdict=good; else verdict=bad; fi
    rm "$tree/src/$2"
    [ "$verdict" = "$1" ] && return
    echo "\"$3\" in $2 is $1, but the check says $verdict"
    failures=1
}

expect good picture/b.c '#include "picture/canvas.h"'
expect good picture/b.c '#include <math.h>'
expect good sound/b.c '#include <sndfile.h>'
expect bad sound/b.c '#include "picture/canvas.h"'
expect bad base/b.c '#include "sound/mixer.h"'
expect bad sound/b.c '#include "platform/window.h"'
expect bad sound/b.c '#include "nowhere/window.h"'
expect bad sound/b.c '#include <SDL.h>'
expect bad picture/b.c '#include <yaml.h>'
exit $failures
