#include "screens/bindings.h"
#include "screens/fingerprint.h"
#include "screens/hud_messages.h"

#include <stdio.h>

enum { TEXT_BYTES = 96 };

struct hud_look hud_look_of_panel(const struct practice_layout *layout,
                                  const struct practice_view *view)
{
    if (!view->help && !view->leave_question)
        return (struct hud_look){0};
    return (struct hud_look){{0, 0, layout->width, layout->height},
                             fingerprint_int(FINGERPRINT_NONE, view->leave_question)};
}

static struct lettering lettering_of(const struct painter *painter, enum type_face face, float size,
                                     enum theme_role role)
{
    int least_px = painter_px(painter, 48.0f), size_px = painter_px(painter, size);
    return (struct lettering){.face = face,
                              .size_px = size_px,
                              .least_px = least_px < size_px ? least_px : size_px,
                              .role = role,
                              .alpha = 1.0f};
}

/// A box of `width` x `height` at 1080p in the middle of the canvas, never wider than its margins.
static struct rect middle_box(const struct painter *painter, float width, float height)
{
    int width_px = painter_px(painter, width), height_px = painter_px(painter, height);
    int most_px = painter->layout->width - 2 * painter_px(painter, 96.0f);
    if (width_px > most_px)
        width_px = most_px;
    return (struct rect){(painter->layout->width - width_px) / 2,
                         (painter->layout->height - height_px) / 2, width_px, height_px};
}

static void draw_row(const struct painter *painter, struct rect row, const struct binding *binding)
{
    char keys[TEXT_BYTES], buttons[TEXT_BYTES];
    binding_keys_text(binding, keys, sizeof keys);
    binding_buttons_text(binding, buttons, sizeof buttons);
    struct lettering what = lettering_of(painter, TYPE_REGULAR, 48.0f, ROLE_TEXT);
    struct lettering with = lettering_of(painter, TYPE_MEDIUM, 48.0f, ROLE_TEXT_QUIET);
    int baseline_px = row.y + row.height * 3 / 4;
    struct rect cell = row;
    cell.width = row.width * 36 / 100;
    painter_line(painter, cell, &what, baseline_px, binding->help);
    cell.x += cell.width;
    cell.width = row.width * 30 / 100;
    painter_line(painter, cell, &with, baseline_px, keys);
    cell.x += cell.width;
    cell.width = row.x + row.width - cell.x;
    painter_line(painter, cell, &with, baseline_px, buttons);
}

static void draw_help(const struct painter *painter)
{
    struct rect panel = middle_box(painter, 1400.0f, 936.0f);
    painter_box(painter, panel, (float)painter_px(painter, 40.0f), ROLE_PANEL, 1.0f);
    int pad_px = painter_px(painter, 48.0f), pitch_px = painter_px(painter, 67.0f);
    struct lettering title = lettering_of(painter, TYPE_MEDIUM, 64.0f, ROLE_TEXT);
    struct rect row = {panel.x + pad_px, panel.y + painter_px(painter, 44.0f),
                       panel.width - 2 * pad_px, pitch_px};
    painter_text(painter, row, &title, 1, "Keys and buttons");
    row.y += painter_px(painter, 106.0f);
    for (const struct binding *b = binding_table; b->action; b++) {
        if (b->mode != INPUT_PRACTICE)
            continue;
        draw_row(painter, row, b);
        row.y += pitch_px;
    }
}

static void draw_choice(const struct painter *painter, struct rect row, enum action action)
{
    const struct binding *binding = binding_of_action(INPUT_QUESTION, action);
    char with[TEXT_BYTES];
    snprintf(with, sizeof with, "%s or %s", binding_key_label(binding->key[0]),
             binding_button_label(binding->button[0]));
    struct lettering what = lettering_of(painter, TYPE_MEDIUM, 56.0f, ROLE_TEXT);
    struct lettering quiet = lettering_of(painter, TYPE_REGULAR, 56.0f, ROLE_TEXT_QUIET);
    int baseline_px = row.y + row.height * 3 / 4;
    struct rect cell = row;
    cell.width = row.width / 2;
    painter_line(painter, cell, &what, baseline_px, binding->help);
    cell.x += cell.width;
    painter_line(painter, cell, &quiet, baseline_px, with);
}

static void draw_question(const struct painter *painter)
{
    struct rect panel = middle_box(painter, 900.0f, 424.0f);
    painter_box(painter, panel, (float)painter_px(painter, 40.0f), ROLE_PANEL, 1.0f);
    int pad_px = painter_px(painter, 72.0f), pitch_px = painter_px(painter, 84.0f);
    struct lettering title = lettering_of(painter, TYPE_MEDIUM, 76.0f, ROLE_TEXT);
    struct rect row = {panel.x + pad_px, panel.y + painter_px(painter, 60.0f),
                       panel.width - 2 * pad_px, pitch_px};
    painter_text(painter, row, &title, 1, "Leave the practice?");
    row.y += painter_px(painter, 132.0f);
    draw_choice(painter, row, ACTION_CONFIRM);
    row.y += pitch_px;
    draw_choice(painter, row, ACTION_CANCEL);
}

void hud_draw_panel(const struct painter *painter, struct rect box,
                    const struct practice_view *view)
{
    painter_box(painter, box, 0.0f, ROLE_BACKGROUND_BOTTOM, 0.72f);
    if (view->leave_question)
        draw_question(painter);
    else
        draw_help(painter);
}
