#include "fuzz-entry.h"

#include "article/article.h"
#include "language/analysis.h"
#include "play.h"
#include "settings.h"

#include <string.h>
#include <unistr.h>

static void check_article(const struct article *article)
{
    size_t end = 0;
    demand(article->block_count > 0, "an article has blocks");
    demand(!u8_check((const uint8_t *)article->text, article->size), "the text is UTF-8");
    for (size_t i = 0; i < article->block_count; i++) {
        struct span span = article->blocks[i].span;
        demand(span.start == end + (i ? 2 : 0), "an empty line stands between two blocks");
        demand(!span_is_empty(span), "a block holds text");
        demand(!i || article->blocks[i].kind != BLOCK_TITLE, "only the first is the title");
        demand(!memchr(article->text + span.start, '\n', span_size(span)), "a block is a line");
        end = span.end;
    }
    demand(end == article->size, "the last block ends the text");
    for (size_t i = 1; i < article->line_count; i++)
        demand(article->lines[i - 1].offset <= article->lines[i].offset, "marks are in order");
}

static void check_statements(const struct analysis *analysis)
{
    size_t end = 0, next = 0;
    for (size_t i = 0; i < analysis->statement_count; i++) {
        const struct statement *statement = &analysis->statements[i];
        struct span span = statement->span;
        struct span sentence = analysis->sentences[statement->sentence].span;
        demand(!span_is_empty(span) && span.start >= end, "statements are in order");
        demand(span_covers(sentence, span), "a statement is inside its sentence");
        demand(statement->sentence == next || statement->sentence + 1 == next,
               "every sentence has a statement");
        demand(statement->speaker.end <= analysis->article->size, "the speaker is in the text");
        demand(statement->resolved.end <= analysis->article->size, "the name is in the text");
        demand(span_is_empty(statement->frame) || span_covers(span, statement->frame),
               "a frame is inside its statement");
        demand(span_is_empty(statement->quote) || span_covers(span, statement->quote),
               "a quotation is inside its statement");
        next = statement->sentence + 1;
        end = span.end;
    }
    demand(next == analysis->sentence_count, "every sentence has a statement");
}

static void check_sentences(struct article *article)
{
    struct analysis analysis = analysis_make(article);
    size_t end = 0;
    for (size_t i = 0; i < analysis.sentence_count; i++) {
        struct span span = analysis.sentences[i].span;
        demand(span.start >= end && span.end <= article->size, "sentences are in order");
        end = span.end;
    }
    check_statements(&analysis);
}

static void read_once(enum article_type type, const char *bytes, size_t size, bool keep_all)
{
    struct article_options options = {type, keep_all};
    struct failure failure = {""};
    struct article *article = article_read("fuzz", bytes, size, options, &failure);
    demand(article || failure.message[0], "a failure says why");
    if (article)
        check_article(article);
    if (article && type == ARTICLE_TEXT)
        check_sentences(article);
    article_free(article);
}

static void read_both(enum article_type type, const char *bytes, size_t size)
{
    read_once(type, bytes, size, false);
    read_once(type, bytes, size, true);
}

static void fuzz_html(const char *bytes, size_t size)
{
    read_both(ARTICLE_HTML, bytes, size);
}

static void fuzz_markdown(const char *bytes, size_t size)
{
    read_both(ARTICLE_MARKDOWN, bytes, size);
}

static void fuzz_text(const char *bytes, size_t size)
{
    read_both(ARTICLE_TEXT, bytes, size);
}

static void fuzz_any(const char *bytes, size_t size)
{
    read_both(ARTICLE_AUTO, bytes, size);
}

static void check_settings(const struct settings *settings)
{
    const struct bindings *bindings = &settings->bindings;
    demand(action_has_key(bindings, ACTION_QUIT), "a key quits");
    for (size_t i = 0; i < bindings->count; i++)
        demand(bindings_find(bindings, bindings->items[i].key) == &bindings->items[i],
               "a key is bound once");
    for (size_t i = 0; i < settings->warning_count; i++) {
        const uint8_t *message = (const uint8_t *)settings->warnings[i];
        demand(!u8_check(message, strlen(settings->warnings[i])), "what is said is UTF-8");
        for (; *message; message++)
            demand(*message >= 0x20 && *message != 0x7F, "what is said has no controls");
    }
    for (size_t i = 0; i < settings->filter_count; i++)
        demand(settings->filters[i].arguments[0] && *settings->filters[i].arguments[0],
               "a filter has a command");
}

static void fuzz_settings(const char *bytes, size_t size)
{
    struct settings settings;
    struct options options = options_default();
    settings_start(&settings);
    settings_read(&settings, &options, "config", bytes, size);
    check_settings(&settings);
    demand(options.min_confidence <= 1000, "a confidence is one");
    settings_free(&settings);
}

const struct fuzz_target fuzz_targets[] = {
    {"html", fuzz_html},
    {"markdown", fuzz_markdown},
    {"charset", fuzz_any},
    {"sentence", fuzz_text},
    {"plain", fuzz_text},
    {"screen", fuzz_screen},
    {"keys", fuzz_keys},
    {"key", fuzz_key},
    {"search", fuzz_search},
    {"settings", fuzz_settings},
    {"notes", fuzz_notes},
    {NULL, NULL},
};

const struct fuzz_target *fuzz_find(const char *name)
{
    const struct fuzz_target *target = fuzz_targets;
    while (target->name && strcmp(target->name, name) != 0)
        target++;
    return target->name ? target : NULL;
}
