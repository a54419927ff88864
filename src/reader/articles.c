/* The view of the two articles: moving in them, and the other one following. */
#include "base/memory.h"
#include "reader/state.h"

#include <stdint.h>
#include <stdlib.h>

enum { WHEEL_ROWS = 3 };

struct pane *reader_pane(struct reader *reader)
{
    return &reader->panes[reader->focus];
}

static const size_t *focus_links(const struct reader *reader, size_t *count)
{
    const struct pane *pane = &reader->panes[reader->focus];
    size_t statement = pane_statement(pane);
    if (statement >= pane_analysis(pane)->statement_count) {
        *count = 0;
        return NULL;
    }
    return session_links_of(reader->session, reader->focus, statement, count);
}

const struct link *reader_link(const struct reader *reader, size_t *number)
{
    size_t count;
    const size_t *links = focus_links(reader, &count);
    if (count == 0)
        return NULL;
    size_t place = reader->link < count ? reader->link : count - 1;
    if (number)
        *number = links[place];
    return session_link(reader->session, links[place]);
}

/* Of a statement's links the one to look at first: the gravest, and of those the surest. */
static bool is_worthier(const struct link *link, const struct link *than)
{
    if (link->kind != than->kind)
        return link->kind == LINK_CONFLICT;
    if (link->severity != than->severity)
        return link->severity == SEVERITY_HARD;
    return link->confidence > than->confidence;
}

void articles_choose_link(struct reader *reader)
{
    size_t count;
    const size_t *links = focus_links(reader, &count);
    reader->link = 0;
    for (size_t i = 1; i < count; i++)
        if (is_worthier(session_link(reader->session, links[i]),
                        session_link(reader->session, links[reader->link])))
            reader->link = i;
}

static size_t counterpart_of(const struct link *link, enum side side)
{
    return side == SIDE_LEFT ? link->right : link->left;
}

/* Lets the other pane follow: the current counterpart comes to stand beside the focus. A focus
 * without one leaves the other pane as it is, so that nothing bounces. */
void articles_follow(struct reader *reader)
{
    struct pane *pane = reader_pane(reader), *other = &reader->panes[side_other(reader->focus)];
    const struct link *link = reader_link(reader, NULL);
    if (!link || !reader->synchronised)
        return;
    size_t counterpart = counterpart_of(link, reader->focus);
    other->cursor = pane_analysis(other)->statements[counterpart].span.start;
    if (reader->stacked) {
        pane_reveal(other);
        return;
    }
    pane_align(other, pane_screen_row(pane));
}

/* Scrolls the other pane along with the focus where no link says better. */
static void scroll_along(struct reader *reader, long top_before)
{
    struct pane *pane = reader_pane(reader);
    if (reader->synchronised && !reader_link(reader, NULL))
        pane_scroll(&reader->panes[side_other(reader->focus)], pane->top - top_before);
}

typedef bool (*mover)(struct pane *pane);

static bool repeat(struct pane *pane, mover move, size_t count)
{
    bool moved = false;
    while (count-- && move(pane))
        moved = true;
    return moved;
}

/* Rows for the paging actions; 0 for those that do not page. */
static size_t page_rows(const struct reader *reader, enum action action)
{
    size_t rows = reader->panes[reader->focus].area.rows;
    switch (action) {
    case ACTION_PAGE_DOWN:
    case ACTION_PAGE_UP:
        return rows > 2 ? rows - 2 : 1; /* two rows stay for the context */
    case ACTION_HALF_DOWN:
    case ACTION_HALF_UP:
        return rows > 1 ? rows / 2 : 1;
    default:
        return 0;
    }
}

static bool move(struct reader *reader, enum action action, size_t count)
{
    struct pane *pane = reader_pane(reader);
    size_t times = count ? count : 1;
    size_t rows = page_rows(reader, action);
    rows = rows > SIZE_MAX / times ? SIZE_MAX : rows * times;
    switch (action) {
    case ACTION_LINE_DOWN:
        return repeat(pane, pane_line_down, times);
    case ACTION_LINE_UP:
        return repeat(pane, pane_line_up, times);
    case ACTION_PAGE_DOWN:
    case ACTION_HALF_DOWN:
        return pane_rows_down(pane, rows);
    case ACTION_PAGE_UP:
    case ACTION_HALF_UP:
        return pane_rows_up(pane, rows);
    case ACTION_START:
        return pane_start(pane);
    default:
        return pane_end(pane);
    }
}

static void move_focus(struct reader *reader, enum action action, size_t count)
{
    struct place before = reader_here(reader);
    long top = reader_pane(reader)->top;
    if (!move(reader, action, count)) {
        bool down = action == ACTION_LINE_DOWN || action == ACTION_PAGE_DOWN ||
                    action == ACTION_HALF_DOWN || action == ACTION_END;
        reader_say(reader, down ? "End of the article" : "Start of the article");
        return;
    }
    if (action == ACTION_START || action == ACTION_END)
        history_add(&reader->history, before);
    articles_choose_link(reader);
    reader->round.active = false;
    scroll_along(reader, top);
    articles_follow(reader);
}

static void other_pane(struct reader *reader)
{
    const struct link *link = reader_link(reader, NULL);
    enum side other = side_other(reader->focus);
    bool beside =
        link && pane_statement(&reader->panes[other]) == counterpart_of(link, reader->focus);
    reader->focus = other;
    articles_choose_link(reader);
    reader->round.active = false;
    if (beside) { /* the same link stays the current one, seen from its other end */
        size_t count;
        const size_t *links = focus_links(reader, &count);
        for (size_t i = 0; i < count; i++)
            if (session_link(reader->session, links[i]) == link)
                reader->link = i;
    }
    pane_reveal(reader_pane(reader));
    articles_follow(reader);
}

static void mark(struct reader *reader)
{
    struct pane *pane = reader_pane(reader);
    size_t statement = pane_statement(pane);
    if (statement >= pane_analysis(pane)->statement_count)
        return;
    enum mark now = session_cycle_mark(reader->session, pane->side, statement);
    reader->marks_unwritten = session_count(reader->session).marks > 0;
    static const char *const said[MARK_COUNT] = {[MARK_NONE] = "Mark taken off",
                                                 [MARK_PLAIN] = "Marked",
                                                 [MARK_IMPORTANT] = "Marked important"};
    reader_say(reader, "%s", said[now]);
}

static void toggle_synchronised(struct reader *reader)
{
    reader->synchronised = !reader->synchronised;
    reader_say(reader, reader->synchronised ? "The other article follows the focus"
                                            : "The other article stays where it is");
    articles_follow(reader);
}

static void act(struct reader *reader, enum action action, size_t count)
{
    switch (action) {
    case ACTION_LINE_DOWN:
    case ACTION_LINE_UP:
    case ACTION_PAGE_DOWN:
    case ACTION_PAGE_UP:
    case ACTION_HALF_DOWN:
    case ACTION_HALF_UP:
    case ACTION_START:
    case ACTION_END:
        move_focus(reader, action, count);
        break;
    case ACTION_OTHER_PANE:
        other_pane(reader);
        break;
    case ACTION_MARK:
        mark(reader);
        break;
    case ACTION_SYNC:
        toggle_synchronised(reader);
        break;
    case ACTION_SEARCH:
    case ACTION_SEARCH_BACK:
        command_search(reader, action == ACTION_SEARCH_BACK);
        break;
    case ACTION_HIT_NEXT:
    case ACTION_HIT_PREVIOUS:
        for (size_t i = 0; i < (count ? count : 1) && i < search_count(&reader->search) + 1; i++)
            command_next_hit(reader, (action == ACTION_HIT_PREVIOUS) != reader->search.backwards);
        break;
    case ACTION_WRITE:
        command_write(reader);
        break;
    case ACTION_LEFT_OUT:
        page_open_left_out(reader);
        break;
    default:
        reader_jump(reader, action, count ? count : 1);
    }
}

static void place(struct reader *reader)
{
    struct parts parts = reader_parts(reader);
    for (enum side side = 0; side < SIDE_COUNT; side++)
        pane_place(&reader->panes[side], parts.text[side]);
    articles_follow(reader);
}

/* The counterparts of the focus, in the other article. The caller frees them. */
static size_t *counterparts(const struct reader *reader, size_t *count)
{
    const size_t *links = focus_links(reader, count);
    size_t *statements = *count ? memory_new(*count, sizeof *statements) : NULL;
    for (size_t i = 0; i < *count; i++)
        statements[i] = counterpart_of(session_link(reader->session, links[i]), reader->focus);
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
            .hits = &reader->search.hits[side],
        };
        header_draw(reader, grid, side, parts.header[side]);
        pane_draw(pane, &spotlight, grid);
    }
    free(linked);
    draw_separator(grid, parts.separator);
    panel_draw(reader, grid, parts.panel);
    place_cursor(reader, grid);
}

static void mouse(struct reader *reader, const struct event *event)
{
    for (enum side side = 0; side < SIDE_COUNT; side++) {
        size_t offset;
        struct pane *pane = &reader->panes[side];
        const struct area *area = &pane->area;
        bool inside = event->row >= area->row && event->row < area->row + area->rows &&
                      event->column >= area->column && event->column < area->column + area->columns;
        if (!inside)
            continue;
        if (event->kind == EVENT_CLICK &&
            pane_offset_at(pane, event->row, event->column, &offset)) {
            reader_go(reader, (struct place){.side = side, .cursor = offset}, true);
        } else if (event->kind != EVENT_CLICK && side == reader->focus) {
            bool down = event->kind == EVENT_WHEEL_DOWN;
            move_focus(reader, down ? ACTION_LINE_DOWN : ACTION_LINE_UP, WHEEL_ROWS);
        } else if (event->kind != EVENT_CLICK) { /* a look around in the other one */
            pane_scroll(pane, event->kind == EVENT_WHEEL_DOWN ? WHEEL_ROWS : -WHEEL_ROWS);
        }
        return;
    }
}

const struct view articles_view = {place, draw, act, mouse};
