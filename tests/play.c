#include "play.h"

#include "base/memory.h"
#include "play-notes.h"
#include "reader/key.h"
#include "reader/state.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

struct play {
    struct article *articles[SIDE_COUNT];
    struct analysis analyses[SIDE_COUNT];
    struct comparison *comparison;
    struct session *session, *former; /* the reader may look at the former one till it asks anew */
    struct reader_services services;
    struct reader reader;
    struct grid grid;
    size_t reports, turns; /* turns: of work that are left */
};

enum { ROWS = 24, COLUMNS = 80, ROWS_MAX = 100, COLUMNS_MAX = 250 };

static const char left_sample[] =
    "Storm tears the roof off the market hall\n\n"
    "By Ada Keel, Veddel Courier, 3 May 2024\n\n"
    "A storm tore the roof off the market hall of Veddel on Saturday. The fire brigade counted 31 "
    "fallen trees; nobody was hurt, the mayor said.\n\n"
    "\u201CThe hall was old,\u201D said Ada Keel. She did not blame the builders.\n\n"
    "- The stalls move to the square.\n- The square is closed to cars until June.\n\n"
    "\u4E09\u4EBA\u304C\u6765\u305F\u3002 The cafe\u0301 on the corner stays open.\n\n"
    "The stalls move to the square until the autumn. The repair costs 2 million crowns.\n";
static const char right_sample[] =
    "Market hall of Veddel loses its roof\n\n"
    "A storm tore the roof off the market hall of Veddel on Sunday. The fire brigade counted 13 "
    "fallen trees and two people were hurt, the mayor said.\n\n"
    "\u201CThe hall was old,\u201D said Ada Keel. She blamed the builders.\n\n"
    "The insurance has sent two surveyors.\n\n"
    "The stalls move to the square until the autumn. The repair costs 3 million crowns.\n\n"
    "Subscribe to our newsletter\n";

void demand(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "this does not hold: %s\n", what);
    abort();
}

static bool write_report(void *context, const char *path, bool overwrite, struct failure *failure)
{
    struct play *play = context;
    demand(*path, "a report has a name");
    play->reports++;
    return (play->reports % 3 == 0 || overwrite) || failure_set(failure, "%s exists", path);
}

static void make_report(void *context, const char *path, struct text *out)
{
    (void)context;
    text_format(out, "%s\n\n**What was found**\n", path);
}

/* Fails now and then. */
static bool keep(void *context, const struct session *session, const struct position *position,
                 struct failure *failure)
{
    struct play *play = context;
    demand(session == play->reader.session, "what is kept is what is shown");
    check_kept(session, position);
    return session_revision(session) % 5 != 0 || failure_set(failure, "the disk is full");
}

static bool read_again(void *context, struct failure *failure)
{
    struct play *play = context;
    session_free(play->former);
    play->former = NULL;
    play->turns = 3;
    return ++play->reports % 4 != 0 || failure_set(failure, "nothing has changed");
}

static bool work(void *context, double *share)
{
    struct play *play = context;
    demand(play->turns > 0, "there is work");
    *share = 1 - (double)--play->turns / 3;
    return play->turns > 0;
}

static struct session *finish(void *context, struct text *said)
{
    struct play *play = context;
    play->former = play->session;
    play->session = session_new(play->comparison, session_threshold(play->former));
    check_carried(play->former, play->session);
    text_add(said, "Read again");
    return play->session;
}

static void cancel(void *context)
{
    struct play *play = context;
    play->turns = 0;
}

/* What there was, and what no note should have; sometimes nothing. */
static bool edit(void *context, struct text *text, struct failure *failure)
{
    struct play *play = context;
    if (++play->reports % 5 == 0)
        return failure_set(failure, "the editor ended with status 1");
    if (play->reports % 5 == 1)
        text_clear(text);
    if (text->size < 1000)
        text_add(text, "Two lines,\r\nand \033]52;c;eA==\007 \342\200\256 \377 \n \n");
    return true;
}

struct play *play_new(struct piece left, struct piece right)
{
    const struct article_options options = {.type = ARTICLE_AUTO};
    const struct piece pieces[SIDE_COUNT] = {left, right};
    struct play *play = memory_new(1, sizeof *play);
    struct failure failure;
    for (enum side side = 0; side < SIDE_COUNT; side++) {
        play->articles[side] =
            article_read("play", pieces[side].bytes, pieces[side].size, options, &failure);
        if (!play->articles[side]) {
            play_free(play);
            return NULL;
        }
        play->analyses[side] = analysis_make(play->articles[side]);
    }
    play->comparison = compare_articles(&play->analyses[SIDE_LEFT], &play->analyses[SIDE_RIGHT]);
    play->session = session_new(play->comparison, CONFIDENCE_DEFAULT);
    play->services = (struct reader_services){
        .context = play,
        .report_path = "report.md",
        .write_report = write_report,
        .make_report = make_report,
        .read_again = read_again,
        .work = work,
        .finish = finish,
        .cancel = cancel,
        .keep = keep,
        .edit = edit,
    };
    reader_start(&play->reader, play->session, &play->services);
    grid_resize(&play->grid, ROWS, COLUMNS);
    reader_event(&play->reader,
                 &(struct event){.kind = EVENT_RESIZE, .row = ROWS, .column = COLUMNS});
    return play;
}

struct play *play_new_sample(void)
{
    return play_new((struct piece){left_sample, sizeof left_sample - 1},
                    (struct piece){right_sample, sizeof right_sample - 1});
}

void play_free(struct play *play)
{
    if (play->session)
        reader_stop(&play->reader);
    grid_free(&play->grid);
    session_free(play->former);
    session_free(play->session);
    comparison_free(play->comparison);
    for (enum side side = 0; side < SIDE_COUNT; side++)
        article_free(play->articles[side]);
    free(play);
}

static bool steers(ucs4_t sign)
{
    return sign < 0x20 || (sign >= 0x7F && sign < 0xA0) || sign == 0x061C || sign == 0x200E ||
           sign == 0x200F || (sign >= 0x2028 && sign <= 0x202E) ||
           (sign >= 0x2066 && sign <= 0x2069) || (sign >= 0xE0000 && sign < 0xE0080);
}

static void check_cell(const struct play *play, const struct cell *cell)
{
    ucs4_t sign;
    demand(cell->width <= 2 && cell->size <= CELL_BYTES, "a cell has one column or two");
    demand((cell->width == 0) == (cell->size == 0), "what has a width shows something");
    for (size_t at = 0; at < cell->size;) {
        int used = u8_mbtoucr(&sign, (const uint8_t *)cell->bytes + at, cell->size - at);
        demand(used > 0, "a cell is UTF-8");
        demand(!steers(sign), "nothing in a cell steers the terminal");
        at += (size_t)used;
    }
    if (cell->side < SIDE_COUNT)
        demand(cell->offset <= play->articles[cell->side]->size,
               "a cell shows a place in the text");
}

static void check_grid(const struct play *play)
{
    for (size_t row = 0; row < play->grid.rows; row++) {
        size_t wide = 0;
        for (size_t column = 0; column < play->grid.columns; column++) {
            const struct cell *cell = grid_cell(&play->grid, row, column);
            check_cell(play, cell);
            demand((cell->width == 0) == (wide == 1), "a wide sign is followed by its other half");
            wide = cell->width == 2;
        }
        demand(!wide, "no sign reaches over the edge");
    }
    demand(play->grid.cursor_row < play->grid.rows && play->grid.cursor_column < play->grid.columns,
           "the cursor is on the screen");
}

/* Every label names a shown link, and one that joins a statement of that row. */
static void check_labels(const struct play *play, const struct pane *pane)
{
    size_t count = session_link_count(play->session);
    for (size_t row = 0; row < pane->layout.count; row++) {
        size_t number = pane->labels[row].number;
        demand(number <= count, "a label is the number of a link");
        if (!number)
            continue;
        const struct link *link = session_link(play->session, number);
        size_t statement = pane->side == SIDE_LEFT ? link->left : link->right;
        struct span span = play->analyses[pane->side].statements[statement].span;
        size_t last = span.end > span.start ? span.end - 1 : span.start;
        demand(layout_row(&pane->layout, span.start) <= row &&
                   row <= layout_row(&pane->layout, last),
               "a label stands beside a statement of its link");
    }
}

static void check_panes(const struct play *play)
{
    const struct reader *reader = &play->reader;
    for (enum side side = 0; side < SIDE_COUNT; side++) {
        const struct pane *pane = &reader->panes[side];
        demand(pane->cursor <= play->articles[side]->size, "the focus is in the text");
        check_labels(play, pane);
    }
    const struct pane *pane = &reader->panes[reader->focus];
    long row = pane_screen_row(pane);
    if (pane->layout.count)
        demand(row >= 0 && row < (long)pane->area.rows, "the focus is visible");
}

/* The links of a statement lead back to it from the other side. */
static void check_links(const struct play *play)
{
    for (size_t number = 1; number <= session_link_count(play->session); number++) {
        const struct link *link = session_link(play->session, number);
        const size_t statements[SIDE_COUNT] = {link->left, link->right};
        for (enum side side = 0; side < SIDE_COUNT; side++) {
            size_t count, at = 0;
            const size_t *links = session_links_of(play->session, side, statements[side], &count);
            while (at < count && links[at] != number)
                at++;
            demand(at < count, "a link has the same number on both sides");
        }
    }
}

static void check(const struct play *play)
{
    const struct reader *reader = &play->reader;
    demand(reader->view_count >= 1 && reader->view_count <= VIEWS_MAX, "there is a view");
    demand(!u8_check((const uint8_t *)text_string(&reader->message), reader->message.size),
           "what is said is UTF-8");
    check_grid(play);
    if (reader_fits(reader) && reader_view(reader) == &articles_view)
        check_panes(play);
}

/* As the loop of the program does it, but that each event is followed by one turn of the work. */
static void go_on(struct play *play)
{
    struct reader *reader = &play->reader;
    struct text note = {0};
    struct failure failure;
    demand(!u8_check((const uint8_t *)text_string(&reader->copied), reader->copied.size),
           "what is copied is UTF-8");
    text_clear(&reader->copied);
    if (reader->work.active)
        work_turn(reader);
    if (!reader->wants_editor)
        return;
    reader->wants_editor = false;
    const char *before = session_remark(reader->session, reader->note_target).note;
    text_add(&note, before ? before : "");
    if (edit(play, &note, &failure))
        say_edited(reader, text_string(&note), note.size);
    say_keep(reader);
    text_free(&note);
}

static void happen(struct play *play, struct event event)
{
    unsigned threshold = session_threshold(play->session);
    size_t revision = session_revision(play->session);
    reader_event(&play->reader, &event);
    if (play->reader.quit)
        return;
    go_on(play);
    reader_draw(&play->reader, &play->grid);
    check(play);
    if (revision != session_revision(play->session)) {
        check_undo(play->session);
        check_links(play);
    }
    if (threshold != session_threshold(play->session))
        check_links(play);
}

/* The number that the next byte makes, below `below`; 0 at the end. */
static size_t take(struct piece *piece, size_t below)
{
    if (piece->size == 0)
        return 0;
    size_t value = (unsigned char)*piece->bytes;
    piece->bytes++;
    piece->size--;
    return value % below;
}

/* ASCII are keys; what is above are special keys, sizes, the mouse, signs beyond ASCII. */
static struct event next_event(const struct play *play, struct piece *piece)
{
    size_t byte = take(piece, 256);
    struct event event = {.kind = EVENT_KEY, .key = (unsigned)byte};
    if (byte >= 0xF8) {
        event.key = (unsigned)(take(piece, 256) << 8 | take(piece, 256));
    } else if (byte >= 0xF0) {
        static const enum event_kind kinds[] = {EVENT_CLICK, EVENT_WHEEL_UP, EVENT_WHEEL_DOWN};
        event.kind = kinds[byte % 3];
        event.row = take(piece, play->grid.rows + 1);
        event.column = take(piece, play->grid.columns + 1);
    } else if (byte >= 0xE8) {
        event.kind = EVENT_RESIZE;
        event.row = 1 + take(piece, ROWS_MAX);
        event.column = 1 + take(piece, COLUMNS_MAX);
    } else if (byte == 0xE7) {
        event.kind = EVENT_SIGNAL;
        event.signal = SIGINT;
    } else if (byte >= 0x80) {
        event.key = KEY_ARROW_UP + (unsigned)(byte % (KEY_UNKNOWN - KEY_ARROW_UP + 1));
    }
    return event;
}

bool play_bytes(struct play *play, struct piece piece)
{
    while (piece.size && !play->reader.quit) {
        struct event event = next_event(play, &piece);
        if (event.kind == EVENT_RESIZE)
            grid_resize(&play->grid, event.row, event.column);
        happen(play, event);
    }
    return !play->reader.quit;
}

struct session *play_session(struct play *play)
{
    return play->session;
}

void play_resume(struct play *play)
{
    play->reader.quit = false;
}
