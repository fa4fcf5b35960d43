#include "store/posture_pins.h"

#include "store/value.h"

#include <string.h>

void posture_read_sided(struct doc *doc, const struct doc_node *map,
                        const struct sided_reader *reader, bool keep_allowed,
                        struct posture *posture)
{
    static const char *const endings[SIDE_COUNT] = {"_r", "_l"};
    const struct doc_node *both = doc_item(map, reader->both);
    if (both) {
        // One mistake is told once: only the first side's complaints are kept.
        struct problems silent = {0}, *loud = doc->problems;
        reader->read(doc, both, SIDE_RIGHT, keep_allowed, posture);
        doc->problems = &silent;
        reader->read(doc, both, SIDE_LEFT, keep_allowed, posture);
        doc->problems = loud;
        problems_finish(&silent);
    }
    for (enum side side = SIDE_RIGHT; side < SIDE_COUNT; side++) {
        char key[24];
        snprintf(key, sizeof key, "%s%s", reader->one, endings[side]);
        const struct doc_node *one = doc_item(map, key);
        if (one)
            reader->read(doc, one, side, keep_allowed, posture);
    }
}

static bool read_direction(struct doc *doc, const struct doc_node *node, vec3s *direction)
{
    float read[3];
    if (!value_floats(doc, node, &limits_direction, 3, 3, read))
        return false;
    if (read[0] == 0 && read[1] == 0 && read[2] == 0) {
        doc_problem(doc, node, "%s points nowhere: one of its three numbers must not be 0",
                    value_name(node).text);
        return false;
    }
    *direction = (vec3s){{read[0], read[1], read[2]}};
    return true;
}

/// `[f, o]` or `keep`. Returns the kind of the pin, PIN_NONE after a mistake.
static enum pin_kind read_floor(struct doc *doc, const struct doc_node *node, bool keep_allowed,
                                float floor_m[2])
{
    if (node->kind == DOC_SCALAR && strcmp(node->text, "keep") == 0) {
        if (keep_allowed)
            return PIN_KEEP;
        doc_problem(doc, node, "\"keep\" means a posture before this one, and there is none here");
        return PIN_NONE;
    }
    if (node->kind == DOC_SCALAR) {
        doc_problem(doc, node, "\"floor\" must be [forward, outward] or keep, not %s",
                    value_description(node).text);
        return PIN_NONE;
    }
    return value_floats(doc, node, &limits_place, 2, 2, floor_m) ? PIN_FLOOR : PIN_NONE;
}

/// "shin", "thigh_l": without an ending it is the leg of the hand's own side.
static bool read_grip(struct doc *doc, const struct doc_node *node, enum side side,
                      struct hand_pin *pin)
{
    static const char *const parts[] = {"shin",   "thigh",  "foot",    "shin_r", "thigh_r",
                                        "foot_r", "shin_l", "thigh_l", "foot_l"};
    int index;
    if (!value_word(doc, node, parts, COUNT(parts), &index))
        return false;
    pin->kind = PIN_GRIP;
    pin->grip_part = (enum grip_part)(index % 3);
    pin->grip_side = index < 3 ? side : index < 6 ? SIDE_RIGHT : SIDE_LEFT;
    return true;
}

static void read_hand_directions(struct doc *doc, const struct doc_node *node, struct hand_pin *pin)
{
    const struct doc_node *fingers = doc_item(node, "fingers"), *palm = doc_item(node, "palm");
    const struct doc_node *curl = doc_item(node, "curl");
    if (fingers)
        pin->has_fingers = read_direction(doc, fingers, &pin->fingers);
    if (palm)
        pin->has_palm = read_direction(doc, palm, &pin->palm);
    if (curl)
        pin->has_curl =
            value_float(doc, curl, &(struct limits){0, 120, " degrees"}, &pin->curl_deg);
}

static void read_grip_place(struct doc *doc, const struct doc_node *node, struct hand_pin *pin)
{
    const struct doc_node *along = doc_item(node, "along"), *front = doc_item(node, "front");
    const struct doc_node *out = doc_item(node, "out");
    if (along)
        value_float(doc, along, &(struct limits){0, 2, ""}, &pin->along);
    if (front)
        value_float(doc, front, &limits_small, &pin->front_m);
    if (out)
        value_float(doc, out, &limits_small, &pin->out_m);
}

static bool read_hand_kind(struct doc *doc, const struct doc_node *node, enum side side,
                           bool keep_allowed, struct hand_pin *pin)
{
    const struct doc_node *floor = doc_item(node, "floor"), *grip = doc_item(node, "grip");
    if (grip)
        return read_grip(doc, grip, side, pin);
    if (floor)
        pin->kind = read_floor(doc, floor, keep_allowed, pin->floor_m);
    else if (!value_is_meant(node, "floor") && !value_is_meant(node, "grip"))
        doc_problem(doc, node, "%s needs \"floor\" or \"grip\"", value_name(node).text);
    return pin->kind != PIN_NONE;
}

static bool check_hand_keys(struct doc *doc, const struct doc_node *node)
{
    static const char *const floor_keys[] = {"floor", "fingers", "palm", "curl"};
    static const char *const grip_keys[] = {"grip",    "along", "front", "out",
                                            "fingers", "palm",  "curl",  "floor"};
    const struct doc_node *floor = doc_item(node, "floor"), *grip = doc_item(node, "grip");
    if (floor && grip) {
        doc_key_problem(doc, node, "a hand is either on the \"floor\" or has a \"grip\"");
        return false;
    }
    if (floor)
        value_known_keys(doc, node, floor_keys, COUNT(floor_keys));
    else
        value_known_keys(doc, node, grip_keys, COUNT(grip_keys));
    return true;
}

static void read_hand(struct doc *doc, const struct doc_node *node, enum side side,
                      bool keep_allowed, struct posture *posture)
{
    struct hand_pin pin = posture_default().hand[side];
    if (value_is_nothing(node)) {
        posture->hand[side] = pin;
        return;
    }
    if (!value_map(doc, node) || !check_hand_keys(doc, node))
        return;
    bool good = read_hand_kind(doc, node, side, keep_allowed, &pin);
    read_hand_directions(doc, node, &pin);
    read_grip_place(doc, node, &pin);
    if (good)
        posture->hand[side] = pin;
}

static void read_elbow(struct doc *doc, const struct doc_node *node, enum side side,
                       bool keep_allowed, struct posture *posture)
{
    (void)keep_allowed;
    posture->has_elbow[side] =
        !value_is_nothing(node) && read_direction(doc, node, &posture->elbow[side]);
}

static void read_foot(struct doc *doc, const struct doc_node *node, enum side side,
                      bool keep_allowed, struct posture *posture)
{
    static const char *const keys[] = {"floor", "turn", "yaw"};
    struct foot_pin pin = posture_default().foot[side];
    if (value_is_nothing(node)) {
        posture->foot[side] = pin;
        return;
    }
    if (!value_map(doc, node))
        return;
    value_known_keys(doc, node, keys, COUNT(keys));
    const struct doc_node *floor = value_required(doc, node, "floor");
    const struct doc_node *turn = doc_item(node, "turn"), *yaw = doc_item(node, "yaw");
    if (floor)
        pin.kind = read_floor(doc, floor, keep_allowed, pin.floor_m);
    if (turn)
        value_float(doc, turn, &(struct limits){-90, 90, " degrees"}, &pin.turn_deg);
    if (yaw)
        value_float(doc, yaw, &limits_any_angle, &pin.yaw_deg);
    if (pin.kind != PIN_NONE)
        posture->foot[side] = pin;
}

static void read_kneel(struct doc *doc, const struct doc_node *node, enum side side,
                       bool keep_allowed, struct posture *posture)
{
    (void)keep_allowed;
    static const char *const keys[] = {"knee", "foot", "h", "kh"};
    static const struct limits height = {0, 0.5, " m"};
    struct kneel_pin *pin = &posture->kneel[side];
    if (value_is_nothing(node)) {
        *pin = posture_default().kneel[side];
        return;
    }
    if (!value_map(doc, node))
        return;
    value_known_keys(doc, node, keys, COUNT(keys));
    bool new_pin = !pin->on;
    const struct doc_node *knee =
        new_pin ? value_required(doc, node, "knee") : doc_item(node, "knee");
    const struct doc_node *foot =
        new_pin ? value_required(doc, node, "foot") : doc_item(node, "foot");
    const struct doc_node *h = doc_item(node, "h"), *kh = doc_item(node, "kh");
    pin->on = !new_pin || (knee && foot);
    if (knee)
        pin->on = value_floats(doc, knee, &limits_place, 2, 2, pin->knee_m) && pin->on;
    if (foot)
        pin->on = value_floats(doc, foot, &limits_place, 2, 2, pin->foot_m) && pin->on;
    if (h)
        value_float(doc, h, &height, &pin->foot_height_m);
    if (kh)
        value_float(doc, kh, &height, &pin->knee_height_m);
}

void posture_pins_read(struct doc *doc, const struct doc_node *map, bool keep_allowed,
                       struct posture *posture)
{
    static const struct sided_reader readers[] = {
        {read_hand, "hands", "hand"},
        {read_elbow, "elbows", "elbow"},
        {read_foot, "feet", "foot"},
        {read_kneel, "kneel", "kneel"},
    };
    for (int i = 0; i < COUNT(readers); i++)
        posture_read_sided(doc, map, &readers[i], keep_allowed, posture);
    const struct doc_node *knees = doc_item(map, "knees");
    if (knees)
        posture->has_knees =
            !value_is_nothing(knees) && read_direction(doc, knees, &posture->knees);
}
