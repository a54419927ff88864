/* The outline of a report: what it tells of, in its order, and where that stands. All formats walk
 * it, so what a report holds is decided here and nowhere else. */
#ifndef ABREAST_REPORT_OUTLINE_H
#define ABREAST_REPORT_OUTLINE_H

#include "report/report.h"

enum section {
    SECTION_CONFLICTS, /* as the reader takes them; hard before soft */
    SECTION_MATCHES,
    SECTION_REJECTED,
    SECTION_LEFT, /* told by the left only */
    SECTION_RIGHT,
    SECTION_MARKED, /* statements with a mark or a note */
    SECTION_COUNT
};

/* A link or a statement. */
struct item {
    enum section section;
    bool again; /* a statement that an earlier section lists, too */
    struct target target;
    size_t number;             /* of a link; 0: a statement */
    const struct link *link;   /* as the reader takes it; NULL: a statement */
    const struct link *engine; /* in the engine's words; NULL: drawn by hand, or a statement */
    struct remark remark;      /* the note made visible, NULL where there is none */
};

/* What was said of statements that are in the articles no more. */
struct orphan {
    const struct anchored *said;
    const char *quotes[SIDE_COUNT]; /* made visible, one line; NULL where it is on the other side */
    struct remark remark;           /* the note made visible */
};

struct outline {
    const struct session *session;
    struct report_choice choice;
    struct arena *arena;
    struct item *items; /* by section; links by gravity and number, statements by place */
    size_t count, capacity;
    struct orphan *orphans; /* in the order that they were kept in */
    size_t orphan_count;
    struct item **by_number; /* the items of links, by number; NULL where one is not listed */
};

struct outline *outline_new(const struct session *session, struct report_choice choice);
void outline_free(struct outline *outline);

/* How a format that is read from the top to the bottom writes each part. */
struct outline_parts {
    void (*head)(struct text *out, const struct outline *outline);
    void (*text)(struct text *out, const struct outline *outline, enum side side);
    void (*items)(struct text *out, const struct outline *outline);
    void (*orphans)(struct text *out, const struct outline *outline);
    void (*left_out)(struct text *out, const struct outline *outline, enum side side);
    void (*warning)(struct text *out, enum side side, const char *warning, bool first);
};

/* Writes the parts that the choice asks for, in their order. */
void outline_write(const struct outline *outline, const struct outline_parts *parts,
                   struct text *out);

static inline bool outline_holds(const struct outline *outline, enum report_part part)
{
    return outline->choice.parts >> part & 1;
}

/* The side of a statement's item. */
enum side item_side(const struct item *item);

/* The span of an item's statement on a side that it has. */
struct span item_span(const struct outline *outline, const struct item *item, enum side side);

/* Where the words of a link clash on one side: in order, apart, inside its statement. On the heap;
 * NULL or not, the caller frees it. */
struct span *item_clashes(const struct outline *outline, const struct item *item, enum side side,
                          size_t *count);

/* The listed links of a statement, one a call; NULL after the last. `*place` starts at 0. */
const struct item *outline_next_link(const struct outline *outline, enum side side,
                                     size_t statement, size_t *place);

/* What a report with both texts shows on a statement. */
enum mark outline_mark(const struct outline *outline, enum side side, size_t statement);
bool outline_is_only(const struct outline *outline, enum side side, size_t statement);

/* The sign of a listed link: as link_sign has it, and 'x' for a rejected one. */
char item_sign(const struct item *item);

/* A walk through the text of one side, block by block: statements, and what stands between them. */
struct passage {
    struct span span;
    size_t statement; /* NO_STATEMENT: between them */
};
struct walk {
    const struct analysis *analysis;
    size_t statement; /* the next one */
    size_t at, end;   /* what is left of the block */
};
void walk_block(struct walk *walk, size_t block); /* blocks in order; start with {analysis} */
bool walk_next(struct walk *walk, struct passage *passage);

#endif
