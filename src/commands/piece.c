#include "commands/piece.h"

#include "base/log.h"

#include <math.h>

struct option piece_option_from(struct piece *piece)
{
    return (struct option){.name = "--from",
                           .value = "SECONDS",
                           .seconds = &piece->from_s,
                           .help = "begin there: 90 or 1:30 (0)"};
}

struct option piece_option_to(struct piece *piece)
{
    return (struct option){
        .name = "--to", .value = "SECONDS", .seconds = &piece->to_s, .help = "end there (the end)"};
}

long long piece_frames(const struct piece *piece, int frames_per_s)
{
    return llround((piece->to_s - piece->from_s) * frames_per_s);
}

bool piece_fit(struct piece *piece, const struct timeline *timeline, int frames_per_s)
{
    double total_s = timeline_total_s(timeline);
    if (piece->to_s == 0.0 || piece->to_s > total_s)
        piece->to_s = total_s;
    if (piece_frames(piece, frames_per_s) > 0)
        return true;
    log_error("there is nothing between %g s and %g s of a routine of %g s", piece->from_s,
              piece->to_s, total_s);
    return false;
}
