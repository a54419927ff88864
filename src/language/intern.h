/* Strings numbered in the order in which they are first met: the same string, the same number. */
#ifndef ABREAST_LANGUAGE_INTERN_H
#define ABREAST_LANGUAGE_INTERN_H

#include "base/arena.h"

#include <stddef.h>
#include <stdint.h>

struct intern;

struct intern *intern_new(struct arena *arena); /* copies of the strings live in the arena */
void intern_free(struct intern *intern);        /* the copies stay */

/* The string's number, from 0; a new one is the count before the call. */
uint32_t intern_get(struct intern *intern, const char *bytes, size_t size);
const char *intern_string(const struct intern *intern, uint32_t number);

#endif
