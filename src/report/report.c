#include "report/report.h"

#include <string.h>

static const struct report_format *const formats[] = {&report_markdown, &report_json};
enum { FORMAT_COUNT = sizeof formats / sizeof *formats };

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
