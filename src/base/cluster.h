/* Clusters: what a reader takes for one character, and the columns that it takes in a terminal or
 * in a text of fixed width. */
#ifndef ABREAST_BASE_CLUSTER_H
#define ABREAST_BASE_CLUSTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The first cluster of a text: its size in bytes, and its width in columns (0, 1 or 2). */
size_t cluster_next(const char *bytes, size_t size, size_t *width);

/* One of the two letters (regional indicators) that make a flag. */
bool sign_is_flag_letter(uint32_t sign);

/* The columns that a text takes. */
size_t cluster_columns(const char *bytes, size_t size);

#endif
