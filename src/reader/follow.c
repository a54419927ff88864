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
    if (statement >= pane_analysis(pane)->statement_count || !span_is_empty(fold_of_cursor(pane))) {
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
    reader->is_link_asked = false;
}

void articles_take_link(struct reader *reader, const struct link *link, bool is_asked)
{
    size_t count;
    const size_t *links = reader_links(reader, &count);
    for (size_t i = 0; i < count; i++)
        if (session_link(reader->session, links[i]) == link) {
            reader->link = i;
            reader->is_link_asked = is_asked;
        }
}

/* Two rows that belong beside each other, of the two layouts. */
struct anchor {
    bool found;
    long here, there;
};

/* A statement and its counterpart begin beside each other and end so. */
static struct anchor anchor_of(const struct reader *reader, const struct link *link, bool at_end)
{
    enum side side = reader->focus, other = side_other(side);
    struct span here = pane_rows_of(&reader->panes[side], link_statement(link, side));
    struct span there = pane_rows_of(&reader->panes[other], link_statement(link, other));
    return at_end ? (struct anchor){true, (long)here.end, (long)there.end}
                  : (struct anchor){true, (long)here.start, (long)there.start};
}

static struct anchor anchor_at(const struct reader *reader, size_t statement, bool at_end)
{
    size_t count;
    const size_t *links = session_live_links_of(reader->session, reader->focus, statement, &count);
    if (count == 0)
        return (struct anchor){0};
    size_t number = links[worthiest(reader->session, links, count)];
    return anchor_of(reader, session_link(reader->session, number), at_end);
}

/* Above all links the beginnings stand beside each other, below them the ends. */
static struct anchor anchor_above(const struct reader *reader, size_t statement)
{
    struct anchor anchor = {0};
    while (statement && !anchor.found)
        anchor = anchor_at(reader, --statement, true);
    return anchor;
}

static struct anchor anchor_below(const struct reader *reader, size_t statement)
{
    size_t count = session_analysis(reader->session, reader->focus)->statement_count;
    struct anchor anchor = {0};
    while (++statement < count && !anchor.found)
        anchor = anchor_at(reader, statement, false);
    if (anchor.found)
        return anchor;
    return (struct anchor){true, (long)reader->panes[reader->focus].layout.count,
                           (long)reader->panes[side_other(reader->focus)].layout.count};
}

/* How many rows below the upper of two anchors belongs what stands some rows below it here: in
 * proportion, but not where the two stand the other way round there. */
static long row_between(struct anchor above, struct anchor below, long rows)
{
    if (below.there < above.there || below.here <= above.here)
        return above.there + rows;
    return above.there + (below.there - above.there) * rows / (below.here - above.here);
}

/* The row that belongs beside the focus: as far into the counterpart as the focus is into its
 * statement, where that is the longer one. Without a link it lies between the counterparts of the
 * nearest links above and below. */
static long row_beside(const struct reader *reader, const struct link *link)
{
    const struct pane *pane = &reader->panes[reader->focus];
    size_t statement = pane_statement(pane);
    struct anchor above = link ? anchor_of(reader, link, false) : anchor_above(reader, statement);
    struct anchor below = link ? anchor_of(reader, link, true) : anchor_below(reader, statement);
    long rows = (long)pane_cursor_row(pane) - above.here, row = row_between(above, below, rows);
    return link && row > above.there + rows ? above.there + rows : row;
}

/* Puts the other article's cursor on what belongs beside the focus; nothing moves yet. */
static void enter_beside(const struct reader *reader, struct pane *other)
{
    const struct link *link = reader_link(reader, NULL);
    long row = row_beside(reader, link);
    if (!link) {
        pane_enter(other, row);
        return;
    }
    size_t counterpart = link_statement(link, other->side);
    size_t start = pane_analysis(other)->statements[counterpart].span.start;
    size_t shown = other->layout.rows[row].span.start;
    other->cursor = shown > start ? shown : start;
}

static void put_beside(struct reader *reader, struct pane *other)
{
    if (reader->stacked)
        pane_reveal(other);
    else
        pane_align(other, pane_screen_row(reader_pane(reader)));
}

static bool follows(const struct reader *reader)
{
    return reader->synchronised && reader->panes[SIDE_LEFT].layout.count &&
           reader->panes[SIDE_RIGHT].layout.count;
}

void articles_follow(struct reader *reader)
{
    struct pane *other = &reader->panes[side_other(reader->focus)];
    if (!follows(reader))
        return;
    enter_beside(reader, other);
    put_beside(reader, other);
}

bool articles_stand_beside(const struct reader *reader)
{
    const struct link *link = reader_link(reader, NULL);
    enum side other = side_other(reader->focus);
    return link && pane_statement(&reader->panes[other]) == link_statement(link, other);
}

long articles_lead(const struct reader *reader, bool down)
{
    long here = pane_screen_row(&reader->panes[reader->focus]),
         there = pane_screen_row(&reader->panes[side_other(reader->focus)]);
    return down ? there - here : here - there;
}

/* What is further on by more than the slack comes level, so the text goes on with the reader and
 * never turns back; but what was off level before, since the reader came from the other direction,
 * stays so. */
static void keep_level(struct pane *other, struct stride stride, long lead)
{
    if (lead <= stride.slack)
        return;
    long step = stride.lead > stride.slack ? lead - stride.lead : lead;
    if (step > 0)
        other->top += stride.down ? step : -step;
}

void articles_read_on(struct reader *reader, struct stride stride)
{
    struct pane *other = &reader->panes[side_other(reader->focus)];
    if (!follows(reader))
        return;
    enter_beside(reader, other);
    long row = pane_screen_row(other);
    if (reader->stacked)
        pane_reveal_on_the_way(other);
    else if (row < 0 || row >= (long)other->area.rows)
        put_beside(reader, other);
    else
        keep_level(other, stride, articles_lead(reader, stride.down));
}
