#include "article/html-meta.h"

#include "article/html-guard.h"
#include "article/html-part.h"
#include "article/html-tree.h"
#include "base/memory.h"
#include "base/visible.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { VALUE_MAX = 2000 }; /* bytes of a title or a name */

/* Where meta elements say what, the best first. */
struct source {
    const char *name;
    size_t member;
};

static const struct source sources[] = {
    {"og:title", offsetof(struct html_meta, title)},
    {"twitter:title", offsetof(struct html_meta, title)},
    {"dc.title", offsetof(struct html_meta, title)},
    {"author", offsetof(struct html_meta, author)},
    {"article:author_name", offsetof(struct html_meta, author)},
    {"parsely-author", offsetof(struct html_meta, author)},
    {"sailthru.author", offsetof(struct html_meta, author)},
    {"dc.creator", offsetof(struct html_meta, author)},
    {"byl", offsetof(struct html_meta, author)},
    {"article:published_time", offsetof(struct html_meta, date)},
    {"datepublished", offsetof(struct html_meta, date)},
    {"pubdate", offsetof(struct html_meta, date)},
    {"date", offsetof(struct html_meta, date)},
    {"dc.date", offsetof(struct html_meta, date)},
    {"og:site_name", offsetof(struct html_meta, outlet)},
    {"application-name", offsetof(struct html_meta, outlet)},
};
enum { SOURCE_COUNT = sizeof sources / sizeof *sources };

struct reading {
    struct arena *arena;
    struct html_meta *meta;
    const char *named[SOURCE_COUNT];
    const char *title; /* of <title> */
};

static const char **member_at(struct html_meta *meta, size_t offset)
{
    return (const char **)((char *)meta + offset);
}

/* The bytes as one visible line; NULL where it holds nothing. */
static const char *keep(struct reading *reading, const char *bytes, size_t size)
{
    struct text raw = {0}, line = {0};
    bool blank = false;
    for (size_t i = 0; i < size; i++) {
        bool is_blank = strchr(" \t\r\n\f", bytes[i]) != NULL;
        if (!is_blank && blank && raw.size)
            text_add_byte(&raw, ' ');
        if (!is_blank)
            text_add_byte(&raw, bytes[i]);
        blank = is_blank;
    }
    visible_append_line(&line, text_string(&raw), raw.size);
    const char *kept = line.size ? arena_text(reading->arena, text_string(&line), line.size) : NULL;
    text_free(&raw);
    text_free(&line);
    return kept;
}

/* The value with its entities read: many pages write "&#8217;" inside of JSON, too. */
static const char *keep_decoded(struct reading *reading, const char *bytes, size_t size)
{
    struct text text = {0};
    struct html_tree tree = {0};
    if (size > VALUE_MAX || !memchr(bytes, '&', size) || memchr(bytes, '<', size))
        return keep(reading, bytes, size);
    text_append(&text, bytes, size);
    const GumboOutput *output = html_parse_guarded(&text, reading->arena);
    if (output)
        html_tree_build(output->root, &tree);
    const char *kept = keep(reading, text_string(&tree.text), tree.text.size);
    html_tree_free(&tree);
    text_free(&text);
    return kept;
}

static void set(struct reading *reading, const char **member, const json_t *value)
{
    if (!*member && json_is_string(value))
        *member = keep_decoded(reading, json_string_value(value), json_string_length(value));
}

/* A name, an object with a name, or a list of either. */
static void set_name(struct reading *reading, const char **member, const json_t *value)
{
    if (json_is_array(value))
        value = json_array_get(value, 0);
    if (json_is_object(value))
        value = json_object_get(value, "name");
    if (json_is_array(value))
        value = json_array_get(value, 0);
    set(reading, member, value);
}

static bool is_article(const json_t *object)
{
    const json_t *type = json_object_get(object, "@type");
    if (json_is_array(type))
        type = json_array_get(type, 0);
    const char *name = json_string_value(type);
    size_t size = name ? strlen(name) : 0;
    return (size >= 7 && strcmp(name + size - 7, "Article") == 0) ||
           (size >= 7 && strcmp(name + size - 7, "Posting") == 0) ||
           (size && strcmp(name, "Report") == 0);
}

static void read_article(struct reading *reading, const json_t *object)
{
    struct html_meta *meta = reading->meta;
    set(reading, &meta->title, json_object_get(object, "headline"));
    set_name(reading, &meta->author, json_object_get(object, "author"));
    set(reading, &meta->date, json_object_get(object, "datePublished"));
    set_name(reading, &meta->outlet, json_object_get(object, "publisher"));
}

/* Articles stand alone, in a list, or in an object's "@graph"; no deeper ones are looked for. */
static void read_linked_data(struct reading *reading, const json_t *value)
{
    size_t index;
    json_t *item;
    if (json_is_object(value) && is_article(value)) {
        read_article(reading, value);
        return;
    }
    const json_t *list = json_is_object(value) ? json_object_get(value, "@graph") : value;
    json_array_foreach(list, index, item)
    {
        if (json_is_object(item) && is_article(item))
            read_article(reading, item);
    }
}

static void read_script(struct reading *reading, const GumboNode *node)
{
    struct text text = {0};
    if (strcasecmp(html_attribute(node, "type"), "application/ld+json") != 0)
        return;
    html_append_text(&text, node);
    for (size_t i = 0; i < text.size; i++) /* many pages break lines inside of strings */
        if ((unsigned char)text.bytes[i] < 0x20)
            text.bytes[i] = ' ';
    json_t *root = json_loadb(text_string(&text), text.size, JSON_DISABLE_EOF_CHECK, NULL);
    if (root)
        read_linked_data(reading, root);
    json_decref(root);
    text_free(&text);
}

static void read_meta(struct reading *reading, const GumboNode *node)
{
    static const char *const keys[] = {"property", "name", "itemprop"};
    const char *content = html_attribute(node, "content");
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
        for (size_t i = 0; i < SOURCE_COUNT; i++)
            if (!reading->named[i] &&
                strcasecmp(html_attribute(node, keys[k]), sources[i].name) == 0)
                reading->named[i] = keep(reading, content, strlen(content));
}

static void read_title(struct reading *reading, const GumboNode *node)
{
    struct text text = {0};
    html_append_text(&text, node);
    if (!reading->title)
        reading->title = keep(reading, text_string(&text), text.size);
    text_free(&text);
}

static void read_node(struct reading *reading, const GumboNode *node)
{
    switch (node->v.element.tag) {
    case GUMBO_TAG_META:
        read_meta(reading, node);
        break;
    case GUMBO_TAG_SCRIPT:
        read_script(reading, node);
        break;
    case GUMBO_TAG_TITLE:
        if (node->v.element.tag_namespace == GUMBO_NAMESPACE_HTML)
            read_title(reading, node);
        break;
    default:
        break;
    }
}

static void read_tree(struct reading *reading, const GumboNode *root)
{
    const GumboNode **stack = NULL;
    size_t count = 0, capacity = 0;
    MEMORY_APPEND(stack, count, capacity, root);
    while (count) {
        const GumboNode *node = stack[--count];
        if (node->type != GUMBO_NODE_ELEMENT)
            continue;
        read_node(reading, node);
        const GumboVector *children = &node->v.element.children;
        for (size_t i = children->length; i-- > 0;)
            MEMORY_APPEND(stack, count, capacity, children->data[i]);
    }
    free(stack);
}

/* "Boats lost at sea - The Tide" without the site. */
static const char *without_site(struct reading *reading, const char *title)
{
    static const char *const borders[] = {" | ",      " - ",      " \u2013 ", " \u2014 ",
                                          " \u00B7 ", " \u00BB ", " :: "};
    size_t size = strlen(title), cut = size;
    for (size_t i = 0; i < sizeof borders / sizeof *borders; i++)
        for (const char *at = title; (at = strstr(at, borders[i])); at++)
            if ((size_t)(at - title) * 2 >= size)
                cut = (size_t)(at - title) < cut ? (size_t)(at - title) : cut;
    return cut == size ? title : arena_text(reading->arena, title, cut);
}

static bool is_address(const char *value)
{
    return strncmp(value, "http", 4) == 0 || value[0] == '/' || value[0] == '@';
}

void html_meta_read(const GumboNode *root, struct arena *arena, struct html_meta *meta)
{
    struct reading reading = {.arena = arena, .meta = meta};
    *meta = (struct html_meta){0};
    read_tree(&reading, root);
    for (size_t i = 0; i < SOURCE_COUNT; i++) {
        const char **member = member_at(meta, sources[i].member);
        if (!*member && reading.named[i] && !is_address(reading.named[i]))
            *member = reading.named[i];
    }
    meta->page_title = reading.title ? reading.title : meta->title;
    if (!meta->title)
        meta->title = reading.title;
    if (meta->title)
        meta->title = without_site(&reading, meta->title);
    if (meta->author && is_address(meta->author))
        meta->author = NULL;
}
