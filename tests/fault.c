/* Linked into tests/faulty, which else is abreast itself: the calls named below go through here,
 * and the environment says which of them fail.
 *
 *     FAULT="calloc each ENOMEM"   each in turn: at every such call a child goes on with a call
 * that failed, while we wait for its end and look at it FAULT="write 3 EIO"          the third one
 * fails FAULT="read all EINTR"       every one is interrupted once
 *
 * A child whose call failed must end with status 2 and one line of ours; at the end a line in
 * FAULT_REPORT tells how many were tried and how many ended otherwise. What writes files is no call
 * to try in turn, for the child would remove the file that its parent is writing. */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

int __real_close(int file);
int __real_mkstemp(char *name);

static struct {
    bool ready, is_child, was_interrupted;
    const char *call;
    size_t number; /* of the call that fails; 0: each in turn; SIZE_MAX: all are interrupted */
    int error;
    size_t count, tried, wrong;
} fault;

static const struct {
    const char *name;
    int error;
} errors[] = {{"ENOMEM", ENOMEM}, {"ENOSPC", ENOSPC}, {"EIO", EIO},       {"EINTR", EINTR},
              {"EMFILE", EMFILE}, {"EACCES", EACCES}, {"EDQUOT", EDQUOT}, {"EAGAIN", EAGAIN}};

static void report(void)
{
    const char *path = getenv("FAULT_REPORT");
    FILE *file = path && !fault.is_child && !fault.number ? fopen(path, "a") : NULL;
    if (!file)
        return;
    fprintf(file, "%s: %zu tried, %zu wrong\n", getenv("FAULT"), fault.tried, fault.wrong);
    fclose(file);
}

static void prepare(void)
{
    static char call[32];
    char number[32] = "", error[32] = "";
    const char *wanted = getenv("FAULT");
    fault.ready = true;
    fault.call = call;
    if (!wanted || sscanf(wanted, "%31s %31s %31s", call, number, error) != 3)
        return;
    fault.number = strcmp(number, "each") == 0  ? 0
                   : strcmp(number, "all") == 0 ? (size_t)-1
                                                : (size_t)strtoul(number, NULL, 10);
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (strcmp(errors[i].name, error) == 0)
            fault.error = errors[i].error;
    atexit(report);
}

/* One line of ours, and no more. */
static bool said_one_line(int file)
{
    char line[1024];
    ssize_t size = pread(file, line, sizeof line - 1, 0);
    line[size > 0 ? size : 0] = '\0';
    const char *end = strchr(line, '\n');
    return strncmp(line, "abreast: ", 9) == 0 && end && end[1] == '\0';
}

static bool ended_well(int status, int said)
{
    return WIFEXITED(status) && WEXITSTATUS(status) == 2 && said_one_line(said);
}

/* True in the child, whose call fails. */
static bool try_in_child(void)
{
    char name[] = "/tmp/abreast-fault-XXXXXX";
    int status = 0, said = __real_mkstemp(name);
    unlink(name);
    pid_t child = fork();
    if (child == 0) {
        fault.is_child = true;
        dup2(said, STDERR_FILENO);
        dup2(open("/dev/null", O_WRONLY), STDOUT_FILENO);
        return true;
    }
    fault.tried++;
    if (said < 0 || child < 0 || waitpid(child, &status, 0) < 0 || !ended_well(status, said)) {
        char line[1024] = "";
        ssize_t size = pread(said, line, sizeof line - 1, 0);
        fault.wrong++;
        fprintf(stderr, "# %s %zu: wait status %#x, said: %.*s\n", fault.call, fault.count,
                (unsigned)status, (int)(size > 0 ? size : 0), line);
    }
    __real_close(said);
    return false;
}

/* Whether this call is one that fails. */
static bool fails(const char *call)
{
    if (!fault.ready)
        prepare();
    if (fault.is_child || !fault.error || strcmp(fault.call, call) != 0)
        return false;
    int before = errno;
    fault.count++;
    bool now;
    if (fault.number == (size_t)-1)
        now = fault.was_interrupted = !fault.was_interrupted;
    else
        now = fault.number ? fault.count == fault.number : try_in_child();
    errno = now ? fault.error : before;
    return now;
}

#define WRAP(type, name, parameters, arguments, failed)                                            \
    type __real_##name parameters;                                                                 \
    type __wrap_##name parameters;                                                                 \
    type __wrap_##name parameters                                                                  \
    {                                                                                              \
        return fails(#name) ? (failed) : __real_##name arguments;                                  \
    }

WRAP(void *, calloc, (size_t count, size_t size), (count, size), NULL)
WRAP(void *, realloc, (void *memory, size_t size), (memory, size), NULL)
WRAP(ssize_t, read, (int file, void *bytes, size_t size), (file, bytes, size), -1)
WRAP(ssize_t, write, (int file, const void *bytes, size_t size), (file, bytes, size), -1)
WRAP(int, close, (int file), (file), -1)
WRAP(int, fsync, (int file), (file), -1)
WRAP(int, fchmod, (int file, mode_t mode), (file, mode), -1)
WRAP(int, link, (const char *old, const char *new), (old, new), -1)
WRAP(int, rename, (const char *old, const char *new), (old, new), -1)
WRAP(int, mkstemp, (char *name), (name), -1)
WRAP(int, mkstemps, (char *name, int size), (name, size), -1)
WRAP(char *, mkdtemp, (char *name), (name), NULL)
WRAP(int, pipe2, (int *ends, int flags), (ends, flags), -1)
WRAP(int, socketpair, (int domain, int type, int protocol, int *ends),
     (domain, type, protocol, ends), -1)
