/* The view of a page of text: the help, what was left out of the articles, what was said. */
#include "base/visible.h"
#include "notes/anchor.h"
#include "reader/said.h"
#include "reader/state.h"

#include <string.h>

/* Columns before the second and further rows of a line. */
enum { HANGING_INDENT = 4 };

static void page_open(struct reader *reader, const char *title)
{
    reader->page.title = title;
    reader->page.is_report = false;
    reader->page.top = 0;
    text_clear(&reader->page.text);
    reader_open(reader, &page_view);
}

/* What works in the view that the help was asked for in, which is the topmost but for the help. */
static const char *words_below(const void *context, enum action action)
{
    const struct reader *reader = context;
    bool everywhere = action == ACTION_QUIT || action == ACTION_HELP || action == ACTION_MESSAGES ||
                      action == ACTION_REDRAW;
    return everywhere ? action_description(action)
                      : reader->views[reader->view_count - 2]->words(reader, action);
}

void page_open_help(struct reader *reader)
{
    page_open(reader, "Keys");
    action_help(&reader->bindings, words_below, reader, &reader->page.text);
    text_format(&reader->page.text,
                "\nA number typed before a key repeats it: 3%s goes three links on.\n",
                reader_key(reader, ACTION_LINK_NEXT).text);
    text_add(&reader->page.text,
             "\nSigns\n"
             "  =            match: both articles tell it\n"
             "  !            hard conflict: the two cannot both be right\n"
             "  ~            soft conflict: a reader should stop here\n"
             "  >            the focus\n"
             "  :            its counterparts in the other article\n"
             "  +            the statement has more links than there is room for\n"
             "  * # \"        what you said: marked, important, a note alone\n"
             "  x            a link that you rejected\n"
             "  v r L        in lists: confirmed, relabelled, drawn by you\n"
             "  \u00B7            statements that the filter folds; Enter opens them\n");
    page_view.place(reader);
}

static void add_left_out(struct text *out, const struct article *article)
{
    text_format(out, "%s: ", article->outlet);
    if (article->left_out_count == 0)
        text_add(out, "nothing was left out\n");
    else
        text_format(out, "%zu %s left out\n", article->left_out_count,
                    article->left_out_count == 1 ? "block" : "blocks");
    for (size_t i = 0; i < article->left_out_count; i++) {
        const struct left_out *left_out = &article->left_out[i];
        text_format(out, "  line %zu, %s: %s\n", left_out->line, left_out->why, left_out->text);
    }
    for (size_t i = 0; i < article->warning_count; i++)
        text_format(out, "  note: %s\n", article->warnings[i]);
}

static void add_quoted(struct text *out, const struct anchored *orphan)
{
    for (enum side side = 0; side < SIDE_COUNT; side++)
        if (orphan->anchors[side].exact) {
            text_format(out, "  %s: ", side == SIDE_LEFT ? "left" : "right");
            visible_append_line(out, orphan->anchors[side].exact,
                                strlen(orphan->anchors[side].exact));
            text_add(out, "\n");
        }
}

/* Remarks whose statement is in the articles no more. */
static void add_orphans(struct text *out, const struct session *session)
{
    size_t count;
    const struct anchored *orphans = session_orphans(session, &count);
    if (count)
        text_add(out, "\nNotes whose statement is gone\n");
    for (size_t i = 0; i < count; i++) {
        const struct remark *remark = &orphans[i].remark;
        text_add(out, i ? "\n" : "");
        add_quoted(out, &orphans[i]);
        if (remark->mark || remark->verdict)
            text_format(out, "    %s%s%s\n", mark_name(remark->mark),
                        remark->mark && remark->verdict ? ", " : "", verdict_name(remark->verdict));
        struct text note = {0};
        said_note("    note", remark->note, &note);
        text_append(out, text_string(&note), note.size);
        text_add(out, note.size ? "\n" : "");
        text_free(&note);
    }
}

void page_open_left_out(struct reader *reader)
{
    page_open(reader, "Left out");
    for (enum side side = 0; side < SIDE_COUNT; side++) {
        if (side)
            text_add(&reader->page.text, "\n");
        add_left_out(&reader->page.text, session_article(reader->session, side));
    }
    add_orphans(&reader->page.text, reader->session);
    page_view.place(reader);
}

void page_open_messages(struct reader *reader)
{
    struct text *text = &reader->page.text;
    page_open(reader, "What was said, the latest first");
    for (const char *at = text_string(&reader->messages); *at;) {
        size_t size = strcspn(at, "\n");
        text_add(text, "  ");
        text_append(text, at, size + 1);
        at += size + 1;
    }
    if (text->size == 0)
        text_add(text, "  Nothing yet\n");
    page_view.place(reader);
}

void page_open_report(struct reader *reader)
{
    const struct reader_services *services = reader->services;
    if (!services->make_report) {
        reader_say(reader, "There is no report to show");
        return;
    }
    page_open(reader, "Report");
    reader->page.is_report = true;
    services->make_report(services->context, text_string(&reader->report_path), &reader->page.text);
    page_view.place(reader);
}

static size_t page_rows(const struct reader *reader)
{
    return reader->rows > 2 ? reader->rows - 2 : 1;
}

static void scroll_to(struct reader *reader, size_t top)
{
    struct page *page = &reader->page;
    size_t rows = page_rows(reader), most = page->rows.count > rows ? page->rows.count - rows : 0;
    page->top = top < most ? top : most;
}

static void place(struct reader *reader)
{
    struct page *page = &reader->page;
    const char *text = text_string(&page->text), *end = text + page->text.size;
    size_t width = reader->columns - 2 - HANGING_INDENT;
    page->rows.count = 0;
    while (text < end) {
        const char *line_end = memchr(text, '\n', (size_t)(end - text));
        size_t size = (size_t)((line_end ? line_end : end) - text), before = page->rows.count;
        size_t start = (size_t)(text - page->text.bytes);
        wrap_text(&page->rows, text, size, width);
        for (size_t i = before; i < page->rows.count; i++) {
            page->rows.items[i].start += start;
            page->rows.items[i].end += start;
        }
        text += size + 1;
    }
    scroll_to(reader, page->top);
}

static void draw(const struct reader *reader, struct grid *grid)
{
    const struct page *page = &reader->page;
    struct area bar = {0, 0, 1, reader->columns};
    grid_clear(grid, bar, ROLE(BAR_FOCUS));
    grid_put_string(grid, 0, 1, reader->columns - 1, page->title, ROLE(BAR_FOCUS));
    for (size_t i = 0; i < page_rows(reader) && page->top + i < page->rows.count; i++) {
        struct span row = page->rows.items[page->top + i];
        const char *bytes = page->text.bytes + row.start;
        bool starts_line = row.start == 0 || bytes[-1] == '\n',
             heading = starts_line && *bytes != ' ' && !page->is_report;
        grid_put(grid, i + 1, starts_line ? 1 : 1 + HANGING_INDENT, reader->columns - 1, bytes,
                 span_size(row), heading ? ROLE(HEADING) : 0, (struct origin){SIDE_COUNT, 0});
    }
    grid->cursor_row = 1;
    grid->cursor_column = 1;
}

static void describe(const struct reader *reader, struct text *out)
{
    const struct page *page = &reader->page;
    size_t last = page->top + page_rows(reader);
    if (last >= page->rows.count)
        last = page->rows.count;
    text_format(out, "line %zu to %zu of %zu; ", page->top + 1, last, page->rows.count);
    if (page->is_report && reader->services->write_report)
        text_format(out, "%s writes it, ", reader_key(reader, ACTION_WRITE).text);
    text_format(out, "%s closes this page", reader_key(reader, ACTION_QUIT).text);
}

static const char *words(const struct reader *reader, enum action action)
{
    bool writes = action == ACTION_WRITE && reader->page.is_report;
    return view_scrolls(action) || writes ? action_description(action) : NULL;
}

static void act(struct reader *reader, enum action action, size_t count)
{
    long step;
    if (view_step(action, page_rows(reader), count, &step)) {
        size_t back = step < 0 ? (size_t)-step : 0, top = reader->page.top;
        scroll_to(reader, step < 0 ? (top > back ? top - back : 0) : top + (size_t)step);
    } else if (action == ACTION_WRITE && reader->page.is_report) {
        command_write(reader);
    } else if (action == ACTION_LEFT_OUT || action == ACTION_HELP || action == ACTION_REPORT ||
               action == ACTION_MESSAGES) {
        reader_close(reader); /* the key that opened a page closes it, too */
    } else {
        reader_say(reader, "%s closes this page", reader_key(reader, ACTION_QUIT).text);
    }
}

static void mouse(struct reader *reader, const struct event *event)
{
    if (event->kind != EVENT_CLICK)
        act(reader, event->kind == EVENT_WHEEL_DOWN ? ACTION_LINE_DOWN : ACTION_LINE_UP, 3);
}

const struct view page_view = {place, draw, act, mouse, describe, words};
