#include "picture/stick.h"

#include "base/mem.h"
#include "picture/stick_order.h"
#include "picture/stick_path.h"
#include "picture/stick_shadow.h"
#include "picture/stick_shape.h"

#include <assert.h>
#include <math.h>

static const float GAP_LEAST_PX = 1.25f;
/// Where pieces grow out of each other the nearer one is cut out of the other a little smaller
/// than it is, or its smoothed edge would show.
static const float INSET_PX = 1.5f;
/// So far from where a limb grows out of the trunk, or one piece of it out of the other, it is
/// parted from it by the whole gap.
static const float GROWN_M = 0.07f, PARTED_M = 0.16f;
/// What is hardly in front needs no gap: so none jumps from one side to the other.
static const float CLEAR_M = 0.04f;

struct stick {
    int width, height;
    cairo_surface_t *layer, *mask;
    struct stick_shadow *shadow;
    struct stick_shape shape;
    struct stick_view view[STICK_PART_COUNT];
    struct stick_order order;
    struct rect drawn; ///< box of the layer that is not transparent
    bool has_drawn;
    float wall_x_m;
};

static struct colour mixed(struct colour a, struct colour b, float share)
{
    return (struct colour){a.r + (b.r - a.r) * share, a.g + (b.g - a.g) * share,
                           a.b + (b.b - a.b) * share};
}

struct stick_colours stick_colours_of_theme(const struct theme *theme)
{
    static const float FAR = 0.42f;
    const struct colour *colour = theme->colour;
    return (struct stick_colours){
        .near = colour[ROLE_STICK],
        .far = mixed(colour[ROLE_STICK], colour[ROLE_MAT], FAR),
        .shadow = colour[ROLE_SHADOW],
        .shadow_strength = theme->shadow_strength,
    };
}

struct stick *stick_create(int width_px, int height_px)
{
    assert(width_px > 0 && height_px > 0);
    struct stick *stick = mem_alloc(1, sizeof *stick);
    stick->width = width_px;
    stick->height = height_px;
    stick->layer = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width_px, height_px);
    stick->mask = cairo_image_surface_create(CAIRO_FORMAT_A8, width_px, height_px);
    assert(cairo_surface_status(stick->layer) == CAIRO_STATUS_SUCCESS);
    assert(cairo_surface_status(stick->mask) == CAIRO_STATUS_SUCCESS);
    stick->shadow = stick_shadow_create(width_px, height_px);
    return stick;
}

void stick_destroy(struct stick *stick)
{
    if (!stick)
        return;
    cairo_surface_destroy(stick->layer);
    cairo_surface_destroy(stick->mask);
    stick_shadow_destroy(stick->shadow);
    mem_free(stick);
}

cairo_surface_t *stick_layer(const struct stick *stick)
{
    return stick->layer;
}

/// A place where `front` grows together with `back`, so that no gap parts them there: false if
/// there is none.
static bool common_place(const struct stick *stick, enum stick_part front, enum stick_part back,
                         vec3s *place_m)
{
    const struct stick_piece *piece = stick->shape.piece;
    if (stick_parent(front) == back) {
        *place_m = piece[front].ball[0].centre_m;
        return true;
    }
    if (stick_parent(back) == front) {
        // Measured along the trunk: it is wider than the way from its middle to a shoulder.
        bool is_arm = (back - STICK_LIMBS) % STICK_LIMB_PARTS == 0;
        const struct stick_piece *at = &piece[front == STICK_TRUNK ? front : back];
        *place_m = at->ball[front == STICK_TRUNK && is_arm ? STICK_TRUNK_TOP : 0].centre_m;
        return true;
    }
    // Thighs part from each other as they part from the trunk, and so do the arms.
    if (front < STICK_LIMBS || back < STICK_LIMBS || front == back ||
        (front - back) % STICK_LIMB_PARTS != 0 || stick_parent(front) != STICK_TRUNK)
        return false;
    *place_m = piece[front].ball[0].centre_m;
    return true;
}

/// How wide the gap between two pieces is, 0..1.
static float clear_share(const struct stick *stick, enum stick_part front, enum stick_part back)
{
    float front_m = stick->order.front_m[front][back];
    if (front == STICK_HEAD || back == STICK_HEAD)
        return 1.0f;
    // What lies beside the trunk that it grows out of is part of the same shape.
    if (stick_parent(front) == STICK_TRUNK && back == STICK_TRUNK)
        front_m -= STICK_LIMB_FIRST_M;
    return glm_smoothstep(0.0f, CLEAR_M, front_m);
}

static float gap_at_px(const struct stick_disc *disc)
{
    return fmaxf(STICK_GAP_M * disc->metre_px, GAP_LEAST_PX);
}

/// How far round `front` its gap reaches into `back`, for each disc of `front`. Returns whether
/// that changes along it.
static bool gap_px(const struct stick *stick, enum stick_part front, enum stick_part back,
                   float grown_px[STICK_BALLS_MAX])
{
    const struct stick_piece *piece = &stick->shape.piece[front];
    vec3s place_m;
    bool grown = common_place(stick, front, back, &place_m);
    float clear = clear_share(stick, front, back);
    for (int i = 0; i < piece->ball_count; i++) {
        float share = 1.0f;
        if (grown)
            share = glm_smoothstep(GROWN_M, PARTED_M,
                                   glms_vec3_distance(piece->ball[i].centre_m, place_m));
        if (grown && front == STICK_TRUNK) {
            share = i > STICK_TRUNK_TOP ? 0.0f : share;
            share = fmaxf(share, stick->order.far[back]);
        }
        float gap = gap_at_px(&stick->view[front].disc[i]);
        grown_px[i] = share * clear * (gap + INSET_PX) - INSET_PX;
    }
    return grown;
}

static struct rect box_with_gap(const struct stick_view *view)
{
    int most = 0;
    for (int i = 0; i < view->disc_count; i++)
        most = (int)fmaxf((float)most, ceilf(gap_at_px(&view->disc[i])));
    return (struct rect){view->box.x - most, view->box.y - most, view->box.width + 2 * most,
                         view->box.height + 2 * most};
}

static void clip(cairo_t *cairo, struct rect box)
{
    cairo_rectangle(cairo, box.x, box.y, box.width, box.height);
    cairo_clip(cairo);
}

/// Take from the mask what lies in front of a piece, and the gaps round it.
static void cut(const struct stick *stick, cairo_t *cairo, enum stick_part back, struct rect box)
{
    // Not DEST_OUT, which does the same here: Cairo is many times as fast with this.
    cairo_set_operator(cairo, CAIRO_OPERATOR_CLEAR);
    for (enum stick_part front = 0; front < STICK_PART_COUNT; front++) {
        float grown_px[STICK_BALLS_MAX];
        if (stick->order.front_m[front][back] <= 0.0f)
            continue;
        bool uneven = gap_px(stick, front, back, grown_px);
        cairo_save(cairo);
        clip(cairo, rect_intersection(box, box_with_gap(&stick->view[front])));
        stick_trace(cairo, &stick->shape.piece[front], &stick->view[front], grown_px, uneven);
        cairo_fill(cairo);
        cairo_restore(cairo);
    }
}

static void draw_piece(struct stick *stick, cairo_t *layer, enum stick_part part,
                       const struct stick_colours *colours)
{
    struct rect box =
        rect_intersection(stick->view[part].box, (struct rect){0, 0, stick->width, stick->height});
    if (rect_is_empty(box))
        return;
    cairo_t *cairo = cairo_create(stick->mask);
    clip(cairo, box);
    cairo_set_operator(cairo, CAIRO_OPERATOR_CLEAR);
    cairo_paint(cairo);
    cairo_set_operator(cairo, CAIRO_OPERATOR_OVER);
    stick_trace(cairo, &stick->shape.piece[part], &stick->view[part], NULL, false);
    cairo_fill(cairo);
    cut(stick, cairo, part, box);
    cairo_destroy(cairo);
    struct colour colour = mixed(colours->near, colours->far, stick->order.far[part]);
    cairo_save(layer);
    clip(layer, box);
    cairo_set_source_rgb(layer, colour.r, colour.g, colour.b);
    cairo_mask_surface(layer, stick->mask, 0, 0);
    cairo_restore(layer);
}

static void wipe(struct stick *stick, cairo_t *cairo)
{
    cairo_save(cairo);
    clip(cairo, stick->drawn);
    cairo_set_operator(cairo, CAIRO_OPERATOR_CLEAR);
    cairo_paint(cairo);
    cairo_restore(cairo);
}

static bool see(struct stick *stick, const struct camera *camera)
{
    bool seen = true;
    for (int part = 0; part < STICK_PART_COUNT; part++)
        seen = stick_view_of(&stick->view[part], &stick->shape.piece[part], camera) && seen;
    return seen;
}

void stick_draw(struct stick *stick, const struct body *body, const struct camera *camera,
                const struct stick_colours *colours, float wall_x_m, float wall_alpha,
                struct rect *changed_px)
{
    const struct rect whole = {0, 0, stick->width, stick->height};
    cairo_t *cairo = cairo_create(stick->layer);
    wipe(stick, cairo);
    stick->wall_x_m = wall_x_m;
    stick->has_drawn = true;
    stick->drawn = (struct rect){0};
    stick_shape_of_body(&stick->shape, body, wall_x_m);
    if (see(stick, camera)) {
        stick_order_of(&stick->order, &stick->shape, stick->view, camera);
        stick->drawn =
            stick_shadow_draw(stick->shadow, stick->layer, &stick->shape, camera, colours->shadow,
                              colours->shadow_strength, wall_x_m, wall_alpha);
        for (int i = 0; i < STICK_PART_COUNT; i++) {
            enum stick_part part = stick->order.drawn[i];
            draw_piece(stick, cairo, part, colours);
            stick->drawn = rect_union(stick->drawn, stick->view[part].box);
        }
        stick->drawn = rect_intersection(stick->drawn, whole);
    }
    cairo_destroy(cairo);
    *changed_px = stick->drawn;
}

static bool disc_has_moved(const struct stick_disc *now, const struct stick_disc *then,
                           float threshold_px)
{
    float width = sqrtf(now->xx_px2) - sqrtf(then->xx_px2);
    float height = sqrtf(now->yy_px2) - sqrtf(then->yy_px2);
    float way = hypotf(now->x_px - then->x_px, now->y_px - then->y_px);
    return way + fmaxf(fabsf(width), fabsf(height)) >= threshold_px;
}

bool stick_has_moved(const struct stick *stick, const struct body *body,
                     const struct camera *camera, float threshold_px)
{
    if (!stick->has_drawn)
        return true;
    struct stick_shape shape;
    stick_shape_of_body(&shape, body, stick->wall_x_m);
    for (int part = 0; part < STICK_PART_COUNT; part++) {
        const struct stick_piece *piece = &shape.piece[part];
        for (int i = 0; i < piece->ball_count; i++) {
            struct stick_disc now = stick_disc_of(&piece->ball[i], camera);
            if (disc_has_moved(&now, &stick->view[part].disc[i], threshold_px))
                return true;
        }
    }
    return false;
}
