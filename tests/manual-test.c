/* The manual's key section is the one that the table of actions makes. RECORD=1 in the environment
 * writes it into the manual instead. */
#include "base/file.h"
#include "reader/action.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char begin[] = ".\\\" keys begin\n", end[] = ".\\\" keys end\n";

static void find_manual(struct text *path)
{
    const char *folder = getenv("TESTS_DIR");
    text_format(path, "%s/../man/abreast.1", folder ? folder : "tests");
}

static void key_section_is_that_of_the_table(void **state)
{
    (void)state;
    struct text path = {0}, manual = {0}, keys = {0};
    struct failure failure;
    find_manual(&path);
    assert_true(file_read(path.bytes, &manual, &failure));
    action_manual(&keys);

    const char *from = strstr(text_string(&manual), begin), *to = strstr(text_string(&manual), end);
    assert_non_null(from);
    assert_non_null(to);
    from += strlen(begin);
    if (getenv("RECORD")) {
        struct text changed = {0};
        text_append(&changed, manual.bytes, (size_t)(from - manual.bytes));
        text_append(&changed, keys.bytes, keys.size);
        text_add(&changed, to);
        assert_true(file_write(path.bytes, changed.bytes, changed.size, true, &failure));
        text_free(&changed);
    } else {
        assert_int_equal(to - from, keys.size);
        assert_memory_equal(from, keys.bytes, keys.size);
    }
    text_free(&path);
    text_free(&manual);
    text_free(&keys);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(key_section_is_that_of_the_table),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("manual", tests, NULL, NULL);
}
