/* For the tests of what becomes of a file: reading an article, and the blocks it should have. */
#ifndef ABREAST_TESTS_BLOCKS_H
#define ABREAST_TESTS_BLOCKS_H

#include "article/article.h"

/* What a block is expected to be; the list ends with a NULL text. */
struct expected {
    enum block_kind kind;
    const char *marker; /* "" where it has none */
    size_t line;
    const char *text;
};

/* An article that must be read without a failure. The caller frees it. */
struct article *blocks_read(const char *path, const char *bytes, size_t size,
                            struct article_options options);

void assert_blocks(const struct article *article, const struct expected *expected);

#endif
