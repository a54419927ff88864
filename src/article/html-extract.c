#include "article/html-extract.h"

#include "article/html-part.h"
#include "article/shape.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Shares in percent. */
enum {
    PROSE_SIZE = 60,    /* bytes of a block that may be the article's text */
    LINKED_MOST = 50,   /* of prose may be links */
    LIST_LINKED = 50,   /* of a list that is one of links */
    CHILD_SHARE = 70,   /* of an element's prose in one of its children: the article is in there */
    ARTICLE_SHARE = 35, /* of the page's prose in what calls itself the article */
    WRONG_SHARE = 60,   /* of the page's prose in what calls itself no article: it is wrong */
    INNER_SHARE = 25,   /* the same of the prose in what calls itself the article */
    NAMED_SHARE = 10,   /* of the largest, for a second stretch that calls itself the article */
    KEPT_MIN = 300,     /* bytes; an article that is less may have been missed */
    KEPT_GAIN = 3,      /* times as much that another way must find then */
    AROUND_SHARE = 130, /* of the named, that may stand round them */
};

static const char outside[] = "outside the article";

struct extract {
    const struct html_tree *tree;
    enum html_part *parts; /* for each element */
    size_t *prose;         /* bytes of prose in the blocks before each */
    const char **why;      /* for each block */
};

static bool share_is(size_t part, size_t whole, size_t percent)
{
    return part * 100 >= whole * percent;
}

static bool is_prose(const struct html_tree *tree, const struct html_block *block)
{
    size_t size = span_size(block->span);
    if (block->kind == BLOCK_HEADING || size < PROSE_SIZE ||
        share_is(block->linked, size, LINKED_MOST))
        return false;
    struct shape shape = shape_of(tree->text.bytes, block->span);
    return shape_is_running(&shape) || shape.last == ':';
}

static void count_prose(struct extract *extract)
{
    const struct html_tree *tree = extract->tree;
    size_t sum = 0;
    for (size_t i = 0; i < tree->block_count; i++) {
        const struct html_block *block = &tree->blocks[i];
        extract->prose[i] = sum;
        if (!extract->why[i] && is_prose(tree, block))
            sum += span_size(block->span) - block->linked;
    }
    extract->prose[tree->block_count] = sum;
}

static size_t prose_in(const struct extract *extract, size_t element)
{
    const struct html_element *e = &extract->tree->elements[element];
    return extract->prose[e->block_end] - extract->prose[e->block_start];
}

static void leave_out(struct extract *extract, size_t start, size_t end, const char *why)
{
    for (size_t i = start; i < end; i++)
        if (!extract->why[i])
            extract->why[i] = why;
}

/* The prose of the innermost element round this one that calls itself the article; 0 without. */
static size_t article_round(const struct extract *extract, size_t element)
{
    while (element && extract->parts[element] != PART_ARTICLE)
        element = extract->tree->elements[element].parent;
    return element ? prose_in(extract, element) : 0;
}

/* Whether an element that says it is no article is to be believed. */
static bool is_noise(const struct extract *extract, size_t element)
{
    enum html_part part = extract->parts[element];
    size_t prose = prose_in(extract, element);
    if (!html_part_why(part))
        return false;
    if (part == PART_COMMENTS || !prose)
        return true;
    size_t inner = article_round(extract, element);
    if (inner && part != PART_RELATED && part != PART_HIDDEN && share_is(prose, inner, INNER_SHARE))
        return false;
    return !share_is(prose, prose_in(extract, 0), WRONG_SHARE);
}

/* Quotations from networks stand among their buttons. */
static void leave_out_part(struct extract *extract, size_t element)
{
    const struct html_element *e = &extract->tree->elements[element];
    enum html_part part = extract->parts[element];
    bool embeds = part == PART_SHARE || part == PART_TOOLS || part == PART_ADVERTISEMENT;
    for (size_t i = e->block_start; i < e->block_end; i++)
        if (!embeds || extract->tree->blocks[i].kind != BLOCK_QUOTATION)
            leave_out(extract, i, i + 1, html_part_why(part));
}

static void leave_out_parts(struct extract *extract)
{
    const struct html_tree *tree = extract->tree;
    for (size_t i = 0; i < tree->element_count;) {
        if (is_noise(extract, i)) {
            leave_out_part(extract, i);
            i = tree->elements[i].end;
        } else {
            i++;
        }
    }
}

static bool is_leaf(const struct html_element *element)
{
    static const GumboTag tags[] = {GUMBO_TAG_P,  GUMBO_TAG_LI, GUMBO_TAG_BLOCKQUOTE,
                                    GUMBO_TAG_UL, GUMBO_TAG_OL, GUMBO_TAG_PRE};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (html_is_tag(element, tags[i]))
            return true;
    return false;
}

/* The child with most prose; the element itself without children. */
static size_t richest_child(const struct extract *extract, size_t element)
{
    const struct html_element *elements = extract->tree->elements;
    size_t best = element, most = 0;
    for (size_t i = element + 1; i < elements[element].end; i = elements[i].end)
        if (prose_in(extract, i) > most) {
            most = prose_in(extract, i);
            best = i;
        }
    return best;
}

/* The innermost element with most of the prose; what calls itself the article stops the search. */
static size_t find_container(const struct extract *extract)
{
    const struct html_element *elements = extract->tree->elements;
    size_t at = 0;
    while (extract->parts[at] != PART_ARTICLE) {
        size_t child = richest_child(extract, at);
        if (child == at || is_leaf(&elements[child]) ||
            !share_is(prose_in(extract, child), prose_in(extract, at), CHILD_SHARE))
            break;
        at = child;
    }
    return at;
}

static bool is_inside(const struct html_tree *tree, size_t element, size_t outer)
{
    return outer <= element && element < tree->elements[outer].end;
}

/* Some pages cut the article in stretches that are named alike: the element round all of them,
 * unless much else is in it, too. */
static size_t widen(const struct extract *extract, size_t best, size_t most)
{
    const struct html_tree *tree = extract->tree;
    size_t named = most, round = best;
    for (size_t i = 1; i < tree->element_count;) {
        size_t prose = extract->parts[i] == PART_ARTICLE ? prose_in(extract, i) : 0;
        if (!prose || is_inside(tree, best, i) || !share_is(prose, most, NAMED_SHARE)) {
            i++;
            continue;
        }
        if (!is_inside(tree, i, best)) {
            named += prose;
            while (!is_inside(tree, i, round))
                round = tree->elements[round].parent;
        }
        i = tree->elements[i].end;
    }
    for (size_t up = tree->elements[round].parent; round; up = tree->elements[up].parent) {
        if (!share_is(named * AROUND_SHARE / 100, prose_in(extract, up), 100))
            break;
        round = up;
    }
    return prose_in(extract, round) * 100 <= named * AROUND_SHARE ? round : best;
}

/* The element that calls itself the article and holds most prose; 0 where none holds enough. */
static size_t find_named(const struct extract *extract)
{
    const struct html_tree *tree = extract->tree;
    size_t best = 0, most = 0;
    for (size_t i = 1; i < tree->element_count; i++)
        if (extract->parts[i] == PART_ARTICLE && prose_in(extract, i) > most) {
            most = prose_in(extract, i);
            best = i;
        }
    if (!best || !share_is(most, prose_in(extract, 0), ARTICLE_SHARE))
        return 0;
    return widen(extract, best, most);
}

static void leave_out_links(struct extract *extract, size_t element)
{
    const struct html_tree *tree = extract->tree;
    const struct html_element *e = &tree->elements[element];
    size_t size = 0, linked = 0;
    for (size_t i = e->block_start; i < e->block_end; i++) {
        size += span_size(tree->blocks[i].span);
        linked += tree->blocks[i].linked;
    }
    if (size && share_is(linked, size, LIST_LINKED))
        leave_out(extract, e->block_start, e->block_end, "links");
}

static void leave_out_lists(struct extract *extract, size_t container)
{
    const struct html_element *elements = extract->tree->elements;
    for (size_t i = container + 1; i < elements[container].end; i++)
        if (html_is_tag(&elements[i], GUMBO_TAG_UL) || html_is_tag(&elements[i], GUMBO_TAG_OL) ||
            html_is_tag(&elements[i], GUMBO_TAG_TABLE))
            leave_out_links(extract, i);
}

static void leave_out_blocks(struct extract *extract, size_t start, size_t end)
{
    const struct html_tree *tree = extract->tree;
    for (size_t i = start; i < end; i++) {
        const struct html_block *block = &tree->blocks[i];
        size_t size = span_size(block->span);
        if (!extract->why[i] && block->kind != BLOCK_HEADING && block->linked * 10 >= size * 8)
            extract->why[i] = "links";
    }
}

/* A heading with nothing under it heads what was left out. */
static void leave_out_headings(struct extract *extract, size_t start, size_t end)
{
    bool followed = false;
    for (size_t i = end; i-- > start;) {
        if (extract->tree->blocks[i].kind != BLOCK_HEADING)
            followed = !extract->why[i];
        else if (!followed && !extract->why[i])
            extract->why[i] = "heading of what was left out";
    }
}

static void choose(struct extract *extract)
{
    const struct html_tree *tree = extract->tree;
    count_prose(extract);
    leave_out_parts(extract);
    count_prose(extract);
    size_t container = find_named(extract);
    if (!container)
        container = find_container(extract);
    const struct html_element *element = &tree->elements[container];
    leave_out(extract, 0, element->block_start, outside);
    leave_out(extract, element->block_end, tree->block_count, outside);
    leave_out_lists(extract, container);
    leave_out_blocks(extract, element->block_start, element->block_end);
    leave_out_headings(extract, element->block_start, element->block_end);
}

static size_t kept_bytes(const struct extract *extract)
{
    size_t kept = 0;
    for (size_t i = 0; i < extract->tree->block_count; i++)
        kept += extract->why[i] ? 0 : span_size(extract->tree->blocks[i].span);
    return kept;
}

/* Chooses by what `part_of` says of the elements. The bytes that are the article's. */
static size_t choose_by(struct extract *extract, enum html_part (*part_of)(const GumboNode *node))
{
    const struct html_tree *tree = extract->tree;
    for (size_t i = 0; i < tree->element_count; i++)
        extract->parts[i] = part_of(tree->elements[i].node);
    for (size_t i = 0; i < tree->block_count; i++)
        extract->why[i] = NULL;
    choose(extract);
    return kept_bytes(extract);
}

struct html_choice html_choose(const struct html_tree *tree)
{
    struct extract extract = {
        .tree = tree,
        .parts = memory_new(tree->element_count, sizeof *extract.parts),
        .prose = memory_new(tree->block_count + 1, sizeof *extract.prose),
        .why = memory_new(tree->block_count + 1, sizeof *extract.why),
    };
    size_t kept = choose_by(&extract, html_part_of);
    if (kept < KEPT_MIN && /* class words may have hidden the article */
        choose_by(&extract, html_part_by_element) < KEPT_GAIN * kept)
        choose_by(&extract, html_part_of);
    free(extract.parts);
    free(extract.prose);
    return (struct html_choice){.why = extract.why, .kept = kept_bytes(&extract)};
}
