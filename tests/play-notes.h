/* What must always hold of what the reader said in a session; aborts where it does not. */
#ifndef ABREAST_TESTS_PLAY_NOTES_H
#define ABREAST_TESTS_PLAY_NOTES_H

#include "notes/anchor.h"
#include "notes/position.h"
#include "notes/session.h"

/* Undone and done again, the last change and then all of them, everything is as it was. */
void check_undo(struct session *session);

/* All that was said with its anchors; the caller frees the items and the array. */
struct anchored *collect_notes(const struct session *session, size_t *count);

/* What is kept of the session and read back into one of the same articles is the same. */
void check_kept(const struct session *session, const struct position *position);

/* Takes over what was said to a new session of the same articles: it is the same. */
void check_carried(const struct session *older, struct session *session);

#endif
