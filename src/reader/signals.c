#include "reader/signals.h"

#include <unistd.h>

/* What the handlers tell; they do nothing else. */
static volatile sig_atomic_t resized, suspended, resumed, ending;

static struct {
    const struct signals_remedy *remedy;
    sigset_t noted, unblocked; /* signals that are noted; the mask that lets them through */
} signals;

/* All that end a program by default and can be caught: those that ask for it, to which the
 * real-time signals are added, and those after which nothing more should be done. SIGXFSZ is
 * ignored from the start (file_guard_streams). */
static const int ending_signals[] = {SIGHUP,    SIGINT,  SIGTERM, SIGUSR1,   SIGUSR2, SIGALRM,
                                     SIGVTALRM, SIGPROF, SIGPOLL, SIGSTKFLT, SIGPWR};
static const int fatal_signals[] = {SIGSEGV, SIGBUS,  SIGFPE, SIGILL, SIGABRT,
                                    SIGQUIT, SIGTRAP, SIGSYS, SIGXCPU};
enum { ENDING_COUNT = sizeof ending_signals / sizeof *ending_signals };
enum { FATAL_COUNT = sizeof fatal_signals / sizeof *fatal_signals };

static void note_signal(int signal)
{
    if (signal == SIGWINCH)
        resized = 1;
    else if (signal == SIGTSTP)
        suspended = 1;
    else if (signal == SIGCONT)
        resumed = 1;
    else
        ending = signal;
}

/* Only calls that are safe in a handler; the default action follows. */
static void restore_and_die(int signal)
{
    const struct signals_remedy *remedy = signals.remedy;
    ssize_t written = write(remedy->output, remedy->bytes, remedy->size);
    (void)written;
    tcsetattr(remedy->input, TCSANOW, &remedy->modes);
    raise(signal);
}

static void handle(int signal, void (*handler)(int), int flags)
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, NULL);
}

static void note(int signal)
{
    handle(signal, note_signal, 0);
    sigaddset(&signals.noted, signal);
}

/* Whoever started us wants it ignored, and so it stays. */
static bool is_ignored(int signal)
{
    struct sigaction action;
    return sigaction(signal, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

static void note_ending(int signal)
{
    if (!is_ignored(signal))
        note(signal);
}

static void forget_ending(int signal)
{
    if (!is_ignored(signal))
        handle(signal, SIG_DFL, 0);
}

static void each_ending(void (*act)(int))
{
    for (size_t i = 0; i < ENDING_COUNT; i++)
        act(ending_signals[i]);
    for (int signal = SIGRTMIN; signal <= SIGRTMAX; signal++)
        act(signal);
}

void signals_guard_stop(void)
{
    handle(SIGTSTP, note_signal, 0);
}

void signals_unguard_stop(void)
{
    handle(SIGTSTP, SIG_DFL, 0);
}

void signals_take(const struct signals_remedy *remedy)
{
    signals.remedy = remedy;
    sigemptyset(&signals.noted);
    each_ending(note_ending);
    note(SIGWINCH);
    note(SIGTSTP);
    note(SIGCONT);
    handle(SIGPIPE, SIG_IGN, 0); /* a vanished terminal shows as an error of reading */
    for (size_t i = 0; i < FATAL_COUNT; i++)
        handle(fatal_signals[i], restore_and_die, (int)SA_RESETHAND | SA_NODEFER);
    sigprocmask(SIG_BLOCK, NULL, &signals.unblocked);
}

void signals_release(void)
{
    signals_block();
    each_ending(forget_ending);
    for (size_t i = 0; i < FATAL_COUNT; i++)
        handle(fatal_signals[i], SIG_DFL, 0);
    handle(SIGWINCH, SIG_DFL, 0);
    handle(SIGTSTP, SIG_DFL, 0);
    handle(SIGCONT, SIG_DFL, 0);
    handle(SIGPIPE, SIG_DFL, 0);
}

void signals_admit(void)
{
    if (signals.remedy)
        signals_unblock();
}

static bool take(volatile sig_atomic_t *flag)
{
    bool was = *flag;
    *flag = 0;
    return was;
}

bool signals_resized(void)
{
    return take(&resized);
}

bool signals_suspended(void)
{
    return take(&suspended);
}

bool signals_resumed(void)
{
    return take(&resumed);
}

int signals_ending(void)
{
    int signal = ending;
    ending = 0;
    return signal;
}

bool signals_end_is_near(void)
{
    return ending;
}

void signals_block(void)
{
    sigprocmask(SIG_BLOCK, &signals.noted, NULL);
}

void signals_unblock(void)
{
    sigprocmask(SIG_SETMASK, &signals.unblocked, NULL);
}

const sigset_t *signals_mask_of_sleep(void)
{
    return &signals.unblocked;
}

void signals_stop(void)
{
    signals_unguard_stop();
    raise(SIGTSTP);
    sigprocmask(SIG_UNBLOCK, &signals.noted, NULL); /* here it stops */
    sigprocmask(SIG_BLOCK, &signals.noted, NULL);
    signals_guard_stop();
}
