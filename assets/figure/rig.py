"""The bones of the program in MakeHuman's mesh: where they are, how limbs are stretched to them,
and which vertices follow them. Metres; axes: x front, y up, z the person's own right."""
import json

import numpy as np

from mesh import smooth_step, unit

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

# What each bone hangs on, and how far it turns against that, at most: degrees from the bind pose.
# Twists turn round themselves, which bends hardly anything.
JOINTS = {'l5': ('pelvis', 18), 'l2': ('l5', 18), 't10': ('l2', 18), 'chest': ('t10', 18),
          'neck': ('chest', 20), 'head': ('neck', 25),
          'clavicle': ('chest', 20), 'upper_arm': ('clavicle', 100), 'forearm': ('upper_arm', 130),
          'twist_1': ('forearm', 25), 'twist_2': ('twist_1', 25), 'hand': ('twist_2', 60),
          'thigh': ('pelvis', 110), 'shin': ('thigh', 140), 'foot': ('shin', 35)}
for digit in range(5):
    for bone, root in ((0, 'hand'), (1, f'digit_{digit}_0'), (2, f'digit_{digit}_1')):
        JOINTS[f'digit_{digit}_{bone}'] = (root, 90)


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


def turns_of_joints(weight):
    """For each vertex and bone: its share of all that hangs on the bone's joint, by the chord of
    the joint's greatest turn. Between two vertices that differ, surface bends."""
    shares = weight.copy()
    chords = np.zeros(len(BONES))
    for bone, (root, deg) in reversed(JOINTS.items()):
        for side in ('_r', '_l') if bone in SIDED else ('',):
            i = BONES.index(bone + side)
            shares[:, BONES.index(root + side if root in SIDED else root)] += shares[:, i]
            chords[i] = 2 * np.sin(np.radians(deg) / 2)
    return shares * chords


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
