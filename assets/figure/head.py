"""The head: an even face with a drawn profile, a hairline, hair, the light of an egg. Metres and
degrees from the middle of the skull: x front, y up, z sideways."""
import numpy as np

from ends import spline
from fair import fitted_radius, ramp
from mesh import smooth_step, smoothed, unit_rows


def skull_of(rig):
    return rig.place['head'] + np.array([0.018, 0.098, 0])


def curve(rows, at):
    """A value given at some places (the first column, rising or falling), smooth between them."""
    rows = np.array(rows)
    rows = rows if rows[0, 0] < rows[-1, 0] else rows[::-1]
    dense = spline(rows, np.linspace(0, len(rows) - 1, 40 * len(rows)))
    return np.interp(at, dense[:, 0], dense[:, 1])


def measure_hairline(surface):
    """The line's height over the skull's middle by direction: front 0, back 180 degrees."""
    rows = surface.person['hair']['line']
    p = surface.points - skull_of(surface.rig)
    way = lambda q: np.degrees(np.arctan2(abs(q[:, 2]), q[:, 0]))
    rise = np.degrees(np.arctan2(p[:, 1], np.hypot(p[:, 0], p[:, 2])))
    at = way(p)
    line = curve(rows, at)
    slope = (curve(rows, at + 1) - curve(rows, at - 1)) / 2
    slope /= np.maximum(np.cos(np.radians(rise)), 0.3)
    seam = np.radians(rise - line) * np.linalg.norm(p, axis=1) / np.hypot(1, slope)
    ear_x, ear_y, half_x, half_y, ear_z = surface.person['hair']['ear']
    ear = np.hypot((p[:, 0] - ear_x) / half_x, (p[:, 1] - ear_y) / half_y) - 1
    seam = np.where(abs(p[:, 2]) > ear_z, np.minimum(seam, ear * half_x), seam)
    head = surface.zone == 'head'
    surface.seam[head] = seam[head]


def draw_face(surface):
    """What the scan has of a face gives way to an even one with a drawn profile."""
    face = surface.person['head']
    p = surface.points - skull_of(surface.rig)
    ear = np.linalg.norm(p * [1, 1, 0] - [-0.008, -0.006, 0], axis=1)
    share = ramp(surface.share('head'), 0.5, 0.9)
    share *= 1 - ramp(surface.seam, -0.002, 0.012)
    share *= np.where(abs(p[:, 2]) > 0.04, ramp(ear, 0.030, 0.045), 1)
    share *= ramp(p[:, 0], -0.01, 0.015)
    points = smoothed(surface.points, surface.pairs, surface.degree, 0.5 * share,
                      face['smoothing'])
    points = smoothed(points, surface.pairs, surface.degree,
                      np.where((abs(p[:, 2]) > 0.055) & (ear < 0.05), 0.5, 0),
                      face['ear_smoothing'])
    surface.points = points
    p = points - skull_of(surface.rig)
    axis_x = face['axis_x']
    angle = np.arctan2(abs(p[:, 2]), p[:, 0] - axis_x)
    radius = np.hypot(p[:, 0] - axis_x, p[:, 2])
    low, high = face['fair_between']
    t = (p[:, 1] - low) / (high - low)
    is_nose = (abs(p[:, 2]) < 0.024) & (p[:, 1] > -0.066) & (p[:, 1] < 0.010)
    counts = (share > 0.3) & (t > 0) & (t < 1) & ~is_nose & (angle < np.radians(100))
    n = len(t)
    both = lambda own, middle: np.concatenate([own, middle])
    fit = fitted_radius(both(t, t), both(angle, np.zeros(n)), both(radius, np.zeros(n)),
                        face['knots'], face['waves'], True, both(counts, np.zeros(n, bool)))
    middle = fit[n:]
    fit = fit[:n] + (curve(face['profile'], p[:, 1]) - axis_x - middle) \
        * (1 - ramp(angle, 0, np.radians(face['profile_deg'])))
    front = np.zeros(n)
    for ridge in face['ridges']:
        rows = np.array(ridge)
        out = curve(rows[:, :2], p[:, 1])
        half_width = curve(rows[:, [0, 2]], p[:, 1])
        front += np.maximum(out, 0) * np.exp(-(p[:, 2] / half_width) ** 2)
    part = share * ramp(t, 0, 0.08) * (1 - ramp(t, 0.9, 1.0))
    grown = p[:, [0, 2]] - [axis_x, 0]
    grown *= (1 + part * (fit / np.maximum(radius, 1e-6) - 1))[:, None]
    surface.points[:, 0] += grown[:, 0] + axis_x - p[:, 0] + part * front
    surface.points[:, 2] += grown[:, 1] - p[:, 2]


def grow_hair(surface):
    hair = surface.person['hair']
    head, line = surface.zone == 'head', surface.seam
    p = surface.points - skull_of(surface.rig)
    thick = hair['thickness_m'] * smooth_step(line / hair['rise_m'])
    thick *= 1 + hair['crown_more'] * smooth_step((p[:, 1] - 0.02) / 0.08)
    surface.points += np.where(head & (line > 0), thick, 0)[:, None] * unit_rows(p)
    cap = np.where(head & (line > 0.004), 0.5, 0)
    surface.points = smoothed(surface.points, surface.pairs, surface.degree, cap,
                              hair['smoothing'])


def with_egg_head(surface, normals):
    """A face is lit as the egg it is drawn as: light and shade part along one curve."""
    egg = surface.person['head']['egg']
    middle = surface.rig.place['head'] + np.array(egg['middle'] + [0.0])
    out = unit_rows((surface.points - middle) / np.array(egg['radius']) ** 2)
    even = smoothed(surface.share('head')[:, None], surface.pairs, surface.degree,
                    np.full(len(surface.points), 0.5), 60)
    share = smooth_step((even - 0.5) / 0.4)
    normals = unit_rows(normals * (1 - share) + out * share)
    # Under the chin one light passes into the other, with no patches.
    height = surface.points[:, 1] - skull_of(surface.rig)[1]
    throat = (surface.share('head', 'neck') > 0.2) & (height < -0.075) & (height > -0.24)
    return unit_rows(smoothed(normals, surface.pairs, surface.degree, np.where(throat, 0.5, 0),
                              surface.person['head']['throat_smoothing']))
