/* The view of a list: the links, or the statements that one side only tells or that are marked. */
#include "base/memory.h"
#include "reader/list-row.h"
#include "reader/state.h"

#include <stdio.h>
#include <stdlib.h>

static const char *const order_names[LIST_ORDER_COUNT] = {
    [LIST_BY_PLACE] = "by place",
    [LIST_BY_KIND] = "by kind",
    [LIST_BY_CONFIDENCE] = "by confidence",
};

void list_close(struct reader *reader)
{
    reader->list.count = reader->list.cursor = reader->list.top = 0;
    find_anew(reader, &list_view);
    while (reader_view(reader) == &list_view)
        reader->view_count--;
}

void list_free(struct list *list)
{
    free(list->items);
    text_free(&list->text);
    *list = (struct list){0};
}

static void add(struct list *list, struct list_item item)
{
    MEMORY_APPEND(list->items, list->count, list->capacity, item);
}

static void add_links(struct list *list, const struct session *session)
{
    for (size_t number = 1; number <= session_link_count(session); number++)
        if (filter_takes_link(list->filter, session, number))
            add(list, (struct list_item){.number = number});
}

/* A marked link is listed as such, so its statements are only where they are marked themselves. */
static bool takes_statement(struct filter filter, const struct session *session, enum side side,
                            size_t statement)
{
    if (filter.kind != FILTER_MARKED)
        return filter_takes_statement(filter, session, side, statement);
    return filter_finds_mark(session, target_of_statement(side, statement));
}

static void add_statements(struct list *list, const struct session *session)
{
    for (enum side side = 0; side < SIDE_COUNT; side++)
        for (size_t i = 0; i < session_analysis(session, side)->statement_count; i++)
            if (takes_statement(list->filter, session, side, i))
                add(list, (struct list_item){.side = side, .statement = i});
}

/* Whether one link comes before another; links that are equal in this stay by place. */
static bool comes_before(const struct link *a, const struct link *b, enum list_order order)
{
    if (order == LIST_BY_KIND && link_gravity(a) != link_gravity(b))
        return link_gravity(a) > link_gravity(b);
    if (order == LIST_BY_KIND && a->reason != b->reason)
        return a->reason < b->reason;
    return order == LIST_BY_CONFIDENCE && a->confidence > b->confidence;
}

/* Sorts by merging, since qsort does not keep the place of what is equal. */
static void sort(struct list_item *items, struct list_item *room, size_t count,
                 const struct session *session, enum list_order order)
{
    if (count < 2)
        return;
    size_t half = count / 2, a = 0, b = half;
    sort(items, room, half, session, order);
    sort(items + half, room, count - half, session, order);
    for (size_t i = 0; i < count; i++) {
        bool second =
            a == half || (b < count && comes_before(session_link(session, items[b].number),
                                                    session_link(session, items[a].number), order));
        room[i] = second ? items[b++] : items[a++];
    }
    for (size_t i = 0; i < count; i++)
        items[i] = room[i];
}

/* The links in their order, then the statements by themselves. */
static void fill(struct reader *reader)
{
    struct list *list = &reader->list;
    list->count = list->cursor = list->top = 0;
    add_links(list, reader->session);
    struct list_item *room = memory_new(list->count, sizeof *room);
    sort(list->items, room, list->count, reader->session, list->order);
    free(room);
    if (!filter_is_of_links(list->filter))
        add_statements(list, reader->session);
    find_anew(reader, &list_view);
}

/* Puts the cursor on the link or the statement that has the focus. */
void list_find_focus(struct reader *reader)
{
    size_t number = 0, statement = pane_statement(reader_pane(reader));
    reader_link(reader, &number);
    for (size_t i = 0; i < reader->list.count; i++) {
        const struct list_item *item = &reader->list.items[i];
        bool here = item->number ? item->number == number
                                 : item->side == reader->focus && item->statement == statement;
        if (here)
            reader->list.cursor = i;
    }
}

static size_t list_rows(const struct reader *reader)
{
    return reader->rows > 2 ? reader->rows - 2 : 1;
}

static void place(struct reader *reader)
{
    struct list *list = &reader->list;
    size_t rows = list_rows(reader), most = list->count > rows ? list->count - rows : 0;
    if (list->top > list->cursor)
        list->top = list->cursor;
    if (list->cursor >= list->top + rows)
        list->top = list->cursor + 1 - rows;
    if (list->top > most)
        list->top = most;
}

void list_refresh(struct reader *reader)
{
    struct list *list = &reader->list;
    size_t cursor = list->cursor, top = list->top;
    fill(reader);
    list->cursor = cursor < list->count ? cursor : list->count ? list->count - 1 : 0;
    list->top = top;
    place(reader);
}

void list_open(struct reader *reader)
{
    fill(reader);
    list_find_focus(reader);
    reader_open(reader, &list_view);
    place(reader);
}

/* Writes what is searched: the rows, uncut. */
static struct searched searched(struct reader *reader)
{
    struct list *list = &reader->list;
    text_clear(&list->text);
    for (size_t i = 0; i < list->count; i++) {
        struct item_row row = item_row(reader, &list->items[i]);
        list->items[i].start = list->text.size;
        for (size_t piece = 0; piece < ROW_PIECES; piece++)
            text_format(&list->text, "%*s%s",
                        row.pieces[piece].size && piece + 1 == ROW_PIECES ? GAP : 0, "",
                        text_string(&row.pieces[piece]));
        text_add(&list->text, "\n");
        item_row_free(&row);
    }
    return (struct searched){
        .bytes = {text_string(&list->text)}, .sizes = {list->text.size}, .by_line = true};
}

static void draw_item(const struct reader *reader, struct grid *grid, size_t at,
                      const struct list_item *item)
{
    enum { ROOM_MIN = 10 };
    struct item_row row = item_row(reader, item);
    size_t column = 2, offset = item->start;
    bool two = row.pieces[ROW_PIECES - 1].size;
    for (size_t i = 0; i < ROW_PIECES; i++) {
        size_t room = reader->columns > column ? reader->columns - column : 0;
        if (two && i == 2 && room <= ROOM_MIN)
            break;
        if (two && i == 2)
            room = (room - GAP) / 2;
        size_t used =
            grid_put_string(grid, at, column, room, text_string(&row.pieces[i]), row.roles[i]);
        find_mark(reader, grid, (struct area){at, column, 1, used}, offset);
        offset += row.pieces[i].size + (two && i == 2 ? GAP : 0);
        column += two && i == 2 ? room + GAP : used;
    }
    item_row_free(&row);
}

static void draw(const struct reader *reader, struct grid *grid)
{
    const struct list *list = &reader->list;
    struct text title = {0};
    text_add(&title, "List: ");
    filter_describe(list->filter, &title);
    text_format(&title, ", %zu", list->count);
    if (list->filter.kind != FILTER_ONLY)
        text_format(&title, ", %s", order_names[list->order]);
    grid_clear(grid, (struct area){0, 0, 1, reader->columns}, ROLE(BAR_FOCUS));
    grid_put_string(grid, 0, 1, reader->columns - 1, text_string(&title), ROLE(BAR_FOCUS));
    text_free(&title);
    for (size_t i = 0; i < list_rows(reader) && list->top + i < list->count; i++) {
        size_t row = i + 1;
        bool focused = list->top + i == list->cursor;
        draw_item(reader, grid, row, &list->items[list->top + i]);
        if (!focused)
            continue;
        grid_put_string(grid, row, 0, 1, ">", ROLE(TITLE));
        for (size_t column = 1; column < reader->columns; column++)
            grid_cell(grid, row, column)->roles |= ROLE(FOCUS);
        grid->cursor_row = row;
    }
}

static void go_to_item(struct reader *reader)
{
    const struct list *list = &reader->list;
    if (list->count == 0) {
        reader_say(reader, "The list is empty; %s shows another one",
                   reader_key(reader, ACTION_FILTER).text);
        return;
    }
    struct list_item item = list->items[list->cursor];
    reader_close(reader);
    if (item.number) {
        reader_go_to_link(reader, session_link(reader->session, item.number), reader->focus);
        return;
    }
    const struct analysis *analysis = session_analysis(reader->session, item.side);
    size_t cursor = analysis->statements[item.statement].span.start;
    reader_go(reader, (struct place){.side = item.side, .cursor = cursor}, true);
}

/* The reader's word on the link or the statement under the cursor. */
static bool say(struct reader *reader, enum action action)
{
    const struct list *list = &reader->list;
    struct target target = {{NO_STATEMENT, NO_STATEMENT}};
    size_t number = list->count ? list->items[list->cursor].number : 0;
    if (number)
        target = target_of_link(session_link(reader->session, number));
    else if (list->count)
        target = target_of_statement(list->items[list->cursor].side,
                                     list->items[list->cursor].statement);
    return action != ACTION_DRAW && say_act(reader, action, target, number);
}

static const char *words(const struct reader *reader, enum action action)
{
    switch (action) {
    case ACTION_COUNTERPART:
        return "Go there in the articles";
    case ACTION_LIST:
        return "Another order: by place, by kind, by confidence";
    case ACTION_FILTER:
        return "List others: conflicts, matches, one side only, marked, unverified, one reason";
    case ACTION_FILTER_BACK:
        return action_description(action);
    case ACTION_EDIT_NOTE:
        return reader->services->edit ? action_description(action) : NULL;
    default:
        return view_scrolls(action) || (say_takes(action) && action != ACTION_DRAW)
                   ? action_description(action)
                   : find_words(action);
    }
}

static void act(struct reader *reader, enum action action, size_t count)
{
    struct list *list = &reader->list;
    long step;
    if (say(reader, action) || find_act(reader, action, count))
        return;
    if (view_step(action, list_rows(reader), count, &step)) {
        long last = list->count ? (long)list->count - 1 : 0, to = (long)list->cursor + step;
        list->cursor = (size_t)(to < 0 ? 0 : to > last ? last : to);
    } else if (action == ACTION_COUNTERPART) {
        go_to_item(reader);
        return;
    } else if (action == ACTION_LIST) {
        list->order = (list->order + 1) % LIST_ORDER_COUNT;
        fill(reader);
    } else if (action == ACTION_FILTER || action == ACTION_FILTER_BACK) {
        list->filter = filter_next(list->filter, reader->session, action == ACTION_FILTER_BACK);
        fill(reader);
    } else {
        reader_say(reader, "%s goes there; %s closes the list",
                   reader_key(reader, ACTION_COUNTERPART).text,
                   reader_key(reader, ACTION_QUIT).text);
    }
    place(reader);
}

static void mouse(struct reader *reader, const struct event *event)
{
    struct list *list = &reader->list;
    if (event->kind != EVENT_CLICK) {
        act(reader, event->kind == EVENT_WHEEL_DOWN ? ACTION_LINE_DOWN : ACTION_LINE_UP, 3);
        return;
    }
    size_t item = list->top + event->row - 1;
    if (event->row == 0 || event->row > list_rows(reader) || item >= list->count)
        return;
    list->cursor = item;
    go_to_item(reader);
}

static void describe(const struct reader *reader, struct text *out)
{
    text_format(out, "%s goes there, %s sorts, %s shows others, %s closes",
                reader_key(reader, ACTION_COUNTERPART).text, reader_key(reader, ACTION_LIST).text,
                reader_key(reader, ACTION_FILTER).text, reader_key(reader, ACTION_QUIT).text);
}

static struct place here(const struct reader *reader)
{
    const struct list *list = &reader->list;
    return (struct place){.cursor = list->count ? list->items[list->cursor].start : 0};
}

static void go(struct reader *reader, struct place hit)
{
    struct list *list = &reader->list;
    size_t low = 0, high = list->count; /* the last that starts no later */
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (list->items[middle].start <= hit.cursor)
            low = middle;
        else
            high = middle;
    }
    list->cursor = low;
    place(reader);
}

const struct view list_view = {place, draw,           act,      mouse, describe,
                               words, SEARCH_OF_LIST, searched, here,  go};
