#include "store/reach.h"

#include "body/range.h"

#include <math.h>

/// Finer than this nobody sees or feels an angle.
static const float range_tolerance_deg = 0.5f;

static bool is_pinned(const struct posture *posture, enum contact_id id, enum side side)
{
    switch (id) {
    case CONTACT_HAND_R:
        return posture->hand[side].kind != PIN_NONE;
    case CONTACT_FOOT_R:
        return posture->foot[side].kind != PIN_NONE && !posture->kneel[side].on;
    case CONTACT_KNEE_R:
        // A sitter's knee slides on the floor to where the thigh reaches.
        return posture->kneel[side].on && !posture->seat;
    default:
        return false;
    }
}

static float miss_mm(const struct motion_key *key, enum contact_id id, enum side side)
{
    const vec3s *joint = key->body.joint;
    switch (id) {
    case CONTACT_HAND_R:
        return 1000.0f *
               glms_vec3_distance(key->wrist_target[side], joint[joint_of(JOINT_WRIST_R, side)]);
    case CONTACT_FOOT_R:
        return 1000.0f *
               glms_vec3_distance(key->ankle_target[side], joint[joint_of(JOINT_ANKLE_R, side)]);
    default:
        return 1000.0f *
               glms_vec3_distance(key->knee_target[side], joint[joint_of(JOINT_KNEE_R, side)]);
    }
}

static void report_misses(struct doc *doc, const struct doc_node *node,
                          const struct posture *posture, const struct motion_key *key)
{
    static const enum contact_id right_contacts[] = {CONTACT_HAND_R, CONTACT_FOOT_R,
                                                     CONTACT_KNEE_R};
    for (int i = 0; i < 3; i++) {
        for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++) {
            enum contact_id id = right_contacts[i];
            if (!is_pinned(posture, id, side))
                continue;
            float miss = miss_mm(key, id, side);
            if (miss > REACH_TOLERANCE_MM)
                doc_problem(doc, node, "%s cannot reach its pin: %.0f mm short",
                            contact_name((enum contact_id)(id + side)), (double)miss);
        }
    }
}

bool reach_check(struct doc *doc, const struct doc_node *node, const struct posture *posture,
                 const struct motion_key *before, struct motion_key *key)
{
    struct err err;
    if (!motion_key_solve(key, posture, before, &err)) {
        doc_problem(doc, node, "%s", err.text);
        return false;
    }
    report_misses(doc, node, posture, key);
    return true;
}

static bool is_outside(const struct range *range, float angle_deg)
{
    return !isnan(angle_deg) && (angle_deg < range->passive_deg[0] - range_tolerance_deg ||
                                 angle_deg > range->passive_deg[1] + range_tolerance_deg);
}

void reach_check_range(struct doc *doc, const struct doc_node *node, const struct motion_key *key)
{
    static const char *const endings[SIDE_COUNT] = {"_r", "_l"};
    float angle_deg[RANGE_COUNT][SIDE_COUNT];
    range_measure(&key->stance, angle_deg);
    for (int id = 0; id < RANGE_COUNT; id++) {
        const struct range *range = &range_table[id];
        for (int side = 0; side < (range->per_side ? SIDE_COUNT : 1); side++)
            if (is_outside(range, angle_deg[id][side]))
                doc_problem(doc, node, "solved, %s%s is %.0f degrees; a human body allows %g to %g",
                            range->name, range->per_side ? endings[side] : "",
                            (double)angle_deg[id][side], (double)range->passive_deg[0],
                            (double)range->passive_deg[1]);
    }
}
