#include "reader/reader.h"

#include "reader/signals.h"
#include "reader/state.h"
#include "reader/terminal.h"

/* The next event; while there is none, work is done. False where that made something new to draw.
 */
static bool next_event(struct reader *reader, struct event *event)
{
    while (reader->work.active && !work_waits(reader)) {
        if (terminal_look(event))
            return true;
        if (work_turn(reader))
            return false;
    }
    *event = terminal_wait();
    return true;
}

static void take_event(struct reader *reader, struct grid *grid, const struct event *event)
{
    bool asked = prompt_asks(&reader->prompt);
    reader_event(reader, event);
    if (!asked && prompt_asks(&reader->prompt))
        terminal_drop_input(); /* nobody answers a question before it stands there */
    if (event->kind == EVENT_RESIZE)
        grid_resize(grid, event->row, event->column);
    if (event->kind == EVENT_KEY && action_of_key(&reader->bindings, event->key) == ACTION_REDRAW)
        terminal_forget();
    terminal_take_mouse(!reader->mouse_off);
    if (reader->copied.size && !terminal_copy(reader->copied.bytes, reader->copied.size))
        reader_say(reader, "This terminal has no clipboard that a program can reach");
    text_clear(&reader->copied);
}

/* Lends the terminal to the editor for the note that is to be written. */
static void edit_note(struct reader *reader)
{
    struct failure failure;
    struct text note = {0};
    const char *before = session_remark(reader->session, reader->note_target).note;
    text_add(&note, before ? before : "");
    reader->wants_editor = false;
    terminal_lend();
    bool edited = reader->services->edit(reader->services->context, &note, &failure);
    terminal_take_back();
    if (edited)
        say_edited(reader, text_string(&note), note.size);
    else
        reader_say(reader, "%s", failure.message);
    say_keep(reader);
    text_free(&note);
}

/* What was said is kept; now also where the reader was. */
static void keep_position(const struct reader *reader)
{
    const struct reader_services *services = reader->services;
    struct position position = reader_position(reader);
    struct failure unused; /* who serves it tells it, when the terminal is the user's again */
    if (services->keep)
        services->keep(services->context, reader->session, &position, &unused);
}

static void show(const struct reader *reader, struct grid *grid)
{
    reader_draw(reader, grid);
    terminal_draw(grid);
}

bool reader_run(struct session *session, const struct reader_services *services, int *signal,
                struct failure *failure)
{
    struct reader reader;
    struct grid grid = {0};
    static const struct theme standard = {.name = THEME_DEFAULT};
    struct event event;
    bool is_first = true;
    if (!terminal_open(services->theme ? services->theme : &standard, failure))
        return false;
    reader_start(&reader, session, services);
    work_start(&reader);
    while (!reader.quit) {
        if (next_event(&reader, &event))
            take_event(&reader, &grid, &event);
        if (reader.wants_editor && !reader.quit)
            edit_note(&reader);
        if (reader.quit || reader.is_pasting || !grid.cells)
            continue;
        show(&reader, &grid);
        if (is_first) { /* the texts are to be seen before anything else is done */
            is_first = false;
            work_hurry(&reader);
            show(&reader, &grid);
        }
    }
    terminal_close();
    keep_position(&reader);
    *signal = reader.signal;
    grid_free(&grid);
    reader_stop(&reader);
    return true;
}

void reader_admit_signals(void)
{
    signals_admit();
}

void reader_restore_terminal(void)
{
    terminal_close();
}
