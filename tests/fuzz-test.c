#include "base/file.h"
#include "base/memory.h"
#include "fuzz-entry.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { FILES_MIN = 20 };

/* The bytes lie in memory of their own size, so that a sanitizer sees what is read behind them. */
static void replay(const struct fuzz_target *target, const char *path)
{
    struct text bytes = {0};
    struct failure failure = {""};
    assert_true(file_read(path, &bytes, &failure));
    char *exact = malloc(bytes.size + 1);
    assert_non_null(exact);
    memcpy(exact, text_string(&bytes), bytes.size);
    target->read(exact, bytes.size);
    free(exact);
    text_free(&bytes);
}

static size_t replay_folder(const struct fuzz_target *target)
{
    struct text folder = {0};
    size_t count = 0;
    const char *tests = getenv("TESTS_DIR");
    text_format(&folder, "%s/fuzz/%s", tests ? tests : "tests", target->name);
    DIR *entries = opendir(folder.bytes);
    assert_non_null(entries);
    for (struct dirent *entry; (entry = readdir(entries));) {
        struct text path = {0};
        text_format(&path, "%s/%s", folder.bytes, entry->d_name);
        if (entry->d_name[0] != '.') {
            replay(target, path.bytes);
            count++;
        }
        text_free(&path);
    }
    closedir(entries);
    text_free(&folder);
    return count;
}

static void replays(void **state)
{
    assert_true(replay_folder(*state) >= FILES_MIN);
}

int main(void)
{
    struct CMUnitTest *tests = NULL;
    size_t count = 0, capacity = 0;
    for (const struct fuzz_target *target = fuzz_targets; target->name; target++) {
        struct CMUnitTest test = {target->name, replays, NULL, NULL, (void *)(uintptr_t)target};
        MEMORY_APPEND(tests, count, capacity, test);
    }
    cmocka_set_message_output(CM_OUTPUT_TAP);
    int failed = _cmocka_run_group_tests("fuzz", tests, count, NULL, NULL);
    free(tests);
    return failed;
}
