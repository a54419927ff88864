/* Where the reader was before jumps, to go back to and forward again. */
#ifndef ABREAST_READER_HISTORY_H
#define ABREAST_READER_HISTORY_H

#include "article/article.h"

#include <stdbool.h>
#include <stddef.h>

struct place {
    enum side side;
    size_t cursor; /* byte of that side's text */
    size_t link;   /* which of the statement's links was the current one */
    bool is_asked; /* it was gone to; else it was only the one to look at first */
    long top;      /* the row at the top of the pane */
};

enum { HISTORY_SIZE = 100 };

struct history {
    struct place places[HISTORY_SIZE]; /* the oldest first */
    size_t count;
    size_t at; /* places before it lie behind, those from it on lie ahead */
};

/* Remembers a place before a jump; what lay ahead is forgotten, the oldest drops out. */
void history_add(struct history *history, struct place here);

/* Goes one place back, or forward; `here` is kept for the way back. False where there is none. */
bool history_back(struct history *history, struct place here, struct place *there);
bool history_forward(struct history *history, struct place here, struct place *there);

#endif
