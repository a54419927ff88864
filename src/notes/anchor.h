/* An anchor: what a remark is on, told so that its statement is found again after the article was
 * edited or read anew. It is the pair of selectors of the W3C Web Annotation model: the quotation
 * with what stands before and behind it (TextQuoteSelector), and its place (TextPositionSelector).
 */
#ifndef ABREAST_NOTES_ANCHOR_H
#define ABREAST_NOTES_ANCHOR_H

#include "language/analysis.h"
#include "notes/remark.h"

#include <stdbool.h>
#include <stddef.h>

enum { ANCHOR_CONTEXT = 32 }; /* characters before and behind the quotation, at most */

/* Owns its strings, which are valid UTF-8. Places count characters, as the model wants it. */
struct anchor {
    char *exact, *prefix, *suffix; /* all NULL: there is no anchor */
    size_t start, end;
};

void anchor_free(struct anchor *anchor);
struct anchor anchor_copy(const struct anchor *anchor);

/* A remark with the words it was made on: an anchor on each side it is on. Owns all of it. */
struct anchored {
    struct anchor anchors[SIDE_COUNT];
    struct remark remark;
};

void anchored_free(struct anchored *anchored);

/* How a statement was found again. */
enum finding {
    FOUND_NOT,
    FOUND_IN_PLACE, /* the same words where they were */
    FOUND_QUOTED,   /* the same words elsewhere */
    FOUND_ALIKE,    /* words much like them */
};

/* An article's statements made ready for anchors: to make and to find them takes near-linear time
 * over all. The analysis must outlive it. */
struct anchorage;
struct anchorage *anchorage_new(const struct analysis *analysis);
void anchorage_free(struct anchorage *anchorage); /* NULL is allowed */

/* The anchor of a statement; the caller frees it. */
struct anchor anchorage_anchor(const struct anchorage *anchorage, size_t statement);

/* The statement that an anchor means; NO_STATEMENT where none is like enough. */
size_t anchorage_find(struct anchorage *anchorage, const struct anchor *anchor,
                      enum finding *finding);

/* Whether the anchor's words stand somewhere as a statement, exactly. */
bool anchorage_holds(const struct anchorage *anchorage, const struct anchor *anchor);

#endif
