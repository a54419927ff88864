#include "play-notes.h"

#include "notes/anchorage.h"
#include "notes/attach.h"
#include "notes/notebook.h"
#include "play.h"

#include <stdlib.h>
#include <string.h>

static struct remarks copy(const struct remarks *remarks)
{
    struct remarks made = {0};
    for (size_t i = 0; i < remarks->count; i++)
        remarks_set(&made, remarks->entries[i].target, &remarks->entries[i].remark);
    return made;
}

static bool are_equal(const struct remarks *a, const struct remarks *b)
{
    bool equal = a->count == b->count;
    for (size_t i = 0; equal && i < a->count; i++)
        equal = target_order(a->entries[i].target, b->entries[i].target) == 0 &&
                remark_equals(&a->entries[i].remark, &b->entries[i].remark);
    return equal;
}

/* Goes back up to `most` changes and forth again. */
static void go_back_and_forth(struct session *session, size_t most)
{
    struct remarks before = copy(session_remarks(session));
    struct target back, forth;
    size_t count = 0;
    while (count < most && session_undo(session, &back))
        count++;
    for (size_t i = 0; i < count; i++)
        demand(session_redo(session, &forth), "what was undone can be done again");
    demand(!count || !most || most > 1 || target_order(back, forth) == 0,
           "done again is what was undone");
    demand(are_equal(&before, session_remarks(session)), "undo then redo is identity");
    remarks_free(&before);
}

void check_undo(struct session *session)
{
    enum { CHANGES = 12 }; /* further back is too slow to go after each key */
    go_back_and_forth(session, 1);
    go_back_and_forth(session, CHANGES);
}

void check_carried(const struct session *older, struct session *session)
{
    struct attached attached = notes_carry(older, session);
    size_t orphans, kept;
    session_orphans(older, &orphans);
    session_orphans(session, &kept);
    demand(kept == orphans, "what is on no statement stays");
    demand(attached.alike == 0, "the words are the same");
    demand(are_equal(session_remarks(older), session_remarks(session)),
           "what was said of an article holds when it is read again");
}

/* The remarks of a notebook in a session of its own. */
static void check_attached(const struct session *session, struct notebook *notebook)
{
    struct session *other = session_new(session_comparison(session), session_threshold(session));
    notes_attach(other, notebook->items, notebook->count);
    demand(are_equal(session_remarks(session), session_remarks(other)),
           "what was kept is what was said");
    session_free(other);
}

struct anchored *collect_notes(const struct session *session, size_t *count)
{
    struct anchorage *sides[SIDE_COUNT];
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++)
        sides[side] = anchorage_new(session_analysis(session, side));
    struct anchored *items = notes_collect(session, sides, count);
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++)
        anchorage_free(sides[side]);
    return items;
}

void check_kept(const struct session *session, const struct position *position)
{
    struct notebook notebook = {.position = *position}, again = {0};
    struct text text = {0}, twice = {0};
    notebook.items = collect_notes(session, &notebook.count);
    notebook_write(&notebook, &text);
    demand(notebook_read(text_string(&text), text.size, &again) == NOTEBOOK_WHOLE,
           "what is kept can be read");
    notebook_write(&again, &twice);
    demand(text.size == twice.size && memcmp(text.bytes, twice.bytes, text.size) == 0,
           "what is read is written as it was");
    check_attached(session, &again);
    text_free(&twice);
    text_free(&text);
    notebook_free(&again);
    notebook_free(&notebook);
}
