#!/bin/sh
# check_floors.sh FOLDER: a file of src/ may include its own floor and the floors below it;
# neighbours on one floor do not know each other; a library shows up on one floor only.
# Prints one line for each offence and fails if there is any.
set -eu
cd "$1"
find src -name '*.[ch]' | sort | xargs grep -Hn '^#include' | awk -F: '
BEGIN {
    count = split("base=0 body=1 coach=2 picture=3 sound=3 screens=4 store=4 platform=5 commands=6", floors, " ")
    for (i = 1; i <= count; i++) {
        split(floors[i], pair, "=")
        level[pair[1]] = pair[2]
    }
    level["main.c"] = 7
    # Library header (as a prefix) and the floors it may show up on.
    home["SDL_ttf"] = "picture"; home["SDL"] = "platform"; home["yaml"] = "store"
    home["sndfile"] = "sound"; home["cairo"] = "picture screens"; home["systemd"] = "platform"
}
function offend(what) {
    printf "%s:%s: %s\n", $1, $2, what
    offences++
}
function library_of(header) {
    if (header ~ /^SDL_ttf/) return "SDL_ttf"
    if (header ~ /^SDL/) return "SDL"
    if (header ~ /^yaml/) return "yaml"
    if (header ~ /^sndfile/) return "sndfile"
    if (header ~ /^cairo/) return "cairo"
    if (header ~ /^systemd/) return "systemd"
    return ""
}
{
    lines++
    split($1, path, "/")
    floor = path[2]
    if (!(floor in level)) offend("\"" floor "\" is no floor")
    if (match($3, /"[^"]*"/)) {
        split(substr($3, RSTART + 1, RLENGTH - 2), target, "/")
        if (!(target[1] in level)) offend("\"" target[1] "\" is no floor")
        else if (target[1] != floor && level[target[1]] >= level[floor])
            offend(floor " must not know " target[1])
    } else if (match($3, /<[^>]*>/)) {
        library = library_of(substr($3, RSTART + 1, RLENGTH - 2))
        if (library != "" && index(" " home[library] " ", " " floor " ") == 0)
            offend("only " home[library] " may use " library)
    }
}
END {
    if (lines == 0) { print "no #include was found"; exit 1 }
    exit offences > 0
}'
