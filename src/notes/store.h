/* Where the remarks of a session are kept: one file for a pair of articles, whichever of them is on
 * the left. It is found again by the two texts, else by the names of both files, else by where most
 * quotations stand. Whatever goes wrong is said and never ends the reading. */
#ifndef ABREAST_NOTES_STORE_H
#define ABREAST_NOTES_STORE_H

#include "base/failure.h"
#include "base/text.h"
#include "notes/position.h"
#include "notes/session.h"

#include <stdbool.h>

struct store;

struct store_options {
    const char *file; /* of one's own; NULL: in the folder of all */
    bool only_reads;  /* neither locks nor changes anything */
};

/* Appends the folder that is written to: that of `file`, or $XDG_DATA_HOME/abreast, else
 * ~/.local/share/abreast. False where there is none. */
bool store_folder(const char *file, struct text *folder);

/* Whether a file of one's own may get the notes on these articles; fails, naming the remedy, where it
 * holds those on others. Edited and renamed articles are the same ones as long as their names,
 * titles or the quotations tell so; these are asked only where `analyses` is not NULL. What is no
 * file of notes suits, for store_open to tell. */
bool store_suits(const char *file, struct article *const articles[SIDE_COUNT],
                 const struct analysis *analyses, struct failure *failure);

/* Opens what was kept of the session's articles and gives it to the session. */
struct store *store_open(struct session *session, const struct store_options *options);
void store_close(struct store *store); /* and frees it; NULL is allowed */

/* What the reader has to know, in a line; NULL where all is as it was left. */
const char *store_notice(const struct store *store);

/* Whether store_save can work. It cannot where the file must not be touched, and where another
 * abreast has the same notes open: then it can once that has ended, unless it has changed them. */
bool store_keeps(const struct store *store);

/* Something that was kept could not be read. */
bool store_is_unread(const struct store *store);

/* Where the reading was left. */
struct position store_position(const struct store *store);

/* From now on keeps a newer session, of other editions of the articles. */
void store_turn_to(struct store *store, const struct session *session);

/* Keeps everything that was said in the session, which must still be there. Where it fails, what
 * was kept before is still there, and the failure says why alone. */
bool store_save(struct store *store, const struct position *position, struct failure *failure);

#endif
