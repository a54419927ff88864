#include "report/outline.h"

#include "report/json-value.h"

static json_t *json_piece_or_null(const struct article *article, struct span span)
{
    return span_is_empty(span) ? json_null() : json_piece(article, span);
}

static json_t *json_confidence(unsigned confidence)
{
    return json_real(confidence / 1000.0);
}

static json_t *left_out(const struct article *article)
{
    json_t *list = json_array();
    for (size_t i = 0; i < article->left_out_count; i++) {
        const struct left_out *piece = &article->left_out[i];
        json_array_append_new(list, json_pack("{s:o, s:s, s:s}", "line", json_size(piece->line),
                                              "text", piece->text, "why", piece->why));
    }
    return list;
}

static json_t *article_warnings(const struct article *article)
{
    json_t *list = json_array();
    for (size_t i = 0; i < article->warning_count; i++)
        json_array_append_new(list, json_string(article->warnings[i]));
    return list;
}

static json_t *pair_warnings(const struct session *session)
{
    const char *warning = session_warning(session);
    return warning ? json_pack("[s]", warning) : json_array();
}

static json_t *article_object(const struct article *article)
{
    return json_pack("{s:s, s:o, s:o, s:o, s:o}", "path", article->path, "title",
                     json_piece_or_null(article, article_title(article)), "text",
                     json_stringn(article->text, article->size), "left_out", left_out(article),
                     "warnings", article_warnings(article));
}

/* What a statement is, wherever it is listed. */
static json_t *statement_object(const struct analysis *analysis, size_t statement)
{
    const struct article *article = analysis->article;
    struct span span = analysis->statements[statement].span;
    return json_pack("{s:o, s:o, s:o, s:o}", "start", json_size(span.start), "end",
                     json_size(span.end), "text", json_piece(article, span), "line",
                     json_size(article_line(article, span.start)));
}

static json_t *link_end(const struct analysis *analysis, size_t statement)
{
    json_t *object = statement_object(analysis, statement);
    const struct statement *said = &analysis->statements[statement];
    json_object_set_new(object, "speaker", json_piece_or_null(analysis->article, said->speaker));
    json_object_set_new(object, "resolved", json_piece_or_null(analysis->article, said->resolved));
    return object;
}

static json_t *span_pair(struct span span)
{
    return json_pack("[o, o]", json_size(span.start), json_size(span.end));
}

static json_t *evidence_list(const struct link *link)
{
    json_t *list = json_array();
    for (size_t i = 0; i < link->evidence_count; i++) {
        const struct evidence *evidence = &link->evidence[i];
        json_array_append_new(
            list, json_pack("{s:s, s:o, s:o}", "kind", evidence_kind_name(evidence->kind), "left",
                            span_pair(evidence->left), "right", span_pair(evidence->right)));
    }
    return list;
}

static json_t *explanation(const struct session *session, const struct link *engine)
{
    struct text line = {0};
    if (engine)
        link_explain(session_comparison(session), engine, &line);
    json_t *value = json_text_or_null(text_string(&line));
    text_free(&line);
    return value;
}

static json_t *label_object(struct link_label label)
{
    return json_pack("{s:s, s:o}", "kind", link_kind_name(label.kind), "severity",
                     json_text_or_null(severity_name(label.severity)));
}

/* A link drawn by hand needs no verdict on the engine's word. */
static json_t *verdict(const struct remark *remark)
{
    switch (remark->verdict) {
    case VERDICT_CONFIRMED:
    case VERDICT_REJECTED:
        return json_string(verdict_name(remark->verdict));
    case VERDICT_RELABELLED:
        return label_object(remark->label);
    case VERDICT_DRAWN:
    case VERDICT_NONE:
    case VERDICT_COUNT:
        break;
    }
    return json_null();
}

/* Kind, severity, confidence and reason are the engine's where the link is; what the reader made
 * of it stands beside them. */
static json_t *link_object(const struct session *session, const struct item *item)
{
    const struct comparison *comparison = session_comparison(session);
    const struct link *link = item->engine ? item->engine : item->link;
    return json_pack(
        "{s:o, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:s, s:o, s:o, s:o}",
        "id", json_size(item->number),
        "kind", link_kind_name(link->kind),
        "severity", json_text_or_null(severity_name(link->severity)),
        "confidence", json_confidence(link->confidence),
        "reason", json_text_or_null(reason_name(link->reason)),
        "explanation", explanation(session, item->engine),
        "left", link_end(comparison->left, link->left),
        "right", link_end(comparison->right, link->right),
        "evidence", evidence_list(link),
        "by", item->engine ? "engine" : "reader",
        "verdict", verdict(&item->remark),
        "mark", json_text_or_null(mark_name(item->remark.mark)),
        "note", json_text_or_null(item->remark.note));
}

/* By number, so that a program finds a link where it stood before. */
static json_t *link_list(const struct outline *outline)
{
    json_t *list = json_array();
    for (size_t number = 1; number <= session_link_count(outline->session); number++)
        if (outline->by_number[number])
            json_array_append_new(list,
                                  link_object(outline->session, outline->by_number[number]));
    return list;
}

static json_t *only_object(const struct outline *outline, const struct item *item)
{
    enum side side = item_side(item);
    return statement_object(session_analysis(outline->session, side),
                            item->target.statements[side]);
}

static json_t *mark_object(const struct outline *outline, const struct item *item)
{
    enum side side = item_side(item);
    const struct article *article = session_article(outline->session, side);
    struct span span = item_span(outline, item, side);
    return json_pack("{s:s, s:o, s:o, s:o, s:o, s:o}",
                     "side", side == SIDE_LEFT ? "left" : "right",
                     "start", json_size(span.start),
                     "end", json_size(span.end),
                     "text", json_piece(article, span),
                     "mark", json_text_or_null(mark_name(item->remark.mark)),
                     "note", json_text_or_null(item->remark.note));
}

static json_t *section_list(const struct outline *outline, enum section section,
                            json_t *(*make)(const struct outline *outline, const struct item *item))
{
    json_t *list = json_array();
    for (size_t i = 0; i < outline->count; i++)
        if (outline->items[i].section == section)
            json_array_append_new(list, make(outline, &outline->items[i]));
    return list;
}

/* Here a link drawn by hand has its kind as the verdict, for nothing else tells it. */
static json_t *orphan_object(const struct orphan *orphan)
{
    const struct remark *remark = &orphan->remark;
    return json_pack("{s:o, s:o, s:o, s:o, s:o}",
                     "left", json_text_or_null(orphan->quotes[SIDE_LEFT]),
                     "right", json_text_or_null(orphan->quotes[SIDE_RIGHT]),
                     "verdict", remark->verdict == VERDICT_DRAWN ? label_object(remark->label)
                                                                 : verdict(remark),
                     "mark", json_text_or_null(mark_name(remark->mark)),
                     "note", json_text_or_null(remark->note));
}

static json_t *orphan_list(const struct outline *outline)
{
    json_t *list = json_array();
    for (size_t i = 0; i < outline->orphan_count; i++)
        json_array_append_new(list, orphan_object(&outline->orphans[i]));
    return list;
}

/* The texts are always there, for the offsets count in them. */
static void json_write(const struct outline *outline, struct text *out)
{
    const struct session *session = outline->session;
    json_t *report = json_pack(
        "{s:s, s:i, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}",
        "format", "abreast",
        "version", 1,
        "left", article_object(session_article(session, SIDE_LEFT)),
        "right", article_object(session_article(session, SIDE_RIGHT)),
        "links", link_list(outline),
        "only_left", section_list(outline, SECTION_LEFT, only_object),
        "only_right", section_list(outline, SECTION_RIGHT, only_object),
        "marks", section_list(outline, SECTION_MARKED, mark_object),
        "orphans", orphan_list(outline),
        "warnings", pair_warnings(session));
    json_write_document(report, out);
}

const struct report_format report_json = {"json", "json", json_write};
