/* What WordNet says of the terms of two articles: which are related, how, and how strongly. */
#ifndef ABREAST_COMPARE_SENSES_H
#define ABREAST_COMPARE_SENSES_H

#include "compare/relation.h"
#include "compare/vocabulary.h"

#include <stddef.h>
#include <stdint.h>

/* Two terms, seen from the first. */
struct sense_relation {
    uint32_t a, b;
    struct relation relation;
};

/* All relations, each once, from one side; on the heap, to be freed. */
struct sense_relation *senses_relate(const struct vocabulary *vocabulary, size_t *count);

#endif
