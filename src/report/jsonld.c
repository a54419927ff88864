/* Web Annotations as the W3C's model has them, in JSON-LD: a collection of one page, an annotation
 * an item. Positions count characters of the article as it was read. */
#include "report/words.h"

#include "base/memory.h"
#include "base/sign.h"
#include "report/json-value.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { CONTEXT_SIGNS = 32 }; /* of a prefix or suffix */

struct writer {
    const struct outline *outline;
    struct span *places[SIDE_COUNT]; /* of each statement, in characters */
    size_t lengths[SIDE_COUNT];      /* of the text, in characters */
};

static const struct article *article_of(const struct writer *writer, enum side side)
{
    return session_article(writer->outline->session, side);
}

/* In one pass, for statements stand in the order of the text. */
static void count_characters(struct writer *writer, enum side side)
{
    const struct analysis *analysis = session_analysis(writer->outline->session, side);
    const struct article *article = analysis->article;
    size_t at = 0, characters = 0;
    writer->places[side] = memory_new(analysis->statement_count, sizeof *writer->places[side]);
    for (size_t i = 0; i < analysis->statement_count; i++) {
        struct span span = analysis->statements[i].span;
        for (; at < span.start; characters++)
            sign_next(article->text, &at, article->size);
        writer->places[side][i].start = characters;
        for (; at < span.end; characters++)
            sign_next(article->text, &at, article->size);
        writer->places[side][i].end = characters;
    }
    for (; at < article->size; characters++)
        sign_next(article->text, &at, article->size);
    writer->lengths[side] = characters;
}

static json_t *prefix(const struct article *article, size_t end)
{
    size_t start = end;
    for (int i = 0; i < CONTEXT_SIGNS; i++)
        sign_before(article->text, 0, &start);
    return json_piece(article, (struct span){start, end});
}

static json_t *suffix(const struct article *article, size_t start)
{
    size_t end = start;
    for (int i = 0; i < CONTEXT_SIGNS; i++)
        sign_next(article->text, &end, article->size);
    return json_piece(article, (struct span){start, end});
}

/* Of two FNV-1a sums with different beginnings the 128 bits of a name that is the same for the same
 * thing in the same texts: a UUID of version 8, which leaves the making to the maker. */
struct name {
    uint64_t sums[2];
};

static void name_add(struct name *name, const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        for (int half = 0; half < 2; half++) {
            name->sums[half] ^= (unsigned char)bytes[i];
            name->sums[half] *= UINT64_C(0x100000001B3);
        }
}

static struct name name_begin(const char *what)
{
    struct name name = {{UINT64_C(0xCBF29CE484222325), UINT64_C(0x84222325CBF29CE4)}};
    name_add(&name, what, strlen(what) + 1);
    return name;
}

static void name_add_side(struct name *name, const struct writer *writer, enum side side,
                          struct span place, struct span span)
{
    const struct article *article = article_of(writer, side);
    struct text words = {0};
    text_format(&words, "%s %zu %zu ", words_side(side), place.start, place.end);
    name_add(name, words.bytes, words.size);
    name_add(name, article->text + span.start, span_size(span));
    text_free(&words);
}

static json_t *name_value(const struct name *name)
{
    uint64_t high = (name->sums[0] & ~UINT64_C(0xF000)) | 0x8000;
    uint64_t low = (name->sums[1] & ~(UINT64_C(3) << 62)) | UINT64_C(2) << 62;
    return json_sprintf("urn:uuid:%08x-%04x-%04x-%04x-%04x%08x", (unsigned)(high >> 32),
                        (unsigned)(high >> 16 & 0xFFFF), (unsigned)(high & 0xFFFF),
                        (unsigned)(low >> 48), (unsigned)(low >> 32 & 0xFFFF),
                        (unsigned)(low & 0xFFFFFFFF));
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

static json_t *target(const struct writer *writer, enum side side, size_t statement)
{
    const struct analysis *analysis = session_analysis(writer->outline->session, side);
    const struct article *article = analysis->article;
    struct span span = analysis->statements[statement].span;
    struct span place = writer->places[side][statement];
    json_t *quote = json_pack("{s:s, s:o, s:o, s:o}", "type", "TextQuoteSelector", "exact",
                              json_piece(article, span), "prefix", prefix(article, span.start),
                              "suffix", suffix(article, span.end));
    json_t *position = json_pack("{s:s, s:o, s:o}", "type", "TextPositionSelector", "start",
                                 json_size(place.start), "end", json_size(place.end));
    return json_pack("{s:s, s:o, s:[o, o]}", "type", "SpecificResource", "source", source(article),
                     "selector", quote, position);
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

static json_t *motivations(const struct item *item)
{
    json_t *list = json_array();
    if (item->link)
        json_array_append_new(list, json_string("linking"));
    else if (item->section != SECTION_MARKED)
        json_array_append_new(list, json_string("classifying"));
    if (item->remark.mark != MARK_NONE)
        json_array_append_new(list, json_string("highlighting"));
    if (item->remark.note)
        json_array_append_new(list, json_string("commenting"));
    return list;
}

static json_t *annotation(const struct writer *writer, const struct item *item)
{
    struct name name = name_begin(item->link ? "link" : "statement");
    json_t *targets = json_array();
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++) {
        size_t statement = item->target.statements[side];
        if (statement == NO_STATEMENT)
            continue;
        json_array_append_new(targets, target(writer, side, statement));
        name_add_side(&name, writer, side, writer->places[side][statement],
                      item_span(writer->outline, item, side));
    }
    return json_pack("{s:o, s:s, s:o, s:o, s:o}", "id", name_value(&name), "type", "Annotation",
                     "motivation", motivations(item), "body", bodies_of(writer, item), "target",
                     targets);
}

/* A whole text, in which the positions count. */
static json_t *text_annotation(const struct writer *writer, enum side side)
{
    const struct article *article = article_of(writer, side);
    struct span whole = {0, article->size};
    struct name name = name_begin("text");
    name_add_side(&name, writer, side, (struct span){0, writer->lengths[side]}, whole);
    json_t *body = json_pack("{s:s, s:s, s:s, s:o}", "type", "TextualBody", "purpose", "describing",
                             "format", "text/plain", "value", json_piece(article, whole));
    return json_pack("{s:o, s:s, s:s, s:[o], s:[o]}", "id", name_value(&name), "type", "Annotation",
                     "motivation", "describing", "body", body, "target", source(article));
}

static json_t *annotations(const struct writer *writer)
{
    const struct outline *outline = writer->outline;
    json_t *list = json_array();
    for (enum side side = SIDE_LEFT; outline->choice.full && side < SIDE_COUNT; side++)
        json_array_append_new(list, text_annotation(writer, side));
    for (size_t i = 0; i < outline->count; i++)
        if (!outline->items[i].again)
            json_array_append_new(list, annotation(writer, &outline->items[i]));
    return list;
}

static json_t *collection_name(const struct writer *writer, const char *what)
{
    struct name name = name_begin(what);
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++)
        name_add_side(&name, writer, side, (struct span){0, writer->lengths[side]},
                      (struct span){0, article_of(writer, side)->size});
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
        count_characters(&writer, side);
    json_t *items = annotations(&writer);
    json_t *page = json_pack("{s:o, s:s, s:i, s:o}", "id", collection_name(&writer, "page"), "type",
                             "AnnotationPage", "startIndex", 0, "items", items);
    json_t *collection = json_pack(
        "{s:s, s:o, s:s, s:o, s:{s:s, s:s}, s:o, s:o}", "@context",
        "http://www.w3.org/ns/anno.jsonld", "id", collection_name(&writer, "collection"), "type",
        "AnnotationCollection", "label", label(&writer), "generator", "type", "Software", "name",
        "abreast", "total", json_size(json_array_size(items)), "first", page);
    json_write_document(collection, out);
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++)
        free(writer.places[side]);
}

const struct report_format report_jsonld = {"jsonld", "jsonld", jsonld_write};
