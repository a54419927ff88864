/* What the sandbox takes away and what it leaves, tried in a child, for it cannot be left again;
 * and the helper that runs programs outside of it. */
#include "base/file.h"
#include "base/memory.h"
#include "base/process.h"
#include "base/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { FINE };

struct place {
    char folder[64]; /* with an open and a shut folder in it, a file in each */
    struct text open, shut, within, without;
};

static void store(const char *path)
{
    struct failure failure;
    assert_true(file_write(path, "kept\n", 5, true, &failure));
}

static int set_up(void **state)
{
    struct place *place = memory_new(1, sizeof *place);
    strcpy(place->folder, "/tmp/abreast-sandbox-XXXXXX");
    if (!mkdtemp(place->folder))
        return -1;
    text_format(&place->open, "%s/open", place->folder);
    text_format(&place->shut, "%s/shut", place->folder);
    text_format(&place->within, "%s/open/file", place->folder);
    text_format(&place->without, "%s/shut/file", place->folder);
    mkdir(place->open.bytes, 0700);
    mkdir(place->shut.bytes, 0700);
    store(place->within.bytes);
    store(place->without.bytes);
    *state = place;
    return 0;
}

static int tear_down(void **state)
{
    struct place *place = *state;
    unlink(place->within.bytes);
    unlink(place->without.bytes);
    rmdir(place->open.bytes);
    rmdir(place->shut.bytes);
    rmdir(place->folder);
    text_free(&place->open);
    text_free(&place->shut);
    text_free(&place->within);
    text_free(&place->without);
    free(place);
    return 0;
}

/* Runs a trial in a child that is in the sandbox; it says by a number which step went wrong. */
static void assert_confined(struct place *place, int (*trial)(const struct place *place))
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        const char *const writable[] = {place->open.bytes, "/nowhere/at/all", "/dev/full"};
        sandbox_enter(writable, sizeof writable / sizeof *writable);
        _exit(trial(place));
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != FINE)
        fail_msg("ended with wait status %#x", (unsigned)status);
}

/* The number of the first that was not refused; FINE where all were. */
static int first_allowed(const bool refused[], int count)
{
    for (int i = 0; i < count; i++)
        if (!refused[i])
            return i + 1;
    return FINE;
}

static bool is_refused(long result)
{
    return result < 0 && errno == EPERM;
}

static int try_the_network(const struct place *place)
{
    (void)place;
    int ends[2];
    const bool refused[] = {
        is_refused(socket(AF_INET, SOCK_STREAM, 0)),
        is_refused(socket(AF_INET6, SOCK_DGRAM, 0)),
        is_refused(socket(AF_UNIX, SOCK_STREAM, 0)),
        is_refused(socket(AF_NETLINK, SOCK_RAW, 0)),
        is_refused(socketpair(AF_UNIX, SOCK_STREAM, 0, ends)),
        is_refused(syscall(SYS_io_uring_setup, 1, NULL)),
    };
    return first_allowed(refused, sizeof refused / sizeof *refused);
}

static void there_is_no_network(void **state)
{
    assert_confined(*state, try_the_network);
}

/* The leak checker of a sanitizer needs new processes and ptrace itself. */
#if defined __SANITIZE_ADDRESS__
#define HAS_LEAK_CHECKER 1
#elif defined __has_feature
#if __has_feature(address_sanitizer)
#define HAS_LEAK_CHECKER 1
#endif
#endif

static int try_programs(const struct place *place)
{
    (void)place;
    char *const words[] = {(char[]){"/bin/true"}, NULL};
    char *const environment[] = {NULL};
    const bool refused[] = {
        is_refused(execve("/bin/true", words, environment)),
        is_refused(syscall(SYS_execveat, AT_FDCWD, "/bin/true", words, environment, 0)),
#ifndef HAS_LEAK_CHECKER
        is_refused(fork()),
        is_refused(syscall(SYS_clone3, NULL, 0)),
#endif
    };
    return first_allowed(refused, sizeof refused / sizeof *refused);
}

static void no_program_is_started(void **state)
{
    assert_confined(*state, try_programs);
}

static int try_processes(const struct place *place)
{
    (void)place;
    const bool refused[] = {
#ifndef HAS_LEAK_CHECKER
        is_refused(ptrace(PTRACE_ATTACH, getppid(), NULL, NULL)),
        is_refused(ptrace(PTRACE_TRACEME, 0, NULL, NULL)),
#endif
        is_refused(kill(getppid(), 0)),
        is_refused(kill(getppid(), SIGKILL)),
        is_refused(syscall(SYS_process_vm_readv, getppid(), NULL, 0, NULL, 0, 0)),
        is_refused(syscall(SYS_pidfd_open, getppid(), 0)),
    };
    return first_allowed(refused, sizeof refused / sizeof *refused);
}

static void other_processes_are_left_alone(void **state)
{
    assert_confined(*state, try_processes);
}

static int try_keys(const struct place *place)
{
    (void)place;
    char key = 'x';
    struct winsize size;
    int terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY);
    if (terminal >= 0 && ioctl(terminal, TIOCGWINSZ, &size) < 0 && errno == EPERM)
        return 2;
    return ioctl(STDIN_FILENO, TIOCSTI, &key) < 0 && errno == EPERM ? FINE : 1;
}

static void no_keys_are_put_into_the_terminal(void **state)
{
    assert_confined(*state, try_keys);
}

static bool is_shut(long result)
{
    return result < 0 && (errno == EACCES || errno == EPERM);
}

static int try_outside(const struct place *place)
{
    char name[128], other[128];
    snprintf(name, sizeof name, "%s/new", place->shut.bytes);
    snprintf(other, sizeof other, "%s/moved", place->open.bytes);
    const bool refused[] = {
        is_shut(open(place->without.bytes, O_WRONLY)),
        is_shut(open(place->without.bytes, O_RDWR | O_APPEND)),
        is_shut(open(name, O_WRONLY | O_CREAT, 0600)),
        is_shut(unlink(place->without.bytes)),
        is_shut(mkdir(name, 0700)),
        is_shut(symlink("/etc/passwd", name)),
        is_shut(rename(place->without.bytes, name)),
        is_shut(rename(place->within.bytes, name)) || errno == EXDEV,
        is_shut(link(place->within.bytes, name)) || errno == EXDEV,
        is_shut(rename(place->without.bytes, other)) || errno == EXDEV,
        is_shut(chmod(place->without.bytes, 0777)),
        is_shut(truncate(place->without.bytes, 0)),
        is_shut(open("/dev/null", O_WRONLY)),
    };
    return first_allowed(refused, sizeof refused / sizeof *refused);
}

static void nothing_is_written_elsewhere(void **state)
{
    struct place *place = *state;
    struct text bytes = {0};
    struct failure failure;
    if (sandbox_bounds_writing())
        assert_confined(place, try_outside);
    else
        print_message("# this kernel has no Landlock: writing is not bounded here\n");
    assert_true(file_read(place->without.bytes, &bytes, &failure));
    assert_string_equal(bytes.bytes, "kept\n");
    text_free(&bytes);
}

static int try_inside(const struct place *place)
{
    struct failure failure;
    struct text bytes = {0};
    if (!file_write(place->within.bytes, "new\n", 4, true, &failure))
        return 1;
    if (!file_read(place->within.bytes, &bytes, &failure) || strcmp(bytes.bytes, "new\n") != 0)
        return 2;
    text_free(&bytes);
    if (!file_read(place->without.bytes, &bytes, &failure) || strcmp(bytes.bytes, "kept\n") != 0)
        return 3;
    text_free(&bytes);
    if (!file_read("/etc/passwd", &bytes, &failure))
        return 4;
    text_free(&bytes);
    if (file_write("/dev/full", "x", 1, true, &failure) || !strstr(failure.message, "No space"))
        return 5;
    return raise(0) == 0 && write(STDOUT_FILENO, "", 0) == 0 ? FINE : 6;
}

static void what_a_reader_needs_is_left(void **state)
{
    assert_confined(*state, try_inside);
}

static int try_message(const struct place *place)
{
    struct failure failure;
    struct text name = {0};
    text_format(&name, "%s/report.md", place->shut.bytes);
    if (file_write(name.bytes, "x", 1, false, &failure))
        return 1;
    bool named = strstr(failure.message, name.bytes) && strstr(failure.message, "--no-sandbox");
    text_clear(&name);
    text_format(&name, "%s/missing/report.md", place->open.bytes);
    bool other = !file_write(name.bytes, "x", 1, false, &failure) &&
                 strstr(failure.message, "check the name") &&
                 !strstr(failure.message, "--no-sandbox");
    text_free(&name);
    return named ? other ? FINE : 2 : 3;
}

static void a_message_names_the_way_out(void **state)
{
    if (sandbox_bounds_writing())
        assert_confined(*state, try_message);
}

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

static struct text temporary(const char *bytes)
{
    struct text name = {0};
    struct failure failure;
    assert_true(file_write_temporary(bytes, strlen(bytes), "txt", &name, &failure));
    return name;
}

static void the_helper_runs_what_was_named(void **state)
{
    (void)state;
    struct helper *helper = make_helper();
    struct text name = temporary("From a filter.\n"), output = {0}, twice = {0};
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
    struct text name = temporary("x"), output = {0};
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
    struct place *place = *state;
    struct helper *helper = make_helper();
    struct text output = {0}, link = {0};
    struct failure failure;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_false(helper_read(helper, 0, names[i], &output, &failure));
    text_format(&link, "/tmp/abreast-link%d", (int)getpid());
    assert_int_equal(symlink(place->without.bytes, link.bytes), 0);
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
        struct text name = temporary("Through the wall.\n"), output = {0};
        struct failure failure;
        const char *const writable[] = {"/tmp"};
        sandbox_enter(writable, 1);
        bool done = helper_read(helper, 0, name.bytes, &output, &failure) &&
                    strcmp(output.bytes, "Through the wall.\n") == 0;
        file_remove(name.bytes);
        text_free(&name);
        text_free(&output);
        helper_free(helper);
        _exit(done && waitpid(-1, NULL, WNOHANG) < 0 ? FINE : 1);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

#define PLACE_TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACE_TEST(there_is_no_network),
        PLACE_TEST(no_program_is_started),
        PLACE_TEST(other_processes_are_left_alone),
        PLACE_TEST(no_keys_are_put_into_the_terminal),
        PLACE_TEST(nothing_is_written_elsewhere),
        PLACE_TEST(what_a_reader_needs_is_left),
        PLACE_TEST(a_message_names_the_way_out),
        PLACE_TEST(the_helper_takes_no_other_files),
        cmocka_unit_test(the_helper_works_from_the_sandbox),
        cmocka_unit_test(the_helper_runs_what_was_named),
        cmocka_unit_test(what_fails_in_the_helper_is_told),
        cmocka_unit_test(without_commands_there_is_no_helper),
    };
    unsetenv("TMPDIR");
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("sandbox", tests, NULL, NULL);
}
