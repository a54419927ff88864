/* What a session is made of. Private to this room. */
#ifndef ABREAST_NOTES_SESSION_STATE_H
#define ABREAST_NOTES_SESSION_STATE_H

#include "notes/anchor.h"
#include "notes/session.h"

/* For each statement of one side the numbers of its shown links, one after the other: those of
 * statement i stand from starts[i] up to starts[i + 1]. */
struct index {
    size_t *starts;
    size_t *numbers;
};

struct shown {
    const struct link *link;   /* as the reader takes it */
    const struct link *engine; /* NULL: drawn by hand */
    bool rejected;
};

struct session {
    const struct comparison *comparison;
    unsigned threshold;
    struct link *taken;  /* the comparison's links as the reader takes them, in its order */
    struct link **drawn; /* every link ever drawn by hand: pointers to links stay good */
    size_t drawn_count, drawn_capacity;
    struct shown *shown;
    size_t shown_count, shown_capacity;
    struct index index[SIDE_COUNT];
    struct remarks remarks;
    struct changes changes;
    size_t revision;
    struct anchored *orphans;
    size_t orphan_count, orphan_capacity;
};

/* Shows anew what is to be shown, after a change of what was said or of the threshold. */
void session_refresh(struct session *session);

#endif
