#include "picture/field.h"

/// Distances above this are not told apart: no blend reaches that far.
static const float FAR_M = 1.0f;
static const float REACH_M = 0.13f;

static const float HINGE_BLEND_M = 0.05f;
static const float HEAD_BLEND_M = 0.022f;
static const float HAND_BLEND_M = 0.028f;
static const float FOOT_BLEND_M = 0.020f;

/// Smooth minimum: the usual polynomial one, exact where the two are further apart than `blend`.
static inline lanes melt(lanes a, lanes b, lanes blend)
{
    lanes overlap = lanes_max(blend - lanes_abs(a - b), lanes_set(0.0f));
    return lanes_min(a, b) - overlap * overlap / (4.0f * lanes_max(blend, lanes_set(1e-5f)));
}

static inline lanes along_axis(const struct solid *solid, struct points from_a)
{
    return lanes_clamp(points_dot(from_a, solid->along) * solid->inverse_length2, 0.0f, 1.0f);
}

static lanes cone_distance(const struct solid *solid, struct points p)
{
    struct points e = points_from(p, solid->a);
    lanes t = along_axis(solid, e);
    e = points_along(e, solid->along, -t);
    return lanes_sqrt(points_norm2(e)) -
           (solid->a_radius_m + t * (solid->b_radius_m - solid->a_radius_m));
}

static inline lanes cubic(const float c[4], lanes t)
{
    return c[0] + t * (c[1] + t * (c[2] + t * c[3]));
}

/// `along` receives the place on the axis, `out` the unit direction from there.
static lanes limb_distance(const struct solid *solid, struct points p, lanes *along,
                           struct points *out)
{
    struct points e = points_from(p, solid->a);
    lanes t = along_axis(solid, e);
    e = points_along(e, solid->along, -t);
    e = points_along(e, solid->axes.col[0], -cubic(solid->forward_cubic, t));
    lanes length = lanes_sqrt(points_norm2(e));
    lanes scale = 1.0f / lanes_max(length, lanes_set(1e-6f));
    *along = t;
    *out = (struct points){e.x * scale, e.y * scale, e.z * scale};
    return length - cubic(solid->radius_cubic, t);
}

/// First-order distance to an ellipsoid: exact on the surface, good near it.
static lanes ellipsoid_distance(const struct solid *solid, struct points p)
{
    struct points e = points_from(p, solid->a);
    struct points q = {points_dot(e, solid->axes.col[0]) / solid->radius_m.x,
                       points_dot(e, solid->axes.col[1]) / solid->radius_m.y,
                       points_dot(e, solid->axes.col[2]) / solid->radius_m.z};
    lanes k0 = lanes_sqrt(points_norm2(q));
    q = (struct points){q.x / solid->radius_m.x, q.y / solid->radius_m.y, q.z / solid->radius_m.z};
    lanes k1 = lanes_sqrt(points_norm2(q));
    return k0 * (k0 - 1.0f) / lanes_max(k1, lanes_set(1e-6f));
}

lanes field_solid(const struct solid *solid, struct points p)
{
    lanes along;
    struct points out;
    switch (solid->kind) {
    case SOLID_ELLIPSOID:
        return ellipsoid_distance(solid, p);
    case SOLID_LIMB:
        return limb_distance(solid, p, &along, &out);
    case SOLID_CONE:
        break;
    }
    return cone_distance(solid, p);
}

/// Melt the solids of a part one after another into `distance`.
static lanes melt_solids(const struct shape *shape, const struct reach *reach, enum part part,
                         struct points p, lanes distance)
{
    for (uint32_t left = reach->solids[part]; left; left &= left - 1) {
        const struct solid *solid = &shape->solid[part][__builtin_ctz(left)];
        distance = melt(distance, field_solid(solid, p), lanes_set(solid->blend_m));
    }
    return distance;
}

lanes field_part(const struct shape *shape, const struct reach *reach, enum part part,
                 struct points p)
{
    return melt_solids(shape, reach, part, p, lanes_set(FAR_M));
}

/// Which segment of the sweep each lane is nearest to, and where on it.
static void nearest_segment(const struct shape *shape, const struct reach *reach, struct points p,
                            lanes *segment, lanes *along)
{
    lanes nearest = lanes_set(1e9f);
    for (int i = reach->first_segment; i < reach->end_segment; i++) {
        const float *centre = shape->section[i].centre, *to_next = shape->section[i].to_next;
        vec3s from = {{centre[0], centre[1], centre[2]}};
        vec3s d = {{to_next[0], to_next[1], to_next[2]}};
        struct points e = points_from(p, from);
        lanes t = lanes_clamp(points_dot(e, d) * to_next[3], 0.0f, 1.0f);
        lanes distance2 = points_norm2(points_along(e, d, -t));
        *segment = lanes_if_less(distance2, nearest, lanes_set((float)i), *segment);
        *along = lanes_if_less(distance2, nearest, t, *along);
        nearest = lanes_min(nearest, distance2);
    }
}

/// One row of the two sections round each lane's place, mixed and turned into lanes.
static inline void mixed_row(const struct shape *shape, size_t offset, lanes segment, lanes along,
                             lanes row[4])
{
    for (int lane = 0; lane < 4; lane++) {
        const char *section = (const char *)&shape->section[(int)segment[lane]];
        lanes low = (lanes)_mm_load_ps((const float *)(section + offset));
        lanes high = (lanes)_mm_load_ps((const float *)(section + sizeof(struct section) + offset));
        row[lane] = low + (high - low) * along[lane];
    }
    _MM_TRANSPOSE4_PS(row[0], row[1], row[2], row[3]);
}

static inline lanes row_dot(const lanes row[4], struct points e)
{
    return row[0] * e.x + row[1] * e.y + row[2] * e.z;
}

/// The trunk's sweep: ovals along the spine, with round ends.
static lanes sweep_distance(const struct shape *shape, const struct reach *reach, struct points p,
                            lanes *section, struct points *out)
{
    static const float END_M = 0.06f;
    lanes segment = lanes_set((float)reach->first_segment), along = lanes_set(0.0f);
    nearest_segment(shape, reach, p, &segment, &along);
    lanes centre[4], front[4], right[4], up[4];
    mixed_row(shape, offsetof(struct section, centre), segment, along, centre);
    mixed_row(shape, offsetof(struct section, front), segment, along, front);
    mixed_row(shape, offsetof(struct section, right), segment, along, right);
    mixed_row(shape, offsetof(struct section, up), segment, along, up);
    *section = segment + along;

    struct points e = {p.x - centre[0], p.y - centre[1], p.z - centre[2]};
    lanes depth = centre[3], width = front[3];
    lanes x = row_dot(front, e) / depth, z = row_dot(right, e) / width;
    lanes end = lanes_set((float)(SHAPE_SECTIONS - 1) - 1e-4f), zero = lanes_set(0.0f);
    lanes y = row_dot(up, e) * (1.0f / END_M);
    y = lanes_if_less(*section, lanes_set(1e-4f), y, lanes_if_less(end, *section, y, zero));
    lanes k0 = lanes_sqrt(x * x + y * y + z * z);
    x /= depth;
    y *= 1.0f / END_M;
    z /= width;
    lanes k1 = lanes_max(lanes_sqrt(x * x + y * y + z * z), lanes_set(1e-6f));
    x /= k1;
    y /= k1;
    z /= k1;
    *out = (struct points){front[0] * x + up[0] * y + right[0] * z,
                           front[1] * x + up[1] * y + right[1] * z,
                           front[2] * x + up[2] * y + right[2] * z};
    return k0 * (k0 - 1.0f) / k1;
}

/// `out` receives the direction in which the sweep's surface looks; zero far from the trunk.
static lanes trunk_distance(const struct shape *shape, const struct reach *reach, struct points p,
                            lanes *section, struct points *out)
{
    lanes distance = lanes_set(FAR_M), zero = lanes_set(0.0f);
    *section = zero;
    *out = (struct points){zero, zero, zero};
    if (reach->first_segment < reach->end_segment)
        distance = sweep_distance(shape, reach, p, section, out);
    distance = melt_solids(shape, reach, PART_TRUNK, p, distance);
    return melt_solids(shape, reach, PART_NECK, p, distance);
}

lanes field_trunk(const struct shape *shape, const struct reach *reach, struct points p,
                  lanes *section)
{
    struct points out;
    return trunk_distance(shape, reach, p, section, &out);
}

/// How much two surfaces may melt by the directions in which they look: all where they meet at a
/// right angle, as in the crook of a joint; nothing where they run on in one line (that would
/// swell) or are folded flat on each other.
static inline lanes meeting(struct points a, struct points b)
{
    lanes cosine = a.x * b.x + a.y * b.y + a.z * b.z;
    return lanes_max(1.0f - cosine * cosine, lanes_set(0.0f));
}

/// A limb, and how much it melts into the trunk there: less and less along its first bone.
static lanes limb_with_blend(const struct shape *shape, const struct reach *reach, enum part part,
                             struct points p, lanes *blend, struct points *out)
{
    lanes along, other_along;
    struct points other_out;
    lanes distance = limb_distance(&shape->solid[part][0], p, &along, out);
    if (reach->solids[part] & 2) {
        lanes other = limb_distance(&shape->solid[part][1], p, &other_along, &other_out);
        distance = melt(distance, other, HINGE_BLEND_M * meeting(*out, other_out));
    }
    if (part <= PART_ARM_L)
        *blend = shape->shoulder_blend_m * (1.0f - lanes_smoothstep(0.08f, 0.50f, along));
    else
        *blend = shape->hip_blend_m * (1.0f - lanes_smoothstep(0.12f, 0.60f, along));
    return distance;
}

/// Melt a limb and the trunk. Where the limb no longer melts, `base` is kept: what only touches is
/// left to the depth buffer.
static inline lanes melt_root(lanes base, lanes limb, lanes trunk, lanes blend,
                              struct points limb_out, struct points trunk_out)
{
    static const float LEAST = 0.6f, FROM_M = 0.002f;
    lanes share = LEAST + (1.0f - LEAST) * meeting(limb_out, trunk_out);
    lanes melted = melt(limb, trunk, blend * share);
    return lanes_if_less(lanes_set(FROM_M), blend, melted, base);
}

static lanes trunk_with_limbs(const struct shape *shape, const struct reach *reach, struct points p)
{
    lanes section, blend;
    struct points out, limb_out;
    lanes distance = trunk_distance(shape, reach, p, &section, &out);
    for (enum part limb = PART_ARM_R; limb <= PART_LEG_L; limb++) {
        if (!reach->solids[limb])
            continue;
        lanes limb_m = limb_with_blend(shape, reach, limb, p, &blend, &limb_out);
        distance = melt_root(distance, limb_m, distance, blend, limb_out, out);
    }
    return distance;
}

static lanes limb_with_trunk(const struct shape *shape, const struct reach *reach, enum part part,
                             struct points p)
{
    enum part tip = part - PART_ARM_R + PART_HAND_R;
    lanes blend, section;
    struct points out, trunk_out;
    lanes distance = limb_with_blend(shape, reach, part, p, &blend, &out);
    float tip_blend_m = tip <= PART_HAND_L ? HAND_BLEND_M : FOOT_BLEND_M;
    if (reach->solids[tip])
        distance = melt(distance, field_part(shape, reach, tip, p), lanes_set(tip_blend_m));
    if (!lanes_any_less(lanes_set(0.0f), blend))
        return distance;
    lanes trunk = trunk_distance(shape, reach, p, &section, &trunk_out);
    return melt_root(distance, distance, trunk, blend, out, trunk_out);
}

lanes field_distance(const struct shape *shape, const struct reach *reach, enum part part,
                     struct points p)
{
    lanes section;
    switch (part) {
    case PART_TRUNK:
        return trunk_with_limbs(shape, reach, p);
    case PART_NECK:
        return melt(field_trunk(shape, reach, p, &section), field_part(shape, reach, PART_HEAD, p),
                    lanes_set(HEAD_BLEND_M));
    case PART_ARM_R:
    case PART_ARM_L:
    case PART_LEG_R:
    case PART_LEG_L:
        return limb_with_trunk(shape, reach, part, p);
    default:
        return field_part(shape, reach, part, p);
    }
}

static uint32_t solids_in_reach(const struct shape *shape, enum part part, vec3s centre,
                                float reach_m)
{
    uint32_t solids = 0;
    for (int i = 0; i < shape->solid_count[part]; i++) {
        const struct solid *solid = &shape->solid[part][i];
        vec3s middle = glms_vec3_scale(glms_vec3_add(solid->a, solid->b), 0.5f);
        float limit = reach_m + solid->bound_m;
        if (glms_vec3_distance2(middle, centre) < limit * limit)
            solids |= 1u << i;
    }
    return solids;
}

/// The segments round the section nearest to `centre`, or none if the trunk is far away.
static void segments_in_reach(const struct shape *shape, vec3s centre, float reach_m,
                              struct reach *reach)
{
    static const float TRUNK_RADIUS_M = 0.16f;
    static const int WINDOW = 7;
    int nearest = 0;
    float nearest2 = 1e9f;
    for (int i = 0; i < SHAPE_SECTIONS; i++) {
        const float *c = shape->section[i].centre;
        float distance2 = glms_vec3_distance2((vec3s){{c[0], c[1], c[2]}}, centre);
        if (distance2 < nearest2) {
            nearest2 = distance2;
            nearest = i;
        }
    }
    reach->first_segment = reach->end_segment = 0;
    if (nearest2 > (reach_m + TRUNK_RADIUS_M) * (reach_m + TRUNK_RADIUS_M))
        return;
    reach->first_segment = nearest > WINDOW ? nearest - WINDOW : 0;
    int end = nearest + WINDOW;
    reach->end_segment = end < SHAPE_SECTIONS - 1 ? end : SHAPE_SECTIONS - 1;
}

/// The parts whose solids the field of a part looks at.
static uint32_t parts_of_field(enum part part)
{
    static const uint32_t trunk = 1u << PART_TRUNK | 1u << PART_NECK;
    static const uint32_t limbs =
        1u << PART_ARM_R | 1u << PART_ARM_L | 1u << PART_LEG_R | 1u << PART_LEG_L;
    switch (part) {
    case PART_TRUNK:
        return trunk | limbs;
    case PART_NECK:
        return trunk | 1u << PART_HEAD;
    case PART_ARM_R:
    case PART_ARM_L:
    case PART_LEG_R:
    case PART_LEG_L:
        return trunk | 1u << part | 1u << (part - PART_ARM_R + PART_HAND_R);
    default:
        return 1u << part;
    }
}

struct reach field_reach(const struct shape *shape, enum part part, vec3s centre, float radius_m)
{
    struct reach reach = {{0}, 0, 0};
    float reach_m = radius_m + REACH_M;
    uint32_t parts = parts_of_field(part);
    for (enum part other = 0; other < PART_COUNT; other++)
        if (parts & 1u << other)
            reach.solids[other] = solids_in_reach(shape, other, centre, reach_m);
    if (parts & 1u << PART_TRUNK)
        segments_in_reach(shape, centre, reach_m, &reach);
    return reach;
}

/// A solid further away than the widest blend and a step can do nothing.
static bool is_far(const struct solid *solid, struct points p)
{
    static const float WIDEST_BLEND_M = 0.085f, SLACK_M = 0.03f;
    return !lanes_any_less(field_solid(solid, p), lanes_set(WIDEST_BLEND_M + SLACK_M));
}

void field_narrow_reach(const struct shape *shape, struct reach *reach, struct points p)
{
    static const int WINDOW = 2;
    for (enum part part = PART_ARM_R; part <= PART_LEG_L; part++)
        for (uint32_t left = reach->solids[part]; left; left &= left - 1)
            if (is_far(&shape->solid[part][__builtin_ctz(left)], p))
                reach->solids[part] &= ~(left & -left);
    if (reach->end_segment - reach->first_segment <= 2 * WINDOW)
        return;
    lanes segment = lanes_set((float)reach->first_segment), along = lanes_set(0.0f);
    nearest_segment(shape, reach, p, &segment, &along);
    int low = reach->end_segment, high = reach->first_segment;
    for (int lane = 0; lane < 4; lane++) {
        int here = (int)segment[lane];
        low = here < low ? here : low;
        high = here > high ? here : high;
    }
    reach->first_segment =
        low - WINDOW > reach->first_segment ? low - WINDOW : reach->first_segment;
    reach->end_segment =
        high + 1 + WINDOW < reach->end_segment ? high + 1 + WINDOW : reach->end_segment;
}
