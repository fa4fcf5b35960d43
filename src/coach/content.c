#include "coach/content.h"

#include <stdio.h>
#include <string.h>

const struct pose *content_pose(const struct content *content, const char *id)
{
    for (int i = 0; i < content->pose_count; i++)
        if (strcmp(content->pose[i].id, id) == 0)
            return &content->pose[i];
    return NULL;
}

const struct move *content_move(const struct content *content, const char *id)
{
    for (int i = 0; i < content->move_count; i++)
        if (strcmp(content->move[i].id, id) == 0)
            return &content->move[i];
    return NULL;
}

void pose_side_text(struct pose_side at, char *text, size_t size)
{
    const char *suffix = !at.pose->sided ? "" : at.side == SIDE_RIGHT ? ":right" : ":left";
    snprintf(text, size, "%s%s", at.pose->id, suffix);
}

void pose_side_title(struct pose_side at, char *text, size_t size)
{
    const char *suffix = !at.pose->sided ? "" : at.side == SIDE_RIGHT ? ", right" : ", left";
    snprintf(text, size, "%s%s", at.pose->name, suffix);
}
