#include "base/failure.h"

#include "base/shorten.h"
#include "base/visible.h"

#include <string.h>

/* The reason and what can be done stand at the end: names of files give way. */
static void make_fit(struct text *message)
{
    size_t most = FAILURE_SIZE / 2;
    for (; message->size >= FAILURE_SIZE && most >= SHORTEN_MIN; most -= most / 4)
        shorten_words(message, most);
    if (message->size >= FAILURE_SIZE)
        shorten_line(message, FAILURE_SIZE - 1);
}

bool failure_set(struct failure *failure, const char *format, ...)
{
    struct text raw = {0}, message = {0};
    va_list list;
    va_start(list, format);
    text_format_list(&raw, format, list);
    va_end(list);
    visible_append_line(&message, text_string(&raw), raw.size);
    make_fit(&message);
    memcpy(failure->message, text_string(&message), message.size);
    failure->message[message.size] = '\0';
    text_free(&raw);
    text_free(&message);
    return false;
}
