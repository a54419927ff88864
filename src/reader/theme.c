#include "reader/theme.h"

#include "reader/colour.h"

#include <string.h>

static const struct style unset = {0, -1, -1};

/* What is left where there is no colour. */
static const unsigned attributes[ROLE_COUNT] = {
    [ROLE_TITLE] = STYLE_BOLD,
    [ROLE_HEADING] = STYLE_BOLD,
    [ROLE_MATCH] = STYLE_UNDERLINE,
    [ROLE_SOFT] = STYLE_UNDERLINE,
    [ROLE_HARD] = STYLE_BOLD | STYLE_UNDERLINE,
    [ROLE_COUNTERPART] = STYLE_BOLD,
    [ROLE_FOCUS] = STYLE_REVERSE,
    [ROLE_HIT] = STYLE_REVERSE | STYLE_UNDERLINE,
    [ROLE_CLASH] = STYLE_BOLD | STYLE_REVERSE,
    [ROLE_BAR] = STYLE_UNDERLINE,
    [ROLE_BAR_FOCUS] = STYLE_REVERSE | STYLE_BOLD,
    [ROLE_MESSAGE] = STYLE_BOLD,
};

/* Where a role has a colour: its whole style then. */
struct tint {
    bool is_set;
    struct style style;
};
#define TINT(attributes, colour, ground) {true, {(attributes), (colour), (ground)}}
#define UNDERLINED STYLE_UNDERLINE
#define STRONG (STYLE_BOLD | STYLE_UNDERLINE)
#define TURNED (STYLE_BOLD | STYLE_REVERSE)

/* Of the first 16; what they look like is the terminal's affair, but no xterm has among them a
 * colour that reads on black and on white, so there the default theme brings its ground along. */
enum { BLACK_8, RED_8, GREEN_8, YELLOW_8, BLUE_8, PURPLE_8, CYAN_8, WHITE_8 };
enum { YELLOW_16 = 11, CYAN_16 = 14 };
#define PAIRS_OF_8                                                                                 \
    [ROLE_SOFT] = TINT(0, BLACK_8, CYAN_8), [ROLE_HARD] = TINT(STYLE_BOLD, BLACK_8, YELLOW_8),     \
    [ROLE_CLASH] = TINT(TURNED, BLACK_8, YELLOW_8), [ROLE_HIT] = TINT(STRONG, WHITE_8, BLUE_8)

/* Of 256. A text that has a contrast of 4.5 to 1 on black and on white alike has a luminance of
 * 0.175 to 0.183, and six of the 256 are that; BLUE and ROSE are the two of them that all kinds of
 * colour vision tell apart best. All are measured in tests/theme-test.c. */
enum { BLACK = 16, BLUE = 63, ROSE = 131, GREY = 243, YELLOW = 220 };
enum { SKY = 75, SAND = 180, ORANGE = 208, LIGHT_GREY = 247 };
enum { NAVY = 25, BROWN = 94, WINE = 88, DARK_GREY = 241 };
enum { WHITE = 231, DEEP_BLUE = 18 };

static const struct tint tints[THEME_COUNT][DEPTH_COUNT][ROLE_COUNT] = {
    [THEME_DEFAULT] = {[DEPTH_8] = {PAIRS_OF_8},
                       [DEPTH_16] = {PAIRS_OF_8},
                       [DEPTH_256] = {[ROLE_QUIET] = TINT(0, GREY, -1),
                                      [ROLE_MATCH] = TINT(0, BLUE, -1),
                                      [ROLE_SOFT] = TINT(UNDERLINED, ROSE, -1),
                                      [ROLE_HARD] = TINT(STRONG, ROSE, -1),
                                      [ROLE_CLASH] = TINT(TURNED, ROSE, -1),
                                      [ROLE_HIT] = TINT(STRONG, BLACK, YELLOW)}},
    [THEME_DARK] = {[DEPTH_8] = {[ROLE_MATCH] = TINT(0, CYAN_8, -1),
                                 [ROLE_SOFT] = TINT(UNDERLINED, YELLOW_8, -1),
                                 [ROLE_HARD] = TINT(STRONG, YELLOW_8, -1),
                                 [ROLE_CLASH] = TINT(TURNED, YELLOW_8, -1),
                                 [ROLE_HIT] = TINT(STRONG, BLACK_8, WHITE_8)},
                    [DEPTH_16] = {[ROLE_MATCH] = TINT(0, CYAN_16, -1),
                                  [ROLE_SOFT] = TINT(UNDERLINED, YELLOW_8, -1),
                                  [ROLE_HARD] = TINT(STRONG, YELLOW_16, -1),
                                  [ROLE_CLASH] = TINT(TURNED, YELLOW_16, -1),
                                  [ROLE_HIT] = TINT(STRONG, BLACK_8, WHITE_8)},
                    [DEPTH_256] = {[ROLE_QUIET] = TINT(0, LIGHT_GREY, -1),
                                   [ROLE_MATCH] = TINT(0, SKY, -1),
                                   [ROLE_SOFT] = TINT(UNDERLINED, SAND, -1),
                                   [ROLE_HARD] = TINT(STRONG, ORANGE, -1),
                                   [ROLE_CLASH] = TINT(TURNED, ORANGE, -1),
                                   [ROLE_HIT] = TINT(STRONG, BLACK, YELLOW)}},
    [THEME_LIGHT] = {[DEPTH_8] = {[ROLE_MATCH] = TINT(0, BLUE_8, -1),
                                  [ROLE_SOFT] = TINT(UNDERLINED, RED_8, -1),
                                  [ROLE_HARD] = TINT(STRONG, RED_8, -1),
                                  [ROLE_CLASH] = TINT(TURNED, RED_8, -1),
                                  [ROLE_HIT] = TINT(STRONG, BLACK_8, YELLOW_8)},
                     [DEPTH_16] = {[ROLE_MATCH] = TINT(0, BLUE_8, -1),
                                   [ROLE_SOFT] = TINT(UNDERLINED, RED_8, -1),
                                   [ROLE_HARD] = TINT(STRONG, RED_8, -1),
                                   [ROLE_CLASH] = TINT(TURNED, RED_8, -1),
                                   [ROLE_HIT] = TINT(STRONG, BLACK_8, YELLOW_8)},
                     [DEPTH_256] = {[ROLE_QUIET] = TINT(0, DARK_GREY, -1),
                                    [ROLE_MATCH] = TINT(0, NAVY, -1),
                                    [ROLE_SOFT] = TINT(UNDERLINED, BROWN, -1),
                                    [ROLE_HARD] = TINT(STRONG, WINE, -1),
                                    [ROLE_CLASH] = TINT(TURNED, WINE, -1),
                                    [ROLE_HIT] = TINT(STRONG, BLACK, YELLOW)}},
    [THEME_CONTRAST] = {[DEPTH_8] = {PAIRS_OF_8},
                        [DEPTH_16] = {PAIRS_OF_8},
                        [DEPTH_256] = {[ROLE_SOFT] = TINT(0, BLACK, SKY),
                                       [ROLE_HARD] = TINT(STYLE_BOLD, BLACK, ORANGE),
                                       [ROLE_CLASH] = TINT(TURNED, BLACK, ORANGE),
                                       [ROLE_HIT] = TINT(STRONG, WHITE, DEEP_BLUE)}},
};

static struct style built_in_style(enum theme_name name, enum depth depth, enum role role)
{
    const struct tint *tint = &tints[name][depth][role];
    return tint->is_set ? tint->style : (struct style){attributes[role], -1, -1};
}

/* The user's style as far as the terminal goes; without colours a role keeps some attribute. */
static struct style own_style(const struct theme *theme, enum depth depth, enum role role)
{
    struct style style = theme->own[role];
    if (depth == DEPTH_NONE || theme->name == THEME_MONO) {
        unsigned kept = style.attributes ? style.attributes : attributes[role];
        return (struct style){kept, -1, -1};
    }
    style.colour = colour_reduce(style.colour, depth);
    style.ground = colour_reduce(style.ground, depth);
    return style;
}

struct style theme_style(const struct theme *theme, enum depth depth, role_set roles)
{
    struct style sum = unset;
    for (enum role role = 0; role < ROLE_COUNT; role++) {
        if (!(roles & (role_set)1 << role))
            continue;
        struct style style = theme->is_own[role] ? own_style(theme, depth, role)
                                                 : built_in_style(theme->name, depth, role);
        sum.attributes |= style.attributes & ~(unsigned)STYLE_REVERSE;
        sum.attributes ^= style.attributes & STYLE_REVERSE;
        if (style.colour >= 0 || style.ground >= 0) {
            sum.colour = style.colour;
            sum.ground = style.ground;
        }
    }
    return sum;
}

static const struct {
    const char *name, *description;
} themes[THEME_COUNT] = {
#define THEME_ROW(id, name, description) [THEME_##id] = {name, description},
    THEME_TABLE(THEME_ROW)
#undef THEME_ROW
};

static const struct {
    char letter;
    const char *name, *description;
} role_rows[ROLE_COUNT] = {
#define ROLE_ROW(id, letter, name, description) [ROLE_##id] = {letter, name, description},
    ROLE_TABLE(ROLE_ROW)
#undef ROLE_ROW
};

bool theme_find(const char *name, enum theme_name *found)
{
    for (enum theme_name theme = 0; theme < THEME_COUNT; theme++)
        if (strcmp(themes[theme].name, name) == 0) {
            *found = theme;
            return true;
        }
    return false;
}

const char *theme_name(enum theme_name theme)
{
    return themes[theme].name;
}

void theme_names(struct text *out)
{
    for (enum theme_name theme = 0; theme < THEME_COUNT; theme++)
        text_format(out, "%s%s", theme ? ", " : "", themes[theme].name);
}

enum role role_find(const char *name, size_t size)
{
    for (enum role role = 0; role < ROLE_COUNT; role++)
        if (strlen(role_rows[role].name) == size && memcmp(role_rows[role].name, name, size) == 0)
            return role;
    return ROLE_COUNT;
}

const char *role_name(enum role role)
{
    return role_rows[role].name;
}

char role_letter(role_set roles)
{
    for (int role = ROLE_COUNT - 1; role >= 0; role--)
        if (roles & (role_set)1 << role)
            return role_rows[role].letter;
    return ' ';
}

void role_manual(struct text *out)
{
    text_add(out, ".Bl -tag -width counterpart -compact\n");
    for (enum role role = 0; role < ROLE_COUNT; role++)
        text_format(out, ".It Cm %s\n%s\n", role_rows[role].name, role_rows[role].description);
    text_add(out, ".El\n");
}

void theme_manual(struct text *out)
{
    text_add(out, ".Bl -tag -width contrast -compact\n");
    for (enum theme_name theme = 0; theme < THEME_COUNT; theme++)
        text_format(out, ".It Cm %s\n%s\n", themes[theme].name, themes[theme].description);
    text_add(out, ".El\n");
}
