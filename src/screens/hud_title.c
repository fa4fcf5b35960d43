#include "screens/hud_title.h"

#include "screens/composer.h"
#include "screens/fingerprint.h"
#include "screens/hud_ease.h"

#include <stdio.h>
#include <string.h>

enum { TITLE_BYTES = 96 };

/// The lines of the title, from the top. A text may be NULL: then it takes no room.
enum title_part { TITLE_NAME, TITLE_SIDE, TITLE_LATIN, TITLE_DEVANAGARI, TITLE_PARTS };

struct title {
    char name[TITLE_BYTES];
    const char *text[TITLE_PARTS];
    struct lettering lettering[TITLE_PARTS];
    int max_lines[TITLE_PARTS];
    int gap_px[TITLE_PARTS]; ///< above it
};

static struct lettering title_lettering(const struct painter *painter, enum type_face face,
                                        float size, float least, enum theme_role role, float alpha)
{
    return (struct lettering){.face = face,
                              .size_px = painter_text_px(painter, size),
                              .least_px = painter_px(painter, least),
                              .role = role,
                              .alpha = alpha};
}

static void title_of(const struct painter *painter, struct pose_side at, float alpha,
                     struct title *title)
{
    bool column = painter->layout->wide && !painter->layout->large;
    *title = (struct title){.max_lines = {1, 1, 1, 1}};
    // A column has a line to spare for the side; a wide line has not.
    if (column)
        snprintf(title->name, sizeof title->name, "%s", at.pose->name);
    else
        pose_side_title(at, title->name, sizeof title->name);
    title->text[TITLE_NAME] = title->name;
    if (column && at.pose->sided)
        title->text[TITLE_SIDE] = at.side == SIDE_RIGHT ? "right side" : "left side";
    title->text[TITLE_LATIN] = at.pose->sanskrit;
    title->text[TITLE_DEVANAGARI] = at.pose->devanagari;
    title->lettering[TITLE_NAME] =
        title_lettering(painter, TYPE_MEDIUM, 88.0f, 40.0f, ROLE_TITLE, alpha);
    title->lettering[TITLE_SIDE] =
        title_lettering(painter, TYPE_REGULAR, 64.0f, 44.0f, ROLE_TEXT, alpha);
    title->lettering[TITLE_LATIN] =
        title_lettering(painter, TYPE_REGULAR, 50.0f, 40.0f, ROLE_TEXT_QUIET, alpha);
    title->lettering[TITLE_DEVANAGARI] =
        title_lettering(painter, TYPE_DEVANAGARI, 50.0f, 40.0f, ROLE_TEXT_QUIET, alpha);
    title->gap_px[TITLE_LATIN] = painter_px(painter, 12.0f);
    title->gap_px[TITLE_DEVANAGARI] = painter_px(painter, 6.0f);
}

static int title_height(const struct painter *painter, int width_px, const struct title *title)
{
    int height_px = 0;
    for (int i = 0; i < TITLE_PARTS; i++)
        if (title->text[i])
            height_px +=
                title->gap_px[i] + painter_text_height(painter, width_px, &title->lettering[i],
                                                       title->max_lines[i], title->text[i]);
    return height_px;
}

static bool title_fits(const struct painter *painter, struct rect box, const struct title *title)
{
    for (int i = 0; i < TITLE_PARTS; i++)
        if (title->text[i] && !painter_text_fits(painter, box.width, &title->lettering[i],
                                                 title->max_lines[i], title->text[i]))
            return false;
    return title_height(painter, box.width, title) <= box.height;
}

/// Long names take two lines as long as there is room for them; then the scripts give way.
static void fit_title(const struct painter *painter, struct rect box, struct title *title)
{
    static const struct {
        int name_lines, latin_lines;
        bool latin, devanagari;
    } ways[] = {{2, 2, true, true},   {2, 1, true, true},  {1, 1, true, true},
                {2, 2, true, false},  {2, 1, true, false}, {1, 1, true, false},
                {2, 1, false, false}, {1, 1, false, false}};
    const char *latin = title->text[TITLE_LATIN], *devanagari = title->text[TITLE_DEVANAGARI];
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        title->max_lines[TITLE_NAME] = ways[i].name_lines;
        title->max_lines[TITLE_LATIN] = ways[i].latin_lines;
        title->text[TITLE_LATIN] = ways[i].latin ? latin : NULL;
        title->text[TITLE_DEVANAGARI] = ways[i].devanagari ? devanagari : NULL;
        if (title_fits(painter, box, title))
            return;
    }
}

/// The light of one of its parts: the area of its letters as they are set.
static double part_light(const struct painter *painter, struct rect box, const struct title *title,
                         int part)
{
    static const double QUIET = 0.7;
    const struct lettering *lettering = &title->lettering[part];
    if (!title->text[part])
        return 0.0;
    double size_px = (double)typesetter_set(painter->typesetter, lettering->face,
                                            lettering->size_px, lettering->least_px, box.width,
                                            title->max_lines[part], title->text[part])
                         ->size_px;
    // A letter of Devanagari takes three bytes.
    double letters = (double)strlen(title->text[part]) / (part == TITLE_DEVANAGARI ? 3.0 : 1.0);
    return letters * size_px * size_px * (lettering->role == ROLE_TEXT_QUIET ? QUIET : 1.0);
}

double hud_title_light(const struct painter *painter, struct pose_side at)
{
    struct title title;
    struct rect box = painter->layout->title;
    double light = 0.0;
    if (!typesetter_type(painter->typesetter))
        return 1.0;
    title_of(painter, at, 1.0f, &title);
    if (painter->layout->large) {
        const struct lettering *name = &title.lettering[TITLE_NAME];
        double size_px = (double)painter_fill_px(painter, box, name, title.name);
        return (double)strlen(title.name) * size_px * size_px;
    }
    fit_title(painter, box, &title);
    for (int part = 0; part < TITLE_PARTS; part++)
        light += part_light(painter, box, &title, part);
    return light;
}

void hud_title_part(struct part *part, const struct painter *painter,
                    const struct practice_view *view)
{
    const struct moment *moment = view->moment;
    if (!moment->at.pose)
        return;
    char name[TITLE_BYTES];
    pose_side_title(moment->at, name, sizeof name);
    uint64_t print = fingerprint_text(FINGERPRINT_NONE, name);
    print = fingerprint_text(print, moment->at.pose->sanskrit);
    print = fingerprint_text(print, moment->at.pose->devanagari);
    part->box = painter->layout->title;
    part->fingerprint = fingerprint_int(print, hud_title_steps(painter, moment));
}

void hud_draw_title(const struct painter *painter, struct rect box,
                    const struct practice_view *view)
{
    struct title title;
    title_of(painter, view->moment->at, hud_alpha(hud_title_steps(painter, view->moment)), &title);
    if (painter->layout->large) {
        // One row for the name alone: the scripts would be small beside it.
        painter_fill(painter, box, &title.lettering[TITLE_NAME], true, title.name);
        return;
    }
    fit_title(painter, box, &title);
    for (int i = 0; i < TITLE_PARTS; i++) {
        if (!title.text[i])
            continue;
        box.y += title.gap_px[i];
        box.y = painter_text(painter, box, &title.lettering[i], title.max_lines[i], title.text[i]);
    }
}
