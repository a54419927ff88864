/* Colours and attributes are roles. A cell has a set of them; a theme says how each looks, and the
 * roles of a cell are laid over each other in the order of the table. Without colours a role is its
 * attributes alone, so nothing can depend on a colour. */
#ifndef ABREAST_READER_THEME_H
#define ABREAST_READER_THEME_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* id, a letter for dumps of the screen, name in a configuration, what it is */
#define ROLE_TABLE(_)                                                                              \
    _(TITLE, 'T', "title", "an article's title")                                                   \
    _(HEADING, 'H', "heading", "a heading in it")                                                  \
    _(QUIET, 'q', "quiet", "what is there but need not be read: bylines, rules, hints")            \
    _(MATCH, 'm', "match", "a statement that both tell")                                           \
    _(SOFT, 's', "soft", "one with a soft conflict")                                               \
    _(HARD, 'h', "hard", "one with a hard conflict")                                               \
    _(COUNTERPART, 'c', "counterpart", "the counterpart of the focus")                             \
    _(FOCUS, 'f', "focus", "the focused statement")                                                \
    _(HIT, '/', "hit", "a search hit")                                                             \
    _(CLASH, '!', "clash", "words that clash, in the focus and its counterpart")                   \
    _(BAR, 'b', "bar", "the header of the article without the focus")                              \
    _(BAR_FOCUS, 'B', "bar-focus", "the header of the focused article, and of a list or page")     \
    _(MESSAGE, 'M', "message", "a message, a mark and what is asked")

enum role {
#define ROLE_ID(id, letter, name, description) ROLE_##id,
    ROLE_TABLE(ROLE_ID)
#undef ROLE_ID
    ROLE_COUNT
};

typedef uint32_t role_set; /* of ROLE(...) */
#define ROLE(id) ((role_set)1 << ROLE_##id)

enum { STYLE_BOLD = 1, STYLE_UNDERLINE = 2, STYLE_REVERSE = 4, STYLE_DIM = 8 };

struct style {
    unsigned attributes;  /* STYLE_ */
    short colour, ground; /* -1: the terminal's own */
};

/* How many colours the terminal has. */
enum depth { DEPTH_NONE, DEPTH_8, DEPTH_16, DEPTH_256, DEPTH_COUNT };

/* id, name in a configuration, what it is for */
#define THEME_TABLE(_)                                                                             \
    _(DEFAULT, "default", "reads well on a black and on a white ground")                           \
    _(DARK, "dark", "for a dark ground, with more colour")                                         \
    _(LIGHT, "light", "for a light ground, with more colour")                                      \
    _(CONTRAST, "contrast", "colours of high contrast, on any ground")                             \
    _(MONO, "mono", "no colour at all")

enum theme_name {
#define THEME_ID(id, name, description) THEME_##id,
    THEME_TABLE(THEME_ID)
#undef THEME_ID
    THEME_COUNT
};

/* What the user wants to see: a theme, and styles of the user's own over it. {0} is the default. */
struct theme {
    enum theme_name name;
    bool is_own[ROLE_COUNT];
    struct style own[ROLE_COUNT];
};

/* How a set of roles looks. Reverse in two roles cancels out, so that clashing words inside a
 * reversed stretch still stand out; colours of a later role replace those of an earlier one, text
 * and ground together. */
struct style theme_style(const struct theme *theme, enum depth depth, role_set roles);

/* The theme of that name; false where there is none. */
bool theme_find(const char *name, enum theme_name *found);
const char *theme_name(enum theme_name theme);
void theme_names(struct text *out); /* all, with ", " between */

/* The role of that name; ROLE_COUNT where there is none. */
enum role role_find(const char *name, size_t size);
const char *role_name(enum role role);

/* The letter of the topmost role; a blank for none. */
char role_letter(role_set roles);

/* Appends the manual's lists of roles and of themes in mdoc. */
void role_manual(struct text *out);
void theme_manual(struct text *out);

#endif
