"""Fewer triangles: vertices are left out one by one, as long as nothing that is drawn moves."""
import heapq

import numpy as np


class Thinning:
    """A mesh while it loses vertices. A vertex goes by drawing it on to one of its neighbours;
    every vertex that went is remembered by the triangles (and, on a line, by the edges) that now
    stand for it, and they must still pass it, with its normal and weights, nearer than tolerated.

    `values`: a row for each vertex, all in metres of error: first its place, then what else is
    interpolated. `bend` of each vertex: a row, by whose differences edges turn when joints bend;
    no new edge stands farther than `bent_m` off the curve that it is then. `tolerance_m` of each
    vertex. `label` of each triangle: where it changes a line runs, whose vertices go only along
    it."""

    LINE_SHARE = 0.6      # of the tolerance, for lines: they are drawn sharply
    TURN_COSINE = 0.75    # no triangle turns further than this
    THIN = 0.06           # least height of a triangle, by its longest side
    BENT = 0.16           # an edge and the next turn by no more than this when joints bend

    def __init__(self, values, bend, bent_m, triangles, label, tolerance_m):
        self.values, self.tolerance_m = values, tolerance_m
        self.bend, self.bent_m = bend, bent_m
        self.corners = [tuple(int(v) for v in t) for t in triangles]
        self.label = label
        self.round = [set() for _ in values]
        for i, t in enumerate(self.corners):
            for v in t:
                self.round[v].add(i)
        self.gone_in = {}     # triangle: vertices that went
        self.gone_along = {}  # edge of a line: vertices that went
        self.line = [set() for _ in values]
        self.find_lines()
        self.changes = np.zeros(len(values), int)

    def find_lines(self):
        sides = {}
        for i, (a, b, c) in enumerate(self.corners):
            for pair in ((a, b), (b, c), (c, a)):
                sides.setdefault(tuple(sorted(pair)), []).append(i)
        for (a, b), found in sides.items():
            if len(found) != 2 or self.label[found[0]] != self.label[found[1]]:
                self.line[a].add(b)
                self.line[b].add(a)

    def neighbours(self, v):
        return {w for i in self.round[v] for w in self.corners[i]} - {v}

    def targets(self, v):
        """Neighbours that a vertex may be drawn on to."""
        if not self.line[v]:
            return self.neighbours(v)
        return self.line[v] if len(self.line[v]) == 2 else set()

    def is_simple(self, v, to):
        """Does the mesh stay a surface?"""
        common = self.neighbours(v) & self.neighbours(to)
        both = self.round[v] & self.round[to]
        return len(common) == len(both) and (
            not self.line[v] or (self.line[v] - {to}).isdisjoint(self.line[to]))

    def bends_evenly(self, v, to):
        """Are the new edges short enough for the curves that they stand for when joints bend?"""
        rest = list(self.neighbours(v) - self.neighbours(to) - {to})
        turn = abs(self.bend[rest] - self.bend[to]).sum(1)
        length_m = np.linalg.norm(self.values[rest, :3] - self.values[to, :3], axis=1)
        return (turn < self.BENT).all() and (turn * length_m / 4 < self.bent_m).all()

    def standing_for(self, v, to):
        """Triangles round a vertex as they will be, by number."""
        return {i: tuple(to if w == v else w for w in self.corners[i])
                for i in self.round[v] - self.round[to]}

    def is_even(self, v, to, after):
        """Triangles neither turn over nor become splinters."""
        place = self.values[:, :3]
        old = place[np.array([self.corners[i] for i in after])]
        new = place[np.array(list(after.values()))]
        way = [np.cross(t[:, 1] - t[:, 0], t[:, 2] - t[:, 0]) for t in (old, new)]
        length = [np.linalg.norm(w, axis=1) for w in way]
        cosine = (way[0] * way[1]).sum(1) / np.maximum(length[0] * length[1], 1e-18)
        longest = ((new - new[:, [1, 2, 0]]) ** 2).sum(2).max(1)
        thin = length[1] / np.maximum(longest, 1e-18)
        was = length[0] / np.maximum(((old - old[:, [1, 2, 0]]) ** 2).sum(2).max(1), 1e-18)
        return (cosine > self.TURN_COSINE).all() and (thin > np.minimum(self.THIN, was)).all()

    def passing(self, points, corners):
        """Which of the triangles passes nearest to each point, and by how much it fails it."""
        values, at = self.values[points], self.values[corners]
        a, ab, ac = at[:, 0, :3], at[:, 1, :3] - at[:, 0, :3], at[:, 2, :3] - at[:, 0, :3]
        d00, d01, d11 = (ab * ab).sum(1), (ab * ac).sum(1), (ac * ac).sum(1)
        off = values[:, None, :3] - a[None]
        d20, d21 = (off * ab).sum(2), (off * ac).sum(2)
        scale = 1 / np.maximum(d00 * d11 - d01 * d01, 1e-30)
        share = np.empty(off.shape)
        share[:, :, 1] = (d11 * d20 - d01 * d21) * scale
        share[:, :, 2] = (d00 * d21 - d01 * d20) * scale
        share[:, :, 0] = 1 - share[:, :, 1] - share[:, :, 2]
        share = np.maximum(share, 0)
        share /= share.sum(2, keepdims=True)
        miss = ((share[:, :, :, None] * at[None, :, :, :3]).sum(2) - values[:, None, :3])
        nearest = (miss ** 2).sum(2).argmin(1)
        best = share[np.arange(len(points)), nearest]
        off = (best[:, :, None] * at[nearest]).sum(1) - values
        return nearest, np.linalg.norm(off, axis=1)

    def line_points(self, v, to):
        (other,) = self.line[v] - {to}
        return other, [v] + [w for end in (to, other)
                             for w in self.gone_along.get(tuple(sorted((v, end))), [])]

    def line_error_m(self, v, to):
        other, points = self.line_points(v, to)
        a, b = self.values[other], self.values[to]
        way = b[:3] - a[:3]
        t = np.clip(((self.values[points][:, :3] - a[:3]) @ way) / max(way @ way, 1e-18), 0, 1)
        off = a + t[:, None] * (b - a) - self.values[points]
        return np.linalg.norm(off, axis=1).max() / self.LINE_SHARE

    def cost(self, v, to):
        """In tolerances; infinite if it cannot be."""
        if not self.is_simple(v, to) or not self.bends_evenly(v, to):
            return np.inf
        after = self.standing_for(v, to)
        if not after or not self.is_even(v, to, after):
            return np.inf
        error_m = self.line_error_m(v, to) if self.line[v] else 0.0
        if error_m > self.tolerance_m[v]:
            return np.inf
        points = [v] + [w for i in self.round[v] for w in self.gone_in.get(i, [])]
        _, errors = self.passing(points, np.array(list(after.values())))
        return max(errors.max(), error_m) / self.tolerance_m[v]

    def best(self, v):
        """The cheapest way to leave a vertex out, for the queue."""
        cost, to = min(((self.cost(v, to), to) for to in self.targets(v)), default=(np.inf, -1))
        return cost, v, to, self.changes[v]

    def leave_out(self, v, to):
        after = self.standing_for(v, to)
        points = [v] + [w for i in self.round[v] for w in self.gone_in.pop(i, [])]
        if self.line[v]:
            other, gone = self.line_points(v, to)
            for end in (to, other):
                self.gone_along.pop(tuple(sorted((v, end))), None)
                self.line[end].discard(v)
            self.line[other].add(to)
            self.line[to].add(other)
            self.gone_along[tuple(sorted((other, to)))] = gone
            self.line[v] = set()
        numbers = list(after)
        nearest, _ = self.passing(points, np.array(list(after.values())))
        for point, k in zip(points, nearest):
            self.gone_in.setdefault(numbers[k], []).append(point)
        touched = self.neighbours(v)
        for i in self.round[v] & self.round[to]:
            for w in self.corners[i]:
                if w != v:
                    self.round[w].discard(i)
        self.round[v] = set()
        for i, corners in after.items():
            self.corners[i] = corners
            self.round[to].add(i)
        return touched

    def run(self):
        """The triangles that are left, and which of the old ones each was."""
        queue = [self.best(v) for v in range(len(self.values)) if self.round[v]]
        heapq.heapify(queue)
        while queue and queue[0][0] <= 1:
            _, v, to, changes = heapq.heappop(queue)
            # What changed round a vertex hardly ever makes it cheaper: it is asked again in turn.
            if changes < self.changes[v]:
                heapq.heappush(queue, self.best(v))
            else:
                self.changes[list(self.leave_out(v, to))] += 1
        left = sorted(set().union(*self.round))
        return np.array([self.corners[i] for i in left]), left
