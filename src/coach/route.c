/// Dijkstra with plain arrays: there are a few dozen poses and moves at most.
#include "coach/route.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum { NODES_MAX = 512 };

/// What is known of one node while the search runs.
struct station {
    double seconds;
    bool settled;
    int previous;         ///< node; -1 for the start
    struct route_leg leg; ///< that led here
};

static int node_of(const struct content *content, struct pose_side at)
{
    return (int)(at.pose - content->pose) * SIDE_COUNT + (int)at.side;
}

static double move_seconds(const struct move *move)
{
    double seconds = 0.0;
    for (int i = 0; i < move->step_count; i++)
        seconds += move->step[i].seconds + move->step[i].hold_s;
    return seconds;
}

static void relax(struct station *station, int from, int to, struct route_leg leg)
{
    double seconds = station[from].seconds + move_seconds(leg.move);
    if (seconds >= station[to].seconds)
        return;
    station[to].seconds = seconds;
    station[to].previous = from;
    station[to].leg = leg;
}

static int nearest_open(const struct station *station, int count)
{
    int nearest = -1;
    for (int i = 0; i < count; i++)
        if (!station[i].settled && isfinite(station[i].seconds) &&
            (nearest < 0 || station[i].seconds < station[nearest].seconds))
            nearest = i;
    return nearest;
}

static void search(const struct content *content, struct station *station, int count, int start)
{
    for (int i = 0; i < count; i++)
        station[i] = (struct station){.seconds = INFINITY, .previous = -1};
    station[start].seconds = 0.0;
    for (int here = start; here >= 0; here = nearest_open(station, count)) {
        station[here].settled = true;
        for (int i = 0; i < content->move_count; i++) {
            const struct move *move = &content->move[i];
            int from = node_of(content, move->from), to = node_of(content, move->to);
            if (from == here)
                relax(station, here, to, (struct route_leg){move, false});
            if (to == here && move->backward)
                relax(station, here, from, (struct route_leg){move, true});
        }
    }
}

bool route_find(const struct content *content, struct pose_side from, struct pose_side to,
                struct route *route, struct err *err)
{
    struct station station[NODES_MAX];
    int count = content->pose_count * SIDE_COUNT;
    assert(count <= NODES_MAX);
    int start = node_of(content, from), end = node_of(content, to);
    search(content, station, count, start);

    char from_text[CONTENT_ID_MAX * 2], to_text[CONTENT_ID_MAX * 2];
    pose_side_text(from, from_text, sizeof from_text);
    pose_side_text(to, to_text, sizeof to_text);
    *route = (struct route){.seconds = station[end].seconds};
    if (!isfinite(station[end].seconds))
        return err_set(err, "no move leads from \"%s\" to \"%s\"", from_text, to_text);
    for (int node = end; node != start; node = station[node].previous)
        route->count++;
    if (route->count > ROUTE_LEGS_MAX)
        return err_set(err, "the way from \"%s\" to \"%s\" takes %d moves, more than %d", from_text,
                       to_text, route->count, ROUTE_LEGS_MAX);
    int i = route->count;
    for (int node = end; node != start; node = station[node].previous)
        route->leg[--i] = station[node].leg;
    return true;
}
