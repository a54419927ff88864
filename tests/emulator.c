#include "emulator.h"

#include "base/memory.h"
#include "home.h"
#include "reader/key.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <unistr.h>
#include <vterm.h>

/* The longest wait takes three seconds, on a busy machine many times as long. */
enum { DEADLINE = 120 /* seconds */, SETTLING = 400 /* milliseconds */, SENTINEL = '\0' };

struct emulator {
    int master, line; /* the two ends of the pseudo-terminal; line is what the program has */
    int reports;      /* from the program's parent: its process id, then each new status */
    int life;         /* that the parent may go, once this is closed */
    pid_t parent, program;
    bool stopped, ended, drained;
    int status;
    struct termios modes; /* before the program */
    VTerm *vterm;
    VTermScreen *screen;
    char *home; /* where the program keeps its notes; nothing is there at the start */
    bool alternate, cursor, mouse;
    struct text output;
    double taken; /* of the processor's time, when it rested last */
};

static void set_size(int descriptor, size_t rows, size_t columns)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    ioctl(descriptor, TIOCSWINSZ, &size);
}

static void set_environment(const char *home, const char *const *more)
{
    static const char *const unset[] = {"NO_COLOR", "LINES",    "COLUMNS",
                                        "ESCDELAY", "TERMINFO", "COLORTERM"};
    for (size_t i = 0; i < sizeof unset / sizeof *unset; i++)
        unsetenv(unset[i]);
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("XDG_DATA_HOME", home, 1);
    setenv("TERM", "xterm-256color", 1);
    for (; more && *more; more++) {
        const char *equals = strchr(*more, '=');
        char *name = strndup(*more, (size_t)(equals - *more));
        setenv(name, equals + 1, 1);
        free(name);
    }
}

static void run_program(const struct emulator_start *start, const char *home, int line)
{
    setpgid(0, 0);
    tcsetpgrp(line, getpid()); /* the parent has SIGTTOU ignored, and so have we */
    signal(SIGTTOU, SIG_DFL);
    signal(SIGHUP, SIG_DFL);
    signal(SIGINT, SIG_DFL);
    int input = start->input ? open(start->input, O_RDONLY) : line;
    if (input < 0 || dup2(input, STDIN_FILENO) < 0 || dup2(line, STDOUT_FILENO) < 0 ||
        dup2(line, STDERR_FILENO) < 0)
        _exit(126);
    set_environment(home, start->environment);
    execvp(start->arguments[0], (char *const *)(uintptr_t)start->arguments);
    _exit(127);
}

static void report(int reports, int value)
{
    ssize_t written = write(reports, &value, sizeof value);
    (void)written;
}

/* The program's parent: leads the session, and tells whenever the program stops, goes on or ends.
 * It outlives the program, for the terminal would be hung up with it and lose what was written. */
static void run_parent(const struct emulator_start *start, const char *home, const char *name,
                       int reports, int life)
{
    int status;
    setsid();
    int line = open(name, O_RDWR | O_CLOEXEC); /* becomes the controlling terminal */
    signal(SIGTTOU, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    signal(SIGINT, SIG_IGN);
    pid_t program = line < 0 ? -1 : fork();
    if (program == 0)
        run_program(start, home, line);
    report(reports, (int)program);
    while (program > 0 && waitpid(program, &status, WUNTRACED | WCONTINUED) == program) {
        report(reports, status);
        if (WIFEXITED(status) || WIFSIGNALED(status))
            break;
    }
    char byte;
    while (read(life, &byte, 1) < 0 && errno == EINTR)
        ;
    _exit(0);
}

static bool open_terminal(struct emulator *emulator, size_t rows, size_t columns)
{
    emulator->master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
    if (emulator->master < 0 || grantpt(emulator->master) || unlockpt(emulator->master))
        return false;
    emulator->line = open(ptsname(emulator->master), O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (emulator->line < 0)
        return false;
    set_size(emulator->line, rows, columns);
    return tcgetattr(emulator->line, &emulator->modes) == 0;
}

static bool start_program(struct emulator *emulator, const struct emulator_start *start)
{
    int reports[2], life[2], program;
    if (pipe2(reports, O_CLOEXEC) || pipe2(life, O_CLOEXEC))
        return false;
    const char *name = ptsname(emulator->master);
    emulator->parent = fork();
    if (emulator->parent == 0) {
        close(emulator->master);
        close(emulator->line);
        close(reports[0]);
        close(life[1]);
        run_parent(start, emulator->home, name, reports[1], life[0]);
    }
    close(reports[1]);
    close(life[0]);
    emulator->reports = reports[0];
    emulator->life = life[1];
    if (emulator->parent < 0 || read(emulator->reports, &program, sizeof program) != sizeof program)
        return false;
    emulator->program = program;
    return program > 0;
}

static int note_property(VTermProp property, VTermValue *value, void *context)
{
    struct emulator *emulator = context;
    if (property == VTERM_PROP_ALTSCREEN)
        emulator->alternate = value->boolean;
    else if (property == VTERM_PROP_CURSORVISIBLE)
        emulator->cursor = value->boolean;
    else if (property == VTERM_PROP_MOUSE)
        emulator->mouse = value->number != VTERM_PROP_MOUSE_NONE;
    return 1;
}

/* What the terminal sends: keys, mouse events and answers. */
static void send_bytes(const char *bytes, size_t size, void *context)
{
    const struct emulator *emulator = context;
    while (size) {
        ssize_t written = write(emulator->master, bytes, size);
        if (written < 0 && errno != EINTR && errno != EAGAIN)
            return;
        if (written > 0) {
            bytes += written;
            size -= (size_t)written;
        }
    }
}

static void make_screen(struct emulator *emulator, size_t rows, size_t columns)
{
    static const VTermScreenCallbacks callbacks = {.settermprop = note_property};
    emulator->vterm = vterm_new((int)rows, (int)columns);
    emulator->screen = vterm_obtain_screen(emulator->vterm);
    vterm_set_utf8(emulator->vterm, 1);
    vterm_output_set_callback(emulator->vterm, send_bytes, emulator);
    vterm_screen_set_callbacks(emulator->screen, &callbacks, emulator);
    vterm_screen_enable_altscreen(emulator->screen, 1);
    vterm_screen_reset(emulator->screen, 1);
}

struct emulator *emulator_open(const struct emulator_start *start)
{
    struct emulator *emulator = memory_new(1, sizeof *emulator);
    emulator->master = emulator->line = emulator->reports = emulator->life = -1;
    emulator->home = home_make();
    make_screen(emulator, start->rows, start->columns);
    if (open_terminal(emulator, start->rows, start->columns) && start_program(emulator, start))
        return emulator;
    emulator_close(emulator);
    return NULL;
}

static void close_descriptor(int *descriptor)
{
    if (*descriptor >= 0)
        close(*descriptor);
    *descriptor = -1;
}

void emulator_close(struct emulator *emulator)
{
    if (emulator->program > 0 && !emulator->ended)
        kill(emulator->program, SIGKILL);
    close_descriptor(&emulator->life);
    if (emulator->parent > 0)
        waitpid(emulator->parent, NULL, 0);
    close_descriptor(&emulator->reports);
    close_descriptor(&emulator->line);
    close_descriptor(&emulator->master);
    vterm_free(emulator->vterm);
    home_remove(emulator->home);
    text_free(&emulator->output);
    free(emulator);
}

/* Once the program has ended, a byte that it never writes, sent down its line, follows all it
 * wrote. */
static void take_bytes(struct emulator *emulator, char *bytes, size_t size)
{
    if (emulator->ended && memchr(bytes, SENTINEL, size)) {
        emulator->drained = true;
        size = (size_t)((char *)memchr(bytes, SENTINEL, size) - bytes);
    }
    text_append(&emulator->output, bytes, size);
    vterm_input_write(emulator->vterm, bytes, size);
}

static void take_output(struct emulator *emulator)
{
    char bytes[4096];
    ssize_t size;
    while ((size = read(emulator->master, bytes, sizeof bytes)) > 0)
        take_bytes(emulator, bytes, (size_t)size);
}

static void take_report(struct emulator *emulator)
{
    const char sentinel = SENTINEL;
    int status;
    if (read(emulator->reports, &status, sizeof status) != sizeof status)
        return;
    emulator->stopped = WIFSTOPPED(status);
    emulator->ended = WIFEXITED(status) || WIFSIGNALED(status);
    emulator->status = status;
    if (emulator->ended && (emulator->master < 0 || write(emulator->line, &sentinel, 1) != 1))
        emulator->drained = true;
}

static long seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long)now.tv_sec;
}

bool emulator_awaits(struct emulator *emulator, emulator_condition holds, void *context)
{
    long deadline = seconds_now() + DEADLINE;
    take_output(emulator);
    while (!holds(emulator, context)) {
        struct pollfd ready[] = {{emulator->master, POLLIN, 0}, {emulator->reports, POLLIN, 0}};
        long left = deadline - seconds_now();
        if (left <= 0 || emulator->drained)
            return false;
        if (poll(ready, 2, (int)left * 1000) < 0 && errno != EINTR)
            return false;
        if (ready[1].revents & POLLIN)
            take_report(emulator);
        if (ready[0].revents)
            take_output(emulator);
    }
    return true;
}

void emulator_settle(struct emulator *emulator)
{
    struct pollfd ready = {emulator->master, POLLIN, 0};
    while (poll(&ready, 1, SETTLING) > 0 && !(ready.revents & POLLHUP))
        take_output(emulator);
}

static double processor_seconds(const struct emulator *emulator)
{
    clockid_t clock;
    struct timespec taken = {0};
    if (clock_getcpuclockid(emulator->program, &clock) == 0)
        clock_gettime(clock, &taken);
    return (double)taken.tv_sec + (double)taken.tv_nsec / 1e9;
}

/* The program waits for something, and there is nothing more for it to read. */
static bool is_asleep(const struct emulator *emulator)
{
    char path[40], state = 0;
    int unread = 0;
    snprintf(path, sizeof path, "/proc/%ld/stat", (long)emulator->program);
    FILE *file = fopen(path, "r");
    bool known = file && fscanf(file, "%*d (%*[^)]) %c", &state) == 1;
    if (file)
        fclose(file);
    return known && state == 'S' && ioctl(emulator->line, FIONREAD, &unread) == 0 && unread == 0;
}

static bool has_sentinel(const struct emulator *emulator, void *context)
{
    (void)context;
    return emulator->output.size && memchr(emulator->output.bytes, SENTINEL, emulator->output.size);
}

/* A byte that the program never writes, sent down its line, follows all it wrote. */
static bool drain(struct emulator *emulator)
{
    const char sentinel = SENTINEL;
    if (write(emulator->line, &sentinel, 1) != 1 || !emulator_awaits(emulator, has_sentinel, NULL))
        return false;
    emulator->output.size--;
    emulator->output.bytes[emulator->output.size] = '\0';
    return true;
}

/* Waits until it has taken more of the processor's time than it had, and sleeps. */
static bool await_sleep(struct emulator *emulator, double had)
{
    const struct timespec moment = {.tv_nsec = 200000};
    long deadline = seconds_now() + DEADLINE;
    do {
        if (seconds_now() > deadline || emulator->ended)
            return false;
        nanosleep(&moment, NULL);
        take_output(emulator);
    } while (processor_seconds(emulator) <= had || !is_asleep(emulator));
    return true;
}

/* It may still be on its way into its sleep: had the rest of that way counted for the next key, it
 * would seem to have been dealt with before it was read. */
bool emulator_rests(struct emulator *emulator, double *seconds)
{
    *seconds = emulator->taken;
    do {
        if (!await_sleep(emulator, *seconds))
            return false;
        *seconds = processor_seconds(emulator);
        if (!drain(emulator))
            return false;
    } while (processor_seconds(emulator) > *seconds);
    emulator->taken = *seconds;
    return true;
}

static bool is_shown(const struct emulator *emulator, void *text)
{
    size_t row, column;
    return emulator_find(emulator, text, &row, &column);
}

static bool is_hidden(const struct emulator *emulator, void *text)
{
    return !is_shown(emulator, text);
}

static bool is_stopped(const struct emulator *emulator, void *context)
{
    (void)context;
    return emulator->stopped;
}

static bool is_over(const struct emulator *emulator, void *context)
{
    (void)context;
    return emulator->ended && emulator->drained;
}

bool emulator_shows(struct emulator *emulator, const char *text)
{
    return emulator_awaits(emulator, is_shown, (void *)(uintptr_t)text);
}

bool emulator_hides(struct emulator *emulator, const char *text)
{
    return emulator_awaits(emulator, is_hidden, (void *)(uintptr_t)text);
}

/* The report may come before what it wrote last. */
bool emulator_stops(struct emulator *emulator)
{
    return emulator_awaits(emulator, is_stopped, NULL) && drain(emulator);
}

bool emulator_ends(struct emulator *emulator, int *status)
{
    bool ends = emulator_awaits(emulator, is_over, NULL);
    *status = emulator->status;
    return ends;
}

static const struct {
    unsigned key;
    VTermKey vterm_key;
} keys[] = {
    {KEY_ARROW_UP, VTERM_KEY_UP},        {KEY_ARROW_DOWN, VTERM_KEY_DOWN},
    {KEY_ARROW_LEFT, VTERM_KEY_LEFT},    {KEY_ARROW_RIGHT, VTERM_KEY_RIGHT},
    {KEY_PAGE_UP, VTERM_KEY_PAGEUP},     {KEY_PAGE_DOWN, VTERM_KEY_PAGEDOWN},
    {KEY_FIRST, VTERM_KEY_HOME},         {KEY_LAST, VTERM_KEY_END},
    {KEY_ERASE, VTERM_KEY_BACKSPACE},    {KEY_REMOVE, VTERM_KEY_DEL},
    {KEY_INSERT, VTERM_KEY_INS},         {KEY_RETURN, VTERM_KEY_ENTER},
    {KEY_ESCAPE, VTERM_KEY_ESCAPE},      {KEY_TABULATOR, VTERM_KEY_TAB},
};

static void send_key(struct emulator *emulator, unsigned key)
{
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (keys[i].key == key) {
            vterm_keyboard_key(emulator->vterm, keys[i].vterm_key, VTERM_MOD_NONE);
            return;
        }
    if (key >= KEY_FUNCTION_1 && key <= KEY_FUNCTION_12) {
        unsigned number = key - KEY_FUNCTION_1 + 1;
        vterm_keyboard_key(emulator->vterm, (VTermKey)VTERM_KEY_FUNCTION(number), VTERM_MOD_NONE);
    } else if (key == KEY_BACKTAB) {
        vterm_keyboard_key(emulator->vterm, VTERM_KEY_TAB, VTERM_MOD_SHIFT);
    } else if (key < 0x20) {
        char byte = (char)key;
        send_bytes(&byte, 1, emulator);
    } else {
        vterm_keyboard_unichar(emulator->vterm, key, VTERM_MOD_NONE);
    }
}

bool emulator_keys(struct emulator *emulator, const char *names)
{
    while (*names) {
        size_t size = strcspn(names, " ");
        unsigned key = key_parse(names, size);
        if (key == KEY_NONE)
            return false;
        send_key(emulator, key);
        names += size;
        names += strspn(names, " ");
    }
    return true;
}

void emulator_type(struct emulator *emulator, const char *text)
{
    send_bytes(text, strlen(text), emulator);
}

void emulator_click(struct emulator *emulator, size_t row, size_t column)
{
    vterm_mouse_move(emulator->vterm, (int)row, (int)column, VTERM_MOD_NONE);
    vterm_mouse_button(emulator->vterm, 1, true, VTERM_MOD_NONE);
    vterm_mouse_button(emulator->vterm, 1, false, VTERM_MOD_NONE);
}

void emulator_resize(struct emulator *emulator, size_t rows, size_t columns)
{
    take_output(emulator);
    vterm_set_size(emulator->vterm, (int)rows, (int)columns);
    set_size(emulator->master, rows, columns); /* the kernel sends SIGWINCH */
}

void emulator_signal(struct emulator *emulator, int signal)
{
    if (signal == SIGCONT) /* its report may come later than what the program then draws */
        emulator->stopped = false;
    kill(emulator->program, signal);
}

void emulator_hang_up(struct emulator *emulator)
{
    close_descriptor(&emulator->master);
    close_descriptor(&emulator->line);
}

static void add_cell(const VTermScreenCell *cell, struct text *out)
{
    uint8_t bytes[8];
    if (cell->chars[0] == (uint32_t)-1) /* behind a wide one */
        return;
    if (cell->chars[0] == 0)
        text_add_byte(out, ' ');
    for (size_t i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++) {
        int size = u8_uctomb(bytes, cell->chars[i], sizeof bytes);
        text_append(out, (const char *)bytes, size > 0 ? (size_t)size : 0);
    }
}

static void add_row(const struct emulator *emulator, int row, struct text *out)
{
    int rows, columns;
    VTermScreenCell cell;
    vterm_get_size(emulator->vterm, &rows, &columns);
    for (int column = 0; column < columns; column++) {
        vterm_screen_get_cell(emulator->screen, (VTermPos){row, column}, &cell);
        add_cell(&cell, out);
    }
    while (out->size && out->bytes[out->size - 1] == ' ')
        out->bytes[--out->size] = '\0';
}

void emulator_screen(const struct emulator *emulator, struct text *out)
{
    int rows, columns;
    vterm_get_size(emulator->vterm, &rows, &columns);
    for (int row = 0; row < rows; row++) {
        add_row(emulator, row, out);
        text_add_byte(out, '\n');
    }
}

/* The column in a row at which so many of its bytes have been shown. */
static size_t column_of(const struct emulator *emulator, int row, size_t bytes)
{
    struct text part = {0};
    VTermScreenCell cell;
    int column = 0;
    for (; part.size < bytes; column++) {
        vterm_screen_get_cell(emulator->screen, (VTermPos){row, column}, &cell);
        add_cell(&cell, &part);
    }
    text_free(&part);
    return (size_t)column;
}

bool emulator_find(const struct emulator *emulator, const char *text, size_t *row, size_t *column)
{
    int rows, columns;
    vterm_get_size(emulator->vterm, &rows, &columns);
    for (int i = 0; i < rows; i++) {
        struct text shown = {0};
        add_row(emulator, i, &shown);
        const char *found = strstr(text_string(&shown), text);
        if (found) {
            *row = (size_t)i;
            *column = column_of(emulator, i, (size_t)(found - shown.bytes));
        }
        text_free(&shown);
        if (found)
            return true;
    }
    return false;
}

static int palette_index(VTermColor colour, bool own)
{
    return own || !VTERM_COLOR_IS_INDEXED(&colour) ? -1 : colour.indexed.idx;
}

struct emulator_cell emulator_cell(const struct emulator *emulator, size_t row, size_t column)
{
    VTermScreenCell cell;
    struct text text = {0};
    vterm_screen_get_cell(emulator->screen, (VTermPos){(int)row, (int)column}, &cell);
    bool own = VTERM_COLOR_IS_DEFAULT_FG(&cell.fg),
         ground_own = VTERM_COLOR_IS_DEFAULT_BG(&cell.bg);
    struct emulator_cell out = {
        .bold = cell.attrs.bold,
        .underline = cell.attrs.underline != VTERM_UNDERLINE_OFF,
        .reverse = cell.attrs.reverse,
        .coloured = !own || !ground_own,
        .colour = palette_index(cell.fg, own),
        .ground = palette_index(cell.bg, ground_own),
        .width = (size_t)cell.width,
    };
    add_cell(&cell, &text);
    if (text.size < sizeof out.text)
        memcpy(out.text, text_string(&text), text.size);
    text_free(&text);
    return out;
}

void emulator_size(const struct emulator *emulator, size_t *rows, size_t *columns)
{
    int height, width;
    vterm_get_size(emulator->vterm, &height, &width);
    *rows = (size_t)height;
    *columns = (size_t)width;
}

void emulator_cursor(const struct emulator *emulator, size_t *row, size_t *column)
{
    VTermPos place;
    vterm_state_get_cursorpos(vterm_obtain_state(emulator->vterm), &place);
    *row = (size_t)place.row;
    *column = (size_t)place.col;
}

bool emulator_has_alternate_screen(const struct emulator *emulator)
{
    return emulator->alternate;
}

static bool has_plain_pen(const struct emulator *emulator)
{
    const VTermState *state = vterm_obtain_state(emulator->vterm);
    VTermValue bold, underline, reverse, colour, ground;
    vterm_state_get_penattr(state, VTERM_ATTR_BOLD, &bold);
    vterm_state_get_penattr(state, VTERM_ATTR_UNDERLINE, &underline);
    vterm_state_get_penattr(state, VTERM_ATTR_REVERSE, &reverse);
    vterm_state_get_penattr(state, VTERM_ATTR_FOREGROUND, &colour);
    vterm_state_get_penattr(state, VTERM_ATTR_BACKGROUND, &ground);
    return !bold.boolean && !underline.number && !reverse.boolean &&
           VTERM_COLOR_IS_DEFAULT_FG(&colour.color) && VTERM_COLOR_IS_DEFAULT_BG(&ground.color);
}

bool emulator_is_restored(const struct emulator *emulator)
{
    struct termios modes;
    const struct termios *before = &emulator->modes;
    if (tcgetattr(emulator->line, &modes) != 0)
        return false;
    return !emulator->alternate && emulator->cursor && !emulator->mouse &&
           has_plain_pen(emulator) && modes.c_iflag == before->c_iflag &&
           modes.c_oflag == before->c_oflag && modes.c_cflag == before->c_cflag &&
           modes.c_lflag == before->c_lflag &&
           memcmp(modes.c_cc, before->c_cc, sizeof modes.c_cc) == 0;
}

void emulator_take_over(struct emulator *emulator, const char *words)
{
    take_output(emulator);
    tcsetattr(emulator->line, TCSANOW, &emulator->modes);
    vterm_input_write(emulator->vterm, words, strlen(words));
}

struct text *emulator_output(const struct emulator *emulator)
{
    return (struct text *)(uintptr_t)&emulator->output;
}
