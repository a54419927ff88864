#include "article/layout.h"

#include "base/memory.h"
#include "base/sign.h"

#include <stdlib.h>
#include <string.h>

enum {
    EDGE_LINES = 3, /* at the top and at the foot of a page, that may be its running head */
    KEY_SIZE = 80,
};

/* A line at a page's edge as it is compared: figures are one, blanks are one. */
struct edge {
    char key[KEY_SIZE];
    size_t line; /* in the lines; of one key and page the first counts */
    bool foot;
};

static const char form_feed[] = "\u240C";

size_t layout_prepare(struct text *source)
{
    size_t count = 0, kept = 0;
    for (size_t at = 0; at < source->size; at++, kept++) {
        bool starts = !kept || source->bytes[kept - 1] == '\n' || source->bytes[kept - 1] == '\f';
        bool feeds =
            starts && source->size - at >= 3 && memcmp(source->bytes + at, form_feed, 3) == 0;
        source->bytes[kept] = feeds ? '\f' : source->bytes[at];
        at += feeds ? 2 : 0;
        count += feeds;
    }
    if (count) {
        source->size = kept;
        source->bytes[kept] = '\0';
    }
    return count;
}

static void make_key(const struct lines *lines, const struct line *line, char key[KEY_SIZE])
{
    size_t used = 0;
    struct span span = {line->span.start - span_size(line->marker), line->span.end};
    for (size_t i = span.start; i < span.end && used + 1 < KEY_SIZE; i++) {
        char c = lines->source[i];
        bool digit = c >= '0' && c <= '9';
        if (digit)
            c = '#';
        if ((digit || c == ' ') && used && key[used - 1] == c)
            continue;
        key[used++] = c;
    }
    key[used] = '\0';
}

static int compare_edges(const void *a, const void *b)
{
    const struct edge *left = a, *right = b;
    if (left->foot != right->foot)
        return left->foot ? 1 : -1;
    int order = strcmp(left->key, right->key);
    if (order)
        return order;
    return left->line < right->line ? -1 : left->line > right->line;
}

static void add_edge(struct edge **edges, size_t *count, size_t *capacity,
                     const struct lines *lines, size_t line, bool foot)
{
    struct edge edge = {.line = line, .foot = foot};
    make_key(lines, &lines->items[line], edge.key);
    MEMORY_APPEND(*edges, *count, *capacity, edge);
}

static bool is_number(const char *key)
{
    static const char *const forms[] = {"#", "- # -", "-#-", "[#]", "(#)", "Page #", "page #"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (strcmp(key, forms[i]) == 0)
            return true;
    return false;
}

/* Marks the lines of edges with one key, where they stand on most pages or are bare numbers. */
static void drop_repeated(const struct lines *lines, const struct edge *edges, size_t count,
                          size_t pages, bool *dropped)
{
    size_t on = 0, last = pages;
    for (size_t i = 0; i < count; i++) {
        size_t page = lines->items[edges[i].line].page;
        on += page != last;
        last = page;
    }
    if (!is_number(edges[0].key) && (on < 2 || on * 2 < pages))
        return;
    for (size_t i = 0; i < count; i++)
        dropped[edges[i].line] = true;
}

static void find_running_heads(const struct lines *lines, size_t pages, bool *dropped)
{
    struct edge *edges = NULL;
    size_t count = 0, capacity = 0;
    for (size_t start = 0, end; start < lines->count; start = end) {
        end = start;
        while (end < lines->count && lines->items[end].page == lines->items[start].page)
            end++;
        for (size_t i = 0; i < EDGE_LINES && start + i < end; i++) {
            add_edge(&edges, &count, &capacity, lines, start + i, false);
            add_edge(&edges, &count, &capacity, lines, end - 1 - i, true);
        }
    }
    if (count)
        qsort(edges, count, sizeof *edges, compare_edges);
    for (size_t start = 0, end; start < count; start = end) {
        end = start + 1;
        while (end < count && edges[end].foot == edges[start].foot &&
               strcmp(edges[end].key, edges[start].key) == 0)
            end++;
        drop_repeated(lines, edges + start, end - start, pages, dropped);
    }
    free(edges);
}

static bool goes_on(const struct lines *lines, const struct line *before, const struct line *line)
{
    size_t at = before->span.end;
    uint32_t last = sign_before(lines->source, before->span.start, &at);
    uint32_t first = sign_at(lines->source, line->span.start, line->span.end);
    return !strchr(".!?:", (int)(last < 0x80 ? last : '-')) && sign_is_lower(first) &&
           span_is_empty(line->marker);
}

void layout_join_pages(struct lines *lines)
{
    for (size_t i = 1; i < lines->count; i++) {
        struct line *before = &lines->items[i - 1], *line = &lines->items[i];
        if (before->page != line->page)
            line->after_blank = !goes_on(lines, before, line);
    }
}

void layout_drop_heads(struct lines *lines)
{
    size_t kept = 0;
    if (!lines->count)
        return;
    size_t pages = lines->items[lines->count - 1].page + 1;
    bool *dropped = memory_new(lines->count, sizeof *dropped);
    find_running_heads(lines, pages, dropped);
    for (size_t i = 0; i < lines->count; i++) {
        if (dropped[i])
            continue;
        lines->items[kept] = lines->items[i];
        lines->items[kept++].after_blank |= i && dropped[i - 1];
    }
    lines->count = kept;
    free(dropped);
}
