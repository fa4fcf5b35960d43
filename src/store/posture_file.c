#include "store/posture_file.h"

#include "store/angle_limits.h"
#include "store/posture_pins.h"
#include "store/value.h"

#include <string.h>

static const char *const posture_keys[] = {
    "like",   "mirror", "root",    "at",      "frame",   "lumbar",     "thoracic", "neck",
    "head",   "legs",   "leg_r",   "leg_l",   "arms",    "arm_r",      "arm_l",    "hands",
    "hand_r", "hand_l", "elbows",  "elbow_r", "elbow_l", "feet",       "foot_r",   "foot_l",
    "knees",  "kneel",  "kneel_r", "kneel_l", "hips",    "seat",       "headrest", "support",
    "brace",  "sink",   "wall",    "belly",   "ribs",    "breath_into"};

static void read_leg(struct doc *doc, const struct doc_node *node, enum side side,
                     bool keep_allowed, struct posture *posture)
{
    (void)keep_allowed;
    static const char *const keys[] = {"hip", "knee", "ankle"};
    static const enum range_id hip_ranges[] = {RANGE_HIP_FLEXION, RANGE_HIP_ABDUCTION,
                                               RANGE_HIP_ROTATION};
    static const enum range_id ankle_ranges[] = {RANGE_ANKLE_DORSIFLEXION, RANGE_ANKLE_INVERSION,
                                                 RANGE_FOOT_TURN};
    struct leg_angles *leg = &posture->leg[side];
    if (!value_map(doc, node))
        return;
    value_known_keys(doc, node, keys, COUNT(keys));
    angles_read(doc, doc_item(node, "hip"), hip_ranges, 3, leg->hip_deg);
    angles_read(doc, doc_item(node, "knee"), (enum range_id[]){RANGE_KNEE_FLEXION}, 1,
                &leg->knee_deg);
    angles_read(doc, doc_item(node, "ankle"), ankle_ranges, 3, leg->ankle_deg);
}

static void read_arm_ends(struct doc *doc, const struct doc_node *node, struct arm_angles *arm)
{
    static const struct limits girdle_limits = {-45, 60, " degrees"};
    static const struct limits pronation_limits = {-100, 100, " degrees"};
    const struct doc_node *girdle = doc_item(node, "girdle"), *curl = doc_item(node, "curl");
    const struct doc_node *pronation = doc_item(node, "pron");
    if (girdle)
        value_floats(doc, girdle, &girdle_limits, 2, 2, arm->girdle_deg);
    if (pronation)
        value_float(doc, pronation, &pronation_limits, &arm->pronation_deg);
    if (curl)
        value_float(doc, curl, &(struct limits){0, 120, " degrees"}, &arm->curl_deg);
}

static void read_arm(struct doc *doc, const struct doc_node *node, enum side side,
                     bool keep_allowed, struct posture *posture)
{
    (void)keep_allowed;
    static const char *const keys[] = {"shoulder", "elbow", "pron", "wrist", "girdle", "curl"};
    static const enum range_id shoulder_ranges[] = {RANGE_SHOULDER_RAISE, RANGE_SHOULDER_TOWARD,
                                                    RANGE_SHOULDER_TURN};
    static const enum range_id wrist_ranges[] = {RANGE_WRIST_BEND, RANGE_WRIST_BEND};
    struct arm_angles *arm = &posture->arm[side];
    if (!value_map(doc, node))
        return;
    value_known_keys(doc, node, keys, COUNT(keys));
    angles_read(doc, doc_item(node, "shoulder"), shoulder_ranges, 3, arm->shoulder_deg);
    angles_read(doc, doc_item(node, "elbow"), (enum range_id[]){RANGE_ELBOW_FLEXION}, 1,
                &arm->elbow_deg);
    angles_read(doc, doc_item(node, "wrist"), wrist_ranges, 2, arm->wrist_deg);
    read_arm_ends(doc, node, arm);
}

static void read_spine(struct doc *doc, const struct doc_node *map, struct posture *posture)
{
    static const struct {
        const char *key;
        enum range_id ranges[3];
    } parts[SPINE_COUNT] = {
        [SPINE_LUMBAR] = {"lumbar", {RANGE_LUMBAR_FLEXION, RANGE_LUMBAR_SIDE, RANGE_LUMBAR_TURN}},
        [SPINE_THORACIC] = {"thoracic",
                            {RANGE_THORACIC_FLEXION, RANGE_THORACIC_SIDE, RANGE_THORACIC_TURN}},
        [SPINE_NECK] = {"neck", {RANGE_NECK_FLEXION, RANGE_NECK_SIDE, RANGE_NECK_TURN}},
        [SPINE_HEAD] = {"head", {RANGE_NECK_FLEXION, RANGE_NECK_SIDE, RANGE_NECK_TURN}},
    };
    for (int part = 0; part < SPINE_COUNT; part++) {
        struct spine_bend *bend = &posture->spine[part];
        float angles[3] = {bend->flex_deg, bend->side_deg, bend->turn_deg};
        angles_read(doc, doc_item(map, parts[part].key), parts[part].ranges, 3, angles);
        *bend = (struct spine_bend){angles[0], angles[1], angles[2]};
    }
}

static void read_anchor(struct doc *doc, const struct doc_node *node, struct posture *posture)
{
    static const char *const names[] = {"pelvis", "shoulders", "knees"};
    if (!value_map(doc, node))
        return;
    value_known_keys(doc, node, names, COUNT(names));
    if (node->count != 1) {
        doc_problem(doc, node, "\"at\" must name one place: pelvis, shoulders or knees");
        return;
    }
    for (int i = 0; i < COUNT(names); i++) {
        const struct doc_node *place = doc_item(node, names[i]);
        if (place && value_floats(doc, place, &limits_place, 2, 2, posture->at_m))
            posture->anchor = (enum posture_anchor)i;
    }
}

static void read_hips(struct doc *doc, const struct doc_node *node, struct posture *posture)
{
    static const struct limits limits = {-1, 1, " m"};
    if (node->kind == DOC_LIST) {
        value_floats(doc, node, &limits, 2, 2, posture->hips_m);
        return;
    }
    if (value_float(doc, node, &limits, &posture->hips_m[0]))
        posture->hips_m[1] = 0;
}

/// A truth that `~` turns off.
static void read_switch(struct doc *doc, const struct doc_node *node, bool *on)
{
    if (node && value_is_nothing(node))
        *on = false;
    else if (node)
        value_bool(doc, node, on);
}

/// A number that `~` turns off (to 0).
static void read_amount(struct doc *doc, const struct doc_node *map, const char *key,
                        const struct limits *limits, float *amount)
{
    const struct doc_node *node = doc_item(map, key);
    if (node && value_is_nothing(node))
        *amount = 0;
    else if (node)
        value_float(doc, node, limits, amount);
}

static void read_support(struct doc *doc, const struct doc_node *map, struct posture *posture)
{
    static const char *const supports[] = {[SUPPORT_BODY] = "body", [SUPPORT_TRUNK] = "trunk"};
    static const char *const directions[] = {"front", "back"};
    const struct doc_node *support = doc_item(map, "support");
    const struct doc_node *breath = doc_item(map, "breath_into");
    int index;
    if (support && value_word(doc, support, supports, COUNT(supports), &index))
        posture->support = (enum posture_support)index;
    if (breath && value_word(doc, breath, directions, COUNT(directions), &index))
        posture->breath_into_back = index == 1;
}

static void read_place(struct doc *doc, const struct doc_node *map, struct posture *posture)
{
    const struct doc_node *root = doc_item(map, "root"), *at = doc_item(map, "at");
    const struct doc_node *frame = doc_item(map, "frame"), *hips = doc_item(map, "hips");
    if (root)
        value_floats(doc, root, &limits_any_angle, 3, 3, posture->root_deg);
    if (at)
        read_anchor(doc, at, posture);
    if (frame)
        posture->has_frame = !value_is_nothing(frame) &&
                             value_float(doc, frame, &limits_any_angle, &posture->frame_deg);
    if (hips)
        read_hips(doc, hips, posture);
}

static void read_rest(struct doc *doc, const struct doc_node *map, struct posture *posture)
{
    static const struct limits brace = {0.5, 1, ""};
    static const struct limits sink = {-0.1, 0.1, " m"};
    static const struct limits breath = {-0.05, 0.05, " m"};
    read_switch(doc, doc_item(map, "seat"), &posture->seat);
    read_switch(doc, doc_item(map, "headrest"), &posture->headrest);
    read_amount(doc, map, "brace", &brace, &posture->brace);
    read_amount(doc, map, "sink", &sink, &posture->sink_m);
    read_amount(doc, map, "wall", &limits_place, &posture->wall_m);
    read_amount(doc, map, "belly", &breath, &posture->belly_m);
    read_amount(doc, map, "ribs", &breath, &posture->ribs_m);
    read_support(doc, map, posture);
}

/// `like` and `mirror`: replaces the posture that was there. True if a base was named.
static bool read_base(struct doc *doc, const struct doc_node *map,
                      const struct posture_rules *rules, struct posture *posture)
{
    const struct doc_node *like = doc_item(map, "like"), *mirror = doc_item(map, "mirror");
    bool mirrored = false;
    if (mirror && value_bool(doc, mirror, &mirrored) && !like)
        doc_key_problem(doc, mirror, "\"mirror\" needs \"like\": what should be mirrored?");
    const char *name;
    if (!like || !value_text(doc, like, &name))
        return like;
    struct posture base;
    if (rules->lookup.find(rules->lookup.context, doc, like, name, &base))
        *posture = mirrored ? posture_mirror(&base) : base;
    return true;
}

void posture_read(struct doc *doc, const struct doc_node *node, const struct posture_rules *rules,
                  struct posture *posture)
{
    static const struct sided_reader limbs[] = {{read_leg, "legs", "leg"},
                                                {read_arm, "arms", "arm"}};
    if (!value_map(doc, node))
        return;
    value_known_keys(doc, node, posture_keys, COUNT(posture_keys));
    bool has_base = read_base(doc, node, rules, posture);
    if (rules->complete && !has_base) {
        value_required(doc, node, "root");
        value_required(doc, node, "at");
    }
    read_place(doc, node, posture);
    read_spine(doc, node, posture);
    for (int i = 0; i < COUNT(limbs); i++)
        posture_read_sided(doc, node, &limbs[i], rules->keep_allowed, posture);
    posture_pins_read(doc, node, rules->keep_allowed, posture);
    read_rest(doc, node, posture);
}
