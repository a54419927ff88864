/* Jumps: along the links of the focused article, to counterparts and back, through the history. */
#include "reader/fold.h"
#include "reader/state.h"

#include <stdint.h>

/* A stop on the way along an article: one link of a statement; a statement without links has one
 * stop, too. */
struct stop {
    size_t statement;
    size_t link; /* which of the statement's links, from 0 */
};

/* The place of a statement before its first link: one step on leads to that. */
static const size_t BEFORE_FIRST = SIZE_MAX;

enum wish { WISH_LINK, WISH_CONFLICT, WISH_MATCH, WISH_ONLY };

struct way {
    enum wish wish;
    bool forward;
};

static const struct {
    const char *none;    /* there is none in this article at all */
    const char *further; /* there is none in that direction */
} said[] = {
    [WISH_LINK] = {"No link found", "No further link"},
    [WISH_CONFLICT] = {"No conflict found", "No further conflict"},
    [WISH_MATCH] = {"No match found", "No further match"},
    [WISH_ONLY] = {"Nothing that only this article tells",
                   "Nothing further that only this article tells"},
};

struct place reader_here(const struct reader *reader)
{
    const struct pane *pane = &reader->panes[reader->focus];
    return (struct place){reader->focus, pane->cursor, reader->link, reader->is_link_asked,
                          pane->top};
}

void reader_go(struct reader *reader, struct place place, bool remember)
{
    if (remember)
        history_add(&reader->history, reader_here(reader));
    reader->focus = place.side;
    reader->round.active = false;
    struct pane *pane = reader_pane(reader);
    pane->cursor = place.cursor;
    fold_open(pane);
    pane_reveal(pane);
    articles_choose_link(reader);
    articles_follow(reader);
}

/* Goes back to a place where the reader was, with the view and the link it had. */
static void return_to(struct reader *reader, struct place place, bool remember)
{
    reader_go(reader, place, remember);
    reader->link = place.link;
    reader->is_link_asked = place.is_asked;
    reader_pane(reader)->top = place.top;
    pane_reveal(reader_pane(reader));
    articles_follow(reader);
}

static size_t link_count(const struct reader *reader, enum side side, size_t statement)
{
    size_t count;
    session_links_of(reader->session, side, statement, &count);
    return count;
}

/* What a filter folds is no stop. Where it takes statements all their links are. */
static bool takes_stop(const struct reader *reader, struct stop stop, size_t number)
{
    if (filter_is_of_links(reader->filter))
        return filter_takes_link(reader->filter, reader->session, number);
    return filter_takes_statement(reader->filter, reader->session, reader->focus, stop.statement);
}

static bool is_wanted(const struct reader *reader, struct stop stop, enum wish wish)
{
    size_t count;
    const size_t *links = session_links_of(reader->session, reader->focus, stop.statement, &count);
    if (wish == WISH_ONLY) /* one stop, however many links of it were rejected */
        return stop.link == 0 && session_is_only(reader->session, reader->focus, stop.statement) &&
               filter_takes_statement(reader->filter, reader->session, reader->focus,
                                      stop.statement);
    if (stop.link >= count || session_is_rejected(reader->session, links[stop.link]) ||
        !takes_stop(reader, stop, links[stop.link]))
        return false;
    enum link_kind kind = session_link(reader->session, links[stop.link])->kind;
    return wish == WISH_LINK || (wish == WISH_MATCH) == (kind == LINK_MATCH);
}

static bool step_forward(const struct reader *reader, struct stop *stop)
{
    if (stop->link + 1 < link_count(reader, reader->focus, stop->statement)) {
        stop->link++;
        return true;
    }
    stop->link = 0;
    stop->statement++;
    return stop->statement < session_analysis(reader->session, reader->focus)->statement_count;
}

static bool step_back(const struct reader *reader, struct stop *stop)
{
    if (stop->link) {
        stop->link--;
        return true;
    }
    if (stop->statement == 0)
        return false;
    stop->statement--;
    size_t count = link_count(reader, reader->focus, stop->statement);
    stop->link = count ? count - 1 : 0;
    return true;
}

static bool find_stop(const struct reader *reader, struct way way, struct stop *stop)
{
    while (way.forward ? step_forward(reader, stop) : step_back(reader, stop))
        if (is_wanted(reader, *stop, way.wish))
            return true;
    return false;
}

static bool has_any(const struct reader *reader, enum wish wish)
{
    struct stop stop = {0, 0};
    return session_analysis(reader->session, reader->focus)->statement_count > 0 &&
           (is_wanted(reader, stop, wish) || find_stop(reader, (struct way){wish, true}, &stop));
}

/* Where a way along the links begins. A statement that was come to by itself, not by one of its
 * links, has all of them ahead, in both directions, but for the one that is seen already where that
 * is the next. */
static struct stop begin_way(const struct reader *reader, struct way way)
{
    struct stop here = {pane_statement(&reader->panes[reader->focus]), reader->link}, start = here;
    if (way.wish == WISH_ONLY)
        here.link = 0;
    if (way.wish == WISH_ONLY || reader->is_link_asked)
        return here;
    start.link = way.forward ? BEFORE_FIRST : link_count(reader, reader->focus, here.statement);
    struct stop next = start;
    bool is_seen =
        find_stop(reader, way, &next) && next.statement == here.statement && next.link == here.link;
    return is_seen ? here : start;
}

static void go_along(struct reader *reader, struct way way, size_t count)
{
    const struct pane *pane = reader_pane(reader);
    struct stop here, found;
    bool moved = false;
    if (pane_analysis(pane)->statement_count == 0) {
        reader_say(reader, "%s",
                   reader->work.is_missing ? "Not compared yet" : said[way.wish].none);
        return;
    }
    here = found = begin_way(reader, way);
    for (; count && find_stop(reader, way, &here); count--) {
        found = here;
        moved = true;
    }
    if (moved) {
        const struct analysis *analysis = pane_analysis(pane);
        size_t cursor = analysis->statements[found.statement].span.start;
        reader_go(reader, (struct place){.side = reader->focus, .cursor = cursor}, true);
        reader->link = found.link;
        reader->is_link_asked = true;
        articles_follow(reader);
    }
    if (count)
        reader_say(reader, "%s%s",
                   has_any(reader, way.wish) ? said[way.wish].further : said[way.wish].none,
                   reader->filter.kind == FILTER_ALL ? "" : " under this filter");
}

/* Goes to one end of a link and makes it the current link there. */
void reader_go_to_link(struct reader *reader, const struct link *link, enum side side)
{
    size_t statement = link_statement(link, side);
    size_t cursor = session_analysis(reader->session, side)->statements[statement].span.start;
    bool synchronised = reader->synchronised;
    reader->synchronised = false; /* until it is known which link to follow */
    reader_go(reader, (struct place){.side = side, .cursor = cursor}, true);
    reader->synchronised = synchronised;

    articles_take_link(reader, link, true);
    articles_follow(reader);
}

static void go_to_counterpart(struct reader *reader)
{
    if (fold_open(reader_pane(reader))) {
        articles_choose_link(reader);
        articles_follow(reader);
        return;
    }
    struct round round = reader->round;
    if (!round.active)
        round = (struct round){.active = true, .origin = reader_here(reader)};

    const struct analysis *analysis = session_analysis(reader->session, round.origin.side);
    size_t count = 0;
    const size_t *links = NULL;
    if (analysis->statement_count)
        links = session_live_links_of(reader->session, round.origin.side,
                                      analysis_statement(analysis, round.origin.cursor), &count);
    if (count == 0) {
        reader_say(reader, reader->work.is_missing ? "Not compared yet" : "No counterpart");
        return;
    }
    if (round.next == count) {
        return_to(reader, round.origin, true);
        reader_say(reader, "Back where it began");
        return;
    }
    const struct link *link =
        session_link(reader->session, links[(round.origin.link + round.next) % count]);
    reader_go_to_link(reader, link, side_other(round.origin.side));
    round.next++;
    reader->round = round;
    if (count > 1)
        reader_say(reader, "Counterpart %zu of %zu", round.next, count);
}

static void go_through_history(struct reader *reader, bool back, size_t count)
{
    struct place there;
    for (; count; count--) {
        struct place here = reader_here(reader);
        if (!(back ? history_back : history_forward)(&reader->history, here, &there)) {
            reader_say(reader, back ? "No earlier place" : "No later place");
            return;
        }
        return_to(reader, there, false);
    }
}

void reader_jump(struct reader *reader, enum action action, size_t count)
{
    static const struct way ways[ACTION_COUNT] = {
        [ACTION_LINK_NEXT] = {WISH_LINK, true},
        [ACTION_LINK_PREVIOUS] = {WISH_LINK, false},
        [ACTION_CONFLICT_NEXT] = {WISH_CONFLICT, true},
        [ACTION_CONFLICT_PREVIOUS] = {WISH_CONFLICT, false},
        [ACTION_MATCH_NEXT] = {WISH_MATCH, true},
        [ACTION_MATCH_PREVIOUS] = {WISH_MATCH, false},
        [ACTION_ONLY_NEXT] = {WISH_ONLY, true},
        [ACTION_ONLY_PREVIOUS] = {WISH_ONLY, false},
    };
    switch (action) {
    case ACTION_COUNTERPART:
        go_to_counterpart(reader);
        break;
    case ACTION_BACK:
    case ACTION_FORWARD:
        go_through_history(reader, action == ACTION_BACK, count);
        break;
    case ACTION_LINK_NEXT:
    case ACTION_LINK_PREVIOUS:
    case ACTION_CONFLICT_NEXT:
    case ACTION_CONFLICT_PREVIOUS:
    case ACTION_MATCH_NEXT:
    case ACTION_MATCH_PREVIOUS:
    case ACTION_ONLY_NEXT:
    case ACTION_ONLY_PREVIOUS:
        go_along(reader, ways[action], count);
        break;
    default:
        break;
    }
}
