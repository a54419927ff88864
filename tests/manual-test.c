/* The parts of the manual that tables make are those that they make now. RECORD=1 in the
 * environment writes them into the manual instead. */
#include "base/file.h"
#include "options.h"
#include "reader/action.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A section stands between .\" NAME begin and .\" NAME end. */
static const struct section {
    const char *name, *page;
    void (*make)(struct text *out);
} sections[] = {
    {"keys", "abreast.1", action_manual},
    {"options", "abreast-config.5", options_manual},
    {"actions", "abreast-config.5", action_manual_names},
    {"roles", "abreast-config.5", role_manual},
    {"themes", "abreast-config.5", theme_manual},
};
enum { SECTION_COUNT = sizeof sections / sizeof *sections };

static void find_page(const char *page, struct text *path)
{
    const char *folder = getenv("TESTS_DIR");
    text_format(path, "%s/../man/%s", folder ? folder : "tests", page);
}

static const char *find_mark(const struct text *page, const char *name, const char *which)
{
    struct text mark = {0};
    text_format(&mark, ".\\\" %s %s\n", name, which);
    const char *found = strstr(text_string(page), mark.bytes);
    assert_non_null(found);
    if (strcmp(which, "begin") == 0)
        found += mark.size;
    text_free(&mark);
    return found;
}

static void store(const char *path, const struct text *page, const char *from, const char *to,
                  const struct text *made)
{
    struct text changed = {0};
    struct failure failure;
    text_append(&changed, page->bytes, (size_t)(from - page->bytes));
    text_append(&changed, made->bytes, made->size);
    text_add(&changed, to);
    assert_true(file_write(path, changed.bytes, changed.size, true, &failure));
    text_free(&changed);
}

static void is_that_of_the_table(void **state)
{
    const struct section *section = *state;
    struct text path = {0}, page = {0}, made = {0};
    struct failure failure;
    find_page(section->page, &path);
    assert_true(file_read(path.bytes, &page, &failure));
    section->make(&made);
    const char *from = find_mark(&page, section->name, "begin");
    const char *to = find_mark(&page, section->name, "end");
    if (getenv("RECORD")) {
        store(path.bytes, &page, from, to, &made);
    } else {
        assert_int_equal(to - from, made.size);
        assert_memory_equal(from, made.bytes, made.size);
    }
    text_free(&path);
    text_free(&page);
    text_free(&made);
}

int main(void)
{
    struct CMUnitTest tests[SECTION_COUNT];
    for (size_t i = 0; i < SECTION_COUNT; i++)
        tests[i] = (struct CMUnitTest){sections[i].name, is_that_of_the_table, NULL, NULL,
                                       (void *)(uintptr_t)&sections[i]};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("manual", tests, NULL, NULL);
}
