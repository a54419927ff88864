/* Remarks carried over to a session: from a file, or from an earlier comparison of the articles. */
#ifndef ABREAST_NOTES_ATTACH_H
#define ABREAST_NOTES_ATTACH_H

#include "notes/anchor.h"
#include "notes/session.h"

#include <stddef.h>

/* Remarks of which each statement was found, by the worst finding among them; those of which one
 * was not are orphans. */
struct attached {
    size_t in_place, quoted, alike, orphans;
};

/* Gives the remarks to the session. A remark whose statement is not found, or where another remark
 * stands already, becomes one of the session's orphans. The items are emptied. This is no change
 * that could be undone. */
struct attached notes_attach(struct session *session, struct anchored *items, size_t count);

/* Everything said in a session with its anchors, orphans included, in the order of targets. The
 * anchorages are of its two sides. The caller frees the items and the array. */
struct anchored *notes_collect(const struct session *session,
                               struct anchorage *const sides[SIDE_COUNT], size_t *count);

/* Takes over to `session`, which is new, what was said in an older one. */
struct attached notes_carry(const struct session *older, struct session *session);

#endif
