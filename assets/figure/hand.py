"""The drawn hand: a palm, four fingers beside each other and a thumb. Metres.

Its own axes: x to the thumb, y against the fingers, z out of its back. It is drawn flat; what it
holds bends it."""
import numpy as np

from ends import Digit, bone_row, cut_off, draw_out, flat_circle, spline, stations_of
from mesh import pointed, smooth_step, strip, unit_rows
from rig import DIGITS, along_frame

JOINTS = np.array([0.0, 0.47, 0.76])   # of a finger, in its length from the knuckle


def phalanx_weights(s, digit, knuckle, joints):
    """Shares of hand and phalanges at s of a digit, its joints at `joints`."""
    past = [smooth_step((s - j) / knuckle + 0.5) for j in joints]
    shares = [1 - past[0], past[0] - past[1], past[1] - past[2], past[2]]
    names = ['hand_r'] + [f'digit_{digit}_{i}_r' for i in range(3)]
    return bone_row(*zip(names, shares))


def finger_line(finger, s):
    """Places of a finger at shares of its length."""
    along = np.radians(finger['deg'])
    way = np.array([np.sin(along), -np.cos(along), 0])
    return np.array([finger['x'], -finger['along'], finger['z']]) \
        + np.multiply.outer(s, way * finger['length'])


def place_bones(rig, digit, places, axes, wrist):
    """Puts a digit's bones where they are drawn: its joints and its tip, in the hand's axes."""
    world = wrist + places @ axes.T
    for i in range(3):
        name = f'digit_{digit}_{i}_r'
        rig.place[name] = world[i]
        rig.axes[name] = along_frame(world[i + 1] - world[i], axes[:, 2])
    rig.place[f'tip_{digit}_r'] = world[3]


def add_palm(surface, shape, axes, wrist):
    """From the wrist to where the fingers part."""
    rows = np.array(shape['palm'])   # along, middle, half width, back, palm
    fingers = shape['fingers']

    def ring_at(s, angle):
        along, x, half, back, front = spline(rows, np.array([s * (len(rows) - 1)]))[0]
        c, t = flat_circle(angle, 0.85)
        aside = t * half
        # Knuckles stand in a bow.
        bow = shape['bow_m'] * smooth_step((s - 0.3) / 0.7) * ((aside - shape['bow_x']) / 0.04) ** 2
        out = np.stack([x + aside, bow - along, (back + front) / 2 + c * (back - front) / 2], 1)
        return wrist + out @ axes.T

    def weight_at(s, angle):
        local = (ring_at(s, angle) - wrist) @ axes
        spots = [f['x'] for f in fingers]
        digit = np.interp(-local[:, 0], np.negative(spots), np.arange(1, 5))
        rows_of_weights = []
        for place, d in zip(local, digit):
            low = min(int(d), 3)
            row = 0
            for each, share in ((low, 1 - (d - low)), (low + 1, d - low)):
                finger = fingers[each - 1]
                past = (-place[1] - finger['along']) / finger['length']
                row = row + share * phalanx_weights(past, each, 0.4, JOINTS)
            rows_of_weights.append(row)
        return np.array(rows_of_weights)

    local = (surface.points - wrist) @ axes
    lost = (surface.share('hand', *DIGITS) > 0.2) & (surface.points[:, 2] > 0) \
        & (local[:, 1] < -rows[0, 0])
    loop = cut_off(surface, lost)
    off = (surface.points[loop] - wrist) @ axes
    angles = np.arctan2((off[:, 0] - rows[0, 1]) / rows[0, 2],
                        (off[:, 2] - rows[0, 3:].mean()) / ((rows[0, 3] - rows[0, 4]) / 2))
    draw_out(surface, loop, angles, ring_at, weight_at, stations_of(shape['ring_count']))


def lit_as_hand(shape, axes, wrist):
    """Fingers side by side are lit as one hand is, more than each for itself."""
    def lit(places, out):
        own, aside = out @ axes, ((places - wrist) @ axes)[:, 0] / 0.04
        own = own * [shape['own_light'], shape['own_light'], 1]
        own[:, 0] += 0.5 * aside
        return unit_rows(own) @ axes.T
    return lit


def add_fingers(surface, shape, axes, wrist):
    profile = np.array(shape['finger_profile'])   # place along, share of the radius
    for digit, finger in enumerate(shape['fingers'], 1):
        place_bones(surface.rig, digit, finger_line(finger, [*JOINTS, 1.0]), axes, wrist)
        line = wrist + finger_line(finger, profile[:, 0]) @ axes.T
        half = np.outer(profile[:, 1], [1, 0.92]) * finger['radius']
        weights = np.array([phalanx_weights(s, digit, 0.16, JOINTS) for s in profile[:, 0]])
        Digit(line, half, axes[:, 2]).add_to(surface, weights, lit_as_hand(shape, axes, wrist))


def with_level_palm(surface, normals):
    """The end of a palm is lit as the fingers that go on from it, not as the edge that it is."""
    axes, wrist = surface.rig.axes['hand_r'], surface.rig.place['hand_r']
    along = (wrist - surface.points) @ axes[:, 1]
    rows = np.array(surface.person['hand']['palm'])
    way = smooth_step((along - rows[2, 0]) / (rows[4, 0] - rows[2, 0]))
    way = way * smooth_step((surface.share('hand', *DIGITS) - 0.3) / 0.4) * (surface.points[:, 2] > 0)
    forward = np.outer((normals @ axes[:, 1]) * way, axes[:, 1])
    return unit_rows(normals - 0.9 * forward)


def add_line(surface, shape, finger, side, axes, wrist):
    """A line along a finger where it lies beside the next: `side` 1 to the thumb, -1 from it, on
    its back and on its palm. `finger` counts from 0."""
    profile, s = np.array(shape['finger_profile']), np.linspace(*shape['line_along'], 6)
    own = shape['fingers'][finger]
    middles = finger_line(own, s)
    ahead = unit_rows(np.gradient(middles, axis=0))
    across = np.cross(ahead, [0, 0, 1.0]) * -side
    radius = np.interp(s, *profile.T)[:, None] * own['radius']
    half = shape['line_half_m'] * pointed(np.linspace(-1, 1, len(s)))[:, None] / radius
    weights = np.array([phalanx_weights(x, finger + 1, 0.16, JOINTS) for x in s])
    for back in (1, -1):
        angles = np.radians(shape['line_deg']) + half * [-1, 1]
        normals = np.sin(angles)[:, :, None] * across[:, None] \
            + back * np.cos(angles)[:, :, None] * np.array([0, 0, 1.0])
        points = middles[:, None] + normals * (radius + shape['line_lift_m'])[:, :, None]
        surface.lines.append((wrist + points.reshape(-1, 3) @ axes.T,
                              normals.reshape(-1, 3) @ axes.T, np.repeat(weights, 2, axis=0),
                              strip(len(s) - 1)))


def add_finger_lines(surface, shape, axes, wrist):
    for finger in range(3):
        add_line(surface, shape, finger, -1, axes, wrist)
        add_line(surface, shape, finger + 1, 1, axes, wrist)


def add_thumb(surface, shape, axes, wrist):
    joints = np.array(shape['thumb'])
    place_bones(surface.rig, 0, joints, axes, wrist)
    profile = np.array(shape['thumb_profile'])   # place along, half width, half thickness
    stations = np.array([0, 0.40, 0.74, 1.0])
    # A mean over a little way: knuckles are no corners.
    at = lambda s: np.array([np.interp(s, stations, joints[:, k]) for k in range(3)]).T
    line = np.mean([at(np.clip(profile[:, 0] + d, -0.05, 1)) for d in np.linspace(-0.08, 0.08, 9)], 0)
    weights = np.array([phalanx_weights(s, 0, 0.22, stations[:3]) for s in profile[:, 0]])
    Digit(wrist + line @ axes.T, profile[:, 1:], axes @ np.array(shape['thumb_back'])).add_to(
        surface, weights, lambda places, out: out)


def add_hand(surface):
    shape, rig = surface.person['hand'], surface.rig
    axes, wrist = rig.axes['hand_r'], rig.place['hand_r']
    add_palm(surface, shape, axes, wrist)
    add_fingers(surface, shape, axes, wrist)
    add_finger_lines(surface, shape, axes, wrist)
    add_thumb(surface, shape, axes, wrist)
