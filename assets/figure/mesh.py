"""Triangles: splitting, smoothing, normals, holes, fewer of them. Metres."""
import ctypes

import numpy as np


def unit(v):
    return v / np.linalg.norm(v)


def unit_rows(v):
    return v / np.maximum(np.linalg.norm(v, axis=1, keepdims=True), 1e-9)


def smooth_step(t):
    t = np.clip(t, 0, 1)
    return t * t * (3 - 2 * t)


def triangles_of(faces):
    out = []
    for f in faces:
        out.append([f[0], f[1], f[2]])
        if len(f) == 4:
            out.append([f[0], f[2], f[3]])
    return np.array(out)


def split(points, others, triangles, cut):
    """Each triangle of `cut` becomes four, its neighbours two or three. `others` are values of
    the vertices that are interpolated like the points. Returns the three, enlarged, and the new
    vertices of the edges."""
    edges = {}
    for t in triangles[cut]:
        for i in range(3):
            edges.setdefault(tuple(sorted((t[i], t[(i + 1) % 3]))), None)
    pairs = np.array(list(edges))
    edges = {pair: len(points) + i for i, pair in enumerate(edges)}
    grown = [np.concatenate([a, (a[pairs[:, 0]] + a[pairs[:, 1]]) / 2]) for a in [points] + others]
    out = []
    for t in triangles:
        middle = [edges.get(tuple(sorted((t[i], t[(i + 1) % 3])))) for i in range(3)]
        found = [i for i in range(3) if middle[i] is not None]
        if len(found) == 0:
            out.append(t)
        elif len(found) == 3:
            out += [[t[0], middle[0], middle[2]], [middle[0], t[1], middle[1]],
                    [middle[2], middle[1], t[2]], middle]
        elif len(found) == 1:
            i = found[0]
            a, b, c = t[i], t[(i + 1) % 3], t[(i + 2) % 3]
            out += [[a, middle[i], c], [middle[i], b, c]]
        else:
            i = ({0, 1, 2} - set(found)).pop()  # the side left whole
            a, b, c = t[i], t[(i + 1) % 3], t[(i + 2) % 3]
            bc, ca = middle[(i + 1) % 3], middle[(i + 2) % 3]
            out += [[bc, c, ca], [a, b, bc], [a, bc, ca]]
    return grown[0], grown[1:], np.array(out), edges


def neighbours_of(count, triangles):
    pairs = np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
    pairs = np.unique(np.concatenate([pairs, pairs[:, ::-1]]), axis=0)
    degree = np.bincount(pairs[:, 0], minlength=count).astype(float)
    return pairs, np.maximum(degree, 1)


def smoothed(values, pairs, degree, share, rounds):
    """Each value moves to its neighbours' mean by `share` (0..1, a vertex each)."""
    values = values.copy()
    ours = share[pairs[:, 0]] != 0
    first, other = pairs[ours, 0], pairs[ours, 1]
    starts = np.flatnonzero(np.diff(first, prepend=-1))
    moving = first[starts]
    for _ in range(rounds):
        total = np.add.reduceat(values[other], starts, axis=0)
        values[moving] += (total / degree[moving, None] - values[moving]) * share[moving, None]
    return values


def plate(points, pairs, degree, inside):
    """Where `inside`, the surface of least bending that meets what is round it."""
    ring = inside.copy()
    for _ in range(2):
        ring[pairs[ring[pairs[:, 0]], 1]] = True
    index = np.flatnonzero(ring)
    number = np.full(len(points), -1)
    number[index] = np.arange(len(index))
    laplace = np.eye(len(index))
    for a, b in pairs[ring[pairs[:, 0]] & ring[pairs[:, 1]]]:
        laplace[number[a], number[b]] = -1 / degree[a]
    whole = ring[pairs[:, 1]] | ~ring[pairs[:, 0]]
    is_whole = np.ones(len(points), bool)
    is_whole[pairs[~whole, 0]] = False
    bending = laplace.T @ (laplace * is_whole[index][:, None])
    free = inside[index]
    out = points.copy()
    right = -bending[np.ix_(free, ~free)] @ points[index[~free]]
    out[index[free]] = np.linalg.solve(bending[np.ix_(free, free)], right)
    return out


def normals_of(points, triangles):
    a, b, c = (points[triangles[:, i]] for i in range(3))
    face = np.cross(b - a, c - a)
    out = np.zeros_like(points)
    for i in range(3):
        np.add.at(out, triangles[:, i], face)
    return out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-12)


def ray_shares(a, ab, ac, origin, direction):
    """Where a ray meets the planes of triangles, given as a corner and the two sides from it: the
    shares of the other two corners, and how far along the ray; 0 along one that runs beside it."""
    h = np.cross(direction, ac)
    det = (ab * h).sum(1)
    f = 1 / np.where(abs(det) > 1e-14, det, np.inf)
    s = origin - a
    q = np.cross(s, ab)
    return f * (s * h).sum(1), f * (q @ direction), f * (ac * q).sum(1)


def strip(steps):
    """Triangles between pairs of vertices, one pair after the other."""
    return [[2 * i + j for j in t] for i in range(steps) for t in ((0, 1, 3), (0, 3, 2))]


def pointed(t):
    """The share of its width that a drawn line has at t, -1 to 1: pointed at its ends."""
    return np.sqrt(1 - 0.97 * t ** 2)


def seen_from_outside(points, triangles):
    """False for what lies inside the head (mouth, nose, behind the eyes): a ray from there along
    every one of many directions meets the surface."""
    normals = normals_of(points, triangles)
    hidden_at = np.zeros(len(points), bool)
    head = (points[:, 1] > points[:, 1].max() - 0.30) & (abs(points[:, 2]) < 0.045)
    a, b, c = (points[triangles[:, i]] for i in range(3))
    near = (a[:, 1] > points[:, 1].max() - 0.32)
    a, ab, ac = a[near], (b - a)[near], (c - a)[near]
    rng = np.random.default_rng(7)
    directions = rng.normal(size=(48, 3))
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    for v in np.flatnonzero(head):
        origin = points[v] + normals[v] * 2e-4
        hidden = True
        for d in directions:
            if d @ normals[v] < 0.05:
                continue
            u, w, t = ray_shares(a, ab, ac, origin, d)
            if not ((u > -1e-6) & (w > -1e-6) & (u + w < 1 + 1e-6) & (t > 1e-5)).any():
                hidden = False
                break
        hidden_at[v] = hidden
    return ~hidden_at


def first_hit(points, triangles, origin, direction):
    a, b, c = (points[triangles[:, i]] for i in range(3))
    ab, ac = b - a, c - a
    u, w, t = ray_shares(a, ab, ac, origin, direction)
    ok = (u >= -1e-5) & (w >= -1e-5) & (u + w <= 1 + 1e-5) & (t > 0)
    nearest = np.argmin(np.where(ok, t, np.inf))
    return origin + direction * t[nearest], unit(np.cross(ab[nearest], ac[nearest]))


def outward(points, normals, triangles):
    out = []
    for a, b, c in triangles:
        n = np.cross(points[b] - points[a], points[c] - points[a])
        out.append([a, b, c] if n @ normals[a] >= 0 else [a, c, b])
    return out


def simplified(points, triangles, error_m):
    lib = ctypes.CDLL('libmeshoptimizer.so.2d')
    lib.meshopt_simplify.restype = ctypes.c_size_t
    lib.meshopt_simplifyScale.restype = ctypes.c_float
    xyz = np.ascontiguousarray(points, np.float32)
    index = np.ascontiguousarray(triangles.ravel(), np.uint32)
    out = np.zeros_like(index)
    pointer = lambda a: a.ctypes.data_as(ctypes.c_void_p)
    scale = lib.meshopt_simplifyScale(pointer(xyz), ctypes.c_size_t(len(xyz)), ctypes.c_size_t(12))
    count = lib.meshopt_simplify(
        pointer(out), pointer(index), ctypes.c_size_t(len(index)), pointer(xyz),
        ctypes.c_size_t(len(xyz)), ctypes.c_size_t(12),
        ctypes.c_size_t(0), ctypes.c_float(error_m / scale),
        ctypes.c_uint(1), None)
    return out[:count].reshape(-1, 3).astype(int)
