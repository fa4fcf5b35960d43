#include "store/content_folder.h"

#include "store/content_reader.h"
#include "store/file_list.h"
#include "store/value.h"

#include <string.h>

struct loader {
    struct content_reader reader;
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

static bool came_from_outside(const struct file_list *list, const char *path)
{
    for (int i = 0; i < list->count; i++)
        if (strcmp(list->file[i].path, path) == 0)
            return list->file[i].from == FILE_FROM_OUTSIDE;
    return false;
}

/// May a file of the list give `id`, which the file `first` (NULL: none) gave already? A file of
/// the folder gives way to one from outside without a word.
static bool id_is_free(struct doc *doc, const struct file_list *list, const struct file_entry *file,
                       const char *key, const char *id, const char *first)
{
    if (!first)
        return true;
    if (file->from == FILE_FROM_OUTSIDE || !came_from_outside(list, first))
        doc_problem(doc, doc_item(doc->root, key), "there is a %s \"%s\" already, in %s", key, id,
                    first);
    return false;
}

static bool add_pose(struct loader *loader, const struct file_entry *file, struct doc *doc)
{
    struct content *content = loader->reader.content;
    const char *id = read_id(doc, "pose");
    const struct pose *same = id ? content_pose(content, id) : NULL;
    if (!id || !id_is_free(doc, &loader->poses, file, "pose", id, same ? same->file : NULL))
        return false;
    int index = content->pose_count++;
    struct pose *pose = &content->pose[index];
    pose->id = arena_text(&content->arena, id);
    pose->file = doc->path;
    const struct doc_node *sides = doc_item(doc->root, "sides");
    if (sides)
        value_bool(doc, sides, &pose->sided);
    loader->reader.pose_source[index] =
        (struct pose_source){.doc = *doc, .solve = file->from != FILE_OF_FOLDER};
    return true;
}

static void load_poses(struct loader *loader)
{
    struct content *content = loader->reader.content;
    const size_t count = (size_t)loader->poses.count;
    content->pose = arena_alloc(&content->arena, count, sizeof *content->pose);
    loader->reader.pose_source = mem_alloc(count, sizeof *loader->reader.pose_source);
    for (int i = 0; i < loader->poses.count; i++) {
        const struct file_entry *file = &loader->poses.file[i];
        struct doc doc;
        doc_load(&doc, arena_text(&content->arena, file->path), loader->reader.problems);
        if (!add_pose(loader, file, &doc))
            doc_finish(&doc);
    }
    for (int i = 0; i < content->pose_count; i++)
        pose_read(&loader->reader, i);
}

static void add_move(struct loader *loader, const struct file_entry *file, struct doc *doc)
{
    struct content *content = loader->reader.content;
    const char *id = read_id(doc, "move");
    const struct move *same = id ? content_move(content, id) : NULL;
    if (!id || !id_is_free(doc, &loader->moves, file, "move", id, same ? same->file : NULL))
        return;
    struct move *moves = &content->move[content->move_count];
    moves->id = arena_text(&content->arena, id);
    moves->file = doc->path;
    content->move_count += move_read(&loader->reader, doc, file->from != FILE_OF_FOLDER, moves);
}

static void load_moves(struct loader *loader)
{
    struct content *content = loader->reader.content;
    // Each file may give two: the move and its mirror image.
    content->move =
        arena_alloc(&content->arena, 2 * (size_t)loader->moves.count, sizeof *content->move);
    for (int i = 0; i < loader->moves.count; i++) {
        const struct file_entry *file = &loader->moves.file[i];
        struct doc doc;
        doc_load(&doc, arena_text(&content->arena, file->path), loader->reader.problems);
        add_move(loader, file, &doc);
        doc_finish(&doc);
    }
}

bool content_load_suspects(struct content *content, const char *folder,
                           const struct content_suspects *suspects, struct problems *problems)
{
    struct loader loader = {.reader = {.content = content, .problems = problems, .asker = -1}};
    int before = problems->count;
    file_list_read(&loader.poses, folder, "poses", problems);
    file_list_read(&loader.moves, folder, "moves", problems);
    file_list_suspect(&loader.poses, suspects->pose_path, suspects->pose_count);
    file_list_suspect(&loader.moves, suspects->move_path, suspects->move_count);
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
    const struct content_suspects none = {0};
    return content_load_suspects(content, folder, &none, problems);
}
