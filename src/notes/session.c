#include "notes/session-state.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

const struct comparison *session_comparison(const struct session *session)
{
    return session->comparison;
}

const struct analysis *session_analysis(const struct session *session, enum side side)
{
    return side == SIDE_LEFT ? session->comparison->left : session->comparison->right;
}

const struct article *session_article(const struct session *session, enum side side)
{
    return session_analysis(session, side)->article;
}

unsigned session_threshold(const struct session *session)
{
    return session->threshold;
}

size_t session_link_count(const struct session *session)
{
    return session->shown_count;
}

const struct link *session_link(const struct session *session, size_t number)
{
    return session->shown[number - 1].link;
}

const struct link *session_engine_link(const struct session *session, size_t number)
{
    return session->shown[number - 1].engine;
}

bool session_is_rejected(const struct session *session, size_t number)
{
    return session->shown[number - 1].rejected;
}

size_t session_number_of(const struct session *session, struct target target)
{
    size_t low = 0, high = session->shown_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = target_order(target_of_link(session->shown[middle].link), target);
        if (order == 0)
            return middle + 1;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}

static size_t statement_count(const struct session *session, enum side side)
{
    return session_analysis(session, side)->statement_count;
}

/* Fills in the rejected links, or the others, from the back of each statement's numbers. */
static void fill_index(struct session *session, enum side side, bool rejected)
{
    struct index *index = &session->index[side];
    for (size_t i = session->shown_count; i > 0; i--) {
        const struct shown *shown = &session->shown[i - 1];
        if (shown->rejected == rejected)
            index->numbers[--index->starts[link_statement(shown->link, side)]] = i;
    }
}

/* Counts first, then fills from the back, so that starts[] ends up where it belongs without a
 * second array. */
static void index_side(struct session *session, enum side side)
{
    struct index *index = &session->index[side];
    size_t count = statement_count(session, side);
    free(index->starts);
    free(index->numbers);
    index->starts = memory_new(count + 1, sizeof *index->starts);
    index->numbers = memory_new(session->shown_count, sizeof *index->numbers);

    for (size_t i = 0; i < session->shown_count; i++)
        index->starts[link_statement(session->shown[i].link, side)]++;
    for (size_t i = 0, end = 0; i <= count; i++)
        index->starts[i] = end += index->starts[i];
    fill_index(session, side, true);
    fill_index(session, side, false);
}

/* The reader's word in place of the engine's; its evidence stays to be seen. */
static void relabel(struct link *link, struct link_label label)
{
    link->severity = label.severity;
    if (link->kind == label.kind)
        return;
    link->kind = label.kind;
    link->reason = REASON_NONE;
}

static void show(struct session *session, const struct link *link, const struct link *engine,
                 bool rejected)
{
    struct shown shown = {link, engine, rejected};
    MEMORY_APPEND(session->shown, session->shown_count, session->shown_capacity, shown);
}

/* The engine's links that are sure enough or that the reader spoke of. */
static void show_engine_links(struct session *session)
{
    const struct comparison *comparison = session->comparison;
    for (size_t i = 0; i < comparison->link_count; i++) {
        const struct link *engine = &comparison->links[i];
        const struct remark *remark = remarks_find(&session->remarks, target_of_link(engine));
        session->taken[i] = *engine;
        if (remark && remark_has_label(remark))
            relabel(&session->taken[i], remark->label);
        if (remark || engine->confidence >= session->threshold)
            show(session, &session->taken[i], engine,
                 remark && remark->verdict == VERDICT_REJECTED);
    }
}

/* Links that the reader drew, or spoke of when the engine still made them. */
static void show_drawn_links(struct session *session)
{
    for (size_t i = 0; i < session->drawn_count; i++) {
        struct link *link = session->drawn[i];
        const struct remark *remark = remarks_find(&session->remarks, target_of_link(link));
        if (!remark || remark->verdict == VERDICT_REJECTED)
            continue;
        link->kind = remark->label.kind;
        link->severity = remark->label.severity;
        show(session, link, NULL, false);
    }
}

static int compare_shown(const void *a, const void *b)
{
    const struct shown *left = a, *right = b;
    return target_order(target_of_link(left->link), target_of_link(right->link));
}

void session_refresh(struct session *session)
{
    session->shown_count = 0;
    show_engine_links(session);
    show_drawn_links(session);
    if (session->shown_count)
        qsort(session->shown, session->shown_count, sizeof *session->shown, compare_shown);
    index_side(session, SIDE_LEFT);
    index_side(session, SIDE_RIGHT);
}

void session_set_threshold(struct session *session, unsigned min_confidence)
{
    /* No link was made below the floor, and the session does not pretend otherwise. */
    session->threshold = min_confidence > CONFIDENCE_FLOOR ? min_confidence : CONFIDENCE_FLOOR;
    session_refresh(session);
}

struct session *session_new(const struct comparison *comparison, unsigned min_confidence)
{
    struct session *session = memory_new(1, sizeof *session);
    session->comparison = comparison;
    session->taken = memory_new(comparison->link_count, sizeof *session->taken);
    session_set_threshold(session, min_confidence);
    return session;
}

void session_free(struct session *session)
{
    if (!session)
        return;
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++) {
        free(session->index[side].starts);
        free(session->index[side].numbers);
    }
    for (size_t i = 0; i < session->drawn_count; i++)
        free(session->drawn[i]);
    free(session->drawn);
    free(session->taken);
    free(session->shown);
    for (size_t i = 0; i < session->orphan_count; i++)
        anchored_free(&session->orphans[i]);
    free(session->orphans);
    remarks_free(&session->remarks);
    changes_free(&session->changes);
    free(session);
}

const size_t *session_links_of(const struct session *session, enum side side, size_t statement,
                               size_t *count)
{
    const struct index *index = &session->index[side];
    *count = index->starts[statement + 1] - index->starts[statement];
    return index->numbers + index->starts[statement];
}

const size_t *session_live_links_of(const struct session *session, enum side side, size_t statement,
                                    size_t *count)
{
    const size_t *links = session_links_of(session, side, statement, count);
    while (*count && session_is_rejected(session, links[*count - 1]))
        --*count;
    return links;
}

bool session_is_only(const struct session *session, enum side side, size_t statement)
{
    const struct analysis *analysis = session_analysis(session, side);
    size_t count;
    session_live_links_of(session, side, statement, &count);
    if (count)
        return false;
    switch (analysis->article->blocks[analysis->statements[statement].block].kind) {
    case BLOCK_TITLE:
    case BLOCK_HEADING:
    case BLOCK_BYLINE:
        return false;
    case BLOCK_PARAGRAPH:
    case BLOCK_ITEM:
    case BLOCK_QUOTATION:
        break;
    }
    return true;
}

static void count_link(const struct shown *shown, struct session_counts *counts)
{
    const struct link *link = shown->link;
    counts->rejected += shown->rejected;
    counts->drawn += !shown->engine;
    if (shown->rejected)
        return;
    counts->matches += link->kind == LINK_MATCH;
    counts->hard += link->kind == LINK_CONFLICT && link->severity == SEVERITY_HARD;
    counts->soft += link->kind == LINK_CONFLICT && link->severity != SEVERITY_HARD;
}

struct session_counts session_count(const struct session *session)
{
    struct session_counts counts = {0};
    for (size_t i = 0; i < session->shown_count; i++)
        count_link(&session->shown[i], &counts);
    for (size_t i = 0; i < session->remarks.count; i++) {
        const struct remark *remark = &session->remarks.entries[i].remark;
        counts.confirmed += remark->verdict == VERDICT_CONFIRMED;
        counts.marks += remark->mark != MARK_NONE;
        counts.notes += remark->note != NULL;
    }
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++)
        for (size_t i = 0; i < statement_count(session, side); i++)
            counts.only[side] += session_is_only(session, side, i);
    return counts;
}

const char *session_warning(const struct session *session)
{
    const struct article *left = session_article(session, SIDE_LEFT);
    const struct article *right = session_article(session, SIDE_RIGHT);
    if (left->size == right->size && memcmp(left->text, right->text, left->size) == 0)
        return "the two texts are the same";
    if (!session->comparison->same_event)
        return "the two texts do not seem to tell of the same event";
    return NULL;
}

struct remark session_remark(const struct session *session, struct target target)
{
    const struct remark *remark = remarks_find(&session->remarks, target);
    return remark ? *remark : (struct remark){0};
}

struct remark session_link_remark(const struct session *session, size_t number)
{
    return session_remark(session, target_of_link(session_link(session, number)));
}

enum mark session_mark(const struct session *session, enum side side, size_t statement)
{
    return session_remark(session, target_of_statement(side, statement)).mark;
}
