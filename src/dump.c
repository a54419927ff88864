#include "dump.h"

#include "compare/compare.h"

#include <jansson.h>
#include <string.h>

static void write_text(const struct analysis *analyses, struct text *out)
{
    text_append(out, analyses->article->text, analyses->article->size);
    if (out->size && out->bytes[out->size - 1] != '\n')
        text_add_byte(out, '\n');
}

static json_t *json_piece(const struct article *article, struct span span)
{
    return json_stringn(article->text + span.start, span_size(span));
}

static json_t *json_stretch(const struct article *article, struct span span, size_t block)
{
    return json_pack("{s:I, s:I, s:I, s:o}",
                     "start", (json_int_t)span.start,
                     "end", (json_int_t)span.end,
                     "block", (json_int_t)block,
                     "text", json_piece(article, span));
}

static int append_to_text(const char *bytes, size_t size, void *out)
{
    text_append(out, bytes, size);
    return 0;
}

static void add_line(struct text *out, json_t *object)
{
    json_dump_callback(object, append_to_text, out, 0);
    json_decref(object);
    text_add_byte(out, '\n');
}

static void write_sentences(const struct analysis *analyses, struct text *out)
{
    for (size_t i = 0; i < analyses->sentence_count; i++) {
        const struct sentence *sentence = &analyses->sentences[i];
        add_line(out, json_stretch(analyses->article, sentence->span, sentence->block));
    }
}

/* Nothing where there is no such span. */
static void add_piece(json_t *object, const char *name, const struct article *article,
                      struct span span)
{
    if (!span_is_empty(span))
        json_object_set_new(object, name, json_piece(article, span));
}

static void write_statements(const struct analysis *analyses, struct text *out)
{
    const struct article *article = analyses->article;
    for (size_t i = 0; i < analyses->statement_count; i++) {
        const struct statement *statement = &analyses->statements[i];
        json_t *object = json_stretch(article, statement->span, statement->block);
        add_piece(object, "speaker", article, statement->speaker);
        add_piece(object, "resolved", article, statement->resolved);
        add_piece(object, "frame", article, statement->frame);
        add_piece(object, "quote", article, statement->quote);
        json_object_set_new(object, "stance", json_string(stance_name(statement->stance)));
        json_object_set_new(object, "certainty", json_string(certainty_name(statement->certainty)));
        add_line(out, object);
    }
}

static void write_candidates(const struct analysis *analyses, struct text *out)
{
    compare_dump_candidates(&analyses[SIDE_LEFT], &analyses[SIDE_RIGHT], out);
}

static const struct dump dumps[] = {
    {"text", 1, write_text},
    {"sentences", 1, write_sentences},
    {"statements", 1, write_statements},
    {"candidates", SIDE_COUNT, write_candidates},
};
enum { DUMP_COUNT = sizeof dumps / sizeof *dumps };

const struct dump *dump_find(const char *name)
{
    for (size_t i = 0; i < DUMP_COUNT; i++)
        if (strcmp(dumps[i].name, name) == 0)
            return &dumps[i];
    return NULL;
}

void dump_names(struct text *out)
{
    for (size_t i = 0; i < DUMP_COUNT; i++) {
        text_add(out, i ? ", " : "");
        text_add(out, dumps[i].name);
    }
}
