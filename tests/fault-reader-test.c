/* The real program at a terminal when calls fail, and when it waits for what never comes. */
#include "stage.h"

#include "base/file.h"
#include "base/text.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static const char left_text[] =
    "Storm tears the roof off the market hall\n\n"
    "A storm tore the roof off the market hall of Veddel on Saturday. The fire brigade counted 31 "
    "fallen trees.\n\nThe stalls move to the square until the autumn.\n";
static const char right_text[] =
    "Market hall of Veddel loses its roof\n\n"
    "A storm tore the roof off the market hall of Veddel on Saturday. The fire brigade counted 13 "
    "fallen trees.\n\nThe insurance has sent two surveyors.\n";

enum { DEADLINE = 60 /* seconds */ };

static int set_up(void **state)
{
    return stage_set_up(state, left_text, right_text);
}

static const char *report_of(struct stage *stage)
{
    return stage_path(stage, "report.md");
}

/* Starts it with a fault, and with what stands in the folder as its configuration. */
static void start(struct stage *stage, const char *left, const char *fault)
{
    const char *program = getenv("FAULTY");
    struct text variable = {0}, home = {0};
    text_format(&variable, "FAULT=%s", fault);
    text_format(&home, "XDG_CONFIG_HOME=%s", stage->home);
    stage_start(stage, &(struct stage_start){
                           .program = program ? program : "tests/faulty",
                           .words = {"-o", report_of(stage), left, stage->right},
                           .variables = {variable.bytes, home.bytes,
                                         "ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=1"},
                       });
    text_free(&variable);
    text_free(&home);
}

/* Starts it with a call that fails, reads for a while, and leaves. Returns whether the call came to
 * pass; if so it ended with a message on a sane terminal. */
static bool survives(struct stage *stage, const char *call, size_t number)
{
    struct text fault = {0};
    int status = 0;
    text_format(&fault, "%s %zu ENOMEM", call, number);
    start(stage, stage->left, fault.bytes);
    unlink(report_of(stage));
    if (emulator_shows(stage->emulator, "q quit"))
        stage_keys(stage, "] c j G / t r e e Enter n Enter l f q h q | | m w Enter q");
    if (!emulator_ends(stage->emulator, &status) || !WIFEXITED(status))
        fail_msg("%s: wait status %#x", fault.bytes, (unsigned)status);
    assert_true(emulator_is_restored(stage->emulator));
    bool failed = WEXITSTATUS(status) == 2;
    if (failed && !strstr(text_string(emulator_output(stage->emulator)), "abreast: out of memory"))
        fail_msg("%s: it does not say why it ended", fault.bytes);
    text_free(&fault);
    return failed;
}

static void memory_that_ends_leaves_a_sane_terminal(void **state)
{
    static const char *const calls[] = {"calloc", "realloc"};
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        size_t number = 1, tries = 0;
        while (survives(*state, calls[i], number)) {
            number += 1 + number / 3;
            tries++;
        }
        assert_true(tries > 10);
    }
}

static void a_report_that_fails_is_told_and_nothing_stays(void **state)
{
    static const char *const faults[] = {"fsync 1 ENOSPC", "mkstemp 1 EIO", "fchmod 1 EIO"};
    struct stage *stage = *state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        start(stage, stage->left, faults[i]);
        stage_awaits_comparison(stage);
        stage_awaits(stage, "confidence");
        stage_press(stage, "w Enter", "cannot write");
        assert_false(file_exists(report_of(stage)));
        stage_quit(stage, "q");
    }
}

static void interrupted_calls_are_made_again(void **state)
{
    struct stage *stage = *state;
    start(stage, stage->left, "write all EINTR");
    stage_awaits_comparison(stage);
    stage_awaits(stage, "confidence");
    stage_press(stage, "w Enter", "written");
    stage_quit(stage, "q");
}

static void assert_interrupted(struct stage *stage)
{
    emulator_type(stage->emulator, "\x03");
    stage_ends_by(stage, SIGINT);
    assert_true(emulator_is_restored(stage->emulator));
}

static bool has_begun(const struct emulator *emulator, void *context)
{
    (void)emulator;
    return file_exists(context);
}

static void configure(struct stage *stage, const char *setting)
{
    assert_int_equal(mkdir(stage_path(stage, "abreast"), 0700), 0);
    stage_store(stage_path(stage, "abreast/config"), setting);
}

/* The filter tells by a file that it runs. */
static void a_filter_that_hangs_is_interrupted(void **state)
{
    struct stage *stage = *state;
    struct text setting = {0};
    const char *begun = stage_path(stage, "begun");
    text_format(&setting, "filter txt = sh -c ': >%s; echo begun >/dev/tty; exec sleep 300' %%s\n",
                begun);
    configure(stage, setting.bytes);
    start(stage, stage->left, "none");
    assert_true(emulator_awaits(stage->emulator, has_begun, (void *)(uintptr_t)begun));
    assert_interrupted(stage);
    text_free(&setting);
}

/* The same while the reader is open, and the end is told to the reader alone. */
static void a_filter_that_hangs_does_not_keep_an_open_reader(void **state)
{
    struct stage *stage = *state;
    struct text setting = {0};
    const char *once = stage_path(stage, "once");
    text_format(&setting,
                "filter txt = sh -c 'test -e %s && echo begun >/dev/tty && exec sleep 300; "
                "cat \"$0\"' %%s\n",
                once);
    configure(stage, setting.bytes);
    start(stage, stage->left, "none");
    stage_awaits_comparison(stage);
    stage_store(once, "");
    stage_press(stage, "R", "begun");
    emulator_signal(stage->emulator, SIGTERM);
    stage_ends_by(stage, SIGTERM);
    assert_true(emulator_is_restored(stage->emulator));
    text_free(&setting);
}

/* A pipe that nobody writes to, as a file on a server that is away. */
static void a_file_that_hangs_is_interrupted(void **state)
{
    struct stage *stage = *state;
    const char *pipe = stage_path(stage, "pipe");
    assert_int_equal(mkfifo(pipe, 0600), 0);
    start(stage, pipe, "none");
    alarm(DEADLINE);
    int silent = open(pipe, O_WRONLY); /* waits for the program to open it */
    alarm(0);
    assert_true(silent >= 0);
    assert_interrupted(stage);
    close(silent);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, stage_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(memory_that_ends_leaves_a_sane_terminal),
        TEST(a_report_that_fails_is_told_and_nothing_stays),
        TEST(interrupted_calls_are_made_again),
        TEST(a_filter_that_hangs_is_interrupted),
        TEST(a_filter_that_hangs_does_not_keep_an_open_reader),
        TEST(a_file_that_hangs_is_interrupted),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("fault-reader", tests, NULL, NULL);
}
