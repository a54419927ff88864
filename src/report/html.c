/* One page of HTML that needs nothing else: no script, no picture, no font, no network. */
#include "report/html.h"

#include "report/words.h"

#include <stdlib.h>
#include <string.h>

enum { ALSO_MAX = 12 };

static const char *const section_ids[SECTION_COUNT] = {"conflicts", "matches",    "rejected",
                                                       "left-only", "right-only", "marked"};

/* The words as an element; nothing where they are none. Frees them. */
static void add_element(struct text *out, const char *tag, const char *class, struct text *words)
{
    if (words->size) {
        text_format(out, "<%s class=\"%s\" dir=\"auto\">", tag, class);
        html_escape_text(out, words);
        text_format(out, "</%s>\n", tag);
    }
    text_free(words);
}

static void add_string(struct text *out, const char *tag, const char *class, const char *string)
{
    struct text words = {0};
    text_add(&words, string);
    add_element(out, tag, class, &words);
}

static void add_title(struct text *out, const struct article *article)
{
    struct span title = article_title(article);
    if (span_is_empty(title))
        html_escape_string(out, "untitled");
    else
        html_escape(out, article->text, title);
}

static void add_head(struct text *out, const struct session *session)
{
    text_add(out, "<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">\n<head>\n"
                  "<meta charset=\"utf-8\">\n"
                  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                  "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                  "<meta name=\"generator\" content=\"abreast\">\n<title>");
    add_title(out, session_article(session, SIDE_LEFT));
    text_add(out, " | ");
    add_title(out, session_article(session, SIDE_RIGHT));
    text_format(out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n", html_style);
}

static void add_source(struct text *out, const struct session *session, enum side side)
{
    const struct article *article = session_article(session, side);
    struct text source = {0};
    text_add(out, "<div>\n<strong dir=\"auto\">");
    add_title(out, article);
    text_add(out, "</strong>\n");
    words_source(article, &source);
    add_element(out, "p", "source", &source);
    text_add(out, "</div>\n");
}

static void add_contents(struct text *out, const struct outline *outline)
{
    size_t counts[SECTION_COUNT] = {0};
    for (size_t i = 0; i < outline->count; i++)
        counts[outline->items[i].section]++;
    text_add(out, "<nav aria-label=\"Contents\"><ul>\n");
    if (outline->choice.full)
        text_add(out, "<li><a href=\"#texts\">Both texts</a></li>\n");
    for (enum section section = SECTION_CONFLICTS; section < SECTION_COUNT; section++)
        if (counts[section])
            text_format(out, "<li><a href=\"#%s\">%s</a> (%zu)</li>\n", section_ids[section],
                        words_section(section), counts[section]);
    if (outline->orphan_count)
        text_format(out, "<li><a href=\"#orphans\">%s</a> (%zu)</li>\n", words_orphans,
                    outline->orphan_count);
    text_add(out, "</ul></nav>\n");
}

static void add_summary(struct text *out, const struct outline *outline)
{
    const struct session *session = outline->session;
    const char *warning = session_warning(session);
    struct text head = {0}, rest = {0}, counts = {0}, choice = {0};
    text_add(out, "<header>\n<h1>Two articles abreast</h1>\n");
    if (warning)
        text_format(out, "<p class=\"warning\">Note: %s.</p>\n", warning);
    text_add(out, "<div class=\"pair\">\n");
    add_source(out, session, SIDE_LEFT);
    add_source(out, session, SIDE_RIGHT);
    words_outcome(session, &head, &rest);
    text_format(out, "</div>\n<p><strong>%s</strong>%s</p>\n", head.bytes, rest.bytes);
    words_counts(session, &counts);
    add_element(out, "p", "counts", &counts);
    words_choice(outline, &choice);
    add_element(out, "p", "choice", &choice);
    add_contents(out, outline);
    text_add(out, "</header>\n<main>\n");
    text_free(&head);
    text_free(&rest);
}

static void add_resolved(struct text *out, const struct analysis *analysis, size_t statement)
{
    struct span resolved = analysis->statements[statement].resolved;
    if (span_is_empty(resolved))
        return;
    text_add(out, "[");
    html_escape(out, analysis->article->text, resolved);
    text_add(out, "] ");
}

/* The statement with the words of it that clash emphasised. */
static void add_clashing(struct text *out, const struct outline *outline, const struct item *item,
                         enum side side)
{
    const char *text = session_article(outline->session, side)->text;
    struct span whole = item_span(outline, item, side);
    size_t count, at = whole.start;
    struct span *clashes = item_clashes(outline, item, side, &count);
    for (size_t i = 0; i < count; i++) {
        html_escape(out, text, (struct span){at, clashes[i].start});
        text_add(out, "<mark>");
        html_escape(out, text, clashes[i]);
        text_add(out, "</mark>");
        at = clashes[i].end;
    }
    html_escape(out, text, (struct span){at, whole.end});
    free(clashes);
}

/* File and line; in a report with both texts they lead to the statement. */
static void add_place(struct text *out, const struct outline *outline, enum side side,
                      size_t statement)
{
    const struct analysis *analysis = session_analysis(outline->session, side);
    struct text place = {0};
    words_place(analysis->article, analysis->statements[statement].span.start, &place);
    if (outline->choice.full) {
        text_add(out, "<a href=\"#");
        html_add_anchor(out, side, statement);
        text_add(out, "\">");
    }
    html_escape_text(out, &place);
    text_add(out, outline->choice.full ? "</a>" : "");
    text_free(&place);
}

/* The other links of the statement; only the first few, lest the page grow with their square. */
static void add_also(struct text *out, const struct outline *outline, const struct item *item,
                     enum side side)
{
    size_t statement = item->target.statements[side], found = 0;
    const struct item *other;
    for (size_t place = 0; (other = outline_next_link(outline, side, statement, &place));) {
        if (other == item)
            continue;
        text_add(out, found++ ? "" : "<p class=\"also\">Also in");
        if (found > ALSO_MAX) {
            text_add(out, " and more");
            break;
        }
        html_add_chip(out, outline, other);
    }
    text_add(out, found ? "</p>\n" : "");
}

static void add_quotation(struct text *out, const struct outline *outline, const struct item *item,
                          enum side side)
{
    size_t statement = item->target.statements[side];
    text_add(out, "<figure>\n<figcaption>");
    add_place(out, outline, side, statement);
    html_add_mark(out, outline_mark(outline, side, statement));
    text_add(out, "</figcaption>\n<blockquote dir=\"auto\">");
    add_resolved(out, session_analysis(outline->session, side), statement);
    add_clashing(out, outline, item, side);
    text_add(out, "</blockquote>\n");
    add_also(out, outline, item, side);
    text_add(out, "</figure>\n");
}

static void add_note(struct text *out, const char *note)
{
    if (note)
        add_string(out, "p", "note", note);
}

static void add_link(struct text *out, const struct outline *outline, const struct item *item)
{
    struct text title = {0}, reason = {0}, verdict = {0};
    words_link(item, &title);
    text_format(out, "<div class=\"link %s\" id=\"link-%zu\">\n", html_class(item), item->number);
    add_element(out, "h3", "title", &title);
    words_reason(outline, item, &reason);
    add_element(out, "p", "reason", &reason);
    words_verdict(item, &verdict);
    add_element(out, "p", "verdict", &verdict);
    add_note(out, item->remark.note);
    text_add(out, "<div class=\"pair\">\n");
    add_quotation(out, outline, item, SIDE_LEFT);
    add_quotation(out, outline, item, SIDE_RIGHT);
    text_add(out, "</div>\n</div>\n");
}

static void add_told(struct text *out, const struct outline *outline, const struct item *item)
{
    enum side side = item_side(item);
    const struct analysis *analysis = session_analysis(outline->session, side);
    size_t statement = item->target.statements[side];
    text_add(out, "<div class=\"told\">\n<blockquote dir=\"auto\">");
    add_resolved(out, analysis, statement);
    html_escape(out, analysis->article->text, item_span(outline, item, side));
    html_add_mark(out, item->remark.mark);
    text_add(out, "</blockquote>\n<p class=\"source\">");
    add_place(out, outline, side, statement);
    text_add(out, "</p>\n");
    add_note(out, item->remark.note);
    text_add(out, "</div>\n");
}

static void add_items(struct text *out, const struct outline *outline)
{
    for (size_t i = 0; i < outline->count; i++) {
        const struct item *item = &outline->items[i];
        if (i == 0 || item[-1].section != item->section)
            text_format(out, "%s<section id=\"%s\">\n<h2>%s</h2>\n", i ? "</section>\n" : "",
                        section_ids[item->section], words_section(item->section));
        if (item->link)
            add_link(out, outline, item);
        else
            add_told(out, outline, item);
    }
    text_add(out, outline->count ? "</section>\n" : "");
}

static void add_orphans(struct text *out, const struct outline *outline)
{
    if (!outline->orphan_count)
        return;
    text_format(out, "<section id=\"orphans\">\n<h2>%s</h2>\n", words_orphans);
    for (size_t i = 0; i < outline->orphan_count; i++) {
        const struct orphan *orphan = &outline->orphans[i];
        struct text said = {0};
        text_add(out, "<div class=\"told\">\n<div class=\"pair\">\n");
        for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++)
            add_string(out, "blockquote", words_side(side),
                       orphan->quotes[side] ? orphan->quotes[side] : "-");
        text_add(out, "</div>\n");
        words_orphan(orphan, &said);
        add_element(out, "p", "source", &said);
        add_note(out, orphan->remark.note);
        text_add(out, "</div>\n");
    }
    text_add(out, "</section>\n");
}

static void add_left_out(struct text *out, const struct session *session, enum side side)
{
    const struct article *article = session_article(session, side);
    if (!article->left_out_count)
        return;
    text_format(out, "<section>\n<h2>Left out on the %s</h2>\n<ul>\n", words_side(side));
    for (size_t i = 0; i < article->left_out_count; i++) {
        const struct left_out *piece = &article->left_out[i];
        struct text words = {0};
        text_format(&words, "%s (line %zu, %s)", piece->text, piece->line, piece->why);
        add_element(out, "li", "left-out", &words);
    }
    text_add(out, "</ul>\n</section>\n");
}

static void add_warnings(struct text *out, const struct session *session)
{
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++) {
        const struct article *article = session_article(session, side);
        if (!article->warning_count)
            continue;
        text_format(out, "<section>\n<h2>Warnings on the %s</h2>\n<ul>\n", words_side(side));
        for (size_t i = 0; i < article->warning_count; i++)
            add_string(out, "li", "warning", article->warnings[i]);
        text_add(out, "</ul>\n</section>\n");
    }
}

static void html_write(const struct outline *outline, struct text *out)
{
    const struct session *session = outline->session;
    add_head(out, session);
    add_summary(out, outline);
    if (outline->choice.full)
        html_add_texts(out, outline);
    add_items(out, outline);
    add_orphans(out, outline);
    for (enum side side = SIDE_LEFT; outline->choice.parts == REPORT_ALL && side < SIDE_COUNT;
         side++)
        add_left_out(out, session, side);
    add_warnings(out, session);
    text_add(out, "</main>\n</body>\n</html>\n");
}

const struct report_format report_html = {"html", "html", html_write};
