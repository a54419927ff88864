/* The comparison of two articles: links with evidence. Pure: no input or output, no clock, no
 * locale; the same for the same texts on any machine. */
#ifndef ABREAST_COMPARE_COMPARE_H
#define ABREAST_COMPARE_COMPARE_H

#include "base/arena.h"
#include "base/span.h"
#include "base/text.h"
#include "language/analysis.h"

#include <stdbool.h>
#include <stddef.h>

enum link_kind { LINK_MATCH, LINK_CONFLICT };

/* Of a conflict: hard, the two cannot both be right; soft, a reader should stop here. */
enum severity { SEVERITY_NONE, SEVERITY_HARD, SEVERITY_SOFT };

enum reason {
    REASON_NONE,
    REASON_NUMBER,
    REASON_DATE,
    REASON_PLACE,
    REASON_PERSON,
    REASON_POLARITY,
    REASON_ANTONYM,
    REASON_OUTCOME,
    REASON_CAUSE,
    REASON_CERTAINTY,
    REASON_WORDING,
    REASON_POSITION,
    REASON_COUNT
};

enum evidence_kind { EVIDENCE_SAME, EVIDENCE_SIMILAR, EVIDENCE_CLASH };

/* Two stretches of words that were aligned; for a conflict also the two that clash. */
struct evidence {
    enum evidence_kind kind;
    struct span left, right; /* in the left and in the right article's text */
};

struct link {
    enum link_kind kind;
    enum severity severity;
    enum reason reason;
    unsigned confidence; /* thousandths, 0..1000 */
    size_t left, right;  /* statements, by their place in the analyses */
    const struct evidence *evidence; /* by place in the left text */
    size_t evidence_count;
};

/* The statement that a link joins on one side. */
static inline size_t link_statement(const struct link *link, enum side side)
{
    return side == SIDE_LEFT ? link->left : link->right;
}

/* How much a reader should mind a link: 0 a match, 1 a soft conflict, 2 a hard one. */
static inline int link_gravity(const struct link *link)
{
    return link->kind == LINK_MATCH ? 0 : link->severity == SEVERITY_HARD ? 2 : 1;
}

enum { CONFIDENCE_DEFAULT = 350, CONFIDENCE_FLOOR = 120 }; /* thousandths */

struct comparison {
    struct arena *arena; /* owns the links */
    const struct analysis *left, *right; /* not owned; must outlive the comparison */
    struct link *links; /* all of CONFIDENCE_FLOOR and above, by left span, then by right span */
    size_t link_count;
    bool same_event; /* the two texts seem to tell of the same event */
};

/* The work in steps, so that progress and cancelling need no thread: comparer_step does one part of
 * it or about `budget` pairs of statements and returns false when nothing is left to do. */
struct comparer;
struct comparer *comparer_new(const struct analysis *left, const struct analysis *right);
bool comparer_step(struct comparer *comparer, size_t budget);
double comparer_progress(const struct comparer *comparer); /* 0..1 */
void comparer_free(struct comparer *comparer);
struct comparison *comparer_finish(struct comparer *comparer); /* frees the comparer */

/* All steps at once. */
struct comparison *compare_articles(const struct analysis *left, const struct analysis *right);
void comparison_free(struct comparison *comparison); /* NULL is allowed */

const char *link_kind_name(enum link_kind kind);      /* "match", "conflict" */
const char *severity_name(enum severity severity);    /* "hard", "soft", "" */
const char *reason_name(enum reason reason);          /* "number", ..., "" */
const char *evidence_kind_name(enum evidence_kind kind);
char link_sign(const struct link *link);              /* = match, ! hard, ~ soft conflict */

/* Appends why a conflict is one, in one line: "number: 12 killed / 10 killed". Nothing for a
 * match. */
void link_explain(const struct comparison *comparison, const struct link *link, struct text *out);

/* The first evidence of kind clash; NULL where there is none. */
const struct evidence *link_clash(const struct link *link);

/* The candidates with their features as lines of fields with tabs between, after a header:
 * left start, end, right start, end, features (--dump=candidates). */
void compare_dump_candidates(const struct analysis *left, const struct analysis *right,
                             struct text *out);

#endif
