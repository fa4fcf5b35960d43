"""Folds of cloth: curves on a garment, and what makes each grow. Metres.

A fold's place is given round the trunk or a limb of the right side: how far along it (above the
hips; down from the limb's joint), and in which direction (degrees: 0 front, 90 the right side or
the limb's outside, 180 back). Each point of its curve is kept as a triangle of the table and
shares of its corners, so that it stays on the cloth however that moves."""
import numpy as np

from ends import spline
from mesh import ray_shares, unit
from rig import BONES, DIGITS

FOLD_POINTS = 14
NEVER_DEG = (360, 361)
LIMBS = {'trunk': (), 'upper_arm': ('upper_arm', 'forearm', 'twist_1', 'twist_2', 'hand', *DIGITS),
         'thigh': ('thigh', 'shin'), 'shin': ('thigh', 'shin')}
ARM = LIMBS['upper_arm']


def share_of(half, bones):
    numbers = {BONES.index(b + '_r') for b in bones}
    return np.array([sum(w for b, w in row[3] if b in numbers) for row in half.rows])


def triangles_under(half, fold):
    """Those that rays towards the fold's part of the body may meet."""
    regions = np.array([pair[0].split('_')[0] for pair in half.regions])
    of_cloth = regions == fold['region']
    corners = np.array(half.triangles)
    arm, limb = share_of(half, ARM), share_of(half, LIMBS[fold['around']])
    if fold['around'] == 'trunk':
        return corners[of_cloth & (arm[corners].max(1) < 0.6)]
    return corners[of_cloth & (limb[corners].min(1) > 0.05)]


def hit(points, corners, origin, direction):
    """The first triangle that a ray meets, and the shares of its corners."""
    a, b, c = (points[corners[:, i]] for i in range(3))
    ab, ac = b - a, c - a
    u, w, t = ray_shares(a, ab, ac, origin, direction)
    ok = (u >= -1e-4) & (w >= -1e-4) & (u + w <= 1 + 1e-4) & (t > 0)
    if not ok.any():
        raise SystemExit(f'a fold leaves its garment near {origin + 0.3 * direction}')
    first = np.argmin(np.where(ok, t, np.inf))
    shares = np.clip([1 - u[first] - w[first], u[first], w[first]], 0, 1)
    return corners[first], shares / shares.sum()


def point_of(points, corners, rig, around, along, angle_deg):
    """Triangle, shares, and whether it lies on the left half."""
    angle = np.radians(angle_deg)
    if around == 'trunk':
        is_left = np.sin(angle) < 0
        bone, up, angle = 'pelvis', along, np.arctan2(abs(np.sin(angle)), np.cos(angle))
    else:
        is_left, bone, up = False, around + '_r', -along
    axes = rig.axes[bone]
    out = unit(axes @ np.array([np.cos(angle), 0, np.sin(angle)]))
    middle = rig.place[bone] + axes @ np.array([0, up, 0])
    if around == 'trunk':
        # The spine's bows are out of the way: from the middle of what is cut at this height.
        level = points[corners.ravel()]
        level = level[abs(level[:, 1] - middle[1]) < 0.02]
        middle[0] = (level[:, 0].min() + level[:, 0].max()) / 2
        middle[2] = 0.0
    return (*hit(points, corners, middle + out * 0.3, -out), is_left)


def folds_of(half, surface):
    """Each fold of the person's file with the points of its curve."""
    points = np.array([row[0] for row in half.rows])
    folds = []
    for fold in surface.person.get('folds', []):
        corners = triangles_under(half, fold)
        rows = spline(fold['through'], np.linspace(0, len(fold['through']) - 1, FOLD_POINTS))
        curve = [point_of(points, corners, surface.rig, fold['around'], *row) for row in rows]
        folds.append((fold, curve))
    return folds


def number(x):
    return '%.1ff' % x if float(x).is_integer() else '%gf' % x


def write_folds(folds):
    print('static const struct person_fold folds[] = {')
    for fold, curve in folds:
        limits = [*fold['grows_deg'], *fold.get('fades_deg', NEVER_DEG)]
        rows = ', '.join('{{%d, %d, %d}, {%d, %d, %d}, %d}' % (
            *corner, *np.round(255 * shares), is_left) for corner, shares, is_left in curve)
        print('{STRAIN_%s, REGION_%s_FOLD, {%s, %s}, {%s, %s}, %s, %s,\n {%s}},' % (
            fold['strain'].upper(), fold['region'].upper(),
            *map(number, (*limits, fold['half_width'], fold.get('widest', 0.3))), rows))
    print('};\n')
