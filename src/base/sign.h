/* The signs (Unicode code points) of a text that is valid UTF-8. */
#ifndef ABREAST_BASE_SIGN_H
#define ABREAST_BASE_SIGN_H

#include "base/span.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The sign at `*at`, which is moved behind it; 0 at `end`. */
uint32_t sign_next(const char *text, size_t *at, size_t end);

/* The sign that ends at `*at`, which is moved before it; 0 at `start`. */
uint32_t sign_before(const char *text, size_t start, size_t *at);

/* The sign at `at`, 0 at `end`. */
uint32_t sign_at(const char *text, size_t at, size_t end);

bool sign_is_blank(uint32_t sign); /* white space, no-break spaces among it */
bool sign_is_letter(uint32_t sign);
bool sign_is_upper(uint32_t sign);
bool sign_is_lower(uint32_t sign);
bool sign_is_digit(uint32_t sign); /* 0 to 9 */

/* The span without blanks at its ends. */
struct span sign_trim(const char *text, struct span span);

#endif
