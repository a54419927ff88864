#include "report/words.h"

#include "report/markdown-escape.h"

#include <stdlib.h>
#include <string.h>

static void add_escaped(struct text *out, const struct text *plain, bool line_start)
{
    markdown_escape(out, text_string(plain), (struct span){0, plain->size}, line_start);
}

/* A paragraph of our own words; nothing where they are none. Frees them. */
static void add_paragraph(struct text *out, struct text *words)
{
    if (words->size) {
        text_add(out, "\n");
        add_escaped(out, words, true);
        text_add(out, "\n");
    }
    text_free(words);
}

static void add_source(struct text *out, const struct session *session, enum side side)
{
    const struct article *article = session_article(session, side);
    struct span title = article_title(article);
    struct text source = {0};
    text_add(out, side == SIDE_LEFT ? "- Left: " : "- Right: ");
    if (span_is_empty(title))
        text_add(out, "untitled");
    else
        markdown_escape_bold(out, article->text, title, &title, 1);
    text_add(out, ", ");
    words_source(article, &source);
    add_escaped(out, &source, false);
    text_add(out, "\n");
    text_free(&source);
}

static void write_head(struct text *out, const struct outline *outline)
{
    const struct session *session = outline->session;
    const char *warning = session_warning(session);
    struct text head = {0}, rest = {0}, choice = {0};
    text_add(out, "# Two articles abreast\n\n");
    if (warning)
        text_format(out, "Note: %s.\n\n", warning);
    add_source(out, session, SIDE_LEFT);
    add_source(out, session, SIDE_RIGHT);
    words_outcome(session, &head, &rest);
    text_format(out, "\n**%s**%s\n", head.bytes, rest.bytes);
    words_counts(session, out);
    text_add(out, "\n");
    words_choice(outline, &choice);
    add_paragraph(out, &choice);
    text_free(&head);
    text_free(&rest);
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

static void add_quotation(struct text *out, const struct outline *outline, const struct item *item,
                          enum side side)
{
    const struct analysis *analysis = session_analysis(outline->session, side);
    struct span span = item_span(outline, item, side);
    size_t statement = item->target.statements[side], count;
    enum mark mark = outline_mark(outline, side, statement);
    struct span *clashes = item_clashes(outline, item, side, &count);
    struct text place = {0};
    words_place(analysis->article, span.start, &place);
    if (mark != MARK_NONE)
        text_format(&place, " (marked: %s)", mark_name(mark));
    add_paragraph(out, &place);
    text_add(out, "\n> ");
    add_resolved(out, analysis, statement);
    markdown_escape_bold(out, analysis->article->text, span, clashes, count);
    text_add(out, "\n");
    free(clashes);
}

/* The reader's note with its lines, each behind `indent`; an empty line parts paragraphs. */
static void add_note(struct text *out, const char *note, const char *indent)
{
    if (!note)
        return;
    text_format(out, "\n%sNote: ", indent);
    for (bool first = true; *note; first = false) {
        size_t size = strcspn(note, "\n");
        if (!first && size)
            text_add(out, indent);
        markdown_escape(out, note, (struct span){0, size}, !first);
        note += size + (note[size] == '\n');
        text_add(out, size && *note && *note != '\n' ? "\\\n" : "\n");
    }
}

static void add_link(struct text *out, const struct outline *outline, const struct item *item)
{
    struct text reason = {0}, verdict = {0};
    text_add(out, "\n### ");
    words_link(item, out);
    text_add(out, "\n");
    words_reason(outline, item, &reason);
    add_paragraph(out, &reason);
    words_verdict(item, &verdict);
    add_paragraph(out, &verdict);
    add_note(out, item->remark.note, "");
    add_quotation(out, outline, item, SIDE_LEFT);
    add_quotation(out, outline, item, SIDE_RIGHT);
}

static void add_statement(struct text *out, const struct outline *outline, const struct item *item)
{
    enum side side = item_side(item);
    const struct analysis *analysis = session_analysis(outline->session, side);
    struct span span = item_span(outline, item, side);
    text_add(out, "- ");
    if (item->remark.mark != MARK_NONE)
        text_format(out, "**%s**, ", mark_name(item->remark.mark));
    if (item->section == SECTION_MARKED)
        text_format(out, "%s: ", words_side(side));
    add_resolved(out, analysis, item->target.statements[side]);
    markdown_escape(out, analysis->article->text, span, true);
    text_format(out, " (line %zu)\n", article_line(analysis->article, span.start));
    add_note(out, item->remark.note, "  ");
}

static void write_items(struct text *out, const struct outline *outline)
{
    for (size_t i = 0; i < outline->count; i++) {
        const struct item *item = &outline->items[i];
        bool first = i == 0 || item[-1].section != item->section;
        if (first)
            text_format(out, "\n## %s\n%s", words_section(item->section), item->link ? "" : "\n");
        if (item->link)
            add_link(out, outline, item);
        else
            add_statement(out, outline, item);
    }
}

static void write_orphans(struct text *out, const struct outline *outline)
{
    if (outline->orphan_count)
        text_format(out, "\n## %s\n", words_orphans);
    for (size_t i = 0; i < outline->orphan_count; i++) {
        const struct orphan *orphan = &outline->orphans[i];
        struct text said = {0};
        for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++) {
            if (!orphan->quotes[side])
                continue;
            text_format(out, "\n> %s: ", words_side(side));
            markdown_escape_string(out, orphan->quotes[side]);
            text_add(out, "\n");
        }
        words_orphan(orphan, &said);
        add_paragraph(out, &said);
        add_note(out, orphan->remark.note, "");
    }
}

static const char *block_sign(const struct block *block)
{
    switch (block->kind) {
    case BLOCK_TITLE:
    case BLOCK_HEADING:
        return "### ";
    case BLOCK_ITEM:
        return "- ";
    case BLOCK_QUOTATION:
        return "> ";
    case BLOCK_BYLINE:
    case BLOCK_PARAGRAPH:
        break;
    }
    return "";
}

static void add_passage(struct text *out, const struct outline *outline, enum side side,
                        const struct passage *passage, bool line_start)
{
    const struct article *article = session_article(outline->session, side);
    struct text label = {0};
    markdown_escape(out, article->text, passage->span, line_start);
    if (passage->statement != NO_STATEMENT)
        words_label(outline, side, passage->statement, &label);
    if (label.size)
        text_format(out, " **[%s]**", label.bytes);
    text_free(&label);
}

static void write_text(struct text *out, const struct outline *outline, enum side side)
{
    const struct article *article = session_article(outline->session, side);
    struct walk walk = {.analysis = session_analysis(outline->session, side)};
    struct passage passage;
    text_format(out, "\n## The %s text\n", words_side(side));
    for (size_t i = 0; i < article->block_count; i++) {
        text_format(out, "\n%s", block_sign(&article->blocks[i]));
        walk_block(&walk, i);
        for (bool first = true; walk_next(&walk, &passage); first = false)
            add_passage(out, outline, side, &passage, first);
        text_add(out, "\n");
    }
}

static void write_left_out(struct text *out, const struct outline *outline, enum side side)
{
    const struct article *article = session_article(outline->session, side);
    if (article->left_out_count)
        text_format(out, "\n## Left out on the %s\n\n", words_side(side));
    for (size_t i = 0; i < article->left_out_count; i++) {
        const struct left_out *piece = &article->left_out[i];
        text_add(out, "- ");
        markdown_escape(out, piece->text, (struct span){0, strlen(piece->text)}, true);
        text_format(out, " (line %zu, %s)\n", piece->line, piece->why);
    }
}

static void write_warning(struct text *out, enum side side, const char *warning, bool first)
{
    text_add(out, first ? "\n## Warnings\n\n" : "");
    text_format(out, "- %s: ", words_side(side));
    markdown_escape_string(out, warning);
    text_add(out, "\n");
}

static void markdown_write(const struct outline *outline, struct text *out)
{
    static const struct outline_parts parts = {
        .head = write_head,
        .text = write_text,
        .items = write_items,
        .orphans = write_orphans,
        .left_out = write_left_out,
        .warning = write_warning,
    };
    outline_write(outline, &parts, out);
}

const struct report_format report_markdown = {"markdown", "md", markdown_write};
