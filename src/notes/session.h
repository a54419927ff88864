/* A session: the links of a comparison as the reader sees them, with what the reader said of them.
 *
 * Links below the threshold are not shown unless the reader said something of them. The shown ones
 * are numbered from 1 in the order of the left text, then of the right; a number means the same
 * link on the screen, in messages and in reports. A rejected link keeps its number and is shown as
 * such, but no longer counts and joins nothing. */
#ifndef ABREAST_NOTES_SESSION_H
#define ABREAST_NOTES_SESSION_H

#include "compare/compare.h"
#include "notes/remark.h"

#include <stddef.h>

struct session;
struct anchored; /* notes/anchor.h */

struct session_counts {
    size_t matches, hard, soft;        /* shown links that are not rejected */
    size_t confirmed, rejected, drawn; /* shown links */
    size_t only[SIDE_COUNT];           /* statements told by one side only */
    size_t marks, notes;               /* on statements and on links */
};

/* The comparison is not owned and must outlive the session. Threshold in thousandths. */
struct session *session_new(const struct comparison *comparison, unsigned min_confidence);
void session_free(struct session *session); /* NULL is allowed */

const struct comparison *session_comparison(const struct session *session);
const struct analysis *session_analysis(const struct session *session, enum side side);
const struct article *session_article(const struct session *session, enum side side);

unsigned session_threshold(const struct session *session);
void session_set_threshold(struct session *session, unsigned min_confidence);

/* Shown links: how many, and the one with a number from 1 to that, of the kind that the reader
 * takes it for. The pointer stays the same link for the session's life. */
size_t session_link_count(const struct session *session);
const struct link *session_link(const struct session *session, size_t number);

/* The same link in the engine's words; NULL where the reader drew it by hand, or where the engine
 * does not make it any more but the reader spoke of it. */
const struct link *session_engine_link(const struct session *session, size_t number);

/* The number of the link between two statements; 0 where none is shown. */
size_t session_number_of(const struct session *session, struct target target);
bool session_is_rejected(const struct session *session, size_t number);

/* The numbers of the shown links of a statement, ascending, the rejected ones behind the others;
 * valid until the next change. The live ones are those without the rejected. */
const size_t *session_links_of(const struct session *session, enum side side, size_t statement,
                               size_t *count);
const size_t *session_live_links_of(const struct session *session, enum side side, size_t statement,
                                    size_t *count);

/* A statement that no link joins, but for rejected ones, and that is not the title, a heading or a
 * byline. */
bool session_is_only(const struct session *session, enum side side, size_t statement);

struct session_counts session_count(const struct session *session);

/* What is odd about the two texts as a pair, in one line for the reader; NULL where nothing is. */
const char *session_warning(const struct session *session);

/* What the reader said of a statement or a link; an empty remark where nothing was. The note is
 * the session's, valid until the next change. */
struct remark session_remark(const struct session *session, struct target target);
struct remark session_link_remark(const struct session *session, size_t number);
enum mark session_mark(const struct session *session, enum side side, size_t statement);

/* Says it, in place of what was said before; can be undone. Only a link takes a verdict, and only
 * one that the engine did not make can be drawn. */
void session_say(struct session *session, struct target target, const struct remark *remark);
enum mark session_cycle_mark(struct session *session, struct target target);

/* Takes the last change back, or makes it again; false where there is none. `target`: of what. */
bool session_undo(struct session *session, struct target *target);
bool session_redo(struct session *session, struct target *target);

/* What would be undone, or done again, next; false where there is nothing. */
bool session_peek(const struct session *session, bool again, struct target *target);

/* Everything that was said, in the order of targets. */
const struct remarks *session_remarks(const struct session *session);

/* What was said at another time (notes/attach.h): no change, and cannot be undone. */
void session_restore(struct session *session, const struct remark_entry *entries, size_t count);

/* Remarks whose statements are not in the articles any more, in the order they were kept in. They
 * stay with the session, which takes over what it is given. */
const struct anchored *session_orphans(const struct session *session, size_t *count);
void session_keep_orphan(struct session *session, struct anchored orphan);

/* Grows with every change, undo and redo: what was stored at one value needs no storing again. */
size_t session_revision(const struct session *session);

#endif
