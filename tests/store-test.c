/* What is kept of a pair of articles: found again, never half written, never lost, whatever the
 * file has become. */
#include "notes/store.h"

#include "base/digest.h"
#include "base/file.h"
#include "base/keep.h"
#include "hand-made.h"
#include "home.h"
#include "notes/anchor.h"
#include "notes/notebook.h"

#include <fcntl.h>
#include <jansson.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static const struct hand_block left_blocks[] = {
    {BLOCK_PARAGRAPH, "Nine boats were lost."},
    {BLOCK_PARAGRAPH, "The pier of the old harbour stands."},
    {BLOCK_PARAGRAPH, "Divers search the bay for the crew."},
    {BLOCK_PARAGRAPH, "It was the worst storm since 1962."},
};
static const struct hand_block right_blocks[] = {
    {BLOCK_PARAGRAPH, "Seven boats sank."},
    {BLOCK_PARAGRAPH, "It was loud, said a woman on the quay."},
};
static struct link links[] = {
    {.kind = LINK_CONFLICT, .severity = SEVERITY_HARD, .confidence = 700, .left = 0, .right = 0},
    {.kind = LINK_MATCH, .confidence = 500, .left = 3, .right = 1},
};

/* A pair of articles with a folder for notes. The articles' paths are files in it. */
struct stage {
    struct hand_made made;
    char *home;
    struct text paths[SIDE_COUNT], folder;
};

static void write_bytes(const char *path, const char *bytes, size_t size)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static void write_string(const char *path, const char *string)
{
    write_bytes(path, string, strlen(string));
}

static void make_side(struct stage *stage, enum side side, const struct hand_block *blocks,
                      size_t count)
{
    hand_side_make(&stage->made.sides[side], stage->paths[side].bytes, "Paper", blocks, count);
}

static int set_up(void **state)
{
    static const char *const names[SIDE_COUNT] = {"left.txt", "right.txt"};
    struct stage *stage = memory_new(1, sizeof *stage);
    stage->home = home_make();
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++) {
        text_format(&stage->paths[side], "%s/%s", stage->home, names[side]);
        write_string(stage->paths[side].bytes, "x");
    }
    make_side(stage, SIDE_LEFT, left_blocks, 4);
    make_side(stage, SIDE_RIGHT, right_blocks, 2);
    hand_made_join(&stage->made, links, 2);
    text_format(&stage->folder, "%s/abreast", stage->home);
    setenv("XDG_DATA_HOME", stage->home, 1);
    *state = stage;
    return 0;
}

static int tear_down(void **state)
{
    struct stage *stage = *state;
    home_remove(stage->home);
    hand_made_free(&stage->made);
    text_free(&stage->paths[SIDE_LEFT]);
    text_free(&stage->paths[SIDE_RIGHT]);
    text_free(&stage->folder);
    free(stage);
    return 0;
}

/* A session with its store. */
struct reading {
    struct session *session;
    struct store *store;
};

static struct reading open_reading(struct stage *stage, const char *file, bool only_reads)
{
    struct store_options options = {file, only_reads};
    struct reading reading = {session_new(&stage->made.comparison, 500), NULL};
    reading.store = store_open(reading.session, &options);
    return reading;
}

static void close_reading(struct reading *reading)
{
    store_close(reading->store);
    session_free(reading->session);
}

static void say(struct reading *reading, enum side side, size_t statement, const char *note)
{
    struct target target = target_of_statement(side, statement);
    session_say(reading->session, target, &(struct remark){.note = note});
}

static bool save(struct reading *reading, struct failure *failure)
{
    struct position position = {.known = true, .threshold = 500};
    return store_save(reading->store, &position, failure);
}

static void keep(struct reading *reading)
{
    struct failure failure;
    assert_true(save(reading, &failure));
}

static const char *note_on(const struct reading *reading, enum side side, size_t statement)
{
    const char *note = session_remark(reading->session, target_of_statement(side, statement)).note;
    return note ? note : "";
}

static void assert_notice(const struct reading *reading, const char *words)
{
    const char *notice = store_notice(reading->store);
    assert_non_null(notice);
    if (!strstr(notice, words))
        fail_msg("the notice is: %s", notice);
}

/* The only file in the folder that ends so. */
static void only_name(const struct stage *stage, const char *ending, struct text *path)
{
    size_t count;
    char **names = keep_list(stage->folder.bytes, ending, &count);
    assert_int_equal(count, 1);
    text_clear(path);
    text_format(path, "%s/%s", stage->folder.bytes, names[0]);
    free(names[0]);
    free(names);
}

static void read_kept(const struct stage *stage, struct text *bytes)
{
    struct text path = {0};
    struct failure failure;
    only_name(stage, ".json", &path);
    text_clear(bytes);
    assert_true(file_read(path.bytes, bytes, &failure));
    text_free(&path);
}

/* Puts other bytes in place of the file that was kept. */
static void spoil(const struct stage *stage, const char *bytes, size_t size)
{
    struct text path = {0};
    only_name(stage, ".json", &path);
    write_bytes(path.bytes, bytes, size);
    text_free(&path);
}

static void keep_one(struct stage *stage)
{
    struct reading reading = open_reading(stage, NULL, false);
    assert_null(store_notice(reading.store));
    assert_true(store_keeps(reading.store));
    say(&reading, SIDE_LEFT, 1, "Which pier?");
    keep(&reading);
    close_reading(&reading);
}

static void digests_are_those_of_the_standard(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *digest;
    } vectors[] = {
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    };
    char digest[DIGEST_STRING];
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        digest_of(vectors[i].bytes, strlen(vectors[i].bytes), digest);
        assert_string_equal(digest, vectors[i].digest);
    }
    char *million = memory_new(1000000, 1);
    memset(million, 'a', 1000000);
    digest_of(million, 1000000, digest);
    assert_string_equal(digest, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    free(million);
}

static void what_is_said_comes_back(void **state)
{
    struct stage *stage = *state;
    struct reading reading = open_reading(stage, NULL, false);
    struct remark drawn = {.verdict = VERDICT_DRAWN, .label = {LINK_CONFLICT, SEVERITY_SOFT}};
    struct remark rejected = {.verdict = VERDICT_REJECTED, .mark = MARK_IMPORTANT};
    say(&reading, SIDE_LEFT, 1, "Two\nlines, \"quoted\" \u00E9\\");
    session_say(reading.session, (struct target){{0, 0}}, &rejected);
    session_say(reading.session, (struct target){{2, 1}}, &drawn);
    struct position position = {.known = true,
                                .focus = SIDE_RIGHT,
                                .statements = {2, 1},
                                .threshold = 625,
                                .unsynchronised = true,
                                .swapped = true,
                                .listed = true,
                                .split = -150,
                                .filter = "conflicts of number"};
    struct failure failure;
    assert_true(store_save(reading.store, &position, &failure));
    close_reading(&reading);

    reading = open_reading(stage, NULL, false);
    assert_null(store_notice(reading.store));
    assert_string_equal(note_on(&reading, SIDE_LEFT, 1), "Two\nlines, \"quoted\" \u00E9\\");
    struct remark remark = session_remark(reading.session, (struct target){{0, 0}});
    assert_true(remark_equals(&remark, &rejected));
    assert_int_equal(session_count(reading.session).drawn, 1);
    position = store_position(reading.store);
    assert_int_equal(position.focus, SIDE_RIGHT);
    assert_int_equal(position.statements[SIDE_LEFT], 2);
    assert_int_equal(position.statements[SIDE_RIGHT], 1);
    assert_int_equal(position.threshold, 625);
    assert_true(position.unsynchronised && !position.stacked && position.swapped);
    assert_true(position.listed);
    assert_int_equal(position.split, -150);
    assert_string_equal(position.filter, "conflicts of number");
    close_reading(&reading);
}

static void files_are_the_users_alone_and_readable_json(void **state)
{
    struct stage *stage = *state;
    struct text path = {0}, bytes = {0};
    struct stat status;
    json_error_t error;
    keep_one(stage);
    only_name(stage, ".json", &path);
    assert_int_equal(stat(path.bytes, &status), 0);
    assert_int_equal(status.st_mode & 07777, 0600);
    assert_int_equal(stat(stage->folder.bytes, &status), 0);
    assert_int_equal(status.st_mode & 07777, 0700);
    read_kept(stage, &bytes);
    json_t *file = json_loads(bytes.bytes, 0, &error);
    const json_t *remark = json_array_get(json_object_get(file, "remarks"), 0);
    const json_t *quote =
        json_array_get(json_object_get(json_object_get(remark, "left"), "selector"), 0);
    assert_string_equal(json_string_value(json_object_get(quote, "type")), "TextQuoteSelector");
    assert_string_equal(json_string_value(json_object_get(quote, "exact")),
                        "The pier of the old harbour stands.");
    json_decref(file);
    text_free(&path);
    text_free(&bytes);
}

static void swapped_articles_have_the_same_notes(void **state)
{
    struct stage *stage = *state;
    keep_one(stage);
    struct hand_side left = stage->made.sides[SIDE_LEFT];
    stage->made.sides[SIDE_LEFT] = stage->made.sides[SIDE_RIGHT];
    stage->made.sides[SIDE_RIGHT] = left;
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++)
        stage->made.sides[side].analysis.article = &stage->made.sides[side].article;
    hand_made_join(&stage->made, NULL, 0);
    struct reading reading = open_reading(stage, NULL, false);
    assert_string_equal(note_on(&reading, SIDE_RIGHT, 1), "Which pier?");
    close_reading(&reading);
}

/* Another edition of the left article, in another file or in the same one. */
static void edit_left(struct stage *stage, const struct hand_block *blocks, size_t count)
{
    struct hand_side *side = &stage->made.sides[SIDE_LEFT];
    free(side->article.blocks);
    free(side->article.lines);
    free(side->analysis.sentences);
    free(side->analysis.statements);
    text_free(&side->text);
    *side = (struct hand_side){0};
    make_side(stage, SIDE_LEFT, blocks, count);
    hand_made_join(&stage->made, NULL, 0);
}

static const struct hand_block later_blocks[] = {
    {BLOCK_PARAGRAPH, "Ten boats were lost, it is known now."},
    {BLOCK_PARAGRAPH, "The pier of the old harbour stands."},
};

static void an_edited_file_is_found_by_its_name(void **state)
{
    struct stage *stage = *state;
    keep_one(stage);
    edit_left(stage, later_blocks, 2);
    struct reading reading = open_reading(stage, NULL, false);
    assert_notice(&reading, "1 note found by the names of the files: 0 in place, 1 moved");
    assert_string_equal(note_on(&reading, SIDE_LEFT, 1), "Which pier?");
    keep(&reading);
    close_reading(&reading);
    reading = open_reading(stage, NULL, false); /* in the same file, now by the texts */
    assert_null(store_notice(reading.store));
    close_reading(&reading);
}

static void rename_sides(struct stage *stage)
{
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++) {
        text_add(&stage->paths[side], ".new");
        write_string(stage->paths[side].bytes, "x");
        stage->made.sides[side].article.path = stage->paths[side].bytes;
    }
}

static void what_was_renamed_and_edited_is_found_by_quotations(void **state)
{
    struct stage *stage = *state;
    size_t count;
    struct reading reading = open_reading(stage, NULL, false);
    say(&reading, SIDE_LEFT, 1, "Which pier?");
    say(&reading, SIDE_LEFT, 0, "How many?");
    say(&reading, SIDE_RIGHT, 1, "Who?");
    keep(&reading);
    close_reading(&reading);
    rename_sides(stage);
    edit_left(stage, later_blocks, 2);
    reading = open_reading(stage, NULL, false);
    assert_notice(&reading, "3 notes found by the quotations: 1 in place, 1 moved, 1 reworded");
    assert_string_equal(note_on(&reading, SIDE_RIGHT, 1), "Who?");
    keep(&reading); /* a copy: the old pair keeps its own */
    close_reading(&reading);
    char **names = keep_list(stage->folder.bytes, ".json", &count);
    assert_int_equal(count, 2);
    while (count)
        free(names[--count]);
    free(names);
}

static void strangers_are_not_found(void **state)
{
    struct stage *stage = *state;
    static const struct hand_block other[] = {{BLOCK_PARAGRAPH, "A dog was seen in the park."}};
    keep_one(stage);
    rename_sides(stage);
    edit_left(stage, other, 1);
    struct reading reading = open_reading(stage, NULL, false);
    assert_null(store_notice(reading.store));
    assert_int_equal(session_remarks(reading.session)->count, 0);
    close_reading(&reading);
}

static void orphans_stay_in_the_file(void **state)
{
    struct stage *stage = *state;
    size_t count;
    keep_one(stage);
    edit_left(stage, later_blocks, 1);
    struct reading reading = open_reading(stage, NULL, false);
    assert_notice(&reading, "1 without its statement");
    assert_non_null(session_orphans(reading.session, &count));
    assert_int_equal(count, 1);
    say(&reading, SIDE_LEFT, 0, "Another");
    keep(&reading);
    close_reading(&reading);
    edit_left(stage, left_blocks, 4);
    reading = open_reading(stage, NULL, false);
    session_orphans(reading.session, &count);
    assert_int_equal(count, 1); /* the other one now */
    assert_string_equal(note_on(&reading, SIDE_LEFT, 1), "Which pier?");
    close_reading(&reading);
}

static void batch_use_changes_nothing(void **state)
{
    struct stage *stage = *state;
    struct stat status;
    struct reading reading = open_reading(stage, NULL, true);
    struct failure failure;
    assert_false(store_keeps(reading.store));
    assert_false(save(&reading, &failure));
    close_reading(&reading);
    assert_int_not_equal(stat(stage->folder.bytes, &status), 0);
}

static void a_second_one_only_reads(void **state)
{
    struct stage *stage = *state;
    struct failure failure;
    keep_one(stage);
    struct reading first = open_reading(stage, NULL, false);
    struct reading second = open_reading(stage, NULL, false);
    assert_true(store_keeps(first.store));
    assert_false(store_keeps(second.store));
    assert_notice(&second, "another abreast has these notes open");
    assert_string_equal(note_on(&second, SIDE_LEFT, 1), "Which pier?");
    say(&second, SIDE_LEFT, 2, "lost");
    assert_false(save(&second, &failure));
    close_reading(&second);
    close_reading(&first);
    first = open_reading(stage, NULL, false);
    assert_true(store_keeps(first.store));
    close_reading(&first);
}

/* Opens a second one beside the first and says something in it, which cannot be kept yet. */
static struct reading open_beside(struct stage *stage)
{
    struct failure failure;
    struct reading second = open_reading(stage, NULL, false);
    say(&second, SIDE_LEFT, 2, "The second one's");
    assert_false(save(&second, &failure));
    assert_string_equal(failure.message, "another abreast has these notes open; quit that one");
    return second;
}

static void what_was_said_beside_another_is_kept_after_it(void **state)
{
    struct stage *stage = *state;
    for (int had = 0; had < 2; had++) { /* without a file, then with one */
        struct reading first = open_reading(stage, NULL, false);
        struct reading second = open_beside(stage);
        keep(&first); /* where it was; nothing was said */
        close_reading(&first);
        keep(&second);
        assert_true(store_keeps(second.store));
        close_reading(&second);
        first = open_reading(stage, NULL, false);
        assert_string_equal(note_on(&first, SIDE_LEFT, 2), "The second one's");
        say(&first, SIDE_RIGHT, 1, "Who?");
        struct target link = target_of_link(session_link(first.session, 1));
        session_say(first.session, link, &(struct remark){.verdict = VERDICT_REJECTED});
        keep(&first);
        close_reading(&first);
    }
}

/* Also where the other one has the articles the other way round, and writes them so. */
static void swapped_articles_hold_nobody_off(void **state)
{
    struct stage *stage = *state;
    struct notebook notebook = {0};
    struct text bytes = {0};
    keep_one(stage);
    struct reading first = open_reading(stage, NULL, false), second = open_beside(stage);
    close_reading(&first);
    read_kept(stage, &bytes);
    assert_int_equal(notebook_read(bytes.bytes, bytes.size, &notebook), NOTEBOOK_WHOLE);
    notebook_swap(&notebook);
    text_clear(&bytes);
    notebook_write(&notebook, &bytes);
    spoil(stage, bytes.bytes, bytes.size);
    keep(&second);
    close_reading(&second);
    notebook_free(&notebook);
    text_free(&bytes);
}

static void what_another_has_changed_is_not_overwritten(void **state)
{
    struct stage *stage = *state;
    struct text before = {0}, after = {0};
    struct failure failure;
    keep_one(stage);
    struct reading first = open_reading(stage, NULL, false), second = open_beside(stage);
    say(&first, SIDE_LEFT, 0, "The first one's");
    keep(&first);
    close_reading(&first);
    read_kept(stage, &before);
    for (int i = 0; i < 2; i++) { /* nor later */
        assert_false(save(&second, &failure));
        assert_non_null(strstr(failure.message, "another abreast has changed these notes"));
    }
    read_kept(stage, &after);
    assert_string_equal(before.bytes, after.bytes);
    first = open_reading(stage, NULL, false); /* it holds no lock */
    assert_true(store_keeps(first.store));
    close_reading(&first);
    close_reading(&second);
    text_free(&before);
    text_free(&after);
}

/* What has come into the place of the notes meanwhile is not theirs. */
static void what_is_no_notes_any_more_is_not_overwritten(void **state)
{
    static const char *const spoils[] = {"garbage", "{\"format\":\"abreast-notes\",\"version\":9"};
    struct stage *stage = *state;
    for (size_t i = 0; i < sizeof spoils / sizeof *spoils; i++) {
        struct text after = {0};
        struct failure failure;
        keep_one(stage);
        struct reading first = open_reading(stage, NULL, false), second = open_beside(stage);
        close_reading(&first);
        spoil(stage, spoils[i], strlen(spoils[i]));
        assert_false(save(&second, &failure));
        close_reading(&second);
        read_kept(stage, &after);
        assert_string_equal(after.bytes, spoils[i]);
        text_clear(&after);
        only_name(stage, ".json", &after);
        assert_int_equal(unlink(after.bytes), 0);
        text_free(&after);
    }
}

static void what_is_nothing_but_garbage_is_set_aside(void **state)
{
    struct stage *stage = *state;
    struct text path = {0};
    keep_one(stage);
    spoil(stage, "\0\0\0\0garbage", 11);
    struct reading reading = open_reading(stage, NULL, false);
    assert_notice(&reading, "the notes were damaged; 0 could be read");
    close_reading(&reading);
    only_name(stage, ".damaged-1", &path);
    text_free(&path);
}

static void a_newer_file_is_left_alone(void **state)
{
    struct stage *stage = *state;
    struct text path = {0}, before = {0}, after = {0};
    struct failure failure;
    keep_one(stage);
    read_kept(stage, &before);
    char *version = strstr(before.bytes, "\"version\":1");
    version[strlen("\"version\":")] = '7';
    spoil(stage, before.bytes, before.size);
    struct reading reading = open_reading(stage, NULL, false);
    assert_notice(&reading, "was written by a newer abreast");
    assert_false(save(&reading, &failure));
    close_reading(&reading);
    read_kept(stage, &after);
    assert_string_equal(before.bytes, after.bytes);
    text_free(&path);
    text_free(&before);
    text_free(&after);
}

/* Cut anywhere, with any byte wrong: what is said of the rest is still there, and the damaged file
 * too. */
static void a_damaged_file_is_set_aside_and_read_as_far_as_may_be(void **state)
{
    struct stage *stage = *state;
    struct text bytes = {0}, path = {0};
    struct reading reading = open_reading(stage, NULL, false);
    say(&reading, SIDE_LEFT, 0, "first");
    say(&reading, SIDE_LEFT, 1, "second");
    say(&reading, SIDE_LEFT, 2, "third");
    keep(&reading);
    close_reading(&reading);
    read_kept(stage, &bytes);
    char *second = strstr(bytes.bytes, "second");
    second[2] = '\xFF';
    bytes.bytes[bytes.size - 8] = '\0';
    spoil(stage, bytes.bytes, bytes.size - 4);

    reading = open_reading(stage, NULL, false);
    assert_notice(&reading, "the notes were damaged; 3 could be read; all is in ");
    assert_string_equal(note_on(&reading, SIDE_LEFT, 0), "first");
    assert_string_equal(note_on(&reading, SIDE_LEFT, 1), "se\uFFFDond");
    close_reading(&reading);
    only_name(stage, ".damaged-1", &path);
    reading = open_reading(stage, NULL, false); /* mended */
    assert_null(store_notice(reading.store));
    assert_string_equal(note_on(&reading, SIDE_LEFT, 0), "first");
    close_reading(&reading);
    text_free(&bytes);
    text_free(&path);
}

/* What lost its statement is kept, too, and that nothing is lost must be said. */
static void of_a_damaged_file_orphans_are_read_too(void **state)
{
    struct stage *stage = *state;
    struct text bytes = {0};
    struct reading reading = open_reading(stage, NULL, false);
    say(&reading, SIDE_LEFT, 1, "first");
    say(&reading, SIDE_LEFT, 2, "second");
    say(&reading, SIDE_LEFT, 3, "third");
    keep(&reading);
    close_reading(&reading);
    read_kept(stage, &bytes);
    char *end = strstr(bytes.bytes, "\n]}");
    assert_non_null(end);
    *end = '\0';
    struct text spoilt = {0};
    text_format(&spoilt, "%s,\n{\"garbage\n]}\n", bytes.bytes);
    spoil(stage, spoilt.bytes, spoilt.size);
    edit_left(stage, later_blocks, 2);

    reading = open_reading(stage, NULL, true);
    assert_notice(&reading, "the notes are damaged; 3 could be read, 2 without their statement");
    close_reading(&reading);
    reading = open_reading(stage, NULL, false);
    assert_notice(&reading, "the notes were damaged; 3 could be read, 2 without their statement; "
                            "all is in ");
    close_reading(&reading);
    edit_left(stage, left_blocks, 4);
    reading = open_reading(stage, NULL, false);
    assert_string_equal(note_on(&reading, SIDE_LEFT, 3), "third");
    close_reading(&reading);
    text_free(&bytes);
    text_free(&spoilt);
}

static void no_cut_and_no_wrong_byte_harms(void **state)
{
    (void)state;
    static const char line[] =
        "{\"format\":\"abreast-notes\",\"version\":1,\n\"left\":{\"path\":\"/a\","
        "\"title\":\"\",\"digest\":\"aa\"},\n\"remarks\":[\n{\"left\":{"
        "\"selector\":[{\"type\":\"TextQuoteSelector\",\"exact\":\"A.\"}]},"
        "\"note\":\"n\"},\n{\"left\":{\"selector\":[{\"type\":"
        "\"TextQuoteSelector\",\"exact\":\"B.\"}]},\"mark\":\"mark\"}\n]}\n";
    for (size_t i = 0; i < sizeof line; i++) {
        struct notebook cut = {0}, wrong = {0};
        char copy[sizeof line];
        memcpy(copy, line, sizeof line);
        copy[i] = (char)(copy[i] ^ 0x80);
        bool joins = line[i] == '\n' && i > 2 && line[i - 2] == '}'; /* two remarks in one line */
        notebook_read(line, i, &cut);
        notebook_read(copy, sizeof line - 1, &wrong);
        assert_true((wrong.count >= 1 || joins) && cut.count <= 2);
        notebook_free(&cut);
        notebook_free(&wrong);
    }
}

static void hostile_files_are_only_damaged_ones(void **state)
{
    (void)state;
    static const char *const files[] = {
        "",
        "{",
        "null",
        "[]",
        "7",
        "\"x\"",
        "{\"format\":7}",
        "\xFF\xFE",
        "{}\n{}\n{}",
        "{\"format\":\"abreast-notes\",\"version\":1}",
        "{\"format\":\"abreast-notes\",\"version\":1,\"remarks\":{}}",
        "{\"format\":\"abreast-notes\",\"version\":1,\"remarks\":[[],7,null,\"x\",{}]}",
        "{\"format\":\"abreast-notes\",\"version\":-1e400,\"remarks\":[]}",
        "{\"format\":\"abreast-notes\",\"version\":1,\"version\":1,\"remarks\":[]}",
        "{\"format\":\"abreast-notes\",\"version\":1,\"remarks\":[{\"left\":{\"selector\":7}}]}",
        "{\"left\":{\"selector\":[{\"type\":\"TextQuoteSelector\",\"exact\":\"\"}]},\"note\":\"\"}",
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct notebook notebook = {0};
        enum notebook_state read = notebook_read(files[i], strlen(files[i]), &notebook);
        assert_true(read == NOTEBOOK_DAMAGED || read == NOTEBOOK_OTHER);
        assert_int_equal(notebook.count, 0);
        notebook_free(&notebook);
    }
    struct notebook notebook = {0};
    char *deep = memory_new(1 << 20, 1);
    memset(deep, '[', (1 << 20) - 1);
    assert_int_equal(notebook_read(deep, (1 << 20) - 1, &notebook), NOTEBOOK_OTHER);
    memcpy(deep, "{\"a\":", 5);
    assert_int_equal(notebook_read(deep, (1 << 20) - 1, &notebook), NOTEBOOK_OTHER);
    free(deep);
    notebook_free(&notebook);
}

static void what_could_steer_a_terminal_is_made_harmless(void **state)
{
    (void)state;
    static const char file[] =
        "{\"format\":\"abreast-notes\",\"version\":1,\"remarks\":[{\"left\":{"
        "\"selector\":[{\"type\":\"TextQuoteSelector\",\"exact\":\"A.\"}]},"
        "\"note\":\"\\u001b[31mred\\u202e\\r\\nline\"}]}";
    struct notebook notebook = {0};
    assert_int_equal(notebook_read(file, sizeof file - 1, &notebook), NOTEBOOK_WHOLE);
    assert_string_equal(notebook.items[0].remark.note, "\u241B[31mred\uFFFD\nline");
    notebook_free(&notebook);
}

static void a_place_that_cannot_be_counts_as_none(void **state)
{
    (void)state;
    static const char file[] =
        "{\"format\":\"abreast-notes\",\"version\":1,\"remarks\":[],\"position\":{"
        "\"focus\":\"above\",\"threshold\":-3,\"split\":-9223372036854775808,\"listed\":7,"
        "\"filter\":\"conflicts of a kind that nobody has ever thought of until now\"}}";
    struct notebook notebook = {0};
    assert_int_equal(notebook_read(file, sizeof file - 1, &notebook), NOTEBOOK_WHOLE);
    assert_true(notebook.position.known);
    assert_int_equal(notebook.position.focus, SIDE_LEFT);
    assert_int_equal(notebook.position.split, 0);
    assert_false(notebook.position.listed);
    assert_string_equal(notebook.position.filter, "");
    notebook_free(&notebook);
}

enum { NOTE_SIZE = 8 << 20 };

static void a_huge_note_is_kept_whole(void **state)
{
    struct stage *stage = *state;
    char *note = memory_new(NOTE_SIZE + 1, 1);
    memset(note, 'n', NOTE_SIZE);
    struct reading reading = open_reading(stage, NULL, false);
    say(&reading, SIDE_LEFT, 1, note);
    keep(&reading);
    close_reading(&reading);
    reading = open_reading(stage, NULL, false);
    assert_true(strcmp(note_on(&reading, SIDE_LEFT, 1), note) == 0);
    close_reading(&reading);
    free(note);
}

static void what_is_too_large_to_be_read_again_is_not_written(void **state)
{
    struct stage *stage = *state;
    struct failure failure;
    assert_false(
        keep_write(stage->paths[SIDE_LEFT].bytes, "", (size_t)FILE_SIZE_MAX + 1, &failure));
    assert_non_null(strstr(failure.message, "more than 128 MiB"));
}

/* A file of one's own that must not be touched: said so, nothing read, nothing changed. */
static void refuses(struct stage *stage, const char *file, const char *words)
{
    struct failure failure;
    struct reading reading = open_reading(stage, file, false);
    assert_notice(&reading, words);
    assert_false(store_keeps(reading.store));
    say(&reading, SIDE_LEFT, 1, "not kept");
    assert_false(save(&reading, &failure));
    close_reading(&reading);
}

static void what_is_no_notes_file_is_not_touched(void **state)
{
    struct stage *stage = *state;
    struct text path = {0}, bytes = {0};
    struct failure failure;
    struct stat status;
    text_format(&path, "%s/poem.txt", stage->home);
    write_string(path.bytes, "Roses are red.\n");
    refuses(stage, path.bytes, "holds no notes and is left as it is");
    assert_true(file_read(path.bytes, &bytes, &failure));
    assert_string_equal(bytes.bytes, "Roses are red.\n");
    refuses(stage, stage->home, "it is a directory");

    text_add(&path, ".pipe");
    assert_int_equal(mkfifo(path.bytes, 0600), 0);
    refuses(stage, path.bytes, "it is no file");
    text_add(&path, ".link");
    assert_int_equal(symlink("poem.txt", path.bytes), 0);
    refuses(stage, path.bytes, "it is a link; name the file itself");
    assert_int_equal(lstat(path.bytes, &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    refuses(stage, "/dev/full", "");
    refuses(stage, "/nowhere/at/all", "notes are not kept");
    text_free(&path);
    text_free(&bytes);
}

static void a_file_of_ones_own_is_used_where_it_is_named(void **state)
{
    struct stage *stage = *state;
    struct text path = {0};
    struct stat status;
    text_format(&path, "%s/own.json", stage->home);
    struct reading reading = open_reading(stage, path.bytes, false);
    say(&reading, SIDE_RIGHT, 0, "Own");
    keep(&reading);
    close_reading(&reading);
    assert_int_not_equal(stat(stage->folder.bytes, &status), 0);
    reading = open_reading(stage, path.bytes, true);
    assert_string_equal(note_on(&reading, SIDE_RIGHT, 0), "Own");
    close_reading(&reading);
    text_free(&path);
}

/* Other articles in place of these. The left one alone: the pair is another one nevertheless. */
static void take_others(struct stage *stage, bool both)
{
    static const struct hand_block others[] = {{BLOCK_PARAGRAPH, "The town votes on Sunday."},
                                               {BLOCK_PARAGRAPH, "Nobody knows who will win."}};
    edit_left(stage, others, 2);
    rename_sides(stage);
    if (!both)
        return;
    struct hand_side *right = &stage->made.sides[SIDE_RIGHT];
    free(right->article.blocks);
    free(right->article.lines);
    free(right->analysis.sentences);
    free(right->analysis.statements);
    text_free(&right->text);
    *right = (struct hand_side){0};
    make_side(stage, SIDE_RIGHT, others + 1, 1);
    hand_made_join(&stage->made, NULL, 0);
}

static bool suits(struct stage *stage, const char *file, bool by_quotations,
                  struct failure *failure)
{
    struct hand_side *sides = stage->made.sides;
    struct article *articles[] = {&sides[SIDE_LEFT].article, &sides[SIDE_RIGHT].article};
    const struct analysis analyses[] = {sides[SIDE_LEFT].analysis, sides[SIDE_RIGHT].analysis};
    return store_suits(file, articles, by_quotations ? analyses : NULL, failure);
}

/* A file of one's own with a note on each side of these articles; `count` of them, from the left.
 */
static void keep_own(struct stage *stage, const char *path, int count)
{
    struct reading reading = open_reading(stage, path, false);
    assert_null(store_notice(reading.store));
    if (count > 0)
        say(&reading, SIDE_LEFT, 1, "Which pier?");
    if (count > 1)
        say(&reading, SIDE_RIGHT, 1, "Who?");
    keep(&reading);
    close_reading(&reading);
}

static void notes_on_other_articles_are_not_mixed(void **state)
{
    struct stage *stage = *state;
    for (int both = 0; both < 2; both++) {
        struct text path = {0}, before = {0}, after = {0};
        struct failure failure;
        text_format(&path, "%s/own-%d.json", stage->home, both);
        keep_own(stage, path.bytes, 1 + both);
        assert_true(file_read(path.bytes, &before, &failure));
        take_others(stage, both);
        assert_false(suits(stage, path.bytes, false, &failure));
        assert_false(suits(stage, path.bytes, true, &failure));
        assert_non_null(strstr(failure.message, "holds the notes on other articles, \""));
        assert_non_null(strstr(failure.message, "; name another file by --notes"));
        struct reading reading = open_reading(stage, path.bytes, false);
        assert_notice(&reading, "holds the notes on other articles and is left as it is");
        assert_int_equal(session_remarks(reading.session)->count, 0);
        say(&reading, SIDE_LEFT, 0, "Lost");
        assert_false(save(&reading, &failure));
        close_reading(&reading);
        assert_true(file_read(path.bytes, &after, &failure));
        assert_string_equal(before.bytes, after.bytes);
        text_free(&path);
        text_free(&before);
        text_free(&after);
    }
}

/* What no note is in belongs to nobody. */
static void a_file_without_notes_suits_all(void **state)
{
    struct stage *stage = *state;
    struct text path = {0};
    struct failure failure;
    text_format(&path, "%s/own.json", stage->home);
    assert_true(suits(stage, path.bytes, false, &failure)); /* there is none */
    keep_own(stage, path.bytes, 0);
    take_others(stage, true);
    assert_true(suits(stage, path.bytes, false, &failure));
    keep_own(stage, path.bytes, 1);
    text_free(&path);
}

static void what_is_no_file_of_notes_suits_until_it_is_opened(void **state)
{
    static const char *const files[] = {"", "garbage",
                                        "{\"format\":\"abreast-notes\",\"version\":9}"};
    struct stage *stage = *state;
    struct text path = {0};
    struct failure failure;
    text_format(&path, "%s/own.json", stage->home);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        write_string(path.bytes, files[i]);
        assert_true(suits(stage, path.bytes, true, &failure));
    }
    assert_true(suits(stage, stage->home, true, &failure));
    text_free(&path);
}

static const struct hand_block reworded_blocks[] = {
    {BLOCK_PARAGRAPH, "The long pier of the old harbour still stands."},
};

/* The same articles, edited or renamed or both, from a file of one's own. */
static void edited_and_renamed_articles_have_their_own_file(void **state)
{
    struct stage *stage = *state;
    struct text path = {0};
    struct failure failure;
    text_format(&path, "%s/own.json", stage->home);
    keep_own(stage, path.bytes, 2);
    edit_left(stage, later_blocks, 2);
    assert_true(suits(stage, path.bytes, false, &failure)); /* by the names */
    rename_sides(stage);
    assert_false(suits(stage, path.bytes, false, &failure));
    assert_true(suits(stage, path.bytes, true, &failure)); /* by text and quotation */
    struct reading reading = open_reading(stage, path.bytes, false);
    assert_notice(&reading, "2 notes: 1 in place, 1 moved");
    assert_string_equal(note_on(&reading, SIDE_LEFT, 1), "Which pier?");
    keep(&reading);
    close_reading(&reading);
    rename_sides(stage);
    assert_true(suits(stage, path.bytes, false, &failure)); /* by the texts */
    edit_left(stage, reworded_blocks, 1);
    rename_sides(stage);
    assert_false(suits(stage, path.bytes, false, &failure));
    assert_true(suits(stage, path.bytes, true, &failure)); /* by words much alike */
    text_free(&path);
}

static void a_title_tells_what_an_article_is(void **state)
{
    static const struct hand_block first[] = {{BLOCK_TITLE, "The storm"},
                                              {BLOCK_PARAGRAPH, "Nine boats were lost."}};
    static const struct hand_block later[] = {{BLOCK_TITLE, "The storm"},
                                              {BLOCK_PARAGRAPH, "Ten boats sank, it is said."}};
    struct stage *stage = *state;
    struct text path = {0};
    struct failure failure;
    text_format(&path, "%s/own.json", stage->home);
    edit_left(stage, first, 2);
    keep_own(stage, path.bytes, 1);
    edit_left(stage, later, 2);
    rename_sides(stage);
    assert_true(suits(stage, path.bytes, false, &failure));
    text_free(&path);
}

/* Root may read and write anything, so that root becomes another user for it. What a child finds
 * wrong, it says by its status. */
static void as_another_user(void (*act)(struct stage *), struct stage *stage)
{
    enum { NOBODY = 65534 };
    int status;
    pid_t child = fork();
    if (child == 0) {
        if (geteuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
            _exit(3);
        act(stage);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static void expect(struct stage *stage, const char *file, const char *words)
{
    struct failure failure;
    struct reading reading = open_reading(stage, file, false);
    const char *notice = store_notice(reading.store);
    bool kept = save(&reading, &failure);
    if (!notice || !strstr(notice, words) || kept) {
        fprintf(stderr, "# the notice is: %s\n", notice ? notice : "none");
        _exit(1);
    }
    close_reading(&reading);
}

static void finds_no_way_in(struct stage *stage)
{
    expect(stage, NULL, "notes are not kept: cannot");
}

static void a_folder_that_cannot_be_written_is_said(void **state)
{
    struct stage *stage = *state;
    struct text nobodys = {0};
    assert_int_equal(chmod(stage->home, 0555), 0);
    as_another_user(finds_no_way_in, stage); /* the folder cannot be made */
    assert_int_equal(chmod(stage->home, 0755), 0);
    keep_one(stage);
    assert_int_equal(chmod(stage->folder.bytes, 0555), 0);
    as_another_user(finds_no_way_in, stage); /* no lock, and for root's child no reading */
    assert_int_equal(chmod(stage->folder.bytes, 0700), 0);
    text_free(&nobodys);
}

static void sees_a_foreign_file(struct stage *stage)
{
    struct text path = {0};
    text_format(&path, "%s/foreign.json", stage->home);
    expect(stage, path.bytes, "");
    text_free(&path);
    expect(stage, "/etc/passwd", "");
}

static void another_users_file_is_never_written(void **state)
{
    struct stage *stage = *state;
    struct text path = {0}, bytes = {0};
    struct failure failure;
    keep_one(stage);
    read_kept(stage, &bytes);
    text_format(&path, "%s/foreign.json", stage->home);
    write_bytes(path.bytes, bytes.bytes, bytes.size);
    assert_int_equal(chmod(path.bytes, 0644), 0);
    if (geteuid() == 0) { /* the other way round, too */
        assert_int_equal(chown(path.bytes, 65534, 65534), 0);
        struct reading reading = open_reading(stage, path.bytes, false);
        assert_notice(&reading, "belongs to another user");
        assert_string_equal(note_on(&reading, SIDE_LEFT, 1), "Which pier?");
        assert_false(save(&reading, &failure));
        close_reading(&reading);
        assert_int_equal(chown(path.bytes, 0, 0), 0);
    }
    assert_int_equal(chmod(stage->home, 0755), 0);
    if (geteuid() == 0)
        as_another_user(sees_a_foreign_file, stage);
    else
        refuses(stage, "/etc/passwd", "");
    bytes.size = 0;
    assert_true(file_read(path.bytes, &bytes, &failure));
    text_free(&path);
    text_free(&bytes);
}

static void finds_nothing_to_read(struct stage *stage)
{
    expect(stage, NULL, "cannot read");
}

static void a_folder_that_cannot_be_read_is_said(void **state)
{
    struct stage *stage = *state;
    keep_one(stage);
    assert_int_equal(chmod(stage->home, 0755), 0);
    assert_int_equal(chmod(stage->folder.bytes, 0), 0);
    as_another_user(finds_nothing_to_read, stage);
    assert_int_equal(chmod(stage->folder.bytes, 0700), 0);
}

static void meets_a_file_without_permissions(struct stage *stage)
{
    struct text path = {0};
    struct stat status;
    text_format(&path, "%s/theirs/closed.json", stage->home);
    write_string(path.bytes, "{}");
    chmod(path.bytes, 0);
    expect(stage, path.bytes, "Permission denied");
    if (stat(path.bytes, &status) != 0 || status.st_size != 2)
        _exit(2);
    text_free(&path);
}

static void a_file_without_permissions_is_left_alone(void **state)
{
    struct stage *stage = *state;
    struct text folder = {0};
    text_format(&folder, "%s/theirs", stage->home);
    assert_int_equal(mkdir(folder.bytes, 0777), 0);
    assert_int_equal(chmod(folder.bytes, 0777), 0);
    assert_int_equal(chmod(stage->home, 0755), 0);
    as_another_user(meets_a_file_without_permissions, stage);
    text_free(&folder);
}

/* The files in the folder that are no notes. */
static size_t count_hidden(const struct stage *stage)
{
    size_t count, hidden = 0;
    char **names = keep_list(stage->folder.bytes, "", &count);
    for (size_t i = 0; i < count; i++) {
        hidden += names[i][0] == '.' && strspn(names[i], ".") < strlen(names[i]);
        free(names[i]);
    }
    free(names);
    return hidden;
}

static void a_full_disk_leaves_the_old_file(void **state)
{
    struct stage *stage = *state;
    struct rlimit before, small;
    struct failure failure;
    keep_one(stage);
    struct reading reading = open_reading(stage, NULL, false);
    say(&reading, SIDE_LEFT, 2, "It does not fit.");
    getrlimit(RLIMIT_FSIZE, &before);
    small = (struct rlimit){64, before.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small);
    bool saved = save(&reading, &failure);
    setrlimit(RLIMIT_FSIZE, &before);
    assert_false(saved);
    assert_non_null(strstr(failure.message, "File too large"));
    assert_int_equal(count_hidden(stage), 1); /* the lock */
    keep(&reading);                           /* there is room again */
    close_reading(&reading);
    reading = open_reading(stage, NULL, false);
    assert_string_equal(note_on(&reading, SIDE_LEFT, 2), "It does not fit.");
    close_reading(&reading);
}

static void without_a_home_nothing_is_kept(void **state)
{
    struct stage *stage = *state;
    char *home = strdup(getenv("HOME") ? getenv("HOME") : "/");
    unsetenv("XDG_DATA_HOME");
    unsetenv("HOME");
    refuses(stage, NULL, "there is no home folder");
    setenv("XDG_DATA_HOME", "relative", 1);
    refuses(stage, NULL, "there is no home folder");
    setenv("HOME", home, 1);
    free(home);
}

enum { FIRST_CHANGE = 4 };

/* What the child does: change number `i` is the note "i" on one of the statements, kept at once and
 * then told. */
static void change_for_ever(struct stage *stage, size_t from, int told)
{
    struct reading reading = open_reading(stage, NULL, false);
    for (size_t i = from;; i++) {
        char note[32];
        snprintf(note, sizeof note, "%zu", i);
        say(&reading, SIDE_LEFT, i % 4, note);
        struct failure failure;
        if (!save(&reading, &failure) || write(told, &i, sizeof i) != sizeof i)
            _exit(1);
    }
}

/* Lets a child change notes until it is killed; the last change that it told to be kept. */
static size_t kill_one(struct stage *stage, size_t from, long nanoseconds)
{
    int ends[2], status;
    size_t last = from - 1, told;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        change_for_ever(stage, from, ends[1]);
    }
    close(ends[1]);
    bool begins = nanoseconds % 4; /* else it may be killed while it still opens the file */
    if (begins && read(ends[0], &told, sizeof told) == sizeof told)
        last = told;
    nanosleep(&(struct timespec){.tv_nsec = nanoseconds}, NULL);
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    while (read(ends[0], &told, sizeof told) == sizeof told)
        last = told;
    close(ends[0]);
    return last;
}

/* The number of the last change that is in the file. All before it must be there. */
static size_t check_kept(struct stage *stage, size_t last)
{
    struct reading reading = open_reading(stage, NULL, false);
    assert_null(store_notice(reading.store));
    size_t newest = FIRST_CHANGE - 1; /* nothing yet */
    for (size_t i = 0; i < 4; i++) {
        size_t note = strtoul(note_on(&reading, SIDE_LEFT, i), NULL, 10);
        newest = note > newest ? note : newest;
    }
    for (size_t i = 0; i < 4; i++) {
        size_t note = strtoul(note_on(&reading, SIDE_LEFT, i), NULL, 10);
        size_t last_here = newest - (newest - i) % 4;
        assert_int_equal(note, last_here < FIRST_CHANGE ? 0 : last_here);
    }
    assert_true(newest >= last);
    close_reading(&reading);
    return newest;
}

/* KILLS in the environment says how many; 30 without it. */
static void a_kill_at_any_moment_loses_nothing_that_was_kept(void **state)
{
    struct stage *stage = *state;
    const char *wanted = getenv("KILLS");
    size_t kills = wanted ? strtoul(wanted, NULL, 10) : 30, newest = FIRST_CHANGE - 1, torn = 0;
    uint64_t seed = 8;
    for (size_t i = 0; i < kills; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        size_t last = kill_one(stage, newest + 1, (long)((seed >> 33) % 40000000));
        newest = check_kept(stage, last);
        torn += newest > last;
    }
    printf("# %zu kills among %zu changes: all files whole, no kept change lost; %zu times the "
           "killed change was already kept\n",
           kills, newest + 1 - FIRST_CHANGE, torn);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(digests_are_those_of_the_standard),
        TEST(what_is_said_comes_back),
        TEST(files_are_the_users_alone_and_readable_json),
        TEST(swapped_articles_have_the_same_notes),
        TEST(an_edited_file_is_found_by_its_name),
        TEST(what_was_renamed_and_edited_is_found_by_quotations),
        TEST(strangers_are_not_found),
        TEST(orphans_stay_in_the_file),
        TEST(batch_use_changes_nothing),
        TEST(a_second_one_only_reads),
        TEST(what_was_said_beside_another_is_kept_after_it),
        TEST(swapped_articles_hold_nobody_off),
        TEST(what_another_has_changed_is_not_overwritten),
        TEST(what_is_no_notes_any_more_is_not_overwritten),
        TEST(what_is_nothing_but_garbage_is_set_aside),
        TEST(a_newer_file_is_left_alone),
        TEST(a_damaged_file_is_set_aside_and_read_as_far_as_may_be),
        TEST(of_a_damaged_file_orphans_are_read_too),
        cmocka_unit_test(no_cut_and_no_wrong_byte_harms),
        cmocka_unit_test(hostile_files_are_only_damaged_ones),
        cmocka_unit_test(what_could_steer_a_terminal_is_made_harmless),
        cmocka_unit_test(a_place_that_cannot_be_counts_as_none),
        TEST(a_huge_note_is_kept_whole),
        TEST(what_is_too_large_to_be_read_again_is_not_written),
        TEST(what_is_no_notes_file_is_not_touched),
        TEST(a_file_of_ones_own_is_used_where_it_is_named),
        TEST(notes_on_other_articles_are_not_mixed),
        TEST(a_file_without_notes_suits_all),
        TEST(what_is_no_file_of_notes_suits_until_it_is_opened),
        TEST(edited_and_renamed_articles_have_their_own_file),
        TEST(a_title_tells_what_an_article_is),
        TEST(a_folder_that_cannot_be_written_is_said),
        TEST(another_users_file_is_never_written),
        TEST(a_folder_that_cannot_be_read_is_said),
        TEST(a_file_without_permissions_is_left_alone),
        TEST(a_full_disk_leaves_the_old_file),
        TEST(without_a_home_nothing_is_kept),
        TEST(a_kill_at_any_moment_loses_nothing_that_was_kept),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("store", tests, NULL, NULL);
}
