"""Where colours meet the surface is cut: hems are exact curves, and cloth ends with an edge."""
import numpy as np

from mesh import smooth_step, smoothed, unit_rows
from surface import EDGE_M

NEARLY_M = 0.003


def pull_on_to_seam(surface, inside):
    """Vertices that stand next to the seam come to stand on it: no slivers are cut off."""
    seam, points = surface.seam, surface.points
    first, second = surface.pairs.T
    crosses = inside[first] & inside[second] & (seam[first] * seam[second] < 0) \
        & (abs(seam[first]) < NEARLY_M) & (surface.side[first] == surface.side[second])
    first, second = first[crosses], second[crosses]
    share = seam[first] / (seam[first] - seam[second])
    order = np.argsort(-share)   # the nearest crossing is written last
    first, second, share = first[order], second[order], share[order]
    places = points[first] + (points[second] - points[first]) * share[:, None]
    is_near = share < 0.35
    points[first[is_near]] = places[is_near]
    seam[first[is_near]] = 0.0


def cut_zone(surface, zone):
    """Cuts triangles of a zone where its seam is 0."""
    seam = surface.seam
    inside = surface.zone == zone
    pull_on_to_seam(surface, inside)
    seam[inside & (abs(seam) < NEARLY_M / 10)] = 0.0
    edges, rows = {}, []

    def between(a, b):
        key = (min(a, b), max(a, b))
        if key not in edges:
            edges[key] = len(seam) + len(rows)
            rows.append((*key, seam[key[0]] / (seam[key[0]] - seam[key[1]])))
        return edges[key]

    out = []
    for t in surface.triangles:
        s = np.sign(seam[t])
        if not inside[t].all() or s.min() >= 0 or s.max() <= 0:
            out.append(t)
            continue
        if (s == 0).any():
            k = int(np.flatnonzero(s == 0)[0])
            a, b, c = t[k], t[(k + 1) % 3], t[(k + 2) % 3]
            bc = between(b, c)
            out += [[a, b, bc], [a, bc, c]]
            continue
        k = int(np.flatnonzero(s == (1 if (s > 0).sum() == 1 else -1))[0])
        a, b, c = t[k], t[(k + 1) % 3], t[(k + 2) % 3]
        ab, ac = between(a, b), between(a, c)
        out += [[a, ab, ac], [ab, b, c], [ab, c, ac]]
    if not rows:
        return
    first, second = (np.array([r[i] for r in rows]) for i in (0, 1))
    share = np.array([r[2] for r in rows])
    grow = lambda v: np.concatenate([v, v[first] + (v[second] - v[first]) * share[:, None]])
    surface.points, surface.weight = grow(surface.points), grow(surface.weight)
    a, b = surface.side[first], surface.side[second]
    surface.side = np.concatenate([surface.side, np.where(a == b, a, a + b)])
    surface.seam = np.concatenate([seam, np.zeros(len(rows))])
    surface.zone = np.concatenate([surface.zone, np.full(len(rows), zone)])
    surface.triangles = np.array(out)
    surface.find_neighbours()


def part_zone(surface, zone):
    """Doubles the vertices on the seam: cloth (seam < 0) keeps one of the two, what it ends on
    the other; a narrow strip that belongs to the cloth joins them."""
    on = (surface.zone == zone) & (surface.seam == 0)
    triangles = surface.triangles
    low = np.where(on[triangles], 0, surface.seam[triangles]).min(1) < 0
    touches = on[triangles].any(1)
    doubled = np.flatnonzero(on)
    twin = np.arange(len(on))
    twin[doubled] = len(on) + np.arange(len(doubled))
    strip = []
    for t in triangles[low & touches]:
        for i in range(3):
            a, b = t[i], t[(i + 1) % 3]
            if on[a] and on[b]:
                strip += [[b, a, twin[a]], [b, twin[a], twin[b]]]
    under = touches & ~low
    triangles[under] = twin[triangles[under]]
    for name in ('points', 'weight', 'side', 'zone', 'way'):
        values = getattr(surface, name)
        setattr(surface, name, np.concatenate([values, values[doubled]]))
    surface.seam = np.concatenate([surface.seam, np.full(len(doubled), EDGE_M)])
    surface.seam[doubled] = -EDGE_M
    surface.triangles = np.concatenate([triangles, strip])
    surface.find_neighbours()


def even_weights_near_seams(surface, rounds):
    """What is next to a hem bends as evenly as the cloth farther in."""
    share = 0.5 * (1 - smooth_step((abs(surface.seam) - 0.015) / 0.025))
    share = np.where(surface.zone == 'head', 0, share)
    surface.weight = smoothed(surface.weight, surface.pairs, surface.degree, share, rounds)
    surface.weight /= surface.weight.sum(1, keepdims=True)


def even_edges(surface, rounds):
    """Along an edge, places, directions and weights change evenly: it stays one long curve when
    it bends."""
    on_edge = abs(surface.seam) == EDGE_M
    a, b = surface.pairs.T
    along = on_edge[a] & on_edge[b] & (surface.seam[a] == surface.seam[b])
    pairs = surface.pairs[along]
    degree = np.bincount(pairs[:, 0], minlength=len(on_edge)).astype(float)
    share = np.where(on_edge & (degree >= 2), 0.5, 0)
    degree = np.maximum(degree, 1)
    even = lambda values, part: smoothed(values, pairs, degree, share * part, 1)
    for _ in range(rounds):
        surface.points = even(even(surface.points, 1), -1.05)
        surface.weight = even(surface.weight, 1)
        surface.way = even(surface.way, 1)
    surface.points[surface.side == 0, 2] = 0
    surface.weight /= surface.weight.sum(1, keepdims=True)
    surface.way = unit_rows(surface.way)
