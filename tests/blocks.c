#include "blocks.h"

#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

struct article *blocks_read(const char *path, const char *bytes, size_t size,
                            struct article_options options)
{
    struct failure failure = {""};
    struct article *article = article_read(path, bytes, size, options, &failure);
    assert_string_equal(failure.message, "");
    assert_non_null(article);
    return article;
}

void assert_blocks(const struct article *article, const struct expected *expected)
{
    size_t i = 0;
    for (; expected[i].text; i++) {
        assert_true(i < article->block_count);
        const struct block *block = &article->blocks[i];
        struct text text = {0};
        text_append(&text, article->text + block->span.start, span_size(block->span));
        assert_string_equal(text_string(&text), expected[i].text);
        assert_int_equal(block->kind, expected[i].kind);
        assert_string_equal(block->marker, expected[i].marker);
        assert_int_equal(article_line(article, block->span.start), expected[i].line);
        text_free(&text);
    }
    assert_int_equal(article->block_count, i);
}
