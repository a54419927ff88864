#include "reader/state.h"

#include "reader/key.h"

#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MIN = 24, ROWS_MIN = 8, COLUMNS_BESIDE = 72, ROWS_FOR_PANEL = 12, PANEL_ROWS = 3 };
enum { MESSAGES_SIZE = 8 * 1024 /* bytes of those that can be read again */ };

/* What the reader should know before reading: what is odd about the texts, what is not shown. */
void reader_welcome(struct reader *reader)
{
    const char *warning = reader->services->notice;
    if (!warning)
        warning = session_warning(reader->session);
    size_t left_out = 0;
    for (enum side side = 0; side < SIDE_COUNT; side++) {
        const struct article *article = session_article(reader->session, side);
        left_out += article->left_out_count;
        if (!warning && article->warning_count)
            warning = article->warnings[0];
    }
    if (warning)
        reader_say(reader, "Note: %s", warning);
    else if (left_out)
        reader_say(reader, "%zu %s left out; %s shows %s", left_out,
                   left_out == 1 ? "block" : "blocks", reader_key(reader, ACTION_LEFT_OUT).text,
                   left_out == 1 ? "it" : "them");
}

void reader_start(struct reader *reader, struct session *session,
                  const struct reader_services *services)
{
    *reader = (struct reader){
        .session = session,
        .services = services,
        .bindings = services->bindings ? *services->bindings : bindings_default(),
        .focus = SIDE_LEFT,
        .synchronised = true,
        .mouse_off = services->no_mouse,
    };
    for (enum side side = 0; side < SIDE_COUNT; side++)
        reader->panes[side] = (struct pane){.session = session, .side = side};
    reader->views[reader->view_count++] = &articles_view;
    text_add(&reader->report_path, services->report_path);
    reader->kept = session_revision(session);
    articles_choose_link(reader);
    if (services->position.known)
        reader_go_to_position(reader, &services->position);
    reader_welcome(reader);
}

void reader_stop(struct reader *reader)
{
    for (enum side side = 0; side < SIDE_COUNT; side++)
        pane_free(&reader->panes[side]);
    for (size_t i = 0; i < SEARCH_OF_COUNT; i++)
        search_free(&reader->searches[i]);
    search_free(&reader->draft);
    prompt_free(&reader->prompt);
    text_free(&reader->page.text);
    free(reader->page.rows.items);
    list_free(&reader->list);
    text_free(&reader->message);
    text_free(&reader->messages);
    text_free(&reader->copied);
    text_free(&reader->report_path);
}

void reader_say(struct reader *reader, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    text_clear(&reader->message);
    text_format_list(&reader->message, format, list);
    va_end(list);
}

void reader_hush(struct reader *reader)
{
    struct text messages = {0};
    const char *before = text_string(&reader->messages);
    size_t size = reader->message.size;
    if (size == 0)
        return;
    text_add(&reader->message, "\n");
    bool is_new = strncmp(before, reader->message.bytes, reader->message.size) != 0;
    if (is_new && size < MESSAGES_SIZE) {
        text_append(&messages, reader->message.bytes, reader->message.size);
        text_add(&messages, before);
        while (messages.size > MESSAGES_SIZE || messages.bytes[messages.size - 1] != '\n')
            messages.bytes[--messages.size] = '\0';
        text_free(&reader->messages);
        reader->messages = messages;
    }
    text_clear(&reader->message);
}

struct key_name reader_key(const struct reader *reader, enum action action)
{
    return action_key(&reader->bindings, action);
}

/* Rows for the actions that scroll, in rows, pages or halves of one; two rows of a page stay for
 * the context. */
bool view_step(enum action action, size_t rows, size_t count, long *step)
{
    const long most = LONG_MAX / 2, times = count ? (long)count : 1;
    long page = rows > 2 ? (long)rows - 2 : 1, half = rows > 1 ? (long)rows / 2 : 1;
    const struct {
        enum action action;
        long rows;
    } steps[] = {
        {ACTION_LINE_DOWN, times},
        {ACTION_LINE_UP, -times},
        {ACTION_PAGE_DOWN, page * times},
        {ACTION_PAGE_UP, -page * times},
        {ACTION_HALF_DOWN, half * times},
        {ACTION_HALF_UP, -half * times},
        {ACTION_END, most},
        {ACTION_START, -most},
    };
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (steps[i].action == action) {
            *step = steps[i].rows;
            return true;
        }
    return false;
}

bool view_scrolls(enum action action)
{
    long unused;
    return view_step(action, 1, 1, &unused);
}

const struct view *reader_view(const struct reader *reader)
{
    return reader->views[reader->view_count - 1];
}

void reader_open(struct reader *reader, const struct view *view)
{
    if (reader_view(reader) != view && reader->view_count < VIEWS_MAX)
        reader->views[reader->view_count++] = view;
}

void reader_close(struct reader *reader)
{
    if (reader->view_count > 1)
        reader->view_count--;
    else
        command_quit(reader);
}

bool reader_fits(const struct reader *reader)
{
    return reader->columns >= COLUMNS_MIN && reader->rows >= ROWS_MIN;
}

/* Beside each other, with a column between them; of two equal panes an odd one is left free. */
static void place_beside(const struct reader *reader, struct parts *parts, size_t height)
{
    size_t half = (reader->columns - 1) / 2;
    size_t width = split_part(reader, reader->columns - 1, half);
    for (enum side side = 0; side < SIDE_COUNT; side++) {
        size_t column = side == SIDE_LEFT ? 0 : width + 1,
               columns = side == SIDE_LEFT || width == half ? width : reader->columns - 1 - width;
        parts->header[side] = (struct area){0, column, 1, columns};
        parts->text[side] = (struct area){1, column, height - 1, columns};
    }
    parts->separator = (struct area){0, width, height, 1};
}

static void place_stacked(const struct reader *reader, struct parts *parts, size_t height)
{
    size_t upper = split_part(reader, height, (height + 1) / 2);
    if (upper < 2) /* a header and a row of text */
        upper = 2;
    parts->header[SIDE_LEFT] = (struct area){0, 0, 1, reader->columns};
    parts->text[SIDE_LEFT] = (struct area){1, 0, upper - 1, reader->columns};
    parts->header[SIDE_RIGHT] = (struct area){upper, 0, 1, reader->columns};
    parts->text[SIDE_RIGHT] = (struct area){upper + 1, 0, height - upper - 1, reader->columns};
}

struct parts reader_parts(const struct reader *reader)
{
    struct parts parts = {0};
    size_t panel = reader->rows >= ROWS_FOR_PANEL ? PANEL_ROWS : 0;
    size_t height = reader->rows - 1 - panel;
    if (reader->stacked)
        place_stacked(reader, &parts, height);
    else
        place_beside(reader, &parts, height);
    if (reader->swapped) {
        struct parts other = parts;
        for (enum side side = 0; side < SIDE_COUNT; side++) {
            parts.header[side] = other.header[side_other(side)];
            parts.text[side] = other.text[side_other(side)];
        }
    }
    parts.panel = (struct area){height, 0, panel, reader->columns};
    parts.status = (struct area){reader->rows - 1, 0, 1, reader->columns};
    return parts;
}

void reader_resize(struct reader *reader, size_t rows, size_t columns)
{
    reader->rows = rows;
    reader->columns = columns;
    reader->stacked = reader->wants_stack || columns < COLUMNS_BESIDE;
    if (!reader_fits(reader))
        return;
    for (size_t i = 0; i < reader->view_count; i++)
        reader->views[i]->place(reader);
    if (reader->arrives) {
        struct pane *pane = reader_pane(reader);
        pane_align(pane, (long)pane->area.rows / 3);
        pane_reveal(pane);
        articles_follow(reader);
    }
    reader->arrives = false;
}

/* Digits before an action count it; a 0 only after another digit. */
static bool take_digit(struct reader *reader, unsigned key)
{
    if (key < '0' || key > '9' || (key == '0' && reader->count == 0))
        return false;
    reader->count = reader->count * 10 + (key - '0');
    if (reader->count > COUNT_MAX)
        reader->count = COUNT_MAX;
    return true;
}

static void say_unknown_key(struct reader *reader)
{
    reader_say(reader, "This key does nothing; %s shows the keys",
               reader_key(reader, ACTION_HELP).text);
}

/* Gives up one thing: the count, the view, the link that is being drawn. */
static void give_up(struct reader *reader, size_t count)
{
    if (count)
        return;
    if (reader->view_count > 1)
        reader_close(reader);
    else
        say_cancel(reader);
}

static void take_key(struct reader *reader, unsigned key)
{
    reader_hush(reader);
    if (reader->prompt.kind != PROMPT_NONE) {
        command_key(reader, key);
        return;
    }
    if (take_digit(reader, key))
        return;
    size_t count = reader->count;
    reader->count = 0;
    enum action action = action_of_key(&reader->bindings, key == '\n' ? KEY_RETURN : key);
    if (action == ACTION_QUIT && reader->work.active && reader->view_count == 1)
        work_cancel(reader);
    else if (action == ACTION_QUIT)
        reader_close(reader);
    else if (action == ACTION_HELP && reader_view(reader) != &page_view)
        page_open_help(reader);
    else if (action == ACTION_CLOSE)
        give_up(reader, count);
    else if (action == ACTION_MESSAGES && reader_view(reader) != &page_view)
        page_open_messages(reader);
    else if (action != ACTION_NONE && action != ACTION_REDRAW)
        reader_view(reader)->act(reader, action, count);
    else if (action == ACTION_NONE)
        say_unknown_key(reader);
}

static void take_mouse(struct reader *reader, const struct event *event)
{
    reader_hush(reader);
    reader->count = 0;
    if (event->kind == EVENT_CLICK && reader_view(reader) == &articles_view &&
        split_grasp(reader, event->row, event->column))
        return;
    reader_view(reader)->mouse(reader, event);
}

void reader_event(struct reader *reader, const struct event *event)
{
    switch (event->kind) {
    case EVENT_RESIZE:
        reader_resize(reader, event->row, event->column);
        break;
    case EVENT_KEY:
        if (command_paste(reader, event->key))
            break;
        if (reader_fits(reader))
            take_key(reader, event->key);
        else if (action_of_key(&reader->bindings, event->key) == ACTION_QUIT)
            reader->quit = !reader->notes_unkept;
        break;
    case EVENT_CLICK:
    case EVENT_WHEEL_UP:
    case EVENT_WHEEL_DOWN:
        if (reader_fits(reader) && reader->prompt.kind == PROMPT_NONE)
            take_mouse(reader, event);
        break;
    case EVENT_RELEASE:
        split_release(reader, event->row, event->column);
        break;
    case EVENT_SIGNAL:
        reader->is_pasting = false;
        if (event->signal == SIGINT && reader->prompt.kind != PROMPT_NONE) {
            prompt_close(&reader->prompt);
            break;
        }
        if (event->signal == SIGINT && reader->work.active) {
            work_cancel(reader);
            break;
        }
        if (event->signal == SIGINT && reader->notes_unkept && reader_fits(reader)) {
            command_quit(reader); /* asks */
            break;
        }
        reader->signal = event->signal;
        reader->quit = true;
        break;
    }
    say_keep(reader);
}

static void draw_too_small(const struct reader *reader, struct grid *grid)
{
    struct spans rows = {0};
    struct text said = {0};
    text_add(&said, "Needs 24x8: the window is too small to read in");
    if (!reader->notes_unkept)
        text_format(&said, "; %s quits", reader_key(reader, ACTION_QUIT).text);
    text_add(&said, ".");
    wrap_text(&rows, said.bytes, said.size, reader->columns);
    for (size_t i = 0; i < rows.count; i++)
        grid_put(grid, i, 0, reader->columns, said.bytes + rows.items[i].start,
                 span_size(rows.items[i]), 0, (struct origin){SIDE_COUNT, 0});
    free(rows.items);
    text_free(&said);
}

void reader_draw(const struct reader *reader, struct grid *grid)
{
    grid_clear(grid, (struct area){0, 0, grid->rows, grid->columns}, 0);
    grid->cursor_row = grid->cursor_column = 0;
    if (grid->rows != reader->rows || grid->columns != reader->columns)
        return;
    if (!reader_fits(reader)) {
        draw_too_small(reader, grid);
        return;
    }
    reader_view(reader)->draw(reader, grid);
    status_draw(reader, grid, reader_parts(reader).status);
}
