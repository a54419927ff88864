/* What the user asks for, by the command line and as defaults by the configuration. One table reads
 * both and makes --help and the completions of the shells. */
#ifndef ABREAST_OPTIONS_H
#define ABREAST_OPTIONS_H

#include "article/article.h"
#include "base/failure.h"
#include "base/text.h"
#include "dump.h"
#include "reader/theme.h"
#include "report/report.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct options {
    const struct report_format *format; /* of --export; NULL without */
    const struct dump *dump;            /* of --dump; NULL without */
    const char *output;                 /* of -o; NULL without, "-" is standard output */
    struct report_choice choice;        /* of --only and --full */
    struct article_options article;
    unsigned min_confidence; /* thousandths */
    enum theme_name theme;
    bool overwrite, quiet, no_config, no_notes, no_mouse, no_sandbox, help, version;
    bool chose_confidence; /* on the command line */
    const char *notes;     /* of --notes; NULL without */
    uint64_t given;        /* which options the command line named, a bit each */
    const char *files[SIDE_COUNT];
    size_t file_count;
};

/* Fails on the first thing that is wrong. The strings stay those of `argv`. */
bool options_read(int argc, char **argv, struct options *options, struct failure *failure);

/* Sets an option from a configuration, where it is named without hyphens and takes yes or no in
 * place of being there or not; "notes no" is --no-notes. What the command line named stays. */
bool options_set(struct options *options, const char *name, const char *value,
                 struct failure *failure);

/* Whether a configuration may set an option of that name; the names of all, with ", " between. */
bool options_can_set(const char *name, size_t size);
void options_settable(struct text *out);

/* Appends a line for each of these as `options` has them, under one that says what it is. */
void options_example(const struct options *options, struct text *out);

/* Appends the manual's list of them in mdoc. */
void options_manual(struct text *out);

/* What is set where nothing was said. */
struct options options_default(void);

/* True where no screen is wanted: --export, --dump or -q. */
bool options_batch(const struct options *options);

void options_help(struct text *out);

/* An option as --help tells of it, for what is made from the table elsewhere. */
struct option_description {
    char letter; /* NUL: only the long name */
    const char *name;
    const char *argument;              /* NULL: takes none; FILE and FOLDER are such */
    const char *help;                  /* where there are choices it ends with ": " */
    void (*choices)(struct text *out); /* what the argument may be, ", " between; NULL: anything */
};

/* The options in the order of --help; false behind the last. */
bool options_describe(size_t index, struct option_description *option);

#endif
