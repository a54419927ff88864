/* Whatever is in an article, a file's name, an option or the configuration: what comes out of the
 * real program steers no terminal. Every way out without a screen is tried; tests/holds-test.c has
 * the screen. */
#include "base/file.h"
#include "base/memory.h"
#include "report/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unictype.h>
#include <unistd.h>
#include <unistr.h>

#include <cmocka.h>

enum { ARGUMENTS_MAX = 12, MARKS_MAX = 8 };

static const char *const sequences[] = {
    "\033[31m",
    "\033[2J\033[H",
    "\033]0;owned\007",
    "\033]8;;http://a.example\033\\x\033]8;;\033\\",
    "\033]52;c;ZXZpbA==\007",
    "\033]1337;File=inline=1:AAAA\007",
    "\033P1;2q#0;2;0;0;0\033\\",
    "\033P+q544e\033\\",
    "\033_Gf=24;AAAA\033\\",
    "\033^secret\033\\",
    "\033Xstring\033\\",
    "\033c",
    "\033(0",
    "\033#8",
    "\033[6n",
    "\033[21t",
    "\033[?1049l",
    "\x1b[>4;2m",
    "\xC2\x9B"
    "31m",
    "\xC2\x9D"
    "0;owned\xC2\x9C",
    "\xC2\x90q\xC2\x9C",
    "\x9B"
    "31m",
    "\x9D"
    "0;x\x9C",
    "\x90q\x9C",
    "\u202Aleft\u202C",
    "\u202Eright\u202C",
    "\u2066isolate\u2069",
    "\u200E\u200F\u061C",
    "\u206A\u206F",
    "\U000E0001\U000E0065\U000E006E\U000E007F",
    "\uFFF9x\uFFFAy\uFFFB",
    "\u2028\u2029",
    "\u200B\u2060\uFEFF\u00AD",
    "\uE000\U000F0000\U0010FFFF",
    "\uFFFE\uFFFF",
    "\xC0\x9B[31m",
    "\xC0\x80\xC1\xBF",
    "\xE0\x80\x9B\xE0\x82\x9B",
    "\xF0\x80\x80\x9B",
    "\xF8\x80\x80\x80\x9B\xFC\x80\x80\x80\x80\x9B",
    "\xED\xA0\x80\xED\xB0\x80",
    "\xF4\x90\x80\x80\xF5\x80\x80\x80",
    "\xE2\x82\xF0\x9F\x98\xC3",
    "\xFE\xFF\xFF\xFE",
    "&#27;[31m&#x9b;31m&#x202e;&#155;&#0;&#xE0041;",
};
enum { SEQUENCE_COUNT = sizeof sequences / sizeof *sequences };

struct place {
    char folder[64];
    struct text left, right, configuration;
};

static void store(const char *path, const char *bytes, size_t size)
{
    struct failure failure;
    if (!file_write(path, bytes, size, true, &failure))
        fail_msg("%s", failure.message);
}

static int set_up(void **state)
{
    struct place *place = memory_new(1, sizeof *place);
    struct text folder = {0};
    strcpy(place->folder, "/tmp/abreast-safety-XXXXXX");
    if (!mkdtemp(place->folder))
        return -1;
    text_format(&place->left, "%s/left \033]0;owned\007 \xC2\x9B%s \xFF.txt", place->folder,
                "31m \u202E");
    text_format(&place->right, "%s/right.txt", place->folder);
    text_format(&folder, "%s/abreast", place->folder);
    text_format(&place->configuration, "%s/config", folder.bytes);
    mkdir(folder.bytes, 0700);
    text_free(&folder);
    *state = place;
    return 0;
}

static int tear_down(void **state)
{
    struct place *place = *state;
    unlink(place->left.bytes);
    unlink(place->right.bytes);
    unlink(place->configuration.bytes);
    *strrchr(place->configuration.bytes, '/') = '\0';
    rmdir(place->configuration.bytes);
    rmdir(place->folder);
    text_free(&place->left);
    text_free(&place->right);
    text_free(&place->configuration);
    free(place);
    return 0;
}

/* Everything that could steer, in a title, in words, between and inside of them. It is still a
 * text by its kind. */
static void add_hostile(struct text *out)
{
    text_add(out, "Storm \033]2;owned\007 over \xC2\x9D"
                  "0;owned\xC2\x9C Veddel\n\nThe storm tore down 31 trees in the park.\n\n");
    for (int byte = 1; byte < 0x100; byte++)
        text_format(out, "Tree %d fell %cin%c the park. ", byte, byte, byte);
    text_add(out, "\n\n");
    for (int byte = 0x80; byte < 0xC0; byte++)
        text_format(out, "Wall %d \xC2%cstands\xC2%c. ", byte, byte, byte);
    text_add(out, "\n\n");
    for (size_t i = 0; i < SEQUENCE_COUNT; i++)
        text_format(out, "Roof %zu fell%s on %s Saturday%s.\n\n", i, sequences[i], sequences[i],
                    sequences[i]);
    for (unsigned tag = 0; tag < 0x80; tag++)
        text_format(out, "%c%c%c%c", 0xF3, 0xA0, 0x80 + (int)(tag >> 6), 0x80 + (int)(tag & 63));
    text_add(out, "Tags stand here.\n\n- e");
    for (int i = 0; i < 3000; i++)
        text_add(out, i % 3 ? "\u0300" : "\u20DD");
    text_add(out, " marks.\n\nThe stalls move to the square until the autumn.\n");
}

static bool is_steering(ucs4_t sign)
{
    static const struct {
        ucs4_t first, last;
    } ranges[] = {{0x00, 0x08},       {0x0B, 0x1F},     {0x7F, 0x9F},       {0xAD, 0xAD},
                  {0x61C, 0x61C},     {0x200B, 0x200B}, {0x200E, 0x200F},   {0x2028, 0x202E},
                  {0x2060, 0x206F},   {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB},   {0xFFFE, 0xFFFF},
                  {0xE0000, 0xE00FF}, {0xE000, 0xF8FF}, {0xF0000, 0x10FFFF}};
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (sign >= ranges[i].first && sign <= ranges[i].last)
            return true;
    return false;
}

static void assert_tame(const char *what, const struct text *text)
{
    size_t marks = 0;
    ucs4_t sign;
    for (size_t at = 0; at < text->size;) {
        const uint8_t *bytes = (const uint8_t *)text->bytes + at;
        int used = u8_mbtoucr(&sign, bytes, text->size - at);
        bool ends_line = used > 0 && sign == '\r' && at + 1 < text->size && bytes[1] == '\n';
        if (used < 0 || (is_steering(sign) && !ends_line))
            fail_msg("%s: byte %#x at %zu", what, *bytes, at);
        marks = uc_is_general_category(sign, UC_CATEGORY_M) ? marks + 1 : 0;
        if (marks > MARKS_MAX)
            fail_msg("%s: too many marks at %zu", what, at);
        at += (size_t)used;
    }
}

/* Runs the program; appends all that it writes, to both streams. Returns its exit status. */
static int run(const struct place *place, const char *const *arguments, struct text *out)
{
    const char *program = getenv("ABREAST");
    const char *words[ARGUMENTS_MAX] = {program ? program : "./abreast"};
    char buffer[4096];
    int ends[2], status;
    for (size_t i = 0; arguments[i]; i++)
        words[i + 1] = arguments[i];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        dup2(ends[1], STDERR_FILENO);
        close(ends[0]);
        close(ends[1]);
        setenv("XDG_CONFIG_HOME", place->folder, 1);
        execv(words[0], (char *const *)(uintptr_t)words);
        _exit(127);
    }
    close(ends[1]);
    for (ssize_t size; (size = read(ends[0], buffer, sizeof buffer)) > 0;)
        text_append(out, buffer, (size_t)size);
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void store_hostile(const struct place *place)
{
    struct text hostile = {0};
    add_hostile(&hostile);
    store(place->left.bytes, hostile.bytes, hostile.size);
    text_add(&hostile, "It rained.\n");
    store(place->right.bytes, hostile.bytes, hostile.size);
    text_free(&hostile);
}

/* Each word of a list "a, b, c". */
static char *next_name(char **list)
{
    char *name = strsep(list, ",");
    return name ? name + strspn(name, " ") : NULL;
}

static void every_format_is_tame(void **state)
{
    static const char *const types[] = {"--type=text", "--type=markdown", "--type=html",
                                        "--type=auto"};
    struct place *place = *state;
    struct text names = {0};
    store_hostile(place);
    report_format_names(&names);
    char *list = names.bytes;
    for (char *name; (name = next_name(&list));)
        for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
            struct text option = {0}, out = {0};
            text_format(&option, "--export=%s", name);
            const char *const arguments[] = {
                option.bytes,      "--keep-all",       types[i], "--min-confidence=0",
                place->left.bytes, place->right.bytes, NULL};
            assert_true(run(place, arguments, &out) <= 1);
            assert_true(out.size > 1000);
            assert_tame(option.bytes, &out);
            text_free(&option);
            text_free(&out);
        }
    text_free(&names);
}

static void every_stage_is_tame(void **state)
{
    static const char *const stages[] = {"--dump=text", "--dump=sentences", "--dump=statements",
                                         "--dump=candidates"};
    struct place *place = *state;
    store_hostile(place);
    for (size_t i = 0; i < sizeof stages / sizeof *stages; i++) {
        struct text out = {0};
        bool both = strcmp(stages[i], "--dump=candidates") == 0;
        const char *const arguments[] = {stages[i], place->left.bytes,
                                         both ? place->right.bytes : NULL, NULL};
        assert_int_equal(run(place, arguments, &out), 0);
        assert_true(out.size > 1000);
        assert_tame(stages[i], &out);
        text_free(&out);
    }
}

/* One line that begins as all of ours do. */
static void assert_one_line(const char *what, const struct text *out)
{
    assert_tame(what, out);
    const char *end = memchr(text_string(out), '\n', out->size);
    if (strncmp(text_string(out), "abreast: ", 9) != 0 || !end || end[1])
        fail_msg("not a line of ours: %s", text_string(out));
}

static void every_message_is_tame(void **state)
{
    static const char *const forms[] = {"%s",   "--export=%s", "--type=%s",  "--dump=%s",
                                        "--%s", "-%s",         "--quiet=%s", "--min-confidence=%s"};
    struct place *place = *state;
    store(place->right.bytes, "A boat came.\n", 13);
    for (size_t i = 0; i < SEQUENCE_COUNT; i++)
        for (size_t j = i % 4; j < sizeof forms / sizeof *forms; j += 4) {
            struct text word = {0}, out = {0};
            const char *place_of_words = strstr(forms[j], "%s");
            text_append(&word, forms[j], (size_t)(place_of_words - forms[j]));
            text_format(&word, "x%sx", sequences[i]);
            const char *const arguments[] = {word.bytes, place->right.bytes, place->right.bytes,
                                             NULL};
            assert_int_equal(run(place, arguments, &out), 2);
            assert_one_line(forms[j], &out);
            text_free(&word);
            text_free(&out);
        }
}

static void files_that_cannot_be_written_are_told_tamely(void **state)
{
    struct place *place = *state;
    store(place->right.bytes, "A boat came.\n", 13);
    for (size_t i = 0; i < SEQUENCE_COUNT; i++) {
        struct text word = {0}, out = {0};
        text_format(&word, "%s/none%s/x", place->folder, sequences[i]);
        const char *const arguments[] = {"--export=json",    "-o", word.bytes, place->right.bytes,
                                         place->right.bytes, NULL};
        assert_int_equal(run(place, arguments, &out), 2);
        assert_tame("-o", &out);
        text_free(&word);
        text_free(&out);
    }
}

static void the_configuration_is_told_tamely(void **state)
{
    struct place *place = *state;
    struct text lines = {0}, out = {0};
    store(place->right.bytes, "A boat came.\n", 13);
    for (size_t i = 0; i < SEQUENCE_COUNT; i++)
        text_format(&lines, "%s\nfilter %s = x\nfilter x = '%s\n", sequences[i], sequences[i],
                    sequences[i]);
    store(place->configuration.bytes, lines.bytes, lines.size);
    const char *const arguments[] = {"--dump=text", place->right.bytes, NULL};
    assert_int_equal(run(place, arguments, &out), 0);
    assert_non_null(strstr(text_string(&out), "config:2:"));
    assert_tame("the configuration", &out);
    text_free(&lines);
    text_free(&out);
}

#define PLACE_TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACE_TEST(every_format_is_tame),
        PLACE_TEST(every_stage_is_tame),
        PLACE_TEST(every_message_is_tame),
        PLACE_TEST(files_that_cannot_be_written_are_told_tamely),
        PLACE_TEST(the_configuration_is_told_tamely),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("safety", tests, NULL, NULL);
}
