/* The words of an article, each once; they live in the article's arena. */
#ifndef ABREAST_LANGUAGE_WORD_H
#define ABREAST_LANGUAGE_WORD_H

#include "base/arena.h"
#include "language/token.h"

#include <stddef.h>

struct words;

struct words *words_new(struct arena *arena);
void words_free(struct words *words); /* the words themselves stay with the arena */

/* The word spelt so in the text. Valid UTF-8; never NULL. */
struct word *words_get(struct words *words, const char *bytes, size_t size);

#endif
