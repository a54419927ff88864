#include "base/failure.h"

#include "base/visible.h"

#include <string.h>

bool failure_set(struct failure *failure, const char *format, ...)
{
    struct text raw = {0}, message = {0};
    va_list list;
    va_start(list, format);
    text_format_list(&raw, format, list);
    va_end(list);
    visible_append_line(&message, text_string(&raw), raw.size);

    size_t size = message.size;
    if (size >= FAILURE_SIZE) {
        size = FAILURE_SIZE - 1;
        while (size && ((unsigned char)message.bytes[size] & 0xC0) == 0x80)
            size--;
    }
    memcpy(failure->message, text_string(&message), size);
    failure->message[size] = '\0';
    text_free(&raw);
    text_free(&message);
    return false;
}
