#include "base/text.h"

#include "base/memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void text_free(struct text *text)
{
    free(text->bytes);
    *text = (struct text){0};
}

void text_clear(struct text *text)
{
    text->size = 0;
    if (text->bytes)
        text->bytes[0] = '\0';
}

static void reserve(struct text *text, size_t more)
{
    size_t need = more < SIZE_MAX - text->size ? text->size + more + 1 : SIZE_MAX;
    text->bytes = memory_reserve(text->bytes, &text->capacity, need, 1);
}

void text_append(struct text *text, const char *bytes, size_t size)
{
    reserve(text, size);
    if (size)
        memcpy(text->bytes + text->size, bytes, size);
    text->size += size;
    text->bytes[text->size] = '\0';
}

void text_add(struct text *text, const char *string)
{
    text_append(text, string, strlen(string));
}

void text_add_byte(struct text *text, char byte)
{
    text_append(text, &byte, 1);
}

void text_format_list(struct text *text, const char *format, va_list list)
{
    char line[256]; /* most of what is formatted is shorter */
    va_list again;
    va_copy(again, list);
    int size = vsnprintf(line, sizeof line, format, again);
    va_end(again);
    if (size < 0)
        return;
    if ((size_t)size < sizeof line) {
        text_append(text, line, (size_t)size);
        return;
    }
    reserve(text, (size_t)size);
    vsnprintf(text->bytes + text->size, (size_t)size + 1, format, list);
    text->size += (size_t)size;
}

void text_format(struct text *text, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    text_format_list(text, format, list);
    va_end(list);
}

const char *text_string(const struct text *text)
{
    return text->bytes ? text->bytes : "";
}
