#include "store/content_reader.h"
#include "store/line.h"
#include "store/pose_reference.h"
#include "store/reach.h"
#include "store/value.h"

#include <string.h>

static bool find_pose_posture(void *context, struct doc *doc, const struct doc_node *node,
                              const char *name, struct posture *posture)
{
    struct content_reader *reader = context;
    struct pose_side at;
    if (!pose_reference_find(doc, node, name, NULL, reader->content, SIDE_OPTIONAL, &at) ||
        !pose_posture_ready(reader, (int)(at.pose - reader->content->pose), doc, node))
        return false;
    *posture = at.pose->posture[at.side];
    return true;
}

struct posture_lookup content_posture_lookup(struct content_reader *reader)
{
    return (struct posture_lookup){.find = find_pose_posture, .context = reader};
}

/// The same posture for both sides, mirrored for the left of a pose with sides.
static void set_sides(const struct pose *pose, const struct posture *right,
                      struct posture sides[SIDE_COUNT])
{
    sides[SIDE_RIGHT] = *right;
    sides[SIDE_LEFT] = pose->sided ? posture_mirror(right) : *right;
}

/// "a -> b -> a", from what every pose in the circle asks for.
static void complain_of_circle(struct content_reader *reader, int pose_index, struct doc *doc,
                               const struct doc_node *node)
{
    char circle[400];
    const char *start = reader->content->pose[pose_index].id;
    size_t used = (size_t)snprintf(circle, sizeof circle, "%s", start);
    int at = pose_index;
    do {
        at = reader->pose_source[at].asks;
        used += (size_t)snprintf(circle + used, sizeof circle - used, " -> %s",
                                 reader->content->pose[at].id);
    } while (at != pose_index && used < sizeof circle - CONTENT_ID_MAX);
    doc_problem(doc, node, "these postures are like each other in a circle: %s", circle);
}

static void read_own_posture(struct content_reader *reader, int pose_index)
{
    struct pose *pose = &reader->content->pose[pose_index];
    struct doc *doc = &reader->pose_source[pose_index].doc;
    struct posture right = posture_default();
    const struct posture_rules rules = {.lookup = content_posture_lookup(reader), .complete = true};
    const struct doc_node *posture = value_required(doc, doc->root, "posture");
    if (posture)
        posture_read(doc, posture, &rules, &right);
    set_sides(pose, &right, pose->posture);
}

bool pose_posture_ready(struct content_reader *reader, int pose_index, struct doc *doc,
                        const struct doc_node *node)
{
    struct pose_source *source = &reader->pose_source[pose_index];
    const int asker = reader->asker;
    if (asker >= 0)
        reader->pose_source[asker].asks = pose_index;
    if (source->posture_state == HAS_BEEN_READ)
        return true;
    if (source->posture_state == BEING_READ) {
        complain_of_circle(reader, pose_index, doc, node);
        return false;
    }
    source->posture_state = BEING_READ;
    reader->asker = pose_index;
    read_own_posture(reader, pose_index);
    reader->asker = asker;
    source->posture_state = HAS_BEEN_READ;
    return true;
}

/// `exhale` or `inhale`: overrides of the pose's posture.
static void read_breath(struct content_reader *reader, int pose_index, const char *key,
                        struct posture sides[SIDE_COUNT])
{
    struct pose *pose = &reader->content->pose[pose_index];
    struct doc *doc = &reader->pose_source[pose_index].doc;
    const struct posture_rules rules = {.lookup = content_posture_lookup(reader)};
    struct posture right = pose->posture[SIDE_RIGHT];
    const struct doc_node *node = doc_item(doc->root, key);
    if (node)
        posture_read(doc, node, &rules, &right);
    set_sides(pose, &right, sides);
}

static void read_view(struct doc *doc, const struct doc_node *node, bool *framed, struct view *view)
{
    static const char *const keys[] = {"az", "el", "look", "span"};
    static const struct limits az = {-180, 180, " degrees"}, el = {-10, 90, " degrees"};
    static const struct limits span = {0.3, 10, " m"};
    if (!value_map(doc, node))
        return;
    value_known_keys(doc, node, keys, COUNT(keys));
    const struct doc_node *az_node = value_required(doc, node, "az");
    const struct doc_node *el_node = value_required(doc, node, "el");
    const struct doc_node *look_node = doc_item(node, "look");
    const struct doc_node *span_node = doc_item(node, "span");
    if (az_node)
        value_float(doc, az_node, &az, &view->az_deg);
    if (el_node)
        value_float(doc, el_node, &el, &view->el_deg);
    float look[3] = {0};
    if (look_node && value_floats(doc, look_node, &limits_place, 3, 3, look))
        view->look_m = (vec3s){{look[0], look[1], look[2]}};
    if (span_node)
        value_float(doc, span_node, &span, &view->span_m);
    if (!look_node != !span_node)
        doc_problem(doc, node, "%s: \"look\" and \"span\" belong together: give both or neither",
                    value_name(node).text);
    *framed = look_node && span_node;
}

static void read_camera(struct doc *doc, struct pose *pose)
{
    const struct doc_node *camera = value_required(doc, doc->root, "camera");
    const struct doc_node *left = doc_item(doc->root, "camera_left");
    if (camera)
        read_view(doc, camera, &pose->framed, &pose->view[SIDE_RIGHT]);
    pose->view[SIDE_LEFT] = pose->view[SIDE_RIGHT];
    if (pose->sided)
        pose->view[SIDE_LEFT].look_m.z *= -1;
    if (!left)
        return;
    if (!pose->sided)
        doc_key_problem(doc, left, "\"camera_left\" needs \"sides: true\"");
    bool left_framed = pose->framed;
    read_view(doc, left, &left_framed, &pose->view[SIDE_LEFT]);
    if (left_framed != pose->framed)
        doc_problem(doc, left, "\"look\" and \"span\" must stand in \"camera\" too, or in neither");
}

static void read_names(struct doc *doc, struct pose *pose, struct arena *arena)
{
    pose->name = line_read(doc, value_required(doc, doc->root, "name"), false, arena);
    const struct doc_node *sanskrit = doc_item(doc->root, "sanskrit");
    const struct doc_node *devanagari = doc_item(doc->root, "devanagari");
    pose->sanskrit = line_read(doc, sanskrit, false, arena);
    pose->devanagari = line_read(doc, devanagari, false, arena);
    if (!sanskrit != !devanagari)
        doc_key_problem(doc, sanskrit ? sanskrit : devanagari,
                        "\"sanskrit\" and \"devanagari\" belong together: give both or neither");
}

static void read_lines(struct doc *doc, struct pose *pose, struct arena *arena)
{
    const struct doc_node *words =
        pose->rest ? doc_item(doc->root, "words") : value_required(doc, doc->root, "words");
    if (!words || !value_list_of(doc, words, "lines", POSE_LINES_MAX))
        return;
    for (const struct doc_node *item = words->first; item; item = item->next) {
        const char *line = spoken_line_read(doc, item, pose->sided, arena);
        if (line)
            pose->line[pose->line_count++] = line;
    }
}

/// `breathe`: what is said with the first inhale and exhale of a hold.
static void read_breathe(struct doc *doc, struct pose *pose, struct arena *arena)
{
    static const char *const keys[] = {"in", "out"};
    const struct doc_node *breathe = doc_item(doc->root, "breathe");
    if (!breathe || !value_map(doc, breathe))
        return;
    value_known_keys(doc, breathe, keys, COUNT(keys));
    pose->breathe_in = spoken_line_read(doc, doc_item(breathe, "in"), pose->sided, arena);
    pose->breathe_out = spoken_line_read(doc, doc_item(breathe, "out"), pose->sided, arena);
}

static void read_sentences(struct doc *doc, struct pose *pose, struct arena *arena)
{
    const struct doc_node *root = doc->root;
    pose->begin = spoken_line_read(doc, doc_item(root, "begin"), pose->sided, arena);
    pose->soon = spoken_line_read(doc, doc_item(root, "soon"), pose->sided, arena);
    pose->half = spoken_line_read(doc, doc_item(root, "half"), pose->sided, arena);
    pose->meanwhile = spoken_line_read(doc, doc_item(root, "meanwhile"), pose->sided, arena);
    pose->summary = line_read(doc, value_required(doc, root, "summary"), pose->sided, arena);
    pose->benefit = line_read(doc, doc_item(root, "benefit"), pose->sided, arena);
    pose->easier = line_read(doc, doc_item(root, "easier"), pose->sided, arena);
    pose->caution = line_read(doc, doc_item(root, "caution"), pose->sided, arena);
}

/// The left side is the mirror image, so the right one tells all.
static void check_reach(struct doc *doc, const struct pose *pose)
{
    const struct {
        const char *key;
        const struct posture *posture;
    } states[] = {{"posture", &pose->posture[SIDE_RIGHT]},
                  {"exhale", &pose->exhale[SIDE_RIGHT]},
                  {"inhale", &pose->inhale[SIDE_RIGHT]}};
    for (int i = 0; i < COUNT(states); i++) {
        const struct doc_node *node = doc_item(doc->root, states[i].key);
        struct motion_key key;
        if (node && reach_check(doc, node, states[i].posture, NULL, &key))
            reach_check_range(doc, node, &key);
    }
}

void pose_read(struct content_reader *reader, int pose_index)
{
    static const char *const keys[] = {
        "pose",   "name",    "sanskrit", "devanagari",  "rest",  "sides",   "posture",
        "exhale", "inhale",  "camera",   "camera_left", "words", "summary", "benefit",
        "easier", "caution", "soon",     "breathe",     "half",  "begin",   "meanwhile"};
    struct pose *pose = &reader->content->pose[pose_index];
    struct doc *doc = &reader->pose_source[pose_index].doc;
    struct arena *arena = &reader->content->arena;
    value_known_keys(doc, doc->root, keys, COUNT(keys));
    const struct doc_node *rest = doc_item(doc->root, "rest");
    if (rest)
        value_bool(doc, rest, &pose->rest);
    read_names(doc, pose, arena);
    pose_posture_ready(reader, pose_index, doc, doc->root);
    read_breath(reader, pose_index, "exhale", pose->exhale);
    read_breath(reader, pose_index, "inhale", pose->inhale);
    read_camera(doc, pose);
    read_lines(doc, pose, arena);
    read_breathe(doc, pose, arena);
    read_sentences(doc, pose, arena);
    // A posture with mistakes is half a posture: what it reaches says nothing.
    if (reader->pose_source[pose_index].solve && !problems_of_file(doc->problems, doc->path))
        check_reach(doc, pose);
}
