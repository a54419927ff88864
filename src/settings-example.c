/* The configuration that is installed as an example, made from the same tables that read it. */
#include "settings.h"

#include "reader/colour.h"

static void add_options(struct text *out)
{
    struct options options = options_default();
    text_add(out, "\n# Options. What the command line says goes before what is said here.\n");
    options_example(&options, out);
}

static void add_keys(struct text *out)
{
    struct bindings bindings = bindings_default();
    text_add(out,
             "\n# Keys. Several may stand in a line; \"key x none\" sets a key free. A key that\n"
             "# another line has is an error. An action keeps its keys of old beside new ones.\n");
    for (enum action action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
        text_format(out, "\n# %s\nkey ", action_description(action));
        action_keys(&bindings, action, " ", out);
        text_format(out, " %s\n", action_name(action));
    }
}

static void add_colours(struct text *out)
{
    static const struct theme standard = {.name = THEME_DEFAULT};
    text_add(
        out,
        "\n# Colours. Attributes (bold, underline, reverse, dim), then the colour of the text\n"
        "# and, behind \"on\", of the ground: a name, a number from 0 to 255, or default for\n"
        "# the terminal's own. These are the default theme's on a terminal of 256 colours; a\n"
        "# line without its \"#\" replaces what the theme has for that role, in any theme.\n\n");
    for (enum role role = 0; role < ROLE_COUNT; role++) {
        text_format(out, "#color %s ", role_name(role));
        style_describe(theme_style(&standard, DEPTH_256, (role_set)1 << role), out);
        text_add(out, "\n");
    }
}

void settings_example(struct text *out)
{
    text_add(out, "# The configuration of abreast as it is without one: copy this file to\n"
                  "# ~/.config/abreast/config and change what you like. What you leave out stays\n"
                  "# as it is here. abreast-config(5) tells the rest.\n");
    add_options(out);
    add_keys(out);
    add_colours(out);
    text_add(out, "\n# Filters: programs that make text of files by the ending of their names.\n\n"
                  "#filter pdf = pdftotext -layout %s -\n"
                  "#filter docx = pandoc -t html %s\n");
}
