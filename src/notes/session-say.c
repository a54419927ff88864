/* What the reader says in a session, and unsays. */
#include "notes/session-state.h"

#include "base/memory.h"

/* The engine's link between two statements, whether shown or not; NULL where it makes none. */
static const struct link *engine_link(const struct session *session, struct target target)
{
    const struct comparison *comparison = session->comparison;
    size_t low = 0, high = comparison->link_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (target_order(target_of_link(&comparison->links[middle]), target) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    const struct link *link = &comparison->links[low];
    return low < comparison->link_count && target_order(target_of_link(link), target) == 0 ? link
                                                                                           : NULL;
}

static bool was_drawn(const struct session *session, struct target target)
{
    for (size_t i = 0; i < session->drawn_count; i++)
        if (target_order(target_of_link(session->drawn[i]), target) == 0)
            return true;
    return false;
}

static bool labels_alike(const struct link *link, struct link_label label)
{
    return link->kind == label.kind && link->severity == label.severity;
}

/* What the reader takes a link for who says nothing else about it: what is shown now. */
static struct link_label label_of(const struct session *session, struct target target,
                                  const struct remark *remark)
{
    size_t number = session_number_of(session, target);
    if (remark->verdict == VERDICT_RELABELLED || remark->verdict == VERDICT_DRAWN || !number)
        return remark->label;
    const struct link *link = session_link(session, number);
    return (struct link_label){link->kind, link->severity};
}

/* The verdict that fits what there is to speak of: what the engine links cannot be drawn, only
 * confirmed, or relabelled as something else than it says; what it does not link, and the reader spoke of by no
 * earlier word, is drawn by whatever the reader says of it, but a rejection. */
static enum verdict fitting_verdict(const struct session *session, struct target target,
                                    const struct remark *before, const struct remark *remark)
{
    const struct link *engine = engine_link(session, target);
    bool labels = remark->verdict == VERDICT_DRAWN || remark->verdict == VERDICT_RELABELLED;
    if (remark_is_empty(remark))
        return VERDICT_NONE;
    if (engine && labels) {
        enum verdict same = remark->verdict == VERDICT_DRAWN ? VERDICT_CONFIRMED : VERDICT_NONE;
        return labels_alike(engine, remark->label) ? same : VERDICT_RELABELLED;
    }
    if (engine || remark->verdict == VERDICT_REJECTED)
        return remark->verdict;
    return labels || remark_is_empty(before) ? VERDICT_DRAWN : remark->verdict;
}

static void draw(struct session *session, struct target target)
{
    if (was_drawn(session, target))
        return;
    struct link *link = memory_new(1, sizeof *link);
    link->left = target.statements[SIDE_LEFT];
    link->right = target.statements[SIDE_RIGHT];
    link->confidence = 1000;
    MEMORY_APPEND(session->drawn, session->drawn_count, session->drawn_capacity, link);
}

static void put(struct session *session, struct target target, const struct remark *remark)
{
    if (target_is_link(target) && !engine_link(session, target))
        draw(session, target);
    remarks_set(&session->remarks, target, remark);
    session->revision++;
    session_refresh(session);
}

void session_say(struct session *session, struct target target, const struct remark *remark)
{
    struct remark before = session_remark(session, target), after = *remark;
    if (target_is_link(target)) {
        after.verdict = fitting_verdict(session, target, &before, remark);
        after.label = label_of(session, target, remark);
    } else {
        after.verdict = VERDICT_NONE;
    }
    if (remark_equals(&before, &after))
        return;
    changes_add(&session->changes, target, &before, &after);
    put(session, target, &after);
}

enum mark session_cycle_mark(struct session *session, struct target target)
{
    struct remark remark = session_remark(session, target);
    remark.mark = (remark.mark + 1) % MARK_COUNT;
    session_say(session, target, &remark);
    return remark.mark;
}

bool session_peek(const struct session *session, bool again, struct target *target)
{
    const struct changes *changes = &session->changes;
    if (changes->done == (again ? changes->count : 0))
        return false;
    *target = changes->items[again ? changes->done : changes->done - 1].target;
    return true;
}

bool session_undo(struct session *session, struct target *target)
{
    if (!session->changes.done)
        return false;
    const struct change *change = &session->changes.items[--session->changes.done];
    *target = change->target;
    put(session, change->target, &change->before);
    return true;
}

bool session_redo(struct session *session, struct target *target)
{
    if (session->changes.done == session->changes.count)
        return false;
    const struct change *change = &session->changes.items[session->changes.done++];
    *target = change->target;
    put(session, change->target, &change->after);
    return true;
}

const struct remarks *session_remarks(const struct session *session)
{
    return &session->remarks;
}

size_t session_revision(const struct session *session)
{
    return session->revision;
}

void session_restore(struct session *session, const struct remark_entry *entries, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct target target = entries[i].target;
        if (target_is_link(target) && !engine_link(session, target))
            draw(session, target);
        remarks_set(&session->remarks, target, &entries[i].remark);
    }
    session_refresh(session);
}

const struct anchored *session_orphans(const struct session *session, size_t *count)
{
    *count = session->orphan_count;
    return session->orphans;
}

void session_keep_orphan(struct session *session, struct anchored orphan)
{
    MEMORY_APPEND(session->orphans, session->orphan_count, session->orphan_capacity, orphan);
}
