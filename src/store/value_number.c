#include "store/value.h"

#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

const struct limits limits_any_angle = {-360, 360, " degrees"};
const struct limits limits_place = {-5, 5, " m"};
const struct limits limits_small = {-0.5, 0.5, " m"};
const struct limits limits_direction = {-100, 100, ""};
const struct limits limits_share = {0, 1, ""};
const struct limits limits_seconds = {0.2, 600, " s"};
const struct limits limits_hold = {0, 600, " s"};

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
    struct value_words node_name = value_name(node);
    struct doc_excerpt excerpt = doc_excerpt(node->kind == DOC_SCALAR ? node->text : "");
    const char *name = node_name.text, *text = excerpt.text;
    if (node->kind == DOC_SCALAR && !node->plain && is_number(text, false))
        doc_problem(doc, node, "%s must be a number, not the text \"%s\": leave the quotes out",
                    name, text);
    else if (is_number(text, true) && strchr(text, '.') == skip_sign(text))
        doc_problem(doc, node, "%s: \"%s\" needs a digit before the point: write %s0%s", name, text,
                    *text == '-' ? "-" : "", skip_sign(text));
    else if (is_number(text, true))
        doc_problem(doc, node, "%s: \"%s\" needs a digit after the point: write %s0", name, text,
                    text);
    else if (is_infinite_word(text))
        doc_problem(doc, node, "%s must be a finite number, not %s", name, text);
    else if (is_comma_number(text))
        doc_problem(doc, node, "%s: write a point, not a comma, in the number %s", name, text);
    else if (is_clock(text))
        doc_problem(doc, node, "%s: write %s as one number of seconds", name, text);
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
        doc_problem(doc, node, "%s must be a finite number, not %s", value_name(node).text,
                    doc_excerpt(node->text).text);
        return false;
    }
    if (value < limits->least || value > limits->most) {
        doc_problem(doc, node, "%s must be %g to %g%s, not %s", value_name(node).text,
                    limits->least, limits->most, limits->unit, doc_excerpt(node->text).text);
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
