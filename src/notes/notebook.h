/* What is kept of a pair of articles, as a value and as the text of a file. The file is JSON in
 * which every remark has a line of its own, so that one damaged place costs one remark. */
#ifndef ABREAST_NOTES_NOTEBOOK_H
#define ABREAST_NOTES_NOTEBOOK_H

#include "base/digest.h"
#include "base/text.h"
#include "notes/anchor.h"
#include "notes/position.h"

#include <stdbool.h>
#include <stddef.h>

/* What tells an article from others. */
struct notebook_article {
    struct text path; /* from the root on; empty: it came by a pipe */
    struct text title;
    char digest[DIGEST_STRING]; /* of its text */
};

struct notebook {
    struct notebook_article articles[SIDE_COUNT];
    struct position position; /* without its statements: */
    struct anchor places[SIDE_COUNT];
    struct anchored *items;
    size_t count, capacity;
};

void notebook_free(struct notebook *notebook);

enum notebook_state {
    NOTEBOOK_WHOLE,
    NOTEBOOK_DAMAGED, /* what could be read was */
    NOTEBOOK_NEWER,   /* written by a newer abreast; nothing was read */
    NOTEBOOK_OTHER,   /* no notebook at all; what looks like remarks was read nevertheless */
};

/* Reads the text of a file into an empty notebook. All strings are made visible. */
enum notebook_state notebook_read(const char *bytes, size_t size, struct notebook *notebook);

/* Reads only which articles the text is about, from its first lines. */
bool notebook_read_articles(const char *bytes, size_t size,
                            struct notebook_article articles[SIDE_COUNT]);

void notebook_write(const struct notebook *notebook, struct text *out);

/* The digest of its remarks alone, by which is seen whether they are the same. */
void notebook_digest(const struct notebook *notebook, char digest[DIGEST_STRING]);

/* Exchanges left and right. */
void notebook_swap(struct notebook *notebook);

#endif
