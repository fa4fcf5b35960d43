"""Hands and feet as they are drawn: a mitten with a thumb, and a wedge with a heel. Metres.

The scanned ones are cut off, and what is left open is drawn out, ring after ring."""
import numpy as np

from mesh import smooth_step, unit
from rig import ANKLE_HEIGHT, BONES, DIGITS


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


def add_lines(surface, lines, ring_at, weight_at):
    """Lines on what was drawn out, pointed at their ends: between toes, between fingers."""
    steps = 5
    for line in lines:
        points, normals, weights = [], [], []
        for i in range(steps + 1):
            t = i / steps
            s = line['from'] + (line['to'] - line['from']) * t
            angle = np.radians(line['angle_deg'])
            near = ring_at(s, angle + np.array([-0.02, 0, 0.02]))
            ahead = ring_at(s + 0.01, np.array([angle]))[0] - near[1]
            across = unit(near[2] - near[0])
            out = unit(np.cross(across, ahead))
            out *= np.sign(out @ (near[1] - ring_at(s, np.array([angle + np.pi]))[0]))
            half_width = line['half_width'] * np.sqrt(1 - 0.97 * (2 * t - 1) ** 2)
            for edge in (-1, 1):
                points.append(near[1] + across * edge * half_width + out * 0.0008)
                normals.append(out)
                weights.append(weight_at(s, np.array([angle]))[0])
        triangles = [[2 * i + j for j in t] for i in range(steps) for t in ((0, 1, 3), (0, 3, 2))]
        surface.lines.append((np.array(points), np.array(normals), np.array(weights), triangles))


def add_foot(surface):
    """Rings turn from the ankle's level to upright, as a fan between instep and sole."""
    shape = surface.person['foot']
    ankle = surface.rig.place['foot_r']
    p, sole = surface.points, ankle[1] - ANKLE_HEIGHT
    lost = (surface.share('foot', 'shin') > 0.5) & (p[:, 2] > 0) \
        & (p[:, 1] < sole + shape['cut_above_sole'])
    loop = cut_off(surface, lost)
    rows = np.array(shape['rings'])   # top x, y, bottom x, y, middle z, half width

    def ring(s):
        return spline(rows, np.array([s * (len(rows) - 1)]))[0]

    def ring_at(s, angle):
        tx, ty, bx, by, mz, half = ring(s)
        top = np.array([ankle[0] + tx, sole + ty, ankle[2] + mz])
        bottom = np.array([ankle[0] + bx, sole + by, ankle[2] + mz])
        c, t = flat_circle(angle, 1.0 - 0.22 * smooth_step(s / 0.5))
        out = (top + bottom) / 2 + c[:, None] * (top - bottom) / 2
        out[:, 2] += half * t
        # Toes end in a bow, the big one farthest to the front.
        toes = smooth_step((s - 0.62) / 0.38)
        aside = (out[:, 2] - ankle[2] - shape['longest_toe_z']) / 0.05
        out[:, 0] -= toes * shape['toe_bow_m'] * aside ** 2
        return out

    start = ring(0.0)
    middle = np.array([ankle[0] + (start[0] + start[2]) / 2, 0, ankle[2] + start[4]])
    off = surface.points[loop] - middle
    angles = np.arctan2(off[:, 2] / start[5], off[:, 0] / ((start[0] - start[2]) / 2))
    foot = bone_row(('foot_r', 1.0))
    weight_at = lambda s, a: np.tile(foot, (len(a), 1))
    draw_out(surface, loop, angles, ring_at, weight_at, stations_of(shape['ring_count']))
    add_lines(surface, shape['lines'], ring_at, weight_at)


def digit_places(rig, digit, wrist):
    """Wrist, three joints and tip of a digit."""
    return np.array([wrist] + [rig.place[f'digit_{digit}_{i}_r'] for i in range(3)]
                    + [rig.place[f'tip_{digit}_r']])


def phalanx_weights(s, digit, knuckle, joints):
    """Shares of hand and phalanges at s of a digit, its joints at `joints`."""
    past = [smooth_step((s - j) / knuckle + 0.5) for j in joints]
    shares = [1 - past[0], past[0] - past[1], past[1] - past[2], past[2]]
    names = ['hand_r'] + [f'digit_{digit}_{i}_r' for i in range(3)]
    return bone_row(*zip(names, shares))


def add_hand(surface):
    """Four fingers as one flat shape between the first's and the last's outer side."""
    shape, rig = surface.person['hand'], surface.rig
    axes, wrist = rig.axes['hand_r'], rig.place['hand_r']
    local = (surface.points - wrist) @ axes
    lost = (surface.share('hand', *DIGITS) > 0.2) & (surface.points[:, 2] > 0) \
        & (local[:, 1] < shape['cut_from_wrist'])
    loop = cut_off(surface, lost)
    digits = [(digit_places(rig, d, wrist) - wrist) @ axes for d in range(5)]
    stations = np.array([0, 0.40, 0.66, 0.83, 1.0])
    rows = np.array(shape['rings'])   # s, half thickness, roundness of the sides' ends

    def along(digit, s):
        """A digit's middle line; at the wrist all start side by side."""
        start = digits[digit].copy()
        start[0] = [shape['wrist_half_width'] * (2.5 - digit) / 1.5 * 0.8,
                    shape['cut_from_wrist'], 0]
        return np.array([np.interp(s, stations, start[:, k]) for k in range(3)])

    def ring_at(s, angle):
        half = np.interp(s, rows[:, 0], rows[:, 1])
        narrow = np.interp(s, rows[:, 0], rows[:, 2])
        # A mean over a little way: knuckles are no corners.
        near = np.clip(s + np.linspace(-0.07, 0.07, 9), 0, 1)
        line = [np.mean([along(d, t) for t in near], axis=0) for d in range(1, 5)]
        middle = (line[1] + line[2]) / 2
        edge_in = line[0] + np.array([shape['finger_m'], 0, 0])
        edge_out = line[3] - np.array([shape['finger_m'], 0, 0])
        c, t = flat_circle(angle, 0.80)
        t = t * narrow
        # Through the outer edge (-1), the middle (0) and the inner edge (1).
        out = edge_out * (t * (t - 1) / 2)[:, None] + middle * (1 - t * t)[:, None] \
            + edge_in * (t * (t + 1) / 2)[:, None]
        out[:, 2] += half * c
        return wrist + out @ axes.T

    def weight_at(s, angle):
        _, t = flat_circle(angle, 0.80)
        digit = np.clip(2.5 - 1.9 * t, 1, 4)
        low = np.minimum(digit.astype(int), 3)
        each = [phalanx_weights(s, d, 0.16, stations[1:4]) for d in range(1, 5)]
        return np.array([each[l - 1] * (1 - (d - l)) + each[l] * (d - l)
                         for l, d in zip(low, digit)])

    off = (surface.points[loop] - wrist) @ axes
    angles = np.arctan2(off[:, 0] / shape['wrist_half_width'], off[:, 2] / rows[0, 1])
    draw_out(surface, loop, angles, ring_at, weight_at, stations_of(shape['ring_count']))
    add_lines(surface, shape['lines'], ring_at, weight_at)
    add_thumb(surface, digits[0], axes, wrist)


def add_thumb(surface, places, axes, wrist):
    """A tube that grows out of the palm."""
    shape = surface.person['hand']
    sides, rings = 12, 15
    stations = np.array([0, 0.25, 0.55, 0.80, 1.0])
    rows = np.array(shape['thumb_rings'])   # s, radius
    points, weights = [], []
    for s in np.linspace(0, 1, rings):
        near = np.clip(s + np.linspace(-0.10, 0.10, 9), 0, 1)
        place = lambda at: np.mean([[np.interp(t, stations, places[:, k]) for k in range(3)]
                                    for t in np.clip(near + at, 0, 1.1)], axis=0)
        ahead = unit(place(0.02) - place(-0.02))
        across = unit(np.cross(ahead, [0, 0, 1.0]))
        up = np.cross(across, ahead)
        radius = np.interp(s, rows[:, 0], rows[:, 1])
        angle = 2 * np.pi * np.arange(sides) / sides
        ring = place(0) + radius * (np.cos(angle)[:, None] * across
                                    + 0.9 * np.sin(angle)[:, None] * up)
        points.append(wrist + ring @ axes.T)
        weights.append(np.tile(phalanx_weights(s, 0, 0.2, stations[1:4]), (sides, 1)))
    points.append(points[-1].mean(0, keepdims=True))
    weights.append(weights[-1][:1])
    first, triangles = len(surface.points), []
    for r in range(rings - 1):
        for i in range(sides):
            a, b = first + r * sides + i, first + r * sides + (i + 1) % sides
            triangles += [[a, b, b + sides], [a, b + sides, a + sides]]
    last = first + (rings - 1) * sides
    triangles += [[last + i, last + (i + 1) % sides, last + sides] for i in range(sides)]
    triangles = np.array(triangles)
    a, b, c = (np.concatenate(points)[triangles[sides * 8] - first][k] for k in range(3))
    middle = points[4].mean(0)
    if np.cross(b - a, c - a) @ (a - middle) < 0:
        triangles = triangles[:, ::-1]
    surface.append(np.concatenate(points), np.concatenate(weights), triangles)
