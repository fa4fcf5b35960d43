"""The drawn foot: heel, arch, ball and five toes. Metres; x front and z outward from the ankle,
y up from the sole."""
import numpy as np

from ends import Digit, bone_row, cut_off, draw_out, flat_circle, spline, stations_of
from mesh import first_hit, pointed, smooth_step, strip, unit, unit_rows
from rig import ANKLE_HEIGHT

FOOT = bone_row(('foot_r', 1.0))


def toe_height(s, base, top):
    """Of a toe's middle: it bows over its joint and lies on its pad."""
    return base + (top - base) * s + 0.003 * np.sin(np.pi * s)


def ankle_bump(ankle, places):
    """How far an ankle bone stands out."""
    off = np.linalg.norm(places[..., :2] - ankle['at'], axis=-1) / ankle['radius']
    return ankle['bump_m'] * np.exp(-off ** 2)


def add_instep(surface, shape, ankle):
    """Rings turn from the ankle's level to upright, as a fan between instep and sole."""
    rows = np.array(shape['rings'])   # top x, y, bottom x, y, middle z, half width
    p = surface.points
    lost = (surface.share('foot', 'shin') > 0.5) & (p[:, 2] > 0) \
        & (p[:, 1] < ankle[1] + shape['cut_above_sole'])
    loop = cut_off(surface, lost)

    def ring(s):
        return spline(rows, np.array([s * (len(rows) - 1)]))[0]

    def ring_at(s, angle):
        tx, ty, bx, by, mz, half = ring(s)
        top, bottom = np.array([tx, ty, mz]), np.array([bx, by, mz])
        c, t = flat_circle(angle, 1.0 - 0.22 * smooth_step(s / 0.5))
        out = (top + bottom) / 2 + c[:, None] * (top - bottom) / 2
        out[:, 2] += half * t
        # The ball stands aslant, the big toe's farthest to the front.
        ball = smooth_step((s - 0.45) / 0.55)
        aside = (out[:, 2] - shape['longest_z']) / 0.05
        out[:, 0] -= ball * shape['ball_slant_m'] * np.clip(aside, -0.3, None) ** 2
        # Towards the little toe it is flatter.
        flatter = np.clip(c, 0, 1) * ball * shape['ball_tilt'] * np.clip(out[:, 2] / 0.045, -0.2, 1)
        out[:, 1] *= 1 - flatter
        # The arch: inside, under the instep.
        arch = np.exp(-((out[:, 0] - shape['arch_x']) / 0.040) ** 2) * (c < 0) * -c
        out[:, 1] += arch * shape['arch_m'] * (0.55 - 0.45 * t)
        out[:, 2] += t * ankle_bump(shape['ankle'], out)
        return ankle + out

    start = ring(0.0)
    middle = ankle + [(start[0] + start[2]) / 2, 0, start[4]]
    off = surface.points[loop] - middle
    angles = np.arctan2(off[:, 2] / start[5], off[:, 0] / ((start[0] - start[2]) / 2))
    draw_out(surface, loop, angles, ring_at, lambda s, a: np.tile(FOOT, (len(a), 1)),
             stations_of(shape['ring_count']))


def add_toes(surface, shape, ankle):
    profile = np.array(shape['toe_profile'])   # place along, share of the radius

    def lit(places, out):
        own = out * [1, 1, shape['own_light']]
        own[:, 2] += 0.5 * (places - ankle)[:, 2] / 0.05
        return unit_rows(own)

    for toe in shape['toes']:   # x, z of its root and of its tip; half width, half thickness
        start, end = np.array(toe['from']), np.array(toe['to'])
        flat = start + np.multiply.outer(profile[:, 0], end - start)
        height = toe_height(profile[:, 0], toe['height'], toe['half'][1])
        line = ankle + np.stack([flat[:, 0], height, flat[:, 1]], 1)
        half = np.outer(profile[:, 1], toe['half'])
        Digit(line, half, np.array([0, 1.0, 0]), shape['toe_sides']).add_to(
            surface, np.tile(FOOT, (len(line), 1)), lit)


def add_line(surface, middles, across, normals, half_width):
    """A line through `middles`, pointed at its ends."""
    at = np.linspace(-1, 1, len(middles))
    aside = across * (half_width * pointed(at))[:, None]
    points = np.stack([middles - aside, middles + aside], 1).reshape(-1, 3)
    surface.lines.append((points, np.repeat(normals, 2, axis=0),
                          np.tile(FOOT, (len(points), 1)), strip(len(middles) - 1)))


def add_ankle_lines(surface, shape, sole):
    """A bow under each ankle bone."""
    ankle = shape['ankle']
    angle = np.radians(np.linspace(*ankle['line_deg'], 7))
    flat = ankle['at'] + ankle['radius'] * np.stack([np.cos(angle), np.sin(angle)], 1)
    for side in (-1.0, 1.0):
        outward = np.tile([0, 0, side], (len(flat), 1))
        start = np.column_stack([flat, np.full(len(flat), 0.0)]) + sole
        hits = [first_hit(surface.points, surface.triangles, p + [0, 0, side * 0.08],
                          np.array([0, 0, -side]))[0] for p in start]
        across = np.stack([np.cos(angle), np.sin(angle), 0 * angle], 1)
        add_line(surface, np.array(hits) + outward * 0.0008, across, outward, ankle['line_m'])


def add_gaps(surface, shape, sole):
    """Lines between toes."""
    toes = shape['toes']
    s = np.linspace(shape['gap_from'], shape['gap_to'], 5)
    for a, b in zip(toes, toes[1:]):
        start, end = ((np.array(a[k]) + b[k]) / 2 for k in ('from', 'to'))
        flat = start + np.multiply.outer(s, end - start)
        height = toe_height(s, (a['height'] + b['height']) / 2, (a['half'][1] + b['half'][1]) / 2)
        height += shape['gap_up'] * min(a['half'][1], b['half'][1])
        middles = sole + np.column_stack([flat[:, 0], height, flat[:, 1]])
        ahead = unit(end - start)
        across = np.array([-ahead[1], 0, ahead[0]])
        add_line(surface, middles, across, np.tile([0, 1.0, 0], (len(s), 1)), shape['gap_m'])


def add_toe_lines(surface, shape, sole):
    """Lines on toes, such as a nail's edge: through places along a toe and directions round it
    (0 its back, 90 outside)."""
    profile = np.array(shape['toe_profile'])
    for line in shape.get('toe_lines', []):
        toe = shape['toes'][line['toe']]
        rows = spline(line['through'], np.linspace(0, len(line['through']) - 1, 9))
        s, angle = rows[:, 0], np.radians(rows[:, 1])
        start, end = np.array(toe['from']), np.array(toe['to'])
        flat = start + np.multiply.outer(s, end - start)
        middles = np.column_stack([flat[:, 0], toe_height(s, toe['height'], toe['half'][1]),
                                   flat[:, 1]])
        radius = np.interp(s, profile[:, 0], profile[:, 1])
        wide, thick = (radius * half for half in toe['half'])
        ahead = unit(end - start)
        outside = np.array([-ahead[1], 0, ahead[0]])
        off = np.outer(wide * np.sin(angle), outside) + np.outer(thick * np.cos(angle), [0, 1, 0])
        normals = unit_rows(np.outer(thick * np.sin(angle), outside)
                            + np.outer(wide * np.cos(angle), [0, 1, 0]))
        middles = sole + middles + off + normals * 0.0007
        across = unit_rows(np.cross(normals, np.gradient(middles, axis=0)))
        add_line(surface, middles, across, normals, line['half_width'])


def add_foot(surface):
    shape = surface.person['foot']
    sole = surface.rig.place['foot_r'] - [0, ANKLE_HEIGHT, 0]
    add_instep(surface, shape, sole)
    add_toes(surface, shape, sole)
    add_gaps(surface, shape, sole)
    add_toe_lines(surface, shape, sole)
    add_ankle_lines(surface, shape, sole)
