#include "reader/key.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistr.h>

static const struct {
    unsigned key;
    const char *name;
} names[] = {
    {KEY_ARROW_UP, "Up"},     {KEY_ARROW_DOWN, "Down"},
    {KEY_ARROW_LEFT, "Left"}, {KEY_ARROW_RIGHT, "Right"},
    {KEY_PAGE_UP, "PgUp"},    {KEY_PAGE_DOWN, "PgDn"},
    {KEY_FIRST, "Home"},      {KEY_LAST, "End"},
    {KEY_ERASE, "Backspace"}, {KEY_REMOVE, "Del"},
    {KEY_BACKTAB, "BackTab"}, {KEY_INSERT, "Ins"},
    {KEY_ESCAPE, "Esc"},      {KEY_RETURN, "Enter"},
    {KEY_TABULATOR, "Tab"},   {' ', "Space"},
};

enum { FUNCTION_KEYS = 12 };

/* "F1" to "F12". */
static unsigned parse_function_key(const char *name, size_t size)
{
    char expected[KEY_NAME_SIZE];
    for (unsigned i = 0; size > 1 && name[0] == 'F' && i < FUNCTION_KEYS; i++) {
        key_describe(KEY_FUNCTION_1 + i, expected);
        if (strlen(expected) == size && memcmp(expected, name, size) == 0)
            return KEY_FUNCTION_1 + i;
    }
    return KEY_NONE;
}

unsigned key_parse(const char *name, size_t size)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i].name) == size && memcmp(names[i].name, name, size) == 0)
            return names[i].key;
    if (size == 2 && name[0] == '^' && name[1] >= '@' && name[1] <= '_')
        return (unsigned)name[1] - '@';
    unsigned function_key = parse_function_key(name, size);
    if (function_key != KEY_NONE)
        return function_key;
    ucs4_t sign;
    int used = size ? u8_mbtoucr(&sign, (const uint8_t *)name, size) : -1;
    return used > 0 && (size_t)used == size ? sign : KEY_NONE;
}

void key_describe(unsigned key, char name[KEY_NAME_SIZE])
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].key == key) {
            snprintf(name, KEY_NAME_SIZE, "%s", names[i].name);
            return;
        }
    if (key < 0x20) {
        snprintf(name, KEY_NAME_SIZE, "^%c", (char)(key + '@'));
        return;
    }
    if (key >= KEY_FUNCTION_1 && key <= KEY_FUNCTION_12) {
        snprintf(name, KEY_NAME_SIZE, "F%u", (key - KEY_FUNCTION_1 + 1) % 100);
        return;
    }
    uint8_t bytes[8];
    int size = key < KEY_NONE ? u8_uctomb(bytes, key, sizeof bytes) : 0;
    snprintf(name, KEY_NAME_SIZE, "%.*s", size > 0 ? size : 0, (const char *)bytes);
}
