/* Killed at any moment the reader loses at most the change that was being made: the real program in
 * a terminal, with keys that change what is kept, killed again and again. Moments and keys come
 * from a row of random numbers that is always the same. KILLS=1000 in the environment makes it that
 * many. */
#include "emulator.h"

#include "base/file.h"
#include "base/keep.h"
#include "base/memory.h"
#include "home.h"

#include <jansson.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { KILLS = 9, CHANGES_MOST = 4, OUTPUT_MOST = 600, LOOKS = 20000 };

static const char left_text[] =
    "Ferry sinks off Karmo\n\n"
    "The ferry Adele sank off Karmo on Tuesday. Rescuers took 31 people from the water, the coast "
    "guard said. The sea was calm.\n\nThe ship was built in 1974. Her owner had sold her twice.\n";
static const char right_text[] =
    "Karmo mourns its ferry\n\n"
    "On Tuesday the ferry Adele sank off Karmo. Rescuers took 26 people from the water, the coast "
    "guard said. The sea was rough.\n\nDivers are to look at the wreck. Nobody had heard a call.\n";

/* When the program is killed. */
enum moment { AFTER_KEY, AFTER_OUTPUT, WHILE_WRITING, MOMENT_COUNT };

struct stage {
    char *home;
    struct text left, right, data, folder, unfinished;
    uint64_t random;
    struct emulator *emulator;
    json_t *remarks; /* as they were kept last, for sure */
    size_t kills[MOMENT_COUNT], changes, kept, half;
};

static void write_text(const char *path, const char *text)
{
    struct failure failure;
    assert_true(file_write(path, text, strlen(text), true, &failure));
}

static int set_up(void **state)
{
    struct stage *stage = memory_new(1, sizeof *stage);
    stage->home = home_make();
    text_format(&stage->left, "%s/left.txt", stage->home);
    text_format(&stage->right, "%s/right.txt", stage->home);
    text_format(&stage->data, "XDG_DATA_HOME=%s/data", stage->home);
    text_format(&stage->folder, "%s/data/abreast", stage->home);
    write_text(stage->left.bytes, left_text);
    write_text(stage->right.bytes, right_text);
    stage->random = 20240607;
    stage->remarks = json_array();
    *state = stage;
    return 0;
}

static int tear_down(void **state)
{
    struct stage *stage = *state;
    if (stage->emulator)
        emulator_close(stage->emulator);
    home_remove(stage->home);
    json_decref(stage->remarks);
    text_free(&stage->left);
    text_free(&stage->right);
    text_free(&stage->data);
    text_free(&stage->folder);
    text_free(&stage->unfinished);
    free(stage);
    return 0;
}

static size_t draw(struct stage *stage, size_t count)
{
    stage->random = stage->random * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(stage->random >> 33) % count;
}

static void await(const struct stage *stage, const char *shows)
{
    if (emulator_shows(stage->emulator, shows))
        return;
    struct text screen = {0};
    emulator_screen(stage->emulator, &screen);
    fprintf(stderr, "%s\n", text_string(&screen));
    text_free(&screen);
    fail_msg("\"%s\" does not come", shows);
}

static bool is_cleared(const struct emulator *emulator, void *context)
{
    (void)context;
    return strstr(text_string(emulator_output(emulator)), "\033[2J");
}

/* All keys before have been read, and no message stands at the foot. */
static void settle(const struct stage *stage)
{
    text_clear(emulator_output(stage->emulator));
    assert_true(emulator_keys(stage->emulator, "^L"));
    assert_true(emulator_awaits(stage->emulator, is_cleared, NULL));
    await(stage, "h help");
}

static void open_reader(struct stage *stage)
{
    const char *arguments[] = {getenv("ABREAST"), stage->left.bytes, stage->right.bytes, NULL};
    const char *environment[] = {stage->data.bytes, NULL};
    struct emulator_start start = {arguments, environment, NULL, 24, 100};
    stage->emulator = emulator_open(&start);
    assert_non_null(stage->emulator);
    await(stage, "Karmo");
    assert_true(emulator_hides(stage->emulator, "ompar")); /* not compared yet, comparing */
    settle(stage);
}

static size_t count_files(const struct stage *stage, const char *ending)
{
    size_t count;
    char **names = keep_list(stage->folder.bytes, ending, &count);
    for (size_t i = 0; i < count; i++)
        free(names[i]);
    free(names);
    return count;
}

/* The remarks in the file, which must be whole; none where there is no file yet. */
static json_t *read_remarks(const struct stage *stage)
{
    size_t count;
    char **names = keep_list(stage->folder.bytes, ".json", &count);
    json_t *remarks = json_array();
    assert_true(count <= 1);
    if (count) {
        struct text path = {0};
        json_error_t error;
        text_format(&path, "%s/%s", stage->folder.bytes, names[0]);
        json_t *file = json_load_file(path.bytes, JSON_REJECT_DUPLICATES, &error);
        if (!json_is_array(json_object_get(file, "remarks")))
            fail_msg("the file is not whole: %s", error.text);
        json_array_extend(remarks, json_object_get(file, "remarks"));
        json_decref(file);
        text_free(&path);
        free(names[0]);
    }
    free(names);
    return remarks;
}

/* How many of one's remarks the other lacks. */
static size_t count_others(const json_t *one, const json_t *other)
{
    size_t count = 0;
    for (size_t i = 0; i < json_array_size(one); i++) {
        bool found = false;
        for (size_t j = 0; j < json_array_size(other) && !found; j++)
            found = json_equal(json_array_get(one, i), json_array_get(other, j));
        count += !found;
    }
    return count;
}

/* A change adds one remark, takes one away or puts one in the place of another. */
static bool is_one_change(const json_t *before, const json_t *after)
{
    size_t gone = count_others(before, after), come = count_others(after, before);
    return gone <= 1 && come <= 1 && gone + come > 0;
}

/* Goes somewhere, on which side ever. */
static void go_elsewhere(struct stage *stage)
{
    static const char *const ways[] = {"j", "k", "G", "g", "c", "e", "Tab", "]", "["};
    for (size_t steps = draw(stage, 4); steps; steps--)
        assert_true(emulator_keys(stage->emulator, ways[draw(stage, 9)]));
    settle(stage);
}

/* Sends the keys of a change; of a link by hand only the last one makes it. */
static void send_change(struct stage *stage)
{
    static const char *const keys[] = {"m", "y", "x", "r", "u", "^R", "a", "L"};
    const char *key = keys[draw(stage, 8)];
    char words[40];
    assert_true(emulator_keys(stage->emulator, key));
    if (*key == 'L') {
        await(stage, "A link from here");
        assert_true(emulator_keys(stage->emulator, "Tab L"));
    } else if (*key == 'a') {
        await(stage, "Note");
        snprintf(words, sizeof words, "%zu", stage->changes);
        assert_true(emulator_keys(stage->emulator, "^U"));
        emulator_type(stage->emulator, words);
        assert_true(emulator_keys(stage->emulator, "Enter"));
    }
}

/* Makes a change and waits until the reader says that it did: then it must be in the file. */
static void change(struct stage *stage)
{
    go_elsewhere(stage);
    send_change(stage);
    settle(stage);
    json_t *remarks = read_remarks(stage);
    bool same = json_equal(remarks, stage->remarks);
    assert_true(same || is_one_change(stage->remarks, remarks));
    stage->changes += !same;
    json_decref(stage->remarks);
    stage->remarks = remarks;
}

static bool has_written(const struct emulator *emulator, void *context)
{
    return emulator_output(emulator)->size >= *(size_t *)context;
}

static void find_unfinished(struct stage *stage)
{
    size_t count;
    char **names = keep_list(stage->folder.bytes, ".json", &count);
    text_clear(&stage->unfinished);
    for (size_t i = 0; i < count; i++) {
        text_format(&stage->unfinished, "%s/%s.new", stage->folder.bytes, names[i]);
        free(names[i]);
    }
    free(names);
}

/* The file that is to become the new one is seen, or there is none to come. */
static void look_for_writing(const struct stage *stage)
{
    struct stat status;
    for (size_t looks = 0; looks < LOOKS && stat(stage->unfinished.bytes, &status) != 0; looks++)
        ;
}

/* Kills it while a change is made. What was kept before is there, with the last change or without
 * it. */
static void kill_reader(struct stage *stage)
{
    enum moment moment = (enum moment)draw(stage, MOMENT_COUNT);
    int status;
    go_elsewhere(stage);
    find_unfinished(stage);
    text_clear(emulator_output(stage->emulator));
    send_change(stage);
    size_t bytes = emulator_output(stage->emulator)->size + 1 + draw(stage, OUTPUT_MOST);
    if (moment == AFTER_OUTPUT) {
        emulator_keys(stage->emulator, "^L"); /* so much comes for sure */
        assert_true(emulator_awaits(stage->emulator, has_written, &bytes));
    }
    if (moment == WHILE_WRITING && stage->unfinished.size)
        look_for_writing(stage);
    emulator_signal(stage->emulator, SIGKILL);
    assert_true(emulator_ends(stage->emulator, &status));
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    emulator_close(stage->emulator);
    stage->emulator = NULL;
    stage->kills[moment]++;

    json_t *remarks = read_remarks(stage);
    bool same = json_equal(remarks, stage->remarks);
    assert_true(same || is_one_change(stage->remarks, remarks));
    stage->kept += !same;
    stage->half += count_files(stage, ".new");
    json_decref(stage->remarks);
    stage->remarks = remarks;
}

static void at_most_the_change_being_made_is_lost(void **state)
{
    struct stage *stage = *state;
    const char *wanted = getenv("KILLS");
    size_t kills = wanted ? (size_t)atol(wanted) : KILLS;
    for (size_t i = 0; i < kills; i++) {
        open_reader(stage);
        assert_int_equal(count_files(stage, ".new"), 0);
        assert_int_equal(count_files(stage, ".lock"), 1);
        for (size_t changes = draw(stage, CHANGES_MOST + 1); changes; changes--)
            change(stage);
        kill_reader(stage);
    }
    open_reader(stage);
    int status;
    assert_true(emulator_keys(stage->emulator, "q"));
    assert_true(emulator_ends(stage->emulator, &status));
    assert_int_equal(count_files(stage, ""), 3); /* with "." and "..": nothing has piled up */
    json_t *remarks = read_remarks(stage);
    assert_true(json_equal(remarks, stage->remarks));
    json_decref(remarks);
    printf("# %zu kills, %zu right after a key, %zu after some output, %zu while a file was "
           "written, among %zu kept changes: all files whole, no kept change lost; %zu times the "
           "killed change was already kept, %zu times a file was half written\n",
           kills, stage->kills[AFTER_KEY], stage->kills[AFTER_OUTPUT], stage->kills[WHILE_WRITING],
           stage->changes, stage->kept, stage->half);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(at_most_the_change_being_made_is_lost, set_up, tear_down),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("kill", tests, NULL, NULL);
}
