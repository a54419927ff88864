/* The completions of the command line: the shipped files are those that the table of options makes,
 * and they do in the shells what a user expects. RECORD=1 in the environment writes them. */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "tools/completions.h"

#include "base/file.h"
#include "stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

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

static int set_up(void **state)
{
    int failed = stage_set_up(state, "", "");
    stage_store(stage_path(*state, "gazette.txt"), "A bridge was opened.\n");
    return failed;
}

/* Starts a shell, which reads what is its own in the folder of the stage, and goes there. */
static void open_shell(struct stage *stage, struct stage_start start)
{
    struct text variable = {0};
    text_format(&variable, "ZDOTDIR=%s", stage->home);
    start.program = "/usr/bin/env";
    start.variables[0] = variable.bytes;
    start.variables[1] = "PS1=ready> ";
    start.variables[2] = "HISTFILE=";
    start.columns = 100;
    stage_start(stage, &start);
    stage_awaits(stage, "ready>");
    emulator_type(stage->emulator, "cd $ZDOTDIR && echo $((6 * 7)) there");
    stage_press(stage, "Enter", "42 there");
    text_free(&variable);
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

static void assert_wishes(struct stage *stage)
{
    for (size_t i = 0; i < sizeof wishes / sizeof *wishes; i++) {
        emulator_type(stage->emulator, wishes[i].typed);
        stage_press(stage, wishes[i].list ? "Tab Tab" : "Tab", wishes[i].shown);
        /* The line is given up, and the next begins on an empty screen. */
        stage_keys(stage, "^U ^L");
        stage_awaits_gone(stage, wishes[i].shown);
    }
}

static void bash_completes(void **state)
{
    struct stage *stage = *state;
    const char *rc = stage_path(stage, "rc");
    struct text path = {0}, commands = {0};
    shipped(&path, "abreast.bash");
    text_format(&commands, ". '%s'\nPS1='ready> '\n", path.bytes);
    stage_store(rc, commands.bytes);
    open_shell(stage, (struct stage_start){.words = {"bash", "--noprofile", "--rcfile", rc, "-i"}});
    assert_wishes(stage);
    text_free(&path);
    text_free(&commands);
}

#ifdef HAVE_ZSH
static void zsh_completes(void **state)
{
    struct stage *stage = *state;
    struct text path = {0}, commands = {0};
    shipped(&path, "");
    text_format(&commands,
                "fpath=('%s' $fpath)\nautoload -Uz compinit\ncompinit -u -D\nPS1='ready> '\n"
                "unsetopt promptsp\n",
                path.bytes);
    stage_store(stage_path(stage, ".zshrc"), commands.bytes);
    open_shell(stage, (struct stage_start){.words = {"zsh", "-d", "-i"}});
    assert_wishes(stage);
    text_free(&path);
    text_free(&commands);
}
#endif

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, stage_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bash_file_is_that_of_the_table),
        cmocka_unit_test(zsh_file_is_that_of_the_table),
        TEST(bash_completes),
#ifdef HAVE_ZSH
        TEST(zsh_completes),
#endif
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("completion", tests, NULL, NULL);
}
