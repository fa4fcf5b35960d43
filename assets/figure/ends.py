"""What hands and feet are drawn with: shapes that continue a limb, and digits. Metres.

The scanned ones are cut off, and what is left open is drawn out, ring after ring."""
import numpy as np

from mesh import smooth_step, unit, unit_rows
from rig import BONES


def spline(rows, at):
    """Smooth curve (Catmull-Rom) through rows, `at` in 0..len(rows) - 1."""
    rows = np.asarray(rows, float)
    padded = np.vstack([2 * rows[0] - rows[1], rows, 2 * rows[-1] - rows[-2]])
    i = np.minimum(np.asarray(at, int), len(rows) - 2)
    t = (at - i)[:, None]
    a, b, c, d = (padded[i + k] for k in range(4))
    return b + t * (c - a) / 2 + t ** 2 * (2 * a - 5 * b + 4 * c - d) / 2 \
        + t ** 3 * (3 * b - a - 3 * c + d) / 2


def open_loops(triangles):
    """Borders of a surface, each as vertices in the order in which its triangles see them."""
    sides = {(t[i], t[(i + 1) % 3]) for t in triangles.tolist() for i in range(3)}
    follow = {a: b for a, b in sides if (b, a) not in sides}
    loops = []
    while follow:
        start, at = follow.popitem()
        loop = [start]
        while at != start and at in follow:
            loop.append(at)
            at = follow.pop(at)
        loops.append(loop)
    return loops


def bone_row(*pairs):
    row = np.zeros(len(BONES))
    for bone, share in pairs:
        row[BONES.index(bone)] += share
    return row


def cut_off(surface, lost):
    """Leaves out the triangles with a vertex in `lost`; returns the border that opens."""
    before = {v for loop in open_loops(surface.triangles) for v in loop}
    surface.triangles = surface.triangles[~lost[surface.triangles].any(1)]
    loops = [l for l in open_loops(surface.triangles) if not before & set(l)]
    return max(loops, key=len)


def draw_out(surface, loop, angles, ring_at, weight_at, rings):
    """Draws a border out. `angles` are those of its vertices; `ring_at(s, angles)` gives the
    places of a ring, 0 <= s <= 1, `weight_at(s, angles)` its weights; the last ring is closed."""
    loop, angles = np.array(loop), np.unwrap(np.array(angles))
    even = angles.mean() + (np.arange(len(loop)) - (len(loop) - 1) / 2) \
        * 2 * np.pi / len(loop) * np.sign(angles[-1] - angles[0])
    first = surface.points[loop] - ring_at(0.0, angles)
    own = surface.weight[loop]
    points, weights, ids = [], [], [loop]
    for s in rings[1:]:
        way = smooth_step(s / 0.35)
        at = angles + (even - angles) * way
        share = smooth_step(s / 0.22)
        ids.append(len(surface.points) + len(loop) * (len(ids) - 1) + np.arange(len(loop)))
        points.append(ring_at(s, at) + first * (1 - smooth_step(s / 0.30)))
        weights.append(own * (1 - share) + weight_at(s, at) * share)
    tip = ids[-1].max() + 1
    points.append(points[-1].mean(0, keepdims=True))
    weights.append(weights[-1].mean(0, keepdims=True))
    triangles = []
    for a, b in zip(ids, ids[1:]):
        for i in range(len(loop)):
            k = (i + 1) % len(loop)
            triangles += [[a[k], a[i], b[i]], [a[k], b[i], b[k]]]
    for i in range(len(loop)):
        triangles.append([ids[-1][(i + 1) % len(loop)], ids[-1][i], tip])
    surface.append(np.concatenate(points), np.concatenate(weights), np.array(triangles))


def flat_circle(angle, flatness):
    """Cosine and sine of an oval with flat sides: a flatness of 1 is a circle."""
    c, s = np.cos(angle), np.sin(angle)
    return np.sign(c) * abs(c) ** flatness, np.sign(s) * abs(s) ** flatness


def stations_of(count):
    """0 to 1, closer towards the tip."""
    return 1 - (1 - np.linspace(0, 1, count)) ** 1.2


class Digit:
    """A finger or a toe: a round tube of its own that grows out of what it is part of. `line` are
    the middles of its rings, `half` their half widths and half thicknesses, `up` its back; the
    first is a point inside of what it grows out of."""

    def __init__(self, line, half, up, sides=8):
        self.sides = sides
        self.line, self.half = np.asarray(line), np.asarray(half)[1:]
        ahead = unit_rows(np.gradient(self.line, axis=0))[1:]
        self.across = unit_rows(np.cross(ahead, up))
        self.up = np.cross(self.across, ahead)

    def rings(self):
        """Places and directions out of each side of each ring."""
        angle = 2 * np.pi * (np.arange(self.sides) + 0.5) / self.sides
        c, s = np.cos(angle)[None, :, None], np.sin(angle)[None, :, None]
        wide, thick = (self.half[:, None, k:k + 1] for k in (0, 1))
        across, up = self.across[:, None], self.up[:, None]
        places = self.line[1:, None] + wide * c * across - thick * s * up
        out = unit_rows((thick * c * across - wide * s * up).reshape(-1, 3))
        return places.reshape(-1, 3), out

    def triangles(self):
        """The root is vertex 0, the tip the last one."""
        sides, out = self.sides, []
        rings = len(self.half)
        tip = 1 + rings * sides
        for i in range(sides):
            k = (i + 1) % sides
            out.append([0, 1 + k, 1 + i])
            for ring in range(rings - 1):
                a, b = 1 + ring * sides + i, 1 + ring * sides + k
                out += [[a, b, b + sides], [a, b + sides, a + sides]]
            out.append([tip - sides + i, tip - sides + k, tip])
        return out

    def add_to(self, surface, weights, lit):
        """`weights` of each ring; `lit(places, out)`: the directions in which it is lit."""
        places, out = self.rings()
        ahead = unit(self.line[-1] - self.line[-2])
        places = np.vstack([self.line[0], places, self.line[-1] + ahead * self.half[-1, 1] * 0.5])
        normals = lit(places, np.vstack([-ahead, out, ahead]))
        each = np.vstack([weights[:1], np.repeat(weights[1:], self.sides, axis=0), weights[-1:]])
        surface.digits.append((places, normals, each, self.triangles()))
