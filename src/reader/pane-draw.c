#include "reader/pane-draw.h"

#include "reader/fold.h"
#include "reader/said.h"
#include "reader/search.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

role_set link_roles(const struct link *link)
{
    static const role_set roles[] = {ROLE(MATCH), ROLE(SOFT), ROLE(HARD)};
    return roles[link_gravity(link)];
}

/* The gravest of a statement's links decides how it looks. */
static role_set statement_roles(const struct pane *pane, size_t statement)
{
    size_t count;
    const size_t *links = session_live_links_of(pane->session, pane->side, statement, &count);
    role_set gravest = 0;
    for (size_t i = 0; i < count; i++) {
        role_set roles = link_roles(session_link(pane->session, links[i]));
        if (roles > gravest)
            gravest = roles;
    }
    return gravest;
}

static role_set block_roles(const struct block *block)
{
    switch (block->kind) {
    case BLOCK_TITLE:
        return ROLE(TITLE);
    case BLOCK_HEADING:
        return ROLE(HEADING);
    case BLOCK_BYLINE:
        return ROLE(QUIET);
    default:
        return 0;
    }
}

static bool is_counterpart(const struct spotlight *spotlight, size_t statement)
{
    for (size_t i = 0; i < spotlight->counterpart_count; i++)
        if (spotlight->counterparts[i] == statement)
            return true;
    return false;
}

static role_set spot_roles(const struct spotlight *spotlight, size_t statement)
{
    if (statement == spotlight->statement)
        return ROLE(FOCUS);
    return is_counterpart(spotlight, statement) ? ROLE(COUNTERPART) : 0;
}

/* Adds roles to the cells of a row that show a part of `span`. */
static void add_roles(struct grid *grid, const struct pane *pane, size_t row, struct span span,
                      role_set roles)
{
    for (size_t i = 0; i < pane->area.columns; i++) {
        struct cell *cell = grid_cell(grid, row, pane->area.column + i);
        if (cell->side == pane->side && span_holds(span, cell->offset))
            cell->roles |= roles;
    }
}

static void draw_statements(const struct pane *pane, const struct spotlight *spotlight,
                            struct grid *grid, size_t row, struct span shown)
{
    const struct analysis *analysis = pane_analysis(pane);
    size_t statement = analysis_statement(analysis, shown.start);
    for (; statement < analysis->statement_count; statement++) {
        struct span span = analysis->statements[statement].span;
        if (span.start >= shown.end)
            break;
        add_roles(grid, pane, row, span,
                  statement_roles(pane, statement) | spot_roles(spotlight, statement));
    }
}

static void draw_clashes(const struct pane *pane, const struct link *link, struct grid *grid,
                         size_t row, struct span shown)
{
    for (size_t i = 0; link && i < link->evidence_count; i++) {
        const struct evidence *evidence = &link->evidence[i];
        struct span span = pane->side == SIDE_LEFT ? evidence->left : evidence->right;
        if (evidence->kind == EVIDENCE_CLASH && span_meets(span, shown))
            add_roles(grid, pane, row, span, ROLE(CLASH));
    }
}

static void draw_hits(const struct pane *pane, const struct spans *hits, struct grid *grid,
                      size_t row, struct span shown)
{
    size_t hit = search_first(hits, shown.start);
    for (; hit < hits->count && hits->items[hit].start < shown.end; hit++)
        add_roles(grid, pane, row, hits->items[hit], ROLE(HIT));
}

static char focus_bar(const struct pane *pane, const struct spotlight *spotlight, struct span shown)
{
    const struct analysis *analysis = pane_analysis(pane);
    char bar = ' ';
    size_t statement = analysis_statement(analysis, shown.start);
    for (; statement < analysis->statement_count; statement++) {
        if (!span_meets(analysis->statements[statement].span, shown))
            break;
        if (statement == spotlight->statement)
            return '>';
        if (is_counterpart(spotlight, statement))
            bar = ':';
    }
    return bar;
}

static bool joins_spot(const struct pane *pane, const struct spotlight *spotlight,
                       const struct link *link)
{
    size_t statement = link_statement(link, pane->side);
    return statement == spotlight->statement || is_counterpart(spotlight, statement);
}

static void draw_label(const struct pane *pane, const struct spotlight *spotlight,
                       const struct label *label, struct grid *grid, size_t row, size_t column)
{
    const struct link *link = session_link(pane->session, label->number);
    role_set spot = link == spotlight->link ? ROLE(FOCUS) : 0;
    char text[32];
    role_set roles = session_is_rejected(pane->session, label->number) ? ROLE(QUIET)
                                                                       : link_roles(link);
    snprintf(text, sizeof text, "%c%zu%s", said_link_sign(pane->session, label->number),
             label->number, label->more ? "+" : "");
    grid_put_string(grid, row, column, pane_gutter(pane) - 2, text, roles | spot);
}

/* The bar of the focus is left out where it would point at the number of another statement. */
static void draw_gutter(const struct pane *pane, const struct spotlight *spotlight,
                        struct grid *grid, size_t row, size_t layout_row)
{
    struct span shown = pane->layout.rows[layout_row].span;
    const struct label *label = &pane->labels[layout_row];
    size_t column = pane->area.column;
    char sign[2] = {focus_bar(pane, spotlight, shown), '\0'};
    if (!label->number || joins_spot(pane, spotlight, session_link(pane->session, label->number)))
        grid_put_string(grid, row, column, 1, sign, sign[0] == '>' ? ROLE(TITLE) : 0);
    if (label->number)
        draw_label(pane, spotlight, label, grid, row, column + 1);
    sign[0] = label->mark;
    if (label->mark)
        grid_put_string(grid, row, column + pane_gutter(pane) - 2, 1, sign, ROLE(MESSAGE));
}

/* The row of a fold; the focus may stand on it. */
static void draw_fold(const struct pane *pane, const struct spotlight *spotlight, struct grid *grid,
                      size_t row, struct span fold)
{
    size_t column = pane->area.column;
    bool focused = spotlight->statement != SIZE_MAX && span_holds(fold, pane->cursor);
    struct text words = {0};
    text_add(&words, "\u00B7 ");
    fold_describe(pane, fold, &words);
    if (focused)
        grid_put_string(grid, row, column, 1, ">", ROLE(TITLE));
    grid_put_string(grid, row, column + pane_gutter(pane), pane_columns(pane), text_string(&words),
                    ROLE(QUIET) | (focused ? ROLE(FOCUS) : 0));
    text_free(&words);
}

static void draw_row(const struct pane *pane, const struct spotlight *spotlight, struct grid *grid,
                     size_t row, size_t layout_row)
{
    const struct article *article = pane_article(pane);
    const struct row *shown = &pane->layout.rows[layout_row];
    if (shown->blank)
        return;
    if (shown->fold) {
        draw_fold(pane, spotlight, grid, row, shown->span);
        return;
    }
    const struct block *block = &article->blocks[shown->block];
    size_t column = pane->area.column + pane_gutter(pane);
    size_t columns = pane_columns(pane);
    draw_gutter(pane, spotlight, grid, row, layout_row);
    if (shown->first && shown->indent && block->kind == BLOCK_ITEM)
        grid_put_string(grid, row, column, shown->indent - 1, block->marker, 0);
    grid_put(grid, row, column + shown->indent, columns - shown->indent,
             article->text + shown->span.start, span_size(shown->span), block_roles(block),
             (struct origin){pane->side, shown->span.start});
    draw_statements(pane, spotlight, grid, row, shown->span);
    draw_clashes(pane, spotlight->link, grid, row, shown->span);
    draw_hits(pane, spotlight->hits, grid, row, shown->span);
}

/* The rows of the layout that a row of the strip stands for: an equal share of them. */
static struct span strip_share(const struct pane *pane, size_t row)
{
    size_t count = pane->layout.count, rows = pane->area.rows;
    if (count <= rows)
        return (struct span){row < count ? row : count, row < count ? row + 1 : count};
    return (struct span){row * count / rows, (row + 1) * count / rows};
}

/* What a row has to say in the strip, and how much it weighs among others. */
struct strip_sign {
    char sign;
    role_set roles;
    int weight;
};

/* A conflict comes before all that is less grave, and of what is equally grave that comes first of
 * which something was said; any such thing comes before a match. */
static struct strip_sign sign_of_row(const struct pane *pane, const struct label *label)
{
    struct strip_sign sign = {' ', 0, 0};
    if (label->number && !session_is_rejected(pane->session, label->number)) {
        const struct link *link = session_link(pane->session, label->number);
        sign = (struct strip_sign){link_sign(link), link_roles(link), 2 * link_gravity(link) + 1};
    }
    if (label->mark)
        sign = (struct strip_sign){label->mark, ROLE(MESSAGE), (sign.weight | 1) + 1};
    return sign;
}

/* What weighs most in some rows. */
static char share_sign(const struct pane *pane, struct span rows, role_set *roles)
{
    struct strip_sign most = {' ', 0, 0};
    for (size_t i = rows.start; i < rows.end; i++) {
        struct strip_sign sign = sign_of_row(pane, &pane->labels[i]);
        if (sign.weight > most.weight)
            most = sign;
    }
    *roles = most.roles;
    return most.sign;
}

/* The whole article in one column; the part that the window shows is reversed. */
static void draw_strip(const struct pane *pane, struct grid *grid)
{
    size_t column = pane->area.column + pane->area.columns - 1;
    long end = pane->top + (long)pane->area.rows;
    for (size_t i = 0; i < pane->area.rows; i++) {
        struct span share = strip_share(pane, i);
        role_set roles;
        char sign[2] = {share_sign(pane, share, &roles), '\0'};
        if ((long)share.end > pane->top && (long)share.start < end && share.end > share.start)
            roles |= ROLE(FOCUS);
        grid_put_string(grid, pane->area.row + i, column, 1, sign, roles);
    }
}

bool pane_strip_offset(const struct pane *pane, size_t row, size_t column, size_t *offset)
{
    const struct area *area = &pane->area;
    if (!pane_strip(pane) || column != area->column + area->columns - 1 || row < area->row ||
        row >= area->row + area->rows)
        return false;
    struct span share = strip_share(pane, row - area->row);
    if (share.start == share.end)
        return false;
    *offset = pane->layout.rows[share.start].span.start;
    return true;
}

void pane_draw(const struct pane *pane, const struct spotlight *spotlight, struct grid *grid)
{
    if (pane->area.columns <= pane_gutter(pane))
        return;
    for (size_t i = 0; i < pane->area.rows; i++) {
        long layout_row = pane->top + (long)i;
        if (layout_row >= 0 && layout_row < (long)pane->layout.count)
            draw_row(pane, spotlight, grid, pane->area.row + i, (size_t)layout_row);
    }
    if (pane_strip(pane))
        draw_strip(pane, grid);
}

/* The row of the layout that stands at a row of the screen; count where there is none. */
static size_t layout_row_at(const struct pane *pane, size_t row)
{
    const struct area *area = &pane->area;
    long layout_row = pane->top + (long)row - (long)area->row;
    bool shown = row >= area->row && row < area->row + area->rows && layout_row >= 0 &&
                 layout_row < (long)pane->layout.count;
    return shown ? (size_t)layout_row : pane->layout.count;
}

size_t pane_link_at(const struct pane *pane, size_t row, size_t column)
{
    size_t layout_row = layout_row_at(pane, row), first = pane->area.column;
    if (layout_row == pane->layout.count || column < first || column >= first + pane_gutter(pane))
        return 0;
    return pane->labels[layout_row].number;
}

bool pane_offset_at(const struct pane *pane, size_t row, size_t column, size_t *offset)
{
    const struct area *area = &pane->area;
    size_t layout_row = layout_row_at(pane, row);
    if (layout_row == pane->layout.count || column < area->column ||
        column >= area->column + area->columns)
        return false;
    const struct row *shown = &pane->layout.rows[layout_row];
    const char *text = pane_article(pane)->text;
    *offset = shown->span.start;
    if (shown->fold)
        return true;
    size_t at = shown->span.start, width, here = area->column + pane_gutter(pane) + shown->indent;
    while (at < shown->span.end) {
        size_t step = cluster_next(text + at, shown->span.end - at, &width);
        if (column < here + width || at + step >= shown->span.end)
            break;
        here += width;
        at += step;
    }
    *offset = at;
    return !shown->blank;
}
