/* "color match green on default", "color focus bold reverse": how a role looks. */
#include "setting.h"

#include "reader/colour.h"

#include <string.h>

enum { WORD_SHOWN = 64 }; /* bytes of a word in a message */

static int shown(size_t size)
{
    return (int)(size < WORD_SHOWN ? size : WORD_SHOWN);
}

static bool refuse_role(const char *name, size_t size, struct failure *failure)
{
    struct text names = {0};
    for (enum role role = 0; role < ROLE_COUNT; role++)
        text_format(&names, "%s%s", role ? ", " : "", role_name(role));
    failure_set(failure, "there is no role %.*s; there are %s", shown(size), name, names.bytes);
    text_free(&names);
    return false;
}

static bool refuse_word(const char *word, size_t size, struct failure *failure)
{
    struct text names = {0};
    colour_names(&names);
    failure_set(failure,
                "%.*s is neither an attribute (bold, underline, reverse, dim) nor a colour: "
                "default, 0 to 255, %s",
                shown(size), word, names.bytes);
    text_free(&names);
    return false;
}

/* The words behind the role. */
static bool read_style(const char *words, struct style *style, struct failure *failure)
{
    const char *word;
    size_t size;
    bool ground = false;
    *style = (struct style){0, COLOUR_OWN, COLOUR_OWN};
    while (setting_next_word(&words, &word, &size)) {
        unsigned attribute = attribute_parse(word, size);
        if (attribute) {
            style->attributes |= attribute;
        } else if (size == 2 && memcmp(word, "on", size) == 0) {
            if (!setting_next_word(&words, &word, &size))
                return failure_set(failure, "no colour stands behind on; write: color hit black "
                                            "on yellow");
            ground = true;
            if (!colour_parse(word, size, &style->ground))
                return refuse_word(word, size, failure);
        } else if (ground || !colour_parse(word, size, &style->colour)) {
            return refuse_word(word, size, failure);
        }
    }
    return true;
}

bool setting_read_colour(struct settings *settings, struct setting setting, struct failure *failure)
{
    const char *words = setting.words, *name;
    size_t size;
    struct style style;
    if (!setting_next_word(&words, &name, &size))
        return failure_set(failure, "a role and its look are needed; write: color focus bold "
                                    "reverse");
    enum role role = role_find(name, size);
    if (role == ROLE_COUNT)
        return refuse_role(name, size, failure);
    if (!words[strspn(words, " \t")])
        return failure_set(failure, "how %s looks is missing; write: color %s bold yellow",
                           role_name(role), role_name(role));
    if (!read_style(words, &style, failure))
        return false;
    settings->theme.own[role] = style;
    settings->theme.is_own[role] = true;
    return true;
}
