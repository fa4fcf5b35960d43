#include "store/routine_file.h"

#include "coach/route.h"
#include "store/line.h"
#include "store/pose_reference.h"
#include "store/value.h"

struct routine_reader {
    struct doc doc;
    struct routine *routine;
    const struct content *content;
    struct arena *arena;
    struct pose_side before; ///< where the step before stays; pose NULL if it is not known
};

/// `pose` and perhaps `side` of a step. No pose after a mistake.
static struct pose_side read_pose(struct routine_reader *reader, const struct doc_node *step)
{
    struct pose_side at = {0};
    const struct doc_node *node = value_required(&reader->doc, step, "pose");
    const char *name;
    if (node && value_text(&reader->doc, node, &name))
        pose_reference_find(&reader->doc, node, name, doc_item(step, "side"), reader->content,
                            SIDE_NEEDED, &at);
    return at;
}

/// Is there a way from where one is to `at`? A pose that is not known was complained of already.
static void check_way(struct routine_reader *reader, const struct doc_node *step,
                      struct pose_side at)
{
    struct route route;
    struct err err;
    if (at.pose && reader->before.pose &&
        !route_find(reader->content, reader->before, at, &route, &err)) {
        const struct doc_node *node = doc_item(step, "pose");
        doc_problem(&reader->doc, node ? node : step, "%s", err.text);
    }
    reader->before = at;
}

static void read_seconds(struct routine_reader *reader, const struct doc_node *step,
                         double *seconds)
{
    const struct doc_node *node = value_required(&reader->doc, step, "seconds");
    if (node)
        value_number(&reader->doc, node, &limits_seconds, seconds);
}

static void read_step(struct routine_reader *reader, const struct doc_node *node)
{
    static const char *const keys[] = {"pose", "side", "seconds", "say"};
    if (!value_map(&reader->doc, node))
        return;
    value_known_keys(&reader->doc, node, keys, COUNT(keys));
    struct routine_step step = {.at = read_pose(reader, node)};
    check_way(reader, node, step.at);
    read_seconds(reader, node, &step.seconds);
    // Of a pose that is not known, nobody knows whether it has sides.
    bool sided = !step.at.pose || step.at.pose->sided;
    step.say = spoken_line_read(&reader->doc, doc_item(node, "say"), sided, reader->arena);
    reader->routine->step[reader->routine->step_count++] = step;
}

static void read_steps(struct routine_reader *reader)
{
    struct doc *doc = &reader->doc;
    const struct doc_node *steps = value_required(doc, doc->root, "steps");
    if (!steps || !value_list_of(doc, steps, "steps", ROUTINE_STEPS_MAX))
        return;
    for (const struct doc_node *item = steps->first; item; item = item->next)
        read_step(reader, item);
}

static void read_rest(struct routine_reader *reader)
{
    static const char *const keys[] = {"pose", "side", "seconds"};
    struct doc *doc = &reader->doc;
    const struct doc_node *rest = value_required(doc, doc->root, "rest");
    if (!rest || !value_map(doc, rest))
        return;
    value_known_keys(doc, rest, keys, COUNT(keys));
    reader->routine->rest = read_pose(reader, rest);
    check_way(reader, rest, reader->routine->rest);
    read_seconds(reader, rest, &reader->routine->rest_s);
}

static void read_routine(struct routine_reader *reader)
{
    static const char *const keys[] = {"routine",     "title", "start", "begin",
                                       "moves_extra", "steps", "rest"};
    struct doc *doc = &reader->doc;
    struct routine *routine = reader->routine;
    value_known_keys(doc, doc->root, keys, COUNT(keys));
    const struct doc_node *id = value_required(doc, doc->root, "routine");
    if (id && value_id(doc, id, &routine->id))
        routine->id = arena_text(reader->arena, routine->id);
    routine->title = line_read(doc, value_required(doc, doc->root, "title"), false, reader->arena);
    pose_reference_read(doc, value_required(doc, doc->root, "start"), reader->content, SIDE_NEEDED,
                        &routine->start);
    // Of a pose that is not known, nobody knows whether it has sides.
    bool sided = !routine->start.pose || routine->start.pose->sided;
    routine->begin = spoken_line_read(doc, doc_item(doc->root, "begin"), sided, reader->arena);
    reader->before = routine->start;
    const struct doc_node *moves_extra = doc_item(doc->root, "moves_extra");
    if (moves_extra)
        value_bool(doc, moves_extra, &routine->moves_extra);
    read_steps(reader);
    read_rest(reader);
}

bool routine_load(struct routine *routine, const struct content *content, const char *path,
                  struct arena *arena, struct problems *problems)
{
    struct routine_reader reader = {.routine = routine, .content = content, .arena = arena};
    int before = problems->count;
    routine->file = arena_text(arena, path);
    doc_load(&reader.doc, path, problems);
    if (reader.doc.root)
        read_routine(&reader);
    doc_finish(&reader.doc);
    return problems->count == before;
}
