/* The text of a notebook, whole or damaged, becomes a value again. */
#include "notes/notebook.h"

#include "base/memory.h"
#include "base/visible.h"
#include "compare/compare.h"
#include "notes/notebook-text.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { TITLE_SIZE_MAX = 400, SPLIT_MOST = 500 };

/* A member that is missing or of another type counts as empty. */

static char *copy_visible(const char *bytes, size_t size)
{
    struct text text = {0};
    visible_append(&text, bytes, size, NULL);
    if (!text.bytes)
        text_add(&text, "");
    return text.bytes;
}

static char *copy_member(const json_t *object, const char *member)
{
    const json_t *value = json_object_get(object, member);
    return copy_visible(json_is_string(value) ? json_string_value(value) : "",
                        json_string_length(value));
}

static void take_line(struct text *out, const json_t *object, const char *member, size_t most)
{
    const json_t *value = json_object_get(object, member);
    size_t size = json_string_length(value);
    visible_append_line(out, json_is_string(value) ? json_string_value(value) : "",
                        size < most ? size : most);
}

static size_t size_member(const json_t *object, const char *member)
{
    json_int_t value = json_integer_value(json_object_get(object, member));
    return value > 0 ? (size_t)value : 0;
}

/* The name's place in a list of names; 0 where it is not among them. */
static size_t name_member(const json_t *object, const char *member, const char *(*name)(size_t),
                          size_t count)
{
    const char *value = json_string_value(json_object_get(object, member));
    for (size_t i = 0; value && i < count; i++)
        if (strcmp(name(i), value) == 0)
            return i;
    return 0;
}

static const char *mark_at(size_t i)
{
    return mark_name((enum mark)i);
}

static const char *verdict_at(size_t i)
{
    return verdict_name((enum verdict)i);
}

static const char *kind_at(size_t i)
{
    return link_kind_name((enum link_kind)i);
}

static const char *severity_at(size_t i)
{
    return severity_name((enum severity)i);
}

static const char *side_at(size_t i)
{
    return notebook_sides[i];
}

static const json_t *find_selector(const json_t *target, const char *type)
{
    const json_t *selectors = json_object_get(target, "selector");
    for (size_t i = 0; i < json_array_size(selectors); i++) {
        const json_t *selector = json_array_get(selectors, i);
        const char *value = json_string_value(json_object_get(selector, "type"));
        if (value && strcmp(value, type) == 0)
            return selector;
    }
    return NULL;
}

/* Without a quotation there is no anchor. */
static void take_anchor(struct anchor *anchor, const json_t *target)
{
    const json_t *quote = find_selector(target, "TextQuoteSelector");
    const json_t *place = find_selector(target, "TextPositionSelector");
    anchor_free(anchor);
    if (json_string_length(json_object_get(quote, "exact")) == 0)
        return;
    anchor->exact = copy_member(quote, "exact");
    anchor->prefix = copy_member(quote, "prefix");
    anchor->suffix = copy_member(quote, "suffix");
    anchor->start = size_member(place, "start");
    anchor->end = size_member(place, "end");
}

static void take_anchors(struct anchor anchors[SIDE_COUNT], const json_t *object)
{
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++)
        take_anchor(&anchors[side], json_object_get(object, notebook_sides[side]));
}

static struct link_label read_label(const json_t *object)
{
    enum link_kind kind = (enum link_kind)name_member(object, "kind", kind_at, LINK_CONFLICT + 1);
    enum severity severity =
        (enum severity)name_member(object, "severity", severity_at, SEVERITY_SOFT + 1);
    if (kind == LINK_MATCH)
        return (struct link_label){LINK_MATCH, SEVERITY_NONE};
    return (struct link_label){kind, severity == SEVERITY_NONE ? SEVERITY_SOFT : severity};
}

/* What says nothing, or is on nothing, is no remark. */
static bool take_item(struct notebook *notebook, const json_t *object)
{
    struct anchored item = {0};
    take_anchors(item.anchors, object);
    item.remark.mark = (enum mark)name_member(object, "mark", mark_at, MARK_COUNT);
    if (item.anchors[SIDE_LEFT].exact && item.anchors[SIDE_RIGHT].exact) {
        item.remark.verdict =
            (enum verdict)name_member(object, "verdict", verdict_at, VERDICT_COUNT);
        item.remark.label = read_label(object);
    }
    item.remark.note = copy_member(object, "note");
    if (remark_is_empty(&item.remark) ||
        (!item.anchors[SIDE_LEFT].exact && !item.anchors[SIDE_RIGHT].exact)) {
        anchored_free(&item);
        return false;
    }
    MEMORY_APPEND(notebook->items, notebook->count, notebook->capacity, item);
    return true;
}

static void take_article(struct notebook_article *article, const json_t *object)
{
    struct text digest = {0};
    text_clear(&article->path);
    text_clear(&article->title);
    take_line(&article->path, object, "path", SIZE_MAX);
    take_line(&article->title, object, "title", TITLE_SIZE_MAX);
    take_line(&digest, object, "digest", DIGEST_STRING - 1);
    memset(article->digest, 0, sizeof article->digest);
    memcpy(article->digest, text_string(&digest), digest.size < DIGEST_STRING ? digest.size : 0);
    text_free(&digest);
}

static int take_split(const json_t *object)
{
    json_int_t split = json_integer_value(json_object_get(object, "split"));
    return split > -SPLIT_MOST && split < SPLIT_MOST ? (int)split : 0;
}

static void take_filter(struct position *position, const json_t *object)
{
    struct text name = {0};
    take_line(&name, object, "filter", POSITION_FILTER);
    memcpy(position->filter, text_string(&name), name.size < POSITION_FILTER ? name.size : 0);
    text_free(&name);
}

static void take_position(struct notebook *notebook, const json_t *object)
{
    struct position *position = &notebook->position;
    size_t threshold = size_member(object, "threshold");
    *position = (struct position){.known = json_is_object(object)};
    position->focus = (enum side)name_member(object, "focus", side_at, SIDE_COUNT);
    position->threshold = threshold <= 1000 ? (unsigned)threshold : CONFIDENCE_DEFAULT;
    position->unsynchronised = json_is_false(json_object_get(object, "synchronised"));
    position->stacked = json_is_true(json_object_get(object, "stacked"));
    position->swapped = json_is_true(json_object_get(object, "swapped"));
    position->listed = json_is_true(json_object_get(object, "listed"));
    position->split = take_split(object);
    take_filter(position, object);
    take_anchors(notebook->places, object);
}

/* False where a remark is none. */
static bool take_whole(struct notebook *notebook, const json_t *file)
{
    const json_t *remarks = json_object_get(file, "remarks");
    bool whole = json_is_array(remarks);
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++)
        take_article(&notebook->articles[side], json_object_get(file, notebook_sides[side]));
    take_position(notebook, json_object_get(file, "position"));
    for (size_t i = 0; i < json_array_size(remarks); i++)
        whole &= take_item(notebook, json_array_get(remarks, i));
    return whole;
}

/* The value in a line, behind the member's name where it has one; NULL where there is none. */
static json_t *read_line(const char *line, size_t size, const char *name)
{
    struct text text = {0};
    json_error_t error;
    json_t *value = NULL;
    size_t skip = name ? strlen(name) + 3 : 0; /* quotes and colon */
    if (size && line[size - 1] == '\r')
        size--;
    if (size && line[size - 1] == ',')
        size--;
    if (size > skip && (!name || (memcmp(line + 1, name, strlen(name)) == 0 && *line == '"'))) {
        visible_append_line(&text, line + skip, size - skip);
        value = json_loads(text_string(&text), JSON_DECODE_ANY, &error);
    }
    text_free(&text);
    return value;
}

/* The end of the line that begins at `at`. */
static size_t line_end(const char *bytes, size_t at, size_t size)
{
    const char *lf = memchr(bytes + at, '\n', size - at);
    return lf ? (size_t)(lf - bytes) : size;
}

static void take_side_line(struct notebook_article articles[SIDE_COUNT], const char *line,
                           size_t size)
{
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++) {
        json_t *value = read_line(line, size, notebook_sides[side]);
        if (value)
            take_article(&articles[side], value);
        json_decref(value);
    }
}

/* Line by line, what can be understood. */
static void salvage(struct notebook *notebook, const char *bytes, size_t size)
{
    for (size_t at = 0, end; at < size; at = end + 1) {
        end = line_end(bytes, at, size);
        const char *line = bytes + at;
        if (*line == '"') {
            take_side_line(notebook->articles, line, end - at);
            continue;
        }
        json_t *value = *line == '{' ? read_line(line, end - at, NULL) : NULL;
        if (value)
            take_item(notebook, value);
        json_decref(value);
    }
}

/* The version that the first line tells; 0 where it tells none. */
static unsigned long version_of(const char *bytes, size_t size)
{
    unsigned long version = 0;
    size_t at = sizeof NOTEBOOK_BEGIN - 1;
    if (size < at || memcmp(bytes, NOTEBOOK_BEGIN, at) != 0)
        return 0;
    for (; at < size && bytes[at] >= '0' && bytes[at] <= '9' && version <= NOTEBOOK_VERSION; at++)
        version = version * 10 + (unsigned long)(bytes[at] - '0');
    return version;
}

static bool is_notebook(const json_t *file)
{
    const char *format = json_string_value(json_object_get(file, "format"));
    return format && strcmp(format, "abreast-notes") == 0;
}

enum notebook_state notebook_read(const char *bytes, size_t size, struct notebook *notebook)
{
    json_error_t error;
    if (version_of(bytes, size) > NOTEBOOK_VERSION)
        return NOTEBOOK_NEWER;
    json_t *file = json_loadb(bytes, size, JSON_REJECT_DUPLICATES, &error);
    if (is_notebook(file) &&
        json_integer_value(json_object_get(file, "version")) > NOTEBOOK_VERSION) {
        json_decref(file);
        return NOTEBOOK_NEWER;
    }
    bool known = is_notebook(file);
    bool whole = known && take_whole(notebook, file);
    json_decref(file);
    if (known)
        return whole ? NOTEBOOK_WHOLE : NOTEBOOK_DAMAGED;
    salvage(notebook, bytes, size);
    return version_of(bytes, size) ? NOTEBOOK_DAMAGED : NOTEBOOK_OTHER;
}

bool notebook_read_articles(const char *bytes, size_t size,
                            struct notebook_article articles[SIDE_COUNT])
{
    if (version_of(bytes, size) < NOTEBOOK_VERSION)
        return false;
    size_t at = line_end(bytes, 0, size) + 1;
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT && at < size; side++) {
        size_t end = line_end(bytes, at, size);
        take_side_line(articles, bytes + at, end - at);
        at = end + 1;
    }
    return true;
}
