#include "coach/words.h"
#include "store/content_reader.h"
#include "store/line.h"
#include "store/pose_reference.h"
#include "store/reach.h"
#include "store/value.h"

#include <string.h>

enum { LOCAL_POSTURES_MAX = 32 };

/// A posture of the move's own, read when it is first asked for.
struct local_posture {
    const char *name;
    const struct doc_node *node;
    enum reading state;
    struct posture posture;
};

struct move_reader {
    struct content_reader *content_reader;
    struct doc *doc;
    struct move *move;
    enum side words_side; ///< what {side} means
    int local_count;
    struct local_posture local[LOCAL_POSTURES_MAX];
};

static bool find_posture(void *context, struct doc *doc, const struct doc_node *node,
                         const char *name, struct posture *posture);

static struct posture_rules rules_of(struct move_reader *reader, bool complete)
{
    return (struct posture_rules){.lookup = {.find = find_posture, .context = reader},
                                  .keep_allowed = true,
                                  .complete = complete};
}

static bool use_local(struct move_reader *reader, struct local_posture *local,
                      const struct doc_node *node, struct posture *posture)
{
    if (local->state == BEING_READ) {
        doc_problem(reader->doc, node,
                    "the posture \"%s\" is like itself, perhaps by way of others",
                    doc_excerpt(local->name).text);
        return false;
    }
    if (local->state == NOT_READ) {
        struct posture_rules rules = rules_of(reader, true);
        local->state = BEING_READ;
        local->posture = posture_default();
        posture_read(reader->doc, local->node, &rules, &local->posture);
        local->state = HAS_BEEN_READ;
    }
    *posture = local->posture;
    return true;
}

static bool find_posture(void *context, struct doc *doc, const struct doc_node *node,
                         const char *name, struct posture *posture)
{
    struct move_reader *reader = context;
    const char *names[LOCAL_POSTURES_MAX];
    for (int i = 0; i < reader->local_count; i++) {
        names[i] = reader->local[i].name;
        if (strcmp(names[i], name) == 0)
            return use_local(reader, &reader->local[i], node, posture);
    }
    struct posture_lookup poses = content_posture_lookup(reader->content_reader);
    const struct content *content = reader->content_reader->content;
    if (!strchr(name, ':') && !content_pose(content, name)) {
        pose_reference_unknown(doc, node, name, content, names, reader->local_count);
        return false;
    }
    return poses.find(poses.context, doc, node, name, posture);
}

static void collect_locals(struct move_reader *reader)
{
    struct doc *doc = reader->doc;
    const struct doc_node *map = doc_item(doc->root, "postures");
    if (!map || !value_map(doc, map))
        return;
    if (map->count > LOCAL_POSTURES_MAX) {
        doc_problem(doc, map, "\"postures\" has %d entries, at most %d are read", map->count,
                    LOCAL_POSTURES_MAX);
        return;
    }
    for (const struct doc_node *item = map->first; item; item = item->next) {
        if (!value_key_is_id(doc, item))
            continue;
        if (content_pose(reader->content_reader->content, item->key))
            doc_key_problem(doc, item, "there is a pose called \"%s\" already: choose another name",
                            item->key);
        reader->local[reader->local_count++] =
            (struct local_posture){.name = item->key, .node = item};
    }
}

/// Also those that no step uses: their mistakes are mistakes.
static void read_locals(struct move_reader *reader)
{
    struct posture unused;
    for (int i = 0; i < reader->local_count; i++)
        use_local(reader, &reader->local[i], reader->local[i].node, &unused);
}

static const char *read_words(struct move_reader *reader, const struct doc_node *node)
{
    struct arena *arena = &reader->content_reader->content->arena;
    return move_line_read(reader->doc, node, arena);
}

static void read_times(struct doc *doc, const struct doc_node *node, struct move_step *step)
{
    static const struct limits height = {0, 1, " m"};
    const struct doc_node *seconds = value_required(doc, node, "seconds");
    const struct doc_node *hold = doc_item(node, "hold");
    const struct doc_node *hop = doc_item(node, "hop"), *lift = doc_item(node, "lift");
    if (seconds)
        value_number(doc, seconds, &limits_seconds, &step->seconds);
    if (hold)
        value_number(doc, hold, &limits_hold, &step->hold_s);
    if (hop)
        value_float(doc, hop, &height, &step->way.hop_m);
    if (lift)
        value_float(doc, lift, &height, &step->way.lift_m);
}

static void read_way_posture(struct move_reader *reader, const struct doc_node *node,
                             struct move_step *step)
{
    const struct doc_node *posture = value_required(reader->doc, node, "posture");
    const struct doc_node *with = doc_item(node, "with");
    struct posture_rules rules = rules_of(reader, false);
    const char *name;
    step->posture = posture_default();
    if (posture && value_text(reader->doc, posture, &name))
        find_posture(reader, reader->doc, posture, name, &step->posture);
    if (with)
        posture_read(reader->doc, with, &rules, &step->posture);
}

/// The last step has no posture of its own: it is the pose's.
static void read_arrival(struct move_reader *reader, const struct doc_node *node,
                         struct move_step *step)
{
    static const char *const forbidden[] = {"posture", "with"};
    const struct pose_side to = reader->move->to;
    for (int i = 0; i < COUNT(forbidden); i++) {
        const struct doc_node *item = doc_item(node, forbidden[i]);
        if (item)
            doc_key_problem(reader->doc, item,
                            "the last step arrives at \"to\": leave \"%s\" out, or add a step",
                            forbidden[i]);
    }
    step->arrival = true;
    step->posture = to.pose ? to.pose->posture[to.side] : posture_default();
}

static void read_step(struct move_reader *reader, const struct doc_node *node,
                      struct move_step *step)
{
    static const char *const keys[] = {"posture", "seconds", "hold", "hop",
                                       "lift",    "say",     "back", "with"};
    if (!value_map(reader->doc, node))
        return;
    value_known_keys(reader->doc, node, keys, COUNT(keys));
    read_times(reader->doc, node, step);
    if (node->next)
        read_way_posture(reader, node, step);
    else
        read_arrival(reader, node, step);
    step->say = read_words(reader, doc_item(node, "say"));
    step->say_back = read_words(reader, doc_item(node, "back"));
}

static void read_steps(struct move_reader *reader)
{
    struct doc *doc = reader->doc;
    const struct doc_node *steps = value_required(doc, doc->root, "steps");
    if (!steps || !value_list_of(doc, steps, "steps", MOVE_STEPS_MAX))
        return;
    for (const struct doc_node *item = steps->first; item; item = item->next)
        read_step(reader, item, &reader->move->step[reader->move->step_count++]);
}

static struct pose_side read_end(struct move_reader *reader, const char *key)
{
    struct pose_side at = {0};
    const struct content *content = reader->content_reader->content;
    pose_reference_read(reader->doc, value_required(reader->doc, reader->doc->root, key), content,
                        SIDE_NEEDED, &at);
    return at;
}

static struct pose_side mirrored_end(struct pose_side at)
{
    if (at.pose->sided)
        at.side = side_other(at.side);
    return at;
}

static void fill_in_sides(struct move *move, enum side side, struct arena *arena)
{
    for (int i = 0; i < move->step_count; i++) {
        move->step[i].say = words_expand(arena, move->step[i].say, side);
        move->step[i].say_back = words_expand(arena, move->step[i].say_back, side);
    }
}

static void mirror_move(const struct move *move, struct arena *arena, struct move *mirrored)
{
    char id[CONTENT_ID_MAX + 16];
    snprintf(id, sizeof id, "%s:mirrored", move->id);
    *mirrored = *move;
    mirrored->id = arena_text(arena, id);
    mirrored->from = mirrored_end(move->from);
    mirrored->to = mirrored_end(move->to);
    for (int i = 0; i < move->step_count; i++)
        mirrored->step[i].posture = posture_mirror(&move->step[i].posture);
}

/// {side} in a move is the side of the pose with sides that it leads to or, if that has none,
/// comes from.
static enum side side_of_words(const struct move *move)
{
    return move->to.pose->sided ? move->to.side : move->from.side;
}

/// Each step from the one before, as it is gone.
static void check_reach(struct doc *doc, const struct move *move)
{
    struct motion_key keys[2];
    const struct doc_node *node = doc_item(doc->root, "from");
    const struct posture *from = &move->from.pose->posture[move->from.side];
    if (!reach_check(doc, node, from, NULL, &keys[0]))
        return;
    node = doc_item(doc->root, "steps")->first;
    for (int i = 0; i + 1 < move->step_count; i++, node = node->next)
        if (!reach_check(doc, node, &move->step[i].posture, &keys[i % 2], &keys[(i + 1) % 2]))
            return;
}

int move_read(struct content_reader *content_reader, struct doc *doc, bool solve,
              struct move moves[2])
{
    static const char *const keys[] = {"move",     "from",     "to",   "mirror",
                                       "backward", "postures", "steps"};
    struct move_reader reader = {.content_reader = content_reader, .doc = doc, .move = moves};
    struct arena *arena = &content_reader->content->arena;
    struct move *move = moves;
    value_known_keys(doc, doc->root, keys, COUNT(keys));
    move->from = read_end(&reader, "from");
    move->to = read_end(&reader, "to");
    bool mirror = false;
    const struct doc_node *mirror_node = doc_item(doc->root, "mirror");
    const struct doc_node *backward = doc_item(doc->root, "backward");
    if (mirror_node)
        value_bool(doc, mirror_node, &mirror);
    if (backward)
        value_bool(doc, backward, &move->backward);
    collect_locals(&reader);
    read_locals(&reader);
    read_steps(&reader);
    if (!move->from.pose || !move->to.pose || !move->step_count)
        return 0;
    if (solve && !problems_of_file(doc->problems, doc->path))
        check_reach(doc, move);
    enum side side = side_of_words(move);
    if (mirror) {
        mirror_move(move, arena, &moves[1]);
        fill_in_sides(&moves[1], side_other(side), arena);
    }
    fill_in_sides(move, side, arena);
    return mirror ? 2 : 1;
}
