"""What is drawn on the head: knot and strands of hair, lines of the face, ears. Metres."""
import numpy as np

from ends import spline
from head import skull_of
from mesh import first_hit, outward, pointed, strip, unit, unit_rows

FACE_STEPS = 14


def add_line(half, points, normals, region, lit_as=None):
    """A strip of pairs of points across a line. `normals` of what it lies on, whose light it has
    too, or that of `lit_as`."""
    points, normals = np.array(points), np.array(normals)
    triangles = outward(points, normals, strip(len(points) // 2 - 1))
    half.append(points, normals if lit_as is None else lit_as, 'head', triangles, region)


class Knot:
    """Hair tied to a rounded bun that sits on the crown."""

    def __init__(self, surface):
        knot = surface.person['hair']['knot']
        self.middle = skull_of(surface.rig) + [*knot['middle'], 0]
        self.half = np.array([knot['half'][0], knot['half'][1], knot['half'][1]])
        self.axis = unit(np.array([*knot['middle'], 0]))
        self.across = np.array([-self.axis[1], self.axis[0], 0])

    def at(self, tilt, turn):
        """Place and direction: `tilt` from its top down, `turn` from its front to the right."""
        own = np.array([np.cos(tilt), -np.sin(tilt) * np.cos(turn), np.sin(tilt) * np.sin(turn)])
        basis = np.array([self.axis, self.across, [0, 0, 1.0]])
        return self.middle + (own * self.half) @ basis, unit((own / self.half) @ basis)


def add_knot(half, surface):
    hair = surface.person['hair']
    if 'knot' not in hair:
        return
    knot = Knot(surface)
    rings, sides = 14, 15
    both = [knot.at(np.pi * i / rings, np.pi * k / sides)
            for i in range(rings + 1) for k in range(sides + 1)]
    triangles = []
    for i in range(rings):
        for k in range(sides):
            q = i * (sides + 1) + k
            triangles += [[q, q + 1, q + sides + 2], [q, q + sides + 2, q + sides + 1]]
    points, normals = (np.array([pair[j] for pair in both]) for j in (0, 1))
    points[abs(points[:, 2]) < 1e-6, 2] = 0
    half.append(points, normals, 'head', outward(points, normals, triangles), 'hair')
    for turn_deg in hair['knot_lines']:
        add_knot_line(half, knot, np.radians(turn_deg + 90))


def add_knot_line(half, knot, turn):
    """A bow from near the top of the bun down its side, winding round it."""
    points, normals = [], []
    for t in np.linspace(0, 1, FACE_STEPS + 1):
        width = 0.0011 * pointed(2 * t - 1) / knot.half[1]
        for edge in (-1, 1):
            place, normal = knot.at(0.35 + 1.45 * t, turn + 0.9 * t + edge * width)
            points.append(place + normal * 0.0010)
            normals.append(normal)
    add_line(half, points, normals, 'strand')


def add_strands(half, surface):
    """Lines in the hair: bows of directions from the middle of the skull."""
    middle = skull_of(surface.rig)
    steps = 14
    for strand in surface.person['hair'].get('strands', []):
        a, b, c = (unit(np.array(d)) for d in strand['through'])
        points, normals = [], []
        for i in range(steps + 1):
            t = i / steps
            way = unit(a * (1 - t) ** 2 + 2 * b * t * (1 - t) + c * t * t)
            ahead = unit(a * (1 - t - 0.01) ** 2 + 2 * b * (t + 0.01) * (0.99 - t)
                         + c * (t + 0.01) ** 2)
            aside = unit(np.cross(way, ahead - way))
            half_width = strand['half_width'] * pointed(2 * t - 1)
            for edge in (-1, 1):
                far = middle + way * 0.3 + aside * edge * half_width
                hit, normal = first_hit(surface.points, surface.triangles, far, -way)
                points.append(hit + way * 0.0012)
                normals.append(normal)
        add_line(half, points, normals, 'strand')


def add_face(half, surface):
    """Lines drawn on the face through given places (up, aside), thickest at `widest` of their
    length. One that begins in the middle goes on, mirrored."""
    for line in surface.person['face']:
        whole = line['through'][0][1] == 0
        rows = np.array(line['through'])
        if whole:
            rows = np.vstack([rows[1] * [1, -1], rows])
        at = np.linspace(int(whole), len(rows) - 1, FACE_STEPS + 1)
        places, ahead = spline(rows, at), spline(rows, np.minimum(at + 1e-3, len(rows) - 1))
        ahead[-1] += places[-1] - spline(rows, at[-1:] - 1e-3)[0]
        add_stroke(half, surface, line, places, unit_rows(ahead - places))


def stroke_share(t, widest):
    """Of its width, at a share of a line's length."""
    return pointed(np.where(t < widest, t / max(widest, 1e-6) - 1,
                            (t - widest) / max(1 - widest, 1e-6)))


def add_stroke(half, surface, line, places, ahead):
    points, normals = [], []
    shares = stroke_share(np.linspace(0, 1, len(places)), line.get('widest', 0.5))
    for (y, z), (along_y, along_z), share in zip(places, ahead, shares):
        for edge in (-1, 1):
            off = edge * line['half_width'] * share
            origin = skull_of(surface.rig) + [0.3, y + off * along_z, max(z - off * along_y, 0)]
            hit, normal = first_hit(surface.points, surface.triangles, origin,
                                    np.array([-1.0, 0, 0]))
            points.append(hit + normal * line.get('above', 0.0007))
            normals.append(normal)
    points = np.array(points)
    points[abs(points[:, 2]) < 1e-4, 2] = 0
    # All of a line is turned away at once: no dot is left of it.
    whole = [unit(np.mean(normals, axis=0))] * len(normals)
    add_line(half, points, normals, line['region'], whole)


def add_ears(half, surface):
    """A bow inside the ear, drawn from the side."""
    skull = skull_of(surface.rig)
    steps = 12
    for line in surface.person.get('ears', []):
        points, normals = [], []
        for i in range(steps + 1):
            t = 2 * i / steps - 1
            angle = np.radians(line['from_deg'] + (line['to_deg'] - line['from_deg']) * i / steps)
            out = np.array([np.cos(angle), np.sin(angle), 0])
            middle = skull + np.array([*line['middle'], 0.3])
            half_width = line['half_width'] * pointed(t)
            for edge in (-1, 1):
                reach = np.array(line['radius'] + [0]) + edge * half_width
                hit, normal = first_hit(surface.points, surface.triangles, middle + out * reach,
                                        np.array([0, 0, -1.0]))
                points.append(hit + [0, 0, 0.002])
                normals.append(normal)
        add_line(half, points, normals, line['region'])
