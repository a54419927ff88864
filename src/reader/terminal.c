#include "reader/terminal.h"

#include "base/file.h"
#include "reader/clipboard.h"
#include "reader/exact.h"
#include "reader/glyph.h"
#include "reader/input.h"
#include "reader/signals.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#undef columns /* a macro of term.h */

static struct {
    bool is_open, utf8, has_mouse;
    SCREEN *screen;
    FILE *input, *output; /* opened by us; NULL: the standard ones */
    struct palette palette;
    bool wants_resize;
    struct signals_remedy remedy; /* puts the terminal right in the moment of a crash */
    struct exact exact;           /* what is drawn without curses */
} terminal;

static void add_restore(const char *sequence)
{
    size_t size = sequence && sequence != (char *)-1 ? strlen(sequence) : 0;
    if (size == 0 || size > sizeof terminal.remedy.bytes - terminal.remedy.size)
        return;
    memcpy(terminal.remedy.bytes + terminal.remedy.size, sequence, size);
    terminal.remedy.size += size;
}

/* What makes the terminal mark pasted text, or mark it no more; NULL where it has no way. */
static const char *paste_sequence(bool marked)
{
    char on[] = "BE", off[] = "BD";
    const char *sequence = tigetstr(marked ? on : off);
    return sequence == (char *)-1 ? NULL : sequence;
}

static void send(const char *sequence)
{
    struct failure unused; /* a terminal that has gone shows when it is read */
    if (sequence && sequence != (char *)-1)
        file_write_stream(terminal.remedy.output, "the terminal", sequence, strlen(sequence),
                          &unused);
}

/* Leaves the screen as another program expects it, until curses draws again. */
static void give_back(void)
{
    send(paste_sequence(false));
    endwin();
}

static void prepare_restore(void)
{
    static const char mouse_off[] = "\033[?1000l\033[?1006l";
    char kmous[] = "kmous", sgr0[] = "sgr0", cnorm[] = "cnorm", rmkx[] = "rmkx", rmcup[] = "rmcup",
         smam[] = "smam";
    const char *mouse = tigetstr(kmous);
    terminal.remedy.size = 0;
    if (mouse && mouse != (char *)-1)
        add_restore(mouse_off);
    add_restore(paste_sequence(false));
    add_restore(tigetstr(smam));
    add_restore(tigetstr(sgr0));
    add_restore(tigetstr(cnorm));
    add_restore(tigetstr(rmkx));
    add_restore(tigetstr(rmcup));
}

static FILE *open_side(int descriptor, const char *mode)
{
    return isatty(descriptor) ? NULL : fopen("/dev/tty", mode);
}

static void close_files(void)
{
    if (terminal.input)
        fclose(terminal.input);
    if (terminal.output)
        fclose(terminal.output);
    terminal.input = terminal.output = NULL;
}

static bool find_terminal(struct failure *failure)
{
    terminal.input = open_side(STDIN_FILENO, "r");
    terminal.output = open_side(STDOUT_FILENO, "w");
    if ((terminal.input || isatty(STDIN_FILENO)) && (terminal.output || isatty(STDOUT_FILENO))) {
        terminal.remedy.input = terminal.input ? fileno(terminal.input) : STDIN_FILENO;
        terminal.remedy.output = terminal.output ? fileno(terminal.output) : STDOUT_FILENO;
        return true;
    }
    close_files();
    return failure_set(failure,
                       "there is no terminal to read at; use --export=markdown for a report");
}

static enum depth find_depth(void)
{
    const char *no_color = getenv("NO_COLOR");
    if ((no_color && *no_color) || !has_colors())
        return DEPTH_NONE;
    start_color();
    if (use_default_colors() != OK)
        return DEPTH_NONE;
    return COLORS >= 256 ? DEPTH_256 : COLORS >= 16 ? DEPTH_16 : COLORS >= 8 ? DEPTH_8 : DEPTH_NONE;
}

void terminal_take_mouse(bool take)
{
    const mmask_t wanted =
        BUTTON1_PRESSED | BUTTON1_RELEASED | BUTTON1_CLICKED | BUTTON4_PRESSED | BUTTON5_PRESSED;
    if (take == terminal.has_mouse)
        return;
    mousemask(take ? wanted : 0, NULL);
    terminal.has_mouse = take;
}

static void set_modes(void)
{
    cbreak();
    noecho();
    nonl();
    intrflush(stdscr, FALSE);
    keypad(stdscr, TRUE);
    nodelay(stdscr, TRUE);
    if (!getenv("ESCDELAY")) /* which curses reads by itself */
        set_escdelay(ESCAPE_WAIT);
    mouseinterval(0);
}

/* Asked of the description before curses starts, which would already write. */
static bool is_usable(void)
{
    int error;
    char cup[] = "cup", clear_name[] = "clear";
    if (setupterm(NULL, terminal.remedy.output, &error) != OK)
        return false;
    const char *move_cursor = tigetstr(cup), *clear_all = tigetstr(clear_name);
    bool usable = move_cursor && move_cursor != (char *)-1 && clear_all && clear_all != (char *)-1;
    del_curterm(cur_term);
    return usable;
}

bool terminal_open(const struct theme *theme, struct failure *failure)
{
    if (!find_terminal(failure))
        return false;
    tcgetattr(terminal.remedy.input, &terminal.remedy.modes);
    const char *type = getenv("TERM");
    signals_guard_stop();
    terminal.screen = is_usable() ? newterm(NULL, terminal.output ? terminal.output : stdout,
                                            terminal.input ? terminal.input : stdin)
                                  : NULL;
    if (!terminal.screen) {
        signals_unguard_stop();
        close_files();
        return failure_set(failure,
                           "the terminal type TERM=%s is unknown or cannot place text; "
                           "set TERM=xterm, or use --export=markdown",
                           type ? type : "");
    }
    terminal.is_open = terminal.wants_resize = true;
    terminal.utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    terminal.palette.theme = *theme;
    terminal.palette.depth = find_depth();
    set_modes();
    input_know_pastes();
    def_prog_mode();
    prepare_restore();
    signals_take(&terminal.remedy);
    send(paste_sequence(true));
    return true;
}

void terminal_close(void)
{
    if (!terminal.is_open)
        return;
    terminal.is_open = terminal.has_mouse = false;
    give_back();
    delscreen(terminal.screen);
    signals_release();
    close_files();
    exact_free(&terminal.exact);
}

static attr_t attributes_of(struct style style)
{
    attr_t attributes = A_NORMAL;
    if (style.attributes & STYLE_BOLD)
        attributes |= A_BOLD;
    if (style.attributes & STYLE_UNDERLINE)
        attributes |= A_UNDERLINE;
    if (style.attributes & STYLE_REVERSE)
        attributes |= A_REVERSE;
    if (style.attributes & STYLE_DIM)
        attributes |= A_DIM;
    return attributes;
}

/* Curses places what follows a sign by the C library's idea of its width and so does each terminal
 * by its own. Curses is therefore given the signs alone on whose width all agree, and a blank for
 * each column of another, so that its picture of the screen is right on any terminal. */
static void put_cell(const struct grid *grid, size_t row, size_t column)
{
    const struct cell *cell = grid_cell(grid, row, column);
    if (cell->width == 0)
        return;
    struct glyph glyph;
    cchar_t wide;
    glyph_of(cell, terminal.utf8, &glyph);
    wchar_t signs[] = {glyph.certain ? (wchar_t)glyph.signs[0] : L' ', L'\0'};
    struct style style = palette_style(&terminal.palette, cell->roles);
    int pair = style.colour < 0 && style.ground < 0 ? 0 : alloc_pair(style.colour, style.ground);
    setcchar(&wide, signs, attributes_of(style), 0, pair > 0 ? &pair : NULL);
    mvadd_wch((int)row, (int)column, &wide);
    if (cell->width == 2 && signs[0] < 0x80) {
        signs[0] = L' ';
        setcchar(&wide, signs, attributes_of(style), 0, pair > 0 ? &pair : NULL);
        mvadd_wch((int)row, (int)column + 1, &wide);
    }
}

static void put_row(const struct grid *grid, size_t row)
{
    for (size_t column = 0; column < grid->columns; column++)
        put_cell(grid, row, column);
}

static void draw_exactly(const struct grid *grid)
{
    struct failure unused; /* a terminal that has gone shows when it is read */
    const struct text *bytes = exact_draw(&terminal.exact, grid, &terminal.palette, terminal.utf8);
    if (bytes->size)
        file_write_stream(terminal.remedy.output, "the terminal", bytes->bytes, bytes->size,
                          &unused);
}

void terminal_draw(const struct grid *grid)
{
    if ((int)grid->rows != LINES || (int)grid->columns != COLS)
        return; /* of a size that is no more; the event that tells the new one is on its way */
    for (size_t row = 0; row < grid->rows; row++)
        if (exact_differs(&terminal.exact, grid, row))
            put_row(grid, row);
    move((int)grid->cursor_row, (int)grid->cursor_column);
    refresh();
    draw_exactly(grid);
}

bool terminal_copy(const char *bytes, size_t size)
{
    const char *type = getenv("TERM");
    struct failure unused;
    struct text sequence = {0};
    if (!type || !clipboard_is_known(type))
        return false;
    clipboard_sequence(bytes, size, &sequence);
    file_write_stream(terminal.remedy.output, "the terminal", sequence.bytes, sequence.size,
                      &unused);
    text_free(&sequence);
    return true;
}

void terminal_drop_input(void)
{
    flushinp();
}

void terminal_forget(void)
{
    clearok(curscr, TRUE);
    exact_forget(&terminal.exact);
}

static struct event resize_event(void)
{
    struct winsize size;
    terminal.wants_resize = false;
    if (ioctl(terminal.remedy.output, TIOCGWINSZ, &size) == 0 && size.ws_row && size.ws_col)
        resizeterm(size.ws_row, size.ws_col);
    erase();
    terminal_forget();
    return (struct event){.kind = EVENT_RESIZE, .row = (size_t)LINES, .column = (size_t)COLS};
}

/* Takes the terminal again, however the program was stopped; the size may have changed. What ran in
 * between may have left the terminal in any state: it is given back as a whole first, if that was
 * not done, and curses believes that no attribute is on. */
static void resume(void)
{
    char sgr0[] = "sgr0";
    if (!isendwin())
        give_back();
    send(tigetstr(sgr0));
    reset_prog_mode();
    refresh();
    send(paste_sequence(true));
    input_end_paste();
    terminal.wants_resize = true;
}

void terminal_lend(void)
{
    give_back();
}

void terminal_take_back(void)
{
    resume();
}

/* Sleeps until there is input or a signal. False when the terminal has gone. */
static bool sleep_for_input(void)
{
    fd_set ready;
    FD_ZERO(&ready);
    FD_SET(terminal.remedy.input, &ready);
    int count =
        pselect(terminal.remedy.input + 1, &ready, NULL, NULL, NULL, signals_mask_of_sleep());
    if (count <= 0)
        return count == 0 || errno == EINTR;
    int waiting = 0;
    return ioctl(terminal.remedy.input, FIONREAD, &waiting) == 0 && waiting > 0;
}

/* False where there is no event and none is waited for. */
static bool next_event(struct event *event, bool waits)
{
    for (;;) {
        int ending = signals_ending();
        if (ending) {
            *event = (struct event){.kind = EVENT_SIGNAL, .signal = ending};
            return true;
        }
        if (signals_suspended()) {
            give_back();
            signals_stop();
        }
        if (signals_resumed())
            resume();
        if (signals_resized() || terminal.wants_resize) {
            *event = resize_event();
            return true;
        }
        if (input_read(event))
            return true;
        if (!waits)
            return false;
        if (!sleep_for_input() && !signals_end_is_near()) {
            *event = (struct event){.kind = EVENT_SIGNAL, .signal = SIGHUP};
            return true;
        }
    }
}

bool terminal_look(struct event *event)
{
    signals_block();
    bool found = next_event(event, false);
    signals_unblock();
    return found;
}

struct event terminal_wait(void)
{
    struct event event = {0};
    signals_block();
    next_event(&event, true);
    signals_unblock();
    return event;
}
