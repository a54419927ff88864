#include "report/outline.h"

#include "base/memory.h"
#include "base/visible.h"
#include "notes/anchor.h"

#include <stdlib.h>
#include <string.h>

/* Notes come from files that anybody may have written. */
static struct remark visible_remark(struct outline *outline, struct remark remark)
{
    struct text note = {0};
    if (remark.note)
        visible_append(&note, remark.note, strlen(remark.note), NULL);
    remark.note = note.size ? arena_text(outline->arena, note.bytes, note.size) : NULL;
    text_free(&note);
    return remark;
}

static void add_item(struct outline *outline, struct item item)
{
    item.remark = visible_remark(outline, session_remark(outline->session, item.target));
    MEMORY_APPEND(outline->items, outline->count, outline->capacity, item);
}

static bool is_marked(const struct remark *remark)
{
    return remark->mark != MARK_NONE || remark->note;
}

static void add_link(struct outline *outline, size_t number)
{
    const struct session *session = outline->session;
    const struct link *link = session_link(session, number);
    struct remark remark = session_link_remark(session, number);
    bool conflict = link->kind == LINK_CONFLICT;
    if (!outline_holds(outline, conflict ? REPORT_CONFLICT : REPORT_MATCH) &&
        !(outline_holds(outline, REPORT_MARKED) && is_marked(&remark)))
        return;
    add_item(outline, (struct item){
                          .section = session_is_rejected(session, number) ? SECTION_REJECTED
                                     : conflict                           ? SECTION_CONFLICTS
                                                                          : SECTION_MATCHES,
                          .target = target_of_link(link),
                          .number = number,
                          .link = link,
                          .engine = session_engine_link(session, number),
                      });
}

static void add_statements(struct outline *outline, enum side side)
{
    enum section section = side == SIDE_LEFT ? SECTION_LEFT : SECTION_RIGHT;
    size_t count = session_analysis(outline->session, side)->statement_count;
    for (size_t i = 0; i < count; i++)
        if (outline_is_only(outline, side, i))
            add_item(outline,
                     (struct item){.section = section, .target = target_of_statement(side, i)});
}

static void add_marked(struct outline *outline)
{
    const struct remarks *remarks = session_remarks(outline->session);
    for (size_t i = 0; i < remarks->count; i++) {
        const struct remark_entry *entry = &remarks->entries[i];
        if (target_is_link(entry->target) || !is_marked(&entry->remark))
            continue;
        struct item item = {.section = SECTION_MARKED, .target = entry->target};
        enum side side = item_side(&item);
        item.again = outline_is_only(outline, side, entry->target.statements[side]);
        add_item(outline, item);
    }
}

static const char *visible_line(struct outline *outline, const char *string)
{
    struct text line = {0};
    if (!string)
        return NULL;
    visible_append_line(&line, string, strlen(string));
    string = arena_text(outline->arena, text_string(&line), line.size);
    text_free(&line);
    return string;
}

static void add_orphans(struct outline *outline)
{
    size_t count;
    const struct anchored *orphans = session_orphans(outline->session, &count);
    outline->orphans = arena_take(outline->arena, count, sizeof *outline->orphans);
    outline->orphan_count = count;
    for (size_t i = 0; i < count; i++) {
        struct orphan *orphan = &outline->orphans[i];
        orphan->said = &orphans[i];
        orphan->remark = visible_remark(outline, orphans[i].remark);
        for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++)
            orphan->quotes[side] = visible_line(outline, orphans[i].anchors[side].exact);
    }
}

static int gravity(const struct item *item)
{
    return item->section == SECTION_CONFLICTS ? link_gravity(item->link) : 0;
}

/* Statements of the left have no right statement and come first, by their place. */
static int compare_items(const void *a, const void *b)
{
    const struct item *left = a, *right = b;
    if (left->section != right->section)
        return left->section < right->section ? -1 : 1;
    if (gravity(left) != gravity(right))
        return gravity(right) - gravity(left);
    return target_order(left->target, right->target);
}

struct outline *outline_new(const struct session *session, struct report_choice choice)
{
    struct outline *outline = memory_new(1, sizeof *outline);
    size_t links = session_link_count(session);
    outline->session = session;
    outline->choice = choice;
    outline->arena = arena_new();
    for (size_t number = 1; number <= links; number++)
        add_link(outline, number);
    add_statements(outline, SIDE_LEFT);
    add_statements(outline, SIDE_RIGHT);
    if (outline_holds(outline, REPORT_MARKED)) {
        add_marked(outline);
        add_orphans(outline);
    }
    if (outline->count)
        qsort(outline->items, outline->count, sizeof *outline->items, compare_items);

    outline->by_number = memory_new(links + 1, sizeof(struct item *));
    for (size_t i = 0; i < outline->count; i++)
        if (outline->items[i].number)
            outline->by_number[outline->items[i].number] = &outline->items[i];
    return outline;
}

void outline_free(struct outline *outline)
{
    arena_free(outline->arena);
    free(outline->items);
    free(outline->by_number);
    free(outline);
}

enum side item_side(const struct item *item)
{
    return item->target.statements[SIDE_LEFT] != NO_STATEMENT ? SIDE_LEFT : SIDE_RIGHT;
}

struct span item_span(const struct outline *outline, const struct item *item, enum side side)
{
    return session_analysis(outline->session, side)->statements[item->target.statements[side]].span;
}

static int compare_spans(const void *a, const void *b)
{
    return span_order(*(const struct span *)a, *(const struct span *)b);
}

static struct span clip(struct span span, struct span whole)
{
    span.start = span.start < whole.start ? whole.start : span.start;
    span.start = span.start > whole.end ? whole.end : span.start;
    span.end = span.end > whole.end ? whole.end : span.end;
    span.end = span.end < span.start ? span.start : span.end;
    return span;
}

struct span *item_clashes(const struct outline *outline, const struct item *item, enum side side,
                          size_t *count)
{
    const struct link *link = item->link;
    struct span whole = item_span(outline, item, side);
    struct span *clashes = memory_new(link->evidence_count, sizeof *clashes);
    size_t found = 0;
    for (size_t i = 0; i < link->evidence_count; i++) {
        const struct evidence *evidence = &link->evidence[i];
        struct span span = clip(side == SIDE_LEFT ? evidence->left : evidence->right, whole);
        if (evidence->kind == EVIDENCE_CLASH && !span_is_empty(span))
            clashes[found++] = span;
    }
    if (found)
        qsort(clashes, found, sizeof *clashes, compare_spans);
    *count = 0;
    for (size_t i = 0; i < found; i++) {
        struct span *last = *count ? &clashes[*count - 1] : NULL;
        if (!last || clashes[i].start > last->end)
            clashes[(*count)++] = clashes[i];
        else if (clashes[i].end > last->end)
            last->end = clashes[i].end;
    }
    return clashes;
}

const struct item *outline_next_link(const struct outline *outline, enum side side,
                                     size_t statement, size_t *place)
{
    size_t count;
    const size_t *numbers = session_links_of(outline->session, side, statement, &count);
    while (*place < count) {
        const struct item *item = outline->by_number[numbers[(*place)++]];
        if (item)
            return item;
    }
    return NULL;
}

enum mark outline_mark(const struct outline *outline, enum side side, size_t statement)
{
    return outline_holds(outline, REPORT_MARKED) ? session_mark(outline->session, side, statement)
                                                 : MARK_NONE;
}

bool outline_is_only(const struct outline *outline, enum side side, size_t statement)
{
    return outline_holds(outline, side == SIDE_LEFT ? REPORT_LEFT : REPORT_RIGHT) &&
           session_is_only(outline->session, side, statement);
}

char item_sign(const struct item *item)
{
    return item->remark.verdict == VERDICT_REJECTED ? 'x' : link_sign(item->link);
}

void walk_block(struct walk *walk, size_t block)
{
    struct span span = walk->analysis->article->blocks[block].span;
    walk->at = span.start;
    walk->end = span.end;
}

bool walk_next(struct walk *walk, struct passage *passage)
{
    const struct analysis *analysis = walk->analysis;
    if (walk->at >= walk->end)
        return false;
    while (walk->statement < analysis->statement_count &&
           analysis->statements[walk->statement].span.start < walk->at)
        walk->statement++;
    struct span next = {walk->end, walk->end};
    if (walk->statement < analysis->statement_count)
        next = clip(analysis->statements[walk->statement].span, (struct span){walk->at, walk->end});
    if (next.start > walk->at || span_is_empty(next))
        *passage = (struct passage){{walk->at, next.start}, NO_STATEMENT};
    else
        *passage = (struct passage){next, walk->statement++};
    walk->at = passage->span.end;
    return true;
}

static void write_warnings(const struct session *session, const struct outline_parts *parts,
                           struct text *out)
{
    bool first = true;
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++) {
        const struct article *article = session_article(session, side);
        for (size_t i = 0; i < article->warning_count; i++) {
            parts->warning(out, side, article->warnings[i], first);
            first = false;
        }
    }
}

void outline_write(const struct outline *outline, const struct outline_parts *parts,
                   struct text *out)
{
    parts->head(out, outline);
    for (enum side side = SIDE_LEFT; outline->choice.full && side < SIDE_COUNT; side++)
        parts->text(out, outline, side);
    parts->items(out, outline);
    parts->orphans(out, outline);
    for (enum side side = SIDE_LEFT; outline->choice.parts == REPORT_ALL && side < SIDE_COUNT;
         side++)
        parts->left_out(out, outline, side);
    write_warnings(outline->session, parts, out);
}
