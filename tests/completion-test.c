/* The completions of the command line: the shipped files are those that the table of options makes,
 * and they do in the shells what a user expects. RECORD=1 in the environment writes them. */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "tools/completions.h"

#include "base/file.h"
#include "emulator.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void shipped(struct text *path, const char *name)
{
    const char *folder = getenv("TESTS_DIR");
    text_format(path, "%s/../completions/%s", folder ? folder : "tests", name);
}

static void assert_shipped(const char *name, void (*make)(struct text *out))
{
    struct text path = {0}, made = {0}, stored = {0};
    struct failure failure;
    shipped(&path, name);
    make(&made);
    if (getenv("RECORD") && !file_write(path.bytes, made.bytes, made.size, true, &failure))
        fail_msg("%s", failure.message);
    if (!file_read(path.bytes, &stored, &failure))
        fail_msg("%s", failure.message);
    assert_string_equal(text_string(&stored), text_string(&made));
    text_free(&path);
    text_free(&made);
    text_free(&stored);
}

static void bash_file_is_that_of_the_table(void **state)
{
    (void)state;
    assert_shipped("abreast.bash", completions_bash);
}

static void zsh_file_is_that_of_the_table(void **state)
{
    (void)state;
    assert_shipped("_abreast", completions_zsh);
}

/* A folder with an article, a folder and what a shell reads first. */
struct place {
    char folder[64], home[96];
    struct emulator *shell;
};

static void store(const struct place *place, const char *name, const char *text)
{
    struct failure failure;
    struct text path = {0};
    text_format(&path, "%s/%s", place->folder, name);
    if (!file_write(path.bytes, text, strlen(text), true, &failure))
        fail_msg("%s", failure.message);
    text_free(&path);
}

static void open_shell(struct place *place, const char *const *arguments)
{
    const char *const environment[] = {place->home, "PS1=ready> ", "HISTFILE=", NULL};
    struct emulator_start start = {
        .arguments = arguments, .environment = environment, .rows = 24, .columns = 100};
    place->shell = emulator_open(&start);
    assert_non_null(place->shell);
    assert_true(emulator_shows(place->shell, "ready>"));
    emulator_type(place->shell, "cd $ZDOTDIR && echo $((6 * 7)) there");
    emulator_keys(place->shell, "Enter");
    assert_true(emulator_shows(place->shell, "42 there"));
}

static int make_place(void **state)
{
    static struct place place;
    place = (struct place){.folder = "/tmp/abreast-completion-XXXXXX"};
    if (!mkdtemp(place.folder))
        return -1;
    snprintf(place.home, sizeof place.home, "ZDOTDIR=%s", place.folder);
    store(&place, "gazette.txt", "A bridge was opened.\n");
    *state = &place;
    return 0;
}

static int remove_place(void **state)
{
    static const char *const names[] = {"gazette.txt", "rc", ".zshrc"};
    struct place *place = *state;
    emulator_close(place->shell);
    place->shell = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct text path = {0};
        text_format(&path, "%s/%s", place->folder, names[i]);
        unlink(path.bytes);
        text_free(&path);
    }
    return rmdir(place->folder);
}

/* What is typed before the key Tab, and what then stands on the screen; with `list`, after a second
 * Tab, which lists what is possible. */
struct wish {
    const char *typed, *shown;
    bool list;
};

static const struct wish wishes[] = {
    {"abreast --expo", "--export=", false},
    {"abreast --export=mark", "--export=markdown", false},
    {"abreast --type=h", "--type=html", false},
    {"abreast --type mark", "--type markdown", false},
    {"abreast --dump=se", "--dump=sentences", false},
    {"abreast --min", "--min-confidence=", false},
    {"abreast -o gaz", "-o gazette.txt", false},
    {"abreast --output=gaz", "--output=gazette.txt", false},
    {"abreast gaz", "abreast gazette.txt", false},
    {"abreast gazette.txt gaz", "gazette.txt gazette.txt", false},
    {"abreast --no-c", "--no-config", false},
    {"abreast -- gaz", "-- gazette.txt", false},
    {"abreast --type=", "auto", true},
};

static void fail_at(const struct place *place, const char *typed)
{
    struct text screen = {0};
    emulator_screen(place->shell, &screen);
    fail_msg("after \"%s\" the screen is\n%s", typed, text_string(&screen));
}

static void assert_wishes(struct place *place)
{
    for (size_t i = 0; i < sizeof wishes / sizeof *wishes; i++) {
        emulator_type(place->shell, wishes[i].typed);
        emulator_keys(place->shell, wishes[i].list ? "Tab Tab" : "Tab");
        if (!emulator_shows(place->shell, wishes[i].shown))
            fail_at(place, wishes[i].typed);
        /* The line is given up, and the next begins on an empty screen. */
        assert_true(emulator_keys(place->shell, "^U ^L"));
        if (!emulator_hides(place->shell, wishes[i].shown))
            fail_at(place, wishes[i].typed);
    }
}

static void bash_completes(void **state)
{
    struct place *place = *state;
    struct text path = {0}, rc = {0};
    shipped(&path, "abreast.bash");
    text_format(&rc, ". '%s'\nPS1='ready> '\n", path.bytes);
    store(place, "rc", rc.bytes);
    text_clear(&path);
    text_format(&path, "%s/rc", place->folder);
    const char *const arguments[] = {"/usr/bin/env", "bash", "--noprofile", "--rcfile",
                                     path.bytes,     "-i",   NULL};
    open_shell(place, arguments);
    assert_wishes(place);
    text_free(&path);
    text_free(&rc);
}

#ifdef HAVE_ZSH
static void zsh_completes(void **state)
{
    static const char *const arguments[] = {"/usr/bin/env", "zsh", "-d", "-i", NULL};
    struct place *place = *state;
    struct text path = {0}, rc = {0};
    shipped(&path, "");
    text_format(&rc,
                "fpath=('%s' $fpath)\nautoload -Uz compinit\ncompinit -u -D\nPS1='ready> '\n"
                "unsetopt promptsp\n",
                path.bytes);
    store(place, ".zshrc", rc.bytes);
    open_shell(place, arguments);
    assert_wishes(place);
    text_free(&path);
    text_free(&rc);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bash_file_is_that_of_the_table),
        cmocka_unit_test(zsh_file_is_that_of_the_table),
        cmocka_unit_test_setup_teardown(bash_completes, make_place, remove_place),
#ifdef HAVE_ZSH
        cmocka_unit_test_setup_teardown(zsh_completes, make_place, remove_place),
#endif
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("completion", tests, NULL, NULL);
}
