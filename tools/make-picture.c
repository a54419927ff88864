/* For maintainers: a picture of the screen as SVG, drawn from the cells of the real program in the
 * emulator of the tests.
 *
 *     tools/make-picture dark|light PROGRAM LEFT RIGHT KEYS SHOWN
 *
 * presses the KEYS (by name, blanks between), waits until SHOWN stands on the screen and prints the
 * picture. The same program gives the same picture to the byte. `make pictures` makes those of the
 * README. */
#include "tests/emulator.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 30, COLUMNS = 104 };                         /* of the window */
enum { CELL_WIDTH = 9, CELL_HEIGHT = 18, BASE_LINE = 14 }; /* in units of the picture */
enum { MARGIN = 12, RADIUS = 8, FONT_SIZE = 15 };

struct colours {
    const char *name;
    unsigned ground, ink; /* 0xRRGGBB */
    unsigned first[16];   /* of the palette; the others are the same in every terminal */
};

static const struct colours themes[] = {
    {"dark",
     0x16191D,
     0xD7DADF,
     {0x2E3436, 0xCC0000, 0x4E9A06, 0xC4A000, 0x3465A4, 0x75507B, 0x06989A, 0xD3D7CF, 0x555753,
      0xEF2929, 0x8AE234, 0xFCE94F, 0x729FCF, 0xAD7FA8, 0x34E2E2, 0xEEEEEC}},
    {"light",
     0xFFFFFF,
     0x1F2328,
     {0x000000, 0xCC0000, 0x4E9A06, 0xC4A000, 0x3465A4, 0x75507B, 0x06989A, 0xD3D7CF, 0x555753,
      0xEF2929, 0x8AE234, 0xFCE94F, 0x729FCF, 0xAD7FA8, 0x34E2E2, 0xEEEEEC}},
};
enum { THEMES = sizeof themes / sizeof *themes };

/* How a run of cells looks. */
struct look {
    unsigned ground, ink;
    bool bold, underline;
};

/* The 256 colours as xterm has them: 16 that a theme sets, a cube of 6, and greys. */
static unsigned colour_of(const struct colours *colours, int index)
{
    static const unsigned steps[] = {0, 95, 135, 175, 215, 255};
    unsigned n = (unsigned)index;
    if (n < 16)
        return colours->first[n];
    if (n >= 232)
        return (8 + (n - 232) * 10) * 0x010101;
    n -= 16;
    return steps[n / 36] << 16 | steps[n / 6 % 6] << 8 | steps[n % 6];
}

static struct look look_of(const struct colours *colours, struct emulator_cell cell)
{
    unsigned ground = cell.ground < 0 ? colours->ground : colour_of(colours, cell.ground);
    unsigned ink = cell.colour < 0 ? colours->ink : colour_of(colours, cell.colour);
    struct look look = {cell.reverse ? ink : ground, cell.reverse ? ground : ink, cell.bold,
                        cell.underline};
    return look;
}

static bool looks_equal(struct look one, struct look other)
{
    return one.ground == other.ground && one.ink == other.ink && one.bold == other.bold &&
           one.underline == other.underline;
}

/* Blanks become no-break ones, for viewers fold the others. */
static void add_escaped(struct text *out, const char *text)
{
    for (; *text; text++)
        if (*text == ' ')
            text_add(out, "\xC2\xA0");
        else if (*text == '<')
            text_add(out, "&lt;");
        else if (*text == '&')
            text_add(out, "&amp;");
        else
            text_append(out, text, 1);
}

/* Cells that look the same, from `column` on in a row. The length is said, so that the columns stay
 * right in any font. */
static void add_run(struct text *out, size_t row, size_t column, size_t width, struct look look,
                    const char *words, const struct colours *colours)
{
    size_t x = MARGIN + column * CELL_WIDTH, y = MARGIN + row * CELL_HEIGHT;
    if (look.ground != colours->ground)
        text_format(out, "<rect x=\"%zu\" y=\"%zu\" width=\"%zu\" height=\"%d\" fill=\"#%06x\"/>\n",
                    x, y, width * CELL_WIDTH, CELL_HEIGHT, look.ground);
    if (!look.underline && strspn(words, " ") == strlen(words))
        return;
    text_format(out, "<text x=\"%zu\" y=\"%zu\" textLength=\"%zu\"", x, y + BASE_LINE,
                width * CELL_WIDTH);
    if (look.ink != colours->ink)
        text_format(out, " fill=\"#%06x\"", look.ink);
    text_format(out, "%s%s>", look.bold ? " font-weight=\"bold\"" : "",
                look.underline ? " text-decoration=\"underline\"" : "");
    add_escaped(out, words);
    text_add(out, "</text>\n");
}

static void add_row(struct text *out, const struct emulator *emulator, size_t row,
                    const struct colours *colours)
{
    struct text words = {0};
    for (size_t column = 0, end; column < COLUMNS; column = end) {
        struct look look = look_of(colours, emulator_cell(emulator, row, column));
        text_clear(&words);
        for (end = column; end < COLUMNS; end++) {
            struct emulator_cell cell = emulator_cell(emulator, row, end);
            if (!looks_equal(look, look_of(colours, cell)))
                break;
            text_add(&words, cell.text);
        }
        add_run(out, row, column, end - column, look, text_string(&words), colours);
    }
    text_free(&words);
}

static void add_picture(struct text *out, const struct emulator *emulator,
                        const struct colours *colours)
{
    int width = COLUMNS * CELL_WIDTH + 2 * MARGIN, height = ROWS * CELL_HEIGHT + 2 * MARGIN;
    text_format(out,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
                "viewBox=\"0 0 %d %d\">\n<title>abreast, two articles side by side</title>\n",
                width, height, width, height);
    text_format(out,
                "<rect x=\"0.5\" y=\"0.5\" width=\"%d\" height=\"%d\" rx=\"%d\" fill=\"#%06x\" "
                "stroke=\"#808080\"/>\n",
                width - 1, height - 1, RADIUS, colours->ground);
    text_format(out,
                "<g font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"%d\" "
                "fill=\"#%06x\">\n",
                FONT_SIZE, colours->ink);
    for (size_t row = 0; row < ROWS; row++)
        add_row(out, emulator, row, colours);
    text_add(out, "</g>\n</svg>\n");
}

static const struct colours *find_theme(const char *name)
{
    for (size_t i = 0; i < THEMES; i++)
        if (strcmp(themes[i].name, name) == 0)
            return &themes[i];
    return NULL;
}

static int fail(const char *what)
{
    fprintf(stderr, "make-picture: %s\n", what);
    return 1;
}

int main(int argc, char **argv)
{
    const struct colours *colours = argc == 7 ? find_theme(argv[1]) : NULL;
    if (!colours)
        return fail("usage: make-picture dark|light PROGRAM LEFT RIGHT KEYS SHOWN");

    const char *const arguments[] = {argv[2], "--no-config", "--no-notes", argv[3], argv[4], NULL};
    struct emulator_start start = {.arguments = arguments, .rows = ROWS, .columns = COLUMNS};
    struct emulator *emulator = emulator_open(&start);
    struct text out = {0};
    if (!emulator || !emulator_shows(emulator, "q quit"))
        return fail("the program does not start");
    if (!emulator_keys(emulator, argv[5]))
        return fail("there is a key of no known name");
    if (!emulator_shows(emulator, argv[6]))
        return fail("the screen does not come to show what it should");
    emulator_settle(emulator);
    add_picture(&out, emulator, colours);
    emulator_close(emulator);
    bool done = fwrite(text_string(&out), 1, out.size, stdout) == out.size && fflush(stdout) == 0;
    text_free(&out);
    return done ? 0 : fail("the picture cannot be written");
}
