#include "screens/glyph.h"

#include "screens/bindings.h"

#include <math.h>
#include <string.h>

static const double TURN = 6.283185307179586;

/// Of the letters' size.
static const double HEIGHT = 1.16, LETTERS = 0.74, PAD = 0.32, LINE = 0.065;

enum shape { SHAPE_CAP, SHAPE_ARROW, SHAPE_LETTER, SHAPE_SYMBOL, SHAPE_PLACE, SHAPE_CROSS };

static bool is_face_button(const char *name)
{
    return name[0] != '\0' && name[1] == '\0' && strchr("abxy", name[0]);
}

struct arrow {
    const char *name;
    int dx, dy;
};

/// NULL if it is no key with an arrow on it.
static const struct arrow *arrow_of(const char *name)
{
    static const struct arrow arrows[] = {
        {"Up", 0, -1}, {"Down", 0, 1}, {"Left", -1, 0}, {"Right", 1, 0}};
    for (int i = 0; i < 4; i++)
        if (strcmp(arrows[i].name, name) == 0)
            return &arrows[i];
    return NULL;
}

static enum shape shape_of(struct glyph glyph)
{
    if (!device_is_pad(glyph.device))
        return arrow_of(glyph.name) ? SHAPE_ARROW : SHAPE_CAP;
    if (strncmp(glyph.name, "dp", 2) == 0)
        return SHAPE_CROSS;
    if (!is_face_button(glyph.name))
        return SHAPE_CAP;
    if (glyph.device == DEVICE_PAD)
        return SHAPE_PLACE;
    return glyph.device == DEVICE_PAD_PLAYSTATION ? SHAPE_SYMBOL : SHAPE_LETTER;
}

static const char *label_of(struct glyph glyph)
{
    return binding_label(glyph.device, glyph.name);
}

static struct lettering lettering_of(int size_px)
{
    int letters_px = (int)((double)size_px * LETTERS);
    return (struct lettering){.face = TYPE_MEDIUM,
                              .size_px = letters_px,
                              .least_px = letters_px,
                              .role = ROLE_TEXT,
                              .align = ALIGN_MIDDLE,
                              .alpha = 1.0f};
}

int glyph_width(const struct painter *painter, struct glyph glyph, int size_px)
{
    double height = HEIGHT * (double)size_px;
    if (shape_of(glyph) != SHAPE_CAP)
        return (int)height;
    struct lettering lettering = lettering_of(size_px);
    double width = (double)painter_width(painter, &lettering, label_of(glyph));
    return (int)fmax(height, width + 2.0 * PAD * (double)size_px);
}

static void stroke(const struct painter *painter, int size_px, enum theme_role role)
{
    cairo_set_line_width(painter->canvas->cairo, LINE * (double)size_px);
    painter_source(painter, role, 1.0f);
    cairo_stroke(painter->canvas->cairo);
}

static void draw_ring(const struct painter *painter, double x, double y, double radius, int size_px)
{
    cairo_new_path(painter->canvas->cairo);
    cairo_arc(painter->canvas->cairo, x, y, radius - LINE * (double)size_px / 2.0, 0.0, TURN);
    stroke(painter, size_px, ROLE_TEXT_QUIET);
}

static void draw_text(const struct painter *painter, struct rect box, int size_px, const char *text)
{
    struct lettering lettering = lettering_of(size_px);
    painter_line(painter, box, &lettering, painter_middle_baseline(painter, box, &lettering), text);
}

static void draw_arrow(const struct painter *painter, double x, double y, double radius,
                       const char *name, int size_px)
{
    const struct arrow *arrow = arrow_of(name);
    cairo_t *cairo = painter->canvas->cairo;
    double r = 0.46 * radius, dx = arrow->dx * r, dy = arrow->dy * r;
    cairo_new_path(cairo);
    cairo_move_to(cairo, x - dx, y - dy);
    cairo_line_to(cairo, x + dx, y + dy);
    cairo_move_to(cairo, x + dy, y - dx);
    cairo_line_to(cairo, x + dx, y + dy);
    cairo_line_to(cairo, x - dy, y + dx);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    stroke(painter, size_px, ROLE_TEXT);
}

/// Cross, circle, square, triangle: for the buttons a, b, x, y.
static void draw_symbol(const struct painter *painter, double x, double y, double radius, char name,
                        int size_px)
{
    cairo_t *cairo = painter->canvas->cairo;
    double r = radius * 0.46;
    cairo_new_path(cairo);
    switch (name) {
    case 'a':
        cairo_move_to(cairo, x - r, y - r);
        cairo_line_to(cairo, x + r, y + r);
        cairo_move_to(cairo, x + r, y - r);
        cairo_line_to(cairo, x - r, y + r);
        break;
    case 'b':
        cairo_arc(cairo, x, y, r * 1.08, 0.0, TURN);
        break;
    case 'x':
        cairo_rectangle(cairo, x - r, y - r, 2.0 * r, 2.0 * r);
        break;
    default:
        cairo_move_to(cairo, x, y - r * 1.15);
        cairo_line_to(cairo, x + r * 1.15, y + r * 0.85);
        cairo_line_to(cairo, x - r * 1.15, y + r * 0.85);
        cairo_close_path(cairo);
        break;
    }
    stroke(painter, size_px, ROLE_TEXT);
}

/// Four buttons of which one is meant: down, right, left, up for a, b, x, y.
static void draw_place(const struct painter *painter, double x, double y, double radius, char name)
{
    static const struct {
        char name;
        int dx, dy;
    } places[] = {{'a', 0, 1}, {'b', 1, 0}, {'x', -1, 0}, {'y', 0, -1}};
    cairo_t *cairo = painter->canvas->cairo;
    for (int i = 0; i < 4; i++) {
        bool meant = places[i].name == name;
        cairo_new_path(cairo);
        cairo_arc(cairo, x + places[i].dx * radius * 0.58, y + places[i].dy * radius * 0.58,
                  radius * (meant ? 0.36 : 0.22), 0.0, TURN);
        painter_source(painter, meant ? ROLE_TEXT : ROLE_TEXT_QUIET, meant ? 1.0f : 0.55f);
        cairo_fill(cairo);
    }
}

/// The cross of four directions, with one arm (or a pair) filled.
static void draw_cross(const struct painter *painter, double x, double y, double radius,
                       const char *name)
{
    cairo_t *cairo = painter->canvas->cairo;
    double arm = radius * 0.30, far = radius * 0.92;
    cairo_new_path(cairo);
    cairo_rectangle(cairo, x - arm, y - far, 2.0 * arm, 2.0 * far);
    cairo_rectangle(cairo, x - far, y - arm, 2.0 * far, 2.0 * arm);
    painter_source(painter, ROLE_TEXT_QUIET, 0.45f);
    cairo_fill(cairo);
    cairo_new_path(cairo);
    if (strstr(name, "left") || strstr(name, "right")) {
        double left = strstr(name, "left") ? x - far : x + arm;
        cairo_rectangle(cairo, left, y - arm, far - arm, 2.0 * arm);
    } else {
        double top = strstr(name, "up") ? y - far : y + arm;
        cairo_rectangle(cairo, x - arm, top, 2.0 * arm, far - arm);
    }
    painter_source(painter, ROLE_TEXT, 1.0f);
    cairo_fill(cairo);
}

static void draw_cap(const struct painter *painter, struct rect place, int size_px)
{
    float corner_px = (float)place.height * 0.28f;
    painter_box(painter, place, corner_px, ROLE_RING, 0.10f);
    painter_border(painter, place, corner_px, (float)(LINE * (double)size_px), ROLE_TEXT_QUIET,
                   1.0f);
}

void glyph_draw(const struct painter *painter, struct glyph glyph, int x, struct rect box,
                int size_px)
{
    int height_px = (int)(HEIGHT * (double)size_px);
    struct rect place = {x, box.y + (box.height - height_px) / 2,
                         glyph_width(painter, glyph, size_px), height_px};
    double middle_x = (double)place.x + (double)place.width / 2.0;
    double middle_y = (double)place.y + (double)place.height / 2.0;
    double radius = (double)height_px / 2.0;
    switch (shape_of(glyph)) {
    case SHAPE_CAP:
        draw_cap(painter, place, size_px);
        draw_text(painter, place, size_px, label_of(glyph));
        break;
    case SHAPE_ARROW:
        draw_cap(painter, place, size_px);
        draw_arrow(painter, middle_x, middle_y, radius, glyph.name, size_px);
        break;
    case SHAPE_LETTER:
        draw_ring(painter, middle_x, middle_y, radius, size_px);
        draw_text(painter, place, size_px, label_of(glyph));
        break;
    case SHAPE_SYMBOL:
        draw_ring(painter, middle_x, middle_y, radius, size_px);
        draw_symbol(painter, middle_x, middle_y, radius, glyph.name[0], size_px);
        break;
    case SHAPE_PLACE:
        draw_place(painter, middle_x, middle_y, radius, glyph.name[0]);
        break;
    case SHAPE_CROSS:
        draw_cross(painter, middle_x, middle_y, radius, glyph.name);
        break;
    }
}
