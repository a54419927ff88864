#include "article/html-tree.h"

#include "article/html-part.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

struct builder {
    struct html_tree *tree;
    size_t element;        /* that is open */
    size_t linked, strong; /* open elements of these kinds */
    size_t breaks;         /* line breaks since the last word */
    bool open;             /* a block has begun */
    bool blank;            /* blanks stand before the next word */
};

static const GumboTag inline_tags[] = {
    GUMBO_TAG_A,        GUMBO_TAG_ABBR,   GUMBO_TAG_ACRONYM, GUMBO_TAG_B,     GUMBO_TAG_BDI,
    GUMBO_TAG_BDO,      GUMBO_TAG_BIG,    GUMBO_TAG_CITE,    GUMBO_TAG_CODE,  GUMBO_TAG_DATA,
    GUMBO_TAG_DEL,      GUMBO_TAG_DFN,    GUMBO_TAG_EM,      GUMBO_TAG_FONT,  GUMBO_TAG_I,
    GUMBO_TAG_IMG,      GUMBO_TAG_INS,    GUMBO_TAG_KBD,     GUMBO_TAG_LABEL, GUMBO_TAG_MARK,
    GUMBO_TAG_NOBR,     GUMBO_TAG_Q,      GUMBO_TAG_RB,      GUMBO_TAG_RP,    GUMBO_TAG_RT,
    GUMBO_TAG_RTC,      GUMBO_TAG_RUBY,   GUMBO_TAG_S,       GUMBO_TAG_SAMP,  GUMBO_TAG_SMALL,
    GUMBO_TAG_SPAN,     GUMBO_TAG_STRIKE, GUMBO_TAG_STRONG,  GUMBO_TAG_SUB,   GUMBO_TAG_SUP,
    GUMBO_TAG_TIME,     GUMBO_TAG_TT,     GUMBO_TAG_U,       GUMBO_TAG_VAR,   GUMBO_TAG_WBR,
    GUMBO_TAG_BR,       GUMBO_TAG_INPUT,  GUMBO_TAG_SCRIPT,  GUMBO_TAG_STYLE, GUMBO_TAG_SVG,
    GUMBO_TAG_TEMPLATE, GUMBO_TAG_LAST,
};

/* Elements that hold nothing to read. */
static const GumboTag silent_tags[] = {
    GUMBO_TAG_APPLET, GUMBO_TAG_AUDIO,    GUMBO_TAG_BUTTON,   GUMBO_TAG_CANVAS, GUMBO_TAG_DATALIST,
    GUMBO_TAG_EMBED,  GUMBO_TAG_HEAD,     GUMBO_TAG_IFRAME,   GUMBO_TAG_MAP,    GUMBO_TAG_NOSCRIPT,
    GUMBO_TAG_OBJECT, GUMBO_TAG_OPTION,   GUMBO_TAG_SCRIPT,   GUMBO_TAG_SELECT, GUMBO_TAG_STYLE,
    GUMBO_TAG_SVG,    GUMBO_TAG_TEMPLATE, GUMBO_TAG_TEXTAREA, GUMBO_TAG_TITLE,  GUMBO_TAG_VIDEO,
    GUMBO_TAG_RP,     GUMBO_TAG_RT,       GUMBO_TAG_LAST,
};

static const GumboTag strong_tags[] = {GUMBO_TAG_B, GUMBO_TAG_STRONG, GUMBO_TAG_EM, GUMBO_TAG_I,
                                       GUMBO_TAG_LAST};

static bool is_one_of(const GumboTag *tags, GumboTag tag)
{
    while (*tags != GUMBO_TAG_LAST && *tags != tag)
        tags++;
    return *tags == tag && tag != GUMBO_TAG_LAST;
}

static bool is_element(const GumboNode *node)
{
    return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

static GumboTag tag_of(const GumboNode *node)
{
    return is_element(node) ? node->v.element.tag : GUMBO_TAG_LAST;
}

bool html_is_tag(const struct html_element *element, GumboTag tag)
{
    return tag_of(element->node) == tag;
}

/* Whether a node is part of the line it stands in. What begins a line and says that it is a date, a
 * caption or the like stands alone. */
static bool flows(const struct builder *builder, const GumboNode *node)
{
    GumboTag tag = tag_of(node);
    if (!is_one_of(inline_tags, tag))
        return false;
    bool may_stand_alone = tag == GUMBO_TAG_SPAN || tag == GUMBO_TAG_TIME || tag == GUMBO_TAG_SMALL;
    return builder->open || !may_stand_alone || !html_part_why(html_part_of(node));
}

static enum block_kind kind_in(const struct html_tree *tree, size_t element)
{
    for (;; element = tree->elements[element].parent) {
        GumboTag tag = tag_of(tree->elements[element].node);
        if (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6)
            return BLOCK_HEADING;
        if (tag == GUMBO_TAG_LI || tag == GUMBO_TAG_DD || tag == GUMBO_TAG_DT)
            return BLOCK_ITEM;
        if (tag == GUMBO_TAG_BLOCKQUOTE)
            return BLOCK_QUOTATION;
        if (element == tree->elements[element].parent || tag == GUMBO_TAG_DIV ||
            tag == GUMBO_TAG_TD || tag == GUMBO_TAG_ARTICLE || tag == GUMBO_TAG_SECTION)
            return BLOCK_PARAGRAPH;
    }
}

static void close_block(struct builder *builder)
{
    builder->open = builder->blank = false;
    builder->breaks = 0;
}

static void open_block(struct builder *builder, size_t line)
{
    struct html_tree *tree = builder->tree;
    struct html_block block = {
        .kind = kind_in(tree, builder->element),
        .element = builder->element,
        .span = {tree->text.size, tree->text.size},
        .mark = tree->line_count,
        .line = line,
    };
    MEMORY_APPEND(tree->blocks, tree->block_count, tree->block_capacity, block);
    builder->open = true;
}

static void add_word(struct builder *builder, const char *word, size_t size, size_t line)
{
    struct html_tree *tree = builder->tree;
    if (builder->breaks > 1)
        close_block(builder);
    if (!builder->open)
        open_block(builder, line);
    else if (builder->blank || builder->breaks)
        text_add_byte(&tree->text, ' ');
    struct html_block *block = &tree->blocks[tree->block_count - 1];
    if (tree->line_count == block->mark || tree->lines[tree->line_count - 1].line != line) {
        struct line_mark mark = {tree->text.size, line};
        MEMORY_APPEND(tree->lines, tree->line_count, tree->line_capacity, mark);
    }
    size_t before = block->span.end;
    text_append(&tree->text, word, size);
    block->span.end = tree->text.size;
    block->linked += builder->linked ? block->span.end - before : 0;
    block->strong += builder->strong ? block->span.end - before : 0;
    builder->blank = false;
    builder->breaks = 0;
}

/* The length of the blank at `at`, 0 where there is none. */
static size_t blank_size(const char *at)
{
    if (*at && strchr(" \t\n\r\f", *at))
        return 1;
    return at[0] == '\xC2' && at[1] == '\xA0' ? 2 : 0;
}

static void add_text(struct builder *builder, const GumboText *text)
{
    size_t line = text->start_pos.line;
    for (const char *at = text->text; *at;) {
        size_t blank = blank_size(at);
        if (blank) {
            line += *at == '\n';
            builder->blank = true;
            at += blank;
            continue;
        }
        const char *word = at;
        while (*at && !blank_size(at))
            at++;
        add_word(builder, word, (size_t)(at - word), line);
    }
}

static void enter(struct builder *builder, const GumboNode *node)
{
    struct html_tree *tree = builder->tree;
    GumboTag tag = tag_of(node);
    builder->linked += tag == GUMBO_TAG_A;
    builder->strong += is_one_of(strong_tags, tag);
    if (flows(builder, node))
        return;
    close_block(builder);
    struct html_element element = {
        .node = node, .parent = builder->element, .block_start = tree->block_count};
    builder->element = tree->element_count;
    MEMORY_APPEND(tree->elements, tree->element_count, tree->element_capacity, element);
}

static void leave(struct builder *builder, const GumboNode *node)
{
    struct html_tree *tree = builder->tree;
    GumboTag tag = tag_of(node);
    builder->linked -= tag == GUMBO_TAG_A;
    builder->strong -= is_one_of(strong_tags, tag);
    struct html_element *element = &tree->elements[builder->element];
    if (element->node != node)
        return;
    close_block(builder);
    element->end = tree->element_count;
    element->block_end = tree->block_count;
    builder->element = element->parent;
}

static void visit(struct builder *builder, const GumboNode *node)
{
    if (is_element(node))
        enter(builder, node);
    else if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA)
        add_text(builder, &node->v.text);
    else if (node->type == GUMBO_NODE_WHITESPACE)
        builder->blank = true;
    if (tag_of(node) == GUMBO_TAG_BR)
        builder->breaks++;
}

/* A node whose content is being read. */
struct frame {
    const GumboNode *node;
    size_t next; /* child */
};

static const GumboNode *next_child(struct frame *frame)
{
    const GumboNode *node = frame->node;
    if (!is_element(node) || is_one_of(silent_tags, tag_of(node)) ||
        (is_one_of(inline_tags, tag_of(node)) && html_part_of(node) == PART_HIDDEN) ||
        frame->next >= node->v.element.children.length)
        return NULL;
    return node->v.element.children.data[frame->next++];
}

void html_tree_build(const GumboNode *root, struct html_tree *tree)
{
    struct builder builder = {.tree = tree};
    struct frame *stack = NULL, first = {root, 0};
    size_t depth = 0, capacity = 0;
    visit(&builder, root);
    MEMORY_APPEND(stack, depth, capacity, first);
    while (depth) {
        const GumboNode *child = next_child(&stack[depth - 1]);
        if (child) {
            struct frame frame = {child, 0};
            visit(&builder, child);
            MEMORY_APPEND(stack, depth, capacity, frame);
        } else if (is_element(stack[--depth].node)) {
            leave(&builder, stack[depth].node);
        }
    }
    free(stack);
}

void html_append_text(struct text *out, const GumboNode *node)
{
    const GumboVector *children = &node->v.element.children;
    for (size_t i = 0; is_element(node) && i < children->length; i++) {
        const GumboNode *child = children->data[i];
        if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_CDATA)
            text_add(out, child->v.text.text);
    }
}

void html_tree_free(struct html_tree *tree)
{
    text_free(&tree->text);
    free(tree->elements);
    free(tree->blocks);
    free(tree->lines);
    *tree = (struct html_tree){0};
}
