/* Comma-separated values as RFC 4180 has them: lines end with CR LF, every cell is quoted. */
#include "report/words.h"

#include "base/sign.h"

#include <string.h>

static const char header[] = "\"kind\",\"id\",\"severity\",\"reason\",\"confidence\",\"by\","
                             "\"verdict\",\"mark\",\"note\",\"explanation\","
                             "\"left_outlet\",\"left_file\",\"left_line\",\"left_text\","
                             "\"right_outlet\",\"right_file\",\"right_line\",\"right_text\"\r\n";

/* Spreadsheets run a cell that begins with one of these, the wide forms in some languages, too;
 * whether blanks before it are skipped differs. */
static bool runs(const char *bytes, struct span span)
{
    switch (sign_at(bytes, sign_trim(bytes, span).start, span.end)) {
    case '=':
    case '+':
    case '-':
    case '@':
    case 0xFF1D:
    case 0xFF0B:
    case 0xFF0D:
    case 0xFF20:
        return true;
    default:
        return false;
    }
}

/* What would run gets an apostrophe before it, which spreadsheets take for "this is text", and so
 * does what begins with an apostrophe: whoever takes one away has the text again. */
static void add_cell(struct text *out, const char *bytes, struct span span)
{
    if (out->size && out->bytes[out->size - 1] == '"')
        text_add_byte(out, ',');
    text_add_byte(out, '"');
    if (runs(bytes, span) || (!span_is_empty(span) && bytes[span.start] == '\''))
        text_add_byte(out, '\'');
    for (size_t at = span.start; at < span.end;) {
        const char *quote = memchr(bytes + at, '"', span.end - at);
        size_t end = quote ? (size_t)(quote - bytes) + 1 : span.end;
        text_append(out, bytes + at, end - at);
        if (quote)
            text_add_byte(out, '"');
        at = end;
    }
    text_add_byte(out, '"');
}

static void add_string(struct text *out, const char *string)
{
    add_cell(out, string, (struct span){0, strlen(string)});
}

/* Frees the words. */
static void add_words(struct text *out, struct text *words)
{
    add_string(out, text_string(words));
    text_free(words);
}

static void add_count(struct text *out, size_t count)
{
    struct text words = {0};
    text_format(&words, "%zu", count);
    add_words(out, &words);
}

/* The four cells of a side; empty where the statement is none. */
static void add_side(struct text *out, const struct session *session, enum side side,
                     size_t statement)
{
    const struct article *article = session_article(session, side);
    if (statement == NO_STATEMENT) {
        for (int i = 0; i < 4; i++)
            add_string(out, "");
        return;
    }
    struct span span = session_analysis(session, side)->statements[statement].span;
    add_string(out, article->outlet);
    add_string(out, article->path);
    add_count(out, article_line(article, span.start));
    add_cell(out, article->text, span);
}

/* The reader's word: "confirmed", "rejected", or what the link was relabelled as. */
static void add_verdict(struct text *out, const struct item *item)
{
    struct text words = {0};
    switch (item->remark.verdict) {
    case VERDICT_RELABELLED:
        words_kind(item->link, &words);
        break;
    case VERDICT_CONFIRMED:
    case VERDICT_REJECTED:
        text_add(&words, verdict_name(item->remark.verdict));
        break;
    case VERDICT_DRAWN:
    case VERDICT_NONE:
    case VERDICT_COUNT:
        break;
    }
    add_words(out, &words);
}

static void add_link(struct text *out, const struct outline *outline, const struct item *item)
{
    const struct link *link = item->engine ? item->engine : item->link;
    struct text confidence = {0}, reason = {0};
    add_string(out, link_kind_name(link->kind));
    add_count(out, item->number);
    add_string(out, severity_name(link->severity));
    add_string(out, reason_name(link->reason));
    words_confidence(link->confidence, &confidence);
    add_words(out, &confidence);
    add_string(out, item->engine ? "engine" : "reader");
    add_verdict(out, item);
    add_string(out, mark_name(item->remark.mark));
    add_string(out, item->remark.note ? item->remark.note : "");
    words_reason(outline, item, &reason);
    add_words(out, &reason);
}

/* `kind`: which of the sections it stands in, or "text". */
static void add_statement(struct text *out, const char *kind, const struct remark *remark)
{
    add_string(out, kind);
    for (int i = 0; i < 6; i++)
        add_string(out, "");
    add_string(out, mark_name(remark->mark));
    add_string(out, remark->note ? remark->note : "");
    add_string(out, "");
}

static void add_item(struct text *out, const struct outline *outline, const struct item *item)
{
    static const char *const kinds[SECTION_COUNT] = {
        [SECTION_LEFT] = "left", [SECTION_RIGHT] = "right", [SECTION_MARKED] = "marked"};
    if (item->again)
        return;
    if (item->link)
        add_link(out, outline, item);
    else
        add_statement(out, kinds[item->section], &item->remark);
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++)
        add_side(out, outline->session, side, item->target.statements[side]);
    text_add(out, "\r\n");
}

/* Of a side only the text is known. */
static void add_orphan(struct text *out, const struct orphan *orphan)
{
    struct text verdict = {0};
    struct remark said = orphan->remark;
    add_string(out, "orphan");
    for (int i = 0; i < 5; i++)
        add_string(out, "");
    said.mark = MARK_NONE;
    words_orphan(&(struct orphan){.remark = said}, &verdict);
    add_words(out, &verdict);
    add_string(out, mark_name(orphan->remark.mark));
    add_string(out, said.note ? said.note : "");
    add_string(out, "");
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++) {
        for (int i = 0; i < 3; i++)
            add_string(out, "");
        add_string(out, orphan->quotes[side] ? orphan->quotes[side] : "");
    }
    text_add(out, "\r\n");
}

/* Both texts, a statement a line. */
static void write_texts(struct text *out, const struct outline *outline, enum side side)
{
    size_t count = session_analysis(outline->session, side)->statement_count;
    for (size_t i = 0; i < count; i++) {
        struct remark remark = {.mark = outline_mark(outline, side, i)};
        struct target target = target_of_statement(side, i);
        add_statement(out, "text", &remark);
        for (enum side cells = SIDE_LEFT; cells < SIDE_COUNT; cells++)
            add_side(out, outline->session, cells, target.statements[cells]);
        text_add(out, "\r\n");
    }
}

static void csv_write(const struct outline *outline, struct text *out)
{
    text_add(out, header);
    for (size_t i = 0; i < outline->count; i++)
        add_item(out, outline, &outline->items[i]);
    for (size_t i = 0; i < outline->orphan_count; i++)
        add_orphan(out, &outline->orphans[i]);
    for (enum side side = SIDE_LEFT; outline->choice.full && side < SIDE_COUNT; side++)
        write_texts(out, outline, side);
}

const struct report_format report_csv = {"csv", "csv", csv_write};
