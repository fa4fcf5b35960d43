#include "picture/type.h"

#include "base/mem.h"

#include <SDL_ttf.h>
#include <assert.h>
#include <stdio.h>
#include <string.h>

enum {
    FACES = TYPE_DEVANAGARI + 1,
    FONTS_MAX = 32, ///< faces at a size; a screen uses about ten
    LINES_MAX = 96, ///< rendered lines; a screen shows about twenty
    PATH_BYTES = 1024
};

static const char *const font_file[FACES] = {
    [TYPE_REGULAR] = "Lato-Regular.ttf",
    [TYPE_MEDIUM] = "Lato-Medium.ttf",
    [TYPE_DEVANAGARI] = "NotoSansDevanagari-Regular.ttf",
};

struct font {
    TTF_Font *ttf;
    enum type_face face;
    int size_px;
    int cap_height_px;
    unsigned long used;
};

struct line {
    char *text; ///< NULL: free slot
    enum type_face face;
    int size_px, width_px;
    cairo_surface_t *mask; ///< coverage (A8); NULL for a line without ink
    unsigned long used;
};

struct type {
    char folder[PATH_BYTES];
    unsigned long clock; ///< counts uses: the least recently used entry makes room
    struct font font[FONTS_MAX];
    struct line line[LINES_MAX];
};

static TTF_Font *open_font(const struct type *type, enum type_face face, int size_px,
                           struct err *err)
{
    char path[PATH_BYTES + 64];
    snprintf(path, sizeof path, "%s/%s", type->folder, font_file[face]);
    TTF_Font *ttf = TTF_OpenFont(path, size_px);
    if (!ttf) {
        err_set(err, "cannot read the font %s: %s", path, TTF_GetError());
        return NULL;
    }
    TTF_SetFontHinting(ttf, TTF_HINTING_LIGHT_SUBPIXEL);
    // SDL_ttf 2.20 does not detect scripts; without this, conjuncts fall apart.
    if (face == TYPE_DEVANAGARI)
        TTF_SetFontScriptName(ttf, "Deva");
    return ttf;
}

struct type *type_create(const char *font_folder, struct err *err)
{
    if (TTF_Init() != 0) {
        err_set(err, "cannot start the type renderer: %s", TTF_GetError());
        return NULL;
    }
    struct type *type = mem_alloc(1, sizeof *type);
    snprintf(type->folder, sizeof type->folder, "%s", font_folder);
    for (int face = 0; face < FACES; face++) {
        TTF_Font *probe = open_font(type, face, 16, err);
        if (!probe) {
            type_destroy(type);
            return NULL;
        }
        TTF_CloseFont(probe);
    }
    return type;
}

static void line_finish(struct line *line)
{
    mem_free(line->text);
    if (line->mask)
        cairo_surface_destroy(line->mask);
    *line = (struct line){0};
}

void type_destroy(struct type *type)
{
    if (!type)
        return;
    for (int i = 0; i < LINES_MAX; i++)
        line_finish(&type->line[i]);
    for (int i = 0; i < FONTS_MAX; i++)
        if (type->font[i].ttf)
            TTF_CloseFont(type->font[i].ttf);
    mem_free(type);
    TTF_Quit();
}

static int cap_height_of(TTF_Font *ttf, enum type_face face)
{
    int least_y = 0, most_y = 0;
    Uint32 letter = face == TYPE_DEVANAGARI ? 0x0915 : 'H';
    TTF_GlyphMetrics32(ttf, letter, NULL, NULL, &least_y, &most_y, NULL);
    return most_y;
}

static struct font *font_of(struct type *type, enum type_face face, int size_px)
{
    struct font *oldest = &type->font[0];
    for (int i = 0; i < FONTS_MAX; i++) {
        struct font *font = &type->font[i];
        if (font->ttf && font->face == face && font->size_px == size_px) {
            font->used = ++type->clock;
            return font;
        }
        if (font->used < oldest->used)
            oldest = font;
    }
    if (oldest->ttf)
        TTF_CloseFont(oldest->ttf);
    *oldest = (struct font){.face = face, .size_px = size_px, .used = ++type->clock};
    oldest->ttf = open_font(type, face, size_px, NULL);
    if (oldest->ttf)
        oldest->cap_height_px = cap_height_of(oldest->ttf, face);
    return oldest;
}

static int measured_width(TTF_Font *ttf, const char *text)
{
    int width_px = 0;
    if (ttf && text[0])
        TTF_SizeUTF8(ttf, text, &width_px, NULL);
    return width_px;
}

/// NULL if it was not drawn lately.
static struct line *kept_line(struct type *type, enum type_face face, int size_px, const char *text)
{
    for (int i = 0; i < LINES_MAX; i++) {
        struct line *line = &type->line[i];
        if (line->text && line->face == face && line->size_px == size_px &&
            strcmp(line->text, text) == 0) {
            line->used = ++type->clock;
            return line;
        }
    }
    return NULL;
}

void type_measure(struct type *type, enum type_face face, int size_px, const char *text,
                  int *width_px, int *height_px)
{
    TTF_Font *ttf = font_of(type, face, size_px)->ttf;
    const struct line *line = kept_line(type, face, size_px, text);
    *width_px = line ? line->width_px : measured_width(ttf, text);
    *height_px = ttf ? TTF_FontHeight(ttf) : size_px;
}

int type_ascent(struct type *type, enum type_face face, int size_px)
{
    TTF_Font *ttf = font_of(type, face, size_px)->ttf;
    return ttf ? TTF_FontAscent(ttf) : size_px;
}

int type_cap_height(struct type *type, enum type_face face, int size_px)
{
    return font_of(type, face, size_px)->cap_height_px;
}

/// Coverage of a line as an A8 picture, so that one cached line serves every colour.
static cairo_surface_t *render_mask(TTF_Font *ttf, const char *text)
{
    SDL_Surface *glyphs = TTF_RenderUTF8_Blended(ttf, text, (SDL_Color){255, 255, 255, 255});
    if (!glyphs)
        return NULL;
    cairo_surface_t *mask = cairo_image_surface_create(CAIRO_FORMAT_A8, glyphs->w, glyphs->h);
    unsigned char *to = cairo_image_surface_get_data(mask);
    int stride = cairo_image_surface_get_stride(mask);
    for (int y = 0; y < glyphs->h; y++) {
        const Uint32 *from = (const Uint32 *)(const void *)((const char *)glyphs->pixels +
                                                            (size_t)y * (size_t)glyphs->pitch);
        for (int x = 0; x < glyphs->w; x++)
            to[y * stride + x] = (unsigned char)(from[x] >> 24);
    }
    cairo_surface_mark_dirty(mask);
    SDL_FreeSurface(glyphs);
    return mask;
}

static struct line *oldest_line(struct type *type)
{
    struct line *oldest = &type->line[0];
    for (int i = 1; i < LINES_MAX; i++)
        if (type->line[i].used < oldest->used)
            oldest = &type->line[i];
    return oldest;
}

static cairo_surface_t *mask_of(struct type *type, enum type_face face, int size_px,
                                const char *text)
{
    struct line *line = kept_line(type, face, size_px, text);
    if (line)
        return line->mask;
    line = oldest_line(type);
    line_finish(line);
    TTF_Font *ttf = font_of(type, face, size_px)->ttf;
    size_t bytes = strlen(text) + 1;
    *line = (struct line){.text = memcpy(mem_alloc(bytes, 1), text, bytes),
                          .face = face,
                          .size_px = size_px,
                          .width_px = measured_width(ttf, text),
                          .mask = ttf ? render_mask(ttf, text) : NULL,
                          .used = ++type->clock};
    return line->mask;
}

void type_draw(struct type *type, struct canvas *canvas, enum type_face face, int size_px,
               struct colour colour, float alpha, int x, int y, const char *text)
{
    if (!text[0] || alpha <= 0.0f)
        return;
    cairo_surface_t *mask = mask_of(type, face, size_px, text);
    if (!mask)
        return;
    cairo_set_source_rgba(canvas->cairo, (double)colour.r, (double)colour.g, (double)colour.b,
                          (double)alpha);
    cairo_mask_surface(canvas->cairo, mask, x, y);
}
