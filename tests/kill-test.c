/* Killed at any moment the reader loses at most the change that was being made: the real program in
 * a terminal, with keys that change what is kept, killed again and again. Moments and keys come
 * from a row of random numbers that is always the same. KILLS=1000 in the environment makes it that
 * many. */
#include "stage.h"

#include "base/file.h"
#include "base/keep.h"
#include "base/memory.h"
#include "base/text.h"

#include <jansson.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

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

struct trial {
    struct stage *stage;
    struct text unfinished;
    uint64_t random;
    json_t *remarks; /* as they were kept last, for sure */
    size_t kills[MOMENT_COUNT], changes, kept, half;
};

static int set_up(void **state)
{
    struct trial *trial = memory_new(1, sizeof *trial);
    trial->stage = stage_new(left_text, right_text);
    trial->random = 20240607;
    trial->remarks = json_array();
    *state = trial;
    return 0;
}

static int tear_down(void **state)
{
    struct trial *trial = *state;
    stage_free(trial->stage);
    json_decref(trial->remarks);
    text_free(&trial->unfinished);
    free(trial);
    return 0;
}

static size_t draw(struct trial *trial, size_t count)
{
    trial->random = trial->random * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(trial->random >> 33) % count;
}

/* All keys before have been read, and no message stands at the foot. */
static void settle(const struct trial *trial)
{
    stage_redraw(trial->stage, "h help");
}

static void open_reader(const struct trial *trial)
{
    struct stage *stage = trial->stage;
    stage_start(stage, &(struct stage_start){.words = {stage->left, stage->right},
                                             .variables = {stage->data},
                                             .columns = 100});
    stage_awaits_comparison(stage);
    stage_awaits(stage, "Karmo");
    settle(trial);
}

static size_t count_files(const struct trial *trial, const char *ending)
{
    size_t count;
    char **names = keep_list(trial->stage->notes, ending, &count);
    for (size_t i = 0; i < count; i++)
        free(names[i]);
    free(names);
    return count;
}

/* The remarks in the file, which must be whole; none where there is no file yet. */
static json_t *read_remarks(const struct trial *trial)
{
    size_t count;
    char **names = keep_list(trial->stage->notes, ".json", &count);
    json_t *remarks = json_array();
    assert_true(count <= 1);
    if (count) {
        struct text path = {0};
        json_error_t error;
        text_format(&path, "%s/%s", trial->stage->notes, names[0]);
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
static void go_elsewhere(struct trial *trial)
{
    static const char *const ways[] = {"j", "k", "G", "g", "c", "e", "Tab", "]", "["};
    for (size_t steps = draw(trial, 4); steps; steps--)
        stage_keys(trial->stage, ways[draw(trial, 9)]);
    settle(trial);
}

/* Sends the keys of a change; of a link by hand only the last one makes it. */
static void send_change(struct trial *trial)
{
    static const char *const keys[] = {"m", "y", "x", "r", "u", "^R", "a", "L"};
    const char *key = keys[draw(trial, 8)];
    char words[40];
    stage_keys(trial->stage, key);
    if (*key == 'L') {
        stage_awaits(trial->stage, "A link from here");
        stage_keys(trial->stage, "Tab L");
    } else if (*key == 'a') {
        stage_awaits(trial->stage, "Note");
        snprintf(words, sizeof words, "%zu", trial->changes);
        stage_keys(trial->stage, "^U");
        emulator_type(trial->stage->emulator, words);
        stage_keys(trial->stage, "Enter");
    }
}

/* Makes a change and waits until the reader says that it did: then it must be in the file. */
static void change(struct trial *trial)
{
    go_elsewhere(trial);
    send_change(trial);
    settle(trial);
    json_t *remarks = read_remarks(trial);
    bool same = json_equal(remarks, trial->remarks);
    assert_true(same || is_one_change(trial->remarks, remarks));
    trial->changes += !same;
    json_decref(trial->remarks);
    trial->remarks = remarks;
}

static bool has_written(const struct emulator *emulator, void *context)
{
    return emulator_output(emulator)->size >= *(size_t *)context;
}

static void find_unfinished(struct trial *trial)
{
    size_t count;
    char **names = keep_list(trial->stage->notes, ".json", &count);
    text_clear(&trial->unfinished);
    for (size_t i = 0; i < count; i++) {
        text_format(&trial->unfinished, "%s/%s.new", trial->stage->notes, names[i]);
        free(names[i]);
    }
    free(names);
}

/* The file that is to become the new one is seen, or there is none to come. */
static void look_for_writing(const struct trial *trial)
{
    struct stat status;
    for (size_t looks = 0; looks < LOOKS && stat(trial->unfinished.bytes, &status) != 0; looks++)
        ;
}

/* Kills it while a change is made. What was kept before is there, with the last change or without
 * it. */
static void kill_reader(struct trial *trial)
{
    enum moment moment = (enum moment)draw(trial, MOMENT_COUNT);
    go_elsewhere(trial);
    find_unfinished(trial);
    text_clear(emulator_output(trial->stage->emulator));
    send_change(trial);
    size_t bytes = emulator_output(trial->stage->emulator)->size + 1 + draw(trial, OUTPUT_MOST);
    if (moment == AFTER_OUTPUT) {
        stage_keys(trial->stage, "^L"); /* so much comes for sure */
        assert_true(emulator_awaits(trial->stage->emulator, has_written, &bytes));
    }
    if (moment == WHILE_WRITING && trial->unfinished.size)
        look_for_writing(trial);
    emulator_signal(trial->stage->emulator, SIGKILL);
    stage_ends_by(trial->stage, SIGKILL);
    trial->kills[moment]++;

    json_t *remarks = read_remarks(trial);
    bool same = json_equal(remarks, trial->remarks);
    assert_true(same || is_one_change(trial->remarks, remarks));
    trial->kept += !same;
    trial->half += count_files(trial, ".new");
    json_decref(trial->remarks);
    trial->remarks = remarks;
}

static void at_most_the_change_being_made_is_lost(void **state)
{
    struct trial *trial = *state;
    const char *wanted = getenv("KILLS");
    size_t kills = wanted ? (size_t)atol(wanted) : KILLS;
    for (size_t i = 0; i < kills; i++) {
        open_reader(trial);
        assert_int_equal(count_files(trial, ".new"), 0);
        assert_int_equal(count_files(trial, ".lock"), 1);
        for (size_t changes = draw(trial, CHANGES_MOST + 1); changes; changes--)
            change(trial);
        kill_reader(trial);
    }
    open_reader(trial);
    stage_quit(trial->stage, "q");
    assert_int_equal(count_files(trial, ""), 3); /* with "." and "..": nothing has piled up */
    json_t *remarks = read_remarks(trial);
    assert_true(json_equal(remarks, trial->remarks));
    json_decref(remarks);
    printf("# %zu kills, %zu right after a key, %zu after some output, %zu while a file was "
           "written, among %zu kept changes: all files whole, no kept change lost; %zu times the "
           "killed change was already kept, %zu times a file was half written\n",
           kills, trial->kills[AFTER_KEY], trial->kills[AFTER_OUTPUT], trial->kills[WHILE_WRITING],
           trial->changes, trial->kept, trial->half);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(at_most_the_change_being_made_is_lost, set_up, tear_down),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("kill", tests, NULL, NULL);
}
