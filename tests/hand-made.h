/* Two small articles and their comparison made by hand, for tests of what comes after the engine:
 * every block is one sentence and one statement, block i stands on line 2 * i + 1. */
#ifndef ABREAST_TESTS_HAND_MADE_H
#define ABREAST_TESTS_HAND_MADE_H

#include "base/memory.h"
#include "compare/compare.h"

#include <stdlib.h>
#include <string.h>

struct hand_block {
    enum block_kind kind;
    const char *text;
};

struct hand_side {
    struct article article;
    struct analysis analysis;
    struct text text;
};

struct hand_made {
    struct hand_side sides[SIDE_COUNT];
    struct comparison comparison;
};

static inline void hand_side_make(struct hand_side *side, const char *path, const char *outlet,
                                  const struct hand_block *blocks, size_t count)
{
    struct article *article = &side->article;
    struct analysis *analysis = &side->analysis;
    article->path = path;
    article->outlet = outlet;
    article->blocks = memory_new(count, sizeof *article->blocks);
    article->lines = memory_new(count, sizeof *article->lines);
    analysis->sentences = memory_new(count, sizeof *analysis->sentences);
    analysis->statements = memory_new(count, sizeof *analysis->statements);
    for (size_t i = 0; i < count; i++) {
        text_add(&side->text, i ? "\n\n" : "");
        size_t start = side->text.size;
        text_add(&side->text, blocks[i].text);
        struct span span = {start, side->text.size};
        article->blocks[i] = (struct block){.kind = blocks[i].kind, .span = span, .marker = ""};
        article->lines[i] = (struct line_mark){start, 2 * i + 1};
        analysis->sentences[i] = (struct sentence){span, i};
        analysis->statements[i] = (struct statement){.span = span, .sentence = i, .block = i};
    }
    article->block_count = article->line_count = count;
    analysis->sentence_count = analysis->statement_count = count;
    article->text = text_string(&side->text);
    article->size = side->text.size;
    analysis->article = article;
}

static inline void hand_made_join(struct hand_made *made, struct link *links, size_t count)
{
    made->comparison = (struct comparison){
        .left = &made->sides[SIDE_LEFT].analysis,
        .right = &made->sides[SIDE_RIGHT].analysis,
        .links = links,
        .link_count = count,
        .same_event = true,
    };
}

static inline void hand_made_free(struct hand_made *made)
{
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++) {
        free(made->sides[side].article.blocks);
        free(made->sides[side].article.lines);
        free(made->sides[side].analysis.sentences);
        free(made->sides[side].analysis.statements);
        text_free(&made->sides[side].text);
    }
}

/* The first place of `word` in the text of one side. */
static inline struct span hand_span(const struct hand_made *made, enum side side, const char *word)
{
    const char *text = made->sides[side].article.text;
    const char *found = strstr(text, word);
    size_t start = found ? (size_t)(found - text) : 0;
    return (struct span){start, found ? start + strlen(word) : start};
}

#endif
