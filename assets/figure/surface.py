"""The fitted mesh while it is dressed: seams, cloth, hair, face. Metres."""
import numpy as np

from mesh import (neighbours_of, normals_of, plate, seen_from_outside, simplified, smooth_step,
                  smoothed, split, unit_rows)
from rig import BONES, DIGITS, SHANK, TRUNK, UPPER_ARM

REGIONS = ['skin', 'top', 'leggings', 'hair', 'top_trim', 'leggings_trim', 'line', 'brow',
           'strand', 'lip', 'crease']
EDGE_M = 2e-5   # beyond a seam are the two vertices that stand there
HEM_SHADOW_M = 0.016   # beyond a garment's edge its shadow ends: SKIN_HEM_REACH_M


def soft_max(a, b, width):
    """The greater one, without a corner where they are equal."""
    return (a + b + np.hypot(a - b, width)) / 2


def soft_min(a, b, width):
    return -soft_max(-a, -b, width)


class Surface:
    """The fitted mesh while it is dressed. `seam` and `zone` say where colours meet: a vertex is
    in the zone's second region where its seam is positive."""

    ZONES = {'upper': ('top', 'skin'), 'waist': ('top', 'leggings'), 'lower': ('leggings', 'skin'),
             'head': ('skin', 'hair')}
    ARM = ('upper_arm', 'forearm', 'twist_1', 'twist_2', 'hand', *DIGITS)

    def __init__(self, points, triangles, weight, rig, person):
        self.points, self.triangles, self.weight = points, triangles, weight
        self.rig, self.person = rig, person
        self.lines, self.digits = [], []
        self.find_neighbours()
        self.bone = {b: i for i, b in enumerate(BONES)}

    def find_neighbours(self):
        self.pairs, self.degree = neighbours_of(len(self.points), self.triangles)

    def append(self, points, weight, triangles):
        """More surface, on the right side."""
        self.points = np.concatenate([self.points, points])
        self.weight = np.concatenate([self.weight, weight])
        self.side = np.concatenate([self.side, np.ones(len(points), int)])
        self.triangles = np.concatenate([self.triangles, triangles])
        self.find_neighbours()

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
        self.find_neighbours()

    def refine(self):
        """All but hands and feet twice as fine, on cubic patches over the old triangles
        (PN triangles, Vlachos et al. 2001): outlines without corners."""
        self.split_round((self.share('hand', 'foot', *DIGITS) < 0.5)[self.triangles].any(1))
        # Bent knees are drawn out to twice their length in front.
        knee = self.near_joint('shin', 0.06, 0.04) > 0.5
        knee &= self.points[:, 0] > self.rig.place['shin_r'][0]
        self.split_round(knee[self.triangles].all(1))

    def split_round(self, cut):
        """Triangles become four that are as round as the normals at their corners."""
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
        self.find_neighbours()

    def keep_seen(self):
        self.triangles = self.triangles[seen_from_outside(self.points,
                                                          self.triangles)[self.triangles].any(1)]
        self.find_neighbours()

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
        self.find_neighbours()

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
        # A plane through the root of the neck, bent down or up to the sides.
        nape = place['neck'] + np.array(clothes['neckline_nape'] + [0.0])
        neckline = p[:, 1] - nape[1] + clothes['neckline_slope'] * (p[:, 0] - nape[0])
        neckline = (neckline - clothes['neckline_side'] * p[:, 2] ** 2) * 0.8
        arm = self.share(*self.ARM)
        sleeve = np.where(arm > 0.4, self.along('upper_arm') - clothes['sleeve'] * UPPER_ARM, -0.1)
        leg = self.share('shin', 'foot')
        hem = np.where(leg > 0.3, self.along('shin') - clothes['hem'] * SHANK, -0.1)
        hem = np.where(self.share('foot') > 0.5, np.maximum(hem, 0.01), hem)
        waist = place['pelvis'][1] + clothes['waist_above_hips'] - p[:, 1]
        waist += clothes['waist_tilt'] * (p[:, 0] - place['pelvis'][0])
        waist += clothes['waist_side'] * abs(p[:, 2]) ** 2
        self.zone = np.where(p[:, 1] > place['t10'][1] - 0.04, 'upper', 'waist')
        self.zone[arm > 0.3] = 'upper'
        self.zone[(self.share('thigh', 'shin', 'foot') > 0.5)
                  & (p[:, 1] < place['pelvis'][1] - 0.15)] = 'lower'
        self.zone[(self.share('head') > 0.5) & (p[:, 1] > place['head'][1] + 0.005)] = 'head'
        self.seam = np.select([self.zone == 'upper', self.zone == 'waist', self.zone == 'lower'],
                              [np.where(arm > 0.4, sleeve, neckline), waist, hem], -0.05)

    def cloth_shares(self):
        """Of each vertex: whether it is of the top, and whether of the leggings."""
        before = self.seam < 0
        is_top = np.isin(self.zone, ['upper', 'waist']) & before
        is_leggings = ((self.zone == 'lower') & before) | ((self.zone == 'waist') & ~before)
        return is_top, is_leggings

    def cloth_share(self):
        """1 in cloth, less and less towards the neckline."""
        is_collar = (self.zone == 'upper') & (self.share(*self.ARM) <= 0.4)
        near = np.where(is_collar, smooth_step(-self.seam / 0.04), 1)
        return np.where(np.logical_or(*self.cloth_shares()), near, 0)

    def near_joint(self, bone, reach_m, ease_m):
        """1 round a joint of either side, 0 farther away."""
        off = self.points * [1, 1, 0] + [0, 0, 1] * abs(self.points) - self.rig.place[bone + '_r']
        return 1 - smooth_step((np.linalg.norm(off, axis=1) - reach_m) / ease_m)

    def near_hips(self):
        """Where a seat becomes a thigh."""
        return self.near_joint('thigh', 0.16, 0.10)

    def of_spine(self):
        """1 on the trunk, eased to 0 where an arm or a thigh begins to lead."""
        return smooth_step((self.share(*TRUNK) - 0.75) / 0.2)

    def near_bust(self):
        """1 at the chest's front, eased to 0 at its sides, above and below."""
        height = abs(self.points[:, 1] - self.rig.place['chest'][1] + 0.03)
        front = self.points[:, 0] - self.rig.place['chest'][0]
        arm = self.share(*self.ARM)
        return ((1 - smooth_step((height - 0.05) / 0.07)) * smooth_step((front - 0.01) / 0.06)
                * (1 - smooth_step(arm / 0.2)))

    def bridge(self):
        """Cloth bridges the hollows of a body."""
        clothes = self.person['clothes']
        cloth = self.cloth_share() * 0.5
        trunk = np.clip(self.share(*TRUNK) * 1.5, 0, 1)
        self.points = smoothed(self.points, self.pairs, self.degree, cloth * trunk,
                               clothes['trunk_smoothing'])
        self.points = smoothed(self.points, self.pairs, self.degree, cloth,
                               clothes['limb_smoothing'])
        if 'bust_plate_m' in clothes:
            self.calm_bust()

    def hang_top(self):
        """A hem hangs from the hips: it does not go along with the thighs all the way."""
        is_top, _ = self.cloth_shares()
        is_hem = is_top & (self.zone == 'waist')
        share = np.where(is_hem, self.person['clothes']['hem_with_thighs'], 1)
        for side in 'rl':
            thigh = self.weight[:, self.bone['thigh_' + side]]
            self.weight[:, self.bone['pelvis']] += thigh * (1 - share)
            self.weight[:, self.bone['thigh_' + side]] = thigh * share

    def lift(self):
        """Cloth lies on top of a body, and hangs a little wider towards its edges."""
        clothes = self.person['clothes']
        is_top, is_leggings = self.cloth_shares()
        arm = self.share(*self.ARM) > 0.4
        edge = lambda reach: smooth_step(1 + self.seam / reach)
        top = clothes['top_lift_m'] + np.where(
            arm, clothes['cuff_m'] * edge(0.13),
            np.where(self.zone == 'waist', clothes['tunic_m'] * edge(0.16), 0))
        shank = np.clip(self.along('shin') / SHANK, 0, 1) * (self.zone == 'lower')
        leggings = clothes['leggings_lift_m'] + clothes['leg_m'] * smooth_step(shank / 0.8)
        lift = np.where(is_top, top, np.where(is_leggings, leggings, 0))
        self.points += self.way * lift[:, None]

    def calm_bust(self):
        """A thin plate over each tip, held all round."""
        p = self.points
        for sign in (1, -1):
            front = self.bust_front(sign)
            tip = p[front[p[front, 0].argmax()]]
            near = np.linalg.norm((p - tip) / [1, 1.2, 1.2], axis=1)
            near = (near < self.person['clothes']['bust_plate_m']) & (self.share('upper_arm') < 0.1)
            self.points = plate(self.points, self.pairs, self.degree, near)

    def band_m(self):
        """How far before its edge each vertex's garment is trimmed: cuffs, neckline, waistband."""
        trim = self.person['clothes']['trim_m']
        return np.array([trim.get(z, 0.0) for z in self.zone])

    def cut_trims(self, values):
        """New vertices where a trim begins, so that triangles part there; `values` of each vertex
        are interpolated."""
        band = self.band_m()
        is_cut = (band > 0) & (self.seam < 0)
        return self.cut(values, self.seam + band, is_cut, -band)

    def cut_shadows(self, values):
        """New vertices where the shadow of a garment's edge ends, so that it is even."""
        end = np.full(len(self.seam), HEM_SHADOW_M)
        return self.cut(values, self.seam - end, (self.seam > 0) & (self.zone != 'head'), end)

    def hem_light(self):
        """0 where a garment ends on something .. 1 where its shadow does."""
        is_under = (self.seam > 0) & (self.zone != 'head')
        return np.where(is_under, np.clip(self.seam / HEM_SHADOW_M, 0, 1), 1)

    def cut(self, values, past, is_cut, seam_there):
        """Cuts triangles within one zone whose vertices all may be, along the line on which `past`
        is 0."""
        edges, rows, out = {}, [], []

        def between(a, b):
            key = (min(a, b), max(a, b))
            if key not in edges:
                edges[key] = len(self.points) + len(rows)
                rows.append((*key, past[key[0]] / (past[key[0]] - past[key[1]])))
            return edges[key]

        for t in self.triangles:
            above = past[t] > 0
            if (above.all() or not above.any() or not is_cut[t].all()
                    or len(set(self.zone[t])) > 1):
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
        self.points, self.weight = grow(self.points), grow(self.weight)
        self.side = np.concatenate([self.side, side])
        self.seam = np.concatenate([self.seam, seam_there[a]])
        self.zone = np.concatenate([self.zone, self.zone[a]])
        self.triangles = np.array(out)
        return grow(values)

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
            if self.seam[t].min() == -EDGE_M and self.seam[t].max() == EDGE_M:
                pair = (pair[0] + '_trim', pair[0] + '_trim')
                out.append(pair)
                continue
            if (band[t] > 0).all() and (self.seam[t] >= -band[t] - 1e-6).all():
                pair = tuple(r + '_trim' if r == self.ZONES[self.zone[t[0]]][0] else r
                             for r in pair)
            out.append(pair)
        return out
