/* The pieces of the HTML report; private to it. */
#ifndef ABREAST_REPORT_HTML_H
#define ABREAST_REPORT_HTML_H

#include "report/outline.h"

/* The style sheet: two columns, one where the window is narrow; dark and light; for printing. */
extern const char html_style[];

/* Appends text so that it is text wherever it stands, between tags and in a quoted attribute. */
void html_escape(struct text *out, const char *bytes, struct span span);
void html_escape_text(struct text *out, const struct text *plain);
void html_escape_string(struct text *out, const char *string);

/* Both texts with their marks. A statement has the id that html_add_anchor makes. */
void html_add_texts(struct text *out, const struct outline *outline);
void html_add_anchor(struct text *out, enum side side, size_t statement); /* "left-12" */

/* What a link looks like: "hard", "soft", "match" or "rejected". */
const char *html_class(const struct item *item);

/* A link's sign and number, leading to the link, with the reason to be seen on the way. */
void html_add_chip(struct text *out, const struct outline *outline, const struct item *item);

/* The signs of a mark, as the screen has them; nothing for none. */
void html_add_mark(struct text *out, enum mark mark);

#endif
