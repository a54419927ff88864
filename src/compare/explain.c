/* Names of things, and a conflict in words. */
#include "compare/compare.h"

#include <unigbrk.h>
#include <uniwidth.h>

enum { EXPLAIN_COLUMNS = 60 };

const char *link_kind_name(enum link_kind kind)
{
    static const char *const names[] = {[LINK_MATCH] = "match", [LINK_CONFLICT] = "conflict"};
    return names[kind];
}

const char *severity_name(enum severity severity)
{
    static const char *const names[] = {
        [SEVERITY_NONE] = "", [SEVERITY_HARD] = "hard", [SEVERITY_SOFT] = "soft"};
    return names[severity];
}

const char *reason_name(enum reason reason)
{
    static const char *const names[] = {
        [REASON_NONE] = "",
        [REASON_NUMBER] = "number",
        [REASON_DATE] = "date",
        [REASON_PLACE] = "place",
        [REASON_PERSON] = "person",
        [REASON_POLARITY] = "polarity",
        [REASON_ANTONYM] = "antonym",
        [REASON_OUTCOME] = "outcome",
        [REASON_CAUSE] = "cause",
        [REASON_CERTAINTY] = "certainty",
        [REASON_WORDING] = "wording",
        [REASON_POSITION] = "position",
    };
    return names[reason];
}

const char *evidence_kind_name(enum evidence_kind kind)
{
    static const char *const names[] = {
        [EVIDENCE_SAME] = "same", [EVIDENCE_SIMILAR] = "similar", [EVIDENCE_CLASH] = "clash"};
    return names[kind];
}

char link_sign(const struct link *link)
{
    static const char signs[] = {'=', '~', '!'};
    return signs[link_gravity(link)];
}

const struct evidence *link_clash(const struct link *link)
{
    for (size_t i = 0; i < link->evidence_count; i++)
        if (link->evidence[i].kind == EVIDENCE_CLASH)
            return &link->evidence[i];
    return NULL;
}

/* As much of a span as fits, whole characters as a reader sees them. */
static void append_span(struct text *out, const struct article *article, struct span span)
{
    const uint8_t *at = (const uint8_t *)article->text + span.start;
    const uint8_t *end = (const uint8_t *)article->text + span.end;
    int columns = 0;
    while (at < end) {
        const uint8_t *next = u8_grapheme_next(at, end);
        columns += u8_width(at, (size_t)(next - at), "UTF-8");
        if (columns > EXPLAIN_COLUMNS) {
            text_add(out, "...");
            return;
        }
        text_append(out, *at == '\n' ? " " : (const char *)at, (size_t)(next - at));
        at = next;
    }
}

void link_explain(const struct comparison *comparison, const struct link *link, struct text *out)
{
    const struct evidence *clash = link_clash(link);
    if (link->kind != LINK_CONFLICT || !clash)
        return;
    text_format(out, "%s: ", reason_name(link->reason));
    append_span(out, comparison->left->article, clash->left);
    text_add(out, " / ");
    append_span(out, comparison->right->article, clash->right);
}
