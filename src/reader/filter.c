#include "reader/filter.h"

#include <string.h>

static const char *const names[] = {
    [FILTER_ALL] = "all",         [FILTER_CONFLICTS] = "conflicts",
    [FILTER_MATCHES] = "matches", [FILTER_ONLY] = "one side only",
    [FILTER_MARKED] = "marked",   [FILTER_UNVERIFIED] = "unverified",
};

void filter_describe(struct filter filter, struct text *out)
{
    if (filter.kind == FILTER_REASON)
        text_format(out, "conflicts of %s", reason_name(filter.reason));
    else
        text_add(out, names[filter.kind]);
}

bool filter_finds_mark(const struct session *session, struct target target)
{
    struct remark remark = session_remark(session, target);
    return remark.mark != MARK_NONE || (remark.note && *remark.note);
}

bool filter_is_of_links(struct filter filter)
{
    return filter.kind != FILTER_ONLY && filter.kind != FILTER_MARKED;
}

bool filter_takes_link(struct filter filter, const struct session *session, size_t number)
{
    const struct link *link = session_link(session, number);
    bool rejected = session_is_rejected(session, number);
    switch (filter.kind) {
    case FILTER_ALL:
        return true;
    case FILTER_CONFLICTS:
        return !rejected && link->kind == LINK_CONFLICT;
    case FILTER_MATCHES:
        return !rejected && link->kind == LINK_MATCH;
    case FILTER_ONLY:
        return false;
    case FILTER_MARKED:
        return filter_finds_mark(session, target_of_link(link));
    case FILTER_UNVERIFIED:
        return session_link_remark(session, number).verdict == VERDICT_NONE;
    case FILTER_REASON:
        return !rejected && link->reason == filter.reason;
    }
    return false;
}

bool filter_takes_statement(struct filter filter, const struct session *session, enum side side,
                            size_t statement)
{
    if (filter.kind == FILTER_ALL)
        return true;
    if (filter.kind == FILTER_ONLY)
        return session_is_only(session, side, statement);
    if (filter.kind == FILTER_MARKED &&
        filter_finds_mark(session, target_of_statement(side, statement)))
        return true;
    size_t count;
    const size_t *links = session_links_of(session, side, statement, &count);
    for (size_t i = 0; i < count; i++)
        if (filter_takes_link(filter, session, links[i]))
            return true;
    return false;
}

/* Filters in one row: the kinds, then the reasons in their order. */
enum { FILTER_COUNT = FILTER_REASON + REASON_COUNT - 1 };

static size_t place_of(struct filter filter)
{
    return filter.kind == FILTER_REASON ? FILTER_REASON + (size_t)filter.reason - 1
                                        : (size_t)filter.kind;
}

static struct filter filter_at(size_t place)
{
    if (place < FILTER_REASON)
        return (struct filter){.kind = (enum filter_kind)place};
    return (struct filter){FILTER_REASON, (enum reason)(place - FILTER_REASON + 1)};
}

struct filter filter_named(const char *name)
{
    struct text own = {0};
    struct filter named = {.kind = FILTER_ALL};
    for (size_t place = 0; place < FILTER_COUNT; place++) {
        text_clear(&own);
        filter_describe(filter_at(place), &own);
        if (strcmp(name, own.bytes) == 0)
            named = filter_at(place);
    }
    text_free(&own);
    return named;
}

static bool has_link(struct filter filter, const struct session *session)
{
    for (size_t number = 1; number <= session_link_count(session); number++)
        if (filter_takes_link(filter, session, number))
            return true;
    return false;
}

struct filter filter_next(struct filter filter, const struct session *session, bool backwards)
{
    size_t place = place_of(filter);
    do {
        place = (place + (backwards ? FILTER_COUNT - 1 : 1)) % FILTER_COUNT;
        filter = filter_at(place);
    } while (filter.kind == FILTER_REASON && !has_link(filter, session));
    return filter;
}
