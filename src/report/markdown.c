#include "report/report.h"

#include "base/memory.h"
#include "report/markdown-escape.h"

#include <stdlib.h>
#include <string.h>

static const char *const side_names[SIDE_COUNT] = {"left", "right"};

static void add_confidence(struct text *out, unsigned confidence)
{
    text_format(out, "%u.%03u", confidence / 1000, confidence % 1000);
}

/* The outlet, where it says more than the file's name does. */
static void add_outlet(struct text *out, const struct article *article)
{
    size_t path = strlen(article->path), outlet = strlen(article->outlet);
    if (outlet <= path && strcmp(article->path + path - outlet, article->outlet) == 0)
        return;
    markdown_escape_string(out, article->outlet);
    text_add(out, ", ");
}

static void add_head_line(struct text *out, const struct session *session, enum side side)
{
    const struct article *article = session_article(session, side);
    struct span title = article_title(article);
    text_add(out, side == SIDE_LEFT ? "- Left: " : "- Right: ");
    if (span_is_empty(title))
        text_add(out, "untitled");
    else
        markdown_escape_bold(out, article->text, title, &title, 1);
    text_add(out, ", ");
    add_outlet(out, article);
    markdown_escape_string(out, article->path);
    text_add(out, "\n");
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

/* That there is no conflict is a result like any other: it says what it rests on. */
static void add_no_conflict(struct text *out, const struct session *session)
{
    size_t links = session_link_count(session);
    text_format(out, "**No conflict found** among %zu link%s at a confidence of ", links,
                plural(links));
    add_confidence(out, session_threshold(session));
    text_add(out, " and above.\n");
}

static void add_conflicts(struct text *out, const struct session *session,
                          const struct session_counts *counts)
{
    size_t conflicts = counts->hard + counts->soft;
    text_format(out, "%zu conflict%s (%zu hard, %zu soft) and %zu match%s at a confidence of ",
                conflicts, plural(conflicts), counts->hard, counts->soft, counts->matches,
                counts->matches == 1 ? "" : "es");
    add_confidence(out, session_threshold(session));
    text_add(out, " and above.\n");
}

static void write_head(struct text *out, const struct session *session)
{
    struct session_counts counts = session_count(session);
    const char *warning = session_warning(session);
    text_add(out, "# Two articles abreast\n\n");
    if (warning)
        text_format(out, "Note: %s.\n\n", warning);
    add_head_line(out, session, SIDE_LEFT);
    add_head_line(out, session, SIDE_RIGHT);
    text_add(out, "\n");
    if (counts.hard + counts.soft)
        add_conflicts(out, session, &counts);
    else
        add_no_conflict(out, session);
    text_format(out, "Told by the left only: %zu, by the right only: %zu. Marked: %zu.\n",
                counts.only[SIDE_LEFT], counts.only[SIDE_RIGHT], counts.marks);
}

static int compare_spans(const void *a, const void *b)
{
    return span_order(*(const struct span *)a, *(const struct span *)b);
}

/* The statement with the words of it that clash emphasised. */
static void add_clashing(struct text *out, const struct article *article, struct span statement,
                         const struct link *link, enum side side)
{
    struct span *clashes = memory_new(link->evidence_count, sizeof *clashes);
    size_t count = 0;
    for (size_t i = 0; i < link->evidence_count; i++) {
        const struct evidence *evidence = &link->evidence[i];
        if (evidence->kind == EVIDENCE_CLASH)
            clashes[count++] = side == SIDE_LEFT ? evidence->left : evidence->right;
    }
    qsort(clashes, count, sizeof *clashes, compare_spans);
    markdown_escape_bold(out, article->text, statement, clashes, count);
    free(clashes);
}

/* The name that the statement's pronoun stands for, so that it can be read by itself. */
static void add_resolved(struct text *out, const struct analysis *analysis, size_t statement)
{
    struct span resolved = analysis->statements[statement].resolved;
    if (span_is_empty(resolved))
        return;
    text_add(out, "[");
    markdown_escape(out, analysis->article->text, resolved, false);
    text_add(out, "] ");
}

static void add_quote(struct text *out, const struct session *session, const struct link *link,
                      enum side side)
{
    const struct article *article = session_article(session, side);
    size_t statement = link_statement(link, side);
    struct span span = session_analysis(session, side)->statements[statement].span;
    enum mark mark = session_mark(session, side, statement);
    text_add(out, "\n");
    add_outlet(out, article);
    markdown_escape_string(out, article->path);
    text_format(out, ":%zu", article_line(article, span.start));
    if (mark != MARK_NONE)
        text_format(out, " (marked: %s)", mark_name(mark));
    text_add(out, "\n\n> ");
    add_resolved(out, session_analysis(session, side), statement);
    add_clashing(out, article, span, link, side);
    text_add(out, "\n");
}

static void add_link(struct text *out, const struct session *session, size_t number)
{
    const struct link *link = session_link(session, number);
    const char *severity = severity_name(link->severity);
    struct text explanation = {0};
    text_format(out, "\n### %zu %c %s%s%s, confidence ", number, link_sign(link), severity,
                *severity ? " " : "", link_kind_name(link->kind));
    add_confidence(out, link->confidence);
    text_add(out, "\n");
    link_explain(session_comparison(session), link, &explanation);
    if (explanation.size) {
        text_add(out, "\n");
        markdown_escape(out, explanation.bytes, (struct span){0, explanation.size}, true);
        text_add(out, "\n");
    }
    text_free(&explanation);
    add_quote(out, session, link, SIDE_LEFT);
    add_quote(out, session, link, SIDE_RIGHT);
}

static void write_links(struct text *out, const struct session *session, const char *heading,
                        enum link_kind kind, enum severity severity)
{
    for (size_t number = 1; number <= session_link_count(session); number++) {
        const struct link *link = session_link(session, number);
        if (link->kind != kind || link->severity != severity)
            continue;
        if (heading)
            text_format(out, "\n## %s\n", heading);
        heading = NULL;
        add_link(out, session, number);
    }
}

static void add_statement(struct text *out, const struct analysis *analysis, size_t statement)
{
    struct span span = analysis->statements[statement].span;
    add_resolved(out, analysis, statement);
    markdown_escape(out, analysis->article->text, span, true);
    text_format(out, " (line %zu)\n", article_line(analysis->article, span.start));
}

static void write_only(struct text *out, const struct session *session, enum side side)
{
    const struct analysis *analysis = session_analysis(session, side);
    bool first = true;
    for (size_t i = 0; i < analysis->statement_count; i++) {
        if (!session_is_only(session, side, i))
            continue;
        if (first)
            text_format(out, "\n## Told by the %s only\n\n", side_names[side]);
        first = false;
        text_add(out, "- ");
        add_statement(out, analysis, i);
    }
}

static void write_marks(struct text *out, const struct session *session)
{
    bool first = true;
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++)
        for (size_t i = 0; i < session_analysis(session, side)->statement_count; i++) {
            enum mark mark = session_mark(session, side, i);
            if (mark == MARK_NONE)
                continue;
            text_add(out, first ? "\n## Marked\n\n" : "");
            first = false;
            text_format(out, "- **%s**, %s: ", mark_name(mark), side_names[side]);
            add_statement(out, session_analysis(session, side), i);
        }
}

static void write_left_out(struct text *out, const struct session *session, enum side side)
{
    const struct article *article = session_article(session, side);
    if (article->left_out_count)
        text_format(out, "\n## Left out on the %s\n\n", side_names[side]);
    for (size_t i = 0; i < article->left_out_count; i++) {
        const struct left_out *piece = &article->left_out[i];
        text_add(out, "- ");
        markdown_escape(out, piece->text, (struct span){0, strlen(piece->text)}, true);
        text_format(out, " (line %zu, %s)\n", piece->line, piece->why);
    }
}

static void write_warnings(struct text *out, const struct session *session)
{
    bool first = true;
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++) {
        const struct article *article = session_article(session, side);
        for (size_t i = 0; i < article->warning_count; i++) {
            text_add(out, first ? "\n## Warnings\n\n" : "");
            first = false;
            text_format(out, "- %s: ", side_names[side]);
            markdown_escape_string(out, article->warnings[i]);
            text_add(out, "\n");
        }
    }
}

static void markdown_write(const struct session *session, struct text *out)
{
    size_t hard = session_count(session).hard;
    write_head(out, session);
    write_links(out, session, "Conflicts", LINK_CONFLICT, SEVERITY_HARD);
    write_links(out, session, hard ? NULL : "Conflicts", LINK_CONFLICT, SEVERITY_SOFT);
    write_links(out, session, "Matches", LINK_MATCH, SEVERITY_NONE);
    write_only(out, session, SIDE_LEFT);
    write_only(out, session, SIDE_RIGHT);
    write_marks(out, session);
    write_left_out(out, session, SIDE_LEFT);
    write_left_out(out, session, SIDE_RIGHT);
    write_warnings(out, session);
}

const struct report_format report_markdown = {"markdown", "md", markdown_write};
