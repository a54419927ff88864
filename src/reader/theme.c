#include "reader/theme.h"

static const struct style unset = {0, -1, -1};

/* Blue and orange are told apart by all common kinds of colour vision; of the 256 these two have
 * about the same contrast on black and on white ground (5.4 and 3.9 to 1). */
enum { BLUE = 32, ORANGE = 166, BLACK = 16, YELLOW = 220 };
enum { BLACK_8 = 0, YELLOW_8 = 3, CYAN_8 = 6, WHITE_8 = 7 };

static const struct style styles[ROLE_COUNT][THEME_COUNT] = {
    [ROLE_TITLE] = {{STYLE_BOLD, -1, -1}, {STYLE_BOLD, -1, -1}, {STYLE_BOLD, -1, -1}},
    [ROLE_HEADING] = {{STYLE_BOLD, -1, -1}, {STYLE_BOLD, -1, -1}, {STYLE_BOLD, -1, -1}},
    [ROLE_QUIET] = {{0, -1, -1}, {STYLE_DIM, -1, -1}, {STYLE_DIM, -1, -1}},
    [ROLE_MATCH] = {{STYLE_UNDERLINE, -1, -1}, {0, CYAN_8, -1}, {0, BLUE, -1}},
    [ROLE_SOFT] = {{STYLE_UNDERLINE, -1, -1},
                   {STYLE_UNDERLINE, YELLOW_8, -1},
                   {STYLE_UNDERLINE, ORANGE, -1}},
    [ROLE_HARD] = {{STYLE_BOLD | STYLE_UNDERLINE, -1, -1},
                   {STYLE_BOLD | STYLE_UNDERLINE, YELLOW_8, -1},
                   {STYLE_BOLD | STYLE_UNDERLINE, ORANGE, -1}},
    [ROLE_COUNTERPART] = {{STYLE_BOLD, -1, -1}, {STYLE_BOLD, -1, -1}, {STYLE_BOLD, -1, -1}},
    [ROLE_FOCUS] = {{STYLE_REVERSE, -1, -1}, {STYLE_REVERSE, -1, -1}, {STYLE_REVERSE, -1, -1}},
    [ROLE_HIT] = {{STYLE_REVERSE | STYLE_UNDERLINE, -1, -1},
                  {STYLE_BOLD | STYLE_UNDERLINE, BLACK_8, WHITE_8},
                  {STYLE_BOLD | STYLE_UNDERLINE, BLACK, YELLOW}},
    [ROLE_CLASH] = {{STYLE_BOLD | STYLE_REVERSE, -1, -1},
                    {STYLE_BOLD | STYLE_REVERSE, YELLOW_8, -1},
                    {STYLE_BOLD | STYLE_REVERSE, ORANGE, -1}},
    [ROLE_BAR] = {{STYLE_UNDERLINE, -1, -1}, {STYLE_UNDERLINE, -1, -1}, {STYLE_UNDERLINE, -1, -1}},
    [ROLE_BAR_FOCUS] = {{STYLE_REVERSE | STYLE_BOLD, -1, -1},
                        {STYLE_REVERSE | STYLE_BOLD, -1, -1},
                        {STYLE_REVERSE | STYLE_BOLD, -1, -1}},
    [ROLE_MESSAGE] = {{STYLE_BOLD, -1, -1}, {STYLE_BOLD, -1, -1}, {STYLE_BOLD, -1, -1}},
};

struct style theme_style(enum theme theme, role_set roles)
{
    struct style sum = unset;
    for (enum role role = 0; role < ROLE_COUNT; role++) {
        if (!(roles & (role_set)1 << role))
            continue;
        const struct style *style = &styles[role][theme];
        sum.attributes |= style->attributes & ~(unsigned)STYLE_REVERSE;
        sum.attributes ^= style->attributes & STYLE_REVERSE;
        if (style->colour >= 0)
            sum.colour = style->colour;
        if (style->ground >= 0)
            sum.ground = style->ground;
    }
    return sum;
}

char role_letter(role_set roles)
{
    static const char letters[ROLE_COUNT] = {
#define ROLE_LETTER(id, letter) [ROLE_##id] = letter,
        ROLE_TABLE(ROLE_LETTER)
#undef ROLE_LETTER
    };
    for (int role = ROLE_COUNT - 1; role >= 0; role--)
        if (roles & (role_set)1 << role)
            return letters[role];
    return ' ';
}
