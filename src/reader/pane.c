#include "reader/pane.h"

#include "base/memory.h"
#include "reader/said.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { DIGITS_MIN = 2, MARGIN_MAX = 3, COLUMNS_FOR_STRIP = 36 };

void pane_free_layout(struct pane *pane)
{
    layout_free(&pane->layout);
    free(pane->labels);
    pane->labels = NULL;
}

void pane_free(struct pane *pane)
{
    pane_free_layout(pane);
    free(pane->folds.items);
}

const struct article *pane_article(const struct pane *pane)
{
    return session_article(pane->session, pane->side);
}

const struct analysis *pane_analysis(const struct pane *pane)
{
    return session_analysis(pane->session, pane->side);
}

/* Focus bar, sign, number, a place for + or a mark, and a blank. */
size_t pane_gutter(const struct pane *pane)
{
    int digits = snprintf(NULL, 0, "%zu", session_link_count(pane->session));
    return 2 + (size_t)(digits < DIGITS_MIN ? DIGITS_MIN : digits) + 2;
}

/* A strip takes two columns, the first one blank, where the text can spare them. */
size_t pane_strip(const struct pane *pane)
{
    return pane->area.columns >= COLUMNS_FOR_STRIP ? 2 : 0;
}

size_t pane_columns(const struct pane *pane)
{
    size_t beside = pane_gutter(pane) + pane_strip(pane);
    return pane->area.columns > beside ? pane->area.columns - beside : 1;
}

struct span pane_rows_of(const struct pane *pane, size_t statement)
{
    struct span span = pane_analysis(pane)->statements[statement].span;
    size_t last = span.end > span.start ? span.end - 1 : span.start;
    return (struct span){layout_row(&pane->layout, span.start), layout_row(&pane->layout, last)};
}

/* Which links get rows of the gutter first. */
enum rank { RANK_CONFLICT, RANK_MATCH, RANK_REJECTED, RANK_COUNT };

static enum rank rank_of(const struct session *session, size_t number)
{
    if (session_is_rejected(session, number))
        return RANK_REJECTED;
    return session_link(session, number)->kind == LINK_CONFLICT ? RANK_CONFLICT : RANK_MATCH;
}

/* A row shows what was said first of it: of its statements, then of its links. */
static void label_mark(struct label *label, struct remark remark)
{
    char sign = said_mark(&remark);
    if (!label->mark && sign != ' ')
        label->mark = sign;
}

static void mark_statement(struct pane *pane, size_t statement)
{
    size_t row = pane_rows_of(pane, statement).start;
    if (!pane->layout.rows[row].fold)
        label_mark(&pane->labels[row],
                   session_remark(pane->session, target_of_statement(pane->side, statement)));
}

/* Gives a statement's links of one rank rows of the gutter, from its first row on; a row has one
 * label. The last one stands for those that find no row. */
static void label_statement(struct pane *pane, size_t statement, enum rank rank)
{
    size_t count;
    const size_t *links = session_links_of(pane->session, pane->side, statement, &count);
    struct span rows = pane_rows_of(pane, statement);
    size_t row = rows.start, last_used = rows.start;
    if (pane->layout.rows[row].fold)
        return;
    for (size_t i = 0; i < count; i++) {
        if (rank_of(pane->session, links[i]) != rank)
            continue;
        while (row <= rows.end && pane->labels[row].number)
            row++;
        if (row <= rows.end) {
            pane->labels[row].number = links[i];
            last_used = row;
        } else {
            pane->labels[last_used].more = true;
        }
        label_mark(&pane->labels[last_used], session_link_remark(pane->session, links[i]));
    }
}

static void make_labels(struct pane *pane)
{
    free(pane->labels);
    pane->labels = memory_new(pane->layout.count, sizeof *pane->labels);
    if (pane->layout.count == 0)
        return;
    size_t count = pane_analysis(pane)->statement_count;
    for (size_t i = 0; i < count; i++)
        mark_statement(pane, i);
    for (enum rank rank = 0; rank < RANK_COUNT; rank++)
        for (size_t i = 0; i < count; i++)
            label_statement(pane, i, rank);
}

void pane_place(struct pane *pane, struct area area)
{
    bool first_time = pane->layout.rows == NULL;
    long screen_row = first_time ? -pane->top : pane_screen_row(pane);
    pane->area = area;
    layout_make(&pane->layout, pane_article(pane), &pane->folds, pane_columns(pane));
    make_labels(pane);
    if (screen_row >= (long)area.rows)
        screen_row = (long)area.rows - 1;
    pane_align(pane, screen_row < 0 ? 0 : screen_row);
    pane_reveal(pane);
}

void pane_relabel(struct pane *pane)
{
    if (pane->layout.width == pane_columns(pane))
        make_labels(pane);
    else /* the numbers take another width */
        pane_place(pane, pane->area);
}

size_t pane_statement(const struct pane *pane)
{
    const struct analysis *analysis = pane_analysis(pane);
    size_t statement = analysis_statement(analysis, pane->cursor);
    if (statement == analysis->statement_count && statement)
        statement--;
    return statement;
}

size_t pane_cursor_row(const struct pane *pane)
{
    return layout_row(&pane->layout, pane->cursor);
}

long pane_screen_row(const struct pane *pane)
{
    return (long)pane_cursor_row(pane) - pane->top;
}

size_t pane_percent(const struct pane *pane)
{
    long bottom = pane->top + (long)pane->area.rows, count = (long)pane->layout.count;
    if (bottom >= count || count == 0)
        return 100;
    return bottom < 0 ? 0 : (size_t)(bottom * 100 / count);
}

static bool starts_in_row(const struct pane *pane, size_t statement, size_t row)
{
    const struct analysis *analysis = pane_analysis(pane);
    return statement < analysis->statement_count && !pane->layout.rows[row].fold &&
           span_holds(pane->layout.rows[row].span, analysis->statements[statement].span.start);
}

/* Puts the cursor on a row: on the first or the last statement that starts in it, else on the row's
 * own start, which the statement above reaches into. */
static void enter_row(struct pane *pane, size_t row, bool from_above)
{
    const struct analysis *analysis = pane_analysis(pane);
    pane->cursor = pane->layout.rows[row].span.start;
    size_t statement = analysis_statement(analysis, pane->cursor);
    if (!starts_in_row(pane, statement, row) && starts_in_row(pane, statement + 1, row))
        statement++;
    if (!starts_in_row(pane, statement, row))
        return;
    while (!from_above && starts_in_row(pane, statement + 1, row))
        statement++;
    pane->cursor = analysis->statements[statement].span.start;
}

static size_t next_row(const struct pane *pane, size_t row)
{
    do
        row++;
    while (row < pane->layout.count && pane->layout.rows[row].blank);
    return row;
}

void pane_enter(struct pane *pane, long row)
{
    size_t last = pane->layout.count - 1, nearest = row > 0 ? (size_t)row : 0;
    if (nearest > last)
        nearest = last;
    if (pane->layout.rows[nearest].blank)
        nearest++;
    enter_row(pane, nearest, true);
}

bool pane_rows_down(struct pane *pane, size_t rows)
{
    size_t row = pane_cursor_row(pane), last = pane->layout.count ? pane->layout.count - 1 : 0;
    if (row == last)
        return false;
    size_t target = rows < last - row ? row + rows : last;
    if (pane->layout.rows[target].blank)
        target++;
    pane_scroll(pane, (long)(target - row));
    enter_row(pane, target, true);
    pane_reveal(pane);
    return true;
}

bool pane_rows_up(struct pane *pane, size_t rows)
{
    size_t row = pane->layout.count ? pane_cursor_row(pane) : 0;
    if (row == 0)
        return false;
    size_t target = rows < row ? row - rows : 0;
    if (pane->layout.rows[target].blank)
        target--;
    pane_scroll(pane, -(long)(row - target));
    enter_row(pane, target, true);
    pane_reveal(pane);
    return true;
}

void pane_scroll(struct pane *pane, long rows)
{
    long most = (long)pane->layout.count - (long)pane->area.rows;
    if (most < 0)
        most = 0;
    long top = pane->top + rows;
    if (rows > 0 && top > most)
        top = pane->top > most ? pane->top : most;
    if (rows < 0 && top < 0)
        top = pane->top < 0 ? pane->top : 0;
    pane->top = top;
}

void pane_fill_below(struct pane *pane)
{
    long most = (long)pane->layout.count - (long)pane->area.rows;
    if (most < 0)
        most = 0;
    if (pane->top > most)
        pane->top = most;
}

void pane_fill(struct pane *pane)
{
    pane_fill_below(pane);
    if (pane->top < 0)
        pane->top = 0;
}

static long larger(long a, long b)
{
    return a > b ? a : b;
}

/* Where the window has to move, it moves on by `lead` rows more, as far as what is to be seen stays
 * so. */
static void reveal(struct pane *pane, long lead)
{
    const struct analysis *analysis = pane_analysis(pane);
    if (pane->layout.count == 0 || pane->area.rows == 0)
        return;
    long height = (long)pane->area.rows, margin = height / 4 < MARGIN_MAX ? height / 4 : MARGIN_MAX;
    long first = (long)pane_cursor_row(pane), last = first;
    size_t statement = pane_statement(pane);
    if (statement < analysis->statement_count)
        last = (long)pane_rows_of(pane, statement).end;
    if (last - first > height - 2 * margin - 1)
        last = first + height - 2 * margin - 1;

    long end = (long)pane->layout.count - height, above = first - margin,
         below = last + margin + 1 - height;
    if (below > end) /* no empty rows for the margin's sake, neither below the text nor above */
        below = end;
    if (above < 0)
        above = 0;
    if (first < pane->top - height || last >= pane->top + 2 * height)
        pane->top = first - height / 3;
    if (pane->top < below)
        pane->top = below + lead < end ? below + lead : below < end ? end : below;
    else if (pane->top > above)
        pane->top = larger(larger(above - lead, below), 0);
    if (pane->top > above)
        pane->top = above;
}

void pane_reveal(struct pane *pane)
{
    reveal(pane, 0);
}

void pane_reveal_on_the_way(struct pane *pane)
{
    reveal(pane, (long)pane->area.rows / 3);
}

bool pane_line_down(struct pane *pane)
{
    if (pane->layout.count == 0)
        return false;
    size_t row = pane_cursor_row(pane), statement = pane_statement(pane);
    if (starts_in_row(pane, statement + 1, row)) {
        pane->cursor = pane_analysis(pane)->statements[statement + 1].span.start;
        return true;
    }
    size_t next = next_row(pane, row);
    if (next == pane->layout.count)
        return false;
    enter_row(pane, next, true);
    pane_reveal_on_the_way(pane);
    return true;
}

bool pane_line_up(struct pane *pane)
{
    if (pane->layout.count == 0)
        return false;
    size_t row = pane_cursor_row(pane), statement = pane_statement(pane);
    if (statement && starts_in_row(pane, statement, row) &&
        starts_in_row(pane, statement - 1, row)) {
        pane->cursor = pane_analysis(pane)->statements[statement - 1].span.start;
        return true;
    }
    while (row && pane->layout.rows[row - 1].blank)
        row--;
    if (row == 0)
        return false;
    enter_row(pane, row - 1, false);
    pane_reveal_on_the_way(pane);
    return true;
}

void pane_align(struct pane *pane, long screen_row)
{
    pane->top = (long)pane_cursor_row(pane) - screen_row;
}
