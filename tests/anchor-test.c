/* How well remarks find their statements again when both articles of a pair were edited: the
 * samples, edited at random in ways that are known, so that it is known where each statement went.
 */
#include "notes/attach.h"

#include "base/file.h"
#include "base/memory.h"
#include "notes/anchor.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct read {
    struct article *article;
    struct analysis analysis;
};

static struct read read_text(const char *text, size_t size)
{
    struct failure failure;
    struct read read = {0};
    read.article = article_read("edited.txt", text, size,
                                (struct article_options){.type = ARTICLE_TEXT}, &failure);
    assert_non_null(read.article);
    read.analysis = analysis_make(read.article);
    return read;
}

static struct read read_sample(const char *name)
{
    struct failure failure;
    struct text path = {0}, bytes = {0};
    text_format(&path, "%s/%s", getenv("SEEDS"), name);
    assert_true(file_read(path.bytes, &bytes, &failure));
    struct read read = read_text(bytes.bytes, bytes.size);
    text_free(&path);
    text_free(&bytes);
    return read;
}

/* Numbers that look random and are the same each time. */
static unsigned draw(uint64_t *seed, unsigned below)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(*seed >> 33) % below;
}

static const char *const new_words[] = {"however", "reportedly", "late",    "officials", "again",
                                        "small",   "northern",   "several", "yesterday", "soon"};
static const char *const new_sentences[] = {
    "A reader wrote to us about it the next day. ",
    "This paragraph was added when the article was updated. ",
    "An earlier version gave another figure. ",
    "The council meets again on Thursday evening. ",
    "Nobody at the ministry wanted to comment. ",
};

/* Of a hundred statements so many are treated so; the rest stays. */
struct ways {
    unsigned removed, reworded, word_changed, word_dropped, word_added, sentence_before;
};

static const struct ways light = {4, 2, 6, 4, 4, 4}, heavy = {12, 10, 16, 10, 10, 12};

static void add_word(struct text *out, const char *bytes, size_t size)
{
    if (out->size && out->bytes[out->size - 1] != ' ')
        text_add(out, " ");
    text_append(out, bytes, size);
}

/* The statement with each word but the outer ones changed, dropped, or followed by a new one, with
 * the chances given in percent. The outer words stay: they hold the stop and the capital. */
static void reword(const char *bytes, size_t size, const unsigned chances[3], uint64_t *seed,
                   struct text *out)
{
    struct text made = {0};
    for (size_t at = 0; at < size;) {
        const char *blank = memchr(bytes + at, ' ', size - at);
        size_t end = blank ? (size_t)(blank - bytes) : size, length = end - at;
        unsigned lot = draw(seed, 100);
        bool inner = at && blank && strspn(bytes + at, "abcdefghijklmnopqrstuvwxyz") == length;
        const char *word = new_words[draw(seed, sizeof new_words / sizeof *new_words)];
        if (inner && lot < chances[0]) {
            add_word(&made, word, strlen(word));
        } else if (!inner || lot >= chances[0] + chances[1]) {
            add_word(&made, bytes + at, length);
            if (inner && lot >= 100 - chances[2])
                add_word(&made, word, strlen(word));
        }
        at = end + 1;
    }
    text_append(out, text_string(&made), made.size);
    text_free(&made);
}

/* Appends a statement as edited; false where it is removed. */
static bool edit(const char *bytes, size_t size, const struct ways *ways, uint64_t *seed,
                 struct text *out)
{
    static const unsigned chances[][3] = {{35, 5, 5}, {10, 0, 0}, {0, 10, 0}, {0, 0, 10}};
    const unsigned limits[] = {ways->reworded, ways->word_changed, ways->word_dropped,
                               ways->word_added};
    unsigned lot = draw(seed, 100);
    if (lot < ways->removed)
        return false;
    lot -= ways->removed;
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        if (lot < limits[i]) {
            reword(bytes, size, chances[i], seed, out);
            return true;
        }
        lot -= limits[i];
    }
    text_append(out, bytes, size);
    return true;
}

/* An edited article, and where in its text each old statement went; SIZE_MAX for those removed. */
struct edited {
    struct text text;
    size_t *middles;
};

static void edit_block(const struct read *old, size_t block, const struct ways *ways,
                       uint64_t *seed, struct edited *edited)
{
    const struct analysis *analysis = &old->analysis;
    const char *text = old->article->text;
    size_t before = edited->text.size;
    struct span span = old->article->blocks[block].span;
    bool title = old->article->blocks[block].kind != BLOCK_PARAGRAPH;
    for (size_t i = 0, at = span.start; i < analysis->statement_count; i++) {
        struct span statement = analysis->statements[i].span;
        if (analysis->statements[i].block != block)
            continue;
        bool blank = edited->text.size == before || edited->text.bytes[edited->text.size - 1] == ' ';
        at += blank && at < statement.start ? strspn(text + at, " ") : 0;
        text_append(&edited->text, text + at, statement.start - at);
        at = statement.end;
        if (!title && draw(seed, 100) < ways->sentence_before && statement.start == span.start)
            text_add(&edited->text, new_sentences[draw(seed, 5)]);
        size_t start = edited->text.size;
        bool stays = edit(text + statement.start, span_size(statement), ways, seed, &edited->text);
        edited->middles[i] = stays ? start + (edited->text.size - start) / 2 : SIZE_MAX;
    }
    while (edited->text.size > before && edited->text.bytes[edited->text.size - 1] == ' ')
        edited->text.bytes[--edited->text.size] = '\0';
    if (edited->text.size > before)
        text_add(&edited->text, "\n\n");
}

/* Neighbouring paragraphs change places now and then. */
static struct edited edit_article(const struct read *old, const struct ways *ways, uint64_t *seed)
{
    struct edited edited = {0};
    edited.middles = memory_new(old->analysis.statement_count, sizeof *edited.middles);
    memset(edited.middles, 0xFF, old->analysis.statement_count * sizeof *edited.middles);
    for (size_t block = 0; block < old->article->block_count; block++) {
        bool swaps = block && block + 1 < old->article->block_count && draw(seed, 100) < 8;
        edit_block(old, block + swaps, ways, seed, &edited);
        if (swaps)
            edit_block(old, block++, ways, seed, &edited);
    }
    return edited;
}

struct score {
    size_t all, stayed, right, wrong, lost, removed, orphans;
};

/* The statement of the new article that an old one became. The edited text and that of the article
 * made of it are the same but for blanks at the ends. */
static size_t truth_of(const struct read *now, const struct edited *edited, size_t statement)
{
    size_t middle = edited->middles[statement];
    if (middle == SIZE_MAX)
        return NO_STATEMENT;
    return analysis_statement(&now->analysis, middle);
}

static void score_article(const struct read *old, const struct ways *ways, uint64_t *seed,
                          struct score *score)
{
    struct edited edited = edit_article(old, ways, seed);
    struct read now = read_text(edited.text.bytes, edited.text.size);
    assert_memory_equal(now.article->text, edited.text.bytes, now.article->size);
    struct anchorage *before = anchorage_new(&old->analysis), *after = anchorage_new(&now.analysis);
    for (size_t i = 0; i < old->analysis.statement_count; i++) {
        enum finding finding;
        struct anchor anchor = anchorage_anchor(before, i);
        size_t found = anchorage_find(after, &anchor, &finding), truth = truth_of(&now, &edited, i);
        score->all++;
        score->stayed += truth != NO_STATEMENT;
        score->removed += truth == NO_STATEMENT;
        score->right += truth != NO_STATEMENT && found == truth;
        score->orphans += truth == NO_STATEMENT && found == truth;
        score->lost += truth != NO_STATEMENT && found == NO_STATEMENT;
        score->wrong += found != NO_STATEMENT && found != truth;
        anchor_free(&anchor);
    }
    anchorage_free(before);
    anchorage_free(after);
    article_free(now.article);
    text_free(&edited.text);
    free(edited.middles);
}

enum { ROUNDS = 12 };

static struct score score_edits(const struct ways *ways, const char *name)
{
    static const char *const samples[] = {"flood-harbour-times.txt", "flood-valley-post.txt",
                                          "defense-news.txt", "market-brief.txt"};
    struct score score = {0};
    uint64_t seed = 20261121;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        struct read old = read_sample(samples[i]);
        for (int round = 0; round < ROUNDS; round++)
            score_article(&old, ways, &seed, &score);
        article_free(old.article);
    }
    size_t found = score.right + score.wrong;
    printf("# %s edits, %zu statements, of which %zu stayed and %zu were removed\n", name,
           score.all, score.stayed, score.removed);
    printf("# of 100 that stayed: %.1f re-attached rightly, %.1f lost; of 100 re-attached: %.2f "
           "wrongly; of 100 removed: %.1f orphans\n",
           100.0 * (double)score.right / (double)score.stayed,
           100.0 * (double)score.lost / (double)score.stayed,
           100.0 * (double)score.wrong / (double)found,
           100.0 * (double)score.orphans / (double)score.removed);
    return score;
}

static void most_find_their_statement_again(void **state)
{
    (void)state;
    struct score score = score_edits(&light, "light");
    assert_true(score.right * 1000 >= score.stayed * 990);
    assert_true(score.wrong * 1000 <= score.all * 5);
}

static void most_do_so_after_heavy_edits(void **state)
{
    (void)state;
    struct score score = score_edits(&heavy, "heavy");
    assert_true(score.right * 1000 >= score.stayed * 960);
    assert_true(score.wrong * 1000 <= score.all * 10);
}

static size_t find(const char *old_text, size_t statement, const char *new_text,
                   enum finding *finding)
{
    struct read old = read_text(old_text, strlen(old_text));
    struct read now = read_text(new_text, strlen(new_text));
    struct anchorage *before = anchorage_new(&old.analysis), *after = anchorage_new(&now.analysis);
    struct anchor anchor = anchorage_anchor(before, statement);
    size_t found = anchorage_find(after, &anchor, finding);
    anchor_free(&anchor);
    anchorage_free(before);
    anchorage_free(after);
    article_free(old.article);
    article_free(now.article);
    return found;
}

static const char harbour[] = "The pier is closed. Divers are at work. The pier is closed. It will "
                              "open again in the spring of next year.\n";

static void an_anchor_has_what_the_model_wants(void **state)
{
    (void)state;
    static const char text[] =
        "Caf\u00E9 burnt. \u201CNobody slept,\u201D she said. All is over.\n";
    struct read read = read_text(text, strlen(text));
    struct anchorage *anchorage = anchorage_new(&read.analysis);
    struct anchor anchor = anchorage_anchor(anchorage, 1);
    assert_string_equal(anchor.exact, "\u201CNobody slept,\u201D she said.");
    assert_string_equal(anchor.prefix, "Caf\u00E9 burnt. ");
    assert_string_equal(anchor.suffix, " All is over.");
    assert_int_equal(anchor.start, 12); /* characters, not bytes */
    assert_int_equal(anchor.end, 37);
    struct anchor copy = anchor_copy(&anchor);
    assert_string_equal(copy.exact, anchor.exact);
    anchor_free(&copy);
    assert_null(copy.exact);
    anchor_free(&anchor);
    anchorage_free(anchorage);
    article_free(read.article);
}

static void the_place_tells_equal_statements_apart(void **state)
{
    (void)state;
    enum finding finding;
    assert_int_equal(find(harbour, 2, harbour, &finding), 2);
    assert_int_equal(finding, FOUND_IN_PLACE);
    assert_int_equal(
        find(harbour, 2,
             "Storm.\n\nThe pier is closed. Divers are at work. The pier is closed. It "
             "will open again.\n",
             &finding),
        3);
    assert_int_equal(finding, FOUND_QUOTED);
}

static void what_is_gone_is_not_found(void **state)
{
    (void)state;
    enum finding finding;
    assert_int_equal(find(harbour, 3, "The pier is closed. Divers are at work.\n", &finding),
                     NO_STATEMENT);
    assert_int_equal(finding, FOUND_NOT);
    assert_int_equal(find(harbour, 3, "\u65E5\u672C\u8A9E\u306E\u6587\u7AE0\u3002\n", &finding),
                     NO_STATEMENT);
}

static void two_that_are_equally_like_it_are_none(void **state)
{
    (void)state;
    enum finding finding;
    assert_int_equal(find("The old mill burned down on Monday.\n", 0,
                          "The mill burned down on Monday. Rain fell. The mill burned down on "
                          "Monday.\n",
                          &finding),
                     NO_STATEMENT);
}

static void a_remark_on_a_link_needs_both_ends(void **state)
{
    (void)state;
    static const char left[] = "Nine boats sank in the bay. The pier stands.\n";
    static const char right[] = "Seven boats sank in the bay. It was loud.\n";
    static const char later[] = "It was loud on that night.\n";
    struct read reads[] = {read_text(left, strlen(left)), read_text(right, strlen(right)),
                           read_text(later, strlen(later))};
    struct comparison *first = compare_articles(&reads[0].analysis, &reads[1].analysis);
    struct comparison *second = compare_articles(&reads[0].analysis, &reads[2].analysis);
    struct session *older = session_new(first, 0), *newer = session_new(second, 0);
    session_say(older, (struct target){{0, 0}}, &(struct remark){.note = "Which is it?"});
    session_say(older, target_of_statement(SIDE_LEFT, 0), &(struct remark){.mark = MARK_PLAIN});
    session_say(older, target_of_statement(SIDE_RIGHT, 1), &(struct remark){.mark = MARK_PLAIN});
    struct attached attached = notes_carry(older, newer);
    size_t count;
    const struct anchored *orphans = session_orphans(newer, &count);
    assert_int_equal(attached.in_place, 1);
    assert_int_equal(attached.alike, 1);
    assert_int_equal(attached.orphans, 1);
    assert_int_equal(count, 1);
    assert_string_equal(orphans[0].remark.note, "Which is it?");
    assert_string_equal(orphans[0].anchors[SIDE_RIGHT].exact, "Seven boats sank in the bay.");
    assert_int_equal(session_mark(newer, SIDE_RIGHT, 0), MARK_PLAIN);
    assert_int_equal(session_revision(newer), 0);

    struct session *again = session_new(first, 0); /* the statement is back */
    attached = notes_carry(newer, again);
    assert_int_equal(attached.orphans, 0);
    assert_string_equal(session_remark(again, (struct target){{0, 0}}).note, "Which is it?");
    session_free(again);
    session_free(older);
    session_free(newer);
    comparison_free(first);
    comparison_free(second);
    for (size_t i = 0; i < 3; i++)
        article_free(reads[i].article);
}

enum { MANY = 20000 };

/* Statements that are all the same, and an anchor that is like all of them. */
static void many_like_statements_take_no_time(void **state)
{
    (void)state;
    struct text text = {0};
    for (int i = 0; i < MANY; i++)
        text_add(&text, "The train was late once more. ");
    struct read read = read_text(text.bytes, text.size);
    struct anchorage *anchorage = anchorage_new(&read.analysis);
    for (size_t i = 0; i < MANY; i += MANY / 100) {
        enum finding finding;
        struct anchor anchor = anchorage_anchor(anchorage, i);
        assert_int_equal(anchorage_find(anchorage, &anchor, &finding), i);
        anchor.exact[0] = 'A';
        assert_int_equal(anchorage_find(anchorage, &anchor, &finding), NO_STATEMENT);
        anchor_free(&anchor);
    }
    anchorage_free(anchorage);
    article_free(read.article);
    text_free(&text);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(most_find_their_statement_again),
        cmocka_unit_test(most_do_so_after_heavy_edits),
        cmocka_unit_test(an_anchor_has_what_the_model_wants),
        cmocka_unit_test(the_place_tells_equal_statements_apart),
        cmocka_unit_test(what_is_gone_is_not_found),
        cmocka_unit_test(two_that_are_equally_like_it_are_none),
        cmocka_unit_test(a_remark_on_a_link_needs_both_ends),
        cmocka_unit_test(many_like_statements_take_no_time),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("anchors", tests, NULL, NULL);
}
