/* A report: what export writes. One file a format; a format appends to a growable text, storing it
 * is the caller's. */
#ifndef ABREAST_REPORT_REPORT_H
#define ABREAST_REPORT_REPORT_H

#include "base/text.h"
#include "notes/session.h"

struct report_format {
    const char *name;      /* as the user names it: "markdown" */
    const char *extension; /* of a file in it, without the dot: "md" */
    void (*write)(const struct session *session, struct text *out);
};

/* NULL where there is no such format. */
const struct report_format *report_format_find(const char *name);

/* The format that the extension of a file's name asks for; NULL where it asks for none. */
const struct report_format *report_format_of_path(const char *path);

/* Appends the names of all formats, with ", " between, for messages. */
void report_format_names(struct text *out);

extern const struct report_format report_markdown, report_json;

#endif
