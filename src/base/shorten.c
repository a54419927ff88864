#include "base/shorten.h"

#include <stdbool.h>
#include <string.h>

static const char dots[] = "...";

static bool is_inside_character(const char *bytes, size_t at, size_t size)
{
    return at < size && ((unsigned char)bytes[at] & 0xC0) == 0x80;
}

/* A third of what stays stands before the gap: the end of a path says more than its beginning. */
static void add_short(struct text *out, const char *bytes, size_t size, size_t most)
{
    size_t room = most - strlen(dots), head = room / 3, tail = size - (room - head);
    if (size <= most) {
        text_append(out, bytes, size);
        return;
    }
    while (head && is_inside_character(bytes, head, size))
        head--;
    while (is_inside_character(bytes, tail, size))
        tail++;
    text_append(out, bytes, head);
    text_add(out, dots);
    text_append(out, bytes + tail, size - tail);
}

static void replace(struct text *line, struct text *by)
{
    text_free(line);
    *line = *by;
}

void shorten_words(struct text *line, size_t most)
{
    struct text made = {0};
    const char *at = text_string(line);
    size_t least = most < SHORTEN_MIN ? SHORTEN_MIN : most;
    while (*at) {
        size_t blanks = strspn(at, " "), size = strcspn(at + blanks, " ");
        text_append(&made, at, blanks);
        add_short(&made, at + blanks, size, least);
        at += blanks + size;
    }
    replace(line, &made);
}

void shorten_line(struct text *line, size_t most)
{
    struct text made = {0};
    add_short(&made, text_string(line), line->size, most < SHORTEN_MIN ? SHORTEN_MIN : most);
    replace(line, &made);
}
