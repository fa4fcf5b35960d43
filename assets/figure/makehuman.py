"""MakeHuman's files: base mesh, targets, joints."""
import numpy as np

from rig import STATURE


def read_base(folder):
    vertices, groups, group = [], {}, None
    for line in open(f'{folder}/3dobjs/base.obj', encoding='utf-8'):
        word = line.split()
        if line.startswith('v '):
            vertices.append([float(x) for x in word[1:4]])
        elif line.startswith('g '):
            group = groups.setdefault(word[1], [])
        elif line.startswith('f '):
            group.append([int(t.split('/')[0]) - 1 for t in word[1:]])
    return np.array(vertices), groups


def add_target(vertices, folder, name, share):
    for line in open(f'{folder}/targets/{name}.target', encoding='utf-8'):
        word = line.split()
        if len(word) == 4 and not line.startswith('#'):
            vertices[int(word[0])] += share * np.array([float(x) for x in word[1:4]])


def joint_places(vertices, groups):
    return {name[6:]: vertices[np.unique(sum(faces, []))].mean(0)
            for name, faces in groups.items() if name.startswith('joint-')}


def to_own_axes(vertices, groups):
    """MakeHuman: decimetres, x to the left, z to the front; here metres of a person of 1.70 m."""
    body = vertices[np.unique(sum(groups['body'], []))]
    low, high = body[:, 1].min(), body[:, 1].max()
    scale = STATURE / (high - low)
    return np.stack([vertices[:, 2], vertices[:, 1] - low, -vertices[:, 0]], 1) * scale
