/* What stands beside a file that is to last: the lock and what is half written are made here and go
 * again, and nothing else of that folder is touched, whatever its name is. */
#include "base/keep.h"

#include "base/file.h"
#include "base/memory.h"
#include "home.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* A folder with a file to keep; `other` is one beside it. */
struct place {
    char *home;
    struct text file, other;
};

static int set_up(void **state)
{
    struct place *place = memory_new(1, sizeof *place);
    place->home = home_make();
    text_format(&place->file, "%s/Cargo", place->home);
    *state = place;
    return 0;
}

static int tear_down(void **state)
{
    struct place *place = *state;
    home_remove(place->home);
    text_free(&place->file);
    text_free(&place->other);
    free(place);
    return 0;
}

static const char *beside(struct place *place, const char *name)
{
    text_clear(&place->other);
    text_format(&place->other, "%s/%s", place->home, name);
    return place->other.bytes;
}

static void write_string(const char *path, const char *string)
{
    struct failure failure;
    assert_true(file_write(path, string, strlen(string), true, &failure));
}

static void assert_holds(const char *path, const char *content)
{
    struct text bytes = {0};
    struct failure failure;
    assert_true(file_read(path, &bytes, &failure));
    assert_string_equal(text_string(&bytes), content);
    text_free(&bytes);
}

/* All that happens to a file: it is locked, written twice and released. */
static void use(const struct place *place)
{
    struct failure failure;
    bool busy;
    int lock = keep_lock(place->file.bytes, &busy, &failure);
    assert_true(lock >= 0);
    assert_true(keep_write(place->file.bytes, "one", 3, &failure));
    assert_true(keep_write(place->file.bytes, "two", 3, &failure));
    keep_release(place->file.bytes, lock);
    assert_holds(place->file.bytes, "two");
}

/* How many there are, "." and ".." not counted. */
static size_t count_files(const struct place *place)
{
    size_t count;
    char **names = keep_list(place->home, "", &count);
    for (size_t i = 0; i < count; i++)
        free(names[i]);
    free(names);
    return count - 2;
}

static void the_users_files_are_not_touched(void **state)
{
    static const char *const names[] = {"Cargo.lock",
                                        "Cargo.new",
                                        ".Cargo.lock",
                                        ".Cargo.new",
                                        ".Cargo.abreast-new",
                                        ".Cargo.abreast-new-",
                                        ".Cargo.abreast-new-12345",
                                        ".Cargo.abreast-new-1234567",
                                        ".Cargo2.abreast-new-123456",
                                        "Cargo.abreast-lock"};
    struct place *place = *state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        write_string(beside(place, names[i]), "mine");
        use(place);
        assert_holds(place->other.bytes, "mine");
    }
    assert_int_equal(count_files(place), 1 + sizeof names / sizeof *names);
}

static void assert_not_adopted(struct place *place, const char *why)
{
    struct failure failure;
    struct stat before, after;
    bool busy;
    assert_int_equal(lstat(place->other.bytes, &before), 0);
    assert_int_equal(keep_lock(place->file.bytes, &busy, &failure), -1);
    assert_false(busy);
    assert_non_null(strstr(failure.message, why));
    assert_int_equal(lstat(place->other.bytes, &after), 0);
    assert_true(before.st_ino == after.st_ino && before.st_size == after.st_size);
}

/* Even where it has the name of what is made here. */
static void what_is_called_like_a_lock_is_not_adopted(void **state)
{
    struct place *place = *state;
    const char *lock = beside(place, ".Cargo.abreast-lock");
    write_string(lock, "mine");
    assert_not_adopted(place, ".Cargo.abreast-lock was not made by abreast; move it away");
    assert_int_equal(unlink(lock), 0);
    assert_int_equal(symlink("Cargo", lock), 0);
    assert_not_adopted(place, "it is a link");
    assert_int_equal(unlink(lock), 0);
    assert_int_equal(mkfifo(lock, 0600), 0);
    assert_not_adopted(place, "was not made by abreast");
    assert_int_equal(unlink(lock), 0);
    assert_int_equal(mkdir(lock, 0700), 0);
    assert_not_adopted(place, "Is a directory");
    assert_int_equal(rmdir(lock), 0);
    if (geteuid() == 0) {
        write_string(lock, "");
        assert_int_equal(chown(lock, 65534, 65534), 0);
        assert_not_adopted(place, "was not made by abreast");
    }
}

static void what_a_killed_one_left_goes(void **state)
{
    struct place *place = *state;
    write_string(beside(place, ".Cargo.abreast-lock"), "");
    write_string(beside(place, ".Cargo.abreast-new-a1B2c3"), "{\"form");
    use(place);
    assert_int_equal(count_files(place), 1);
}

/* What is made is a file with one name. */
static void what_only_has_the_name_stays(void **state)
{
    struct place *place = *state;
    assert_int_equal(symlink("nowhere", beside(place, ".Cargo.abreast-new-abcdef")), 0);
    assert_int_equal(mkdir(beside(place, ".Cargo.abreast-new-ABCDEF"), 0700), 0);
    write_string(beside(place, ".Cargo.abreast-new-012345"), "mine");
    assert_int_equal(symlink("x", beside(place, "Cargo.new")), 0);
    struct text other = {0};
    text_format(&other, "%s/mine", place->home);
    assert_int_equal(link(beside(place, ".Cargo.abreast-new-012345"), other.bytes), 0);
    use(place);
    assert_int_equal(count_files(place), 6);
    assert_holds(other.bytes, "mine");
    text_free(&other);
}

static void a_lock_that_was_replaced_is_not_removed(void **state)
{
    struct place *place = *state;
    struct failure failure;
    bool busy;
    int lock = keep_lock(place->file.bytes, &busy, &failure);
    assert_true(lock >= 0);
    assert_int_equal(unlink(beside(place, ".Cargo.abreast-lock")), 0);
    write_string(place->other.bytes, "mine");
    keep_release(place->file.bytes, lock);
    assert_holds(place->other.bytes, "mine");
}

/* The lock is as long as it is held, and only one holds it; in the working folder, too. */
static void one_at_a_time(void **state)
{
    struct place *place = *state;
    struct failure failure;
    bool busy;
    assert_int_equal(chdir(place->home), 0);
    int lock = keep_lock("Cargo", &busy, &failure);
    assert_true(lock >= 0);
    assert_true(file_exists(beside(place, ".Cargo.abreast-lock")));
    assert_int_equal(keep_lock("./Cargo", &busy, &failure), -1);
    assert_true(busy);
    keep_release("Cargo", lock);
    assert_int_equal(count_files(place), 0);
    write_string(".Cargo.abreast-new-a1B2c3", "half");
    lock = keep_lock("Cargo", &busy, &failure);
    assert_true(lock >= 0);
    keep_release("Cargo", lock);
    assert_int_equal(count_files(place), 0);
    assert_int_equal(chdir("/"), 0);
}

/* With what is added to it, it is longer than a name can be. */
static void a_name_too_long_is_said(void **state)
{
    struct place *place = *state;
    struct failure failure;
    bool busy;
    char name[256];
    memset(name, 'a', 250);
    name[250] = '\0';
    assert_int_equal(keep_lock(beside(place, name), &busy, &failure), -1);
    assert_false(busy);
    assert_false(keep_write(place->other.bytes, "one", 3, &failure));
    assert_non_null(strstr(failure.message, "File name too long"));
    assert_int_equal(count_files(place), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TEST(the_users_files_are_not_touched),
        TEST(what_is_called_like_a_lock_is_not_adopted),
        TEST(what_a_killed_one_left_goes),
        TEST(what_only_has_the_name_stays),
        TEST(a_lock_that_was_replaced_is_not_removed),
        TEST(one_at_a_time),
        TEST(a_name_too_long_is_said),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("lock", tests, NULL, NULL);
}
