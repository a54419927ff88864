#include "article/html-part.h"

#include "base/table.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

extern const struct table page_words_table;

enum {
    WORD_SIZE = 24, /* bytes; no word of the table is longer */
    WORDS_MAX = 64, /* of an attribute that are looked at */
};

static const struct {
    const char *name; /* in the table; NULL: not there */
    const char *why;
} parts[PART_COUNT] = {
    [PART_ARTICLE] = {"article", NULL},
    [PART_CAPTION] = {"caption", "caption"},
    [PART_COMMENTS] = {"comments", "comments"},
    [PART_SHARE] = {"share", "sharing buttons"},
    [PART_RELATED] = {"related", "related links"},
    [PART_NAVIGATION] = {"navigation", "navigation"},
    [PART_ADVERTISEMENT] = {"advertisement", "advertisement"},
    [PART_CONSENT] = {"consent", "cookie notice"},
    [PART_SUBSCRIPTION] = {"subscription", "subscription"},
    [PART_FOOTER] = {"footer", "footer"},
    [PART_SIDEBAR] = {"sidebar", "beside the article"},
    [PART_AUTHOR] = {"author", "about the author"},
    [PART_DATE] = {"date", "byline or date"},
    [PART_TAGS] = {"tags", "tags"},
    [PART_TOOLS] = {"tools", "page tools"},
    [PART_HIDDEN] = {NULL, "hidden"},
};

const char *html_attribute(const GumboNode *node, const char *name)
{
    bool element = node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
    const GumboAttribute *found =
        element ? gumbo_get_attribute(&node->v.element.attributes, name) : NULL;
    return found ? found->value : "";
}

const char *html_part_why(enum html_part part)
{
    return parts[part].why;
}

static enum html_part part_named(const char *name)
{
    for (size_t i = 0; i < PART_COUNT; i++)
        if (parts[i].name && strcmp(parts[i].name, name) == 0)
            return (enum html_part)i;
    return PART_UNKNOWN;
}

static enum html_part look_up(const char *word, size_t size)
{
    const char *value = size ? table_find(&page_words_table, word, size, NULL) : NULL;
    return value ? part_named(value) : PART_UNKNOWN;
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_letter(char c)
{
    return is_upper(c) || (c >= 'a' && c <= 'z');
}

/* A name such as "post-relatedLinks_2" as its words, small. */
struct words {
    char bytes[WORDS_MAX][WORD_SIZE];
    size_t sizes[WORDS_MAX];
    size_t count;
};

static void split_name(const char *name, size_t size, struct words *words)
{
    words->count = 0;
    bool inside = false;
    for (size_t i = 0; i < size && words->count <= WORDS_MAX; i++) {
        char c = name[i];
        if (!is_letter(c)) {
            inside = false;
            continue;
        }
        bool hump = is_upper(c) && i > 0 && !is_upper(name[i - 1]);
        if (!inside || hump) {
            if (words->count == WORDS_MAX)
                return;
            words->sizes[words->count++] = 0;
        }
        inside = true;
        size_t *used = &words->sizes[words->count - 1];
        if (*used < WORD_SIZE)
            words->bytes[words->count - 1][(*used)++] = (char)(is_upper(c) ? c - 'A' + 'a' : c);
    }
}

static enum html_part look_up_pair(const struct words *words, size_t at)
{
    char pair[2 * WORD_SIZE];
    if (at + 1 >= words->count)
        return PART_UNKNOWN;
    memcpy(pair, words->bytes[at], words->sizes[at]);
    memcpy(pair + words->sizes[at], words->bytes[at + 1], words->sizes[at + 1]);
    return look_up(pair, words->sizes[at] + words->sizes[at + 1]);
}

/* The last word of a name says what it is, the ones before of what kind: "article-footer" is no
 * article. */
static enum html_part part_of_name(const char *name, size_t size)
{
    struct words words;
    enum html_part found = PART_UNKNOWN;
    split_name(name, size, &words);
    for (size_t i = 0; i < words.count; i++) {
        enum html_part part = look_up_pair(&words, i);
        if (part)
            i++;
        else
            part = look_up(words.bytes[i], words.sizes[i]);
        if (part)
            found = part;
    }
    return found;
}

/* Names are parted by blanks. One that says that this is the article decides, for themes add words
 * of all kinds to it ("hentry category-open-newsletter"); else the first that says anything. */
static enum html_part part_of_names(const char *names)
{
    static const char blanks[] = " \t\n\r\f";
    enum html_part found = PART_UNKNOWN;
    while (*(names += strspn(names, blanks))) {
        size_t size = strcspn(names, blanks);
        enum html_part part = part_of_name(names, size);
        if (part == PART_ARTICLE)
            return part;
        if (!found)
            found = part;
        names += size;
    }
    return found;
}

static bool has_style(const char *style, const char *property, const char *value)
{
    const char *at = strcasestr(style, property);
    if (!at)
        return false;
    at += strlen(property);
    at += strspn(at, " :\t");
    return strncasecmp(at, value, strlen(value)) == 0;
}

static bool is_hidden(const GumboNode *node)
{
    const char *style = html_attribute(node, "style");
    return gumbo_get_attribute(&node->v.element.attributes, "hidden") ||
           strcasecmp(html_attribute(node, "aria-hidden"), "true") == 0 ||
           has_style(style, "display", "none") || has_style(style, "visibility", "hidden");
}

struct rule {
    const char *value;
    enum html_part part;
};

static enum html_part find_rule(const struct rule *rules, const char *value)
{
    while (rules->value && strcasecmp(rules->value, value) != 0)
        rules++;
    return rules->part;
}

static enum html_part part_of_role(const char *role)
{
    static const struct rule roles[] = {
        {"navigation", PART_NAVIGATION},
        {"menu", PART_NAVIGATION},
        {"menubar", PART_NAVIGATION},
        {"banner", PART_NAVIGATION},
        {"search", PART_NAVIGATION},
        {"contentinfo", PART_FOOTER},
        {"complementary", PART_SIDEBAR},
        {"alert", PART_SUBSCRIPTION},
        {"dialog", PART_SUBSCRIPTION},
        {"alertdialog", PART_SUBSCRIPTION},
        {"main", PART_MAIN},
        {"article", PART_MAIN},
        {NULL, PART_UNKNOWN},
    };
    return find_rule(roles, role);
}

static enum html_part part_of_tag(GumboTag tag)
{
    switch (tag) {
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_MENU:
        return PART_NAVIGATION;
    case GUMBO_TAG_FOOTER:
        return PART_FOOTER;
    case GUMBO_TAG_ASIDE:
        return PART_SIDEBAR;
    case GUMBO_TAG_FIGCAPTION:
        return PART_CAPTION;
    case GUMBO_TAG_FIGURE:
        return PART_CAPTION;
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_MAIN:
        return PART_MAIN;
    default:
        return PART_UNKNOWN;
    }
}

enum html_part html_part_by_element(const GumboNode *node)
{
    if (node->type != GUMBO_NODE_ELEMENT)
        return PART_UNKNOWN;
    if (is_hidden(node))
        return PART_HIDDEN;
    if (strcasecmp(html_attribute(node, "itemprop"), "articleBody") == 0)
        return PART_ARTICLE;
    enum html_part part = part_of_tag(node->v.element.tag);
    return part ? part : part_of_role(html_attribute(node, "role"));
}

enum html_part html_part_of(const GumboNode *node)
{
    if (node->type != GUMBO_NODE_ELEMENT)
        return PART_UNKNOWN;
    enum html_part part = html_part_by_element(node);
    GumboTag tag = node->v.element.tag;
    if (part == PART_ARTICLE || part > PART_MAIN || tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_HTML)
        return part;
    enum html_part named = part_of_names(html_attribute(node, "class"));
    if (!named) {
        enum html_part id =
            part_of_name(html_attribute(node, "id"), strlen(html_attribute(node, "id")));
        named = id;
    }
    return named ? named : part;
}
