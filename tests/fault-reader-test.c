/* The real program at a terminal when calls fail, and when it waits for what never comes. */
#include "emulator.h"

#include "base/file.h"
#include "base/memory.h"

#include <fcntl.h>
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

static const char left_text[] =
    "Storm tears the roof off the market hall\n\n"
    "A storm tore the roof off the market hall of Veddel on Saturday. The fire brigade counted 31 "
    "fallen trees.\n\nThe stalls move to the square until the autumn.\n";
static const char right_text[] =
    "Market hall of Veddel loses its roof\n\n"
    "A storm tore the roof off the market hall of Veddel on Saturday. The fire brigade counted 13 "
    "fallen trees.\n\nThe insurance has sent two surveyors.\n";

enum { DEADLINE = 60 /* seconds */ };

struct place {
    char folder[64];
    struct text left, right, pipe, configuration, report, once;
    struct emulator *emulator;
};

static void store(const char *path, const char *bytes)
{
    struct failure failure;
    if (!file_write(path, bytes, strlen(bytes), true, &failure))
        fail_msg("%s", failure.message);
}

static int set_up(void **state)
{
    struct place *place = memory_new(1, sizeof *place);
    struct text folder = {0};
    strcpy(place->folder, "/tmp/abreast-fault-XXXXXX");
    if (!mkdtemp(place->folder))
        return -1;
    text_format(&place->left, "%s/left.txt", place->folder);
    text_format(&place->right, "%s/right.txt", place->folder);
    text_format(&place->pipe, "%s/pipe", place->folder);
    text_format(&place->report, "%s/report.md", place->folder);
    text_format(&place->once, "%s/once", place->folder);
    text_format(&folder, "%s/abreast", place->folder);
    text_format(&place->configuration, "%s/config", folder.bytes);
    mkdir(folder.bytes, 0700);
    text_free(&folder);
    store(place->left.bytes, left_text);
    store(place->right.bytes, right_text);
    if (mkfifo(place->pipe.bytes, 0600) != 0)
        return -1;
    *state = place;
    return 0;
}

static void remove_all(struct text *path)
{
    unlink(path->bytes);
    text_free(path);
}

static int tear_down(void **state)
{
    struct place *place = *state;
    if (place->emulator)
        emulator_close(place->emulator);
    remove_all(&place->left);
    remove_all(&place->right);
    remove_all(&place->pipe);
    remove_all(&place->report);
    remove_all(&place->once);
    unlink(place->configuration.bytes);
    *strrchr(place->configuration.bytes, '/') = '\0';
    rmdir(place->configuration.bytes);
    text_free(&place->configuration);
    rmdir(place->folder);
    free(place);
    return 0;
}

static struct emulator *start(struct place *place, const char *left, const char *fault)
{
    const char *program = getenv("FAULTY");
    const char *const arguments[] = {program ? program : "tests/faulty",
                                     "-o",
                                     place->report.bytes,
                                     left,
                                     place->right.bytes,
                                     NULL};
    struct text variable = {0}, home = {0};
    text_format(&variable, "FAULT=%s", fault);
    text_format(&home, "XDG_CONFIG_HOME=%s", place->folder);
    const char *const environment[] = {variable.bytes, home.bytes,
                                       "ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=1",
                                       NULL};
    const struct emulator_start settings = {
        .arguments = arguments, .environment = environment, .rows = 24, .columns = 80};
    if (place->emulator)
        emulator_close(place->emulator);
    place->emulator = emulator_open(&settings);
    assert_non_null(place->emulator);
    text_free(&variable);
    text_free(&home);
    return place->emulator;
}

/* Starts it with a call that fails, reads for a while, and leaves. Returns whether the call came to
 * pass; if so it ended with a message on a sane terminal. */
static bool survives(struct place *place, const char *call, size_t number)
{
    struct text fault = {0};
    int status = 0;
    text_format(&fault, "%s %zu ENOMEM", call, number);
    struct emulator *emulator = start(place, place->left.bytes, fault.bytes);
    unlink(place->report.bytes);
    if (emulator_shows(emulator, "confidence"))
        emulator_keys(emulator, "] c j G / t r e e Enter n Enter l f q h q | | m w Enter q");
    if (!emulator_ends(emulator, &status) || !WIFEXITED(status))
        fail_msg("%s: wait status %#x", fault.bytes, (unsigned)status);
    assert_true(emulator_is_restored(emulator));
    bool failed = WEXITSTATUS(status) == 2;
    if (failed && !strstr(text_string(emulator_output(emulator)), "abreast: out of memory"))
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
    struct place *place = *state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        int status;
        struct emulator *emulator = start(place, place->left.bytes, faults[i]);
        assert_true(emulator_shows(emulator, "confidence"));
        emulator_keys(emulator, "w Enter");
        assert_true(emulator_shows(emulator, "cannot write"));
        assert_false(file_exists(place->report.bytes));
        emulator_keys(emulator, "q");
        assert_true(emulator_ends(emulator, &status));
        assert_int_equal(status, 0);
    }
}

static void interrupted_calls_are_made_again(void **state)
{
    struct place *place = *state;
    int status;
    struct emulator *emulator = start(place, place->left.bytes, "write all EINTR");
    assert_true(emulator_shows(emulator, "confidence"));
    emulator_keys(emulator, "w Enter");
    assert_true(emulator_shows(emulator, "written"));
    emulator_keys(emulator, "q");
    assert_true(emulator_ends(emulator, &status));
    assert_int_equal(status, 0);
}

static void assert_interrupted(struct emulator *emulator)
{
    int status = 0;
    emulator_type(emulator, "\x03");
    assert_true(emulator_ends(emulator, &status));
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGINT);
    assert_true(emulator_is_restored(emulator));
}

static bool has_begun(const struct emulator *emulator, void *context)
{
    (void)emulator;
    return file_exists(context);
}

/* The filter tells by a file that it runs. */
static void a_filter_that_hangs_is_interrupted(void **state)
{
    struct place *place = *state;
    struct text setting = {0};
    text_format(&setting, "filter txt = sh -c ': >%s; echo begun >/dev/tty; exec sleep 300' %%s\n",
                place->report.bytes);
    store(place->configuration.bytes, setting.bytes);
    struct emulator *emulator = start(place, place->left.bytes, "none");
    assert_true(emulator_awaits(emulator, has_begun, place->report.bytes));
    assert_interrupted(emulator);
    text_free(&setting);
}

/* The same while the reader is open, and the end is told to the reader alone. */
static void a_filter_that_hangs_does_not_keep_an_open_reader(void **state)
{
    struct place *place = *state;
    struct text setting = {0};
    int status = 0;
    text_format(&setting,
                "filter txt = sh -c 'test -e %s && echo begun >/dev/tty && exec sleep 300; "
                "cat \"$0\"' %%s\n",
                place->once.bytes);
    store(place->configuration.bytes, setting.bytes);
    struct emulator *emulator = start(place, place->left.bytes, "none");
    assert_true(emulator_shows(emulator, "confidence"));
    store(place->once.bytes, "");
    emulator_keys(emulator, "R");
    assert_true(emulator_shows(emulator, "begun"));
    emulator_signal(emulator, SIGTERM);
    assert_true(emulator_ends(emulator, &status));
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
    assert_true(emulator_is_restored(emulator));
    text_free(&setting);
}

/* A pipe that nobody writes to, as a file on a server that is away. */
static void a_file_that_hangs_is_interrupted(void **state)
{
    struct place *place = *state;
    struct emulator *emulator = start(place, place->pipe.bytes, "none");
    alarm(DEADLINE);
    int silent = open(place->pipe.bytes, O_WRONLY); /* waits for the program to open it */
    alarm(0);
    assert_true(silent >= 0);
    assert_interrupted(emulator);
    close(silent);
}

#define PLACE_TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACE_TEST(memory_that_ends_leaves_a_sane_terminal),
        PLACE_TEST(a_report_that_fails_is_told_and_nothing_stays),
        PLACE_TEST(interrupted_calls_are_made_again),
        PLACE_TEST(a_filter_that_hangs_is_interrupted),
        PLACE_TEST(a_filter_that_hangs_does_not_keep_an_open_reader),
        PLACE_TEST(a_file_that_hangs_is_interrupted),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("fault-reader", tests, NULL, NULL);
}
