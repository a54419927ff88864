/* The links of the focus, and how the other article follows the focus by them. */
#include "reader/fold.h"
#include "reader/state.h"

#include <stdlib.h>

struct pane *reader_pane(struct reader *reader)
{
    return &reader->panes[reader->focus];
}

const size_t *reader_links(const struct reader *reader, size_t *count)
{
    const struct pane *pane = &reader->panes[reader->focus];
    size_t statement = pane_statement(pane);
    if (statement >= pane_analysis(pane)->statement_count ||
        !span_is_empty(fold_of_cursor(pane))) {
        *count = 0;
        return NULL;
    }
    return session_links_of(reader->session, reader->focus, statement, count);
}

const struct link *reader_link(const struct reader *reader, size_t *number)
{
    size_t count;
    const size_t *links = reader_links(reader, &count);
    if (count == 0)
        return NULL;
    size_t place = reader->link < count ? reader->link : count - 1;
    if (number)
        *number = links[place];
    return session_link(reader->session, links[place]);
}

/* Of a statement's links the one to look at first: the gravest, and of those the surest; rejected
 * ones last. */
static bool is_worthier(const struct session *session, size_t number, size_t than_number)
{
    const struct link *link = session_link(session, number);
    const struct link *than = session_link(session, than_number);
    if (session_is_rejected(session, number) != session_is_rejected(session, than_number))
        return session_is_rejected(session, than_number);
    if (link_gravity(link) != link_gravity(than))
        return link_gravity(link) > link_gravity(than);
    return link->confidence > than->confidence;
}

static size_t worthiest(const struct session *session, const size_t *links, size_t count)
{
    size_t best = 0;
    for (size_t i = 1; i < count; i++)
        if (is_worthier(session, links[i], links[best]))
            best = i;
    return best;
}

void articles_choose_link(struct reader *reader)
{
    size_t count;
    const size_t *links = reader_links(reader, &count);
    reader->link = worthiest(reader->session, links, count);
}

/* Where a linked statement and its counterpart stand: rows of the two layouts. */
struct anchor {
    bool found;
    long here, there;
};

static long row_of(const struct pane *pane, size_t statement)
{
    size_t start = pane_analysis(pane)->statements[statement].span.start;
    return (long)layout_row(&pane->layout, start);
}

static struct anchor anchor_at(const struct reader *reader, size_t statement)
{
    enum side side = reader->focus, other = side_other(side);
    size_t count;
    const size_t *links = session_live_links_of(reader->session, side, statement, &count);
    if (count == 0)
        return (struct anchor){0};
    const struct link *link =
        session_link(reader->session, links[worthiest(reader->session, links, count)]);
    return (struct anchor){true, row_of(&reader->panes[side], statement),
                           row_of(&reader->panes[other], link_statement(link, other))};
}

/* Above all links the beginnings stand beside each other, below them the ends. */
static struct anchor anchor_above(const struct reader *reader, size_t statement)
{
    struct anchor anchor = {0};
    while (statement && !anchor.found)
        anchor = anchor_at(reader, --statement);
    return anchor;
}

static struct anchor anchor_below(const struct reader *reader, size_t statement)
{
    size_t count = session_analysis(reader->session, reader->focus)->statement_count;
    struct anchor anchor = {0};
    while (++statement < count && !anchor.found)
        anchor = anchor_at(reader, statement);
    if (anchor.found)
        return anchor;
    return (struct anchor){true, (long)reader->panes[reader->focus].layout.count,
                           (long)reader->panes[side_other(reader->focus)].layout.count};
}

/* The row that belongs beside a focus without links: between the counterparts of the nearest links
 * above and below, in proportion; where those stand the other way round, on from the upper one. */
static long row_beside(const struct reader *reader, long here, size_t statement)
{
    struct anchor above = anchor_above(reader, statement), below = anchor_below(reader, statement);
    long step = here - above.here;
    if (below.there < above.there || below.here <= above.here)
        return above.there + step;
    return above.there + (below.there - above.there) * step / (below.here - above.here);
}

/* Level with the focus; but what is within `slack` rows of that stays where it is. */
static void put_beside(struct reader *reader, struct pane *other, long slack)
{
    long wanted = pane_screen_row(reader_pane(reader)), row = pane_screen_row(other);
    bool near = labs(row - wanted) <= slack && row >= 0 && row < (long)other->area.rows;
    if (reader->stacked)
        pane_reveal(other);
    else if (!near)
        pane_align(other, wanted);
}

static void follow(struct reader *reader, long slack)
{
    struct pane *pane = reader_pane(reader), *other = &reader->panes[side_other(reader->focus)];
    const struct link *link = reader_link(reader, NULL);
    if (!reader->synchronised || pane->layout.count == 0 || other->layout.count == 0)
        return;
    if (link) {
        size_t counterpart = link_statement(link, other->side);
        other->cursor = pane_analysis(other)->statements[counterpart].span.start;
    } else {
        pane_enter(other, row_beside(reader, (long)pane_cursor_row(pane), pane_statement(pane)));
    }
    put_beside(reader, other, slack);
}

void articles_follow(struct reader *reader)
{
    follow(reader, 0);
}

void articles_follow_calmly(struct reader *reader)
{
    follow(reader, (long)reader_pane(reader)->area.rows / 5);
}
