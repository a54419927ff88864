/* A report: what export writes. One file a format; a format appends to a growable text, storing it
 * is the caller's. */
#ifndef ABREAST_REPORT_REPORT_H
#define ABREAST_REPORT_REPORT_H

#include "base/text.h"
#include "notes/session.h"

#include <stdbool.h>

/* What a report may tell of: conflicts, matches, what one side alone tells, and whatever the reader
 * marked or put a note on. */
enum report_part {
    REPORT_CONFLICT,
    REPORT_MATCH,
    REPORT_LEFT,
    REPORT_RIGHT,
    REPORT_MARKED,
    REPORT_PARTS
};
enum { REPORT_ALL = (1 << REPORT_PARTS) - 1 };

struct report_choice {
    unsigned parts; /* a bit each, 1u << part */
    bool full;      /* both texts as well */
};

struct outline; /* report/outline.h */

struct report_format {
    const char *name;      /* as the user names it: "markdown" */
    const char *extension; /* of a file in it, without the dot: "md" */
    void (*write)(const struct outline *outline, struct text *out);
};

/* Appends the report. Numbers of links are those of the session, whatever was chosen. */
void report_write(const struct report_format *format, const struct session *session,
                  struct report_choice choice, struct text *out);

/* NULL where there is no such format. */
const struct report_format *report_format_find(const char *name);

/* The format that the extension of a file's name asks for; NULL where it asks for none. */
const struct report_format *report_format_of_path(const char *path);

/* Appends the names of all formats, with ", " between, for messages. */
void report_format_names(struct text *out);

/* The part of that name, of `size` bytes; REPORT_PARTS where there is none. */
enum report_part report_part_find(const char *name, size_t size);
const char *report_part_name(enum report_part part);
void report_part_names(struct text *out);

extern const struct report_format report_markdown, report_html, report_json, report_jsonld,
    report_csv, report_text;

#endif
