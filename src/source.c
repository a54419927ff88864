#include "source.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/process.h"

#include <stdlib.h>
#include <string.h>

/* The word with the file's name in the place of each "%s". */
static char *put_name(const char *word, const char *name)
{
    struct text made = {0};
    for (const char *at; (at = strstr(word, "%s")); word = at + 2) {
        text_append(&made, word, (size_t)(at - word));
        text_add(&made, name);
    }
    text_add(&made, word);
    return made.bytes ? made.bytes : memory_new(1, 1);
}

static bool run(const struct filter *filter, const char *name, struct text *output,
                struct failure *failure)
{
    size_t count = 0;
    while (filter->arguments[count])
        count++;
    char **arguments = memory_new(count + 1, sizeof *arguments);
    for (size_t i = 0; i < count; i++)
        arguments[i] = put_name(filter->arguments[i], name);
    bool done = process_read((const char *const *)arguments, output, failure);
    for (size_t i = 0; i < count; i++)
        free(arguments[i]);
    free(arguments);
    return done;
}

/* What was read may be gone, as a pipe's is, so the filter reads it from a file of its own. A name
 * that begins with a hyphen would be an option to it, too. */
static bool run_on(const struct filter *filter, const struct text *bytes, struct text *output,
                   struct failure *failure)
{
    struct text name = {0};
    bool done = file_write_temporary(bytes->bytes, bytes->size, filter->name, &name, failure);
    if (done) {
        done = run(filter, name.bytes, output, failure);
        file_remove(name.bytes);
    }
    text_free(&name);
    return done;
}

bool source_read(const struct settings *settings, const char *path, struct text *bytes,
                 struct failure *failure)
{
    struct text raw = {0};
    bool done = file_read(path, &raw, failure);
    const struct filter *filter =
        done && raw.size ? settings_filter(settings, path, raw.bytes, raw.size) : NULL;
    if (done && !filter && raw.size > 5 && memcmp(raw.bytes, "%PDF-", 5) == 0) {
        done = failure_set(failure, "cannot read %s: it is a PDF file; the manual says under "
                                    "CONFIGURATION which line makes text of such", path);
        text_free(&raw);
    } else if (filter) {
        struct failure why;
        done = run_on(filter, &raw, bytes, &why) ||
               failure_set(failure, "cannot read %s: its filter failed: %s", path, why.message);
        text_free(&raw);
    } else {
        *bytes = raw;
    }
    return done;
}
