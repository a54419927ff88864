/* Keys as numbers: a Unicode code point, or one of these. */
#ifndef ABREAST_READER_KEY_H
#define ABREAST_READER_KEY_H

#include <stddef.h>

enum key {
    KEY_NONE = 0x110000, /* above all code points */
    KEY_ARROW_UP,
    KEY_ARROW_DOWN,
    KEY_ARROW_LEFT,
    KEY_ARROW_RIGHT,
    KEY_PAGE_UP,
    KEY_PAGE_DOWN,
    KEY_FIRST, /* Home */
    KEY_LAST,  /* End */
    KEY_ERASE, /* Backspace */
    KEY_REMOVE, /* Delete */
    KEY_BACKTAB,
    KEY_INSERT,
    KEY_FUNCTION_1, /* F1; F12 is the eleventh behind it */
    KEY_FUNCTION_12 = KEY_FUNCTION_1 + 11,
    KEY_UNKNOWN,
    KEY_PASTE_BEGIN, /* no keys: what follows was pasted, not typed, up to KEY_PASTE_END */
    KEY_PASTE_END,
};

enum { KEY_ESCAPE = 0x1B, KEY_RETURN = '\r', KEY_TABULATOR = '\t', KEY_NAME_SIZE = 16 };

/* The key that a name stands for: "j", "^D", "Space", "Up", "F1"; KEY_NONE where it is no name. */
unsigned key_parse(const char *name, size_t size);

/* The other way; the name is as people read it. */
void key_describe(unsigned key, char name[KEY_NAME_SIZE]);

#endif
