/* Headers, and the panel at the foot. */
#include "reader/fold.h"
#include "reader/said.h"
#include "reader/state.h"

#include <stdio.h>
#include <string.h>

enum { COLUMNS_FOR_WORDS = 72 /* of the panel */ };

static const struct origin nobody = {SIDE_COUNT, 0};

static size_t put(struct grid *grid, struct area area, size_t row, const char *string,
                  role_set roles)
{
    if (row >= area.rows)
        return 0;
    return grid_put_string(grid, area.row + row, area.column, area.columns, string, roles);
}

void header_draw(const struct reader *reader, struct grid *grid, enum side side, struct area area)
{
    const struct article *article = session_article(reader->session, side);
    struct span title = article_title(article);
    role_set roles = side == reader->focus ? ROLE(BAR_FOCUS) : ROLE(BAR);
    struct text left = {0};
    char right[16];
    grid_clear(grid, area, roles);
    if (area.rows == 0)
        return;
    text_add(&left, article->outlet);
    if (!span_is_empty(title))
        text_add(&left, "  ");
    text_append(&left, article->text + title.start, span_size(title));

    int width = snprintf(right, sizeof right, " %zu%%", pane_percent(&reader->panes[side]));
    size_t room = area.columns > (size_t)width + 2 ? area.columns - (size_t)width - 2 : 0;
    grid_put_string(grid, area.row, area.column + 1, room, text_string(&left), roles);
    grid_put(grid, area.row, area.column + 1 + room, (size_t)width, right, (size_t)width, roles,
             nobody);
    text_free(&left);
}

/* What kind of link the current one is, and how sure. */
static void describe_link(const struct reader *reader, const struct link *link, size_t number,
                          struct text *out)
{
    const struct pane *pane = &reader->panes[reader->focus];
    size_t count;
    session_links_of(reader->session, reader->focus, pane_statement(pane), &count);
    text_format(out, "%c%zu  ", said_link_sign(reader->session, number), number);
    if (link->kind == LINK_CONFLICT)
        text_format(out, "%s ", severity_name(link->severity));
    text_add(out, link_kind_name(link->kind));
    if (link->reason != REASON_NONE)
        text_format(out, " of %s", reason_name(link->reason));
    if (session_engine_link(reader->session, number))
        text_format(out, "   confidence %u.%03u", link->confidence / 1000, link->confidence % 1000);
    bool wide = reader->columns >= COLUMNS_FOR_WORDS;
    if (count > 1)
        text_format(out, "   %s%zu of %zu%s", wide ? "link " : "",
                    (reader->link < count ? reader->link : count - 1) + 1, count,
                    wide ? " here" : "");
    said_describe(reader->session, number, out);
}

/* What was said of the focused statement and of its current link, for the rule above the panel. */
static void list_said(const struct reader *reader, struct text *out)
{
    const struct pane *pane = &reader->panes[reader->focus];
    size_t number = 0, statement = pane_statement(pane);
    struct remark of_statement = {0}, of_link = {0};
    if (statement < pane_analysis(pane)->statement_count)
        of_statement = session_remark(reader->session, target_of_statement(pane->side, statement));
    if (reader_link(reader, &number))
        of_link = session_link_remark(reader->session, number);
    said_mark_words(" ", of_statement.mark, out);
    said_mark_words(" link ", of_link.mark, out);
    said_note(" note", of_statement.note, out);
    said_note(" note on the link", of_link.note, out);
    if (out->size)
        text_add(out, " ");
}

/* The words that a match shares, as the focused article has them. */
static void list_shared_words(const struct reader *reader, const struct link *link,
                              struct text *out)
{
    const char *text = session_article(reader->session, reader->focus)->text;
    for (size_t i = 0; i < link->evidence_count; i++) {
        const struct evidence *evidence = &link->evidence[i];
        struct span span = reader->focus == SIDE_LEFT ? evidence->left : evidence->right;
        if (evidence->kind == EVIDENCE_CLASH)
            continue;
        text_add(out, out->size ? " | " : "in both: ");
        text_append(out, text + span.start, span_size(span));
    }
}

static const char *say_unlinked(const struct reader *reader)
{
    static const char *const unlinked[] = {
        [BLOCK_TITLE] = "The title; not linked",
        [BLOCK_HEADING] = "A heading; not linked",
        [BLOCK_BYLINE] = "A byline; not linked",
    };
    const struct pane *pane = &reader->panes[reader->focus];
    size_t statement = pane_statement(pane);
    if (statement >= pane_analysis(pane)->statement_count)
        return "This article holds no statement";
    if (session_is_only(reader->session, reader->focus, statement))
        return "Only this article tells it";
    size_t block = pane_analysis(pane)->statements[statement].block;
    enum block_kind kind = pane_article(pane)->blocks[block].kind;
    bool named = (size_t)kind < sizeof unlinked / sizeof *unlinked && unlinked[kind];
    return named ? unlinked[kind] : "A credit, a date line or a repetition; not linked";
}

static void say_result(const struct session *session, struct text *out)
{
    struct session_counts counts = session_count(session);
    if (!session_comparison(session)->same_event)
        text_add(out, "The two do not seem to tell of the same event.");
    else if (counts.matches && counts.hard + counts.soft == 0)
        text_format(out, "No conflict found among %zu %s.", counts.matches,
                    counts.matches == 1 ? "match" : "matches");
}

/* Who says the focused statement, where the line has room for it. */
static void add_speaker(const struct reader *reader, size_t columns, struct text *line)
{
    const struct pane *pane = &reader->panes[reader->focus];
    const struct analysis *analysis = pane_analysis(pane);
    size_t statement = pane_statement(pane), size = line->size;
    if (statement >= analysis->statement_count)
        return;
    struct span speaker = analysis->statements[statement].speaker;
    if (span_is_empty(speaker))
        return;
    text_add(line, size ? "   says: " : "says: ");
    text_append(line, analysis->article->text + speaker.start, span_size(speaker));
    if (cluster_columns(text_string(line), line->size) <= columns)
        return;
    line->size = size;
    line->bytes[size] = '\0';
}

void panel_draw(const struct reader *reader, struct grid *grid, struct area area)
{
    if (area.rows < 2)
        return;
    size_t number = 0;
    const struct link *link = reader_link(reader, &number);
    struct text first = {0}, second = {0}, said = {0};
    struct span fold = fold_of_cursor(&reader->panes[reader->focus]);
    for (size_t i = 0; i < area.columns; i++)
        grid_put_string(grid, area.row, area.column + i, 1, "─", ROLE(QUIET));
    list_said(reader, &said);
    if (said.size && area.columns > 4)
        grid_put_string(grid, area.row, area.column + 2, area.columns - 4, text_string(&said),
                        ROLE(MESSAGE));
    text_free(&said);
    if (link) {
        describe_link(reader, link, number, &first);
        link_explain(session_comparison(reader->session), link, &second);
        if (second.size == 0)
            list_shared_words(reader, link, &second);
    } else if (!span_is_empty(fold)) {
        fold_describe(&reader->panes[reader->focus], fold, &first);
        text_format(&first, " folded; %s opens the fold",
                    reader_key(reader, ACTION_COUNTERPART).text);
    } else if (reader->work.is_missing) {
        text_add(&first, "Not compared yet");
    } else {
        text_add(&first, say_unlinked(reader));
        say_result(reader->session, &second);
    }
    if (span_is_empty(fold))
        add_speaker(reader, area.columns, &first);
    put(grid, area, 1, text_string(&first),
        link && link->kind == LINK_CONFLICT ? ROLE(HARD) : ROLE(HEADING));
    put(grid, area, 2, text_string(&second), 0);
    text_free(&first);
    text_free(&second);
}
