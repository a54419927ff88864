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
static void replay(const char *format, const char *path)
{
    struct text bytes = {0};
    struct failure failure = {""};
    assert_true(file_read(path, &bytes, &failure));
    char *exact = malloc(bytes.size + 1);
    assert_non_null(exact);
    memcpy(exact, text_string(&bytes), bytes.size);
    fuzz_read(format, exact, bytes.size);
    free(exact);
    text_free(&bytes);
}

static size_t replay_folder(const char *format)
{
    struct text folder = {0};
    size_t count = 0;
    const char *tests = getenv("TESTS_DIR");
    text_format(&folder, "%s/fuzz/%s", tests ? tests : "tests", format);
    DIR *entries = opendir(folder.bytes);
    assert_non_null(entries);
    for (struct dirent *entry; (entry = readdir(entries));) {
        struct text path = {0};
        text_format(&path, "%s/%s", folder.bytes, entry->d_name);
        if (entry->d_name[0] != '.') {
            replay(format, path.bytes);
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
    while (fuzz_formats[count]) {
        struct CMUnitTest test = {fuzz_formats[count], replays, NULL, NULL,
                                  (void *)(uintptr_t)fuzz_formats[count]};
        MEMORY_APPEND(tests, count, capacity, test);
    }
    cmocka_set_message_output(CM_OUTPUT_TAP);
    int failed = _cmocka_run_group_tests("fuzz", tests, count, NULL, NULL);
    free(tests);
    return failed;
}
