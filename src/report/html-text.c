#include "report/html.h"

#include "report/words.h"

#include <string.h>

static const char *entity_of(char byte)
{
    switch (byte) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

void html_escape(struct text *out, const char *bytes, struct span span)
{
    size_t plain = span.start; /* from here on nothing was appended yet */
    for (size_t at = span.start; at < span.end; at++) {
        const char *entity = entity_of(bytes[at]);
        if (!entity)
            continue;
        text_append(out, bytes + plain, at - plain);
        text_add(out, entity);
        plain = at + 1;
    }
    text_append(out, bytes + plain, span.end - plain);
}

void html_escape_text(struct text *out, const struct text *plain)
{
    html_escape(out, text_string(plain), (struct span){0, plain->size});
}

void html_escape_string(struct text *out, const char *string)
{
    html_escape(out, string, (struct span){0, strlen(string)});
}

void html_add_anchor(struct text *out, enum side side, size_t statement)
{
    text_format(out, "%s-%zu", words_side(side), statement + 1);
}

const char *html_class(const struct item *item)
{
    static const char *const classes[] = {"match", "soft", "hard"};
    return item->section == SECTION_REJECTED ? "rejected" : classes[link_gravity(item->link)];
}

void html_add_chip(struct text *out, const struct outline *outline, const struct item *item)
{
    struct text title = {0}, reason = {0};
    words_kind(item->link, &title);
    words_reason(outline, item, &reason);
    if (reason.size)
        text_format(&title, ", %s", reason.bytes);
    text_format(out, "<a class=\"chip %s\" href=\"#link-%zu\" title=\"", html_class(item),
                item->number);
    html_escape_text(out, &title);
    text_format(out, "\">%c%zu</a>", item_sign(item), item->number);
    text_free(&title);
    text_free(&reason);
}

void html_add_mark(struct text *out, enum mark mark)
{
    if (mark != MARK_NONE)
        text_format(out, "<span class=\"chip\" title=\"marked: %s\">%c</span>", mark_name(mark),
                    mark == MARK_IMPORTANT ? '#' : '*');
}

/* The link that a statement looks like: the gravest, and of these the first. */
static const struct item *gravest(const struct outline *outline, enum side side, size_t statement)
{
    const struct item *item, *best = NULL;
    for (size_t place = 0; (item = outline_next_link(outline, side, statement, &place));)
        if (!best || item->section < best->section ||
            (item->section == best->section && link_gravity(item->link) > link_gravity(best->link)))
            best = item;
    return best;
}

/* The statement leads to its counterpart, the chips behind it to what is told of the links. */
static void add_said(struct text *out, const struct outline *outline, enum side side,
                     const struct passage *passage)
{
    const struct article *article = session_article(outline->session, side);
    const struct item *best = gravest(outline, side, passage->statement), *item;
    text_format(out, "<span class=\"said %s\" id=\"", best ? html_class(best) : "alone");
    html_add_anchor(out, side, passage->statement);
    text_add(out, "\">");
    if (best) {
        text_add(out, "<a href=\"#");
        html_add_anchor(out, side_other(side), best->target.statements[side_other(side)]);
        text_add(out, "\">");
    }
    html_escape(out, article->text, passage->span);
    text_add(out, best ? "</a>" : "");
    for (size_t place = 0; (item = outline_next_link(outline, side, passage->statement, &place));)
        html_add_chip(out, outline, item);
    if (outline_is_only(outline, side, passage->statement))
        text_format(out, "<span class=\"chip\" title=\"told by the %s only\">only</span>",
                    words_side(side));
    html_add_mark(out, outline_mark(outline, side, passage->statement));
    text_add(out, "</span>");
}

/* The tag of a block, with its attributes behind a blank. */
static const char *tag_of(const struct block *block)
{
    static const char *const tags[] = {
        [BLOCK_TITLE] = "h3",
        [BLOCK_HEADING] = "h4",
        [BLOCK_PARAGRAPH] = "p",
        [BLOCK_ITEM] = "div class=\"item\"",
        [BLOCK_QUOTATION] = "blockquote",
        [BLOCK_BYLINE] = "p class=\"byline\"",
    };
    return tags[block->kind];
}

static void add_block(struct text *out, const struct outline *outline, enum side side,
                      const struct block *block, struct walk *walk)
{
    const struct article *article = session_article(outline->session, side);
    const char *tag = tag_of(block);
    struct passage passage;
    text_format(out, "<%s dir=\"auto\">", tag);
    while (walk_next(walk, &passage))
        if (passage.statement == NO_STATEMENT)
            html_escape(out, article->text, passage.span);
        else
            add_said(out, outline, side, &passage);
    text_format(out, "</%.*s>\n", (int)strcspn(tag, " "), tag);
}

static void add_text(struct text *out, const struct outline *outline, enum side side)
{
    const struct article *article = session_article(outline->session, side);
    struct walk walk = {.analysis = session_analysis(outline->session, side)};
    text_format(out,
                "<article class=\"text\" id=\"%s\" tabindex=\"0\" aria-label=\"The %s text\">\n",
                words_side(side), words_side(side));
    for (size_t i = 0; i < article->block_count; i++) {
        walk_block(&walk, i);
        add_block(out, outline, side, &article->blocks[i], &walk);
    }
    text_add(out, "</article>\n");
}

void html_add_texts(struct text *out, const struct outline *outline)
{
    text_add(out, "<section id=\"texts\">\n<h2>Both texts</h2>\n<div class=\"pair\">\n");
    add_text(out, outline, SIDE_LEFT);
    add_text(out, outline, SIDE_RIGHT);
    text_add(out, "</div>\n</section>\n");
}
