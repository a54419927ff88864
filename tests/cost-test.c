/* What a key press costs on a long article: the bytes that go to the terminal, and the processor's
 * time. Both are printed, so that they can be compared from one version to the next. */
#include "stage.h"

#include "base/memory.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
#define IS_WATCHED 1
#elif defined __has_feature
#if __has_feature(address_sanitizer)
#define IS_WATCHED 1
#endif
#endif
#ifndef IS_WATCHED
#define IS_WATCHED 0
#endif

/* The bars of the design. A watched or unoptimised program is slower by as much as it is watched,
 * so that its time says little. */
#if IS_WATCHED || !defined __OPTIMIZE__
enum { MICROSECONDS_MOST = 60000 };
#else
enum { MICROSECONDS_MOST = 2000 };
#endif
enum { MEDIAN_MOST = 1024, MOST = 4096 /* bytes, for 95 of 100 */ };

enum { LINES = 2000, PRESSES = 100, PAGES = 40 };

struct costs {
    size_t count, bytes[PRESSES];
    double microseconds[PRESSES];
};

struct place {
    struct stage *stage;
    double before;       /* of the processor's seconds */
    size_t first_screen; /* its bytes */
};

/* A name for each number, so that a line of the one article is like one of the other only where it
 * tells the same. */
static void add_name(struct text *out, unsigned number)
{
    static const char *const parts[] = {"ba", "ke", "lo", "mi", "nu", "pa", "ro", "su", "ti", "ve"};
    text_format(out, "%c", 'A' + (int)(number % 26));
    for (unsigned i = 0; i < 4; i++, number /= 10)
        text_add(out, parts[number % 10]);
}

/* Both articles tell two lines of three, in the same order; of those some with another number. */
static void write_article(const char *path, unsigned side)
{
    static const char *const what[] = {"opened", "repaired", "inspected", "closed", "measured"};
    static const char *const where[] = {"the bridge",    "the old mill",  "the quay",
                                        "a tower",       "the reservoir", "the market hall",
                                        "the north road"};
    struct text text = {0};
    for (unsigned i = 0; i < LINES; i++) {
        unsigned teller = i % 3 == 2 ? i + (side + 1) * LINES : i;
        add_name(&text, teller);
        text_format(&text, " %s %s near ", what[teller % 5], where[teller % 7]);
        add_name(&text, teller * 7);
        text_format(&text, " with %u workers.%s", i % 5 == 0 ? i + side + 2 : i + 2,
                    i % 4 == 3 ? "\n\n" : "\n");
    }
    stage_store(path, text.bytes);
    text_free(&text);
}

/* Sends a key and counts what comes of it. */
static void press(struct place *place, const char *key, struct costs *costs)
{
    double seconds;
    struct text *output = emulator_output(place->stage->emulator);
    text_clear(output);
    stage_keys(place->stage, key);
    assert_true(emulator_rests(place->stage->emulator, &seconds));
    assert_true(costs->count < PRESSES);
    costs->bytes[costs->count] = output->size;
    costs->microseconds[costs->count++] = (seconds - place->before) * 1e6;
    place->before = seconds;
}

static int by_size(const void *a, const void *b)
{
    size_t left = *(const size_t *)a, right = *(const size_t *)b;
    return left < right ? -1 : left > right;
}

static int by_time(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return left < right ? -1 : left > right;
}

/* Sorts the costs, says them, and bounds the time. */
static void judge(const char *keys, struct costs *costs)
{
    size_t last = costs->count - 1, half = costs->count / 2, most = costs->count * 95 / 100;
    qsort(costs->bytes, costs->count, sizeof *costs->bytes, by_size);
    qsort(costs->microseconds, costs->count, sizeof *costs->microseconds, by_time);
    printf("# %-12s bytes: median %zu, 95 of 100 at most %zu, most %zu; "
           "microseconds: median %.0f, most %.0f\n",
           keys, costs->bytes[half], costs->bytes[most], costs->bytes[last],
           costs->microseconds[half], costs->microseconds[last]);
    assert_true(costs->microseconds[half] < MICROSECONDS_MOST);
}

static int set_up(void **state)
{
    struct place *place = memory_new(1, sizeof *place);
    struct stage *stage = place->stage = stage_new("", "");
    write_article(stage->left, 0);
    write_article(stage->right, 1);
    stage_start(stage, &(struct stage_start){.words = {"--no-notes", stage->left, stage->right}});
    stage_awaits_comparison(stage);
    stage_awaits(stage, "match");
    *state = place;
    if (!emulator_rests(stage->emulator, &place->before))
        return -1;
    struct costs first = {0};
    press(place, "^L", &first); /* draws all anew */
    place->first_screen = first.bytes[0];
    return 0;
}

static int tear_down(void **state)
{
    struct place *place = *state;
    stage_free(place->stage);
    free(place);
    return 0;
}

static void lines_cost_little(void **state)
{
    struct place *place = *state;
    static const char *const keys[] = {"j", "k"};
    for (size_t i = 0; i < 2; i++) {
        struct costs costs = {0};
        while (costs.count < PRESSES)
            press(place, keys[i], &costs);
        judge(keys[i], &costs);
        assert_true(costs.bytes[costs.count / 2] <= MEDIAN_MOST);
        assert_true(costs.bytes[costs.count * 95 / 100] <= MOST);
    }
}

static void pages_cost_at_most_a_screen(void **state)
{
    struct place *place = *state;
    static const char *const keys[] = {"PgDn", "PgUp", "]", "Enter", "Tab"};
    printf("# a whole screen: %zu bytes\n", place->first_screen);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        struct costs costs = {0};
        while (costs.count < PAGES)
            press(place, keys[i], &costs);
        judge(keys[i], &costs);
        assert_true(costs.bytes[costs.count - 1] <= place->first_screen);
    }
}

static void it_ends_as_always(void **state)
{
    struct place *place = *state;
    stage_quit(place->stage, "q");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_cost_little),
        cmocka_unit_test(pages_cost_at_most_a_screen),
        cmocka_unit_test(it_ends_as_always),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("cost", tests, set_up, tear_down);
}
