/* Where somebody left the articles, to go on from there. */
#include "reader/fold.h"
#include "reader/state.h"

#include <stdio.h>

/* Where the reader was the last time. */
void reader_go_to_position(struct reader *reader, const struct position *position)
{
    reader->focus = position->focus;
    reader->synchronised = !position->unsynchronised;
    reader->wants_stack = position->stacked;
    reader->swapped = position->swapped;
    reader->filter = filter_named(position->filter);
    split_restore(reader, position->split);
    for (enum side side = 0; side < SIDE_COUNT; side++) {
        const struct analysis *analysis = session_analysis(reader->session, side);
        if (position->statements[side] < analysis->statement_count)
            reader->panes[side].cursor =
                analysis->statements[position->statements[side]].span.start;
    }
    session_set_threshold(reader->session, position->threshold);
    for (enum side side = 0; side < SIDE_COUNT; side++)
        fold_by(&reader->panes[side], reader->filter);
    articles_choose_link(reader);
    if (position->listed)
        list_open(reader);
    reader->arrives = true;
}

static bool has_list_open(const struct reader *reader)
{
    for (size_t i = 0; i < reader->view_count; i++)
        if (reader->views[i] == &list_view)
            return true;
    return false;
}

struct position reader_position(const struct reader *reader)
{
    struct text filter = {0};
    struct position position = {
        .known = true,
        .focus = reader->focus,
        .statements = {pane_statement(&reader->panes[SIDE_LEFT]),
                       pane_statement(&reader->panes[SIDE_RIGHT])},
        .threshold = session_threshold(reader->session),
        .unsynchronised = !reader->synchronised,
        .stacked = reader->wants_stack,
        .swapped = reader->swapped,
        .listed = has_list_open(reader),
        .split = reader->split,
    };
    if (reader->filter.kind != FILTER_ALL)
        filter_describe(reader->filter, &filter);
    snprintf(position.filter, sizeof position.filter, "%s", text_string(&filter));
    text_free(&filter);
    return position;
}
