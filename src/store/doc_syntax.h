/// What libyaml complains about, said in words for somebody who writes a routine. Private to
/// store/doc_build.c.
#pragma once

#include "store/doc.h"

#include <yaml.h>

/// Report the mistake of syntax that stopped `parser` in `text`.
void doc_syntax_problem(struct doc *doc, const yaml_parser_t *parser, const char *text);
