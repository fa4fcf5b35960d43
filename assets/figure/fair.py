"""Fair shapes: a limb, or the trunk, as a tube whose radius is a smooth function of the place along
it and of the direction round it. What the scan has beyond that is left out. Metres."""
import numpy as np

from mesh import normals_of, smooth_step, smoothed


def hats(t, count):
    """Cubic B-splines on 0..1: a row for each t, `count` columns."""
    x = np.clip(t, 0, 1) * (count - 3)
    out = np.zeros((len(t), count))
    for k in range(count):
        u = abs(x - (k - 1))
        out[:, k] = np.where(u < 1, 2 / 3 - u ** 2 + u ** 3 / 2,
                             np.where(u < 2, (2 - u) ** 3 / 6, 0))
    return out


def waves(angle, highest, is_even):
    out = [np.ones_like(angle)]
    for k in range(1, highest + 1):
        out.append(np.cos(k * angle))
        if not is_even:
            out.append(np.sin(k * angle))
    return np.stack(out, 1)


def fitted_radius(t, angle, radius, knots, highest, is_even, counts):
    """The smooth radius next to the given ones (least squares where `counts`)."""
    basis = (hats(t, knots)[:, :, None] * waves(angle, highest, is_even)[:, None, :])
    basis = basis.reshape(len(t), -1)
    rows = np.flatnonzero(counts)
    gram = basis[rows].T @ basis[rows]
    gram += np.eye(len(gram)) * 1e-4 * np.trace(gram) / len(gram)
    return basis @ np.linalg.solve(gram, basis[rows].T @ radius[rows])


def ramp(t, start, end):
    return smooth_step((t - start) / (end - start))


def along_curve(t, rows):
    """A value given at some places, eased between them."""
    rows = np.asarray(rows, float)
    i = np.clip(np.searchsorted(rows[:, 0], t) - 1, 0, len(rows) - 2)
    share = smooth_step((t - rows[i, 0]) / (rows[i + 1, 0] - rows[i, 0]))
    return rows[i, 1] + (rows[i + 1, 1] - rows[i, 1]) * share


def fair_limb(surface, joints, member, shape):
    """A limb from its first joint through the second to the third, both sides alike.
    `shape`: from and to (metres along it: where fairness begins and is whole), knots, waves, and
    `wider`: metres added behind, by place along (0 first joint ..
    1 third). `member`: 0..1, how much each vertex belongs to the limb."""
    rig = surface.rig
    line = np.array([rig.place[j + '_r'] for j in joints])
    lengths = np.linalg.norm(np.diff(line, axis=0), axis=1)
    total = lengths.sum()
    p = surface.points * [1, 1, 1]
    mirror = np.where(p[:, 2] < 0, -1.0, 1.0)
    p[:, 2] *= mirror
    whole = line[2] - line[0]
    way = whole / np.linalg.norm(whole)
    t = (p - line[0]) @ way / np.linalg.norm(whole)
    # The axis bends at the middle joint, rounded.
    near = np.clip(t[:, None] + np.linspace(-0.15, 0.15, 7), -0.3, 1.3)
    bend = lengths[0] / total
    axis = np.zeros_like(p)
    for k in range(near.shape[1]):
        s = near[:, k:k + 1]
        first = line[0] + (line[1] - line[0]) * s / bend
        second = line[1] + (line[2] - line[1]) * (s - bend) / (1 - bend)
        axis += np.where(s < bend, first, second) / near.shape[1]
    off = p - axis
    off -= (off @ way)[:, None] * way
    front = np.array([1.0, 0, 0]) - way * way[0]
    front /= np.linalg.norm(front)
    side = np.cross(way, front)
    angle = np.arctan2(off @ side, off @ front)
    radius = np.linalg.norm(off, axis=1)
    start, end = shape['fair_from']
    counts = (member > 0.5) & (t * total > start) & (t < 1.02)
    span = (t * total - start) / (total * 1.02 - start)
    fit = fitted_radius(span, angle, radius, shape['knots'], shape['waves'], False, counts)
    fit += along_curve(t, shape['wider']) * ((1 - np.cos(angle)) / 2) ** 2
    share = ramp(member, 0.4, 0.8) * ramp(t * total, start, end) * (1 - ramp(t, 0.99, 1.03))
    grown = p + off / np.maximum(radius, 1e-6)[:, None] * ((fit - radius) * share)[:, None]
    grown[:, 2] *= mirror
    surface.points = np.where(share[:, None] > 0, grown, surface.points)


def fair_trunk(surface, shape):
    """From the hips to the armpits, even on both sides."""
    rig, p = surface.rig, surface.points
    hips, neck = rig.place['pelvis'], rig.place['neck']
    height = p[:, 1] - hips[1]
    axis_x = np.interp(height, [0, neck[1] - hips[1]], [hips[0], neck[0]])
    off_x, off_z = p[:, 0] - axis_x, abs(p[:, 2])
    angle, radius = np.arctan2(off_z, off_x), np.hypot(off_x, off_z)
    low, high = shape['fair_between']
    arm = surface.share(*surface.ARM)
    counts = (arm < 0.15) & (height > low) & (height < high + 0.03)
    t = (height - low) / (high + 0.03 - low)
    fit = fitted_radius(t, angle, radius, shape['knots'], shape['waves'], True, counts)
    fit += along_curve(height, shape['wider'])
    share = ramp(height, low, low + shape['ease'][0]) \
        * (1 - ramp(height, high - shape['ease'][1], high)) * (1 - ramp(arm, 0.05, 0.4))
    change = (fit - radius) * share / np.maximum(radius, 1e-6)
    p[:, 0] += off_x * change
    p[:, 2] += p[:, 2] * change
    surface.points = p


def round_seat(surface, shape):
    """The seat stands out behind, one long curve from the small of the back to the thigh.
    `shape`: metres it stands out; above the hips: where it begins, is fullest, and ends; how much
    less it stands out between its halves, and how wide that is."""
    height = surface.points[:, 1] - surface.rig.place['pelvis'][1]
    top, middle, bottom = shape['top'], shape['middle'], shape['bottom']
    full = np.where(height > middle, ramp(height, top, middle), ramp(height, bottom, middle))
    between = 1 - smooth_step(abs(surface.points[:, 2]) / shape['cleft_m'])
    full *= 1 - shape['cleft'] * between * ramp(height, 0.04, -0.03)
    behind = np.clip(-normals_of(surface.points, surface.triangles)[:, 0], 0, 1)
    arm = surface.share(*surface.ARM)
    out = (full * behind * (1 - ramp(arm, 0.05, 0.4)))[:, None] * shape['behind_m']
    every = np.full(len(out), 0.5)
    surface.points[:, :1] -= smoothed(out, surface.pairs, surface.degree, every, 40)


def taubin(surface, share, rounds):
    """Smooths without shrinking (Taubin 1995): in, and almost as far out."""
    for _ in range(rounds):
        for step in (0.5, -0.53):
            surface.points = smoothed(surface.points, surface.pairs, surface.degree,
                                      share * step, 1)
    surface.points[surface.side == 0, 2] = 0


def smooth_weights(surface, share, rounds):
    """Joints bend over a longer way."""
    surface.weight = smoothed(surface.weight, surface.pairs, surface.degree, share * 0.5, rounds)
    surface.weight /= surface.weight.sum(1, keepdims=True)
