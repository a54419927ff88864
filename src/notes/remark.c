#include "notes/remark.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

struct target target_of_statement(enum side side, size_t statement)
{
    struct target target = {{NO_STATEMENT, NO_STATEMENT}};
    target.statements[side] = statement;
    return target;
}

struct target target_of_link(const struct link *link)
{
    return (struct target){{link->left, link->right}};
}

bool target_is_link(struct target target)
{
    return target.statements[SIDE_LEFT] != NO_STATEMENT &&
           target.statements[SIDE_RIGHT] != NO_STATEMENT;
}

int target_order(struct target a, struct target b)
{
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++)
        if (a.statements[side] != b.statements[side])
            return a.statements[side] < b.statements[side] ? -1 : 1;
    return 0;
}

static const char *note_of(const struct remark *remark)
{
    return remark->note ? remark->note : "";
}

bool remark_is_empty(const struct remark *remark)
{
    return remark->mark == MARK_NONE && remark->verdict == VERDICT_NONE && !*note_of(remark);
}

bool remark_has_label(const struct remark *remark)
{
    return remark->verdict == VERDICT_CONFIRMED || remark->verdict == VERDICT_RELABELLED ||
           remark->verdict == VERDICT_DRAWN;
}

bool remark_equals(const struct remark *a, const struct remark *b)
{
    return a->mark == b->mark && a->verdict == b->verdict &&
           (!remark_has_label(a) ||
            (a->label.kind == b->label.kind && a->label.severity == b->label.severity)) &&
           strcmp(note_of(a), note_of(b)) == 0;
}

const char *mark_name(enum mark mark)
{
    static const char *const names[MARK_COUNT] = {"", "mark", "important"};
    return names[mark];
}

const char *verdict_name(enum verdict verdict)
{
    static const char *const names[VERDICT_COUNT] = {"", "confirmed", "rejected", "relabelled",
                                                     "drawn"};
    return names[verdict];
}

struct remark remark_copy(const struct remark *remark)
{
    struct remark copy = *remark;
    size_t size = strlen(note_of(remark));
    char *note = NULL;
    if (size) {
        note = memory_new(size + 1, 1);
        memcpy(note, remark->note, size);
    }
    copy.note = note;
    return copy;
}

void remark_free(struct remark *remark)
{
    free((char *)remark->note);
    remark->note = NULL;
}

void remarks_free(struct remarks *remarks)
{
    for (size_t i = 0; i < remarks->count; i++)
        remark_free(&remarks->entries[i].remark);
    free(remarks->entries);
    *remarks = (struct remarks){0};
}

/* The first entry that does not come before the target. */
static size_t place_of(const struct remarks *remarks, struct target target)
{
    size_t low = 0, high = remarks->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (target_order(remarks->entries[middle].target, target) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool stands_at(const struct remarks *remarks, size_t place, struct target target)
{
    return place < remarks->count && target_order(remarks->entries[place].target, target) == 0;
}

const struct remark *remarks_find(const struct remarks *remarks, struct target target)
{
    size_t place = place_of(remarks, target);
    return stands_at(remarks, place, target) ? &remarks->entries[place].remark : NULL;
}

static void remove_entry(struct remarks *remarks, size_t place)
{
    remark_free(&remarks->entries[place].remark);
    remarks->count--;
    memmove(&remarks->entries[place], &remarks->entries[place + 1],
            (remarks->count - place) * sizeof *remarks->entries);
}

static void insert_entry(struct remarks *remarks, size_t place, struct remark_entry entry)
{
    MEMORY_APPEND(remarks->entries, remarks->count, remarks->capacity, entry);
    memmove(&remarks->entries[place + 1], &remarks->entries[place],
            (remarks->count - 1 - place) * sizeof *remarks->entries);
    remarks->entries[place] = entry;
}

void remarks_set(struct remarks *remarks, struct target target, const struct remark *remark)
{
    size_t place = place_of(remarks, target);
    /* The copy is made first: the remark may be the one that stands there. */
    struct remark_entry entry = {target, remark_copy(remark)};
    if (stands_at(remarks, place, target))
        remove_entry(remarks, place);
    if (remark_is_empty(&entry.remark))
        remark_free(&entry.remark);
    else
        insert_entry(remarks, place, entry);
}

static void free_change(struct change *change)
{
    remark_free(&change->before);
    remark_free(&change->after);
}

void changes_free(struct changes *changes)
{
    for (size_t i = 0; i < changes->count; i++)
        free_change(&changes->items[i]);
    free(changes->items);
    *changes = (struct changes){0};
}

void changes_add(struct changes *changes, struct target target, const struct remark *before,
                 const struct remark *after)
{
    while (changes->count > changes->done)
        free_change(&changes->items[--changes->count]);
    struct change change = {target, remark_copy(before), remark_copy(after)};
    MEMORY_APPEND(changes->items, changes->count, changes->capacity, change);
    changes->done = changes->count;
}
