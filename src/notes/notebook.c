#include "notes/notebook.h"

#include "compare/compare.h"
#include "notes/notebook-text.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

void notebook_free(struct notebook *notebook)
{
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++) {
        text_free(&notebook->articles[side].path);
        text_free(&notebook->articles[side].title);
        anchor_free(&notebook->places[side]);
    }
    for (size_t i = 0; i < notebook->count; i++)
        anchored_free(&notebook->items[i]);
    free(notebook->items);
    *notebook = (struct notebook){0};
}

static void swap_anchors(struct anchor anchors[SIDE_COUNT])
{
    struct anchor left = anchors[SIDE_LEFT];
    anchors[SIDE_LEFT] = anchors[SIDE_RIGHT];
    anchors[SIDE_RIGHT] = left;
}

void notebook_swap(struct notebook *notebook)
{
    struct notebook_article left = notebook->articles[SIDE_LEFT];
    notebook->articles[SIDE_LEFT] = notebook->articles[SIDE_RIGHT];
    notebook->articles[SIDE_RIGHT] = left;
    notebook->position.focus = side_other(notebook->position.focus);
    swap_anchors(notebook->places);
    for (size_t i = 0; i < notebook->count; i++)
        swap_anchors(notebook->items[i].anchors);
}

/* Everything is valid UTF-8: it was made visible when it came in. */

static void add_value(struct text *out, json_t *value)
{
    char *line = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
    text_add(out, line ? line : "null");
    free(line);
    json_decref(value);
}

static json_t *anchor_value(const struct anchor *anchor)
{
    if (!anchor->exact)
        return NULL;
    return json_pack("{s:[{s:s,s:s,s:s,s:s},{s:s,s:I,s:I}]}", "selector", "type",
                     "TextQuoteSelector", "exact", anchor->exact, "prefix", anchor->prefix,
                     "suffix", anchor->suffix, "type", "TextPositionSelector", "start",
                     (json_int_t)anchor->start, "end", (json_int_t)anchor->end);
}

static void set_anchors(json_t *object, const struct anchor anchors[SIDE_COUNT])
{
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++)
        if (anchors[side].exact)
            json_object_set_new(object, notebook_sides[side], anchor_value(&anchors[side]));
}

static void set_name(json_t *object, const char *member, const char *name)
{
    if (name && *name)
        json_object_set_new(object, member, json_string(name));
}

static json_t *item_value(const struct anchored *item)
{
    const struct remark *remark = &item->remark;
    json_t *object = json_object();
    set_anchors(object, item->anchors);
    set_name(object, "mark", mark_name(remark->mark));
    set_name(object, "verdict", verdict_name(remark->verdict));
    if (item->anchors[SIDE_LEFT].exact && item->anchors[SIDE_RIGHT].exact) {
        set_name(object, "kind", link_kind_name(remark->label.kind));
        set_name(object, "severity", severity_name(remark->label.severity));
    }
    set_name(object, "note", remark->note);
    return object;
}

static json_t *article_value(const struct notebook_article *article)
{
    return json_pack("{s:s,s:s,s:s}", "path", text_string(&article->path), "title",
                     text_string(&article->title), "digest", article->digest);
}

static json_t *position_value(const struct notebook *notebook)
{
    const struct position *position = &notebook->position;
    if (!position->known)
        return json_null();
    json_t *object =
        json_pack("{s:s,s:i,s:b,s:b,s:b,s:b,s:i}", "focus", notebook_sides[position->focus],
                  "threshold", (int)position->threshold, "synchronised", !position->unsynchronised,
                  "stacked", position->stacked, "swapped", position->swapped, "listed",
                  position->listed, "split", position->split);
    set_name(object, "filter", position->filter);
    set_anchors(object, notebook->places);
    return object;
}

void notebook_write(const struct notebook *notebook, struct text *out)
{
    text_format(out, NOTEBOOK_BEGIN "%d", NOTEBOOK_VERSION);
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++) {
        text_format(out, ",\n\"%s\":", notebook_sides[side]);
        add_value(out, article_value(&notebook->articles[side]));
    }
    text_add(out, ",\n\"position\":");
    add_value(out, position_value(notebook));
    text_add(out, ",\n\"remarks\":[");
    for (size_t i = 0; i < notebook->count; i++) {
        text_add(out, i ? ",\n" : "\n");
        add_value(out, item_value(&notebook->items[i]));
    }
    text_add(out, "\n]}\n");
}

void notebook_digest(const struct notebook *notebook, char digest[DIGEST_STRING])
{
    const struct notebook remarks = {.items = notebook->items, .count = notebook->count};
    struct text text = {0};
    notebook_write(&remarks, &text);
    digest_of(text.bytes, text.size, digest);
    text_free(&text);
}
