/// From libyaml's events to a tree. Private to store/doc.c.
#pragma once

#include "store/doc.h"

/// Fill in doc->root from `text`, `count` bytes of valid UTF-8; mistakes go to doc->problems.
/// After a mistake of syntax there is no root: half a tree would only lead to false complaints.
void doc_build(struct doc *doc, const char *text, size_t count);

/// Line and column, from 1, of the byte at `offset`. Columns count characters, as libyaml does.
void doc_place_of_byte(const char *text, size_t offset, int *line, int *column);
