/* The view of the two articles: moving in them, and the other one following. */
#include "base/memory.h"
#include "reader/fold.h"
#include "reader/state.h"

#include <stdint.h>
#include <stdlib.h>

enum { WHEEL_ROWS = 3, COLUMNS_FOR_COUNTS = 72 };

typedef bool (*mover)(struct pane *pane);

static bool repeat(struct pane *pane, mover move, size_t count)
{
    bool moved = false;
    while (count-- && move(pane))
        moved = true;
    return moved;
}

/* Lines are walked by their stops, all else by rows. */
static bool move(struct pane *pane, enum action action, size_t count, long rows)
{
    if (action == ACTION_LINE_DOWN || action == ACTION_LINE_UP)
        return repeat(pane, rows > 0 ? pane_line_down : pane_line_up, count ? count : 1);
    return rows > 0 ? pane_rows_down(pane, (size_t)rows) : pane_rows_up(pane, (size_t)-rows);
}

static void move_focus(struct reader *reader, enum action action, size_t count, long rows)
{
    struct place before = reader_here(reader);
    bool by_lines = action == ACTION_LINE_DOWN || action == ACTION_LINE_UP;
    struct stride stride = {.down = rows > 0};
    if (by_lines) {
        stride.slack = (long)reader_pane(reader)->area.rows / 5;
        stride.lead = articles_lead(reader, stride.down);
    }
    if (!move(reader_pane(reader), action, count, rows)) {
        reader_say(reader, rows > 0 ? "End of the article" : "Start of the article");
        return;
    }
    bool is_jump = action == ACTION_START || action == ACTION_END;
    if (is_jump)
        history_add(&reader->history, before);
    articles_choose_link(reader);
    reader->round.active = false;
    if (is_jump)
        articles_follow(reader);
    else
        articles_read_on(reader, stride);
}

static void other_pane(struct reader *reader)
{
    const struct link *link = reader_link(reader, NULL);
    bool beside = articles_stand_beside(reader), is_asked = reader->is_link_asked;
    reader->focus = side_other(reader->focus);
    articles_choose_link(reader);
    reader->round.active = false;
    pane_reveal(reader_pane(reader));
    if (!beside) {
        articles_follow(reader);
        return;
    }
    /* the same link stays the current one, seen from its other end, and nothing moves */
    articles_take_link(reader, link, is_asked);
}

/* The reader's word on the focused statement or on its current link. */
static bool say(struct reader *reader, enum action action)
{
    const struct pane *pane = reader_pane(reader);
    size_t number = 0, statement = pane_statement(pane);
    reader_link(reader, &number);
    if (statement >= pane_analysis(pane)->statement_count)
        statement = NO_STATEMENT;
    return say_act(reader, action, target_of_statement(pane->side, statement), number);
}

static void toggle_synchronised(struct reader *reader)
{
    reader->synchronised = !reader->synchronised;
    reader_say(reader, reader->synchronised ? "The other article follows the focus"
                                            : "The other article stays where it is");
    articles_follow(reader);
}

static void place(struct reader *reader);

static void fold_panes(struct reader *reader)
{
    for (enum side side = 0; side < SIDE_COUNT; side++)
        fold_by(&reader->panes[side], reader->filter);
    articles_choose_link(reader);
    reader->round.active = false;
    place(reader);
}

/* A fortieth of the whole scale a step. */
enum { THRESHOLD_STEP = 25, CONFIDENCE_MAX = 1000 };

static void change_threshold(struct reader *reader, bool up, size_t count)
{
    unsigned now = session_threshold(reader->session), most = CONFIDENCE_MAX / THRESHOLD_STEP;
    unsigned step = THRESHOLD_STEP * (unsigned)(count < most ? count : most);
    unsigned room = up ? CONFIDENCE_MAX - now : now - CONFIDENCE_FLOOR;
    step = step < room ? step : room;
    session_set_threshold(reader->session, up ? now + step : now - step);
    fold_panes(reader);
    now = session_threshold(reader->session);
    reader_say(reader, "Links of confidence %u.%03u and above: %zu", now / 1000, now % 1000,
               session_link_count(reader->session));
}

static size_t taken_count(const struct reader *reader, enum side side)
{
    size_t count = 0, statements = session_analysis(reader->session, side)->statement_count;
    for (size_t i = 0; i < statements; i++)
        count += filter_takes_statement(reader->filter, reader->session, side, i);
    return count;
}

static void change_filter(struct reader *reader, bool backwards, size_t count)
{
    for (; count; count--)
        reader->filter = filter_next(reader->filter, reader->session, backwards);
    fold_panes(reader);
    pane_fill(reader_pane(reader)); /* what was level before is no more */
    articles_follow(reader);
    struct text name = {0};
    filter_describe(reader->filter, &name);
    if (reader->filter.kind == FILTER_ALL)
        reader_say(reader, "Filter: all");
    else
        reader_say(reader, "Filter: %s; statements left %zu, right %zu", text_string(&name),
                   taken_count(reader, SIDE_LEFT), taken_count(reader, SIDE_RIGHT));
    text_free(&name);
}

static void toggle_stack(struct reader *reader)
{
    reader->wants_stack = !reader->stacked;
    reader_resize(reader, reader->rows, reader->columns);
    if (reader->stacked && !reader->wants_stack)
        reader_say(reader, "The window is too narrow for two articles side by side");
}

static void swap(struct reader *reader)
{
    reader->swapped = !reader->swapped;
    reader_resize(reader, reader->rows, reader->columns);
}

static void toggle_mouse(struct reader *reader)
{
    reader->mouse_off = !reader->mouse_off;
    reader_say(reader, reader->mouse_off ? "The mouse is the terminal's: it selects text"
                                         : "The mouse moves the focus");
}

/* What an action of this view calls: for those that come in pairs, one of which goes the other way,
 * or for those that take no count. False where it is not one of them. */
static bool call(struct reader *reader, enum action action, size_t times)
{
    static const struct {
        void (*run)(struct reader *reader, bool way, size_t times);
        bool way;
    } directed[ACTION_COUNT] = {
        [ACTION_THRESHOLD_UP] = {change_threshold, true},
        [ACTION_THRESHOLD_DOWN] = {change_threshold, false},
        [ACTION_SPLIT_ON] = {split_move, true},
        [ACTION_SPLIT_BACK] = {split_move, false},
        [ACTION_FILTER] = {change_filter, false},
        [ACTION_FILTER_BACK] = {change_filter, true},
    };
    static void (*const plain[ACTION_COUNT])(struct reader * reader) = {
        [ACTION_OTHER_PANE] = other_pane,
        [ACTION_SYNC] = toggle_synchronised,
        [ACTION_STACK] = toggle_stack,
        [ACTION_SPLIT_HALF] = split_halve,
        [ACTION_SWAP] = swap,
        [ACTION_MOUSE] = toggle_mouse,
        [ACTION_COPY_STATEMENT] = copy_statement,
        [ACTION_COPY_LINK] = copy_link,
        [ACTION_REPORT] = page_open_report,
        [ACTION_LEFT_OUT] = page_open_left_out,
        [ACTION_LIST] = list_open,
        [ACTION_READ_AGAIN] = work_read_again,
        [ACTION_WRITE] = command_write,
    };
    if (directed[action].run)
        directed[action].run(reader, directed[action].way, times);
    else if (plain[action])
        plain[action](reader);
    return directed[action].run || plain[action];
}

static void act(struct reader *reader, enum action action, size_t count)
{
    long rows;
    size_t times = count ? count : 1;
    if (view_step(action, reader_pane(reader)->area.rows, count, &rows)) {
        move_focus(reader, action, count, rows);
        return;
    }
    bool says = action == ACTION_MARK || action == ACTION_NOTE || action == ACTION_EDIT_NOTE ||
                action == ACTION_DRAW;
    if (says && !span_is_empty(fold_of_cursor(reader_pane(reader)))) {
        reader_say(reader, "Folded; %s opens it", reader_key(reader, ACTION_COUNTERPART).text);
        return;
    }
    if (!say(reader, action) && !find_act(reader, action, count) && !call(reader, action, times))
        reader_jump(reader, action, times);
}

static void place(struct reader *reader)
{
    struct parts parts = reader_parts(reader);
    for (enum side side = 0; side < SIDE_COUNT; side++)
        pane_place(&reader->panes[side], parts.text[side]);
    pane_fill_below(reader_pane(reader)); /* there may be more rows now than text below */
    articles_follow(reader);
}

/* The counterparts of the focus, in the other article. The caller frees them. */
static size_t *counterparts(const struct reader *reader, size_t *count)
{
    const size_t *links = reader_links(reader, count);
    while (*count && session_is_rejected(reader->session, links[*count - 1]))
        --*count;
    size_t *statements = *count ? memory_new(*count, sizeof *statements) : NULL;
    for (size_t i = 0; i < *count; i++)
        statements[i] =
            link_statement(session_link(reader->session, links[i]), side_other(reader->focus));
    return statements;
}

static void draw_separator(struct grid *grid, struct area area)
{
    for (size_t i = 0; i < area.rows; i++)
        grid_put_string(grid, area.row + i, area.column, 1, "│", ROLE(QUIET));
}

/* The terminal's cursor stands on the focus, where screen readers and magnifiers look for it. */
static void place_cursor(const struct reader *reader, struct grid *grid)
{
    const struct pane *pane = &reader->panes[reader->focus];
    long row = pane_screen_row(pane);
    if (row < 0 || row >= (long)pane->area.rows)
        return;
    grid->cursor_row = pane->area.row + (size_t)row;
    grid->cursor_column = pane->area.column;
    for (size_t i = 0; i < pane->area.columns; i++) {
        const struct cell *cell = grid_cell(grid, grid->cursor_row, pane->area.column + i);
        if (cell->side == pane->side && cell->offset >= pane->cursor) {
            grid->cursor_column = pane->area.column + i;
            return;
        }
    }
}

static void draw(const struct reader *reader, struct grid *grid)
{
    struct parts parts = reader_parts(reader);
    size_t count;
    size_t *linked = counterparts(reader, &count);
    for (enum side side = 0; side < SIDE_COUNT; side++) {
        const struct pane *pane = &reader->panes[side];
        bool focused = side == reader->focus;
        struct spotlight spotlight = {
            .statement = focused ? pane_statement(pane) : SIZE_MAX,
            .counterparts = linked,
            .counterpart_count = focused ? 0 : count,
            .link = reader_link(reader, NULL),
            .hits = &find_shown(reader)->hits[side],
        };
        header_draw(reader, grid, side, parts.header[side]);
        pane_draw(pane, &spotlight, grid);
    }
    free(linked);
    draw_separator(grid, parts.separator);
    panel_draw(reader, grid, parts.panel);
    place_cursor(reader, grid);
}

/* On a link's number, on the strip or on text. */
static void click(struct reader *reader, const struct pane *pane, size_t row, size_t column)
{
    size_t offset, number = pane_link_at(pane, row, column);
    if (number)
        reader_go_to_link(reader, session_link(reader->session, number), pane->side);
    else if (pane_strip_offset(pane, row, column, &offset) ||
             pane_offset_at(pane, row, column, &offset))
        reader_go(reader, (struct place){.side = pane->side, .cursor = offset}, true);
}

static void mouse(struct reader *reader, const struct event *event)
{
    for (enum side side = 0; side < SIDE_COUNT; side++) {
        struct pane *pane = &reader->panes[side];
        const struct area *area = &pane->area;
        bool inside = event->row >= area->row && event->row < area->row + area->rows &&
                      event->column >= area->column && event->column < area->column + area->columns;
        if (!inside)
            continue;
        if (event->kind == EVENT_CLICK) {
            click(reader, pane, event->row, event->column);
        } else if (side == reader->focus) {
            bool down = event->kind == EVENT_WHEEL_DOWN;
            move_focus(reader, down ? ACTION_LINE_DOWN : ACTION_LINE_UP, WHEEL_ROWS,
                       down ? WHEEL_ROWS : -WHEEL_ROWS);
        } else { /* a look around in the other one */
            pane_scroll(pane, event->kind == EVENT_WHEEL_DOWN ? WHEEL_ROWS : -WHEEL_ROWS);
        }
        return;
    }
}

/* The counts; in a narrow window without those of one side only. */
static void describe(const struct reader *reader, struct text *out)
{
    if (reader->work.active || reader->work.is_missing) {
        work_describe(reader, out);
        return;
    }
    if (reader->filter.kind != FILTER_ALL) {
        text_add(out, "[");
        filter_describe(reader->filter, out);
        text_add(out, "] ");
    }
    struct session_counts counts = session_count(reader->session);
    size_t conflicts = counts.hard + counts.soft;
    text_format(out, "%zu %s, ", counts.matches, counts.matches == 1 ? "match" : "matches");
    if (conflicts)
        text_format(out, "%zu %s (%zu hard)", conflicts, conflicts == 1 ? "conflict" : "conflicts",
                    counts.hard);
    else
        text_add(out, "no conflict");
    if (reader->columns >= COLUMNS_FOR_COUNTS)
        text_format(out, "; only left %zu, right %zu", counts.only[SIDE_LEFT],
                    counts.only[SIDE_RIGHT]);
    if (counts.marks)
        text_format(out, "; marked %zu", counts.marks);
    if (!reader->synchronised)
        text_add(out, "; unlocked");
    if (reader->drawing.active)
        text_add(out, "; a link begun");
}

static const char *words(const struct reader *reader, enum action action)
{
    const struct reader_services *services = reader->services;
    const struct {
        enum action action;
        bool served;
    } needs[] = {{ACTION_WRITE, services->write_report},
                 {ACTION_REPORT, services->make_report},
                 {ACTION_READ_AGAIN, services->read_again},
                 {ACTION_EDIT_NOTE, services->edit}};
    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++)
        if (needs[i].action == action && !needs[i].served)
            return NULL;
    return action_description(action);
}

static struct searched searched(struct reader *reader)
{
    return search_in_articles(session_article(reader->session, SIDE_LEFT),
                              session_article(reader->session, SIDE_RIGHT));
}

static void go_to_hit(struct reader *reader, struct place hit)
{
    reader_go(reader, hit, true);
}

const struct view articles_view = {
    place, draw, act, mouse, describe, words, SEARCH_OF_ARTICLES, searched, reader_here, go_to_hit};
