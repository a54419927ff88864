/* Runs a command and says what it takes:
 *
 *     measure RUNS SECONDS COMMAND ARGUMENT...
 *
 * Of so many runs the fastest: seconds on the clock and the most memory in kB, on one line. "-"
 * where the command cannot be run or a run takes more than SECONDS. Its output is thrown away. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static pid_t start(char **command, unsigned seconds)
{
    pid_t child = fork();
    if (child != 0)
        return child;
    int null = open("/dev/null", O_RDWR);
    for (int file = 0; file < 3; file++)
        dup2(null, file);
    alarm(seconds); /* survives exec, and ends the command */
    execvp(command[0], command);
    _exit(127);
}

int main(int count, char **arguments)
{
    if (count < 4) {
        fputs("usage: measure RUNS SECONDS COMMAND ARGUMENT...\n", stderr);
        return 2;
    }
    double best = -1;
    long memory = 0;
    for (long run = strtol(arguments[1], NULL, 10); run > 0; run--) {
        struct rusage usage;
        int status;
        double begin = now();
        pid_t child = start(arguments + 3, (unsigned)strtoul(arguments[2], NULL, 10));
        if (child < 0 || wait4(child, &status, 0, &usage) < 0)
            return 2;
        double took = now() - begin;
        if (WIFSIGNALED(status) || WEXITSTATUS(status) == 127) {
            puts("-");
            return 0;
        }
        if (best < 0 || took < best)
            best = took;
        memory = usage.ru_maxrss > memory ? usage.ru_maxrss : memory;
    }
    printf("%.4f %ld\n", best, memory);
    return 0;
}
