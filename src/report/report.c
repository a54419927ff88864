#include "report/report.h"

#include "report/outline.h"

#include <string.h>

static const struct report_format *const formats[] = {&report_markdown, &report_html, &report_json,
                                                      &report_jsonld,   &report_csv,  &report_text};
enum { FORMAT_COUNT = sizeof formats / sizeof *formats };

void report_write(const struct report_format *format, const struct session *session,
                  struct report_choice choice, struct text *out)
{
    struct outline *outline = outline_new(session, choice);
    format->write(outline, out);
    outline_free(outline);
}

const struct report_format *report_format_find(const char *name)
{
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (strcmp(formats[i]->name, name) == 0)
            return formats[i];
    return NULL;
}

const struct report_format *report_format_of_path(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *dot = strrchr(slash ? slash : path, '.');
    for (size_t i = 0; dot && i < FORMAT_COUNT; i++)
        if (strcmp(formats[i]->extension, dot + 1) == 0)
            return formats[i];
    return NULL;
}

void report_format_names(struct text *out)
{
    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        text_add(out, i ? ", " : "");
        text_add(out, formats[i]->name);
    }
}

const char *report_part_name(enum report_part part)
{
    static const char *const names[REPORT_PARTS] = {"conflict", "match", "left", "right", "marked"};
    return names[part];
}

enum report_part report_part_find(const char *name, size_t size)
{
    enum report_part part = REPORT_CONFLICT;
    while (part < REPORT_PARTS && (strlen(report_part_name(part)) != size ||
                                   memcmp(report_part_name(part), name, size) != 0))
        part++;
    return part;
}

void report_part_names(struct text *out)
{
    for (enum report_part part = REPORT_CONFLICT; part < REPORT_PARTS; part++)
        text_format(out, "%s%s", part ? ", " : "", report_part_name(part));
}
