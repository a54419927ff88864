/* The reader's state, without a terminal: events in, a grid out. Private to this room. */
#ifndef ABREAST_READER_STATE_H
#define ABREAST_READER_STATE_H

#include "reader/action.h"
#include "reader/clipboard.h"
#include "reader/event.h"
#include "reader/filter.h"
#include "reader/grid.h"
#include "reader/history.h"
#include "reader/pane-draw.h"
#include "reader/pane.h"
#include "reader/prompt.h"
#include "reader/reader.h"
#include "reader/search.h"
#include "reader/work.h"

struct reader;

/* Each view remembers what was searched for in it. */
enum search_of { SEARCH_OF_ARTICLES, SEARCH_OF_LIST, SEARCH_OF_PAGE, SEARCH_OF_COUNT };

/* A view fills the screen between the header and the status line; views stack, q and Esc close one. */
struct view {
    void (*place)(struct reader *reader); /* the size has changed */
    void (*draw)(const struct reader *reader, struct grid *grid);
    void (*act)(struct reader *reader, enum action action, size_t count); /* count 0: none given */
    void (*mouse)(struct reader *reader, const struct event *event);
    void (*describe)(const struct reader *reader, struct text *out); /* for the status line */
    /* What an action does in this view, for the help; NULL: nothing. */
    const char *(*words)(const struct reader *reader, enum action action);

    enum search_of search;                              /* which of the reader's is this view's */
    struct searched (*searched)(struct reader *reader); /* in what; valid until it changes */
    struct place (*here)(const struct reader *reader);  /* where in it the reader is */
    void (*go)(struct reader *reader, struct place hit);
};

extern const struct view articles_view, page_view, list_view;

/* The action moves within any view. */
bool view_scrolls(enum action action);

/* How far an action scrolls a view of `rows` rows, downwards; false where it does not scroll. */
bool view_step(enum action action, size_t rows, size_t count, long *step);

/* A text to page through: the help, or what was left out. */
struct page {
    const char *title;
    bool is_report; /* else a line that begins without a blank is a heading */
    struct text text;
    struct spans rows; /* of `text` at the current width */
    size_t top;
    size_t hit; /* the byte that a search went to last */
};

enum list_order { LIST_BY_PLACE, LIST_BY_KIND, LIST_BY_CONFIDENCE, LIST_ORDER_COUNT };

struct list_item {
    size_t number;    /* of a link; 0: the item is a statement */
    enum side side;   /* of a statement */
    size_t statement; /* likewise */
    size_t start;     /* of its line in the list's text */
};

struct list {
    struct filter filter;
    enum list_order order;
    struct list_item *items; /* on the heap */
    size_t count, capacity;
    size_t cursor, top;
    struct text text; /* a line an item; made where it is searched */
};

/* Going round the counterparts of one statement with Enter. */
struct round {
    bool active;
    struct place origin;
    size_t next; /* which of the origin's links comes next */
};

/* A link being drawn by hand, from one statement on. */
struct drawing {
    bool active;
    enum side side;
    size_t statement;
};

enum { VIEWS_MAX = 4, COUNT_MAX = 99999 };

struct reader {
    struct session *session;                 /* not owned */
    const struct reader_services *services; /* not owned */
    struct bindings bindings;
    size_t rows, columns;
    const struct view *views[VIEWS_MAX];
    size_t view_count;

    struct pane panes[SIDE_COUNT];
    enum side focus;
    bool synchronised;
    bool stacked;             /* one above the other: wanted so, or the window is narrow */
    bool wants_stack, swapped;
    int split;     /* how far the line between the panes is from the half, in thousandths */
    bool dragging; /* it */
    bool mouse_off;
    struct text copied; /* to be handed to the terminal; empty: nothing */
    size_t link; /* which of the focused statement's links is the current one, from 0 */
    bool is_link_asked; /* somebody went to it; else it is only the one to look at first */
    struct round round;
    struct history history;
    struct filter filter; /* of the articles */
    struct search searches[SEARCH_OF_COUNT];
    struct search draft; /* what is being typed, found along with it in the view on top */

    struct work work;
    struct page page;
    struct list list;
    struct prompt prompt;
    bool is_pasting; /* keys are text that is pasted */
    size_t count; /* being typed; 0: none */
    struct text message;
    struct text messages; /* that were shown before, a line each, the latest first */
    struct text report_path;
    struct drawing drawing;
    struct target note_target; /* of the note that is being written */
    bool wants_editor;         /* for it */
    bool notes_unkept;         /* something was said that is neither kept nor in a report */
    bool keeping_failed;       /* the last time */
    size_t kept;               /* the session's revision that was kept last */
    bool arrives;              /* from the place of the last time; nothing was drawn yet */
    bool quit;
    int signal;
};

void reader_start(struct reader *reader, struct session *session,
                  const struct reader_services *services);
void reader_stop(struct reader *reader);
void reader_event(struct reader *reader, const struct event *event);

/* Draws everything into a grid of the reader's size. */
void reader_draw(const struct reader *reader, struct grid *grid);

/* A message for the status line, until the next key. */
void reader_say(struct reader *reader, const char *format, ...) TEXT_FORMAT(2, 3);
void reader_hush(struct reader *reader);    /* it has been seen, and can be read again */
void reader_welcome(struct reader *reader); /* says what is odd about the articles */
/* The name of an action's first key, for messages: reader_key(reader, ACTION_QUIT).text. */
struct key_name reader_key(const struct reader *reader, enum action action);
void reader_open(struct reader *reader, const struct view *view);
const struct view *reader_view(const struct reader *reader); /* the topmost */
void reader_close(struct reader *reader); /* the topmost view, or the reader */
void reader_resize(struct reader *reader, size_t rows, size_t columns);
bool reader_fits(const struct reader *reader); /* the window is large enough to read in */

/* The parts of the screen, from the top: headers and text of the panes, the panel, the status. */
struct parts {
    struct area header[SIDE_COUNT], text[SIDE_COUNT], separator, panel, status;
};
struct parts reader_parts(const struct reader *reader);

/* follow.c: the links of the focus, and the other article following it. */
struct pane *reader_pane(struct reader *reader);
const size_t *reader_links(const struct reader *reader, size_t *count); /* numbers, ascending */
const struct link *reader_link(const struct reader *reader, size_t *number); /* NULL: none */
void articles_choose_link(struct reader *reader); /* the focus is on another statement */

/* Makes one of the links of the focus the current one; where it is none of them, nothing changes. */
void articles_take_link(struct reader *reader, const struct link *link, bool is_asked);
void articles_follow(struct reader *reader); /* level with the focus */

/* The other one is at the counterpart of the current link. */
bool articles_stand_beside(const struct reader *reader);

/* How many rows what belongs beside the focus stands further on in a direction of reading. */
long articles_lead(const struct reader *reader, bool down);

/* A step of somebody who reads on. The other article goes along in the direction of reading, when
 * what belongs beside the focus is ahead of it by more than the slack, and turns back only for what
 * is out of sight. */
struct stride {
    bool down;
    long slack; /* rows */
    long lead;  /* before the step */
};
void articles_read_on(struct reader *reader, struct stride stride);

/* jump.c */
void reader_jump(struct reader *reader, enum action action, size_t count);
void reader_go(struct reader *reader, struct place place, bool remember);
struct place reader_here(const struct reader *reader);
void reader_go_to_link(struct reader *reader, const struct link *link, enum side side);

/* panel.c */
void panel_draw(const struct reader *reader, struct grid *grid, struct area area);
void header_draw(const struct reader *reader, struct grid *grid, enum side side, struct area area);

/* status.c: the area is the last row; what is said or asked may take rows above it. */
void status_draw(const struct reader *reader, struct grid *grid, struct area area);

/* page.c */
void page_open_help(struct reader *reader);
void page_open_left_out(struct reader *reader);
void page_open_messages(struct reader *reader);
void page_open_report(struct reader *reader);

/* split.c */
size_t split_part(const struct reader *reader, size_t whole, size_t half); /* of the first pane */
void split_move(struct reader *reader, bool onwards, size_t count);
void split_halve(struct reader *reader);
void split_restore(struct reader *reader, int split); /* before it is drawn */
bool split_grasp(struct reader *reader, size_t row, size_t column); /* false: not the line */
void split_release(struct reader *reader, size_t row, size_t column);

/* copy.c */
void copy_statement(struct reader *reader);
void copy_link(struct reader *reader);

/* list.c */
void list_open(struct reader *reader);
void list_close(struct reader *reader); /* its items are no more */
void list_free(struct list *list);

/* Shows other links after a change of them; puts the cursor on what has the focus. */
void list_refresh(struct reader *reader);
void list_find_focus(struct reader *reader);

/* say.c: what the reader says of what is in focus. False where the action is another one. `number`
 * is the current link's, 0 for none. */
bool say_act(struct reader *reader, enum action action, struct target target, size_t number);
bool say_takes(enum action action); /* the action is one of these */
void say_cancel(struct reader *reader); /* the link being drawn, if there is one */
void say_note(struct reader *reader, const char *note);
void say_edited(struct reader *reader, const char *bytes, size_t size);
void say_keep(struct reader *reader); /* what has changed since it was kept last */
void say_keep_again(struct reader *reader); /* what could not be kept, without a word */

/* resume.c: where the reader is now, to go on from there the next time. */
void reader_go_to_position(struct reader *reader, const struct position *position);
struct position reader_position(const struct reader *reader);

/* command.c: prompts and what they lead to. */
void command_write(struct reader *reader);
void command_quit(struct reader *reader); /* asks first where marks would be lost */
void command_key(struct reader *reader, unsigned key);

/* Takes the marks around pasted text and what is between them. False where the key was typed. */
bool command_paste(struct reader *reader, unsigned key);

/* find.c: searching in the view on top. False where the action is another one. */
bool find_act(struct reader *reader, enum action action, size_t count);
const char *find_words(enum action action); /* what it does; NULL for another one */
bool find_is_asked(const struct reader *reader);          /* for what to look for */
bool find_takes_key(struct reader *reader, unsigned key); /* while the line is typed */
void find_draft(struct reader *reader);                   /* the line has changed, or the view */
void find_typed(struct reader *reader, bool backwards);   /* the line is done */
void find_anew(struct reader *reader, const struct view *view); /* what is searched has changed */
const struct search *find_shown(const struct reader *reader);    /* whose hits stand out */
void find_describe(const struct reader *reader, struct text *out); /* for the line's end */

/* Marks the hits in cells of a row; `offset` is that of the piece of text whose bytes they know. */
void find_mark(const struct reader *reader, struct grid *grid, struct area row, size_t offset);

#endif
