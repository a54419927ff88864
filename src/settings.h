/* The configuration file: $XDG_CONFIG_HOME/abreast/config, a setting a line.
 *
 *     # a comment
 *     theme dark                               an option by its name (options.h)
 *     key Space PgDn page-down                 keys for an action (reader/action.h)
 *     color focus bold reverse                 how a role looks (reader/theme.h)
 *     filter pdf = pdftotext -layout %s -      a program that makes text of a kind of file
 *
 * A line that is wrong is said, and the others hold. */
#ifndef ABREAST_SETTINGS_H
#define ABREAST_SETTINGS_H

#include "base/failure.h"
#include "base/text.h"
#include "options.h"
#include "reader/binding.h"
#include "reader/theme.h"

#include <stdbool.h>
#include <stddef.h>

/* A program that makes text of files whose name ends in ".NAME". */
struct file_filter {
    char *name;
    char **arguments; /* of the command, ends with NULL; "%s" stands for the file */
};

/* Of wrong lines so many are said; behind so many the rest is not read. */
enum { SETTINGS_WARNINGS_MAX = 20, SETTINGS_WRONG_MAX = 1000 };

struct settings {
    struct file_filter *filters;
    size_t filter_count, filter_capacity;
    struct bindings bindings;
    struct theme theme; /* styles of the user's own; the theme's name is an option */
    char *warnings[SETTINGS_WARNINGS_MAX + 1]; /* a line each, with file and line number */
    size_t warning_count;
    char *notice; /* the first of them without the file's folder, and how many more; NULL: none */
    size_t wrong; /* lines, also those that are not said */
};

/* As it is without a configuration. */
void settings_start(struct settings *settings);

/* Where the file is looked for: under XDG_CONFIG_HOME, else HOME/.config. False without either. A
 * name that does not begin at the root is none: the working folder may be anybody's. */
bool settings_path(struct text *path);

/* Reads the text of a configuration file, which `path` names; its options go to `options`. */
void settings_read(struct settings *settings, struct options *options, const char *path,
                   const char *text, size_t size);

/* Reads the user's file, where there is one. */
void settings_load(struct settings *settings, struct options *options);

void settings_free(struct settings *settings);

/* The filter for a file of that name that begins with these bytes; NULL where it needs none. A
 * later line of the file wins over an earlier one. */
const struct file_filter *settings_filter(const struct settings *settings, const char *path,
                                     const char *bytes, size_t size);

/* Appends a configuration that changes nothing and says what there is: what is installed as
 * config.example. Colours and filters stand in it as comments. */
void settings_example(struct text *out);

#endif
