#include "confine.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/sandbox.h"
#include "source.h"

#include <stdlib.h>
#include <string.h>

/* Names of folders, and of what is written to without one. */
struct places {
    char **names;
    size_t count, capacity;
};

static void add(struct places *places, struct text *name)
{
    MEMORY_APPEND(places->names, places->count, places->capacity, name->bytes);
}

static void add_copy(struct places *places, const char *path)
{
    struct text name = {0};
    text_add(&name, path);
    add(places, &name);
}

static void free_places(struct places *places)
{
    for (size_t i = 0; i < places->count; i++)
        free(places->names[i]);
    free(places->names);
}

bool confine(const struct options *options, const struct settings *settings, struct helper *helper,
             struct failure *failure)
{
    struct places places = {0};
    source_allow(settings, helper);
    if (!helper_begin(helper, failure))
        return false;
    if (options->no_sandbox)
        return true;
    if (!options_batch(options))
        add_copy(&places, ".");
    if (settings->filter_count)
        add_copy(&places, file_temporary_folder());
    if (options->output && strcmp(options->output, "-") != 0) {
        struct text name = {0};
        file_place(options->output, &name);
        add(&places, &name);
    }
    sandbox_enter((const char *const *)places.names, places.count);
    free_places(&places);
    return true;
}
