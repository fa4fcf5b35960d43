#include "store/reach.h"

#include <math.h>

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
