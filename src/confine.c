#include "confine.h"

#include "base/file.h"
#include "base/keep.h"
#include "base/memory.h"
#include "base/sandbox.h"
#include "editor.h"
#include "notes/store.h"
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

/* A folder that is not there yet could not be named to the kernel. That it cannot be made is told
 * when something is to be kept. */
static void add_notes(struct places *places, const struct options *options)
{
    struct text folder = {0};
    struct failure unused;
    if (options->no_notes || !store_folder(options->notes, &folder)) {
        text_free(&folder);
        return;
    }
    keep_make_folder(folder.bytes, &unused);
    add(places, &folder);
}

static void add_output(struct places *places, const char *output)
{
    struct text name = {0};
    file_place(output, &name);
    add(places, &name);
}

bool confine(const struct options *options, const struct settings *settings, struct helper *helper,
             size_t *editor, struct failure *failure)
{
    struct places places = {0};
    bool reads = !options_batch(options);
    source_allow(settings, helper);
    if (reads)
        *editor = editor_allow(helper);
    if (!helper_begin(helper, failure))
        return false;
    if (options->no_sandbox)
        return true;
    if (reads) {
        add_copy(&places, ".");
        add_notes(&places, options);
    }
    if (helper_folder(helper))
        add_copy(&places, helper_folder(helper));
    if (options->output && strcmp(options->output, "-") != 0)
        add_output(&places, options->output);
    sandbox_enter((const char *const *)places.names, places.count);
    free_places(&places);
    return true;
}
