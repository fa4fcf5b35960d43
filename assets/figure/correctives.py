"""Correctives: what flesh and cloth do beyond following their bones, as shapes that grow with a
strain. Metres; of the right side, the left gets the mirrored same.

A newcomer adds one as a row of `correctives` in the person's file:
  strain        what drives it (enum strain in figure_person.h, without its prefix): twist_towards,
                twist_away, spine_flexion, spine_extension, hip, knee, elbow; shoulder (the upper
                arm's angle from hanging), arm_front and arm_out (how far it points to the chest's
                front, to its side: -90 to 90)
  grows_deg     the strain where it begins and where it is whole; [40, 10] grows as strain falls
  fades_deg     (may be left out) where it begins to go and where it is gone
  bone          whose joint and axes the rest is given in: front, up, out; a limb's up is against
                its direction, as if it hung
  at, radii     an ellipsoid: whole in its middle, eased to nothing at its skin
  move_m        front, up, out: where its middle goes; and, or
  away_m        how far it goes away from the bone's own line (less than 0: to it)
  swell_m       how far it goes along the surface's own direction
  region        (may be left out) only this: skin, top, leggings, hair
  of            (may be left out) only by the share that these bones have, without their sides
Places are those of the bind pose: arms hang aslant, legs straight. Cloth has two vertices on a seam,
its own and that of what it ends on; both go alike unless `region` parts them."""
import numpy as np

from folds import NEVER_DEG, number
from mesh import normals_of, smooth_step
from rig import SIDED

LEAST_M = 2e-5   # what moves less does not move


def of_region(surface, region):
    is_top, is_leggings = surface.cloth_shares()
    is_hair = (surface.zone == 'head') & (surface.seam >= 0)
    return {'top': is_top, 'leggings': is_leggings, 'hair': is_hair,
            'skin': ~(is_top | is_leggings | is_hair)}[region]


def shift_of(surface, row, mirror):
    """Where each vertex goes when a corrective is whole: the right side's (`mirror` 1), or the left
    side's (-1)."""
    bone = row['bone'] + ('_r' if row['bone'] in SIDED else '')
    axes, flip = surface.rig.axes[bone], np.array([1, 1, mirror])
    local = (surface.points * flip - surface.rig.place[bone]) @ axes
    off = np.linalg.norm((local - row['at']) / np.array(row['radii']), axis=1)
    share = 1 - smooth_step(off)
    if 'region' in row:
        share = share * of_region(surface, row['region'])
    if 'of' in row:
        share = share * surface.share(*row['of'])
    away = local * [1, 0, 1]
    away /= np.maximum(np.linalg.norm(away, axis=1, keepdims=True), 0.01)
    way = (row.get('move_m', [0, 0, 0]) + away * row.get('away_m', 0)) @ axes.T * flip
    way = way + normals_of(surface.points, surface.triangles) * row.get('swell_m', 0)
    return way * share[:, None]


def shifts_of(surface, normals_at):
    """For each vertex, each corrective of the person's file and both sides' (right, left): where it
    goes and what its normal gains, six numbers. `normals_at(points)`: the drawn normals."""
    rows = surface.person.get('correctives', [])
    out = np.zeros((len(surface.points), len(rows), 2, 6))
    rest = normals_at(surface.points) if rows else None
    for i, row in enumerate(rows):
        for side, mirror in enumerate((1, -1)):
            by = shift_of(surface, row, mirror)
            moves = (np.linalg.norm(by, axis=1) >= LEAST_M) & (surface.side >= 0)
            if not moves.any():
                continue
            out[:, i, side, :3] = by
            out[moves, i, side, 3:] = (normals_at(surface.points + by) - rest)[moves]
    return out


def rows_of_shifts(shifts, in_middle):
    """A corrective's rows in the table: vertex, whether of the left half, where it goes, what its
    normal gains. `shifts` of each vertex of the right half: as both sides' correctives move it.
    What the left one does there, the right one does to its mirror image."""
    flip = np.array([1, 1, -1, 1, 1, -1])
    for vertex, (own, other) in enumerate(shifts):
        if np.linalg.norm(own[:3]) >= LEAST_M:
            yield vertex, 0, own
        if np.linalg.norm(other[:3]) >= LEAST_M and not in_middle[vertex]:
            yield vertex, 1, other * flip


def write_correctives(half, person):
    rows = person.get('correctives', [])
    if not rows:
        return
    in_middle = [row[0][2] == 0 for row in half.rows]
    counts = []
    print('static const struct person_shift shifts[] = {')
    for i in range(len(rows)):
        moved = list(rows_of_shifts(half.shifts[:, i], in_middle))
        counts.append(len(moved))
        if not moved:
            raise SystemExit(f'a corrective moves nothing: {rows[i]}')
        for vertex, is_left, shift in moved:
            print('{%d, %d, {%d, %d, %d}, {%d, %d, %d}},' % (
                vertex, is_left, *np.round(shift[:3] * 1e5), *np.round(shift[3:] * 1e3)))
    print('};\n\nstatic const struct person_corrective correctives[] = {')
    first = 0
    for row, count in zip(rows, counts):
        limits = [*row['grows_deg'], *row.get('fades_deg', NEVER_DEG)]
        print('{STRAIN_%s, {%s, %s}, {%s, %s}, shifts + %d, %d},' % (
            row['strain'].upper(), *map(number, limits), first, count))
        first += count
    print('};\n')
