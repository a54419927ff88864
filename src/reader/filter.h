/* A filter: which links and statements the reader wants to see. Statements that it does not take
 * are folded in the articles; the list leaves them out. */
#ifndef ABREAST_READER_FILTER_H
#define ABREAST_READER_FILTER_H

#include "notes/session.h"

#include <stdbool.h>
#include <stddef.h>

/* The reasons of conflicts come behind these, one filter each. */
enum filter_kind {
    FILTER_ALL,
    FILTER_CONFLICTS,
    FILTER_MATCHES,
    FILTER_ONLY,
    FILTER_MARKED,
    FILTER_UNVERIFIED,
    FILTER_REASON,
};

struct filter {
    enum filter_kind kind;
    enum reason reason; /* of FILTER_REASON */
};

/* What a person calls it; appended. */
void filter_describe(struct filter filter, struct text *out);

/* The filter of that name; the one of all where none has it. */
struct filter filter_named(const char *name);

/* The next filter (or the one before), around; reasons that no shown conflict has are passed. */
struct filter filter_next(struct filter filter, const struct session *session, bool backwards);

/* Whether the filter is about links, or about statements by themselves. */
bool filter_is_of_links(struct filter filter);
bool filter_takes_link(struct filter filter, const struct session *session, size_t number);
bool filter_finds_mark(const struct session *session, struct target target); /* is marked */
bool filter_takes_statement(struct filter filter, const struct session *session, enum side side,
                            size_t statement);

#endif
