/* What the reader said of a statement or of a link: a mark, a note, a verdict. The reader's word is
 * kept apart from the engine's and always wins. */
#ifndef ABREAST_NOTES_REMARK_H
#define ABREAST_NOTES_REMARK_H

#include "compare/compare.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum mark { MARK_NONE, MARK_PLAIN, MARK_IMPORTANT, MARK_COUNT };

enum verdict {
    VERDICT_NONE,
    VERDICT_CONFIRMED,
    VERDICT_REJECTED,   /* the two statements have nothing to do with each other */
    VERDICT_RELABELLED, /* linked, but as the label says */
    VERDICT_DRAWN,      /* a link by hand, as the label says */
    VERDICT_COUNT
};

/* What the reader takes a link for. */
struct link_label {
    enum link_kind kind;
    enum severity severity;
};

struct remark {
    enum mark mark;
    enum verdict verdict;    /* of a link only */
    struct link_label label; /* of a link: what the reader took it for when this was said */
    const char *note;        /* UTF-8, lines end with \n; "" or NULL: none */
};

/* What a remark is on: a statement of each side for a link, of one side for a statement. */
#define NO_STATEMENT SIZE_MAX
struct target {
    size_t statements[SIDE_COUNT]; /* NO_STATEMENT where it is on the other side alone */
};

struct target target_of_statement(enum side side, size_t statement);
struct target target_of_link(const struct link *link);
bool target_is_link(struct target target);
int target_order(struct target a, struct target b); /* by left, then by right statement */

bool remark_is_empty(const struct remark *remark);
bool remark_equals(const struct remark *a, const struct remark *b);
struct remark remark_copy(const struct remark *remark); /* owns its note */
void remark_free(struct remark *remark);
bool remark_has_label(const struct remark *remark); /* the verdict says what the link is */

const char *mark_name(enum mark mark);          /* "mark", "important", "" */
const char *verdict_name(enum verdict verdict); /* "confirmed", "rejected", ..., "" */

/* Remarks by target, in its order. Owns the notes. */
struct remark_entry {
    struct target target;
    struct remark remark; /* never empty */
};
struct remarks {
    struct remark_entry *entries;
    size_t count, capacity;
};

void remarks_free(struct remarks *remarks);

/* NULL where nothing was said; valid until the next change. */
const struct remark *remarks_find(const struct remarks *remarks, struct target target);

/* An empty remark takes away what was there. The note is copied. */
void remarks_set(struct remarks *remarks, struct target target, const struct remark *remark);

/* Every change of a remark, for undo and redo. */
struct change {
    struct target target;
    struct remark before, after; /* own their notes */
};
struct changes {
    struct change *items;
    size_t count, capacity;
    size_t done; /* those before it hold; those from it on were undone */
};

void changes_free(struct changes *changes);

/* Remembers a change and forgets those that were undone. The notes are copied. */
void changes_add(struct changes *changes, struct target target, const struct remark *before,
                 const struct remark *after);

#endif
