"""The right half as vertices and triangles, what is drawn on it, and its table in C."""
import numpy as np

from correctives import write_correctives
from fewer import Thinning
from folds import folds_of, write_folds
from mesh import outward, smooth_step
from rig import BONES, DIGITS, turns_of_joints
from surface import REGIONS, Surface


class Half:
    """Vertices and triangles of the right half; what lies in the middle has z = 0."""

    def __init__(self, rows, triangles, regions, shifts):
        self.rows, self.triangles, self.regions = rows, triangles, regions
        self.shifts = shifts   # of the first rows, by correctives

    def append(self, points, normals, bone, triangles, region):
        """`bone`: the one that all follow, or a row of weights for each."""
        first = len(self.rows)
        for i, (p, n) in enumerate(zip(points, normals)):
            pairs = [(BONES.index(bone), 1.0)] if isinstance(bone, str) else main_pairs(bone[i])
            self.rows.append((p, n, 0.0, pairs))
        for t in triangles:
            self.triangles.append([first + i for i in t])
            self.regions.append((region, region))


def main_pairs(weights):
    """The four bones that count, and how much."""
    order = np.argsort(-weights)[:4]
    shares = weights[order] / weights[order].sum()
    return [(int(b), float(x)) for b, x in zip(order, shares) if x > 0.004]


def plain_regions(surface, triangles):
    """As the surface's, but where hair only touches a triangle it is of one colour."""
    whole = Surface(surface.points, triangles, surface.weight, surface.rig, surface.person)
    whole.zone, whole.seam, whole.side = surface.zone, surface.seam, surface.side
    return [(a, a) if surface.seam[t].max() <= 0 else (a, b)
            for t, (a, b) in zip(triangles, whole.regions())]


def drawn_values(surface, normals, shifts, like):
    """What is drawn of a vertex, in metres: its place; its light, by what an even turn of it
    moves the line between light and shade; its weights, by what they move it when joints bend;
    where correctives move it; how much it lies in the shadow of a hem."""
    fine = smooth_step((surface.share('hand', 'foot', *DIGITS) - 0.3) / 0.6)
    light_m = like['light_m'] + (like['light_ends_m'] - like['light_m']) * fine
    bend_m = [like['bend_digits_m'] if b[:-2] in DIGITS else like['bend_m'] for b in BONES]
    by = shifts[..., :3].reshape(len(shifts), -1)
    hem = surface.hem_light()[:, None] * like['hem_m']
    return np.hstack([surface.points, normals * light_m[:, None], surface.weight * bend_m, by, hem])


def right_half(surface, normals, shifts, like):
    """With as many triangles as it takes to draw it `like` that."""
    surface.points[surface.side == 0, 2] = 0.0
    triangles = surface.triangles[surface.side[surface.triangles].min(1) >= 0]
    regions = plain_regions(surface, triangles)
    is_face = (surface.share('head') > 0.7) & (surface.zone == 'head')
    is_end = surface.share('hand', 'foot', *DIGITS) > 0.7
    tolerance_m = np.select([is_face, is_end], [like['face_m'], like['ends_m']], like['body_m'])
    few, left = Thinning(drawn_values(surface, normals, shifts, like),
                         turns_of_joints(surface.weight), like['bent_m'], triangles, regions,
                         tolerance_m).run()
    used = np.unique(few)
    number = np.full(len(surface.points), -1)
    number[used] = np.arange(len(used))
    rows = [(surface.points[v], normals[v], float(surface.seam[v]), main_pairs(surface.weight[v]))
            for v in used]
    return Half(rows, number[few].tolist(), [regions[i] for i in left], shifts[used])


def add_creases(half, surface):
    for points, normals, weights, triangles in surface.lines:
        half.append(points, normals, weights, outward(points, normals, triangles), 'crease')


def add_digits(half, surface):
    for points, normals, weights, triangles in surface.digits:
        half.append(points, normals, weights, triangles, 'skin')


def rows_of(items, a_line):
    lines = [', '.join(items[i:i + a_line]) for i in range(0, len(items), a_line)]
    return ',\n'.join(lines)


def write(half, surface, name):
    rig = surface.rig
    bones = [b for b in BONES if not b.endswith('_l')]
    numbers = lambda values: '{' + ', '.join('%.5gf' % x if '.' in '%.5g' % x or 'e' in '%.5g' % x
                                             else '%.5g' % x for x in values) + '}'
    print(f'/// Made by make_figure.py from {name}.yaml and MakeHuman\'s base mesh (CC0).')
    print('#include "picture/figure_person.h"\n')
    print('static const struct person_vertex vertices[] = {')
    print(rows_of(['{{%d, %d, %d}, {%d, %d, %d}, %d, {%s}, {%s}}' % (
        *(round(x * 1e5) for x in p), *(round(x * 1000) for x in n),
        round(np.clip(seam, -0.3, 0.3) * 1e5),
        ', '.join(str(b) for b, _ in pairs), ', '.join(str(round(w * 255)) for _, w in pairs))
        for p, n, seam, pairs in half.rows], 2))
    print('};\n\nstatic const struct person_triangle triangles[] = {')
    print(rows_of(['{{%d, %d, %d}, {%d, %d}}' % (*t, REGIONS.index(a), REGIONS.index(b))
                   for t, (a, b) in zip(half.triangles, half.regions)], 4))
    print('};\n')
    write_folds(folds_of(half, surface))
    write_correctives(half, surface.person)
    print(f'const struct person person_{name} = {{')
    print('.bone = {')
    print(rows_of(['{%s, %s}' % (numbers(rig.place[b]), numbers(rig.axes[b].T.ravel()))
                   for b in bones], 1))
    print('},\n.tip = {')
    print(rows_of([numbers(rig.place[f'tip_{d}_r']) for d in range(5)], 1))
    print('},\n.vertex = vertices,\n.vertex_count = sizeof vertices / sizeof vertices[0],')
    print('.triangle = triangles,\n.triangle_count = sizeof triangles / sizeof triangles[0],')
    print('.fold = folds,\n.fold_count = sizeof folds / sizeof folds[0],')
    if surface.person.get('correctives'):
        print('.corrective = correctives,')
        print('.corrective_count = sizeof correctives / sizeof correctives[0],')
    print('};')
