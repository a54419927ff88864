#include "reader/past.h"

#include <string.h>

static void take_out(struct past *past, size_t at)
{
    text_free(&past->lines[at]);
    past->count--;
    memmove(&past->lines[at], &past->lines[at + 1], (past->count - at) * sizeof *past->lines);
    past->lines[past->count] = (struct text){0};
}

void past_add(struct past *past, const char *line)
{
    if (!*line)
        return;
    for (size_t i = 0; i < past->count; i++)
        if (strcmp(past->lines[i].bytes, line) == 0)
            take_out(past, i);
    if (past->count == PAST_MAX)
        take_out(past, 0);
    text_add(&past->lines[past->count++], line);
}

void past_free(struct past *past)
{
    while (past->count)
        take_out(past, past->count - 1);
}
