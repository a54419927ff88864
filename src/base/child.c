#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* What may be sent to all of us: the helper ends when the other end of its socket is closed. */
static const int shared[] = {SIGINT, SIGQUIT, SIGHUP, SIGTERM};

/* A program apart from the terminal's keys may still write there, and read nothing, without being
 * stopped for it. */
static const int stopping[] = {SIGTTIN, SIGTTOU};

enum { GRACE = 1000 /* milliseconds */ };

int child_signals(void)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGCHLD);
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
        sigaddset(&signals, shared[i]);
    for (size_t i = 0; i < sizeof stopping / sizeof *stopping; i++)
        signal(stopping[i], SIG_IGN);
    signal(SIGTSTP, SIG_IGN);
    signal(SIGCHLD, SIG_DFL); /* ignored, its children would leave no status */
    sigprocmask(SIG_BLOCK, &signals, NULL);
    return signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
}

/* The terminal itself where a standard stream is something else. */
static void add_terminal(posix_spawn_file_actions_t *actions)
{
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
        if (!isatty(stream))
            posix_spawn_file_actions_addopen(actions, stream, "/dev/tty", O_RDWR, 0);
}

static void add_output(posix_spawn_file_actions_t *actions, int output)
{
    posix_spawn_file_actions_addopen(actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(actions, output, STDOUT_FILENO);
}

/* Every signal comes through and has its default action, but for those of a program apart. */
static void set_attributes(posix_spawnattr_t *attributes, bool apart)
{
    sigset_t signals;
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(attributes, &signals);
    sigfillset(&signals);
    for (size_t i = 0; apart && i < sizeof stopping / sizeof *stopping; i++)
        sigdelset(&signals, stopping[i]);
    posix_spawnattr_setsigdefault(attributes, &signals);
    posix_spawnattr_setflags(attributes, (short)(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF |
                                                 (apart ? POSIX_SPAWN_SETPGROUP : 0)));
}

/* For kill: all of its group where it has one. */
static pid_t target_of(const struct child *child)
{
    return child->apart ? -child->process : child->process;
}

/* Takes the signals that have come, for a child that they do not reach without us. NULL: for none.
 */
static void pass_on(const struct child *child, int signals)
{
    struct signalfd_siginfo came;
    while (read(signals, &came, sizeof came) == sizeof came)
        if (child && child->apart && came.ssi_signo != SIGCHLD)
            kill(target_of(child), (int)came.ssi_signo);
}

int child_start(char **words, int output, int signals, struct child *child)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    child->apart = output >= 0;
    posix_spawn_file_actions_init(&actions);
    if (child->apart)
        add_output(&actions, output);
    else
        add_terminal(&actions);
    posix_spawnattr_init(&attributes);
    set_attributes(&attributes, child->apart);
    pass_on(NULL, signals);
    int error = posix_spawnp(&child->process, words[0], &actions, &attributes, words, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

/* A group's number is nobody else's as long as its first has not been waited for. */
static void stop(const struct child *child, int signals)
{
    struct pollfd end = {.fd = signals, .events = POLLIN};
    pass_on(child, signals);
    kill(target_of(child), SIGTERM);
    kill(target_of(child), SIGCONT);
    poll(&end, 1, GRACE);
    kill(target_of(child), SIGKILL);
}

int child_wait(const struct child *child, int asker, int signals, int *status)
{
    struct pollfd ends[] = {{.fd = asker}, {.fd = signals, .events = POLLIN}};
    for (;;) {
        pid_t ended = waitpid(child->process, status, WNOHANG);
        if (ended != 0)
            return ended < 0 ? errno : 0;
        poll(ends, sizeof ends / sizeof *ends, -1);
        if (ends[0].revents) {
            stop(child, signals);
            ends[0].fd = -1;
        }
        pass_on(child, signals);
    }
}
