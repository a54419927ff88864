/* SHA-256 (FIPS 180-4): what tells whether two texts are the same without keeping either. */
#ifndef ABREAST_BASE_DIGEST_H
#define ABREAST_BASE_DIGEST_H

#include <stddef.h>

enum { DIGEST_SIZE = 32, DIGEST_STRING = 2 * DIGEST_SIZE + 1 };

/* The digest as hexadecimal digits with a NUL behind them. */
void digest_of(const char *bytes, size_t size, char digest[DIGEST_STRING]);

#endif
