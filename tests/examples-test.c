/* The examples of the manuals: commands, each run by the shell in a terminal as a user would run
 * it, in a folder with articles of the names they use, and configurations, each read by the
 * program. */
#include "emulator.h"

#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static const char courier[] = "Bridge opened at Lowick\n\n"
                              "The new bridge at Lowick was opened on Monday before 400 people.\n\n"
                              "It cost 12 million crowns, the mayor said.\n";
static const char gazette[] = "Lowick has its bridge\n\n"
                              "The new bridge at Lowick was opened on Monday before 900 people.\n\n"
                              "It cost 12 million crowns, the mayor said.\n";

static const struct file {
    const char *name, *text;
    bool program; /* stands in for one that is no part of this */
} files[] = {
    {"courier.txt", courier, false},
    {"gazette.txt", gazette, false},
    {"monday.txt", courier, false},
    {"tuesday.txt", gazette, false},
    {"report.pdf", courier, false},
    {"pdftotext", "#!/bin/sh\ncat \"$1\"\n", true},
    {"lpr", "#!/bin/sh\ncat >/dev/null\n", true},
    {"jq", "#!/bin/sh\ncat >/dev/null\necho 'number: 400 / 900'\n", true},
};
enum { FILE_COUNT = sizeof files / sizeof *files };

struct place {
    char folder[64];
    struct text manual, config_manual;
};

static void name_in(const struct place *place, const char *name, struct text *path)
{
    text_format(path, "%s/%s", place->folder, name);
}

static bool read_manual(const char *name, struct text *manual)
{
    const char *tests = getenv("TESTS_DIR");
    struct text path = {0};
    struct failure failure;
    text_format(&path, "%s/../man/%s", tests ? tests : "tests", name);
    bool done = file_read(path.bytes, manual, &failure);
    text_free(&path);
    return done;
}

static int make_place(void **state)
{
    static struct place place;
    const char *program = getenv("ABREAST");
    struct text path = {0};
    struct failure failure;
    place = (struct place){.folder = "/tmp/abreast-examples-XXXXXX"};
    if (!mkdtemp(place.folder))
        return -1;
    for (size_t i = 0; i < FILE_COUNT; i++) {
        text_clear(&path);
        name_in(&place, files[i].name, &path);
        if (!file_write(path.bytes, files[i].text, strlen(files[i].text), true, &failure) ||
            (files[i].program && chmod(path.bytes, 0755) != 0))
            return -1;
    }
    text_clear(&path);
    name_in(&place, "abreast", &path);
    char *whole = realpath(program ? program : "./abreast", NULL);
    if (!whole || symlink(whole, path.bytes) != 0)
        return -1;
    free(whole);
    text_free(&path);
    if (!read_manual("abreast.1", &place.manual) ||
        !read_manual("abreast-config.5", &place.config_manual))
        return -1;
    *state = &place;
    return 0;
}

static int remove_place(void **state)
{
    struct place *place = *state;
    struct text command = {0};
    text_format(&command, "rm -r '%s'", place->folder);
    int status = system(command.bytes);
    text_free(&command);
    text_free(&place->manual);
    text_free(&place->config_manual);
    return status;
}

/* Appends a line of the manual without what mdoc adds to it. */
static void add_line(struct text *out, const char *line, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (line[i] == '\\' && i + 1 < size && strchr("&e-", line[i + 1])) {
            if (line[++i] != '&')
                text_add(out, line[i] == 'e' ? "\\" : "-");
        } else {
            text_append(out, &line[i], 1);
        }
    text_add(out, "\n");
}

static bool begins(const char *line, const char *with)
{
    return strncmp(line, with, strlen(with)) == 0;
}

/* The next example from *at on: a line behind .Dl $, or the lines of a literal display. False at
 * the end of the section. */
static bool next_example(const char **at, struct text *out)
{
    static const char command[] = ".Dl $ ";
    bool literal = false;
    text_clear(out);
    while (**at && !begins(*at, ".Sh")) {
        const char *line = *at;
        size_t size = strcspn(line, "\n");
        *at += size + (line[size] == '\n');
        if (begins(line, ".Ed"))
            return true;
        if (literal)
            add_line(out, line, size);
        literal |= begins(line, ".Bd -literal");
        if (begins(line, command)) {
            add_line(out, line + strlen(command), size - strlen(command));
            return true;
        }
    }
    return false;
}

static bool is_reader_or_end(const struct emulator *emulator, void *context)
{
    size_t row, column;
    (void)context;
    return emulator_find(emulator, "q quit", &row, &column) ||
           emulator_find(emulator, "[status ", &row, &column);
}

static void run_example(const struct place *place, const char *example)
{
    struct text command = {0}, screen = {0};
    text_format(&command,
                "cd '%s' && XDG_DATA_HOME=$PWD/data PATH=$PWD:$PATH && export XDG_DATA_HOME PATH\n"
                "%secho \"[status $?]\"\n",
                place->folder, example);
    const char *const arguments[] = {"/bin/sh", "-c", command.bytes, NULL};
    struct emulator_start start = {.arguments = arguments, .rows = 50, .columns = 100};
    struct emulator *emulator = emulator_open(&start);
    size_t row, column;
    assert_non_null(emulator);
    if (!emulator_awaits(emulator, is_reader_or_end, NULL)) {
        emulator_screen(emulator, &screen);
        fail_msg("%scomes to no end:\n%s", example, screen.bytes);
    }
    if (emulator_find(emulator, "q quit", &row, &column)) {
        emulator_keys(emulator, "q");
        assert_true(emulator_shows(emulator, "[status "));
    }
    emulator_screen(emulator, &screen);
    if (!strstr(screen.bytes, "[status 0]") && !strstr(screen.bytes, "[status 1]"))
        fail_msg("%sends with\n%s", example, screen.bytes);
    if (strstr(screen.bytes, "abreast: ") || strstr(screen.bytes, "not found"))
        fail_msg("%ssays\n%s", example, screen.bytes);
    emulator_close(emulator);
    text_free(&command);
    text_free(&screen);
}

static void examples_of_the_manual_work(void **state)
{
    const struct place *place = *state;
    struct text example = {0};
    const char *at = strstr(text_string(&place->manual), "\n.Sh EXAMPLES\n");
    size_t count = 0;
    assert_non_null(at);
    at = strchr(at + 1, '\n') + 1;
    for (; next_example(&at, &example); count++)
        run_example(place, text_string(&example));
    assert_in_range(count, 5, 50);
    text_free(&example);
}

/* What the program says of a configuration when it compares two articles without a screen. */
static void say_of_configuration(const struct place *place, const char *lines, struct text *said)
{
    struct text path = {0}, command = {0};
    struct failure failure;
    name_in(place, "config", &path);
    assert_true(file_write(path.bytes, lines, strlen(lines), true, &failure));
    text_format(&command,
                "cd '%s' && mkdir -p home/abreast && mv config home/abreast && "
                "XDG_CONFIG_HOME=$PWD/home XDG_DATA_HOME=$PWD/data "
                "./abreast --export=csv courier.txt gazette.txt >report 2>said",
                place->folder);
    int status = system(command.bytes);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) <= 1);
    text_clear(&path);
    text_clear(said);
    name_in(place, "said", &path);
    assert_true(file_read(path.bytes, said, &failure));
    text_free(&path);
    text_free(&command);
}

/* Each literal display of a section of a manual. Returns how many there were. */
static size_t read_configurations(const struct place *place, const struct text *manual,
                                  const char *section)
{
    struct text example = {0}, said = {0};
    const char *at = strstr(text_string(manual), section);
    size_t count = 0;
    assert_non_null(at);
    for (at += strlen(section); next_example(&at, &example); count++) {
        say_of_configuration(place, text_string(&example), &said);
        assert_string_equal(text_string(&said), "");
    }
    text_free(&example);
    text_free(&said);
    return count;
}

static void configurations_of_the_manuals_work(void **state)
{
    const struct place *place = *state;
    struct text said = {0};
    say_of_configuration(place, "them dark\n", &said);
    assert_non_null(strstr(text_string(&said), "config:1: there is no setting them"));
    assert_in_range(read_configurations(place, &place->manual, "\n.Sh CONFIGURATION\n"), 1, 5);
    assert_in_range(read_configurations(place, &place->config_manual, "\n.Sh EXAMPLES\n"), 3, 50);
    text_free(&said);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(examples_of_the_manual_work, make_place, remove_place),
        cmocka_unit_test_setup_teardown(configurations_of_the_manuals_work, make_place,
                                        remove_place),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("examples", tests, NULL, NULL);
}
