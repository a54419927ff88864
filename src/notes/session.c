#include "notes/session.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* For each statement of one side the numbers of its shown links, one after the other: those of
 * statement i stand from starts[i] up to starts[i + 1]. */
struct index {
    size_t *starts;
    size_t *numbers;
};

struct session {
    const struct comparison *comparison;
    unsigned threshold;
    const struct link **shown;
    size_t shown_count;
    struct index index[SIDE_COUNT];
    enum mark *marks[SIDE_COUNT];
};

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
    return session->shown[number - 1];
}

static size_t statement_count(const struct session *session, enum side side)
{
    return session_analysis(session, side)->statement_count;
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
        index->starts[link_statement(session->shown[i], side)]++;
    for (size_t i = 0, end = 0; i <= count; i++)
        index->starts[i] = end += index->starts[i];
    for (size_t i = session->shown_count; i > 0; i--)
        index->numbers[--index->starts[link_statement(session->shown[i - 1], side)]] = i;
}

void session_set_threshold(struct session *session, unsigned min_confidence)
{
    const struct comparison *comparison = session->comparison;
    /* No link was made below the floor, and the session does not pretend otherwise. */
    session->threshold = min_confidence > CONFIDENCE_FLOOR ? min_confidence : CONFIDENCE_FLOOR;
    session->shown_count = 0;
    for (size_t i = 0; i < comparison->link_count; i++)
        if (comparison->links[i].confidence >= session->threshold)
            session->shown[session->shown_count++] = &comparison->links[i];
    index_side(session, SIDE_LEFT);
    index_side(session, SIDE_RIGHT);
}

struct session *session_new(const struct comparison *comparison, unsigned min_confidence)
{
    struct session *session = memory_new(1, sizeof *session);
    session->comparison = comparison;
    session->shown = memory_new(comparison->link_count, sizeof *session->shown);
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++)
        session->marks[side] = memory_new(statement_count(session, side), sizeof(enum mark));
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
        free(session->marks[side]);
    }
    free(session->shown);
    free(session);
}

const size_t *session_links_of(const struct session *session, enum side side, size_t statement,
                               size_t *count)
{
    const struct index *index = &session->index[side];
    *count = index->starts[statement + 1] - index->starts[statement];
    return index->numbers + index->starts[statement];
}

bool session_is_only(const struct session *session, enum side side, size_t statement)
{
    const struct analysis *analysis = session_analysis(session, side);
    size_t links;
    session_links_of(session, side, statement, &links);
    if (links || analysis->statements[statement].aside)
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

struct session_counts session_count(const struct session *session)
{
    struct session_counts counts = {0};
    for (size_t i = 0; i < session->shown_count; i++) {
        const struct link *link = session->shown[i];
        counts.matches += link->kind == LINK_MATCH;
        counts.hard += link->kind == LINK_CONFLICT && link->severity == SEVERITY_HARD;
        counts.soft += link->kind == LINK_CONFLICT && link->severity != SEVERITY_HARD;
    }
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++)
        for (size_t i = 0; i < statement_count(session, side); i++) {
            counts.only[side] += session_is_only(session, side, i);
            counts.marks += session->marks[side][i] != MARK_NONE;
        }
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

enum mark session_mark(const struct session *session, enum side side, size_t statement)
{
    return session->marks[side][statement];
}

enum mark session_cycle_mark(struct session *session, enum side side, size_t statement)
{
    enum mark *mark = &session->marks[side][statement];
    *mark = (*mark + 1) % MARK_COUNT;
    return *mark;
}

const char *mark_name(enum mark mark)
{
    static const char *const names[MARK_COUNT] = {"", "mark", "important"};
    return names[mark];
}
