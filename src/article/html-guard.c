#include "article/html-guard.h"

#include <setjmp.h>
#include <string.h>
#include <strings.h>

enum {
    DEPTH_MAX = 256, /* open elements; browsers stop at 512 */
    FORMAT_MAX = 8,  /* open elements of the kinds that HTML opens again in each new block */
    TREE_MAX = 512 * 1024 * 1024, /* bytes of a tree */
    ATTRIBUTES_MAX = 64,          /* of a tag */
    NAME_SIZE = 12,
};

/* Tags that an unclosed one carries over into every block behind it. */
static const char *const format_tags[] = {
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
};
enum { FORMAT_COUNT = sizeof format_tags / sizeof *format_tags };

/* Tags that open nothing that stays open: they have no end, or the next of their kind ends them. */
static const char *const flat_tags[] = {
    "area", "base", "br",     "col", "dd",    "dt",     "embed", "hr", "img",   "input", "li",
    "link", "meta", "option", "p",   "param", "source", "td",    "th", "track", "tr",    "wbr",
};
enum { FLAT_COUNT = sizeof flat_tags / sizeof *flat_tags };

/* Elements whose content is no markup. */
static const char *const raw_tags[] = {"script", "style", "textarea", "title", "xmp", "iframe"};
enum { RAW_COUNT = sizeof raw_tags / sizeof *raw_tags };

struct scan {
    struct text *source;
    size_t depth;
    size_t formats, open[FORMAT_COUNT];
};

static size_t find_name(const char *const names[], size_t count, const char *name)
{
    size_t i = 0;
    while (i < count && strcmp(names[i], name) != 0)
        i++;
    return i;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static void blank(struct text *source, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++)
        if (source->bytes[i] != '\n')
            source->bytes[i] = ' ';
}

/* Where one is in a tag, as the HTML tokenizer has it. */
enum place { BETWEEN, IN_NAME, BEHIND_NAME, BEFORE_VALUE, IN_VALUE, IN_QUOTES };

static enum place next_place(enum place place, char c, char *quote)
{
    switch (place) {
    case IN_QUOTES:
        return c == *quote ? BETWEEN : IN_QUOTES;
    case BEFORE_VALUE:
        *quote = c;
        if (c == '"' || c == '\'')
            return IN_QUOTES;
        return is_blank(c) ? BEFORE_VALUE : IN_VALUE;
    case IN_VALUE:
        return is_blank(c) ? BETWEEN : IN_VALUE;
    case IN_NAME:
    case BEHIND_NAME:
        if (c == '=')
            return BEFORE_VALUE;
        if (c == '/')
            return BETWEEN;
        return is_blank(c) ? BEHIND_NAME : IN_NAME;
    case BETWEEN:
        break;
    }
    return is_blank(c) || c == '/' ? BETWEEN : IN_NAME;
}

/* The end of the tag at `at`, which is behind its name's first letter. Attributes past the bound
 * are blanked: the parser compares each with all before it. */
static size_t tag_end(struct text *source, size_t at)
{
    enum place place = IN_NAME;
    size_t names = 0, bound = 0;
    char quote = 0;
    for (; at < source->size; at++) {
        char c = source->bytes[at];
        if (c == '>' && place != IN_QUOTES)
            break;
        enum place next = next_place(place, c, &quote);
        names += next == IN_NAME && place != IN_NAME;
        if (names > ATTRIBUTES_MAX && !bound)
            bound = at;
        place = next;
    }
    if (bound)
        blank(source, bound, at);
    return at < source->size ? at + 1 : at;
}

static void read_name(const struct text *source, size_t at, char name[NAME_SIZE])
{
    size_t size = 0;
    memset(name, 0, NAME_SIZE);
    for (; at < source->size && size + 1 < NAME_SIZE; at++) {
        char c = source->bytes[at];
        if (!is_letter(c) && !(size && c >= '0' && c <= '9'))
            break;
        name[size++] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
}

/* Whether the tag may stay. */
static bool take_open(struct scan *scan, const char *name)
{
    size_t format = find_name(format_tags, FORMAT_COUNT, name);
    if (format < FORMAT_COUNT) {
        scan->open[format]++;
        return ++scan->formats <= FORMAT_MAX;
    }
    if (find_name(flat_tags, FLAT_COUNT, name) < FLAT_COUNT)
        return true;
    return ++scan->depth <= DEPTH_MAX;
}

static bool take_close(struct scan *scan, const char *name)
{
    size_t format = find_name(format_tags, FORMAT_COUNT, name);
    if (format < FORMAT_COUNT) {
        if (!scan->open[format])
            return true;
        scan->open[format]--;
        return scan->formats-- <= FORMAT_MAX;
    }
    if (find_name(flat_tags, FLAT_COUNT, name) < FLAT_COUNT || !scan->depth)
        return true;
    return scan->depth-- <= DEPTH_MAX;
}

/* Behind the end tag of an element without markup in it. */
static size_t skip_raw(struct text *source, size_t at, const char *name)
{
    size_t size = strlen(name);
    while (at < source->size) {
        const char *end = memchr(source->bytes + at, '<', source->size - at);
        if (!end)
            break;
        at = (size_t)(end - source->bytes) + 1;
        if (source->bytes[at] == '/' && source->size - at > size &&
            strncasecmp(source->bytes + at + 1, name, size) == 0)
            return tag_end(source, at);
    }
    return source->size;
}

static size_t skip_comment(const struct text *source, size_t at)
{
    const char *end = memmem(source->bytes + at, source->size - at, "-->", 3);
    return end ? (size_t)(end - source->bytes) + 3 : source->size;
}

/* Reads the tag at `at` and goes behind it. */
static size_t scan_tag(struct scan *scan, size_t at)
{
    struct text *source = scan->source;
    char name[NAME_SIZE];
    if (source->size - at > 4 && memcmp(source->bytes + at, "<!--", 4) == 0)
        return skip_comment(source, at + 2);
    bool closes = source->bytes[at + 1] == '/';
    size_t from = at + 1 + closes;
    if (from >= source->size || !is_letter(source->bytes[from]))
        return at + 1;
    size_t end = tag_end(source, from);
    read_name(source, from, name);
    if (!(closes ? take_close(scan, name) : take_open(scan, name)))
        blank(source, at, end);
    else if (!closes && find_name(raw_tags, RAW_COUNT, name) < RAW_COUNT) {
        scan->depth--;
        return skip_raw(source, end, name);
    }
    return end;
}

void html_bound_depth(struct text *source)
{
    struct scan scan = {.source = source};
    for (size_t at = 0; at < source->size;) {
        const char *tag = memchr(source->bytes + at, '<', source->size - at);
        if (!tag)
            return;
        at = scan_tag(&scan, (size_t)(tag - source->bytes));
    }
}

/* The parser cannot be told that memory ended; it is left by a jump, and the arena holds all it
 * took. */
struct guard {
    struct arena *arena;
    size_t used;
    jmp_buf out;
};

static void *take(void *userdata, size_t size)
{
    struct guard *guard = userdata;
    guard->used += size;
    if (size > TREE_MAX || guard->used > TREE_MAX)
        longjmp(guard->out, 1);
    return arena_take(guard->arena, 1, size);
}

static void give_back(void *userdata, void *memory)
{
    (void)userdata;
    (void)memory;
}

const GumboOutput *html_parse_guarded(const struct text *source, struct arena *arena)
{
    struct guard guard = {.arena = arena};
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = take;
    options.deallocator = give_back;
    options.userdata = &guard;
    options.max_errors = 0;
    if (setjmp(guard.out))
        return NULL;
    return gumbo_parse_with_options(&options, text_string(source), source->size);
}
