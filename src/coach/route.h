/// The way from any pose to any other: poses are the nodes, moves the edges, the quickest wins.
#pragma once

#include "base/err.h"
#include "coach/content.h"

enum { ROUTE_LEGS_MAX = 16 };

struct route_leg {
    const struct move *move;
    bool backward;
};

struct route {
    int count;
    struct route_leg leg[ROUTE_LEGS_MAX];
    double seconds; ///< with the moves' own pace
};

/// Dijkstra over the moves' seconds. From a pose to itself the route is empty. False with one
/// sentence if no move leads there.
bool route_find(const struct content *content, struct pose_side from, struct pose_side to,
                struct route *route, struct err *err);
