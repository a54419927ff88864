/* Quotations: the stretches of an article between quotation marks. One may hold several sentences
 * and ends with its block at the latest; inside one others do not count. */
#ifndef ABREAST_LANGUAGE_QUOTATION_H
#define ABREAST_LANGUAGE_QUOTATION_H

#include "article/article.h"
#include "base/span.h"

#include <stdbool.h>
#include <stddef.h>

struct quotations {
    struct span *items; /* in their order, without the marks; in the article's arena */
    size_t count;
};

struct quotations quotations_find(struct article *article);

/* The first quotation that ends behind `offset`; the count where there is none. */
size_t quotation_at(const struct quotations *quotations, size_t offset);

bool quotation_holds(const struct quotations *quotations, size_t offset);

/* The longest stretch of the span that is inside a quotation; empty without one. */
struct span quotation_within(const struct quotations *quotations, struct span span);

#endif
