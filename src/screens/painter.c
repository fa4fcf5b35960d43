#include "screens/painter.h"

#include <math.h>

int painter_px(const struct painter *painter, float size)
{
    return practice_layout_px(painter->layout, size);
}

int painter_text_px(const struct painter *painter, float size)
{
    return practice_layout_text_px(painter->layout, size);
}

int painter_line_px(int size_px)
{
    return size_px + size_px / 5;
}

static const struct set_text *set_text(const struct painter *painter, int width_px,
                                       const struct lettering *lettering, int max_lines,
                                       const char *text)
{
    return typesetter_set(painter->typesetter, lettering->face, lettering->size_px,
                          lettering->least_px, width_px, max_lines, text);
}

static void draw_line(const struct painter *painter, struct rect box,
                      const struct lettering *lettering, int size_px, int baseline_px,
                      const char *text)
{
    struct type *type = typesetter_type(painter->typesetter);
    int width_px, height_px, x = box.x;
    type_measure(type, lettering->face, size_px, text, &width_px, &height_px);
    if (lettering->align == ALIGN_MIDDLE)
        x += (box.width - width_px) / 2;
    else if (lettering->align == ALIGN_RIGHT)
        x += box.width - width_px;
    int y = baseline_px - type_ascent(type, lettering->face, size_px);
    type_draw(type, painter->canvas, lettering->face, size_px,
              painter->theme->colour[lettering->role], lettering->alpha * painter->alpha, x, y,
              text);
}

int painter_text(const struct painter *painter, struct rect box, const struct lettering *lettering,
                 int max_lines, const char *text)
{
    const struct set_text *set = set_text(painter, box.width, lettering, max_lines, text);
    int pitch_px = painter_line_px(set->size_px);
    typesetter_drawn(painter->typesetter, set);
    for (int i = 0; i < set->count; i++) {
        // The baseline stands at 0.95 em: accents and Devanagari marks stay inside the box.
        int baseline_px = box.y + i * pitch_px + set->size_px * 19 / 20;
        draw_line(painter, box, lettering, set->size_px, baseline_px, set->line[i]);
    }
    return box.y + set->count * pitch_px;
}

int painter_text_height(const struct painter *painter, int width_px,
                        const struct lettering *lettering, int max_lines, const char *text)
{
    const struct set_text *set = set_text(painter, width_px, lettering, max_lines, text);
    return set->count * painter_line_px(set->size_px);
}

bool painter_text_fits(const struct painter *painter, int width_px,
                       const struct lettering *lettering, int max_lines, const char *text)
{
    return !set_text(painter, width_px, lettering, max_lines, text)->cut;
}

void painter_line(const struct painter *painter, struct rect box, const struct lettering *lettering,
                  int baseline_px, const char *text)
{
    const struct set_text *set = set_text(painter, box.width, lettering, 1, text);
    typesetter_drawn(painter->typesetter, set);
    if (set->count > 0)
        draw_line(painter, box, lettering, set->size_px, baseline_px, set->line[0]);
}

/// How a text fills a box.
struct filling {
    struct lettering lettering;
    int lines, size_px;
};

/// The fewest lines at the largest size; then more lines, smaller.
static struct filling filling_of(const struct painter *painter, struct rect box,
                                 const struct lettering *lettering, const char *text)
{
    struct filling best = {.lettering = *lettering, .lines = 1};
    for (int lines = 1; lines <= SET_LINES_MAX; lines++) {
        int most_px = box.height / lines * 5 / 6;
        struct lettering fitted = *lettering;
        fitted.size_px = most_px < lettering->size_px ? most_px : lettering->size_px;
        fitted.least_px = fitted.least_px < fitted.size_px ? fitted.least_px : fitted.size_px;
        const struct set_text *set = set_text(painter, box.width, &fitted, lines, text);
        if (!set->cut && set->size_px > best.size_px)
            best = (struct filling){fitted, lines, set->size_px};
    }
    return best;
}

void painter_fill(const struct painter *painter, struct rect box, const struct lettering *lettering,
                  bool middle, const char *text)
{
    struct filling best = filling_of(painter, box, lettering, text);
    int spare_px =
        box.height - painter_text_height(painter, box.width, &best.lettering, best.lines, text);
    box.y += middle ? spare_px / 2 : spare_px;
    painter_text(painter, box, &best.lettering, best.lines, text);
}

int painter_fill_px(const struct painter *painter, struct rect box,
                    const struct lettering *lettering, const char *text)
{
    struct filling best = filling_of(painter, box, lettering, text);
    return best.size_px > 0 ? best.size_px : best.lettering.least_px;
}

int painter_width(const struct painter *painter, const struct lettering *lettering,
                  const char *text)
{
    struct type *type = typesetter_type(painter->typesetter);
    char set[SET_TEXT_BYTES];
    int width_px = 0, height_px;
    typesetter_text(painter->typesetter, text, set);
    if (type)
        type_measure(type, lettering->face, lettering->size_px, set, &width_px, &height_px);
    return width_px;
}

int painter_middle_baseline(const struct painter *painter, struct rect box,
                            const struct lettering *lettering)
{
    struct type *type = typesetter_type(painter->typesetter);
    int cap_px = type ? type_cap_height(type, lettering->face, lettering->size_px) : 0;
    return box.y + (box.height + cap_px) / 2;
}

void painter_source(const struct painter *painter, enum theme_role role, float alpha)
{
    struct colour colour = painter->theme->colour[role];
    cairo_set_source_rgba(painter->canvas->cairo, (double)colour.r, (double)colour.g,
                          (double)colour.b, (double)(alpha * painter->alpha));
}

void painter_polygon(const struct painter *painter, const struct polygon *polygon,
                     enum theme_role role, float alpha)
{
    polygon_fill(polygon, cairo_get_group_target(painter->canvas->cairo),
                 painter->theme->colour[role], alpha * painter->alpha);
}

/// Cairo's path becomes a box with round corners.
static void trace_box(const struct painter *painter, double left, double top, double right,
                      double bottom, double r)
{
    static const double QUARTER = 1.5707963267948966;
    cairo_t *cairo = painter->canvas->cairo;
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, right - r, top + r, r, -QUARTER, 0.0);
    cairo_arc(cairo, right - r, bottom - r, r, 0.0, QUARTER);
    cairo_arc(cairo, left + r, bottom - r, r, QUARTER, 2.0 * QUARTER);
    cairo_arc(cairo, left + r, top + r, r, 2.0 * QUARTER, 3.0 * QUARTER);
    cairo_close_path(cairo);
}

void painter_box(const struct painter *painter, struct rect box, float corner_px,
                 enum theme_role role, float alpha)
{
    trace_box(painter, box.x, box.y, box.x + box.width, box.y + box.height, (double)corner_px);
    painter_source(painter, role, alpha);
    cairo_fill(painter->canvas->cairo);
}

void painter_border(const struct painter *painter, struct rect box, float corner_px, float width_px,
                    enum theme_role role, float alpha)
{
    double half = (double)width_px / 2.0;
    trace_box(painter, box.x + half, box.y + half, box.x + box.width - half,
              box.y + box.height - half, fmax(0.0, (double)corner_px - half));
    cairo_set_line_width(painter->canvas->cairo, (double)width_px);
    painter_source(painter, role, alpha);
    cairo_stroke(painter->canvas->cairo);
}
