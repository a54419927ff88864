/* The persons that an article names, and which pronouns fit them. */
#ifndef ABREAST_LANGUAGE_PERSON_H
#define ABREAST_LANGUAGE_PERSON_H

#include "base/span.h"
#include "language/token.h"

#include <stdbool.h>
#include <stddef.h>

enum gender { GENDER_OPEN, GENDER_MALE, GENDER_FEMALE };

struct person {
    const struct word *first; /* NULL while only the last word is known */
    const struct word *last;  /* the last word of the name, by which it comes again */
    struct span name;         /* the longest form that was read, without titles */
    enum gender gender;
};

enum { PERSONS_MAX = 256 };

struct persons {
    struct person items[PERSONS_MAX]; /* who comes later is not remembered */
    size_t count;
};

/* The run of name tokens at `at`, titles and initials included; 0 where none begins there. */
size_t person_run(const struct token *tokens, size_t count, size_t at);

/* Reads a run of name tokens; remembers a person that it introduces with a given name or title. */
void persons_learn(struct persons *persons, const struct token *tokens, size_t count);

/* The person that the run stands for; NULL where it is none that is known, or where it may be
 * `*several`. */
struct person *persons_find(struct persons *persons, const struct token *tokens, size_t count,
                            bool *several);

bool person_fits(const struct person *person, enum gender gender);

#endif
