/* The configuration file: $XDG_CONFIG_HOME/abreast/config, a setting a line.
 *
 *     # a comment
 *     filter pdf = pdftotext -layout %s -
 *
 * A line that is wrong is said, and the others hold. */
#ifndef ABREAST_SETTINGS_H
#define ABREAST_SETTINGS_H

#include "base/failure.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

/* A program that makes text of files whose name ends in ".NAME". */
struct filter {
    char *name;
    char **arguments; /* of the command, ends with NULL; "%s" stands for the file */
};

struct settings {
    struct filter *filters;
    size_t filter_count, filter_capacity;
    char **warnings; /* a line each, with file and line number */
    size_t warning_count, warning_capacity;
};

/* Where the file is looked for: under XDG_CONFIG_HOME, else HOME/.config. False without either. */
bool settings_path(struct text *path);

/* Reads the text of a configuration file, which `path` names. */
void settings_read(struct settings *settings, const char *path, const char *text, size_t size);

/* Reads the user's file, where there is one. */
void settings_load(struct settings *settings);

void settings_free(struct settings *settings);

/* The filter for a file of that name that begins with these bytes; NULL where it needs none. A
 * later line of the file wins over an earlier one. */
const struct filter *settings_filter(const struct settings *settings, const char *path,
                                     const char *bytes, size_t size);

#endif
