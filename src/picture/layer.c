#include "picture/layer.h"

#include "picture/field_over.h"

EIGHT_PART void lay_eight(uint32_t *to, const uint32_t *from)
{
    const eight_pixels *over = (const eight_pixels *)(const void *)from;
    eight_pixels left = 255 - (*over >> 24);
    left |= left << 16;
    lay_over_eight(to, over, &left);
}

EIGHT_CLONES
static void lay_row(uint32_t *to, const uint32_t *from, int count)
{
    int i = 0;
    for (; i + EIGHT <= count; i += EIGHT) {
        eight_bits any = *(const eight_bits *)(const void *)(from + i) != 0;
        if (eight_any(&any))
            lay_eight(to + i, from + i);
    }
    if (i == count)
        return;
    uint32_t last_to[EIGHT] = {0}, last_from[EIGHT] = {0};
    size_t rest = (size_t)(count - i) * sizeof *to;
    memcpy(last_to, to + i, rest);
    memcpy(last_from, from + i, rest);
    lay_eight(last_to, last_from);
    memcpy(to + i, last_to, rest);
}

void layer_paint(const struct rows *picture, const struct rows *layer, struct rect box)
{
    for (int y = box.y; y < box.y + box.height; y++)
        lay_row(rows_at(picture, y) + box.x, rows_at(layer, y) + box.x, box.width);
}
