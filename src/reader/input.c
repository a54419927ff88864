#include "reader/input.h"

#include "reader/key.h"

#include <curses.h>

/* Codes of our own, above those that curses gives to the names of a terminal's description. */
enum { CODE_PASTE_BEGIN = 0x4000, CODE_PASTE_END };

void input_know_pastes(void)
{
    define_key("\033[200~", CODE_PASTE_BEGIN);
    define_key("\033[201~", CODE_PASTE_END);
}

static bool mouse_event(struct event *event)
{
    MEVENT mouse;
    if (getmouse(&mouse) != OK || mouse.x < 0 || mouse.y < 0)
        return false;
    if (mouse.bstate & BUTTON4_PRESSED)
        event->kind = EVENT_WHEEL_UP;
    else if (mouse.bstate & BUTTON5_PRESSED)
        event->kind = EVENT_WHEEL_DOWN;
    else
        event->kind = mouse.bstate & BUTTON1_RELEASED ? EVENT_RELEASE : EVENT_CLICK;
    event->row = (size_t)mouse.y;
    event->column = (size_t)mouse.x;
    return true;
}

static unsigned special_key(wint_t code)
{
    static const struct {
        wint_t code;
        unsigned key;
    } keys[] = {
        {KEY_UP, KEY_ARROW_UP},
        {KEY_DOWN, KEY_ARROW_DOWN},
        {KEY_LEFT, KEY_ARROW_LEFT},
        {KEY_RIGHT, KEY_ARROW_RIGHT},
        {KEY_PPAGE, KEY_PAGE_UP},
        {KEY_NPAGE, KEY_PAGE_DOWN},
        {KEY_HOME, KEY_FIRST},
        {KEY_END, KEY_LAST},
        {KEY_BACKSPACE, KEY_ERASE},
        {KEY_DC, KEY_REMOVE},
        {KEY_BTAB, KEY_BACKTAB},
        {KEY_IC, KEY_INSERT},
        {KEY_ENTER, KEY_RETURN},
        {KEY_A1, KEY_FIRST},
        {KEY_C1, KEY_LAST},
        {CODE_PASTE_BEGIN, KEY_PASTE_BEGIN},
        {CODE_PASTE_END, KEY_PASTE_END},
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (keys[i].code == code)
            return keys[i].key;
    if (code >= (wint_t)KEY_F(1) && code <= (wint_t)KEY_F(12))
        return KEY_FUNCTION_1 + (unsigned)(code - (wint_t)KEY_F(1));
    return KEY_UNKNOWN;
}

static bool is_escape(int kind, wint_t code)
{
    return kind == OK && code == KEY_ESCAPE;
}

/* A mark around pasted text ends whatever stands before it; it is read again. */
static bool is_mark(int kind, wint_t code)
{
    if (kind != KEY_CODE_YES || (code != CODE_PASTE_BEGIN && code != CODE_PASTE_END))
        return false;
    ungetch((int)code);
    return true;
}

void input_end_paste(void)
{
    ungetch(CODE_PASTE_END);
}

/* Behind a second Escape: false where nothing follows that belongs to it, and it was pressed twice
 * or more often, which is read again. */
static bool follows_two(wint_t *code)
{
    int kind = get_wch(code);
    if (is_escape(kind, *code))
        unget_wch(KEY_ESCAPE);
    else if (kind != ERR && !is_mark(kind, *code))
        return true;
    unget_wch(KEY_ESCAPE);
    return false;
}

/* Reads the rest of a sequence that curses does not know, as of Alt with a key, so that its end is
 * not taken for a command. False where Escape was pressed by itself. */
static bool swallow_sequence(void)
{
    wint_t code;
    int kind = get_wch(&code);
    if (kind == ERR || is_mark(kind, code) || (is_escape(kind, code) && !follows_two(&code)))
        return false;
    if (code != '[' && code != 'O')
        return true;
    wtimeout(stdscr, ESCDELAY); /* the rest may be on its way */
    do
        kind = get_wch(&code);
    while (kind != ERR && !is_mark(kind, code) && (code < 0x40 || code > 0x7E));
    nodelay(stdscr, TRUE);
    return true;
}

bool input_read(struct event *event)
{
    wint_t code;
    int kind;
    do /* resizeterm leaves a key, but the size is told by the signal */
        kind = get_wch(&code);
    while (kind == KEY_CODE_YES && code == KEY_RESIZE);
    if (kind == ERR)
        return false;
    *event = (struct event){.kind = EVENT_KEY, .key = code};
    if (kind != KEY_CODE_YES) {
        if (code == KEY_ESCAPE && swallow_sequence())
            event->key = KEY_UNKNOWN;
        return true;
    }
    if (code == KEY_MOUSE)
        return mouse_event(event);
    event->key = special_key(code);
    return true;
}
