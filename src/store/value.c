#include "store/value.h"

#include "base/text.h"
#include "coach/content.h"

#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { EXCERPT_BYTES = 40 };

const struct limits limits_any_angle = {-360, 360, " degrees"};
const struct limits limits_place = {-5, 5, " m"};
const struct limits limits_small = {-0.5, 0.5, " m"};
const struct limits limits_direction = {-100, 100, ""};
const struct limits limits_share = {0, 1, ""};
const struct limits limits_seconds = {0.2, 600, " s"};
const struct limits limits_hold = {0, 600, " s"};

/// The beginning of `text`, cut between characters.
static void excerpt(const char *text, char out[EXCERPT_BYTES + 4])
{
    size_t length = 0;
    while (text[length] && text[length] != '\n') {
        size_t step = (size_t)text_utf8_length(text + length);
        if (length + step > EXCERPT_BYTES)
            break;
        length += step;
    }
    memcpy(out, text, length);
    strcpy(out + length, text[length] ? "..." : "");
}

struct value_name value_name(const struct doc_node *node)
{
    struct value_name name;
    const struct doc_node *owner = node->parent;
    if (node->key)
        snprintf(name.text, sizeof name.text, "\"%.48s\"", node->key);
    else if (owner && owner->key)
        snprintf(name.text, sizeof name.text, "item %d of \"%.48s\"", node->index, owner->key);
    else
        snprintf(name.text, sizeof name.text, "this");
    return name;
}

struct value_name value_description(const struct doc_node *node)
{
    struct value_name description;
    char text[EXCERPT_BYTES + 4] = "";
    if (node->kind == DOC_SCALAR)
        excerpt(node->text, text);
    if (node->kind != DOC_SCALAR)
        strcpy(description.text, node->kind == DOC_LIST ? "a list" : "a mapping");
    else if (value_is_nothing(node))
        strcpy(description.text, "nothing");
    else if (value_looks_like_number(node))
        snprintf(description.text, sizeof description.text, "the number %s", text);
    else
        snprintf(description.text, sizeof description.text, "\"%s\"", text);
    return description;
}

bool value_is_nothing(const struct doc_node *node)
{
    return node->kind == DOC_SCALAR && node->plain &&
           (!*node->text || strcmp(node->text, "~") == 0 || strcmp(node->text, "null") == 0);
}

static const char *skip_digits(const char *text)
{
    while (*text >= '0' && *text <= '9')
        text++;
    return text;
}

static const char *skip_sign(const char *text)
{
    return *text == '-' || *text == '+' ? text + 1 : text;
}

/// [+-] digits [. digits] [e [+-] digits], with a digit before the point unless `loose`.
static bool is_number(const char *text, bool loose)
{
    const char *whole = skip_sign(text);
    const char *end = skip_digits(whole);
    bool has_whole = end > whole;
    if (*end == '.') {
        const char *fraction = end + 1;
        end = skip_digits(fraction);
        if (end == fraction && !(loose && has_whole))
            return false;
    }
    if (!has_whole && !(loose && end > whole))
        return false;
    if (*end == 'e' || *end == 'E') {
        const char *exponent = skip_sign(end + 1);
        end = skip_digits(exponent);
        if (end == exponent)
            return false;
    }
    return *end == '\0';
}

bool value_looks_like_number(const struct doc_node *node)
{
    return node->kind == DOC_SCALAR && node->plain && is_number(node->text, true);
}

/// The decimal point is a point whatever language the user's surroundings speak.
static double parse_number(const char *text)
{
    static locale_t c_locale;
    if (!c_locale)
        c_locale = newlocale(LC_ALL_MASK, "C", NULL);
    return strtod_l(text, NULL, c_locale);
}

static bool is_infinite_word(const char *text)
{
    static const char *const words[] = {".inf", ".nan", "inf", "nan", "infinity"};
    text = skip_sign(text);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcasecmp(text, words[i]) == 0)
            return true;
    return false;
}

/// "1,5": a comma where the point should be.
static bool is_comma_number(const char *text)
{
    const char *whole = skip_sign(text);
    const char *end = skip_digits(whole);
    return end > whole && *end == ',' && end[1] && *skip_digits(end + 1) == '\0';
}

/// "1:30": YAML 1.1 reads it as 90.
static bool is_clock(const char *text)
{
    const char *end = skip_digits(text);
    return end > text && *end == ':' && end[1] && *skip_digits(end + 1) == '\0';
}

static bool complain_of_number(struct doc *doc, const struct doc_node *node)
{
    struct value_name node_name = value_name(node);
    const char *name = node_name.text;
    const char *text = node->kind == DOC_SCALAR ? node->text : "";
    if (node->kind == DOC_SCALAR && !node->plain && is_number(text, false))
        doc_problem(doc, node, "%s must be a number, not the text \"%.40s\": leave the quotes out",
                    name, text);
    else if (is_number(text, true) && strchr(text, '.') == skip_sign(text))
        doc_problem(doc, node, "%s: \"%.40s\" needs a digit before the point: write %s0%.40s", name,
                    text, *text == '-' ? "-" : "", skip_sign(text));
    else if (is_number(text, true))
        doc_problem(doc, node, "%s: \"%.40s\" needs a digit after the point: write %.40s0", name,
                    text, text);
    else if (is_infinite_word(text))
        doc_problem(doc, node, "%s must be a finite number, not %.12s", name, text);
    else if (is_comma_number(text))
        doc_problem(doc, node, "%s: write a point, not a comma, in the number %.40s", name, text);
    else if (is_clock(text))
        doc_problem(doc, node, "%s: write %.40s as one number of seconds", name, text);
    else
        doc_problem(doc, node, "%s must be a number, not %s", name, value_description(node).text);
    return false;
}

bool value_number(struct doc *doc, const struct doc_node *node, const struct limits *limits,
                  double *number)
{
    if (node->kind != DOC_SCALAR || !node->plain || !is_number(node->text, false))
        return complain_of_number(doc, node);
    double value = parse_number(node->text);
    if (!isfinite(value)) {
        doc_problem(doc, node, "%s must be a finite number, not %.40s", value_name(node).text,
                    node->text);
        return false;
    }
    if (value < limits->least || value > limits->most) {
        doc_problem(doc, node, "%s must be %g to %g%s, not %.40s", value_name(node).text,
                    limits->least, limits->most, limits->unit, node->text);
        return false;
    }
    *number = value;
    return true;
}

bool value_float(struct doc *doc, const struct doc_node *node, const struct limits *limits,
                 float *number)
{
    double value;
    if (!value_number(doc, node, limits, &value))
        return false;
    *number = (float)value;
    return true;
}

bool value_bool(struct doc *doc, const struct doc_node *node, bool *truth)
{
    bool plain = node->kind == DOC_SCALAR && node->plain;
    if (plain && strcmp(node->text, "true") == 0)
        *truth = true;
    else if (plain && strcmp(node->text, "false") == 0)
        *truth = false;
    else {
        doc_problem(doc, node, "%s must be true or false, not %s", value_name(node).text,
                    value_description(node).text);
        return false;
    }
    return true;
}

static bool complain_of_count(struct doc *doc, const struct doc_node *node, int least, int most)
{
    char wanted[32];
    if (least == most)
        snprintf(wanted, sizeof wanted, "%d", most);
    else
        snprintf(wanted, sizeof wanted, "%d to %d", least, most);
    doc_problem(doc, node, "%s must have %s numbers, not %d", value_name(node).text, wanted,
                node->count);
    return false;
}

bool value_floats(struct doc *doc, const struct doc_node *node, const struct limits *limits,
                  int least, int most, float *numbers)
{
    if (node->kind != DOC_LIST) {
        doc_problem(doc, node, "%s must be a list of %d numbers, not %s", value_name(node).text,
                    most, value_description(node).text);
        return false;
    }
    if (node->count < least || node->count > most)
        return complain_of_count(doc, node, least, most);
    float read[8] = {0};
    bool good = true;
    int index = 0;
    for (const struct doc_node *item = node->first; item; item = item->next)
        good = value_float(doc, item, limits, &read[index++]) && good;
    if (good)
        memcpy(numbers, read, (size_t)most * sizeof *numbers);
    return good;
}

bool value_text(struct doc *doc, const struct doc_node *node, const char **text)
{
    if (node->kind != DOC_SCALAR || value_is_nothing(node)) {
        doc_problem(doc, node, "%s must be a text, not %s", value_name(node).text,
                    value_description(node).text);
        return false;
    }
    if (!node->text[strspn(node->text, " \t\r\n")]) {
        doc_problem(doc, node, "%s is an empty text", value_name(node).text);
        return false;
    }
    *text = node->text;
    return true;
}

bool value_id(struct doc *doc, const struct doc_node *node, const char **id)
{
    const char *text;
    if (!value_text(doc, node, &text))
        return false;
    if (text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_")]) {
        doc_problem(doc, node, "%s may only have small letters, digits and _, not %s",
                    value_name(node).text, value_description(node).text);
        return false;
    }
    if (strlen(text) >= CONTENT_ID_MAX) {
        doc_problem(doc, node, "%s is too long: at most %d letters", value_name(node).text,
                    CONTENT_ID_MAX - 1);
        return false;
    }
    *id = text;
    return true;
}

bool value_word(struct doc *doc, const struct doc_node *node, const char *const *words, int count,
                int *index)
{
    const char *text;
    if (!value_text(doc, node, &text))
        return false;
    char wanted[160] = "";
    for (int i = 0; i < count; i++) {
        if (strcmp(text, words[i]) == 0) {
            *index = i;
            return true;
        }
        size_t used = strlen(wanted);
        snprintf(wanted + used, sizeof wanted - used, "%s%s",
                 i == 0           ? ""
                 : i == count - 1 ? " or "
                                  : ", ",
                 words[i]);
    }
    doc_problem(doc, node, "%s must be %s, not %s", value_name(node).text, wanted,
                value_description(node).text);
    return false;
}

bool value_map(struct doc *doc, const struct doc_node *node)
{
    if (node->kind == DOC_MAP)
        return true;
    doc_problem(doc, node, "%s must be a mapping of keys and values, not %s", value_name(node).text,
                value_description(node).text);
    return false;
}

bool value_list(struct doc *doc, const struct doc_node *node)
{
    if (node->kind == DOC_LIST)
        return true;
    doc_problem(doc, node, "%s must be a list, not %s", value_name(node).text,
                value_description(node).text);
    return false;
}

/// Keys that YAML 1.1 programs take for true or false.
static bool is_truth_word(const char *key)
{
    static const char *const words[] = {"on", "off", "yes", "no", "y", "n", "true", "false"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcasecmp(key, words[i]) == 0)
            return true;
    return false;
}

static void complain_of_key(struct doc *doc, const struct doc_node *item, const char *const *known,
                            int count)
{
    char key[EXCERPT_BYTES + 4];
    excerpt(item->key, key);
    const char *nearest = text_nearest(item->key, known, (size_t)count);
    if (is_truth_word(item->key))
        doc_key_problem(doc, item,
                        "unknown key \"%s\" (YAML takes this word for true or false); for a hand "
                        "on the leg write \"grip\"",
                        key);
    else if (nearest)
        doc_key_problem(doc, item, "unknown key \"%s\", did you mean \"%s\"?", key, nearest);
    else
        doc_key_problem(doc, item, "unknown key \"%s\"", key);
}

void value_known_keys(struct doc *doc, const struct doc_node *map, const char *const *known,
                      int count)
{
    for (const struct doc_node *item = map->first; item; item = item->next) {
        bool found = false;
        for (int i = 0; i < count && !found; i++)
            found = strcmp(item->key, known[i]) == 0;
        if (!found)
            complain_of_key(doc, item, known, count);
    }
}

const struct doc_node *value_required(struct doc *doc, const struct doc_node *map, const char *key)
{
    const struct doc_node *item = doc_item(map, key);
    if (!item && map->key)
        doc_key_problem(doc, map, "\"%.48s\" lacks the key \"%s\"", map->key, key);
    else if (!item && map->parent && map->parent->key)
        doc_problem(doc, map, "item %d of \"%.48s\" lacks the key \"%s\"", map->index,
                    map->parent->key, key);
    else if (!item)
        doc_problem(doc, map, "the key \"%s\" is missing", key);
    return item;
}
