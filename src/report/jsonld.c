/* Web Annotations as the W3C's model has them, in JSON-LD: a collection of one page, an annotation
 * an item. Positions count characters of the article as it was read. */
#include "report/words.h"

#include "base/digest.h"
#include "notes/anchor.h"
#include "report/json-value.h"

#include <string.h>

struct writer {
    const struct outline *outline;
    struct anchorage *anchorages[SIDE_COUNT];
};

static const struct article *article_of(const struct writer *writer, enum side side)
{
    return session_article(writer->outline->session, side);
}

static void add_to_name(struct text *name, enum side side, const struct anchor *anchor)
{
    text_format(name, " %s %zu %zu ", words_side(side), anchor->start, anchor->end);
    text_add(name, anchor->exact);
}

/* A name that is the same for the same thing in the same texts: 128 bits of a digest of what tells
 * them apart, as a UUID of version 8, which leaves the making to the maker. Frees that. */
static json_t *name_value(struct text *name)
{
    char digest[DIGEST_STRING];
    digest_of(text_string(name), name->size, digest);
    text_free(name);
    return json_sprintf("urn:uuid:%.8s-%.4s-8%.3s-8%.3s-%.12s", digest, digest + 8, digest + 12,
                        digest + 15, digest + 18);
}

static bool is_plain_in_iri(unsigned char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z') || (byte && strchr("-._~/", byte));
}

/* A file's name as an IRI, relative where the name is. */
static json_t *source(const struct article *article)
{
    struct text iri = {0};
    text_add(&iri, *article->path == '/' ? "file://" : "");
    for (const char *at = article->path; *at; at++)
        if (is_plain_in_iri((unsigned char)*at))
            text_add_byte(&iri, *at);
        else
            text_format(&iri, "%%%02X", (unsigned)(unsigned char)*at);
    json_t *value = json_string(text_string(&iri));
    text_free(&iri);
    return value;
}

/* `placed`: the anchor's place is one in the text as it is now. */
static json_t *target(const struct article *article, const struct anchor *anchor, bool placed)
{
    json_t *quote = json_pack("{s:s, s:s, s:s, s:s}", "type", "TextQuoteSelector", "exact",
                              anchor->exact, "prefix", anchor->prefix, "suffix", anchor->suffix);
    json_t *selectors = json_pack("[o]", quote);
    if (placed)
        json_array_append_new(selectors, json_pack("{s:s, s:o, s:o}", "type",
                                                   "TextPositionSelector", "start",
                                                   json_size(anchor->start), "end",
                                                   json_size(anchor->end)));
    return json_pack("{s:s, s:o, s:o}", "type", "SpecificResource", "source", source(article),
                     "selector", selectors);
}

static void add_body(json_t *bodies, const char *purpose, const char *value)
{
    if (*value)
        json_array_append_new(bodies,
                              json_pack("{s:s, s:s, s:s, s:s}", "type", "TextualBody", "purpose",
                                        purpose, "format", "text/plain", "value", value));
}

static void add_place(struct text *out, const struct writer *writer, enum side side,
                      size_t statement)
{
    const struct analysis *analysis = session_analysis(writer->outline->session, side);
    text_format(out, "; %s: ", words_side(side));
    words_place(analysis->article, analysis->statements[statement].span.start, out);
}

/* In a sentence all that tags are too short for. */
static void add_description(json_t *bodies, const struct writer *writer, const struct item *item)
{
    struct text words = {0}, reason = {0};
    if (item->link)
        words_link(item, &words);
    else
        text_add(&words, words_section(item->section));
    if (item->link)
        words_reason(writer->outline, item, &reason);
    if (reason.size)
        text_format(&words, "; %s", reason.bytes);
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++)
        if (item->target.statements[side] != NO_STATEMENT)
            add_place(&words, writer, side, item->target.statements[side]);
    add_body(bodies, "describing", words.bytes);
    text_free(&words);
    text_free(&reason);
}

static void add_verdict(json_t *bodies, const struct item *item)
{
    struct text words = {0};
    if (item->remark.verdict == VERDICT_DRAWN)
        text_add(&words, "Drawn by the reader.");
    words_verdict(item, &words);
    add_body(bodies, "assessing", text_string(&words));
    text_free(&words);
}

static json_t *bodies_of(const struct writer *writer, const struct item *item)
{
    static const char *const tags[SECTION_COUNT] = {
        [SECTION_LEFT] = "left only", [SECTION_RIGHT] = "right only"};
    json_t *bodies = json_array();
    if (item->link) {
        add_body(bodies, "tagging", link_kind_name(item->link->kind));
        add_body(bodies, "tagging", severity_name(item->link->severity));
        add_body(bodies, "tagging", reason_name(item->link->reason));
    } else if (tags[item->section]) {
        add_body(bodies, "tagging", tags[item->section]);
    }
    add_body(bodies, "tagging", mark_name(item->remark.mark));
    add_description(bodies, writer, item);
    add_verdict(bodies, item);
    add_body(bodies, "commenting", item->remark.note ? item->remark.note : "");
    return bodies;
}

/* `first`: why it was made even without a mark or a note; NULL: for these alone. */
static json_t *motivations(const char *first, const struct remark *remark)
{
    json_t *list = json_array();
    if (first)
        json_array_append_new(list, json_string(first));
    if (remark->mark != MARK_NONE)
        json_array_append_new(list, json_string("highlighting"));
    if (remark->note)
        json_array_append_new(list, json_string("commenting"));
    return list;
}

static json_t *annotation(json_t *name, json_t *motivation, json_t *body, json_t *targets)
{
    return json_pack("{s:o, s:s, s:o, s:o, s:o}", "id", name, "type", "Annotation", "motivation",
                     motivation, "body", body, "target", targets);
}

static json_t *item_annotation(const struct writer *writer, const struct item *item)
{
    const char *first = item->link                        ? "linking"
                        : item->section != SECTION_MARKED ? "classifying"
                                                          : NULL;
    struct text name = {0};
    json_t *targets = json_array();
    text_add(&name, item->link ? "link" : "statement");
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++) {
        size_t statement = item->target.statements[side];
        if (statement == NO_STATEMENT)
            continue;
        struct anchor anchor = anchorage_anchor(writer->anchorages[side], statement);
        json_array_append_new(targets, target(article_of(writer, side), &anchor, true));
        add_to_name(&name, side, &anchor);
        anchor_free(&anchor);
    }
    return annotation(name_value(&name), motivations(first, &item->remark),
                      bodies_of(writer, item), targets);
}

/* It keeps the words that it was made on; where they stood is of no use now. */
static json_t *orphan_annotation(const struct writer *writer, size_t place)
{
    const struct orphan *orphan = &writer->outline->orphans[place];
    struct text name = {0}, said = {0};
    json_t *targets = json_array(), *bodies = json_array();
    text_format(&name, "orphan %zu", place);
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++) {
        struct anchor anchor = orphan->said->anchors[side];
        if (!orphan->quotes[side])
            continue;
        add_to_name(&name, side, &anchor);
        anchor.exact = (char *)orphan->quotes[side];
        anchor.prefix = anchor.suffix = "";
        json_array_append_new(targets, target(article_of(writer, side), &anchor, false));
    }
    words_orphan(orphan, &said);
    add_body(bodies, "tagging", "orphan");
    add_body(bodies, "assessing", text_string(&said));
    add_body(bodies, "commenting", orphan->remark.note ? orphan->remark.note : "");
    text_free(&said);
    return annotation(name_value(&name), motivations("assessing", &orphan->remark), bodies,
                      targets);
}

static void add_text_to_name(struct text *name, const struct article *article)
{
    text_append(name, article->text, article->size + 1);
}

/* A whole text, in which the positions count. */
static json_t *text_annotation(const struct article *article)
{
    struct text name = {0};
    text_add(&name, "text ");
    add_text_to_name(&name, article);
    json_t *body = json_pack("[{s:s, s:s, s:s, s:o}]", "type", "TextualBody", "purpose",
                             "describing", "format", "text/plain", "value",
                             json_piece(article, (struct span){0, article->size}));
    return annotation(name_value(&name), json_string("describing"), body,
                      json_pack("[o]", source(article)));
}

static json_t *annotations(const struct writer *writer)
{
    const struct outline *outline = writer->outline;
    json_t *list = json_array();
    for (enum side side = SIDE_LEFT; outline->choice.full && side < SIDE_COUNT; side++)
        json_array_append_new(list, text_annotation(article_of(writer, side)));
    for (size_t i = 0; i < outline->count; i++)
        if (!outline->items[i].again)
            json_array_append_new(list, item_annotation(writer, &outline->items[i]));
    for (size_t i = 0; i < outline->orphan_count; i++)
        json_array_append_new(list, orphan_annotation(writer, i));
    return list;
}

static json_t *name_of_both(const struct writer *writer, const char *what)
{
    struct text name = {0};
    text_add(&name, what);
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++)
        add_text_to_name(&name, article_of(writer, side));
    return name_value(&name);
}

static json_t *label(const struct writer *writer)
{
    struct text words = {0};
    words_source(article_of(writer, SIDE_LEFT), &words);
    text_add(&words, " and ");
    words_source(article_of(writer, SIDE_RIGHT), &words);
    text_add(&words, " abreast");
    json_t *value = json_string(words.bytes);
    text_free(&words);
    return value;
}

static void jsonld_write(const struct outline *outline, struct text *out)
{
    struct writer writer = {.outline = outline};
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++)
        writer.anchorages[side] = anchorage_new(session_analysis(outline->session, side));
    json_t *items = annotations(&writer);
    json_t *page = json_pack("{s:o, s:s, s:i, s:o}", "id", name_of_both(&writer, "page "), "type",
                             "AnnotationPage", "startIndex", 0, "items", items);
    json_t *collection = json_pack(
        "{s:s, s:o, s:s, s:o, s:{s:s, s:s}, s:o, s:o}",
        "@context", "http://www.w3.org/ns/anno.jsonld",
        "id", name_of_both(&writer, "collection "),
        "type", "AnnotationCollection",
        "label", label(&writer),
        "generator", "type", "Software", "name", "abreast",
        "total", json_size(json_array_size(items)),
        "first", page);
    json_write_document(collection, out);
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++)
        anchorage_free(writer.anchorages[side]);
}

const struct report_format report_jsonld = {"jsonld", "jsonld", jsonld_write};
