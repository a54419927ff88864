/* Runs a program in a terminal emulator and says how long the screen takes:
 *
 *     screen RUNS KEY COMMAND ARGUMENT...
 *
 * Five numbers on one line, each the median: seconds from the start of the process to its first full
 * screen, on which nine tenths of the signs stand that stay there; to the one that stays; from a
 * press of KEY to the screen that follows; the milliseconds of the processor that a press takes, and
 * the bytes that it sends to the terminal. Which screens stay is learned in a run before, in which
 * each is given time to come to rest. "-" where the program does not show the same again. */
#include "../tests/emulator.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROWS = 40, COLUMNS = 120, PRESSES = 8, RUNS_MAX = 100 };

struct screens {
    struct text first, after[PRESSES];
    double processor[PRESSES], bytes[PRESSES]; /* of each press */
};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static struct emulator *start(char **command)
{
    const struct emulator_start settings = {
        .arguments = (const char *const *)command, .rows = ROWS, .columns = COLUMNS};
    return emulator_open(&settings);
}

static bool shows_something(const struct emulator *emulator, void *context)
{
    struct text screen = {0};
    (void)context;
    emulator_screen(emulator, &screen);
    bool something = strspn(text_string(&screen), "\n") < screen.size;
    text_free(&screen);
    return something;
}

/* Long enough for a machine that is busy with other things. */
static void rest(struct emulator *emulator)
{
    for (int i = 0; i < 3; i++)
        emulator_settle(emulator);
}

static void learn(char **command, const char *key, struct screens *screens)
{
    struct emulator *emulator = start(command);
    emulator_awaits(emulator, shows_something, NULL);
    rest(emulator);
    emulator_screen(emulator, &screens->first);
    double taken = 0, taken_before = 0;
    emulator_rests(emulator, &taken_before);
    for (size_t i = 0; i < PRESSES; i++) {
        text_clear(emulator_output(emulator));
        emulator_keys(emulator, key);
        emulator_rests(emulator, &taken);
        screens->processor[i] = (taken - taken_before) * 1e3;
        screens->bytes[i] = (double)emulator_output(emulator)->size;
        taken_before = taken;
        rest(emulator);
        emulator_screen(emulator, &screens->after[i]);
    }
    emulator_close(emulator);
}

static bool shows_all(const struct emulator *emulator, void *context)
{
    const struct text *wanted = context;
    struct text screen = {0};
    emulator_screen(emulator, &screen);
    bool same =
        screen.size == wanted->size && memcmp(screen.bytes, wanted->bytes, screen.size) == 0;
    text_free(&screen);
    return same;
}

/* Whether nine tenths of the signs of a screen at rest stand on this one already. */
static bool shows_most(const struct emulator *emulator, void *context)
{
    const struct text *wanted = context;
    struct text screen = {0};
    size_t signs = 0, found = 0;
    emulator_screen(emulator, &screen);
    const char *row = text_string(&screen);
    for (const char *line = text_string(wanted); *line; line += strcspn(line, "\n") + 1) {
        size_t size = strcspn(line, "\n"), shown = strcspn(row, "\n");
        for (size_t i = 0; i < size; i++) {
            signs += line[i] != ' ';
            found += line[i] != ' ' && i < shown && row[i] == line[i];
        }
        row += shown + (row[shown] == '\n');
    }
    text_free(&screen);
    return signs && found * 10 >= signs * 9;
}

static int compare_times(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return left < right ? -1 : left > right;
}

static double median(double *times, size_t count)
{
    qsort(times, count, sizeof *times, compare_times);
    return times[count / 2];
}

/* False where a screen does not come. */
static bool run(char **command, const char *key, struct screens *screens, double *full,
                double *first, double *press)
{
    double times[PRESSES], begin = now();
    struct emulator *emulator = start(command);
    bool done = emulator && emulator_awaits(emulator, shows_most, &screens->first);
    *full = now() - begin;
    done = done && emulator_awaits(emulator, shows_all, &screens->first);
    *first = now() - begin;
    for (size_t i = 0; done && i < PRESSES; i++) {
        begin = now();
        emulator_keys(emulator, key);
        done = emulator_awaits(emulator, shows_all, &screens->after[i]);
        times[i] = now() - begin;
    }
    *press = done ? median(times, PRESSES) : 0;
    emulator_close(emulator);
    return done;
}

int main(int count, char **arguments)
{
    struct screens screens = {0};
    double full[RUNS_MAX], first[RUNS_MAX], press[RUNS_MAX];
    size_t runs = count > 3 ? (size_t)strtoul(arguments[1], NULL, 10) : 0, good = 0;
    if (runs == 0 || runs > RUNS_MAX) {
        fputs("usage: screen RUNS KEY COMMAND ARGUMENT...\n", stderr);
        return 2;
    }
    learn(arguments + 3, arguments[2], &screens);
    for (size_t i = 0; i < runs; i++)
        good += run(arguments + 3, arguments[2], &screens, &full[good], &first[good], &press[good]);
    if (good * 2 > runs)
        printf("%.4f %.4f %.4f %.3f %.0f\n", median(full, good), median(first, good),
               median(press, good), median(screens.processor, PRESSES),
               median(screens.bytes, PRESSES));
    else
        puts("-");
    text_free(&screens.first);
    for (size_t i = 0; i < PRESSES; i++)
        text_free(&screens.after[i]);
    return 0;
}
