#include "reader/work.h"

#include "base/clock.h"
#include "reader/fold.h"
#include "reader/state.h"

#include <stdlib.h>
#include <string.h>

enum { PATIENCE = 100 /* milliseconds of work that need not show */ };

static bool is_same(const struct analysis *a, size_t i, const struct analysis *b, size_t j)
{
    struct span left = a->statements[i].span, right = b->statements[j].span;
    return span_size(left) == span_size(right) &&
           memcmp(a->article->text + left.start, b->article->text + right.start, span_size(left)) ==
               0;
}

/* The statement with the same words, the nearest where there are several; the count where none has
 * them. */
static size_t find_again(const struct analysis *before, size_t statement,
                         const struct analysis *now)
{
    size_t count = now->statement_count, most = count > statement ? count : statement + 1;
    for (size_t away = 0; away < most; away++) {
        if (statement >= away && statement - away < count &&
            is_same(before, statement, now, statement - away))
            return statement - away;
        if (statement + away < count && is_same(before, statement, now, statement + away))
            return statement + away;
    }
    return count;
}

/* Where a place of the text before is now: by its statement's words; where they are gone, by those
 * of the nearest statement above that is there still; else by how far it is down the text. */
static size_t carry_offset(const struct analysis *before, const struct analysis *now, size_t offset)
{
    const struct article *old = before->article, *new = now->article;
    if (old->size == new->size && memcmp(old->text, new->text, old->size) == 0)
        return offset;
    enum { TRIES = 20 };
    size_t statement = analysis_statement(before, offset);
    if (statement == before->statement_count && statement)
        statement--;
    for (size_t tries = 0; before->statement_count && tries < TRIES; tries++, statement--) {
        size_t found = find_again(before, statement, now);
        if (found < now->statement_count)
            return now->statements[found].span.start;
        if (statement == 0)
            break;
    }
    double share = old->size ? (double)offset / (double)old->size : 0;
    size_t place = (size_t)(share * (double)new->size);
    return article_block(new, place) < new->block_count
               ? new->blocks[article_block(new, place)].span.start
               : 0;
}

static void carry_history(struct reader *reader, struct session *session)
{
    for (size_t i = 0; i < reader->history.count; i++) {
        struct place *place = &reader->history.places[i];
        place->cursor = carry_offset(session_analysis(reader->session, place->side),
                                     session_analysis(session, place->side), place->cursor);
    }
}

static void search_anew(struct search *search, const struct session *session)
{
    struct text pattern = search->pattern;
    search->pattern = (struct text){0};
    search_start(search, text_string(&pattern), session_article(session, SIDE_LEFT),
                 session_article(session, SIDE_RIGHT));
    text_free(&pattern);
}

/* A link that was begun goes on from the same words, where they are still there. */
static void carry_drawing(struct reader *reader, struct session *session)
{
    struct drawing *drawing = &reader->drawing;
    if (!drawing->active)
        return;
    const struct analysis *now = session_analysis(session, drawing->side);
    drawing->statement =
        find_again(session_analysis(reader->session, drawing->side), drawing->statement, now);
    drawing->active = drawing->statement < now->statement_count;
}

/* Takes a new session in the place of the old one: focus, places, folds and search go along. */
static void adopt(struct reader *reader, struct session *session)
{
    carry_history(reader, session);
    carry_drawing(reader, session);
    for (enum side side = 0; side < SIDE_COUNT; side++) {
        struct pane *pane = &reader->panes[side];
        long row = pane->layout.count ? pane_screen_row(pane) : 0;
        pane->cursor =
            carry_offset(pane_analysis(pane), session_analysis(session, side), pane->cursor);
        pane->session = session;
        fold_by(pane, reader->filter);
        pane_free_layout(pane);
        pane->top = -row; /* until it is placed */
    }
    reader->session = session;
    reader->round.active = false;
    list_close(reader);
    search_anew(&reader->search, session);
    search_anew(&reader->draft, session);
    articles_choose_link(reader);
    if (reader->rows)
        reader_resize(reader, reader->rows, reader->columns);
}

/* Whether somebody has gone elsewhere while there was no comparison. */
static bool is_untouched(const struct reader *reader)
{
    return reader->focus == SIDE_LEFT && reader->panes[SIDE_LEFT].cursor == 0 &&
           reader->panes[SIDE_RIGHT].cursor == 0;
}

static void end(struct reader *reader)
{
    const struct reader_services *services = reader->services;
    struct text said = {0};
    bool is_first = reader->work.is_missing, begins = is_first && is_untouched(reader);
    reader->work.active = reader->work.is_missing = false;
    adopt(reader, services->finish(services->context, &said));
    reader->kept = session_revision(reader->session);
    if (begins && services->position.known) {
        reader_go_to_position(reader, &services->position);
        if (reader->rows)
            reader_resize(reader, reader->rows, reader->columns);
    }
    if (said.size && is_first && services->notice) /* neither hides the other */
        reader_say(reader, "Note: %s; %s", services->notice, text_string(&said));
    else if (said.size)
        reader_say(reader, "%s", text_string(&said));
    else
        reader_welcome(reader);
    text_free(&said);
}

bool work_waits(const struct reader *reader)
{
    return reader->work.is_done && reader->prompt.kind == PROMPT_NOTE;
}

bool work_turn(struct reader *reader)
{
    const struct reader_services *services = reader->services;
    double share = 0;
    reader->work.is_done = reader->work.is_done || !services->work(services->context, &share);
    if (reader->work.is_done) {
        if (!work_waits(reader))
            end(reader);
        return true;
    }
    unsigned percent = (unsigned)(share * 100), before = reader->work.percent;
    reader->work.percent = percent;
    return percent != before;
}

void work_hurry(struct reader *reader)
{
    long until = clock_milliseconds() + PATIENCE;
    while (reader->work.active && clock_milliseconds() < until)
        work_turn(reader);
}

static void begin(struct reader *reader)
{
    reader->work.active = true;
    reader->work.is_done = false;
    reader->work.percent = 0;
    work_hurry(reader);
}

void work_start(struct reader *reader)
{
    reader->work.is_missing = reader->work.active = reader->services->begins_with_work;
}

void work_read_again(struct reader *reader)
{
    const struct reader_services *services = reader->services;
    struct failure failure;
    if (!services->read_again) {
        reader_say(reader, "These articles cannot be read again");
        return;
    }
    if (services->read_again(services->context, &failure))
        begin(reader);
    else
        reader_say(reader, "%s", failure.message);
}

void work_cancel(struct reader *reader)
{
    reader->services->cancel(reader->services->context);
    reader->work.active = false;
    reader_say(reader, reader->work.is_missing
                           ? "Stopped; the articles are not compared. R begins anew"
                           : "Stopped; all is as before. R begins anew");
}

void work_describe(const struct reader *reader, struct text *out)
{
    if (reader->work.active)
        text_format(out, "Comparing: %u%% (q or ^C stops)", reader->work.percent);
    else
        text_add(out, "Not compared; R begins");
}
