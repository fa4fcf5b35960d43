#!/usr/bin/python3
"""Makes the surface of a person (woman.c, man.c) from MakeHuman's base mesh (CC0).

Usage: make_figure.py MAKEHUMAN_DATA_FOLDER PERSON.yaml > PERSON.c
Needs the Debian packages python3-numpy, python3-yaml and libmeshoptimizer2d.

Steps: the base mesh is morphed by MakeHuman's targets, its skin weights are gathered on to the
bones of the program, its limbs are stretched to the program's lengths, trunk and limbs become long
even curves, hands and feet are drawn instead of scanned, clothes are cut at their hems and lifted
off the skin, hair and lines of the face are added, what nobody sees is left out, folds are laid on
the cloth, and shapes are made that grow with strains (correctives.py says how to add one).
Units: metres; axes: x front, y up, z the person's own right.
"""
import sys

import numpy as np
import yaml

from correctives import shifts_of
from face import add_ears, add_face, add_knot, add_strands
from fair import fair_limb, fair_trunk, round_seat, smooth_weights, taubin
from foot import add_foot
from half import add_creases, add_digits, right_half, write
from hand import add_hand, with_level_palm
from head import draw_face, grow_hair, measure_hairline, with_egg_head
from makehuman import add_target, joint_places, read_base, to_own_axes
from mesh import normals_of, smoothed, triangles_of, unit_rows
from rig import BONES, TRUNK, Rig, gather_weights
from seams import cut_zone, even_edges, even_weights_near_seams, part_zone
from surface import Surface


def measure_edges(surface):
    surface.measure_seams()
    measure_hairline(surface)


def shape(surface):
    """Body and cloth become the few long curves of a drawing."""
    person = surface.person
    measure_edges(surface)
    surface.bridge()
    leg = surface.share('thigh', 'shin', 'foot')
    arm = surface.share('upper_arm', 'forearm', 'twist_1', 'twist_2', 'hand')
    fair_trunk(surface, person['fair']['trunk'])
    fair_limb(surface, ('thigh', 'shin', 'foot'), leg, person['fair']['leg'])
    fair_limb(surface, ('upper_arm', 'forearm', 'hand'), arm, person['fair']['arm'])
    surface.measure_seams()
    cloth = surface.cloth_share()
    taubin(surface, cloth, person['fair']['last_smoothing'])
    taubin(surface, cloth * surface.near_hips(), person['fair']['hip_smoothing'])
    round_seat(surface, person['fair']['seat'])
    surface.points = smoothed(surface.points, surface.pairs, surface.degree,
                              cloth * surface.near_bust() * 0.5, person['fair']['bust_smoothing'])
    shoulders = cloth * surface.near_joint('upper_arm', 0.14, 0.06)
    taubin(surface, shoulders, person['fair']['shoulder_smoothing'])
    smooth_weights(surface, cloth, person['fair']['weight_smoothing'])
    smooth_weights(surface, cloth * surface.near_hips(), person['fair']['hip_weight_smoothing'])
    smooth_weights(surface, cloth * surface.near_joint('shin', 0.08, 0.06),
                   person['fair']['knee_weight_smoothing'])
    smooth_weights(surface, shoulders, person['fair']['shoulder_weight_smoothing'])
    smooth_weights(surface, cloth * surface.of_spine(), person['fair']['spine_weight_smoothing'])
    surface.hang_top()
    add_foot(surface)
    add_hand(surface)


def sew(surface):
    """Hems, hair and face."""
    measure_edges(surface)
    draw_face(surface)
    measure_edges(surface)
    for zone in surface.ZONES:
        cut_zone(surface, zone)
    even_weights_near_seams(surface, surface.person['clothes']['hem_weight_smoothing'])
    surface.way = normals_of(surface.points, surface.triangles)
    for zone in ('upper', 'waist', 'lower'):
        part_zone(surface, zone)
    even_edges(surface, surface.person['clothes']['edge_smoothing'])
    surface.lift()
    grow_hair(surface)


def body_surface(folder, person):
    """The person's body as a fine mesh, in the bind pose."""
    vertices, groups = read_base(folder)
    vertices_before = vertices.copy()
    for name, share in person['targets'].items():
        add_target(vertices, folder, name, share)
    points = to_own_axes(vertices, groups)
    rig = Rig(joint_places(points, groups), person)
    # An eyeball in the colour of skin is a closed lid.
    triangles = triangles_of(groups['body'] + groups['helper-r-eye'] + groups['helper-l-eye'])
    used = np.unique(triangles)
    weight = gather_weights(folder, len(points), points, rig)
    fitted = np.zeros_like(points)
    for i, bone in enumerate(BONES):
        fitted += weight[:, i:i + 1] * rig.fitted(bone, points)
    number = np.full(len(points), -1)
    number[used] = np.arange(len(used))
    triangles = number[triangles]
    surface = Surface(fitted[used], triangles, weight[used], rig, person)
    # 1 right, 0 middle, -1 left: the base mesh is even to the last digit, a morphed one is not.
    surface.side = -np.sign(np.where(abs(vertices_before[used, 0]) < 1e-3, 0,
                                     vertices_before[used, 0]))
    surface.keep_seen()
    surface.fill_holes()
    if 'bust_plate_m' in person['clothes']:
        surface.coarsen_bust()
    surface.refine()
    return surface


def main():
    folder, person_file = sys.argv[1:3]
    person = yaml.safe_load(open(person_file, encoding='utf-8'))
    surface = body_surface(folder, person)
    finish(surface, person_file.split('/')[-1].removesuffix('.yaml'))


def drawn_normals(surface):
    """Of a smoothed surface: light and shade part along calm lines."""
    person = surface.person
    calm = np.full(len(surface.points), 0.5)
    proxy = smoothed(surface.points, surface.pairs, surface.degree, calm, person['light_smoothing'])
    trunk = np.clip(2 * surface.share(*TRUNK[:-1]) - 1, 0, 1) * 0.5
    head = np.where((surface.zone == 'head') | (surface.share('head') > 0.5), 0.5, 0)
    proxy = smoothed(proxy, surface.pairs, surface.degree, trunk, person['trunk_light_smoothing'])
    normals = unit_rows(smoothed(normals_of(proxy, surface.triangles), surface.pairs,
                                 surface.degree, np.maximum(trunk, head),
                                 person['normal_smoothing']))
    normals = with_level_palm(surface, with_egg_head(surface, normals))
    lost = np.linalg.norm(normals, axis=1) < 0.5
    normals[lost] = normals_of(surface.points, surface.triangles)[lost]
    return normals


def finish(surface, name):
    """From the body to the drawn person, and out with it."""

    def normals_at(points):
        before, surface.points = surface.points, points
        normals = drawn_normals(surface)
        surface.points = before
        return normals

    shape(surface)
    sew(surface)
    normals = normals_at(surface.points)
    shifts = shifts_of(surface, normals_at)
    values = surface.cut_trims(np.hstack([normals, shifts.reshape(len(normals), -1)]))
    values = surface.cut_shadows(values)
    normals, shifts = unit_rows(values[:, :3]), values[:, 3:].reshape(len(values), *shifts.shape[1:])
    half = right_half(surface, normals, shifts, surface.person['drawn_like'])
    add_knot(half, surface)
    add_face(half, surface)
    add_ears(half, surface)
    add_creases(half, surface)
    add_digits(half, surface)
    add_strands(half, surface)
    write(half, surface, name)
    print(len(half.rows), 'vertices,', len(half.triangles), 'triangles in the half',
          file=sys.stderr)


if __name__ == '__main__':
    main()
