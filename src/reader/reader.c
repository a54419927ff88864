#include "reader/reader.h"

#include "reader/state.h"
#include "reader/terminal.h"

bool reader_run(struct session *session, const struct reader_services *services, int *signal,
                struct failure *failure)
{
    struct reader reader;
    struct grid grid = {0};
    static const struct theme standard = {.name = THEME_DEFAULT};
    if (!terminal_open(services->theme ? services->theme : &standard, failure))
        return false;
    terminal_use_mouse(!services->no_mouse);
    reader_start(&reader, session, services);
    while (!reader.quit) {
        struct event event = terminal_wait();
        reader_event(&reader, &event);
        if (event.kind == EVENT_RESIZE)
            grid_resize(&grid, event.row, event.column);
        if (event.kind == EVENT_KEY && action_of_key(&reader.bindings, event.key) == ACTION_REDRAW)
            terminal_forget();
        if (reader.quit)
            break;
        reader_draw(&reader, &grid);
        terminal_draw(&grid);
    }
    terminal_close();
    *signal = reader.signal;
    grid_free(&grid);
    reader_stop(&reader);
    return true;
}

void reader_restore_terminal(void)
{
    terminal_close();
}
