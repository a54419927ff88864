/* Values of JSON that several formats are made of. */
#ifndef ABREAST_REPORT_JSON_VALUE_H
#define ABREAST_REPORT_JSON_VALUE_H

#include "article/article.h"
#include "base/text.h"

#include <jansson.h>

json_t *json_size(size_t size);
json_t *json_piece(const struct article *article, struct span span);
json_t *json_text_or_null(const char *text); /* null for "" and NULL */

/* Appends the value as a document, with numbers of at most three decimals, and frees it. */
void json_write_document(json_t *value, struct text *out);

#endif
