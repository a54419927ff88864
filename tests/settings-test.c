/* The configuration: what each line does, what is said of a wrong one, and the example that is
 * installed, which the tables make: RECORD=1 in the environment writes it. */
#include "settings.h"

#include "base/file.h"
#include "base/memory.h"
#include "reader-sample.h"
#include "reader/colour.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { HUGE_SIZE = 10 * 1024 * 1024 };

struct read {
    struct settings settings;
    struct options options;
};

static void read_bytes(struct read *read, const char *bytes, size_t size)
{
    settings_start(&read->settings);
    read->options = options_default();
    settings_read(&read->settings, &read->options, "/home/ines/config", bytes, size);
}

static void read_text(struct read *read, const char *text)
{
    read_bytes(read, text, strlen(text));
}

static enum action action_of(const struct read *read, const char *key)
{
    return action_of_key(&read->settings.bindings, key_parse(key, strlen(key)));
}

static void assert_keys(const struct read *read, enum action action, const char *keys)
{
    struct text found = {0};
    action_keys(&read->settings.bindings, action, " ", &found);
    assert_string_equal(text_string(&found), keys);
    text_free(&found);
}

static void assert_says(const struct read *read, size_t warning, const char *words)
{
    assert_true(warning < read->settings.warning_count);
    if (!strstr(read->settings.warnings[warning], words))
        fail_msg("\"%s\" does not hold \"%s\"", read->settings.warnings[warning], words);
}

/* What is said can be shown anywhere. */
static void assert_harmless(const struct read *read)
{
    for (size_t i = 0; i < read->settings.warning_count; i++) {
        const uint8_t *bytes = (const uint8_t *)read->settings.warnings[i];
        assert_null(u8_check(bytes, strlen(read->settings.warnings[i])));
        for (; *bytes; bytes++)
            assert_true(*bytes >= 0x20 && *bytes != 0x7F);
    }
}

/* Nothing but what is there without a configuration. */
static void assert_defaults(const struct read *read)
{
    struct options options = options_default();
    struct bindings bindings = bindings_default();
    struct read fresh = {.settings = {.bindings = bindings}};
    assert_int_equal(read->settings.warning_count, 0);
    assert_null(read->settings.notice);
    assert_int_equal(read->options.theme, options.theme);
    assert_int_equal(read->options.min_confidence, options.min_confidence);
    assert_int_equal(read->options.article.type, options.article.type);
    assert_int_equal(read->options.article.keep_all, options.article.keep_all);
    assert_int_equal(read->options.no_mouse, options.no_mouse);
    assert_int_equal(read->options.no_notes, options.no_notes);
    for (enum action action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
        struct text keys = {0};
        action_keys(&fresh.settings.bindings, action, " ", &keys);
        assert_keys(read, action, text_string(&keys));
        text_free(&keys);
    }
    assert_int_equal(read->settings.bindings.count, bindings.count);
    for (enum role role = 0; role < ROLE_COUNT; role++)
        assert_false(read->settings.theme.is_own[role]);
    assert_int_equal(read->settings.filter_count, 0);
}

static void nothing_changes_nothing(void **state)
{
    static const char *const texts[] = {"",
                                        "\n",
                                        "\r\n\r\n",
                                        "# a remark",
                                        "   # another\n\t\n",
                                        "\xEF\xBB\xBF",
                                        "\xEF\xBB\xBF# marked\n",
                                        " ",
                                        "#\0x"};
    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct read read;
        read_text(&read, texts[i]);
        assert_defaults(&read);
        settings_free(&read.settings);
    }
}

static void options_are_set_by_their_names(void **state)
{
    struct read read;
    (void)state;
    read_text(&read, "\xEF\xBB\xBFtheme dark\r\nmin-confidence = 0.4\n\ttype=html \nkeep-all yes\n"
                     "mouse no\nnotes  no\n");
    assert_int_equal(read.settings.warning_count, 0);
    assert_int_equal(read.options.theme, THEME_DARK);
    assert_int_equal(read.options.min_confidence, 400);
    assert_int_equal(read.options.article.type, ARTICLE_HTML);
    assert_true(read.options.article.keep_all && read.options.no_mouse && read.options.no_notes);
    settings_free(&read.settings);
    read_text(&read, "theme dark\ntheme light\nmouse no\nmouse yes");
    assert_int_equal(read.options.theme, THEME_LIGHT);
    assert_false(read.options.no_mouse);
    settings_free(&read.settings);
}

static void the_command_line_goes_first(void **state)
{
    char *arguments[] = {"abreast", "--theme=mono", "--min-confidence=0.5", "--no-mouse", "a", "b",
                         NULL};
    struct read read;
    struct failure failure;
    (void)state;
    settings_start(&read.settings);
    assert_true(options_read(6, arguments, &read.options, &failure));
    const char text[] = "theme dark\nmin-confidence 0.9\nmouse yes\nkeep-all yes\ntype nothing\n";
    settings_read(&read.settings, &read.options, "config", text, strlen(text));
    assert_int_equal(read.options.theme, THEME_MONO);
    assert_int_equal(read.options.min_confidence, 500);
    assert_true(read.options.no_mouse && read.options.article.keep_all);
    assert_int_equal(read.settings.warning_count, 1);
    assert_says(&read, 0, "config:5: unknown type nothing; there are auto, text");
    settings_free(&read.settings);
}

static void keys_are_bound_and_set_free(void **state)
{
    struct read read;
    (void)state;
    read_text(&read, "key x F5 page-down\nkey b none\nkey ^X quit\nkey \xC3\xA4 search\n"
                     "key # mark\nkey Enter line-down\nkey K J none\n");
    assert_int_equal(read.settings.warning_count, 0);
    assert_keys(&read, ACTION_PAGE_DOWN, "x F5 Space PgDn");
    assert_keys(&read, ACTION_PAGE_UP, "PgUp");
    assert_keys(&read, ACTION_QUIT, "^X q");
    assert_keys(&read, ACTION_COUNTERPART, "");
    assert_int_equal(action_of(&read, "b"), ACTION_NONE);
    assert_int_equal(action_of(&read, "\xC3\xA4"), ACTION_SEARCH);
    assert_int_equal(action_of(&read, "#"), ACTION_MARK);
    assert_int_equal(action_of(&read, "^J"), ACTION_LINE_DOWN); /* another Enter */
    assert_string_equal(action_key(&read.settings.bindings, ACTION_COUNTERPART).text, "(no key)");
    assert_string_equal(action_key(&read.settings.bindings, ACTION_QUIT).text, "^X");
    settings_free(&read.settings);
}

static void nobody_is_locked_in(void **state)
{
    struct read read;
    (void)state;
    read_text(&read, "\nkey q page-down");
    assert_int_equal(read.settings.warning_count, 1);
    assert_says(&read, 0, "/home/ines/config:2: no key is left to quit by, so q still does");
    assert_string_equal(read.settings.notice + strlen("config:2: "),
                        read.settings.warnings[0] + strlen("/home/ines/config:2: "));
    assert_keys(&read, ACTION_QUIT, "q");
    settings_free(&read.settings);
    read_text(&read, "key q page-down\nkey Q quit");
    assert_int_equal(read.settings.warning_count, 0);
    assert_keys(&read, ACTION_QUIT, "Q");
    settings_free(&read.settings);
}

static void roles_get_their_looks(void **state)
{
    struct read read;
    (void)state;
    read_text(&read, "color focus bold reverse\ncolour match green on default\n"
                     "color bar-focus on 17 underline\ncolor hit 0 on 255\ncolor quiet default\n"
                     "color hit bright-white dim on blue\n");
    assert_int_equal(read.settings.warning_count, 0);
    const struct style *own = read.settings.theme.own;
    assert_true(read.settings.theme.is_own[ROLE_FOCUS] && !read.settings.theme.is_own[ROLE_HARD]);
    assert_int_equal(own[ROLE_FOCUS].attributes, STYLE_BOLD | STYLE_REVERSE);
    assert_true(own[ROLE_MATCH].colour == 2 && own[ROLE_MATCH].ground == COLOUR_OWN);
    assert_true(own[ROLE_BAR_FOCUS].colour == COLOUR_OWN && own[ROLE_BAR_FOCUS].ground == 17);
    assert_int_equal(own[ROLE_BAR_FOCUS].attributes, STYLE_UNDERLINE);
    assert_true(own[ROLE_HIT].colour == 15 && own[ROLE_HIT].ground == 4);
    assert_int_equal(own[ROLE_HIT].attributes, STYLE_DIM);
    assert_true(!own[ROLE_QUIET].attributes && own[ROLE_QUIET].colour == COLOUR_OWN);
    settings_free(&read.settings);
}

/* The status line has room for one. */
static void the_notice_counts_what_it_leaves_out(void **state)
{
    struct read read;
    (void)state;
    read_text(&read, "mark\ntheme dark\ncolor\n");
    assert_int_equal(read.settings.warning_count, 2);
    assert_int_equal(
        strncmp(read.settings.notice, "config:1 (1 more when you quit): there is no setting", 51),
        0);
    settings_free(&read.settings);
    read_text(&read, "theme: dark\nkey q page-down\n"); /* the last comes from all of the file */
    assert_int_equal(strncmp(read.settings.notice, "config:1 (1 more when you quit): ", 33), 0);
    settings_free(&read.settings);
    struct text many = {0};
    for (size_t i = 0; i < SETTINGS_WRONG_MAX + 7; i++)
        text_add(&many, "x\n");
    read_text(&read, many.bytes);
    assert_int_equal(strncmp(read.settings.notice, "config:1 (999 more when you quit): ", 35), 0);
    text_free(&many);
    settings_free(&read.settings);
}

/* Every wrong line is said with its place and what to do, and changes nothing. */
static void a_wrong_line_is_said(void **state)
{
    static const struct {
        const char *line, *said;
    } wrong[] = {
        {"colour = red", "there is no role =; there are title, heading"},
        {"colours red", "there is no setting colours; there are key, color, filter, theme"},
        {"=", "no setting is named before =; write theme = dark"},
        {" \t = dark", "no setting is named before ="},
        {"export json", "there is no setting export"},
        {"no-notes", "there is no setting no-notes"},
        {"theme", "theme needs a value"},
        {"theme =  ", "theme needs a value"},
        {"theme neon", "unknown theme neon; there are default, dark, light, contrast, mono"},
        {"mouse maybe", "bad value maybe for mouse; write yes or no"},
        {"notes", "notes needs a value"},
        {"min-confidence 7", "bad number 7 for min-confidence; name one from 0 to 1"},
        {"min-confidence 1.0000", "with at most three decimals"},
        {"min-confidence 0.5 # half", "bad number 0.5 # half"},
        {"type pdf", "unknown type pdf; there are auto, text, markdown, html"},
        {"key", "a key and an action are needed; write: key Space page-down"},
        {"key quit", "a key and an action are needed"},
        {"key x leap", "there is no action leap; abreast-config(5) lists them"},
        {"key xx quit", "there is no key xx; write a sign, ^X, Space"},
        {"key F13 quit", "there is no key F13"},
        {"key x 3 quit", "the digit 3 begins a count; choose another key"},
        {"key ^C quit", "the terminal keeps ^C for itself; choose another key"},
        {"key y y quit", "the key y is bound twice: to quit in line 1 and to quit here"},
        {"key \xCC\x88 quit", "there is no key"},
        {"key \xE2\x80\xAE quit", "there is no key"},
        {"key \xFF quit", "there is no key"},
        {"color", "a role and its look are needed; write: color focus bold reverse"},
        {"color focus", "how focus looks is missing; write: color focus bold yellow"},
        {"color sky blue", "there is no role sky"},
        {"color focus 256", "256 is neither an attribute"},
        {"color focus on", "no colour stands behind on"},
        {"color focus red on bold", "bold is neither"},
        {"color focus on red green", "green is neither"},
        {"filter", "this is no filter; write: filter pdf = pdftotext"},
        {"filter boat = upper", "the command does not name the file; put %s where it belongs"},
        {"filter x = 'open %s", "a quote is not closed; close it"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(wrong); i++) {
        struct read read;
        read_text(&read, wrong[i].line);
        assert_int_equal(read.settings.warning_count, 1);
        assert_int_equal(strncmp(read.settings.warnings[0], "/home/ines/config:1: ", 21), 0);
        assert_int_equal(strncmp(read.settings.notice, "config:1: ", 10), 0);
        assert_says(&read, 0, wrong[i].said);
        assert_harmless(&read);
        free(read.settings.warnings[0]);
        free(read.settings.notice);
        read.settings.warning_count = read.settings.wrong = 0;
        read.settings.notice = NULL;
        assert_defaults(&read);
        settings_free(&read.settings);
    }
}

static void a_key_bound_twice_names_both(void **state)
{
    struct read read;
    (void)state;
    read_text(&read, "key Space page-up\n\nkey z Space mark\nkey b none\nkey b start\n");
    assert_int_equal(read.settings.warning_count, 2);
    assert_says(&read, 0,
                "config:3: the key Space is bound twice: to page-up in line 1 and to mark here");
    assert_says(&read, 1, "config:5: the key b is bound twice: to none in line 4 and to start");
    assert_int_equal(action_of(&read, "Space"), ACTION_PAGE_UP);
    assert_int_equal(action_of(&read, "z"), ACTION_NONE); /* the line does nothing at all */
    settings_free(&read.settings);
}

static void hostile_bytes_are_shown_harmless(void **state)
{
    static const char bytes[] = "theme\0dark\n\033]0;owned\007 x\nkey \033[31mred quit\n"
                                "type \xFF\xFE\x80\ncolor focus \x1B[2J\n\x9B 31m\r\r\n"
                                "filter pdf = \xE2\x80\xAE\nmouse \xC2\x85no\nmouse no";
    struct read read;
    (void)state;
    read_bytes(&read, bytes, sizeof bytes - 1);
    assert_int_equal(read.settings.warning_count, 8);
    assert_says(&read, 0, "config:1: the line holds a NUL byte; remove it");
    assert_says(&read, 2, "there is no key \xE2\x90\x9B[31mred");
    assert_harmless(&read);
    assert_true(read.options.no_mouse && read.options.theme == THEME_DEFAULT);
    settings_free(&read.settings);
}

/* A line of 10 MB: `begin`, then `part` again and again. */
static void read_long_line(struct read *read, const char *begin, const char *part)
{
    struct text line = {0};
    text_add(&line, begin);
    while (line.size < HUGE_SIZE)
        text_add(&line, part);
    text_add(&line, "\nmouse no\n");
    read_bytes(read, line.bytes, line.size);
    text_free(&line);
}

static void huge_lines_are_borne(void **state)
{
    static const char *const lines[][2] = {
        {"", "x"},
        {"", "x "},
        {"", " "},
        {"#", " "},
        {"key ", "x "},
        {"key ", "x"},
        {"key x ", "F9 "},
        {"key F", "9"},
        {"color ", "x"},
        {"color hit ", "red "},
        {"color hit ", "bold "},
        {"color hit ", "1"},
        {"type ", "x"},
        {"mouse ", "no"},
        {"min-confidence ", "0"},
        {"theme ", "\xFF"},
        {"filter ", "x"},
        {"filter x = ", "y "},
        {"filter x = '", "y "},
        {"", "\033"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(lines); i++) {
        struct read read;
        read_long_line(&read, lines[i][0], lines[i][1]);
        assert_true(read.options.no_mouse); /* the next line holds */
        assert_true(read.settings.warning_count <= 1);
        assert_harmless(&read);
        settings_free(&read.settings);
    }
}

/* So many lines as make 10 MB. */
static void many_lines_are_borne(void **state)
{
    static const struct {
        const char *line;
        size_t size, warnings;
        bool read_on; /* to the end of the file */
    } lines[] = {
        {"\n", 1, 0, true},
        {"#\n", 2, 0, true},
        {"color hit red on blue\n", 22, 0, true},
        {"filter pdf = pdftotext -layout %s -\n", 36, 0, true},
        {"x\n", 2, SETTINGS_WARNINGS_MAX + 1, false},
        {"\0\n", 2, SETTINGS_WARNINGS_MAX + 1, false},
        {"key x quit\n", 11, SETTINGS_WARNINGS_MAX + 1, false},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(lines); i++) {
        struct read read;
        struct text text = {0};
        while (text.size < HUGE_SIZE)
            text_append(&text, lines[i].line, lines[i].size);
        text_add(&text, "mouse no");
        read_bytes(&read, text.bytes, text.size);
        assert_int_equal(read.settings.warning_count, lines[i].warnings);
        assert_int_equal(read.options.no_mouse, lines[i].read_on);
        if (lines[i].warnings)
            assert_says(&read, SETTINGS_WARNINGS_MAX, "config: 1000 lines are wrong, the rest is");
        settings_free(&read.settings);
        text_free(&text);
    }
}

static void wrong_lines_beyond_some_are_counted(void **state)
{
    struct read read;
    struct text text = {0};
    (void)state;
    for (size_t i = 0; i < SETTINGS_WARNINGS_MAX + 7; i++)
        text_add(&text, "x\n");
    text_add(&text, "mouse no\n");
    read_bytes(&read, text.bytes, text.size);
    assert_int_equal(read.settings.warning_count, SETTINGS_WARNINGS_MAX + 1);
    assert_says(&read, SETTINGS_WARNINGS_MAX, "config: 7 more lines are wrong; mend these first");
    assert_true(read.options.no_mouse);
    settings_free(&read.settings);
    text_free(&text);
}

/* More keys than there is room for: each in a line of its own. */
static void too_many_keys_are_refused(void **state)
{
    struct text text = {0};
    struct read read;
    (void)state;
    for (ucs4_t sign = 0x4E00; sign < 0x4E00 + 2 * BINDINGS_MAX; sign++) {
        char name[KEY_NAME_SIZE];
        key_describe(sign, name);
        text_format(&text, "key %s mark\n", name);
    }
    read_bytes(&read, text.bytes, text.size);
    assert_says(&read, 0, "more than 256 keys are bound; remove some");
    assert_int_equal(read.settings.bindings.count, BINDINGS_MAX);
    assert_int_equal(action_of(&read, "q"), ACTION_QUIT);
    settings_free(&read.settings);
    text_free(&text);
}

static void find_example(struct text *path)
{
    const char *folder = getenv("TESTS_DIR");
    text_format(path, "%s/../man/config.example", folder ? folder : "tests");
}

static void the_example_is_that_of_the_tables(void **state)
{
    struct text path = {0}, found = {0}, made = {0};
    struct failure failure;
    (void)state;
    find_example(&path);
    settings_example(&made);
    if (getenv("RECORD"))
        assert_true(file_write(path.bytes, made.bytes, made.size, true, &failure));
    assert_true(file_read(path.bytes, &found, &failure));
    assert_string_equal(text_string(&found), text_string(&made));
    text_free(&path);
    text_free(&found);
    text_free(&made);
}

static void the_example_changes_nothing(void **state)
{
    struct text example = {0};
    struct read read;
    (void)state;
    settings_example(&example);
    read_bytes(&read, example.bytes, example.size);
    size_t count = read.settings.bindings.count;
    assert_defaults(&read);
    for (size_t i = 0; i < count; i++) /* each key really is one of the file's */
        assert_true(read.settings.bindings.items[i].line > 0);
    settings_free(&read.settings);
    text_free(&example);
}

/* The lines that stand in it as comments are right, too, and what the default theme has. */
static void the_comments_of_the_example_are_right(void **state)
{
    struct text example = {0}, open = {0};
    struct read read;
    (void)state;
    settings_example(&example);
    for (const char *at = example.bytes; *at; at += strcspn(at, "\n"), at += *at == '\n') {
        bool setting = *at == '#' && at[1] != ' ';
        text_append(&open, at + setting, strcspn(at + setting, "\n"));
        text_add_byte(&open, '\n');
    }
    read_bytes(&read, open.bytes, open.size);
    assert_int_equal(read.settings.warning_count, 0);
    assert_int_equal(read.settings.filter_count, 2);
    const struct theme standard = {.name = THEME_DEFAULT};
    for (enum role role = 0; role < ROLE_COUNT; role++) {
        struct style own = theme_style(&read.settings.theme, DEPTH_256, (role_set)1 << role);
        struct style style = theme_style(&standard, DEPTH_256, (role_set)1 << role);
        assert_true(read.settings.theme.is_own[role]);
        assert_true(own.attributes == style.attributes && own.colour == style.colour &&
                    own.ground == style.ground);
    }
    settings_free(&read.settings);
    text_free(&example);
    text_free(&open);
}

static struct sample *open_with(const struct read *read)
{
    struct sample *sample = sample_new("ferry");
    assert_non_null(sample);
    sample->services.bindings = &read->settings.bindings;
    reader_stop(&sample->reader);
    reader_start(&sample->reader, sample->session, &sample->services);
    sample_resize(sample, 40, 120);
    return sample;
}

static void assert_shows(const struct sample *sample, const char *words)
{
    struct text screen = {0};
    sample_screen(sample, &screen);
    if (!strstr(text_string(&screen), words))
        fail_msg("\"%s\" is not shown:\n%s", words, screen.bytes);
    text_free(&screen);
}

static void bound_keys_reach_help_hints_and_messages(void **state)
{
    struct read read;
    (void)state;
    read_text(&read, "key X quit\nkey ? help\nkey z list\nkey F7 counterpart\nkey / h none\n"
                     "key w none\n");
    assert_int_equal(read.settings.warning_count, 0);
    struct sample *sample = open_with(&read);
    assert_shows(sample, "? help  X quit");
    sample_key(sample, 'w');
    assert_string_equal(sample_message(sample), "This key does nothing; ? shows the keys");
    sample_key(sample, 'n');
    assert_non_null(strstr(sample_message(sample), "(no key) begins"));
    sample_key(sample, 'z');
    assert_shows(sample, "F7 goes there, z sorts");
    assert_shows(sample, "X closes");
    sample_key(sample, 'X');
    sample_key(sample, '?');
    assert_shows(sample, "X closes this page");
    assert_shows(sample, "F7 Enter");
    struct text help = {0};
    action_help(&read.settings.bindings, NULL, NULL, &help);
    assert_non_null(strstr(help.bytes, "? F1 "));
    assert_null(strstr(help.bytes, action_description(ACTION_SEARCH)));
    text_free(&help);
    sample_free(sample);
    settings_free(&read.settings);
}

/* What help says a key does, it does: with keys of every kind. */
static void help_is_made_of_the_bound_keys(void **state)
{
    struct read read;
    struct text text = {0}, help = {0};
    ucs4_t sign = 0x3041; /* a key of its own for each action, and one of the table's is gone */
    (void)state;
    for (enum action action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
        char name[KEY_NAME_SIZE];
        key_describe(sign++, name);
        text_format(&text, "key %s %s\n", name, action_name(action));
    }
    read_bytes(&read, text.bytes, text.size);
    assert_int_equal(read.settings.warning_count, 0);
    action_help(&read.settings.bindings, NULL, NULL, &help);
    sign = 0x3041;
    for (enum action action = ACTION_NONE + 1; action < ACTION_COUNT; action++, sign++) {
        char line[64], name[KEY_NAME_SIZE];
        key_describe(sign, name);
        snprintf(line, sizeof line, "\n  %s %s", name, action_default_keys(action));
        assert_non_null(strstr(help.bytes, line));
        assert_int_equal(action_of_key(&read.settings.bindings, sign), action);
        assert_string_equal(action_key(&read.settings.bindings, action).text, name);
    }
    settings_free(&read.settings);
    text_free(&text);
    text_free(&help);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_changes_nothing),
        cmocka_unit_test(options_are_set_by_their_names),
        cmocka_unit_test(the_command_line_goes_first),
        cmocka_unit_test(keys_are_bound_and_set_free),
        cmocka_unit_test(nobody_is_locked_in),
        cmocka_unit_test(roles_get_their_looks),
        cmocka_unit_test(the_notice_counts_what_it_leaves_out),
        cmocka_unit_test(a_wrong_line_is_said),
        cmocka_unit_test(a_key_bound_twice_names_both),
        cmocka_unit_test(hostile_bytes_are_shown_harmless),
        cmocka_unit_test(huge_lines_are_borne),
        cmocka_unit_test(many_lines_are_borne),
        cmocka_unit_test(wrong_lines_beyond_some_are_counted),
        cmocka_unit_test(too_many_keys_are_refused),
        cmocka_unit_test(the_example_is_that_of_the_tables),
        cmocka_unit_test(the_example_changes_nothing),
        cmocka_unit_test(the_comments_of_the_example_are_right),
        cmocka_unit_test(bound_keys_reach_help_hints_and_messages),
        cmocka_unit_test(help_is_made_of_the_bound_keys),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("settings", tests, NULL, NULL);
}
