/* Very many random keys, clicks and sizes in one reader: what must hold holds (tests/play.c), it
 * takes no more and more memory, and leaves no file open. SOAK_KEYS says how many; `make soak`
 * takes 100,000. */
#include "play.h"

#include "base/memory.h"

#include <dirent.h>
#include <malloc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* What was said and can be undone takes room, until the articles are read again: over 100,000 keys
 * it goes up and down by about 90 kB. */
enum { KEYS = 5000, ROUNDS = 20, GROWTH_MAX = 128 * 1024 };

/* Bytes in use on the heap. */
#if defined __SANITIZE_ADDRESS__
size_t __sanitizer_get_current_allocated_bytes(void);
static size_t memory_in_use(void)
{
    return __sanitizer_get_current_allocated_bytes();
}
#else
static size_t memory_in_use(void)
{
    return mallinfo2().uordblks;
}
#endif

static size_t open_files(void)
{
    size_t count = 0;
    DIR *files = opendir("/proc/self/fd");
    assert_non_null(files);
    while (readdir(files))
        count++;
    closedir(files);
    return count;
}

static unsigned next_random(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(*state >> 33);
}

/* Keys that go somewhere are more frequent than others; a size is soon followed by a large one. */
static unsigned char next_byte(uint64_t *state)
{
    static const char keys[] =
        "jjkk bgG\t\r\r][cCeEoO\x0F\x0E/?nNlfFhpqsS|+-\x1B\x04\x15mmaAyxrLLuu"
        "\x12\x12WYR<>=";
    unsigned random = next_random(state);
    if (random % 16)
        return (unsigned char)keys[random / 16 % (sizeof keys - 1)];
    return (unsigned char)(random / 16);
}

static void play_round(struct play **play, uint64_t *state, size_t keys)
{
    static const char size[] = "\xE8\x17\x4F";
    for (size_t i = 0; i < keys; i++) {
        char byte = (char)next_byte(state);
        struct piece piece = {&byte, 1};
        if (i % 100 == 0)
            piece = (struct piece){size, sizeof size - 1};
        if (play_bytes(*play, piece))
            continue;
        play_resume(*play);
    }
}

static void keys_without_end_change_nothing(void **state)
{
    (void)state;
    const char *wanted = getenv("SOAK_KEYS");
    size_t keys = wanted ? (size_t)strtoul(wanted, NULL, 10) : KEYS;
    struct play *play = play_new_sample();
    assert_non_null(play);
    uint64_t random = 1;
    size_t files = open_files(), first = 0, last = 0;
    for (size_t round = 0; round < ROUNDS; round++) {
        play_round(&play, &random, keys / ROUNDS);
        last = memory_in_use();
        if (round == ROUNDS / 4)
            first = last;
        print_message("# %zu keys: %zu bytes in use, %zu files open\n",
                      (round + 1) * (keys / ROUNDS), last, open_files());
    }
    assert_int_equal(open_files(), files);
    assert_true(last < first + GROWTH_MAX);
    play_free(play);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(keys_without_end_change_nothing)};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("soak", tests, NULL, NULL);
}
