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

/* A view fills the screen between the header and the status line; views stack, q closes one. */
struct view {
    void (*place)(struct reader *reader); /* the size has changed */
    void (*draw)(const struct reader *reader, struct grid *grid);
    void (*act)(struct reader *reader, enum action action, size_t count); /* count 0: none given */
    void (*mouse)(struct reader *reader, const struct event *event);
    void (*describe)(const struct reader *reader, struct text *out); /* for the status line */
    /* What an action does in this view, for the help; NULL: nothing. */
    const char *(*words)(const struct reader *reader, enum action action);
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
};

enum list_order { LIST_BY_PLACE, LIST_BY_KIND, LIST_BY_CONFIDENCE, LIST_ORDER_COUNT };

struct list_item {
    size_t number;    /* of a link; 0: the item is a statement */
    enum side side;   /* of a statement */
    size_t statement; /* likewise */
};

struct list {
    struct filter filter;
    enum list_order order;
    struct list_item *items; /* on the heap */
    size_t count, capacity;
    size_t cursor, top;
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
    struct search search;
    struct search draft; /* what is being typed, found along with it */

    struct work work;
    struct page page;
    struct list list;
    struct prompt prompt;
    size_t count; /* being typed; 0: none */
    struct text message;
    struct text report_path;
    struct drawing drawing;
    struct target note_target; /* of the note that is being written */
    bool wants_editor;         /* for it */
    bool notes_unkept;         /* something was said that is neither kept nor in a report */
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
void status_draw(const struct reader *reader, struct grid *grid, struct area area);
void header_draw(const struct reader *reader, struct grid *grid, enum side side, struct area area);

/* page.c */
void page_open_help(struct reader *reader);
void page_open_left_out(struct reader *reader);
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
bool say_cancel(struct reader *reader); /* the link being drawn; false: there is none */
void say_note(struct reader *reader, const char *note);
void say_edited(struct reader *reader, const char *bytes, size_t size);
void say_keep(struct reader *reader); /* what has changed since it was kept last */

/* resume.c: where the reader is now, to go on from there the next time. */
void reader_go_to_position(struct reader *reader, const struct position *position);
struct position reader_position(const struct reader *reader);

/* command.c: prompts and what they lead to. */
void command_search(struct reader *reader, bool backwards);
void command_write(struct reader *reader);
void command_quit(struct reader *reader); /* asks first where marks would be lost */
void command_key(struct reader *reader, unsigned key);
void command_next_hit(struct reader *reader, bool backwards);
const struct search *command_shown_search(const struct reader *reader); /* whose hits stand out */
void command_describe_search(const struct reader *reader, struct text *out); /* in the prompt */

#endif
