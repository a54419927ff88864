#include "report/json-value.h"

/* Jansson prints the shortest decimal of at most that many digits, so a confidence in thousandths
 * comes out exactly. */
enum { PRINT_FLAGS = JSON_INDENT(2) | JSON_REAL_PRECISION(3) };

json_t *json_size(size_t size)
{
    return json_integer((json_int_t)size);
}

json_t *json_piece(const struct article *article, struct span span)
{
    return json_stringn(article->text + span.start, span_size(span));
}

json_t *json_text_or_null(const char *text)
{
    return text && *text ? json_string(text) : json_null();
}

static int append_to_text(const char *bytes, size_t size, void *out)
{
    text_append(out, bytes, size);
    return 0;
}

void json_write_document(json_t *value, struct text *out)
{
    json_dump_callback(value, append_to_text, out, PRINT_FLAGS);
    json_decref(value);
    text_add_byte(out, '\n');
}
