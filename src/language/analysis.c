#include "language/analysis.h"

#include "language/aside.h"

enum { ENGLISH_WORDS_MIN = 40 };

/* Of running English more than three words in ten are small words that every text is full of. */
static bool looks_english(const struct analysis *analysis)
{
    size_t words = 0, stops = 0;
    for (size_t i = 0; i < analysis->token_count; i++) {
        words += analysis->tokens[i].kind == TOKEN_WORD;
        stops += (analysis->tokens[i].flags & TOKEN_STOP) != 0;
    }
    return words < ENGLISH_WORDS_MIN || stops * 100 >= words * 22;
}

const char *stance_name(enum stance stance)
{
    static const char *const names[] = {"said", "denied", "doubted"};
    return names[stance];
}

const char *certainty_name(enum certainty certainty)
{
    static const char *const names[] = {"asserted", "reported", "tentative"};
    return names[certainty];
}

struct analysis analysis_make(struct article *article)
{
    struct analysis analysis = {.article = article};
    sentences_find(&analysis);
    statements_find(&analysis);
    tokens_find(&analysis);
    asides_find(&analysis);
    attributions_find(&analysis);
    if (!looks_english(&analysis))
        article_warn(article, "does not look like English: links may be few or wrong");
    return analysis;
}

size_t analysis_statement(const struct analysis *analysis, size_t offset)
{
    size_t low = 0, high = analysis->statement_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (analysis->statements[middle].span.end <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
