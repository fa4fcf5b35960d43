#include "store/doc_syntax.h"

#include "store/doc_build.h"

#include <string.h>

/// libyaml's problem, and ours. `at_start`: the mistake is where libyaml's context begins (a quote
/// that was opened), not where it noticed (the end of the file). `names_start`: the sentence goes
/// on with the line in which the context begins.
struct translation {
    const char *context; ///< part of libyaml's context; NULL: any
    const char *problem; ///< part of libyaml's problem
    bool at_start, names_start;
    const char *sentence;
};

static const struct translation translations[] = {
    {"quoted scalar", "unexpected end of stream", true, false, "this quote is never closed"},
    {"quoted scalar", "document indicator", true, false, "this quote is never closed"},
    {"simple key", "could not find expected ':'", true, false, "a \":\" is missing after this key"},
    {NULL, "mapping values are not allowed", false, false,
     "a \":\" cannot stand here: put the text in quotes, or check the indentation"},
    {"flow sequence", "expected ',' or ']'", false, true,
     "a \",\" or \"]\" is missing in the list"},
    {"flow mapping", "expected ',' or '}'", false, true,
     "a \",\" or \"}\" is missing in the mapping"},
    {"block mapping", "did not find expected key", false, true,
     "check the indentation: this does not fit the mapping"},
    {"block collection", "did not find expected '-'", false, true,
     "check the indentation: this does not fit the list"},
    {NULL, "block sequence entries are not allowed", false, false,
     "a \"- \" cannot stand here: a list begins on a line of its own"},
    {"plain scalar", "found unexpected ':'", false, false,
     "a value is missing after this \":\", or a blank"},
    {"block scalar", "comment or line break", false, false,
     "a text after \"|\" or \">\" begins on the next line; or put the text in quotes"},
    {NULL, "mapping keys are not allowed", false, false,
     "a \"? \" cannot stand here: put the text in quotes"},
    {"directive", "", false, false,
     "a line that begins with \"%\" is a command to YAML: put the text in quotes"},
    {NULL, "did not find expected node content", false, false, "a value is missing here"},
    {NULL, "did not find expected <document start>", false, false,
     "this belongs to nothing above: check the indentation"},
    {NULL, "found unknown escape character", false, false,
     "unknown escape in a quoted text: write \\\\ for a backslash"},
    {"anchor", "alphabetic or numeric character", true, false,
     "\"&\" has a meaning of its own in YAML: put the text in quotes"},
    {"alias", "alphabetic or numeric character", true, false,
     "\"*\" has a meaning of its own in YAML: put the text in quotes"},
    {NULL, "tab character", false, false, "a tab cannot indent: use spaces"},
};

static bool holds(const char *text, const char *part)
{
    return text && strstr(text, part);
}

static const struct translation *find_translation(const yaml_parser_t *parser)
{
    for (size_t i = 0; i < sizeof translations / sizeof *translations; i++) {
        const struct translation *translation = &translations[i];
        if (holds(parser->problem, translation->problem) &&
            (!translation->context || holds(parser->context, translation->context)))
            return translation;
    }
    return NULL;
}

/// The ASCII character at `mark`, 0 at the end or if it is another one.
static char character_at(const char *text, yaml_mark_t mark)
{
    size_t line = 0;
    while (line < mark.line && *text)
        line += *text++ == '\n';
    for (size_t column = 0; column < mark.column && *text; column++)
        do
            text++;
        while ((*text & 0xc0) == 0x80);
    return (*text & 0x80) ? 0 : *text;
}

static void add(struct doc *doc, yaml_mark_t mark, const char *sentence)
{
    problems_add(doc->problems, doc->path, (int)mark.line + 1, (int)mark.column + 1, "%s",
                 sentence);
}

static void add_reader_problem(struct doc *doc, const yaml_parser_t *parser, const char *text)
{
    int line, column;
    doc_place_of_byte(text, parser->problem_offset, &line, &column);
    problems_add(doc->problems, doc->path, line, column,
                 "a control character stands here: remove it");
}

static void add_token_problem(struct doc *doc, const yaml_parser_t *parser, const char *text)
{
    char sentence[80] = "no value can begin like this: put it in quotes";
    char character = character_at(text, parser->problem_mark);
    if (character == '\t')
        snprintf(sentence, sizeof sentence, "a tab cannot indent: use spaces");
    else if (character > ' ')
        snprintf(sentence, sizeof sentence, "no value can begin with \"%c\": put it in quotes",
                 character);
    add(doc, parser->problem_mark, sentence);
}

void doc_syntax_problem(struct doc *doc, const yaml_parser_t *parser, const char *text)
{
    if (parser->error == YAML_READER_ERROR) {
        add_reader_problem(doc, parser, text);
        return;
    }
    if (holds(parser->problem, "cannot start any token")) {
        add_token_problem(doc, parser, text);
        return;
    }
    const struct translation *translation = find_translation(parser);
    char sentence[256];
    if (!translation)
        snprintf(sentence, sizeof sentence, "this is not YAML: %s",
                 parser->problem ? parser->problem : "it cannot be read");
    else if (translation->names_start)
        snprintf(sentence, sizeof sentence, "%s that begins in line %d", translation->sentence,
                 (int)parser->context_mark.line + 1);
    else
        snprintf(sentence, sizeof sentence, "%s", translation->sentence);
    add(doc, translation && translation->at_start ? parser->context_mark : parser->problem_mark,
        sentence);
}
