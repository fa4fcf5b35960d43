#include "picture/raster_triangle.h"

#include "base/mem.h"
#include "picture/field_eight.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/// Figures are spread over thousands of pages of memory: with pages of 2 MiB, where the system has
/// them, a tenth of the drawing's time is saved. Where not, nothing changes.
static void prefer_large_pages(void *memory, size_t bytes)
{
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    uintptr_t start = ((uintptr_t)memory + page - 1) & ~(page - 1);
    uintptr_t end = ((uintptr_t)memory + bytes) & ~(page - 1);
    if (start < end)
        (void)madvise((void *)start, end - start, MADV_HUGEPAGE);
}

/// Pixels of a cache line.
enum { LINE = 16 };

void raster_init(struct raster *raster, int width, int height)
{
    *raster = (struct raster){.width = width, .height = height};
    // An odd number of cache lines: rows of 1920 or 3840 would share a few of the cache's sets.
    raster->stride = ((size_t)width / LINE + 1) | 1;
    raster->stride *= LINE;
    size_t pixels = raster->stride * (size_t)height;
    raster->words_per_row = (width + 63) / 64;
    // A row more above and below: pixels are compared with their neighbours.
    size_t with_rim = pixels + 2 * raster->stride;
    raster->keys = mem_alloc_lines(with_rim, sizeof *raster->keys);
    raster->key = raster->keys + raster->stride;
    raster->mark = mem_alloc_lines(pixels, sizeof *raster->mark);
    raster->mark_bits =
        mem_alloc((size_t)raster->words_per_row * (size_t)height, sizeof *raster->mark_bits);
    raster->span = mem_alloc((size_t)height, sizeof *raster->span);
    raster->band = mem_alloc((size_t)(height / RASTER_BAND + 1), sizeof *raster->band);
    prefer_large_pages(raster->keys, with_rim * sizeof *raster->keys);
    memset(raster->keys, RASTER_EMPTY, with_rim * sizeof *raster->keys);
    for (int y = 0; y < height; y++)
        raster->span[y] = raster->band[y / RASTER_BAND] = (struct raster_span){width, 0};
}

void raster_finish(struct raster *raster)
{
    mem_free(raster->keys);
    mem_free(raster->glow);
    mem_free(raster->mark);
    mem_free(raster->mark_bits);
    mem_free(raster->span);
    mem_free(raster->band);
    mem_free(raster->is_front);
    mem_free(raster->facing);
}

void raster_carry_glow(struct raster *raster, const float *vertex_glow)
{
    raster->vertex_glow = vertex_glow;
    if (!vertex_glow || raster->glow)
        return;
    size_t pixels = raster->stride * (size_t)raster->height;
    raster->glow = mem_alloc_lines(pixels, sizeof *raster->glow);
    prefer_large_pages(raster->glow, pixels * sizeof *raster->glow);
}

/// Empty again where the last drawing was: everything else never was written.
static void clear(struct raster *raster)
{
    for (int y = raster->box.y; y < raster->box.y + raster->box.height; y++) {
        struct raster_span *span = &raster->span[y];
        size_t row = (size_t)y * raster->stride;
        if (span->from < span->to) {
            size_t first = row + (size_t)span->from, count = (size_t)(span->to - span->from);
            memset(raster->key + first, RASTER_EMPTY, count * sizeof *raster->key);
        }
        memset(raster->mark_bits + (size_t)y * (size_t)raster->words_per_row, 0,
               (size_t)raster->words_per_row * sizeof *raster->mark_bits);
        *span = (struct raster_span){raster->width, 0};
    }
}

EIGHT_PART bool is_any_drawn(const raster_key *key)
{
    eight_bits is_drawn = *(const eight_bits *)key != RASTER_EMPTY;
    return eight_any(&is_drawn);
}

/// What of a row is drawn, within pixels that may be.
EIGHT_PART struct raster_span drawn_of_row(const raster_key *key, struct raster_span within,
                                           int width)
{
    int from = within.from & ~(EIGHT - 1), to = (within.to + EIGHT - 1) & ~(EIGHT - 1);
    while (from < to && !is_any_drawn(key + from))
        from += EIGHT;
    if (from >= to)
        return (struct raster_span){width, 0};
    while (!is_any_drawn(key + to - EIGHT))
        to -= EIGHT;
    while (key[from] == RASTER_EMPTY)
        from++;
    while (key[to - 1] == RASTER_EMPTY)
        to--;
    return (struct raster_span){from, to};
}

/// What of each row is drawn. The last eight of a row may have been drawn beyond the canvas.
EIGHT_CLONES static void find_spans(struct raster *raster)
{
    for (int y = 0; y < raster->height; y++) {
        raster_key *key = raster->key + (size_t)y * raster->stride;
        for (int x = raster->width; x % EIGHT != 0; x++)
            key[x] = RASTER_EMPTY;
        raster->span[y] = drawn_of_row(key, raster->band[y / RASTER_BAND], raster->width);
    }
    for (int band = 0; band * RASTER_BAND < raster->height; band++)
        raster->band[band] = (struct raster_span){raster->width, 0};
}

/// How deep everything lies that is drawn: keys divide just that.
static void set_range(struct raster *raster, const struct raster_vertex *vertices, int count)
{
    // What is empty must not be taken for a surface that lies a little behind another.
    static const float BEHIND_M = 1.0f;
    __m128 least = _mm_loadu_ps(&vertices[0].x), most = least;
    for (int i = 1; i < count; i++) {
        least = _mm_min_ps(_mm_loadu_ps(&vertices[i].x), least);
        most = _mm_max_ps(_mm_loadu_ps(&vertices[i].x), most);
    }
    raster->far_m = _mm_cvtss_f32(_mm_movehl_ps(most, most)) + BEHIND_M;
    float near_m = _mm_cvtss_f32(_mm_movehl_ps(least, least));
    raster->step_m = (raster->far_m - near_m) / (float)(RASTER_NEAR_STEPS - 2);
}

/// A frame of one pixel round what was drawn (pixels may hold a sliver of an edge without holding
/// a middle), and the box round it all.
static void widen_spans(struct raster *raster)
{
    int top = raster->height, bottom = 0, left = raster->width, right = 0;
    struct raster_span above = {raster->width, 0};
    for (int y = 0; y < raster->height; y++) {
        struct raster_span here = raster->span[y];
        struct raster_span below =
            y + 1 < raster->height ? raster->span[y + 1] : (struct raster_span){raster->width, 0};
        struct raster_span wide = {raster->width, 0};
        const struct raster_span near[3] = {above, here, below};
        for (int i = 0; i < 3; i++)
            if (near[i].from < near[i].to) {
                wide.from = smaller_int(wide.from, near[i].from - 1);
                wide.to = larger_int(wide.to, near[i].to + 1);
            }
        above = here;
        wide.from = larger_int(wide.from, 0);
        wide.to = smaller_int(wide.to, raster->width);
        if (wide.from >= wide.to) {
            raster->span[y] = (struct raster_span){raster->width, 0};
            continue;
        }
        raster->span[y] = wide;
        top = smaller_int(top, y);
        bottom = y + 1;
        left = smaller_int(left, wide.from);
        right = larger_int(right, wide.to);
    }
    raster->box = top < bottom ? (struct rect){left, top, right - left, bottom - top}
                               : (struct rect){0, 0, 0, 0};
}

static void reserve_triangles(struct raster *raster, int count)
{
    if (count <= raster->capacity)
        return;
    raster->capacity = count;
    raster->facing = mem_realloc(raster->facing, (size_t)count + EIGHT, sizeof *raster->facing);
    raster->is_front = mem_realloc(raster->is_front, (size_t)count + 1, sizeof *raster->is_front);
}

void raster_draw(struct raster *raster, const struct raster_vertex *vertices,
                 const struct raster_mesh *mesh, const struct raster_triangle *fine, int fine_count,
                 float pixel_m)
{
    clear(raster);
    reserve_triangles(raster, mesh->triangle_count);
    if (mesh->vertex_count > 0)
        set_range(raster, vertices, mesh->vertex_count);
    raster_find_facing(raster, vertices, mesh);
    raster_draw_facing(raster, vertices, mesh);
    find_spans(raster);
    widen_spans(raster);
    raster_mark_outlines(raster, vertices, mesh, pixel_m);
    raster_mark_creases(raster);
    raster_draw_fine(raster, vertices, fine, fine_count);
}
