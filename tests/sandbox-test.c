/* What the sandbox takes away and what it leaves, tried in a child, for it cannot be left again. */
#include "base/file.h"
#include "base/memory.h"
#include "base/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <sys/xattr.h>
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

/* The kernel has all of these calls, so that it is the sandbox that says it has them not. */
static bool is_refused(long result)
{
    return result < 0 && errno == ENOSYS;
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

/* Signal 0 and what is no pointer, so that a call that passes does no harm. */
static int try_processes(const struct place *place)
{
    (void)place;
    const pid_t parent = getppid();
    const bool refused[] = {
        is_refused(kill(parent, 0)),
        is_refused(kill(0, 0)),
        is_refused(kill(-1, 0)),
        is_refused(syscall(SYS_tkill, parent, 0)),
        is_refused(syscall(SYS_tgkill, parent, parent, 0)),
        is_refused(syscall(SYS_tgkill, -1, getpid(), 0)),
        is_refused(syscall(SYS_rt_sigqueueinfo, parent, 0, NULL)),
        is_refused(syscall(SYS_rt_tgsigqueueinfo, parent, parent, 0, NULL)),
        is_refused(syscall(SYS_pidfd_open, parent, 0)),
        is_refused(syscall(SYS_pidfd_send_signal, -1, 0, NULL, 0)),
        is_refused(syscall(SYS_pidfd_getfd, -1, 0, 0)),
        is_refused(fcntl(STDIN_FILENO, F_SETOWN, parent)),
        is_refused(fcntl(STDIN_FILENO, F_SETOWN_EX, NULL)),
        is_refused(fcntl(STDIN_FILENO, F_SETSIG, SIGURG)),
        is_refused(fcntl(STDIN_FILENO, F_SETFL, O_ASYNC)),
        is_refused(ioctl(STDIN_FILENO, FIOSETOWN, &parent)),
        is_refused(syscall(SYS_process_vm_readv, parent, NULL, 0, NULL, 0, 0)),
        is_refused(syscall(SYS_process_vm_writev, parent, NULL, 0, NULL, 0, 0)),
        is_refused(syscall(SYS_process_madvise, -1, NULL, 0, 0, 0)),
        is_refused(syscall(SYS_kcmp, parent, parent, 0, 0, 0)),
        is_refused(syscall(SYS_perf_event_open, NULL, parent, -1, -1, 0)),
        is_refused(syscall(SYS_migrate_pages, parent, 0, NULL, NULL)),
        is_refused(syscall(SYS_move_pages, parent, 0, NULL, NULL, NULL, 0)),
        is_refused(syscall(SYS_prlimit64, parent, RLIMIT_CORE, NULL, NULL)),
        is_refused(setpriority(PRIO_PROCESS, (id_t)parent, 0)),
        is_refused(syscall(SYS_ioprio_set, 1, parent, 0)),
        is_refused(sched_setaffinity(parent, 0, NULL)),
        is_refused(sched_setscheduler(parent, SCHED_OTHER, NULL)),
        is_refused(sched_setparam(parent, NULL)),
        is_refused(syscall(SYS_sched_setattr, parent, NULL, 0)),
        is_refused(setpgid(parent, 0)),
        is_refused(syscall(SYS_shmget, 1, 0, 0)),
        is_refused(syscall(SYS_semget, 1, 0, 0)),
        is_refused(syscall(SYS_msgget, 1, 0)),
        is_refused(syscall(SYS_mq_open, "none", 0)),
#ifndef HAS_LEAK_CHECKER
        is_refused(ptrace(PTRACE_ATTACH, parent, NULL, NULL)),
        is_refused(ptrace(PTRACE_TRACEME, 0, NULL, NULL)),
#endif
    };
    return first_allowed(refused, sizeof refused / sizeof *refused);
}

static void other_processes_are_left_alone(void **state)
{
    assert_confined(*state, try_processes);
}

static bool is_shut(long result)
{
    return result < 0 && (errno == EACCES || errno == EPERM || errno == ENOSYS);
}

static int try_memory(const struct place *place)
{
    (void)place;
    static const char *const files[] = {"mem", "fd/0", "root/etc/passwd"};
    bool refused[sizeof files / sizeof *files];
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char name[64];
        snprintf(name, sizeof name, "/proc/%d/%s", (int)getppid(), files[i]);
        refused[i] = is_shut(open(name, O_RDONLY));
    }
    return first_allowed(refused, sizeof files / sizeof *files);
}

/* Landlock does that, with all that it bounds. */
static void the_memory_of_another_is_not_read(void **state)
{
    if (sandbox_bounds_writing())
        assert_confined(*state, try_memory);
}

static volatile sig_atomic_t came;

static void note(int signal)
{
    came = signal;
}

static int try_own_process(const struct place *place)
{
    (void)place;
    struct rlimit limit;
    signal(SIGUSR1, note);
    if (raise(SIGUSR1) != 0 || came != SIGUSR1)
        return 1;
    if (kill(getpid(), 0) != 0 || syscall(SYS_tkill, getpid(), 0) != 0)
        return 2;
    return getrlimit(RLIMIT_CORE, &limit) == 0 && setrlimit(RLIMIT_CORE, &limit) == 0 &&
                   prlimit(getpid(), RLIMIT_CORE, NULL, &limit) == 0
               ? FINE
               : 3;
}

static void its_own_process_is_left_to_it(void **state)
{
    assert_confined(*state, try_own_process);
}

static int try_keys(const struct place *place)
{
    (void)place;
    char key = 'x';
    struct winsize size;
    int terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY);
    if (terminal >= 0 && ioctl(terminal, TIOCGWINSZ, &size) < 0)
        return 2;
    return is_refused(ioctl(STDIN_FILENO, TIOCSTI, &key)) ? FINE : 1;
}

static void no_keys_are_put_into_the_terminal(void **state)
{
    assert_confined(*state, try_keys);
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

static int try_what_a_file_is(const struct place *place)
{
    const char *path = place->within.bytes;
    int file = open(path, O_RDWR), attributes = 0;
    if (file < 0 || fchmod(file, 0600) != 0)
        return 100;
    const bool refused[] = {
        is_refused(chmod(path, 0777)),
        is_refused(syscall(SYS_fchmodat, AT_FDCWD, path, 0777)),
        is_refused(chown(path, (uid_t)-1, (gid_t)-1)),
        is_refused(lchown(path, (uid_t)-1, (gid_t)-1)),
        is_refused(fchown(file, (uid_t)-1, (gid_t)-1)),
        is_refused(utimensat(AT_FDCWD, path, NULL, 0)),
        is_refused(futimens(file, NULL)),
        is_refused(setxattr(path, "user.abreast", "x", 1, 0)),
        is_refused(fsetxattr(file, "user.abreast", "x", 1, 0)),
        is_refused(removexattr(path, "user.abreast")),
        is_refused(ioctl(file, FS_IOC_SETFLAGS, &attributes)),
        is_refused(ioctl(file, FS_IOC_FSSETXATTR, NULL)),
        is_refused(truncate(path, 0)),
        is_refused(syscall(SYS_mknodat, AT_FDCWD, path, S_IFIFO | 0600, 0)),
    };
    return first_allowed(refused, sizeof refused / sizeof *refused);
}

static void what_a_file_is_stays(void **state)
{
    assert_confined(*state, try_what_a_file_is);
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

#define PLACE_TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACE_TEST(there_is_no_network),
        PLACE_TEST(no_program_is_started),
        PLACE_TEST(other_processes_are_left_alone),
        PLACE_TEST(the_memory_of_another_is_not_read),
        PLACE_TEST(its_own_process_is_left_to_it),
        PLACE_TEST(no_keys_are_put_into_the_terminal),
        PLACE_TEST(what_a_file_is_stays),
        PLACE_TEST(nothing_is_written_elsewhere),
        PLACE_TEST(what_a_reader_needs_is_left),
        PLACE_TEST(a_message_names_the_way_out),
    };
    unsetenv("TMPDIR");
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("sandbox", tests, NULL, NULL);
}
