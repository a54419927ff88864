/* The command line: what the user asks for. One table reads it and makes --help. */
#ifndef ABREAST_OPTIONS_H
#define ABREAST_OPTIONS_H

#include "article/article.h"
#include "base/failure.h"
#include "base/text.h"
#include "dump.h"
#include "report/report.h"

#include <stdbool.h>
#include <stddef.h>

struct options {
    const struct report_format *format; /* of --export; NULL without */
    const struct dump *dump;            /* of --dump; NULL without */
    const char *output;                 /* of -o; NULL without, "-" is standard output */
    struct report_choice choice;        /* of --only and --full */
    struct article_options article;
    unsigned min_confidence; /* thousandths */
    bool overwrite, quiet, no_config, no_notes, help, version;
    bool chose_confidence;   /* --min-confidence was given */
    const char *notes;       /* of --notes; NULL without */
    const char *files[SIDE_COUNT];
    size_t file_count;
};

/* Fails on the first thing that is wrong. The strings stay those of `argv`. */
bool options_read(int argc, char **argv, struct options *options, struct failure *failure);

/* True where no screen is wanted: --export, --dump or -q. */
bool options_batch(const struct options *options);

void options_help(struct text *out);

#endif
