#include "store/content_folder.h"

#include "store/content_reader.h"
#include "store/file_list.h"
#include "store/value.h"

#include <string.h>

/// Which file gave each id, so that a second one can be told from a first.
struct loader {
    struct content_reader reader;
    const struct content_request *request;
    struct file_list poses, moves;
};

/// The id under `key` in a loaded file, NULL after a mistake.
static const char *read_id(struct doc *doc, const char *key)
{
    const char *id = NULL;
    const struct doc_node *node = doc->root ? value_required(doc, doc->root, key) : NULL;
    if (node)
        value_id(doc, node, &id);
    return id;
}

static bool add_pose(struct loader *loader, struct doc *doc)
{
    struct content *content = loader->reader.content;
    const char *id = read_id(doc, "pose");
    if (!id)
        return false;
    const struct pose *same = content_pose(content, id);
    if (same) {
        doc_problem(doc, doc_item(doc->root, "pose"), "there is a pose \"%s\" already, in %s", id,
                    same->file);
        return false;
    }
    int index = content->pose_count++;
    struct pose *pose = &content->pose[index];
    pose->id = arena_text(&content->arena, id);
    pose->file = doc->path;
    const struct doc_node *sides = doc_item(doc->root, "sides");
    if (sides)
        value_bool(doc, sides, &pose->sided);
    loader->reader.pose_source[index].doc = *doc;
    return true;
}

static void load_poses(struct loader *loader)
{
    struct content *content = loader->reader.content;
    content->pose =
        arena_alloc(&content->arena, (size_t)loader->poses.count, sizeof *content->pose);
    loader->reader.pose_source =
        mem_alloc((size_t)loader->poses.count, sizeof *loader->reader.pose_source);
    for (int i = 0; i < loader->poses.count; i++) {
        struct doc doc;
        doc_load(&doc, arena_text(&content->arena, loader->poses.path[i]), loader->reader.problems);
        if (!add_pose(loader, &doc))
            doc_finish(&doc);
    }
    for (int i = 0; i < content->pose_count; i++)
        pose_read(&loader->reader, i);
}

static bool move_is_new(struct loader *loader, struct doc *doc, const char *id)
{
    const struct content *content = loader->reader.content;
    for (int i = 0; i < content->move_count; i++) {
        if (strcmp(content->move[i].id, id) == 0) {
            doc_problem(doc, doc_item(doc->root, "move"), "there is a move \"%s\" already, in %s",
                        id, content->move[i].file);
            return false;
        }
    }
    return true;
}

static void load_move(struct loader *loader, struct doc *doc)
{
    struct content *content = loader->reader.content;
    const char *id = read_id(doc, "move");
    if (!id || !move_is_new(loader, doc, id))
        return;
    struct move *moves = &content->move[content->move_count];
    moves->id = arena_text(&content->arena, id);
    moves->file = doc->path;
    content->move_count += move_read(&loader->reader, doc, moves);
}

static void load_moves(struct loader *loader)
{
    struct content *content = loader->reader.content;
    // Each file may give two: the move and its mirror image.
    content->move =
        arena_alloc(&content->arena, 2 * (size_t)loader->moves.count, sizeof *content->move);
    for (int i = 0; i < loader->moves.count; i++) {
        struct doc doc;
        doc_load(&doc, arena_text(&content->arena, loader->moves.path[i]), loader->reader.problems);
        load_move(loader, &doc);
        doc_finish(&doc);
    }
}

bool content_load_request(struct content *content, const struct content_request *request,
                          struct problems *problems)
{
    struct loader loader = {
        .reader = {.content = content, .problems = problems, .solve = request->solve},
        .request = request,
    };
    int before = problems->count;
    file_list_read(&loader.poses, request->folder, "poses", problems);
    file_list_read(&loader.moves, request->folder, "moves", problems);
    load_poses(&loader);
    load_moves(&loader);
    for (int i = 0; i < content->pose_count; i++)
        doc_finish(&loader.reader.pose_source[i].doc);
    mem_free(loader.reader.pose_source);
    file_list_finish(&loader.poses);
    file_list_finish(&loader.moves);
    return problems->count == before;
}

bool content_load(struct content *content, const char *folder, struct problems *problems)
{
    const struct content_request request = {.folder = folder};
    return content_load_request(content, &request, problems);
}
