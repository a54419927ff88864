#include "base/process.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static bool start(const char *const arguments[], int out, pid_t *child, struct failure *failure)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t signals;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    posix_spawnattr_init(&attributes);
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&attributes, &signals);
    sigaddset(&signals, SIGPIPE);
    posix_spawnattr_setsigdefault(&attributes, &signals);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    int error = posix_spawnp(child, arguments[0], &actions, &attributes,
                             (char *const *)(uintptr_t)arguments, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return error == 0 || failure_set(failure, "cannot run %s: %s; is it installed?", arguments[0],
                                     strerror(error));
}

/* Signals from the keyboard are left alone in us and act in the program as they do at a shell. */
static const struct {
    int signal;
    void (*ours)(int);
} keyboard[] = {{SIGINT, SIG_IGN}, {SIGQUIT, SIG_IGN}, {SIGTSTP, SIG_DFL}};
enum { KEYBOARD_COUNT = sizeof keyboard / sizeof *keyboard };

static int start_at_terminal(const char *const arguments[], pid_t *child)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t signals;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/tty", O_RDWR, 0);
    posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO);
    posix_spawnattr_init(&attributes);
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&attributes, &signals);
    for (size_t i = 0; i < KEYBOARD_COUNT; i++)
        sigaddset(&signals, keyboard[i].signal);
    sigaddset(&signals, SIGPIPE);
    posix_spawnattr_setsigdefault(&attributes, &signals);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    int error = posix_spawnp(child, arguments[0], &actions, &attributes,
                             (char *const *)(uintptr_t)arguments, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

static bool read_output(int in, const char *name, struct text *output, struct failure *failure)
{
    char buffer[64 * 1024];
    size_t total = 0;
    for (;;) {
        ssize_t size = read(in, buffer, sizeof buffer);
        if (size == 0)
            return true;
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            return failure_set(failure, "cannot read what %s prints: %s", name, strerror(errno));
        total += (size_t)size;
        if (total > FILE_SIZE_MAX)
            return failure_set(failure, "%s prints more than %d MiB; give it less to read", name,
                               FILE_SIZE_MAX / (1024 * 1024));
        text_append(output, buffer, (size_t)size);
    }
}

static bool check_end(pid_t child, const char *name, struct failure *failure)
{
    int status;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return failure_set(failure, "cannot wait for %s: %s", name, strerror(errno));
    if (WIFSIGNALED(status))
        return failure_set(failure, "%s was ended by signal %d", name, WTERMSIG(status));
    return WEXITSTATUS(status) == 0 ||
           failure_set(failure, "%s ended with status %d", name, WEXITSTATUS(status));
}

bool process_read(const char *const arguments[], struct text *output, struct failure *failure)
{
    int ends[2];
    pid_t child;
    const char *name = arguments[0];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return failure_set(failure, "cannot run %s: %s", name, strerror(errno));
    bool started = start(arguments, ends[1], &child, failure);
    close(ends[1]);
    bool done = started && read_output(ends[0], name, output, failure);
    close(ends[0]);
    if (!started)
        return false;
    if (!done)
        kill(child, SIGKILL);
    struct failure end;
    bool ended = check_end(child, name, done ? failure : &end);
    return done && ended;
}

bool process_show(const char *const arguments[], struct failure *failure)
{
    struct sigaction before[KEYBOARD_COUNT];
    pid_t child;
    for (size_t i = 0; i < KEYBOARD_COUNT; i++) {
        struct sigaction action = {.sa_handler = keyboard[i].ours};
        sigemptyset(&action.sa_mask);
        sigaction(keyboard[i].signal, &action, &before[i]);
    }
    int error = start_at_terminal(arguments, &child);
    bool done = error == 0 ? check_end(child, arguments[0], failure)
                           : failure_set(failure, "cannot run %s: %s; set VISUAL or EDITOR",
                                         arguments[0], strerror(error));
    for (size_t i = 0; i < KEYBOARD_COUNT; i++)
        sigaction(keyboard[i].signal, &before[i], NULL);
    return done;
}
