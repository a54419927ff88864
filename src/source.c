#include "source.h"

#include "base/file.h"

#include <string.h>

/* What was read may be gone, as a pipe's is, so the filter reads it from a file of its own. A name
 * that begins with a hyphen would be an option to it, too. */
static bool run_on(struct helper *helper, size_t command, const struct file_filter *filter,
                   const struct text *bytes, struct text *output, struct failure *failure)
{
    struct text name = {0};
    bool done = helper_write(helper, bytes, filter->name, &name, failure);
    if (done) {
        done = helper_read(helper, command, name.bytes, output, failure);
        file_remove(name.bytes);
    }
    text_free(&name);
    return done;
}

void source_allow(const struct settings *settings, struct helper *helper)
{
    for (size_t i = 0; i < settings->filter_count; i++)
        helper_allow(helper, (const char *const *)settings->filters[i].arguments);
}

bool source_read(const struct settings *settings, struct helper *helper, const char *path,
                 struct text *bytes, struct failure *failure)
{
    struct text raw = {0};
    bool done = file_read(path, &raw, failure);
    const struct file_filter *filter =
        done && raw.size ? settings_filter(settings, path, raw.bytes, raw.size) : NULL;
    if (done && !filter && raw.size > 5 && memcmp(raw.bytes, "%PDF-", 5) == 0) {
        done = failure_set(failure, "cannot read %s: it is a PDF file; the manual says under "
                                    "CONFIGURATION which line makes text of such", path);
        text_free(&raw);
    } else if (filter) {
        struct failure why;
        size_t command = (size_t)(filter - settings->filters);
        done = run_on(helper, command, filter, &raw, bytes, &why) ||
               failure_set(failure, "cannot read %s: its filter failed: %s", path, why.message);
        text_free(&raw);
    } else {
        *bytes = raw;
    }
    return done;
}
