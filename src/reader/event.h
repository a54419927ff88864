/* What happens at the terminal. */
#ifndef ABREAST_READER_EVENT_H
#define ABREAST_READER_EVENT_H

#include <stddef.h>

enum event_kind {
    EVENT_KEY,
    EVENT_CLICK,
    EVENT_RELEASE, /* of the button that clicked */
    EVENT_WHEEL_UP,
    EVENT_WHEEL_DOWN,
    EVENT_RESIZE,
    EVENT_SIGNAL, /* one that asks the program to end */
};

struct event {
    enum event_kind kind;
    unsigned key;       /* of a key */
    size_t row, column; /* of the mouse; of a resize: the new size */
    int signal;
};

#endif
