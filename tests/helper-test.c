/* The helper that runs programs outside of the sandbox, and what a reader could ask of it. */
#include "base/file.h"
#include "base/process.h"
#include "base/sandbox.h"

#include <errno.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* A helper for commands of which each shows something else. */
static struct helper *make_helper(void)
{
    static const char *const commands[][4] = {
        {"cat", "%s", NULL},
        {"echo", "<%s and %s>", NULL},
        {"no-such-program-anywhere", "%s", NULL},
        {"false", "%s", NULL},
        {"sh", "-c", "kill -TERM $$", NULL},
        {"cat", "/dev/zero", NULL},
    };
    struct helper *helper = helper_new();
    struct failure failure;
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        assert_int_equal(helper_allow(helper, commands[i]), i);
    assert_true(helper_begin(helper, &failure));
    return helper;
}

static struct text temporary(const struct helper *helper, const char *words)
{
    struct text name = {0}, bytes = {0};
    struct failure failure;
    text_add(&bytes, words);
    assert_true(helper_write(helper, &bytes, "txt", &name, &failure));
    text_free(&bytes);
    return name;
}

static void the_helper_runs_what_was_named(void **state)
{
    (void)state;
    struct helper *helper = make_helper();
    struct text name = temporary(helper, "From a filter.\n"), output = {0}, twice = {0};
    struct failure failure;
    assert_true(helper_read(helper, 0, name.bytes, &output, &failure));
    assert_string_equal(output.bytes, "From a filter.\n");
    text_clear(&output);
    assert_true(helper_read(helper, 1, name.bytes, &output, &failure));
    text_format(&twice, "<%s and %s>\n", name.bytes, name.bytes);
    assert_string_equal(output.bytes, twice.bytes);
    file_remove(name.bytes);
    text_free(&twice);
    text_free(&output);
    text_free(&name);
    helper_free(helper);
}

static void what_fails_in_the_helper_is_told(void **state)
{
    (void)state;
    static const struct {
        size_t command;
        const char *words;
    } cases[] = {
        {2, "cannot run no-such-program-anywhere: No such file"},
        {3, "false ended with status 1"},
        {4, "sh was ended by signal 15"},
        {5, "cat prints more than 128 MiB"},
        {6, "not named at the start"},
    };
    struct helper *helper = make_helper();
    struct text name = temporary(helper, "x"), output = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct failure failure = {""};
        assert_false(helper_read(helper, cases[i].command, name.bytes, &output, &failure));
        if (!strstr(failure.message, cases[i].words))
            fail_msg("\"%s\" lacks \"%s\"", failure.message, cases[i].words);
        text_free(&output);
    }
    file_remove(name.bytes);
    text_free(&name);
    helper_free(helper);
}

static void the_helper_takes_no_other_files(void **state)
{
    static const char *const names[] = {
        "/etc/passwd",          "", "-x", "/tmp/abreast-../../etc/passwd", "/tmp/abreast-x; id",
        "/tmp/abreast-none.txt"};
    (void)state;
    struct helper *helper = make_helper();
    struct text output = {0}, link = {0};
    struct failure failure;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_false(helper_read(helper, 0, names[i], &output, &failure));
    text_format(&link, "/tmp/abreast-link%d", (int)getpid());
    assert_int_equal(symlink("/etc/passwd", link.bytes), 0);
    assert_false(helper_read(helper, 0, link.bytes, &output, &failure));
    assert_int_equal(output.size, 0);
    unlink(link.bytes);
    text_free(&link);
    text_free(&output);
    helper_free(helper);
}

static void without_commands_there_is_no_helper(void **state)
{
    (void)state;
    struct helper *helper = helper_new();
    struct text output = {0};
    struct failure failure = {""};
    assert_true(helper_begin(helper, &failure));
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_false(helper_read(helper, 0, "/tmp/abreast-x", &output, &failure));
    assert_false(helper_show(helper, 0, "/tmp/abreast-x", &failure));
    helper_free(helper);
    helper_free(NULL);
}

/* From the sandbox, too, and with nothing left of it afterwards. */
static void the_helper_works_from_the_sandbox(void **state)
{
    (void)state;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct helper *helper = make_helper();
        struct text name = temporary(helper, "Through the wall.\n"), output = {0};
        struct failure failure;
        const char *const writable[] = {helper_folder(helper)};
        sandbox_enter(writable, 1);
        bool done = helper_read(helper, 0, name.bytes, &output, &failure) &&
                    strcmp(output.bytes, "Through the wall.\n") == 0;
        file_remove(name.bytes);
        done = done && !file_exists(name.bytes);
        if (sandbox_bounds_writing()) /* beside the folder nothing can be written */
            done = done && !file_write("/tmp/abreast-beside", "x", 1, true, &failure) &&
                   !file_make_temporary_folder(&output, &failure);
        text_free(&name);
        text_free(&output);
        helper_free(helper);
        _exit(done && waitpid(-1, NULL, WNOHANG) < 0 ? 0 : 1);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static void its_folder_goes_with_the_helper(void **state)
{
    (void)state;
    struct helper *helper = make_helper();
    struct text name = temporary(helper, "left behind"), folder = {0};
    struct stat status;
    text_add(&folder, helper_folder(helper));
    assert_int_equal(stat(folder.bytes, &status), 0);
    assert_int_equal(status.st_mode & 07777, 0700);
    helper_free(helper);
    assert_false(file_exists(name.bytes));
    assert_false(file_exists(folder.bytes));
    text_free(&folder);
    text_free(&name);
}

static void without_a_folder_only_commands_fail(void **state)
{
    (void)state;
    setenv("TMPDIR", "/nowhere/at/all", 1);
    struct helper *helper = make_helper();
    unsetenv("TMPDIR");
    struct text name = {0}, bytes = {0};
    struct failure failure = {""};
    assert_null(helper_folder(helper));
    assert_false(helper_write(helper, &bytes, "txt", &name, &failure));
    assert_non_null(strstr(failure.message, "cannot write /nowhere/at/all/abreast-"));
    assert_false(helper_show(helper, 0, "/abreast-x", &failure));
    helper_free(helper);
}

/* What a reader could send that is no longer ours. */
struct forged {
    size_t command;
    char file[4096];
};

/* Its end of the helper's socket, which is the only socket of this program. */
static int find_socket(void)
{
    struct stat status;
    int found = -1;
    for (int file = 3; file < 100; file++)
        if (fstat(file, &status) == 0 && S_ISSOCK(status.st_mode))
            found = file;
    return found;
}

/* The error that the helper answers with. */
static int answer_to(int socket, const struct forged *forged)
{
    int reply[2] = {0};
    assert_int_equal(send(socket, forged, sizeof *forged, MSG_NOSIGNAL), sizeof *forged);
    assert_int_equal(recv(socket, reply, sizeof reply, 0), sizeof reply);
    return reply[0];
}

static void a_forged_request_runs_nothing(void **state)
{
    (void)state;
    struct helper *helper = make_helper();
    struct text name = temporary(helper, "x"), folder = {0}, output = {0};
    struct forged forged = {0};
    struct failure failure;
    int socket = find_socket();
    assert_true(socket >= 0);
    text_add(&folder, helper_folder(helper));
    static const size_t commands[] = {6, 7, SIZE_MAX, SIZE_MAX / 16 + 1, (size_t)1 << 32};
    strcpy(forged.file, name.bytes);
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        forged.command = commands[i];
        assert_int_equal(answer_to(socket, &forged), EPERM);
    }
    forged.command = 0;
    const char *const ends[] = {"", "/", "/..", "/abreast-/../../etc/passwd", "/abreast-a b", "x"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        snprintf(forged.file, sizeof forged.file, "%s%s", folder.bytes, ends[i]);
        assert_int_equal(answer_to(socket, &forged), EPERM);
    }
    strcpy(forged.file, "/etc/passwd");
    assert_int_equal(answer_to(socket, &forged), EPERM);
    memset(forged.file, 'a', sizeof forged.file); /* without an end */
    assert_int_equal(answer_to(socket, &forged), EPERM);
    assert_true(helper_read(helper, 0, name.bytes, &output, &failure)); /* what is allowed runs */
    text_free(&output);
    text_free(&folder);
    text_free(&name);
    helper_free(helper);
}

static void a_broken_request_ends_the_helper(void **state)
{
    (void)state;
    struct helper *helper = make_helper();
    struct text name = temporary(helper, "x"), output = {0};
    struct failure failure = {""};
    assert_int_equal(send(find_socket(), "x", 1, MSG_NOSIGNAL), 1);
    assert_false(helper_read(helper, 0, name.bytes, &output, &failure));
    assert_false(helper_show(helper, 0, name.bytes, &failure));
    assert_non_null(strstr(failure.message, "the helper has gone"));
    text_free(&output);
    text_free(&name);
    helper_free(helper);
}

static void the_helper_shows_no_other_files(void **state)
{
    static const char *const names[] = {"/etc/passwd", "", "-c", "/tmp/abreast-none.txt"};
    (void)state;
    struct helper *helper = make_helper();
    struct failure failure;
    for (size_t command = 0; command < 7; command++)
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            assert_false(helper_show(helper, command, names[i], &failure));
    assert_false(helper_show(helper, 0, "/etc/passwd", &failure));
    helper_free(helper);
}

/* A folder for temporary files, and a pipe that the helper and all that it runs hold open. */
struct scene {
    char folder[64];
    int told, ends[2];
    struct text script; /* tells that it has begun, and hangs with a child of its own */
};

enum { DEADLINE = 60 /* seconds */ };

static void make_scene(struct scene *scene, const char *first)
{
    *scene = (struct scene){.folder = "/tmp/abreast-helper-XXXXXX"};
    assert_non_null(mkdtemp(scene->folder));
    setenv("TMPDIR", scene->folder, 1);
    assert_int_equal(pipe(scene->ends), 0);
    text_format(&scene->script, "%s echo x >&%d; sleep 1000; :", first, scene->ends[1]);
    alarm(DEADLINE);
}

/* Everyone who held the pipe has ended, and nothing is left. */
static void assert_all_gone(struct scene *scene)
{
    char byte;
    close(scene->ends[1]);
    while (read(scene->ends[0], &byte, 1) > 0)
        ;
    alarm(0);
    close(scene->ends[0]);
    unsetenv("TMPDIR");
    assert_int_equal(rmdir(scene->folder), 0);
    text_free(&scene->script);
}

static struct helper *helper_of(const struct scene *scene)
{
    const char *const words[] = {"sh", "-c", scene->script.bytes, "%s", NULL};
    struct helper *helper = helper_new();
    struct failure failure;
    helper_allow(helper, words);
    assert_true(helper_begin(helper, &failure));
    return helper;
}

/* A reader that is killed while it waits for a program that does not end. */
static void what_runs_goes_with_the_reader(void **state)
{
    static const char *const firsts[] = {"", "trap '' TERM;", "sleep 1000 &"};
    (void)state;
    for (size_t i = 0; i < sizeof firsts / sizeof *firsts; i++) {
        struct scene scene;
        char byte;
        make_scene(&scene, firsts[i]);
        pid_t reader = fork();
        assert_true(reader >= 0);
        if (reader == 0) {
            struct helper *helper = helper_of(&scene);
            struct text name = temporary(helper, "secret"), output = {0};
            struct failure failure;
            helper_read(helper, 0, name.bytes, &output, &failure);
            _exit(1);
        }
        assert_int_equal(read(scene.ends[0], &byte, 1), 1);
        kill(reader, SIGKILL);
        assert_int_equal(waitpid(reader, NULL, 0), reader);
        assert_all_gone(&scene);
    }
}

static int begun; /* the pipe on which a program tells that it runs */

static bool has_begun(void)
{
    struct pollfd pipe = {.fd = begun, .events = POLLIN};
    return poll(&pipe, 1, 0) > 0;
}

static void what_runs_is_not_waited_for_at_the_end(void **state)
{
    (void)state;
    static const char *const firsts[] = {"", "exec >/dev/null;"};
    for (size_t i = 0; i < sizeof firsts / sizeof *firsts; i++) {
        struct scene scene;
        make_scene(&scene, firsts[i]);
        begun = scene.ends[0];
        struct helper *helper = helper_of(&scene);
        struct text name = temporary(helper, "secret"), output = {0};
        struct failure failure;
        helper_watch(helper, has_begun);
        assert_false(helper_read(helper, 0, name.bytes, &output, &failure));
        assert_false(helper_read(helper, 0, name.bytes, &output, &failure));
        helper_free(helper);
        assert_all_gone(&scene);
        text_free(&output);
        text_free(&name);
    }
}

/* In a process group of its own; says by a number which step went wrong. */
static int try_signals_to_all(void)
{
    struct text script = {0};
    struct failure failure;
    setpgid(0, 0);
    signal(SIGINT, SIG_IGN);
    text_format(&script, "trap 'exit 7' INT; kill -INT -%d; while :; do :; done", (int)getpid());
    const char *const commands[][5] = {{"cat", "%s", NULL}, {"sh", "-c", script.bytes, "%s", NULL}};
    struct helper *helper = helper_new();
    helper_allow(helper, commands[0]);
    helper_allow(helper, commands[1]);
    if (!helper_begin(helper, &failure))
        return 1;
    struct text name = temporary(helper, "x"), output = {0};
    if (!helper_read(helper, 0, name.bytes, &output, &failure)) /* it has begun for sure */
        return 2;
    kill(0, SIGINT);
    if (!helper_read(helper, 0, name.bytes, &output, &failure))
        return 3;
    if (helper_read(helper, 1, name.bytes, &output, &failure) ||
        strcmp(failure.message, "sh ended with status 7") != 0)
        return 4;
    helper_free(helper);
    return 0;
}

/* One that comes while nothing runs is not kept for what runs next. */
static void signals_to_all_reach_what_runs(void **state)
{
    (void)state;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        _exit(try_signals_to_all());
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_helper_runs_what_was_named),
        cmocka_unit_test(what_fails_in_the_helper_is_told),
        cmocka_unit_test(the_helper_takes_no_other_files),
        cmocka_unit_test(without_commands_there_is_no_helper),
        cmocka_unit_test(the_helper_works_from_the_sandbox),
        cmocka_unit_test(its_folder_goes_with_the_helper),
        cmocka_unit_test(without_a_folder_only_commands_fail),
        cmocka_unit_test(a_forged_request_runs_nothing),
        cmocka_unit_test(a_broken_request_ends_the_helper),
        cmocka_unit_test(the_helper_shows_no_other_files),
        cmocka_unit_test(what_runs_goes_with_the_reader),
        cmocka_unit_test(what_runs_is_not_waited_for_at_the_end),
        cmocka_unit_test(signals_to_all_reach_what_runs),
    };
    unsetenv("TMPDIR");
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("helper", tests, NULL, NULL);
}
