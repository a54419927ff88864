#include "report/report.h"

#include <jansson.h>

static json_t *json_size(size_t size)
{
    return json_integer((json_int_t)size);
}

static json_t *json_piece(const struct article *article, struct span span)
{
    return json_stringn(article->text + span.start, span_size(span));
}

static json_t *json_piece_or_null(const struct article *article, struct span span)
{
    return span_is_empty(span) ? json_null() : json_piece(article, span);
}

/* Jansson prints the shortest decimal of at most that many digits, so a confidence in thousandths
 * comes out exactly. */
static json_t *json_confidence(unsigned confidence)
{
    return json_real(confidence / 1000.0);
}
enum { PRINT_FLAGS = JSON_INDENT(2) | JSON_REAL_PRECISION(3) };

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

static json_t *name_or_null(const char *name)
{
    return *name ? json_string(name) : json_null();
}

static json_t *explanation(const struct comparison *comparison, const struct link *link)
{
    struct text line = {0};
    link_explain(comparison, link, &line);
    json_t *value = name_or_null(text_string(&line));
    text_free(&line);
    return value;
}

static json_t *link_object(const struct session *session, size_t number)
{
    const struct comparison *comparison = session_comparison(session);
    const struct link *link = session_link(session, number);
    return json_pack(
        "{s:o, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:s, s:n, s:n, s:n}",
        "id", json_size(number),
        "kind", link_kind_name(link->kind),
        "severity", name_or_null(severity_name(link->severity)),
        "confidence", json_confidence(link->confidence),
        "reason", name_or_null(reason_name(link->reason)),
        "explanation", explanation(comparison, link),
        "left", link_end(comparison->left, link->left),
        "right", link_end(comparison->right, link->right),
        "evidence", evidence_list(link),
        "by", "engine",
        "verdict", "mark", "note");
}

static json_t *link_list(const struct session *session)
{
    json_t *list = json_array();
    for (size_t number = 1; number <= session_link_count(session); number++)
        json_array_append_new(list, link_object(session, number));
    return list;
}

static json_t *only_list(const struct session *session, enum side side)
{
    const struct analysis *analysis = session_analysis(session, side);
    json_t *list = json_array();
    for (size_t i = 0; i < analysis->statement_count; i++)
        if (session_is_only(session, side, i))
            json_array_append_new(list, statement_object(analysis, i));
    return list;
}

static json_t *mark_object(const struct session *session, enum side side, size_t statement)
{
    const struct analysis *analysis = session_analysis(session, side);
    struct span span = analysis->statements[statement].span;
    return json_pack("{s:s, s:o, s:o, s:o, s:s, s:n}",
                     "side", side == SIDE_LEFT ? "left" : "right",
                     "start", json_size(span.start),
                     "end", json_size(span.end),
                     "text", json_piece(analysis->article, span),
                     "mark", mark_name(session_mark(session, side, statement)),
                     "note");
}

static json_t *mark_list(const struct session *session)
{
    json_t *list = json_array();
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++)
        for (size_t i = 0; i < session_analysis(session, side)->statement_count; i++)
            if (session_mark(session, side, i) != MARK_NONE)
                json_array_append_new(list, mark_object(session, side, i));
    return list;
}

static int append_to_text(const char *bytes, size_t size, void *out)
{
    text_append(out, bytes, size);
    return 0;
}

static void json_write(const struct session *session, struct text *out)
{
    json_t *report = json_pack(
        "{s:s, s:i, s:o, s:o, s:o, s:o, s:o, s:o, s:o}",
        "format", "abreast",
        "version", 1,
        "left", article_object(session_article(session, SIDE_LEFT)),
        "right", article_object(session_article(session, SIDE_RIGHT)),
        "links", link_list(session),
        "only_left", only_list(session, SIDE_LEFT),
        "only_right", only_list(session, SIDE_RIGHT),
        "marks", mark_list(session),
        "warnings", pair_warnings(session));
    json_dump_callback(report, append_to_text, out, PRINT_FLAGS);
    json_decref(report);
    text_add_byte(out, '\n');
}

const struct report_format report_json = {"json", "json", json_write};
