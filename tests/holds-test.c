/* The real program in a terminal, when things go wrong: signals, a terminal that changes or goes,
 * files that are no articles, text that would steer the terminal. */
#include "stage.h"

#include <jansson.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistr.h>

#include <cmocka.h>

static const char left_text[] =
    "Storm tears the roof off the market hall\n\n"
    "A storm tore the roof off the market hall of Veddel on Saturday. The fire brigade counted 31 "
    "fallen trees.\n\n"
    "The stalls move to the square until the autumn.\n";
static const char right_text[] =
    "Market hall of Veddel loses its roof\n\n"
    "A storm tore the roof off the market hall of Veddel on Saturday. The fire brigade counted 13 "
    "fallen trees.\n\n"
    "The insurance has sent two surveyors.\n";

static int set_up(void **state)
{
    return stage_set_up(state, left_text, right_text);
}

static const char *program(void)
{
    const char *path = getenv("ABREAST");
    return path ? path : "./abreast";
}

/* Starts the program with up to four words behind what keeps the user's own files out. */
static void start(struct stage *stage, const char *const *words)
{
    struct stage_start start = {.words = {"--no-config", "--no-notes"}};
    for (size_t i = 0; i < 4 && words[i]; i++)
        start.words[2 + i] = words[i];
    stage_start(stage, &start);
}

static void start_reading(struct stage *stage)
{
    start(stage, (const char *const[]){stage->left, stage->right, NULL});
    stage_awaits(stage, "confidence");
    stage_awaits_comparison(stage);
}

static void ends_sane(struct stage *stage, int signal)
{
    stage_ends_by(stage, signal);
    assert_true(emulator_is_restored(stage->emulator));
}

/* All but those that cannot be caught, that stop it or let it go on, and that it ignores. */
static bool is_deadly(int signal)
{
    static const int harmless[] = {SIGKILL, SIGSTOP, SIGTSTP, SIGTTIN,  SIGTTOU, SIGCONT,
                                   SIGCHLD, SIGURG,  SIGPIPE, SIGWINCH, SIGXFSZ};
    for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++)
        if (signal == harmless[i])
            return false;
    return signal < __SIGRTMIN || signal >= SIGRTMIN;
}

static void signals_that_end_it_leave_a_sane_terminal(void **state)
{
    struct stage *stage = *state;
    for (int signal = 1; signal <= SIGRTMAX; signal += signal < SIGRTMIN ? 1 : 10) {
        if (!is_deadly(signal))
            continue;
        start_reading(stage);
        emulator_signal(stage->emulator, signal);
        ends_sane(stage, signal);
    }
}

/* As in a script that traps it. */
static void a_signal_ignored_from_the_start_stays_so(void **state)
{
    static const int signals[] = {SIGUSR1, SIGALRM};
    struct stage *stage = *state;
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        signal(signals[i], SIG_IGN);
        start_reading(stage);
        signal(signals[i], SIG_DFL);
        emulator_signal(stage->emulator, signals[i]);
        stage_redraw(stage, "confidence");
        stage_quit(stage, "q");
    }
}

/* The terminal reads nothing while the program draws again and again: it is caught in the middle of
 * a sequence or with attributes on. */
static void signals_while_it_draws_leave_a_sane_terminal(void **state)
{
    static const int signals[] = {SIGSEGV, SIGTERM, SIGABRT, SIGINT};
    struct stage *stage = *state;
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        start_reading(stage);
        for (size_t j = 0; j < 100; j++)
            stage_keys(stage, "j ^L k ^L Tab ^L");
        emulator_signal(stage->emulator, signals[i]);
        ends_sane(stage, signals[i]);
    }
}

static void signals_at_a_prompt_end_it(void **state)
{
    static const int signals[] = {SIGTERM, SIGHUP};
    struct stage *stage = *state;
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        start_reading(stage);
        stage_press(stage, "/ x", "Search: x");
        emulator_signal(stage->emulator, signals[i]);
        ends_sane(stage, signals[i]);
    }
}

static void the_interrupt_key_leaves_a_prompt_first(void **state)
{
    struct stage *stage = *state;
    start_reading(stage);
    stage_press(stage, "/ x", "Search: x");
    stage_keys(stage, "^C");
    stage_awaits_gone(stage, "Search:");
    stage_keys(stage, "^C");
    ends_sane(stage, SIGINT);
}

static void a_broken_pipe_is_no_reason_to_end(void **state)
{
    struct stage *stage = *state;
    start_reading(stage);
    emulator_signal(stage->emulator, SIGPIPE);
    stage_press(stage, "h", "Moving");
    stage_quit(stage, "q q");
}

static void a_signal_while_stopped_ends_it_when_it_goes_on(void **state)
{
    static const int stops[] = {SIGSTOP, SIGTSTP};
    struct stage *stage = *state;
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
        start_reading(stage);
        emulator_signal(stage->emulator, stops[i]);
        assert_true(emulator_stops(stage->emulator));
        emulator_take_over(stage->emulator, "\033[31;1mshell\r\n");
        emulator_signal(stage->emulator, SIGTERM);
        emulator_signal(stage->emulator, SIGCONT);
        stage_ends_by(stage, SIGTERM);
        if (stops[i] == SIGSTOP)
            assert_true(emulator_is_restored(stage->emulator));
    }
}

static void the_suspend_key_works_at_a_prompt_and_on_a_page(void **state)
{
    static const struct {
        const char *keys, *shown;
    } cases[] = {{"/ w o r d", "Search: word"}, {"^U Backspace h", "Moving"}};
    struct stage *stage = *state;
    start_reading(stage);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        stage_press(stage, cases[i].keys, cases[i].shown);
        stage_keys(stage, "^Z");
        assert_true(emulator_stops(stage->emulator));
        assert_true(emulator_is_restored(stage->emulator));
        emulator_signal(stage->emulator, SIGCONT);
        stage_awaits(stage, cases[i].shown);
        assert_true(emulator_has_alternate_screen(stage->emulator));
    }
    stage_quit(stage, "q q");
}

static void all_is_taken_again_from_a_shell_that_reset_it(void **state)
{
    struct stage *stage = *state;
    start_reading(stage);
    emulator_signal(stage->emulator, SIGSTOP);
    assert_true(emulator_stops(stage->emulator));
    emulator_take_over(stage->emulator, "\033[?1049l\033[?1000l\033[?25h\033>$ reset\r\n");
    assert_true(emulator_is_restored(stage->emulator));
    emulator_signal(stage->emulator, SIGCONT);
    stage_awaits(stage, "confidence");
    stage_press(stage, "F1", "Moving");
    assert_true(emulator_has_alternate_screen(stage->emulator));
    stage_keys(stage, "q");
    stage_awaits_gone(stage, "Moving");
    stage_quit(stage, "q");
}

static void a_terminal_that_vanishes_ends_it_anywhere(void **state)
{
    static const struct {
        const char *keys, *shown;
    } cases[] = {{"c", "number: 31"}, {"/ x", "Search: x"}, {"h", "Moving"}, {"w", "Write the"}};
    struct stage *stage = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        start_reading(stage);
        stage_press(stage, cases[i].keys, cases[i].shown);
        emulator_hang_up(stage->emulator);
        stage_ends_by(stage, SIGHUP);
    }
}

static void a_storm_of_sizes_keeps_the_focus(void **state)
{
    struct stage *stage = *state;
    start_reading(stage);
    stage_press(stage, "c", "number: 31");
    stage_storm(stage);
    stage_awaits(stage, "number: 31");
    stage_quit(stage, "q");
}

/* One line that holds the words, and no more; the screen was never taken. */
static void assert_refuses(struct stage *stage, const char *const *arguments, const char *words)
{
    start(stage, arguments);
    stage_ends(stage, 2);
    const char *output = text_string(emulator_output(stage->emulator));
    const char *end = strchr(output, '\n');
    if (strncmp(output, "abreast: ", 9) != 0 || !strstr(output, words) || !end || end[1] ||
        strchr(output, '\033'))
        fail_msg("\"%s\" is said, not one line with \"%s\"", output, words);
}

static void bad_input_is_refused_in_one_line(void **state)
{
    struct stage *stage = *state;
    const char *left = stage->left;
    const char *other = stage_path(stage, "other.txt");
    const struct {
        const char *arguments[5], *words;
    } cases[] = {
        {{left, "/nowhere.txt", NULL}, "cannot read /nowhere.txt"},
        {{left, stage->home, NULL}, "is a directory"},
        {{other, left, NULL}, "it holds no text"},
        {{left, "/dev/null", NULL}, "it holds no text"},
        {{left, "/bin/sh", NULL}, "cannot read /bin/sh"},
        {{left, "/proc/self/mem", NULL}, "cannot read /proc/self/mem"},
        {{"-", "-", NULL}, "standard input (-)"},
        {{"--wide", left, left, NULL}, "unknown option --wide"},
        {{"--export=rtf", left, left, NULL}, "unknown format rtf"},
        {{"--type=pdf", left, left, NULL}, "unknown type pdf"},
        {{left, NULL}, "2 files are needed"},
        {{left, left, left, NULL}, "3 files are too many"},
        {{left, "a\033]0;owned\007\033[31m\302\233m.txt", NULL}, "cannot read a"},
    };
    stage_store(other, "\n\n");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_refuses(stage, cases[i].arguments, cases[i].words);
}

static void read_strange(struct stage *stage, const struct text *bytes, const char *keys)
{
    const char *other = stage_path(stage, "other.txt");
    stage_store(other, text_string(bytes));
    start(stage, (const char *const[]){other, stage->right, NULL});
    stage_awaits(stage, "right.txt");
    stage_awaits_comparison(stage);
    stage_keys(stage, keys);
    stage_press(stage, "h", "Moving");
    stage_quit(stage, "q q");
}

static void strange_texts_are_read(void **state)
{
    static const struct {
        const char *begin, *piece;
        size_t count;
        const char *end;
    } cases[] = {
        {"", "The brigade counted trees. ", 40000, "\n"}, /* a line of a megabyte */
        {"", "abcdefghij", 1000000, "\n"},                /* a word of ten */
        {"A storm.", "\n", 1000000, "Another.\n"},
        {"", "- \n", 1000, ""},
        {"", "... --- !!! ", 10, "\n"},
        {"e", "\xCC\x81", 100000, " a flood of marks.\n"},
        {"", "\xF0\x9F\x87\xAB", 999, "\n"},
        {"Storm", "", 0, ""},
    };
    struct stage *stage = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text bytes = {0};
        text_add(&bytes, cases[i].begin);
        for (size_t j = 0; j < cases[i].count; j++)
            text_add(&bytes, cases[i].piece);
        text_add(&bytes, cases[i].end);
        read_strange(stage, &bytes, "j Space G k ] c e o Enter m m m Tab G g s s / . Enter n p q");
        text_free(&bytes);
    }
}

static void equal_texts_are_read(void **state)
{
    struct text bytes = {0};
    text_add(&bytes, right_text);
    read_strange(*state, &bytes, "] c o Enter G");
    text_free(&bytes);
}

/* Every C0 and C1 control, as bytes and as UTF-8, the sequences that steer terminals, controls of
 * the direction, tags, broken and overlong UTF-8, marks without end. */
static void make_hostile(struct text *out)
{
    static const char *const sequences[] = {
        "\033[31m",
        "\033[2J",
        "\033]8;;http://a.example\033\\",
        "\033]52;c;ZXZpbA==\007",
        "\033P1;2q\033\\",
        "\033_G\033\\",
        "\033^x\033\\",
        "\033c",
        "\033(0",
        "\033#8",
        "\033[?1049l",
        "\xC2\x9B"
        "31m",
        "\xC2\x9D"
        "0;owned\xC2\x9C",
        "\x9B"
        "31m",
        "\x9D"
        "0;x\x9C",
        "\u202E",
        "\u2066",
        "\u2069",
        "\u200F",
        "\u061C",
        "\U000E0041\U000E007F",
        "\uFFF9",
        "\uFEFF",
        "\u2028",
        "\u2029",
        "\u00AD",
        "\u180E",
        "\u3164",
        "\xC0\x80",
        "\xC1\x9B",
        "\xE0\x82\x9B",
        "\xF0\x80\x80\x9B",
        "\xED\xA0\x80",
        "\xF4\x90\x80\x80",
        "\xF8\x88\x80\x80\x80",
        "\xFF\xFE",
        "\xE2\x82",
        "\xF0\x9F\x98",
    };
    text_add(out, "Storm \033]0;owned\007 over \xC2\x9B"
                  "31m Veddel\n\n");
    text_add(out, "The fire brigade counted 31");
    for (int byte = 0x20; byte < 0x100;
         byte++) /* parted, so that the file is not taken for binary */
        text_format(out, " w%c%c", byte < 0x80 ? byte : 'x', byte);
    text_add(out, " fallen trees.\n\n");
    for (int byte = 1; byte < 0x20; byte++)
        text_format(out, "The roof%cof hall %d fell on Monday. ", byte, byte);
    for (int sign = 0x80; sign < 0xA0; sign++)
        text_format(out, "Wall\xC2%cnumber %d stands. ", sign, sign);
    text_add(out, "\n\n");
    for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++)
        text_format(out, "Tree %zu fell%s on Saturday in Veddel.\n\n", i, sequences[i]);
    text_add(out, "- Item \033[1mone\033[0m\n- ");
    for (int i = 0; i < 500; i++)
        text_add(out, "o\u0300\u0301\u20DD");
    text_add(out, "\n\nThe stalls move to the square until the autumn.\n");
}

static bool is_steering(ucs4_t sign)
{
    return sign < 0x20 || (sign >= 0x7F && sign < 0xA0) || sign == 0x061C || sign == 0x200E ||
           sign == 0x200F || (sign >= 0x2028 && sign <= 0x202E) ||
           (sign >= 0x2066 && sign <= 0x2069) || sign == 0xFEFF ||
           (sign >= 0xE0000 && sign < 0xE0080);
}

/* Valid UTF-8 in which nothing steers, line ends and tabs (of tables) apart. */
static void assert_tame(const char *what, const char *bytes, size_t size)
{
    ucs4_t sign;
    for (size_t at = 0; at < size;) {
        int used = u8_mbtoucr(&sign, (const uint8_t *)bytes + at, size - at);
        if (used < 0 || (is_steering(sign) && sign != '\n' && sign != '\t'))
            fail_msg("%s has a byte %#x at %zu", what, (unsigned char)bytes[at], at);
        at += (size_t)used;
    }
}

/* What the program writes without a terminal, both streams. */
static void run_batch(struct stage *stage, const char *arguments, bool both, struct text *out)
{
    struct text command = {0};
    char buffer[4096];
    size_t size;
    text_format(&command, "'%s' --no-config --no-notes %s '%s' ", program(), arguments,
                stage_path(stage, "other.txt"));
    if (both)
        text_format(&command, "'%s' ", stage->right);
    text_add(&command, "2>&1");
    FILE *pipe = popen(command.bytes, "r");
    assert_non_null(pipe);
    while ((size = fread(buffer, 1, sizeof buffer, pipe)) > 0)
        text_append(out, buffer, size);
    assert_true(WEXITSTATUS(pclose(pipe)) <= 1);
    text_free(&command);
}

static void nothing_hostile_reaches_an_export_or_a_dump(void **state)
{
    static const struct {
        const char *arguments;
        bool both;
    } ways[] = {
        {"--export=json", true},
        {"--export=markdown", true},
        {"--dump=text", false},
        {"--dump=sentences", false},
        {"--dump=statements", false},
        {"--dump=candidates", true},
        {"--type=text --keep-all --export=json", true},
    };
    struct stage *stage = *state;
    struct text hostile = {0};
    make_hostile(&hostile);
    stage_store(stage_path(stage, "other.txt"), hostile.bytes);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        struct text out = {0};
        run_batch(stage, ways[i].arguments, ways[i].both, &out);
        assert_true(out.size > 1000);
        assert_tame(ways[i].arguments, out.bytes, out.size);
        text_free(&out);
    }
    text_free(&hostile);
}

static void check_span(const json_t *side, const json_t *piece)
{
    const char *text = json_string_value(json_object_get(side, "text"));
    const char *expected = json_string_value(json_object_get(piece, "text"));
    size_t start = (size_t)json_integer_value(json_object_get(piece, "start"));
    size_t end = (size_t)json_integer_value(json_object_get(piece, "end"));
    assert_non_null(expected);
    assert_true(start < end && end <= strlen(text));
    assert_int_equal(end - start, strlen(expected));
    assert_memory_equal(text + start, expected, end - start);
}

static void check_evidence(const json_t *report, const json_t *link)
{
    static const char *const names[] = {"left", "right"};
    size_t i;
    json_t *evidence;
    json_array_foreach(json_object_get(link, "evidence"), i, evidence)
    {
        for (size_t side = 0; side < 2; side++) {
            const json_t *span = json_object_get(evidence, names[side]);
            const json_t *piece = json_object_get(link, names[side]);
            json_int_t start = json_integer_value(json_array_get(span, 0));
            json_int_t end = json_integer_value(json_array_get(span, 1));
            assert_true(start >= 0 && start <= end);
            assert_true(end <= (json_int_t)strlen(json_string_value(
                                   json_object_get(json_object_get(report, names[side]), "text"))));
            assert_non_null(piece);
        }
    }
}

static void spans_of_a_hostile_text_are_true(void **state)
{
    struct stage *stage = *state;
    struct text hostile = {0}, out = {0};
    size_t i;
    json_t *piece;
    make_hostile(&hostile);
    stage_store(stage_path(stage, "other.txt"), hostile.bytes);
    run_batch(stage, "--export=json --min-confidence=0", true, &out);
    const char *begin = strchr(text_string(&out), '{');
    assert_non_null(begin);
    json_error_t error;
    json_t *report = json_loads(begin, 0, &error);
    assert_non_null(report);
    const json_t *left = json_object_get(report, "left"), *right = json_object_get(report, "right");
    assert_true(json_array_size(json_object_get(report, "links")) > 0);
    json_array_foreach(json_object_get(report, "links"), i, piece)
    {
        check_span(left, json_object_get(piece, "left"));
        check_span(right, json_object_get(piece, "right"));
        check_evidence(report, piece);
    }
    json_array_foreach(json_object_get(report, "only_left"), i, piece) check_span(left, piece);
    json_array_foreach(json_object_get(report, "only_right"), i, piece) check_span(right, piece);
    json_decref(report);
    text_free(&hostile);
    text_free(&out);
}

/* Curses and the leaf write CSI sequences, and few others; no article does. */
static void assert_output_is_ours(const char *output)
{
    struct text text = {0};
    for (const char *at = output; *at; at++) {
        if (*at == '\033' && !memchr("[(=>78M", at[1], 7))
            fail_msg("an escape sequence begins with %#x", (unsigned char)at[1]);
        if (!strchr("\033\r\b\017", *at))
            text_add_byte(&text, *at);
    }
    assert_tame("what is written to the terminal", text.bytes, text.size);
    text_free(&text);
}

/* What parts the articles is in its column. The leaf draws it, after curses has drawn a row. */
static bool has_right_columns(const struct emulator *emulator, void *context)
{
    size_t rows, columns;
    (void)context;
    emulator_size(emulator, &rows, &columns);
    for (size_t row = 1; row + 5 < rows; row++)
        if (strcmp(emulator_cell(emulator, row, (columns - 1) / 2).text, "\u2502") != 0)
            return false;
    return true;
}

static void nothing_hostile_reaches_the_terminal(void **state)
{
    struct stage *stage = *state;
    struct text hostile = {0};
    const char *other = stage_path(stage, "other.txt");
    make_hostile(&hostile);
    stage_store(other, hostile.bytes);
    start(stage, (const char *const[]){other, stage->right, "-o",
                                       "\033]0;owned\007\xC2\x9B"
                                       "31m\xE2\x80\xAEr.md",
                                       NULL});
    stage_awaits(stage, "right.txt");
    stage_awaits_comparison(stage);
    text_clear(emulator_output(stage->emulator));
    for (int i = 0; i < 12; i++) {
        stage_press(stage, "Space /", "Search:");
        stage_awaits_that(stage, has_right_columns, "the columns are not right");
        stage_keys(stage, "^U Backspace");
        stage_awaits_gone(stage, "Search:");
    }
    stage_press(stage, "w", "Write the report to:");
    stage_keys(stage, "Esc");
    stage_awaits_gone(stage, "Write the report to:");
    stage_press(stage, "p", "Left out");
    stage_press(stage, "q /", "Search:");
    emulator_type(stage->emulator, "\xC2\x9B"
                                   "31m\u202Ex\u0301\u0301\u0301\u0301\xE2\x80\xAE");
    stage_press(stage, "Enter", "Not found");
    stage_quit(stage, "q");
    assert_output_is_ours(text_string(emulator_output(stage->emulator)));
    text_free(&hostile);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, stage_tear_down)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TEST(signals_that_end_it_leave_a_sane_terminal),
        TEST(a_signal_ignored_from_the_start_stays_so),
        TEST(signals_while_it_draws_leave_a_sane_terminal),
        TEST(signals_at_a_prompt_end_it),
        TEST(the_interrupt_key_leaves_a_prompt_first),
        TEST(a_broken_pipe_is_no_reason_to_end),
        TEST(a_signal_while_stopped_ends_it_when_it_goes_on),
        TEST(the_suspend_key_works_at_a_prompt_and_on_a_page),
        TEST(all_is_taken_again_from_a_shell_that_reset_it),
        TEST(a_terminal_that_vanishes_ends_it_anywhere),
        TEST(a_storm_of_sizes_keeps_the_focus),
        TEST(bad_input_is_refused_in_one_line),
        TEST(strange_texts_are_read),
        TEST(equal_texts_are_read),
        TEST(nothing_hostile_reaches_an_export_or_a_dump),
        TEST(spans_of_a_hostile_text_are_true),
        TEST(nothing_hostile_reaches_the_terminal),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("holds", tests, NULL, NULL);
}
