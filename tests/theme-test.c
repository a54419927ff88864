/* Whether the themes can be read, and told apart by any kind of colour vision: measured.
 *
 * Contrast is that of WCAG 2.2, (L1 + 0.05) / (L2 + 0.05) of the relative luminances. Text has at
 * least 4.5 to 1 on each ground that its theme is for, 7 to 1 in the contrast theme. The colour of
 * text and ground that a role leaves to the terminal are taken as black and white.
 *
 * Distances are CIEDE2000 (Sharma, Wu, Dalal 2005) between the colours as people with normal sight,
 * protanopia, deuteranopia and tritanopia see them: the matrices for severity 1 of Machado,
 * Oliveira, Fernandes, "A physiologically-based model for simulation of color vision deficiency",
 * 2009, on linear RGB. Below 2 a difference is hardly seen; 10 is one that is seen at a glance and
 * is the bar between what both articles tell and what they differ in. Soft and hard conflicts
 * differ by so much or by bold letters. Signs tell all of it once more.
 *
 * The first sixteen colours are xterm's; other terminals have others. */
#include "reader/colour.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define DEGREE (3.14159265358979323846 / 180)

static const double CONTRAST_MIN = 4.5, CONTRAST_HIGH = 7, DISTANCE_MIN = 10;

struct vector {
    double x, y, z; /* RGB, XYZ or Lab */
};

struct ground {
    const char *name;
    struct rgb rgb, text; /* the terminal's own colours */
};

static const struct ground black = {"black", {0, 0, 0}, {255, 255, 255}};
static const struct ground anthracite = {"anthracite", {30, 30, 30}, {255, 255, 255}};
static const struct ground deep_blue = {"deep blue", {0, 43, 54}, {255, 255, 255}};
static const struct ground white = {"white", {255, 255, 255}, {0, 0, 0}};
static const struct ground cream = {"cream", {253, 246, 227}, {0, 0, 0}};
static const struct ground pale_grey = {"pale grey", {238, 238, 238}, {0, 0, 0}};

enum { GROUNDS_MAX = 6 };
static const struct ground *const grounds[THEME_COUNT][GROUNDS_MAX + 1] = {
    [THEME_DEFAULT] = {&black, &white},
    [THEME_DARK] = {&black, &anthracite, &deep_blue},
    [THEME_LIGHT] = {&white, &cream, &pale_grey},
    [THEME_CONTRAST] = {&black, &white, &anthracite, &deep_blue, &cream, &pale_grey},
    [THEME_MONO] = {&black, &white, &anthracite, &deep_blue, &cream, &pale_grey},
};

static const struct {
    const char *name;
    double rows[3][3];
} visions[] = {
    {"normal", {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
    {"protanopia",
     {{0.152286, 1.052583, -0.204868},
      {0.114503, 0.786281, 0.099216},
      {-0.003882, -0.048116, 1.051998}}},
    {"deuteranopia",
     {{0.367322, 0.860646, -0.227968},
      {0.280085, 0.672501, 0.047413},
      {-0.011820, 0.042940, 0.968881}}},
    {"tritanopia",
     {{1.255528, -0.076749, -0.178779},
      {-0.078411, 0.930809, 0.147602},
      {0.004733, 0.691367, 0.303900}}},
};

static double linear(unsigned char byte)
{
    double part = byte / 255.0;
    return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4);
}

static struct vector linear_rgb(struct rgb rgb)
{
    return (struct vector){linear(rgb.red), linear(rgb.green), linear(rgb.blue)};
}

static double luminance(struct rgb rgb)
{
    struct vector part = linear_rgb(rgb);
    return 0.2126 * part.x + 0.7152 * part.y + 0.0722 * part.z;
}

static double contrast(struct rgb one, struct rgb other)
{
    double a = luminance(one), b = luminance(other);
    return (fmax(a, b) + 0.05) / (fmin(a, b) + 0.05);
}

static struct vector multiply(const double rows[3][3], struct vector by)
{
    return (struct vector){rows[0][0] * by.x + rows[0][1] * by.y + rows[0][2] * by.z,
                           rows[1][0] * by.x + rows[1][1] * by.y + rows[1][2] * by.z,
                           rows[2][0] * by.x + rows[2][1] * by.y + rows[2][2] * by.z};
}

static double clamp(double part)
{
    return fmin(fmax(part, 0), 1);
}

static double lab_part(double part)
{
    return part > 216.0 / 24389 ? cbrt(part) : (24389.0 / 27 * part + 16) / 116;
}

/* CIE Lab under D65 of a colour as that vision sees it. */
static struct vector lab(struct rgb rgb, size_t vision)
{
    static const double to_xyz[3][3] = {{0.4124564, 0.3575761, 0.1804375},
                                        {0.2126729, 0.7151522, 0.0721750},
                                        {0.0193339, 0.1191920, 0.9503041}};
    struct vector seen = multiply(visions[vision].rows, linear_rgb(rgb));
    struct vector xyz =
        multiply(to_xyz, (struct vector){clamp(seen.x), clamp(seen.y), clamp(seen.z)});
    double x = lab_part(xyz.x / 0.95047), y = lab_part(xyz.y), z = lab_part(xyz.z / 1.08883);
    return (struct vector){116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

static double hue(double a, double b)
{
    double angle = a == 0 && b == 0 ? 0 : atan2(b, a) / DEGREE;
    return angle < 0 ? angle + 360 : angle;
}

static double mean_hue(double one, double other, bool grey)
{
    if (grey)
        return one + other;
    if (fabs(one - other) <= 180)
        return (one + other) / 2;
    return one + other < 360 ? (one + other + 360) / 2 : (one + other - 360) / 2;
}

static double high_chroma(double chroma)
{
    return sqrt(pow(chroma, 7) / (pow(chroma, 7) + pow(25, 7)));
}

static double ciede2000(struct vector one, struct vector other)
{
    double stretch = 1.5 - 0.5 * high_chroma((hypot(one.y, one.z) + hypot(other.y, other.z)) / 2);
    double a1 = one.y * stretch, a2 = other.y * stretch;
    double c1 = hypot(a1, one.z), c2 = hypot(a2, other.z), c = (c1 + c2) / 2;
    double h1 = hue(a1, one.z), h2 = hue(a2, other.z), turn = h2 - h1;
    bool grey = c1 * c2 == 0;
    if (fabs(turn) > 180)
        turn += turn > 0 ? -360 : 360;
    double l = (one.x + other.x) / 2 - 50, h = mean_hue(h1, h2, grey);
    double t = 1 - 0.17 * cos((h - 30) * DEGREE) + 0.24 * cos(2 * h * DEGREE) +
               0.32 * cos((3 * h + 6) * DEGREE) - 0.20 * cos((4 * h - 63) * DEGREE);
    double dl = (other.x - one.x) / (1 + 0.015 * l * l / sqrt(20 + l * l));
    double dc = (c2 - c1) / (1 + 0.045 * c);
    double dh = (grey ? 0 : 2 * sqrt(c1 * c2) * sin(turn / 2 * DEGREE)) / (1 + 0.015 * c * t);
    double bend = 30 * exp(-pow((h - 275) / 25, 2));
    double rotation = -sin(2 * bend * DEGREE) * 2 * high_chroma(c);
    return sqrt(dl * dl + dc * dc + dh * dh + rotation * dc * dh);
}

/* The two colours of a style on a ground. */
struct look {
    struct rgb text, ground;
};

static struct look look_of(struct style style, const struct ground *ground)
{
    struct look look = {style.colour < 0 ? ground->text : colour_rgb(style.colour),
                        style.ground < 0 ? ground->rgb : colour_rgb(style.ground)};
    return style.attributes & STYLE_REVERSE ? (struct look){look.ground, look.text} : look;
}

/* The farthest that two looks are apart, by their texts or by their grounds, where they are
 * nearest, over all kinds of vision. */
static double distance(struct look one, struct look other)
{
    double least = 1000;
    for (size_t i = 0; i < COUNT(visions); i++) {
        double texts = ciede2000(lab(one.text, i), lab(other.text, i));
        double behind = ciede2000(lab(one.ground, i), lab(other.ground, i));
        least = fmin(least, fmax(texts, behind));
    }
    return least;
}

static void distances_are_those_of_the_paper(void **state)
{
    static const struct {
        struct vector one, other;
        double distance;
    } pairs[] = {
        {{50, 2.6772, -79.7751}, {50, 0, -82.7485}, 2.0425},
        {{50, 0, 0}, {50, -1, 2}, 2.3669},
        {{50, 2.5, 0}, {50, 0, -2.5}, 4.3065},
        {{50, 2.5, 0}, {73, 25, -18}, 27.1492},
        {{50, 2.5, 0}, {58, 24, 15}, 19.4535},
        {{60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644},
        {{90.8027, -2.0831, 1.4410}, {91.1528, -1.6435, 0.0447}, 1.4441},
        {{2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}, 0.9082},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(pairs); i++)
        assert_true(fabs(ciede2000(pairs[i].one, pairs[i].other) - pairs[i].distance) < 0.00005);
}

static void contrasts_are_those_of_wcag(void **state)
{
    (void)state;
    assert_true(fabs(contrast(black.rgb, white.rgb) - 21) < 1e-9);
    assert_true(fabs(contrast((struct rgb){118, 118, 118}, white.rgb) - 4.54) < 0.005);
    assert_true(fabs(contrast((struct rgb){0, 0, 255}, white.rgb) - 8.59) < 0.005);
}

static const char *depth_name(enum depth depth)
{
    static const char *const names[DEPTH_COUNT] = {"none", "8", "16", "256"};
    return names[depth];
}

/* The least contrast of all sets of roles that a cell may have. */
static double least_contrast(const struct theme *theme, enum depth depth,
                             const struct ground *ground)
{
    double least = 1000;
    for (role_set roles = 0; roles < (role_set)1 << ROLE_COUNT; roles++) {
        struct look look = look_of(theme_style(theme, depth, roles), ground);
        least = fmin(least, contrast(look.text, look.ground));
    }
    return least;
}

static void all_text_has_contrast(void **state)
{
    (void)state;
    for (enum theme_name name = 0; name < THEME_COUNT; name++)
        for (enum depth depth = 0; depth < DEPTH_COUNT; depth++)
            for (size_t i = 0; grounds[name][i]; i++) {
                const struct theme theme = {.name = name};
                double found = least_contrast(&theme, depth, grounds[name][i]);
                printf("# contrast %-8s colours %-4s on %-10s at least %5.2f\n", theme_name(name),
                       depth_name(depth), grounds[name][i]->name, found);
                assert_true(found >= (name == THEME_CONTRAST ? CONTRAST_HIGH : CONTRAST_MIN));
            }
}

static bool differ_in_attributes(struct style one, struct style other)
{
    unsigned strong = STYLE_BOLD | STYLE_REVERSE;
    return (one.attributes & strong) != (other.attributes & strong);
}

static void check_apart(const struct theme *theme, enum depth depth, const struct ground *ground)
{
    struct style match = theme_style(theme, depth, ROLE(MATCH));
    struct style soft = theme_style(theme, depth, ROLE(SOFT));
    struct style hard = theme_style(theme, depth, ROLE(HARD));
    struct look looks[] = {look_of(match, ground), look_of(soft, ground), look_of(hard, ground)};
    double to_soft = distance(looks[0], looks[1]), to_hard = distance(looks[0], looks[2]);
    double soft_hard = distance(looks[1], looks[2]);
    bool bold = differ_in_attributes(soft, hard);
    printf("# distance %-8s colours %-4s on %-10s match-soft %5.1f match-hard %5.1f "
           "soft-hard %5.1f%s\n",
           theme_name(theme->name), depth_name(depth), ground->name, to_soft, to_hard, soft_hard,
           bold ? " and bold" : "");
    assert_true(to_soft >= DISTANCE_MIN && to_hard >= DISTANCE_MIN);
    assert_true(soft_hard >= DISTANCE_MIN || bold);
}

static void what_agrees_and_what_differs_is_told_apart(void **state)
{
    (void)state;
    for (enum theme_name name = 0; name < THEME_MONO; name++)
        for (enum depth depth = DEPTH_8; depth < DEPTH_COUNT; depth++)
            for (size_t i = 0; grounds[name][i]; i++) {
                const struct theme theme = {.name = name};
                check_apart(&theme, depth, grounds[name][i]);
            }
}

static void own_styles_replace_those_of_the_theme(void **state)
{
    struct theme theme = {.name = THEME_DARK};
    (void)state;
    theme.is_own[ROLE_MATCH] = theme.is_own[ROLE_HIT] = true;
    theme.own[ROLE_MATCH] = (struct style){STYLE_BOLD, 202, COLOUR_OWN};
    theme.own[ROLE_HIT] = (struct style){0, 3, 4};
    struct style style = theme_style(&theme, DEPTH_256, ROLE(MATCH));
    assert_true(style.attributes == STYLE_BOLD && style.colour == 202 && style.ground < 0);
    assert_int_equal(theme_style(&theme, DEPTH_16, ROLE(MATCH)).colour, 9);
    assert_int_equal(theme_style(&theme, DEPTH_8, ROLE(MATCH)).colour, 1);
    style = theme_style(&theme, DEPTH_NONE, ROLE(MATCH));
    assert_true(style.attributes == STYLE_BOLD && style.colour < 0);
    style = theme_style(&theme, DEPTH_NONE, ROLE(HIT)); /* colours alone leave the attributes */
    assert_true(style.attributes && style.colour < 0 && style.ground < 0);
    theme.name = THEME_MONO;
    assert_true(theme_style(&theme, DEPTH_256, ROLE(MATCH)).colour < 0);
}

static void colours_are_read_as_they_are_written(void **state)
{
    short colour;
    (void)state;
    for (short i = COLOUR_OWN; i < COLOUR_COUNT; i++) {
        struct text text = {0};
        style_describe((struct style){0, i, COLOUR_OWN}, &text);
        size_t size = text.size - sizeof " on default" + 1;
        assert_true(colour_parse(text.bytes, size, &colour));
        assert_int_equal(colour, i);
        assert_int_equal(colour_reduce(i, DEPTH_256), i);
        assert_true(colour_reduce(i, DEPTH_16) < 16 && colour_reduce(i, DEPTH_8) < 8);
        text_free(&text);
    }
    static const char *const wrong[] = {"", "256", "0255", "-1", "1x", "Red", "re", "\xFF", " 1"};
    for (size_t i = 0; i < COUNT(wrong); i++) {
        size_t size = 0;
        while (wrong[i][size])
            size++;
        assert_false(colour_parse(wrong[i], size, &colour));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distances_are_those_of_the_paper),
        cmocka_unit_test(contrasts_are_those_of_wcag),
        cmocka_unit_test(all_text_has_contrast),
        cmocka_unit_test(what_agrees_and_what_differs_is_told_apart),
        cmocka_unit_test(own_styles_replace_those_of_the_theme),
        cmocka_unit_test(colours_are_read_as_they_are_written),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("theme", tests, NULL, NULL);
}
