/* A growable text: bytes on the heap with a NUL behind them, so that `bytes` may be used as a C
 * string once something was appended. Start with {0}; the owner calls text_free. */
#ifndef ABREAST_BASE_TEXT_H
#define ABREAST_BASE_TEXT_H

#include <stdarg.h>
#include <stddef.h>

struct text {
    char *bytes; /* NULL while nothing was appended */
    size_t size; /* bytes, the NUL not counted */
    size_t capacity;
};

#if defined __GNUC__
#define TEXT_FORMAT(string, first) __attribute__((format(printf, string, first)))
#else
#define TEXT_FORMAT(string, first)
#endif

void text_free(struct text *text);
void text_clear(struct text *text); /* empty, the memory kept */
void text_append(struct text *text, const char *bytes, size_t size);
void text_add(struct text *text, const char *string);
void text_add_byte(struct text *text, char byte);
void text_format(struct text *text, const char *format, ...) TEXT_FORMAT(2, 3);
void text_format_list(struct text *text, const char *format, va_list list) TEXT_FORMAT(2, 0);

/* The text as a C string: never NULL, valid until the next change. */
const char *text_string(const struct text *text);

#endif
