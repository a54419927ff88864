/* How what the reader said looks: signs and words for the gutter, the lists and the panel. */
#ifndef ABREAST_READER_SAID_H
#define ABREAST_READER_SAID_H

#include "base/text.h"
#include "notes/session.h"

#include <stddef.h>

char said_link_sign(const struct session *session, size_t number); /* as link_sign; x: rejected */
char said_mark(const struct remark *remark);    /* * marked, # important, " a note alone */
char said_verdict(const struct remark *remark); /* v confirmed, x rejected, r relabelled, L drawn */

/* Appends the verdict on a link in words, with the engine's where it differs. */
void said_describe(const struct session *session, size_t number, struct text *out);

/* Appends a mark in words, behind what it is on; nothing for none. */
void said_mark_words(const char *on, enum mark mark, struct text *out);

/* Appends the beginning of a note in one line, behind what it is on; nothing for none. */
void said_note(const char *on, const char *note, struct text *out);

/* Appends "match", "hard conflict" or "soft conflict". */
void said_kind(const struct link *link, struct text *out);

#endif
