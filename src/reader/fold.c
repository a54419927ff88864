#include "reader/fold.h"

#include "base/memory.h"

/* A statement with what stands between it and the next one of its block, and before the first. */
static struct span reach(const struct analysis *analysis, size_t statement)
{
    const struct statement *here = &analysis->statements[statement];
    struct span block = analysis->article->blocks[here->block].span, span = here->span;
    if (statement == 0 || here[-1].block != here->block)
        span.start = block.start;
    bool last = statement + 1 == analysis->statement_count || here[1].block != here->block;
    span.end = last ? block.end : here[1].span.start;
    return span;
}

void fold_by(struct pane *pane, struct filter filter)
{
    const struct analysis *analysis = pane_analysis(pane);
    struct spans *folds = &pane->folds;
    bool goes_on = false;
    folds->count = 0;
    for (size_t i = 0; i < analysis->statement_count; i++) {
        bool taken = filter_takes_statement(filter, pane->session, pane->side, i);
        struct span span = reach(analysis, i);
        if (!taken && goes_on)
            folds->items[folds->count - 1].end = span.end;
        else if (!taken)
            MEMORY_APPEND(folds->items, folds->count, folds->capacity, span);
        goes_on = !taken;
    }
}

/* The place of the fold that holds the cursor among all; their count where none does. */
static size_t find_fold(const struct pane *pane)
{
    const struct spans *folds = &pane->folds;
    size_t low = 0, high = folds->count; /* the first that ends behind the cursor */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (folds->items[middle].end <= pane->cursor)
            low = middle + 1;
        else
            high = middle;
    }
    bool holds = low < folds->count && span_holds(folds->items[low], pane->cursor);
    return holds ? low : folds->count;
}

struct span fold_of_cursor(const struct pane *pane)
{
    size_t fold = find_fold(pane);
    return fold < pane->folds.count ? pane->folds.items[fold] : (struct span){0, 0};
}

bool fold_open(struct pane *pane)
{
    struct spans *folds = &pane->folds;
    size_t fold = find_fold(pane);
    if (fold == folds->count)
        return false;
    for (size_t i = fold + 1; i < folds->count; i++)
        folds->items[i - 1] = folds->items[i];
    folds->count--;
    pane_place(pane, pane->area);
    return true;
}

static void add_count(struct text *out, size_t count, const char *one)
{
    text_format(out, "%zu %s%s", count, one, count == 1 ? "" : "s");
}

void fold_describe(const struct pane *pane, struct span fold, struct text *out)
{
    const struct analysis *analysis = pane_analysis(pane);
    size_t statements = 0, links = 0;
    for (size_t i = analysis_statement(analysis, fold.start);
         i < analysis->statement_count && analysis->statements[i].span.start < fold.end; i++) {
        size_t count;
        session_links_of(pane->session, pane->side, i, &count);
        statements++;
        links += count;
    }
    add_count(out, statements, "statement");
    if (links) {
        text_add(out, ", ");
        add_count(out, links, "link");
    }
}
