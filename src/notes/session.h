/* A session: the links of a comparison as the reader sees them, with the reader's marks.
 *
 * Links below the threshold are not shown. The shown ones are numbered from 1 in the order of the
 * left text, then of the right; a number means the same link on the screen, in messages and in
 * reports. */
#ifndef ABREAST_NOTES_SESSION_H
#define ABREAST_NOTES_SESSION_H

#include "compare/compare.h"

#include <stddef.h>

enum mark { MARK_NONE, MARK_PLAIN, MARK_IMPORTANT, MARK_COUNT };

struct session;

struct session_counts {
    size_t matches, hard, soft; /* shown links */
    size_t only[SIDE_COUNT];    /* statements told by one side only */
    size_t marks;
};

/* The comparison is not owned and must outlive the session. Threshold in thousandths. */
struct session *session_new(const struct comparison *comparison, unsigned min_confidence);
void session_free(struct session *session); /* NULL is allowed */

const struct comparison *session_comparison(const struct session *session);
const struct analysis *session_analysis(const struct session *session, enum side side);
const struct article *session_article(const struct session *session, enum side side);

unsigned session_threshold(const struct session *session);
void session_set_threshold(struct session *session, unsigned min_confidence);

/* Shown links: how many, and the one with a number from 1 to that. */
size_t session_link_count(const struct session *session);
const struct link *session_link(const struct session *session, size_t number);

/* The numbers of the shown links of a statement, ascending; valid until the threshold changes. */
const size_t *session_links_of(const struct session *session, enum side side, size_t statement,
                               size_t *count);

/* A statement that no shown link joins and that is not the title, a heading or a byline. */
bool session_is_only(const struct session *session, enum side side, size_t statement);

struct session_counts session_count(const struct session *session);

/* What is odd about the two texts as a pair, in one line for the reader; NULL where nothing is. */
const char *session_warning(const struct session *session);

enum mark session_mark(const struct session *session, enum side side, size_t statement);
enum mark session_cycle_mark(struct session *session, enum side side, size_t statement);
const char *mark_name(enum mark mark); /* "mark", "important", "" */

#endif
