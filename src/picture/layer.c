#include "picture/layer.h"

#include "picture/field_eight.h"

/// Two of the four channels of eight pixels.
typedef uint16_t channels __attribute__((vector_size(32), aligned(4), may_alias));

/// All four channels of eight pixels, those below a layer times what it leaves of them.
EIGHT_PART void lay_eight(uint32_t *to, const uint32_t *from)
{
    const int32_t every_other = 0xff00ff;
    eight_bits over = *(const eight_bits *)(const void *)from;
    eight_bits below = *(const eight_bits *)(const void *)to;
    eight_bits left = 255 - (over >> 24 & 255);
    left |= left << 16;
    channels even = (channels)(below & every_other) * (channels)left + 128;
    channels odd = (channels)(below >> 8 & every_other) * (channels)left + 128;
    even = (even + (even >> 8)) >> 8;
    odd = (odd + (odd >> 8)) >> 8;
    *(eight_bits *)(void *)to = over + ((eight_bits)even | (eight_bits)odd << 8);
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
