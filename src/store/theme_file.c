#include "store/theme_file.h"

#include "store/value.h"

#include <ctype.h>
#include <string.h>

static float channel(const char *digits)
{
    int value = 0;
    for (int i = 0; i < 2; i++) {
        char digit = digits[i];
        value = value * 16 + (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
    }
    return (float)value / 255.0f;
}

static bool is_colour(const char *text)
{
    for (int i = 0; i < 6; i++)
        if (!isxdigit((unsigned char)text[i]))
            return false;
    return text[6] == '\0';
}

static void read_colour(struct doc *doc, const struct doc_node *node, struct colour *colour)
{
    if (value_is_nothing(node)) {
        // `floor: #1f1815` is a comment to YAML.
        doc_problem(doc, node, "%s is empty: write the colour in quotes, like \"1f1815\"",
                    value_name(node).text);
        return;
    }
    const char *text = node->kind == DOC_SCALAR ? node->text : "";
    const char *digits = *text == '#' ? text + 1 : text;
    if (!is_colour(digits)) {
        doc_problem(doc, node, "%s must be a colour like \"1f1815\", not %s", value_name(node).text,
                    value_description(node).text);
        return;
    }
    *colour = (struct colour){channel(digits), channel(digits + 2), channel(digits + 4)};
}

static void read_colours(struct doc *doc, struct theme *theme)
{
    const struct doc_node *colours = value_required(doc, doc->root, "colours");
    if (!colours || !value_map(doc, colours))
        return;
    const char *roles[ROLE_COUNT];
    for (int role = 0; role < ROLE_COUNT; role++)
        roles[role] = theme_role_name((enum theme_role)role);
    value_known_keys(doc, colours, roles, ROLE_COUNT);
    for (int role = 0; role < ROLE_COUNT; role++) {
        const struct doc_node *node = value_required(doc, colours, roles[role]);
        if (node)
            read_colour(doc, node, &theme->colour[role]);
    }
}

/// A text that fits into `size` bytes with its NUL.
static void read_short_text(struct doc *doc, const struct doc_node *node, char *out, size_t size)
{
    const char *text;
    if (!node || !value_text(doc, node, &text))
        return;
    if (strlen(text) >= size)
        doc_problem(doc, node, "%s is too long: at most %zu letters", value_name(node).text,
                    size - 1);
    else
        strcpy(out, text);
}

static void read_text_steps(struct doc *doc, const struct doc_node *node, struct theme *theme)
{
    static const char *const steps[] = {"0", "1", "2"};
    if (node)
        value_word(doc, node, steps, COUNT(steps), &theme->text_steps);
}

static void read_theme(struct doc *doc, struct theme *theme)
{
    static const char *const keys[] = {"theme", "name", "shadow_strength", "text_steps", "colours"};
    value_known_keys(doc, doc->root, keys, COUNT(keys));
    const struct doc_node *id = value_required(doc, doc->root, "theme");
    const char *id_text;
    if (id && value_id(doc, id, &id_text))
        read_short_text(doc, id, theme->id, sizeof theme->id);
    read_short_text(doc, value_required(doc, doc->root, "name"), theme->name, sizeof theme->name);
    const struct doc_node *strength = value_required(doc, doc->root, "shadow_strength");
    if (strength)
        value_float(doc, strength, &limits_share, &theme->shadow_strength);
    read_text_steps(doc, doc_item(doc->root, "text_steps"), theme);
    read_colours(doc, theme);
}

bool theme_load(struct theme *theme, const char *path, struct problems *problems)
{
    struct theme read = {0};
    struct doc doc;
    int before = problems->count;
    doc_load(&doc, path, problems);
    if (doc.root)
        read_theme(&doc, &read);
    doc_finish(&doc);
    if (problems->count > before)
        return false;
    *theme = read;
    return true;
}
