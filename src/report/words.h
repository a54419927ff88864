/* What reports for people say in words. Plain text that may hold text of the articles: a format
 * escapes it as its own. */
#ifndef ABREAST_REPORT_WORDS_H
#define ABREAST_REPORT_WORDS_H

#include "report/outline.h"

const char *words_section(enum section section); /* its heading */
const char *words_side(enum side side);          /* "left", "right" */

/* "1 conflict (...)" or "No conflict found" as the `head`, and what it rests on. */
void words_outcome(const struct session *session, struct text *head, struct text *rest);

/* The other counts; then what was chosen, empty where that is everything. */
void words_counts(const struct session *session, struct text *out);
void words_choice(const struct outline *outline, struct text *out);

/* Whose article it is: the title or "untitled" is left to the format; "The Gazette, mill.txt". */
void words_source(const struct article *article, struct text *out);

/* The same with the line on which the offset stands: "The Gazette, mill.txt:3". */
void words_place(const struct article *article, size_t offset, struct text *out);

/* "hard conflict", "match". */
void words_kind(const struct link *link, struct text *out);

void words_confidence(unsigned confidence, struct text *out);

/* "2 ! hard conflict, confidence 0.725". */
void words_link(const struct item *item, struct text *out);

/* Why, for a conflict of the engine: "number: 12 / 10". Else nothing. */
void words_reason(const struct outline *outline, const struct item *item, struct text *out);

/* The reader's verdict in a sentence, with what the engine said; nothing where there is none. */
void words_verdict(const struct item *item, struct text *out);

/* The heading over orphans, and what the reader said of one but for the note: "important,
 * rejected", "drawn as a soft conflict". */
extern const char words_orphans[];
void words_orphan(const struct orphan *orphan, struct text *out);

/* What a statement of a full text is labelled with: "!2 =3, important". */
void words_label(const struct outline *outline, enum side side, size_t statement, struct text *out);

#endif
