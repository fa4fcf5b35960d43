#!/usr/bin/python3
"""Makes the surface of a person (woman.c, man.c) from MakeHuman's base mesh (CC0).

Usage: make_figure.py MAKEHUMAN_DATA_FOLDER PERSON.yaml > PERSON.c
Needs the Debian packages python3-numpy, python3-yaml and libmeshoptimizer2d.

Steps: the base mesh is morphed by MakeHuman's targets, its skin weights are gathered on to the
bones of the program, its limbs are stretched to the program's lengths, clothes are smoothed and
lifted off the skin, hair and lines of the face are added, and what nobody sees is left out.
Units: metres; axes: x front, y up, z the person's own right.
"""
import ctypes
import json
import sys

import numpy as np
import yaml

STATURE = 1.70
THIGH, SHANK = 0.245 * STATURE, 0.246 * STATURE
UPPER_ARM, FOREARM = 0.186 * STATURE, 0.146 * STATURE
ANKLE_HEIGHT = 0.039 * STATURE - 0.002

TRUNK = ['pelvis', 'l5', 'l2', 't10', 'chest', 'neck', 'head']
TRUNK_STEP = [(-0.016, 0.09), (0, 0.10), (0, 0.10), (0, 0.11), (0, 0.11), (0.004, 0.078)]
LIMBS = ['clavicle', 'upper_arm', 'forearm', 'twist_1', 'twist_2', 'hand', 'thigh', 'shin', 'foot']
DIGITS = [f'digit_{d}_{p}' for d in range(5) for p in range(3)]
SIDED = LIMBS + DIGITS
BONES = TRUNK + [n + '_r' for n in SIDED] + [n + '_l' for n in SIDED]


def unit(v):
    return v / np.linalg.norm(v)


# ---------------------------------------------------------------- MakeHuman's files

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


# ---------------------------------------------------------------- bones

def columns(x, y, z):
    return np.stack([x, y, z], 1)


def along_frame(direction_down, hinge):
    """Axes of a limb's bone: y up against its direction, z near the hinge."""
    y = -unit(direction_down)
    z = unit(hinge - y * (hinge @ y))
    return columns(np.cross(y, z), y, z)


class Rig:
    """For each bone: its pivot and axes in MakeHuman's mesh, its length there and ours, and its
    pivot when our skeleton stands as MakeHuman's mesh does."""

    def __init__(self, joint, shape):
        self.shape, self.bow, self.inward = shape, {}, {}
        self.pivot, self.axes, self.stretch, self.place = {}, {}, {}, {}
        hips = (joint['r-upper-leg'] + joint['l-upper-leg']) / 2
        at = hips.copy()
        self.add('pelvis', at, np.eye(3), at, (shape['trunk']['hip_depth'], 1, 1))
        for name, step in zip(TRUNK[1:], TRUNK_STEP):
            at = at + [step[0], step[1], 0]
            if name == 'head':
                self.add(name, hips + [*shape['head']['pivot'], 0], np.eye(3), at,
                         [shape['head']['scale']] * 3)
                continue
            # MakeHuman's trunk stands more hollow than ours: its bones are farther in front.
            height = shape['trunk']['height']
            there = at + [shape['trunk']['forward'][name], (at[1] - hips[1]) * (height - 1), 0]
            self.add(name, there, np.eye(3), at, (1, 1 / height, 1))
        for side, sign in (('r', 1.0), ('l', -1.0)):
            self.place['eye_' + side] = self.fitted('head', joint[side + '-eye'][None])[0]
            self.add_leg(joint, side, sign, hips)
            self.add_arm(joint, side, sign)

    def add(self, bone, pivot, axes, place, stretch=(1, 1, 1)):
        self.pivot[bone], self.axes[bone] = np.array(pivot), axes
        self.stretch[bone], self.place[bone] = np.array(stretch, float), np.array(place)

    def add_limb(self, name, side, pivot, axes, place, stretch):
        """As thick as the person's shape says; `bow` moves its middle to the front."""
        depth, width, bow = self.shape['limbs'][name]
        self.add(f'{name}_{side}', pivot, axes, place, (depth, stretch, width))
        length = {'upper_arm': UPPER_ARM, 'thigh': THIGH, 'shin': SHANK}.get(name, FOREARM)
        self.bow[f'{name}_{side}'] = (bow, length)

    def add_leg(self, joint, side, sign, hips):
        hip = hips + [0, 0, sign * 0.05 * STATURE]
        knee, ankle = joint[side + '-knee'], joint[side + '-ankle']
        right = np.array([0, 0, 1.0])
        thigh, shin = along_frame(knee - hip, right), along_frame(ankle - knee, right)
        thigh_stretch = THIGH / np.linalg.norm(knee - hip)
        shin_stretch = SHANK / np.linalg.norm(ankle - knee)
        knee_place = hip - thigh[:, 1] * THIGH
        ankle_place = knee_place - shin[:, 1] * SHANK
        self.add_limb('thigh', side, hip, thigh, hip, thigh_stretch)
        self.add_limb('shin', side, knee, shin, knee_place, shin_stretch)
        self.add('foot_' + side, ankle, np.eye(3), ankle_place,
                 (0.97, ANKLE_HEIGHT / ankle[1], 0.95))

    def add_arm(self, joint, side, sign):
        chest = self.place['neck']
        root = chest + [0.012, -0.035, sign * 0.035]
        shoulder, elbow = joint[side + '-shoulder'], joint[side + '-elbow']
        wrist = joint[side + '-hand']
        shoulder_place = root + [0, 0, sign * 0.150]
        reach = abs(shoulder[2])
        # A shoulder is drawn narrower than the skeleton's.
        self.inward['upper_arm_' + side] = sign * self.shape['trunk']['shoulder_in']
        clavicle_stretch = ((abs(shoulder_place[2]) - 0.035 - self.shape['trunk']['shoulder_in'])
                            / (reach - 0.035))
        hinge = np.cross(elbow - shoulder, wrist - elbow)
        hinge = unit(hinge) * np.sign(hinge[2]) if abs(hinge[2]) > 1e-3 else np.array([0, 0, 1.0])
        upper, fore = along_frame(elbow - shoulder, hinge), along_frame(wrist - elbow, hinge)
        upper_stretch = UPPER_ARM / np.linalg.norm(elbow - shoulder)
        fore_stretch = FOREARM / np.linalg.norm(wrist - elbow)
        elbow_place = shoulder_place - upper[:, 1] * UPPER_ARM
        wrist_place = elbow_place - fore[:, 1] * FOREARM
        root_mh = np.array([shoulder[0], shoulder[1], sign * 0.035])
        self.add('clavicle_' + side, root_mh, np.eye(3), root, (1, 1, clavicle_stretch))
        self.add_limb('upper_arm', side, shoulder, upper, shoulder_place, upper_stretch)
        for name in ('forearm', 'twist_1', 'twist_2'):
            self.add_limb(name, side, elbow, fore, elbow_place, fore_stretch)
        finger = lambda d, p: joint[f'{side}-finger-{d}-{p}']
        along = unit((finger(2, 1) + finger(3, 1) + finger(4, 1) + finger(5, 1)) / 4 - wrist)
        across = finger(2, 1) - finger(5, 1)
        y = -along
        x = unit(across - y * (across @ y))
        hand = columns(x, y, np.cross(x, y))
        self.add('hand_' + side, wrist, hand, wrist_place)
        for d in range(5):
            for p in range(3):
                here, there = finger(d + 1, p + 1), finger(d + 1, p + 2)
                place = wrist_place + here - wrist
                bone = along_frame(there - here, hand[:, 2])
                self.add(f'digit_{d}_{p}_{side}', here, bone, place)
            self.place[f'tip_{d}_{side}'] = wrist_place + finger(d + 1, 4) - wrist

    def fitted(self, bone, points):
        local = (points - self.pivot[bone]) @ self.axes[bone] * self.stretch[bone]
        if bone in self.bow:
            bow, length = self.bow[bone]
            local[:, 0] += bow * np.sin(np.pi * np.clip(-local[:, 1] / length, 0, 1))
        out = self.place[bone] + local @ self.axes[bone].T
        if bone in self.inward:
            along = np.clip(-local[:, 1] / UPPER_ARM, 0, 1)
            out[:, 2] -= self.inward[bone] * (1 - smooth_step(along / 0.7))
        return out


# ---------------------------------------------------------------- weights

def own_bone(name):
    """MakeHuman's bone -> shares of ours ('trunk' is divided by height later)."""
    stem, _, side = name.partition('.')
    side = {'R': '_r', 'L': '_l', '': ''}[side]
    if stem.startswith(('spine', 'pelvis', 'root', 'breast')):
        return {'trunk': 1.0}
    if stem.startswith('neck'):
        return {'trunk': 1.0}
    table = {'clavicle': {'clavicle': 1}, 'shoulder01': {'clavicle': 0.55, 'upper_arm': 0.45},
             'upperarm01': {'upper_arm': 1}, 'upperarm02': {'upper_arm': 1},
             'lowerarm01': {'forearm': 1}, 'lowerarm02': {'forearm': 1},
             'wrist': {'hand': 1}, 'upperleg01': {'thigh': 1}, 'upperleg02': {'thigh': 1},
             'lowerleg01': {'shin': 1}, 'lowerleg02': {'shin': 1}, 'foot': {'foot': 1}}
    if stem in table:
        return {k + side: w for k, w in table[stem].items()}
    if stem.startswith('toe'):
        return {'foot' + side: 1.0}
    if stem.startswith('metacarpal'):
        return {'hand' + side: 1.0}
    if stem.startswith('finger'):
        digit, phalanx = int(stem[6]) - 1, int(stem[8]) - 1
        return {f'digit_{digit}_{phalanx}{side}': 1.0}
    return {'head': 1.0}


def smooth_step(t):
    t = np.clip(t, 0, 1)
    return t * t * (3 - 2 * t)


def gather_weights(folder, count, points, rig):
    index = {bone: i for i, bone in enumerate(BONES)}
    weight = np.zeros((count, len(BONES)))
    trunk = np.zeros(count)
    table = json.load(open(f'{folder}/rigs/default_weights.mhw', encoding='utf-8'))['weights']
    for name, pairs in table.items():
        for bone, share in own_bone(name).items():
            for vertex, value in pairs:
                if vertex < count:
                    if bone == 'trunk':
                        trunk[vertex] += value * share
                    else:
                        weight[vertex, index[bone]] += value * share
    divide_trunk(weight, trunk, points, rig, index)
    for side in 'rl':
        divide_twist(weight, points, rig, index, side)
    weight /= np.maximum(weight.sum(1, keepdims=True), 1e-9)
    return weight


def divide_trunk(weight, trunk, points, rig, index):
    """Each bone passes to the next over the whole way between their middles: an even curve."""
    height = points[:, 1]
    pivots = [rig.pivot[b][1] for b in TRUNK] + [rig.pivot['head'][1] + 0.10]
    middles = [(pivots[i] + pivots[i + 1]) / 2 for i in range(len(TRUNK))]
    above = [np.ones(len(points))]
    for i in range(1, len(TRUNK)):
        above.append(smooth_step((height - middles[i - 1]) / (middles[i] - middles[i - 1])))
    above.append(np.zeros(len(points)))
    for i, bone in enumerate(TRUNK):
        weight[:, index[bone]] += trunk * (above[i] - above[i + 1])


def divide_twist(weight, points, rig, index, side):
    """A forearm turns more towards the wrist."""
    fore = 'forearm_' + side
    along = -((points - rig.pivot[fore]) @ rig.axes[fore])[:, 1]
    along *= rig.stretch[fore][1] / FOREARM
    total = weight[:, index[fore]].copy()
    t = np.clip(along * 2.2, 0, 2)
    weight[:, index[fore]] = total * np.clip(1 - t, 0, 1)
    weight[:, index['twist_1_' + side]] = total * np.clip(1 - abs(t - 1), 0, 1)
    weight[:, index['twist_2_' + side]] = total * np.clip(t - 1, 0, 1)


# ---------------------------------------------------------------- surface

def triangles_of(faces):
    out = []
    for f in faces:
        out.append([f[0], f[1], f[2]])
        if len(f) == 4:
            out.append([f[0], f[2], f[3]])
    return np.array(out)


def split(points, others, triangles, cut):
    """Each triangle of `cut` becomes four, its neighbours two or three. `others` are values of
    the vertices that are interpolated like the points. Returns the three, enlarged, and the new
    vertices of the edges."""
    edges = {}
    for t in triangles[cut]:
        for i in range(3):
            edges.setdefault(tuple(sorted((t[i], t[(i + 1) % 3]))), None)
    pairs = np.array(list(edges))
    edges = {pair: len(points) + i for i, pair in enumerate(edges)}
    grown = [np.concatenate([a, (a[pairs[:, 0]] + a[pairs[:, 1]]) / 2]) for a in [points] + others]
    out = []
    for t in triangles:
        middle = [edges.get(tuple(sorted((t[i], t[(i + 1) % 3])))) for i in range(3)]
        found = [i for i in range(3) if middle[i] is not None]
        if len(found) == 0:
            out.append(t)
        elif len(found) == 3:
            out += [[t[0], middle[0], middle[2]], [middle[0], t[1], middle[1]],
                    [middle[2], middle[1], t[2]], middle]
        elif len(found) == 1:
            i = found[0]
            a, b, c = t[i], t[(i + 1) % 3], t[(i + 2) % 3]
            out += [[a, middle[i], c], [middle[i], b, c]]
        else:
            i = ({0, 1, 2} - set(found)).pop()  # the side left whole
            a, b, c = t[i], t[(i + 1) % 3], t[(i + 2) % 3]
            bc, ca = middle[(i + 1) % 3], middle[(i + 2) % 3]
            out += [[bc, c, ca], [a, b, bc], [a, bc, ca]]
    return grown[0], grown[1:], np.array(out), edges


def neighbours_of(count, triangles):
    pairs = np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
    pairs = np.unique(np.concatenate([pairs, pairs[:, ::-1]]), axis=0)
    degree = np.bincount(pairs[:, 0], minlength=count).astype(float)
    return pairs, np.maximum(degree, 1)


def smoothed(values, pairs, degree, share, rounds):
    """Each value moves to its neighbours' mean by `share` (0..1, a vertex each)."""
    values = values.copy()
    for _ in range(rounds):
        total = np.zeros_like(values)
        np.add.at(total, pairs[:, 0], values[pairs[:, 1]])
        values += (total / degree[:, None] - values) * share[:, None]
    return values


def plate(points, pairs, degree, inside):
    """Where `inside`, the surface of least bending that meets what is round it."""
    ring = inside.copy()
    for _ in range(2):
        ring[pairs[ring[pairs[:, 0]], 1]] = True
    index = np.flatnonzero(ring)
    number = np.full(len(points), -1)
    number[index] = np.arange(len(index))
    laplace = np.eye(len(index))
    for a, b in pairs[ring[pairs[:, 0]] & ring[pairs[:, 1]]]:
        laplace[number[a], number[b]] = -1 / degree[a]
    whole = ring[pairs[:, 1]] | ~ring[pairs[:, 0]]
    is_whole = np.ones(len(points), bool)
    is_whole[pairs[~whole, 0]] = False
    bending = laplace.T @ (laplace * is_whole[index][:, None])
    free = inside[index]
    out = points.copy()
    right = -bending[np.ix_(free, ~free)] @ points[index[~free]]
    out[index[free]] = np.linalg.solve(bending[np.ix_(free, free)], right)
    return out


def normals_of(points, triangles):
    a, b, c = (points[triangles[:, i]] for i in range(3))
    face = np.cross(b - a, c - a)
    out = np.zeros_like(points)
    for i in range(3):
        np.add.at(out, triangles[:, i], face)
    return out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-12)


def seen_from_outside(points, triangles):
    """False for what lies inside the head (mouth, nose, behind the eyes): a ray from there along
    every one of many directions meets the surface."""
    normals = normals_of(points, triangles)
    hidden_at = np.zeros(len(points), bool)
    head = (points[:, 1] > points[:, 1].max() - 0.30) & (abs(points[:, 2]) < 0.045)
    a, b, c = (points[triangles[:, i]] for i in range(3))
    near = (a[:, 1] > points[:, 1].max() - 0.32)
    a, ab, ac = a[near], (b - a)[near], (c - a)[near]
    rng = np.random.default_rng(7)
    directions = rng.normal(size=(48, 3))
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    for v in np.flatnonzero(head):
        origin = points[v] + normals[v] * 2e-4
        hidden = True
        for d in directions:
            if d @ normals[v] < 0.05:
                continue
            h = np.cross(d, ac)
            det = (ab * h).sum(1)
            ok = abs(det) > 1e-14
            f = 1 / np.where(ok, det, 1)
            s = origin - a
            u = f * (s * h).sum(1)
            q = np.cross(s, ab)
            w = f * (q @ d)
            t = f * (ac * q).sum(1)
            if not (ok & (u > -1e-6) & (w > -1e-6) & (u + w < 1 + 1e-6) & (t > 1e-5)).any():
                hidden = False
                break
        hidden_at[v] = hidden
    return ~hidden_at


# ---------------------------------------------------------------- clothes, hair, face

REGIONS = ['skin', 'top', 'leggings', 'hair', 'top_trim', 'leggings_trim', 'line', 'brow',
           'strand', 'lip']


class Surface:
    """The fitted mesh while it is dressed. `seam` and `zone` say where colours meet: a vertex is
    in the zone's second region where its seam is positive."""

    ZONES = {'upper': ('top', 'skin'), 'waist': ('leggings', 'top'), 'lower': ('leggings', 'skin'),
             'head': ('skin', 'hair')}

    def __init__(self, points, triangles, weight, rig, person):
        self.points, self.triangles, self.weight = points, triangles, weight
        self.rig, self.person = rig, person
        self.pairs, self.degree = neighbours_of(len(points), triangles)
        self.bone = {b: i for i, b in enumerate(BONES)}

    def bust_front(self, sign):
        """Vertices of one side of the chest's front."""
        p = self.points
        return np.flatnonzero((abs(p[:, 1] - self.rig.place['chest'][1] + 0.03) < 0.10)
                              & (self.share('upper_arm') < 0.1)
                              & (p[:, 2] * sign > 0.04) & (p[:, 2] * sign < 0.14))

    def coarsen_bust(self):
        """Cloth hides what the base mesh draws finely there."""
        for sign in (1, -1):
            front = self.bust_front(sign)
            tip = self.points[front[self.points[front, 0].argmax()]]
            near = np.linalg.norm(self.points - tip, axis=1) < 0.06
            inside = near[self.triangles].all(1)
            few = simplified(self.points, self.triangles[inside], 0.0015)
            self.triangles = np.concatenate([self.triangles[~inside], few])
        self.pairs, self.degree = neighbours_of(len(self.points), self.triangles)

    def refine(self):
        """Trunk, limbs and the skull's cap twice as fine, on cubic patches over the old triangles (PN triangles,
        Vlachos et al. 2001): outlines without corners."""
        body = self.share('head', 'hand', 'foot', *DIGITS) < 0.5
        skull = self.points - self.rig.place['head'] - np.array([0.018, 0.098, 0])
        cap = (self.share('head') > 0.5) & ((skull[:, 0] < -0.02) | (skull[:, 1] > 0.045))
        cut = (body | cap)[self.triangles].any(1)
        normals = normals_of(self.points, self.triangles)
        points, others, triangles, edges = split(
            self.points, [self.weight, self.side.astype(float)], self.triangles, cut)
        self.triangles = triangles
        for (a, b), i in edges.items():
            way = self.points[b] - self.points[a]
            points[i] -= ((way @ normals[a]) * normals[a] - (way @ normals[b]) * normals[b]) / 8
        self.points, self.weight = points, others[0]
        self.side = np.where(abs(others[1]) < 0.25, 0, np.sign(others[1])).astype(int)
        self.points[self.side == 0, 2] = 0
        self.pairs, self.degree = neighbours_of(len(self.points), self.triangles)

    def split_seams(self, rounds):
        """Finer triangles where colours meet, so that hems are curves."""
        for _ in range(rounds):
            self.measure_seams()
            self.measure_hairline()
            positive = (self.seam >= 0)[self.triangles]
            cut = positive.any(1) & ~positive.all(1)
            self.points, others, self.triangles, _ = split(
                self.points, [self.weight, self.side.astype(float)], self.triangles, cut)
            self.weight = others[0]
            self.side = np.where(abs(others[1]) < 0.25, 0, np.sign(others[1])).astype(int)
        self.pairs, self.degree = neighbours_of(len(self.points), self.triangles)

    def keep_seen(self):
        self.triangles = self.triangles[seen_from_outside(self.points,
                                                          self.triangles)[self.triangles].any(1)]
        self.pairs, self.degree = neighbours_of(len(self.points), self.triangles)

    def fill_holes(self):
        """What was left out inside the head leaves holes at lips and lids: fans close them."""
        edges = {}
        for t in self.triangles:
            for i in range(3):
                edges[(t[i], t[(i + 1) % 3])] = None
        follow = {b: a for a, b in edges if (b, a) not in edges}
        points, weight, side, fans = [], [], [], []
        while follow:
            start, at = next(iter(follow.items()))
            loop = [start]
            while at != start and at in follow:
                loop.append(at)
                at = follow[at]
            for v in loop:
                follow.pop(v, None)
            if at != start or len(loop) < 3:
                continue
            middle = len(self.points) + len(points)
            points.append(self.points[loop].mean(0))
            weight.append(self.weight[loop].mean(0))
            side.append(int(np.sign(np.round(self.side[loop].mean()))))
            fans += [[loop[i], loop[(i + 1) % len(loop)], middle] for i in range(len(loop))]
        self.points = np.concatenate([self.points, points])
        self.weight = np.concatenate([self.weight, weight])
        self.side = np.concatenate([self.side, side])
        self.points[self.side == 0, 2] = 0
        self.triangles = np.concatenate([self.triangles, fans])
        self.pairs, self.degree = neighbours_of(len(self.points), self.triangles)

    def share(self, *bones):
        names = [b for b in BONES if b in bones or b[:-2] in bones]
        return self.weight[:, [self.bone[b] for b in names]].sum(1)

    def along(self, bone):
        """Metres down a limb from its joint, the nearer side's for each vertex."""
        both = [-((self.points - self.rig.place[bone + s]) @ self.rig.axes[bone + s])[:, 1]
                for s in ('_r', '_l')]
        return np.where(self.points[:, 2] >= 0, both[0], both[1])

    def measure_seams(self):
        clothes, place, p = self.person['clothes'], self.rig.place, self.points
        neck = place['neck'] + np.array(clothes['neckline_from_c7'] + [0.0])
        off = (p - neck) / np.array(clothes['neckline_radius'])
        off[:, 1] = np.minimum(off[:, 1], 0)
        neckline = (1 - np.linalg.norm(off, axis=1)) * min(clothes['neckline_radius'])
        arm = self.share('upper_arm', 'forearm', 'twist_1', 'twist_2', 'hand', *DIGITS)
        sleeve = np.where(arm > 0.4, self.along('upper_arm') - clothes['sleeve'] * UPPER_ARM, -0.1)
        leg = self.share('shin', 'foot')
        hem = np.where(leg > 0.3, self.along('shin') - clothes['hem'] * SHANK, -0.1)
        hem = np.where(self.share('foot') > 0.5, np.maximum(hem, 0.01), hem)
        waist = p[:, 1] - place['pelvis'][1] - clothes['waist_above_hips']
        waist -= clothes['waist_tilt'] * (p[:, 0] - place['pelvis'][0])
        self.zone = np.where(p[:, 1] > place['t10'][1] - 0.04, 'upper', 'waist')
        self.zone[arm > 0.3] = 'upper'
        self.zone[(self.share('thigh', 'shin', 'foot') > 0.5)
                  & (p[:, 1] < place['pelvis'][1] - 0.15)] = 'lower'
        self.zone[(self.share('head') > 0.5) & (p[:, 1] > place['head'][1] - 0.02)] = 'head'
        self.seam = np.select([self.zone == 'upper', self.zone == 'waist', self.zone == 'lower'],
                              [np.maximum(neckline, sleeve), waist, hem], -0.05)

    def dress(self):
        """Cloth bridges the hollows of a body and lies on top of it."""
        clothes = self.person['clothes']
        is_top = ((self.zone == 'upper') & (self.seam < 0)) | ((self.zone == 'waist')
                                                             & (self.seam >= 0))
        is_leggings = ((self.zone == 'lower') & (self.seam < 0)) | ((self.zone == 'waist')
                                                                   & (self.seam < 0))
        inside = np.clip(abs(self.seam) / 0.03, 0, 1)
        inside[self.zone == 'waist'] = 1
        cloth = np.where(is_top | is_leggings, inside, 0) * 0.5
        trunk = np.clip(self.share(*TRUNK) * 1.5, 0, 1)
        self.points = smoothed(self.points, self.pairs, self.degree, cloth * trunk,
                               clothes['trunk_smoothing'])
        self.points = smoothed(self.points, self.pairs, self.degree, cloth,
                               clothes['limb_smoothing'])
        if 'bust_plate_m' in clothes:
            self.calm_bust()
        rise = smooth_step(abs(self.seam) / 0.02)
        lift = np.where(is_top, clothes['top_lift_m'] * rise, 0)
        lift = np.where(is_leggings, clothes['leggings_lift_m'] * rise, lift)
        self.points += normals_of(self.points, self.triangles) * lift[:, None]

    def calm_bust(self):
        """A thin plate over each tip, held all round."""
        p = self.points
        for sign in (1, -1):
            front = self.bust_front(sign)
            tip = p[front[p[front, 0].argmax()]]
            near = np.linalg.norm((p - tip) / [1, 1.2, 1.2], axis=1)
            near = (near < self.person['clothes']['bust_plate_m']) & (self.share('upper_arm') < 0.1)
            self.points = plate(self.points, self.pairs, self.degree, near)

    def measure_hairline(self):
        """Over the forehead, down before the ear, round it and along the nape."""
        hair = self.person['hair']
        skull = self.rig.place['head'] + np.array([0.018, 0.098, 0])
        p = self.points - skull
        x, y, z = p[:, 0], p[:, 1], abs(p[:, 2])
        front = -(x - hair['front'][0]) * hair['front_slope'] + (y - hair['front'][1])
        front /= np.hypot(1, hair['front_slope'])
        nape = (y - hair['nape'][1]) - (x - hair['nape'][0]) * hair['nape_slope']
        nape /= np.hypot(1, hair['nape_slope'])
        temple = -(x - hair['temple_x'])
        line = np.minimum(np.maximum(front, np.minimum(temple, y + 0.04)), nape)
        ear = np.hypot((x - hair['ear'][0]) / 0.6, y - hair['ear'][1]) - hair['ear_radius']
        line = np.where(z > hair['ear_z'], np.minimum(line, ear), line)
        # Under the ear there is hair only behind it.
        below = np.maximum(y - hair['ear'][1] - 0.028, hair['ear'][0] - 0.012 - x)
        line = np.where(z > 0.03, np.minimum(line, below), line)
        head = self.zone == 'head'
        self.seam[head] = line[head]

    def grow_hair(self):
        hair = self.person['hair']
        skull = self.rig.place['head'] + np.array([0.018, 0.098, 0])
        head, line = self.zone == 'head', self.seam
        p = self.points - skull
        thick = hair['thickness_m'] * smooth_step(line / hair['rise_m'])
        thick *= 1 + hair['crown_more'] * smooth_step((p[:, 1] - 0.02) / 0.08)
        self.points += np.where(head & (line > 0), thick, 0)[:, None] * unit_rows(p)
        cap = np.where(head & (line > 0.004), 0.5, 0)
        self.points = smoothed(self.points, self.pairs, self.degree, cap, hair['smoothing'])

    def calm_face(self):
        """Lips, lids and nostrils give way to an even profile."""
        face = np.where((self.zone == 'head') & (self.seam < 0), 0.5, 0)
        for side in 'rl':
            # Lids stay closed over the eyeball.
            off = np.linalg.norm(self.points - self.rig.place['eye_' + side], axis=1)
            face *= smooth_step((off - 0.022) / 0.010)
        self.points = smoothed(self.points, self.pairs, self.degree, face,
                               self.person['head']['smoothing'])

    def with_egg_head(self, normals):
        """A face is lit as the egg it is drawn as: light and shade part along one curve."""
        egg = self.person['head']['egg']
        middle = self.rig.place['head'] + np.array(egg['middle'] + [0.0])
        out = unit_rows((self.points - middle) / np.array(egg['radius']) ** 2)
        even = smoothed(self.share('head')[:, None], self.pairs, self.degree,
                        np.full(len(self.points), 0.5), 60)
        share = smooth_step((even - 0.5) / 0.4)
        return unit_rows(normals * (1 - share) + out * share)

    def band_m(self):
        """How far before its edge each vertex's garment is trimmed: cuffs, neckline, waistband."""
        trim = self.person['clothes']['trim_m']
        return np.array([trim.get(z, 0.0) for z in self.zone])

    def cut_trims(self, normals):
        """New vertices where a trim begins, so that triangles part there."""
        past = self.seam + self.band_m()
        banded = self.band_m() > 0
        edges, rows, out = {}, [], []

        def between(a, b):
            key = (min(a, b), max(a, b))
            if key not in edges:
                edges[key] = len(self.points) + len(rows)
                rows.append((*key, past[key[0]] / (past[key[0]] - past[key[1]])))
            return edges[key]

        for t in self.triangles:
            above = past[t] > 0
            if (not banded[t].all() or above.all() or not above.any()
                    or len(set(self.zone[t])) > 1 or (self.seam[t] >= 0).any()):
                out.append(t)
                continue
            lone = int(np.flatnonzero(above == (above.sum() == 1))[0])
            a, b, c = t[lone], t[(lone + 1) % 3], t[(lone + 2) % 3]
            ab, ac = between(a, b), between(a, c)
            out += [[a, ab, ac], [ab, b, c], [ab, c, ac]]
        a, b = (np.array([r[i] for r in rows]) for i in (0, 1))
        share = np.array([r[2] for r in rows])
        grow = lambda v: np.concatenate([v, v[a] + (v[b] - v[a]) * share[:, None]])
        side = np.where(self.side[a] == self.side[b], self.side[a], self.side[a] + self.side[b])
        self.points, self.weight, normals = grow(self.points), grow(self.weight), grow(normals)
        self.side = np.concatenate([self.side, side])
        self.seam = np.concatenate([self.seam, -self.band_m()[a]])
        self.zone = np.concatenate([self.zone, self.zone[a]])
        self.triangles = np.array(out)
        return unit_rows(normals)

    def regions(self):
        """The two regions of each triangle: one of them twice, or those that meet in it."""
        names = np.array([self.ZONES[z][int(s >= 0)] for z, s in zip(self.zone, self.seam)])
        band = self.band_m()
        out = []
        for t in self.triangles:
            found = list(dict.fromkeys(names[t]))
            pair = None
            if len(found) > 1:
                for z in self.zone[t]:
                    if set(self.ZONES[z]) >= set(found):
                        pair = self.ZONES[z]
            pair = pair or (found[0], found[0])
            if (band[t] > 0).all() and (self.seam[t] >= -band[t] - 1e-6).all():
                pair = tuple(r + '_trim' if r == self.ZONES[self.zone[t[0]]][0] else r
                             for r in pair)
            out.append(pair)
        return out


def unit_rows(v):
    return v / np.maximum(np.linalg.norm(v, axis=1, keepdims=True), 1e-9)


def first_hit(points, triangles, origin, direction):
    a, b, c = (points[triangles[:, i]] for i in range(3))
    ab, ac = b - a, c - a
    h = np.cross(direction, ac)
    det = (ab * h).sum(1)
    f = 1 / np.where(abs(det) > 1e-14, det, np.inf)
    s = origin - a
    u = f * (s * h).sum(1)
    q = np.cross(s, ab)
    w = f * (q @ direction)
    t = f * (ac * q).sum(1)
    ok = (u >= -1e-5) & (w >= -1e-5) & (u + w <= 1 + 1e-5) & (t > 0) & (det != 0)
    nearest = np.argmin(np.where(ok, t, np.inf))
    return origin + direction * t[nearest], unit(np.cross(ab[nearest], ac[nearest]))


# ---------------------------------------------------------------- fewer triangles

def simplified(points, triangles, error_m):
    lib = ctypes.CDLL('libmeshoptimizer.so.2d')
    lib.meshopt_simplify.restype = ctypes.c_size_t
    lib.meshopt_simplifyScale.restype = ctypes.c_float
    xyz = np.ascontiguousarray(points, np.float32)
    index = np.ascontiguousarray(triangles.ravel(), np.uint32)
    out = np.zeros_like(index)
    pointer = lambda a: a.ctypes.data_as(ctypes.c_void_p)
    scale = lib.meshopt_simplifyScale(pointer(xyz), ctypes.c_size_t(len(xyz)), ctypes.c_size_t(12))
    count = lib.meshopt_simplify(
        pointer(out), pointer(index), ctypes.c_size_t(len(index)), pointer(xyz),
        ctypes.c_size_t(len(xyz)), ctypes.c_size_t(12),
        ctypes.c_size_t(0), ctypes.c_float(error_m / scale),
        ctypes.c_uint(1), None)
    return out[:count].reshape(-1, 3).astype(int)


# ---------------------------------------------------------------- the right half, as text

class Half:
    """Vertices and triangles of the right half; what lies in the middle has z = 0."""

    def __init__(self, rows, triangles, regions):
        self.rows, self.triangles, self.regions = rows, triangles, regions

    def append(self, points, normals, bone, triangles, region):
        first = len(self.rows)
        for p, n in zip(points, normals):
            self.rows.append((p, n, 0.0, [(BONES.index(bone), 1.0)]))
        for t in triangles:
            self.triangles.append([first + i for i in t])
            self.regions.append((region, region))


def right_half(surface, normals, errors):
    p = surface.points
    triangles = surface.triangles[surface.side[surface.triangles].min(1) >= 0]
    p[surface.side == 0, 2] = 0.0
    near = np.minimum(abs(surface.seam), abs(surface.seam + surface.band_m()))
    hem = near[triangles].min(1) < 0.004
    joint = (surface.weight.max(1) < 0.97)[triangles].any(1)
    face = (surface.share('head') > 0.7)[triangles].all(1) & (surface.zone == 'head')[triangles].all(1)
    ends = (surface.share('hand', 'foot', *DIGITS) > 0.7)[triangles].all(1)
    few = [triangles[hem]]
    for part, error_m in ((face & ~hem, errors['face']), (ends & ~face & ~hem, errors['ends']),
                          (~face & ~ends & ~hem & joint, errors['joints']),
                          (~face & ~ends & ~hem & ~joint, errors['body'])):
        few.append(simplified(p, triangles[part], error_m))
    few = np.concatenate(few)
    used = np.unique(few)
    number = np.full(len(p), -1)
    number[used] = np.arange(len(used))
    rows = []
    for v in used:
        order = np.argsort(-surface.weight[v])[:4]
        w = surface.weight[v, order]
        w = w / w.sum()
        pairs = [(int(b), float(x)) for b, x in zip(order, w) if x > 0.004]
        rows.append((p[v], normals[v], float(surface.seam[v]), pairs))
    few_surface = Surface(p, few, surface.weight, surface.rig, surface.person)
    few_surface.zone, few_surface.seam, few_surface.side = surface.zone, surface.seam, surface.side
    return Half(rows, number[few].tolist(), few_surface.regions())


def add_knot(half, surface):
    """Hair tied to a ball."""
    if 'knot' not in surface.person['hair']:
        return
    x, y, radius = surface.person['hair']['knot']
    skull = surface.rig.place['head'] + np.array([0.018, 0.098, 0])
    rings, sides = 26, 24
    points, normals, triangles = [], [], []
    axis = unit(np.array([x, y, 0.0]))
    across = np.array([-axis[1], axis[0], 0])
    for i in range(rings + 1):
        a = np.pi * i / rings
        for k in range(sides + 1):
            b = np.pi * k / sides
            n = axis * np.cos(a) + np.sin(a) * (across * np.cos(b) + np.array([0, 0, np.sin(b)]))
            flat = 1 - 0.14 * abs(np.cos(a))
            points.append(skull + [x, y, 0] + n * radius * flat)
            normals.append(n)
    for i in range(rings):
        for k in range(sides):
            q = i * (sides + 1) + k
            triangles += [[q, q + 1, q + sides + 2], [q, q + sides + 2, q + sides + 1]]
    points = np.array(points)
    points[abs(points[:, 2]) < 1e-6, 2] = 0
    half.append(points, normals, 'head', outward(points, normals, triangles), 'hair')


def add_strands(half, surface):
    """Lines in the hair: bows of directions from the middle of the skull."""
    middle = surface.rig.place['head'] + np.array([0.018, 0.098, 0])
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
            half_width = strand['half_width'] * np.sqrt(1 - 0.97 * (2 * t - 1) ** 2)
            for edge in (-1, 1):
                far = middle + way * 0.3 + aside * edge * half_width
                hit, normal = first_hit(surface.points, surface.triangles, far, -way)
                points.append(hit + way * 0.0012)
                normals.append(normal)
        triangles = [[2 * i + j for j in t] for i in range(steps) for t in ((0, 1, 3), (0, 3, 2))]
        points = np.array(points)
        half.append(points, normals, 'head', outward(points, np.array(normals), triangles),
                    'strand')


def outward(points, normals, triangles):
    out = []
    for a, b, c in triangles:
        n = np.cross(points[b] - points[a], points[c] - points[a])
        out.append([a, b, c] if n @ normals[a] >= 0 else [a, c, b])
    return out


def add_face(half, surface):
    """Bows drawn on the face, pointed at their ends."""
    skull = surface.rig.place['head'] + np.array([0.018, 0.098, 0])
    steps = 12
    for line in surface.person['face']:
        points, normals = [], []
        for i in range(steps + 1):
            t = i / steps
            u = t if line['from'][1] == 0 else 2 * t - 1
            y, z = [a + (b - a) * t for a, b in zip(line['from'], line['to'])]
            y += line['bow'] * (1 - u * u)
            half_width = line['half_width'] * np.sqrt(1 - 0.97 * u * u)
            for edge in (-1, 1):
                origin = skull + [0.3, y + edge * half_width, z]
                hit, normal = first_hit(surface.points, surface.triangles, origin,
                                        np.array([-1.0, 0, 0]))
                points.append(hit + normal * 0.0007)
                normals.append(normal)
        triangles = []
        for i in range(steps):
            q = 2 * i
            triangles += [[q, q + 1, q + 3], [q, q + 3, q + 2]]
        points = np.array(points)
        points[abs(points[:, 2]) < 1e-6, 2] = 0
        # All of a line is turned away at once: no dot is left of it.
        whole = [unit(np.mean(normals, axis=0))] * len(normals)
        half.append(points, whole, 'head', outward(points, np.array(normals), triangles),
                    line['region'])


def add_ears(half, surface):
    """A bow inside the ear, drawn from the side."""
    skull = surface.rig.place['head'] + np.array([0.018, 0.098, 0])
    steps = 12
    for line in surface.person.get('ears', []):
        points, normals = [], []
        for i in range(steps + 1):
            t = 2 * i / steps - 1
            angle = np.radians(line['from_deg'] + (line['to_deg'] - line['from_deg']) * i / steps)
            out = np.array([np.cos(angle), np.sin(angle), 0])
            middle = skull + np.array([*line['middle'], 0.3])
            half_width = line['half_width'] * np.sqrt(1 - 0.97 * t * t)
            for edge in (-1, 1):
                reach = np.array(line['radius'] + [0]) + edge * half_width
                hit, normal = first_hit(surface.points, surface.triangles, middle + out * reach,
                                        np.array([0, 0, -1.0]))
                points.append(hit + normal * 0.0007)
                normals.append(normal)
        triangles = [[2 * i + j for j in t] for i in range(steps) for t in ((0, 1, 3), (0, 3, 2))]
        half.append(np.array(points), normals, 'head',
                    outward(points, np.array(normals), triangles), line['region'])


def rows_of(items, a_line):
    lines = [', '.join(items[i:i + a_line]) for i in range(0, len(items), a_line)]
    return ',\n'.join(lines)


def write(half, rig, name):
    bones = [b for b in BONES if not b.endswith('_l')]
    numbers = lambda values: '{' + ', '.join('%.5gf' % x if '.' in '%.5g' % x or 'e' in '%.5g' % x
                                             else '%.5g' % x for x in values) + '}'
    print(f'/// Made by make_figure.py from {name}.yaml and MakeHuman\'s base mesh (CC0).')
    print('#include "picture/figure_person.h"\n')
    print('static const struct person_vertex vertices[] = {')
    print(rows_of(['{{%d, %d, %d}, {%d, %d, %d}, %d, {%s}, {%s}}' % (
        *(round(x * 1e5) for x in p), *(round(x * 1000) for x in n), round(np.clip(seam, -0.3, 0.3) * 1e5),
        ', '.join(str(b) for b, _ in pairs), ', '.join(str(round(w * 255)) for _, w in pairs))
        for p, n, seam, pairs in half.rows], 2))
    print('};\n\nstatic const struct person_triangle triangles[] = {')
    print(rows_of(['{{%d, %d, %d}, {%d, %d}}' % (*t, REGIONS.index(a), REGIONS.index(b))
                   for t, (a, b) in zip(half.triangles, half.regions)], 4))
    print(f'}};\n\nconst struct person person_{name} = {{')
    print('.bone = {')
    print(rows_of(['{%s, %s}' % (numbers(rig.place[b]), numbers(rig.axes[b].T.ravel()))
                   for b in bones], 1))
    print('},\n.tip = {')
    print(rows_of([numbers(rig.place[f'tip_{d}_r']) for d in range(5)], 1))
    print('},\n.vertex = vertices,\n.vertex_count = sizeof vertices / sizeof vertices[0],')
    print('.triangle = triangles,\n.triangle_count = sizeof triangles / sizeof triangles[0],\n};')


def main():
    folder, person_file = sys.argv[1:3]
    person = yaml.safe_load(open(person_file, encoding='utf-8'))
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
    surface.split_seams(person['seam_splits'])
    surface.measure_seams()
    surface.measure_hairline()
    surface.dress()
    surface.calm_face()
    surface.grow_hair()
    # Smoothing moved the vertices: the hems stay where they belong.
    surface.measure_seams()
    surface.measure_hairline()
    calm = np.full(len(surface.points), 0.5)
    proxy = smoothed(surface.points, surface.pairs, surface.degree, calm, person['light_smoothing'])
    trunk = np.clip(2 * surface.share(*TRUNK[:-1]) - 1, 0, 1) * 0.5
    head = np.where(surface.zone == 'head', 0.5, 0)
    proxy = smoothed(proxy, surface.pairs, surface.degree, trunk, person['trunk_light_smoothing'])
    normals = unit_rows(smoothed(normals_of(proxy, surface.triangles), surface.pairs,
                                 surface.degree, trunk + head, person['normal_smoothing']))
    normals = surface.with_egg_head(normals)
    lost = np.linalg.norm(normals, axis=1) < 0.5
    normals[lost] = normals_of(surface.points, surface.triangles)[lost]
    normals = surface.cut_trims(normals)
    half = right_half(surface, normals, person['error_m'])
    add_knot(half, surface)
    add_face(half, surface)
    add_ears(half, surface)
    add_strands(half, surface)
    write(half, rig, person_file.split('/')[-1].removesuffix('.yaml'))
    print(len(half.rows), 'vertices,', len(half.triangles), 'triangles in the half',
          file=sys.stderr)


if __name__ == '__main__':
    main()
