/* Plain text at 80 columns. */
#include "report/words.h"

#include "base/cluster.h"
#include "base/wrap.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 80, INDENT = 4, DEEP = 6 };

static void add_blanks(struct text *out, size_t count)
{
    while (count--)
        text_add_byte(out, ' ');
}

/* Text in rows, each behind `indent` blanks; the first goes on behind what stands in the line. */
static void add_rows(struct text *out, const char *bytes, size_t size, size_t indent)
{
    struct spans rows = {0};
    wrap_text(&rows, bytes, size, COLUMNS - indent);
    for (size_t i = 0; i < rows.count; i++) {
        add_blanks(out, i ? indent : 0);
        text_append(out, bytes + rows.items[i].start, span_size(rows.items[i]));
        text_add_byte(out, '\n');
    }
    free(rows.items);
}

/* The same for text with lines of its own, all of them indented; nothing where it is empty. */
static void add_lines(struct text *out, const char *bytes, size_t size, size_t indent)
{
    for (size_t at = 0, end; at < size; at = end + 1) {
        const char *stop = memchr(bytes + at, '\n', size - at);
        end = stop ? (size_t)(stop - bytes) : size;
        if (end > at)
            add_blanks(out, indent);
        add_rows(out, bytes + at, end - at, indent);
    }
}

/* Frees the words. */
static void add_words(struct text *out, struct text *words, size_t indent)
{
    add_lines(out, text_string(words), words->size, indent);
    text_free(words);
}

static void add_heading(struct text *out, const char *heading, char under)
{
    text_format(out, "%s%s\n", out->size ? "\n" : "", heading);
    for (size_t i = strlen(heading); i > 0; i--)
        text_add_byte(out, under);
    text_add(out, "\n\n");
}

static void add_source(struct text *out, const struct session *session, enum side side)
{
    const struct article *article = session_article(session, side);
    struct span title = article_title(article);
    struct text words = {0};
    if (span_is_empty(title))
        text_add(&words, "untitled");
    else
        text_append(&words, article->text + title.start, span_size(title));
    text_add(&words, ", ");
    words_source(article, &words);
    text_add(out, side == SIDE_LEFT ? "Left:  " : "Right: ");
    add_rows(out, words.bytes, words.size, strlen("Right: "));
    text_free(&words);
}

static void write_head(struct text *out, const struct outline *outline)
{
    const struct session *session = outline->session;
    const char *warning = session_warning(session);
    struct text outcome = {0}, rest = {0}, counts = {0}, choice = {0};
    add_heading(out, "Two articles abreast", '=');
    if (warning)
        text_format(out, "Note: %s.\n\n", warning);
    add_source(out, session, SIDE_LEFT);
    add_source(out, session, SIDE_RIGHT);
    text_add(out, "\n");
    words_outcome(session, &outcome, &rest);
    text_add(&outcome, rest.bytes);
    text_free(&rest);
    add_words(out, &outcome, 0);
    words_counts(session, &counts);
    add_words(out, &counts, 0);
    words_choice(outline, &choice);
    add_words(out, &choice, 0);
}

static void add_note(struct text *out, const char *note, size_t indent)
{
    struct text words = {0};
    if (!note)
        return;
    text_format(&words, "Note: %s", note);
    add_words(out, &words, indent);
}

/* The statement, behind the name that its pronoun stands for. */
static void add_statement(struct text *words, const struct analysis *analysis, size_t statement)
{
    const struct statement *said = &analysis->statements[statement];
    const char *text = analysis->article->text;
    if (!span_is_empty(said->resolved)) {
        text_add(words, "[");
        text_append(words, text + said->resolved.start, span_size(said->resolved));
        text_add(words, "] ");
    }
    text_append(words, text + said->span.start, span_size(said->span));
}

static void add_quotation(struct text *out, const struct outline *outline, const struct item *item,
                          enum side side)
{
    const struct analysis *analysis = session_analysis(outline->session, side);
    size_t statement = item->target.statements[side];
    enum mark mark = outline_mark(outline, side, statement);
    struct text place = {0}, quotation = {0};
    words_place(analysis->article, item_span(outline, item, side).start, &place);
    if (mark != MARK_NONE)
        text_format(&place, " (marked: %s)", mark_name(mark));
    add_words(out, &place, INDENT);
    add_statement(&quotation, analysis, statement);
    add_words(out, &quotation, DEEP);
}

static void add_link(struct text *out, const struct outline *outline, const struct item *item)
{
    struct text title = {0}, reason = {0}, verdict = {0};
    words_link(item, &title);
    add_words(out, &title, 0);
    words_reason(outline, item, &reason);
    add_words(out, &reason, INDENT);
    words_verdict(item, &verdict);
    add_words(out, &verdict, INDENT);
    add_note(out, item->remark.note, INDENT);
    add_quotation(out, outline, item, SIDE_LEFT);
    add_quotation(out, outline, item, SIDE_RIGHT);
}

static void add_told(struct text *out, const struct outline *outline, const struct item *item)
{
    enum side side = item_side(item);
    const struct analysis *analysis = session_analysis(outline->session, side);
    struct text words = {0};
    words_place(analysis->article, item_span(outline, item, side).start, &words);
    if (item->remark.mark != MARK_NONE)
        text_format(&words, " (marked: %s)", mark_name(item->remark.mark));
    add_words(out, &words, 0);
    add_statement(&words, analysis, item->target.statements[side]);
    add_words(out, &words, INDENT);
    add_note(out, item->remark.note, INDENT);
}

static void write_items(struct text *out, const struct outline *outline)
{
    for (size_t i = 0; i < outline->count; i++) {
        const struct item *item = &outline->items[i];
        if (i == 0 || item[-1].section != item->section)
            add_heading(out, words_section(item->section), '-');
        else
            text_add(out, "\n");
        if (item->link)
            add_link(out, outline, item);
        else
            add_told(out, outline, item);
    }
}

static void write_orphans(struct text *out, const struct outline *outline)
{
    for (size_t i = 0; i < outline->orphan_count; i++) {
        const struct orphan *orphan = &outline->orphans[i];
        struct text said = {0};
        if (i)
            text_add(out, "\n");
        else
            add_heading(out, words_orphans, '-');
        for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++) {
            struct text quotation = {0};
            if (orphan->quotes[side])
                text_format(&quotation, "%s: %s", words_side(side), orphan->quotes[side]);
            add_words(out, &quotation, 0);
        }
        words_orphan(orphan, &said);
        add_words(out, &said, INDENT);
        add_note(out, orphan->remark.note, INDENT);
    }
}

static void add_block(struct text *out, const struct outline *outline, enum side side,
                      struct walk *walk)
{
    const struct article *article = session_article(outline->session, side);
    struct text words = {0};
    struct passage passage;
    while (walk_next(walk, &passage)) {
        struct text label = {0};
        text_append(&words, article->text + passage.span.start, span_size(passage.span));
        if (passage.statement != NO_STATEMENT)
            words_label(outline, side, passage.statement, &label);
        if (label.size)
            text_format(&words, " [%s]", label.bytes);
        text_free(&label);
    }
    add_words(out, &words, 0);
}

static void write_text(struct text *out, const struct outline *outline, enum side side)
{
    struct walk walk = {.analysis = session_analysis(outline->session, side)};
    size_t count = session_article(outline->session, side)->block_count;
    add_heading(out, side == SIDE_LEFT ? "The left text" : "The right text", '-');
    for (size_t i = 0; i < count; i++) {
        text_add(out, i ? "\n" : "");
        walk_block(&walk, i);
        add_block(out, outline, side, &walk);
    }
}

static void write_left_out(struct text *out, const struct outline *outline, enum side side)
{
    const struct article *article = session_article(outline->session, side);
    if (article->left_out_count)
        add_heading(out, side == SIDE_LEFT ? "Left out on the left" : "Left out on the right", '-');
    for (size_t i = 0; i < article->left_out_count; i++) {
        const struct left_out *piece = &article->left_out[i];
        struct text words = {0};
        text_format(&words, "%s (line %zu, %s)", piece->text, piece->line, piece->why);
        add_words(out, &words, 0);
    }
}

static void write_warning(struct text *out, enum side side, const char *warning, bool first)
{
    struct text words = {0};
    if (first)
        add_heading(out, "Warnings", '-');
    text_format(&words, "%s: %s", words_side(side), warning);
    add_words(out, &words, 0);
}

static void text_write(const struct outline *outline, struct text *out)
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

const struct report_format report_text = {"text", "txt", text_write};
