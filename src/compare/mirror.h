/* The features of a pair of statements as they are when the articles change places. */
#ifndef ABREAST_COMPARE_MIRROR_H
#define ABREAST_COMPARE_MIRROR_H

#include "compare/features.h"

#include <stddef.h>

/* The first `count` features; what is of the left becomes of the right. */
void features_mirror(const float *features, size_t count, float *mirror);

#endif
