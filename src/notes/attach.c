#include "notes/attach.h"

#include "base/memory.h"

#include <stdlib.h>

/* What was found for one remark. */
struct attachment {
    struct target target;
    enum finding finding;
};

struct grounds {
    struct anchorage *sides[SIDE_COUNT];
};

static struct grounds prepare(const struct session *session)
{
    return (struct grounds){{anchorage_new(session_analysis(session, SIDE_LEFT)),
                             anchorage_new(session_analysis(session, SIDE_RIGHT))}};
}

static void release(struct grounds *grounds)
{
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++)
        anchorage_free(grounds->sides[side]);
}

/* Not found where one of its statements is not, or where it is on nothing at all. */
static struct attachment find(struct grounds *grounds, const struct anchored *item)
{
    struct attachment made = {{{NO_STATEMENT, NO_STATEMENT}}, FOUND_NOT};
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++) {
        enum finding finding;
        if (!item->anchors[side].exact)
            continue;
        made.target.statements[side] =
            anchorage_find(grounds->sides[side], &item->anchors[side], &finding);
        if (finding == FOUND_NOT)
            return (struct attachment){{{NO_STATEMENT, NO_STATEMENT}}, FOUND_NOT};
        if (finding > made.finding)
            made.finding = finding;
    }
    return made;
}

static void count_finding(struct attached *attached, enum finding finding)
{
    attached->in_place += finding == FOUND_IN_PLACE;
    attached->quoted += finding == FOUND_QUOTED;
    attached->alike += finding == FOUND_ALIKE;
    attached->orphans += finding == FOUND_NOT;
}

/* The surer findings take their places first; who finds a place taken is an orphan. */
static void choose(struct remarks *remarks, const struct anchored *items,
                   struct attachment *attachments, size_t count, enum finding finding)
{
    for (size_t i = 0; i < count; i++) {
        if (attachments[i].finding != finding)
            continue;
        if (remarks_find(remarks, attachments[i].target))
            attachments[i].finding = FOUND_NOT;
        else
            remarks_set(remarks, attachments[i].target, &items[i].remark);
    }
}

struct attached notes_attach(struct session *session, struct anchored *items, size_t count)
{
    struct attachment *attachments = memory_new(count, sizeof *attachments);
    struct grounds grounds = prepare(session);
    struct remarks remarks = {0};
    struct attached attached = {0};
    for (size_t i = 0; i < count; i++)
        attachments[i] = find(&grounds, &items[i]);
    for (enum finding finding = FOUND_IN_PLACE; finding <= FOUND_ALIKE; finding++)
        choose(&remarks, items, attachments, count, finding);
    session_restore(session, remarks.entries, remarks.count);
    for (size_t i = 0; i < count; i++) {
        count_finding(&attached, attachments[i].finding);
        if (attachments[i].finding == FOUND_NOT)
            session_keep_orphan(session, items[i]);
        else
            anchored_free(&items[i]);
        items[i] = (struct anchored){0};
    }
    remarks_free(&remarks);
    release(&grounds);
    free(attachments);
    return attached;
}

static struct anchored copy_anchored(const struct anchored *item)
{
    return (struct anchored){
        .anchors = {anchor_copy(&item->anchors[SIDE_LEFT]),
                    anchor_copy(&item->anchors[SIDE_RIGHT])},
        .remark = remark_copy(&item->remark),
    };
}

struct anchored *notes_collect(const struct session *session,
                               struct anchorage *const sides[SIDE_COUNT], size_t *count)
{
    const struct remarks *remarks = session_remarks(session);
    size_t orphan_count;
    const struct anchored *orphans = session_orphans(session, &orphan_count);
    struct anchored *items = memory_new(remarks->count + orphan_count, sizeof *items);
    for (size_t i = 0; i < remarks->count; i++) {
        const struct remark_entry *entry = &remarks->entries[i];
        items[i].remark = remark_copy(&entry->remark);
        for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++)
            if (entry->target.statements[side] != NO_STATEMENT)
                items[i].anchors[side] =
                    anchorage_anchor(sides[side], entry->target.statements[side]);
    }
    for (size_t i = 0; i < orphan_count; i++)
        items[remarks->count + i] = copy_anchored(&orphans[i]);
    *count = remarks->count + orphan_count;
    return items;
}

struct attached notes_carry(const struct session *older, struct session *session)
{
    size_t count;
    struct grounds grounds = prepare(older);
    struct anchored *items = notes_collect(older, grounds.sides, &count);
    release(&grounds);
    struct attached attached = notes_attach(session, items, count);
    free(items);
    return attached;
}
