#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "version.h"

#include "base/sandbox.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <jansson.h>
#include <pcre2.h>
#include <string.h>
#include <unistring/version.h>

#ifndef PACKAGE_VERSION
#define PACKAGE_VERSION "0.1"
#endif
#ifndef NCURSES_BUILD_VERSION
#define NCURSES_BUILD_VERSION ""
#endif
#ifndef GUMBO_BUILD_VERSION
#define GUMBO_BUILD_VERSION ""
#endif
#ifndef UCHARDET_BUILD_VERSION
#define UCHARDET_BUILD_VERSION ""
#endif

static void add_unistring(struct text *out)
{
    text_format(out, "%d.%d", _libunistring_version >> 16, _libunistring_version >> 8 & 0xFF);
}

static void add_jansson(struct text *out)
{
    text_add(out, jansson_version_str());
}

/* The version without the date behind it. */
static void add_pcre2(struct text *out)
{
    char version[64] = "";
    if (pcre2_config(PCRE2_CONFIG_VERSION, NULL) <= (int)sizeof version)
        pcre2_config(PCRE2_CONFIG_VERSION, version);
    text_append(out, version, strcspn(version, " "));
}

/* A library that can be asked tells the version that runs, another the one it was built with. */
static const struct part {
    const char *name, *built;
    void (*add_running)(struct text *out);
    const char *what_for;
} parts[] = {
    {"ncurses", NCURSES_BUILD_VERSION, NULL, "the screen"},
    {"libunistring", NULL, add_unistring, "characters"},
    {"uchardet", UCHARDET_BUILD_VERSION, NULL, "character sets"},
    {"gumbo", GUMBO_BUILD_VERSION, NULL, "web pages"},
    {"pcre2", NULL, add_pcre2, "regular expressions"},
    {"libstemmer", "", NULL, "forms of words"},
    {"WordNet", "3.0", NULL, "senses of words, inside the program"},
    {"jansson", NULL, add_jansson, "JSON"},
};

enum { PART_COLUMN = 24 };

void version_describe(struct text *out)
{
    text_format(out, "abreast %s\n", PACKAGE_VERSION);
    text_add(out, "Licence GPL-3.0-or-later: free software, without any warranty.\n\n");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const struct part *part = &parts[i];
        struct text name = {0};
        text_format(&name, "%s ", part->name);
        if (part->add_running)
            part->add_running(&name);
        else
            text_add(&name, part->built);
        text_format(out, "  %-*s%s\n", PART_COLUMN, text_string(&name), part->what_for);
        text_free(&name);
    }
    text_add(out, "\nSandbox, given up while reading: ");
    sandbox_describe(out);
    text_add(out, ".\n");
}
