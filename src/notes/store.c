#include "notes/store.h"

#include "base/file.h"
#include "base/keep.h"
#include "base/memory.h"
#include "base/visible.h"
#include "notes/attach.h"
#include "notes/notebook.h"
#include "notes/store-find.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct store {
    struct text path;   /* of the file; empty: there is no place for one */
    struct text notice; /* one line */
    struct text reason; /* why nothing is kept; empty: it is */
    bool keeps, only_reads, is_unread;
    bool waits;                  /* another one keeps them now; until it ends: */
    char remarks[DIGEST_STRING]; /* of the file as it was read */
    int lock;                    /* -1: none */
    struct position position;

    /* Of the session that is kept, found once: its articles are long, and it is saved often. */
    const struct session *session;
    struct notebook_article articles[SIDE_COUNT];
    struct anchorage *sides[SIDE_COUNT];
};

bool store_folder(const char *file, struct text *folder)
{
    const char *slash = file ? strrchr(file, '/') : NULL, *base = getenv("XDG_DATA_HOME");
    if (slash) {
        text_append(folder, file, slash == file ? 1 : (size_t)(slash - file));
        return true;
    }
    if (file) {
        text_add(folder, ".");
        return true;
    }
    if (base && *base == '/') {
        text_format(folder, "%s/abreast", base);
        return true;
    }
    base = getenv("HOME");
    if (base && *base == '/')
        text_format(folder, "%s/.local/share/abreast", base);
    return base && *base == '/';
}

const char *store_notice(const struct store *store)
{
    return store->notice.size ? store->notice.bytes : NULL;
}

bool store_keeps(const struct store *store)
{
    return store->keeps;
}

bool store_is_unread(const struct store *store)
{
    return store->is_unread;
}

struct position store_position(const struct store *store)
{
    return store->position;
}

static void set_line(struct text *line, const char *format, va_list list) TEXT_FORMAT(2, 0);
static void set_line(struct text *line, const char *format, va_list list)
{
    struct text raw = {0};
    struct failure visible;
    text_format_list(&raw, format, list);
    failure_set(&visible, "%s", raw.bytes);
    text_clear(line);
    text_add(line, visible.message);
    text_free(&raw);
}

static void warn(struct store *store, const char *format, ...) TEXT_FORMAT(2, 3);
static void warn(struct store *store, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    set_line(&store->notice, format, list);
    va_end(list);
}

/* From now on nothing is kept, and why. */
static void give_up(struct store *store, const char *format, ...) TEXT_FORMAT(2, 3);
static void give_up(struct store *store, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    set_line(&store->reason, format, list);
    va_end(list);
    warn(store, "%s%s", store->only_reads ? "" : "notes are not kept: ", store->reason.bytes);
    store->keeps = store->waits = false;
}

static void forget_session(struct store *store)
{
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++) {
        text_free(&store->articles[side].path);
        text_free(&store->articles[side].title);
        anchorage_free(store->sides[side]);
    }
}

void store_turn_to(struct store *store, const struct session *session)
{
    forget_session(store);
    store->session = session;
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++) {
        store->articles[side] = (struct notebook_article){0};
        notebook_describe(session_article(session, side), &store->articles[side]);
        store->sides[side] = anchorage_new(session_analysis(session, side));
    }
}

/* Locks before it reads, so that what is read stays the latest. */
static void lock(struct store *store)
{
    struct failure failure;
    bool busy;
    store->lock = keep_lock(store->path.bytes, &busy, &failure);
    if (store->lock < 0)
        give_up(store, "%s",
                busy ? "another abreast has these notes open; quit that one" : failure.message);
    store->keeps = store->lock >= 0;
    store->waits = busy;
}

static const char *const how[] = {
    [FOUND_NOWHERE] = "", /* the file was named */
    [FOUND_BY_TEXTS] = " found by the texts",
    [FOUND_BY_PATHS] = " found by the names of the files",
    [FOUND_BY_QUOTATIONS] = " found by the quotations",
};

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static void add_orphans(struct text *out, size_t count)
{
    if (count)
        text_format(out, ", %zu without %s statement", count, count == 1 ? "its" : "their");
}

/* Says what is not as it was left. */
static void say_attached(struct store *store, const struct attached *attached, enum found_by by)
{
    size_t all = attached->in_place + attached->quoted + attached->alike + attached->orphans;
    bool same = all == attached->in_place && by <= FOUND_BY_TEXTS;
    if (all == 0 || same || store->notice.size)
        return;
    text_format(&store->notice, "%zu note%s%s: %zu in place", all, plural(all), how[by],
                attached->in_place);
    if (attached->quoted)
        text_format(&store->notice, ", %zu moved", attached->quoted);
    if (attached->alike)
        text_format(&store->notice, ", %zu reworded", attached->alike);
    add_orphans(&store->notice, attached->orphans);
}

/* The place that an anchor of the position means. */
static void restore_position(struct store *store, const struct notebook *notebook)
{
    store->position = notebook->position;
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++) {
        enum finding finding;
        store->position.statements[side] = NO_STATEMENT;
        if (!notebook->places[side].exact)
            continue;
        store->position.statements[side] =
            anchorage_find(store->sides[side], &notebook->places[side], &finding);
    }
}

static void take_notebook(struct store *store, struct session *session, struct notebook *notebook,
                          enum found_by by, bool swapped)
{
    if (swapped)
        notebook_swap(notebook);
    notebook_digest(notebook, store->remarks);
    restore_position(store, notebook);
    struct attached attached = notes_attach(session, notebook->items, notebook->count);
    notebook->count = 0;
    say_attached(store, &attached, by);
}

/* How many remarks could be read, also those that have no place now: they are kept, too. */
static void count_read(const struct session *session, struct text *out)
{
    size_t orphans;
    session_orphans(session, &orphans);
    text_format(out, "%zu could be read", session_remarks(session)->count + orphans);
    add_orphans(out, orphans);
}

/* A damaged file is kept under another name, and what could be read of it is stored anew. */
static void mend(struct store *store)
{
    struct failure failure;
    struct text name = {0}, read = {0};
    count_read(store->session, &read);
    if (!store->keeps) {
        warn(store, "the notes are damaged; %s", read.bytes);
    } else if (!keep_set_aside(store->path.bytes, &name, &failure)) {
        give_up(store, "they are damaged, and %s", failure.message);
    } else {
        warn(store, "the notes were damaged; %s; all is in %s", read.bytes,
             strrchr(name.bytes, '/') ? strrchr(name.bytes, '/') + 1 : name.bytes);
        if (!store_save(store, &store->position, &failure))
            give_up(store, "%s", failure.message);
    }
    text_free(&read);
    text_free(&name);
}

/* Reads the file that was found. A file of one's own that is no notebook is not touched. */
static void load(struct store *store, struct session *session, const char *path,
                 const struct found *found, bool own)
{
    struct failure failure;
    struct text bytes = {0};
    struct notebook notebook = {0};
    enum keep_state state = keep_read(path, SIZE_MAX, &bytes, &failure);
    store->is_unread = state == KEEP_REFUSED;
    if (state == KEEP_REFUSED)
        give_up(store, "%s", failure.message);
    if (state == KEEP_FOREIGN)
        give_up(store, "%s belongs to another user", path);
    if (bytes.size) {
        enum notebook_state read = notebook_read(bytes.bytes, bytes.size, &notebook);
        store->is_unread = read != NOTEBOOK_WHOLE;
        if (read == NOTEBOOK_NEWER)
            give_up(store, "%s was written by a newer abreast and is left as it is", path);
        else if (read == NOTEBOOK_OTHER && own)
            give_up(store, "%s holds no notes and is left as it is", path);
        else if (own && !notebook_suits(&notebook, store->articles, store->sides))
            give_up(store, "%s holds the notes on other articles and is left as it is", path);
        else
            take_notebook(store, session, &notebook, found->by,
                          own ? notebook_is_swapped(&notebook, store->articles, store->sides)
                              : found->swapped);
        if (read == NOTEBOOK_DAMAGED || (read == NOTEBOOK_OTHER && !own))
            mend(store);
    }
    notebook_free(&notebook);
    text_free(&bytes);
}

static void open_own(struct store *store, struct session *session, const char *file)
{
    struct found found = {.by = FOUND_NOWHERE};
    text_add(&store->path, file);
    if (store->keeps)
        lock(store);
    load(store, session, file, &found, true);
}

/* What was found by quotations alone may be of another pair: it is copied to a file of its own. */
static void open_found(struct store *store, struct session *session, const char *folder)
{
    struct found found;
    struct failure failure;
    if (!keep_may_list(folder, &failure)) {
        give_up(store, "%s", failure.message);
        store->is_unread = true;
        return;
    }
    store_find(folder, store->articles, store->sides, &found);
    bool is_new = found.by == FOUND_BY_QUOTATIONS || found.by == FOUND_NOWHERE;
    if (is_new)
        store_new_name(folder, store->articles, &store->path);
    else
        text_add(&store->path, found.path.bytes);
    if (store->keeps)
        lock(store);
    if (store->keeps && is_new && file_exists(store->path.bytes)) /* since the name was made */
        give_up(store, "another abreast has just kept notes on these articles: open them again");
    if (found.by != FOUND_NOWHERE)
        load(store, session, found.path.bytes, &found, false);
    text_free(&found.path);
}

struct store *store_open(struct session *session, const struct store_options *options)
{
    struct store *store = memory_new(1, sizeof *store);
    struct text folder = {0};
    struct failure failure;
    store->lock = -1;
    store->only_reads = options->only_reads;
    store->keeps = !options->only_reads;
    notebook_digest(&(struct notebook){0}, store->remarks);
    store_turn_to(store, session);
    if (!store_folder(options->file, &folder))
        give_up(store, "there is no home folder; name a file by --notes");
    else if (store->keeps && !options->file && !keep_make_folder(folder.bytes, &failure))
        give_up(store, "%s", failure.message);
    if (options->file)
        open_own(store, session, options->file);
    else if (folder.size)
        open_found(store, session, folder.bytes);
    text_free(&folder);
    return store;
}

void store_close(struct store *store)
{
    if (!store)
        return;
    if (store->lock >= 0)
        keep_release(store->path.bytes, store->lock);
    forget_session(store);
    text_free(&store->path);
    text_free(&store->notice);
    text_free(&store->reason);
    free(store);
}

static void set_places(const struct store *store, struct notebook *notebook)
{
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++) {
        size_t statement = notebook->position.statements[side];
        if (statement < session_analysis(store->session, side)->statement_count)
            notebook->places[side] = anchorage_anchor(store->sides[side], statement);
    }
}

/* Whether the file still holds the remarks that were read here, or is not there as it was not. */
static bool is_unchanged(const struct store *store)
{
    struct failure unused;
    struct text bytes = {0};
    struct notebook notebook = {0};
    char remarks[DIGEST_STRING];
    enum keep_state state = keep_read(store->path.bytes, SIZE_MAX, &bytes, &unused);
    bool whole = state == KEEP_MISSING ||
                 (state == KEEP_READ &&
                  notebook_read(text_string(&bytes), bytes.size, &notebook) == NOTEBOOK_WHOLE);
    if (whole && notebook_is_swapped(&notebook, store->articles, store->sides))
        notebook_swap(&notebook);
    notebook_digest(&notebook, remarks);
    notebook_free(&notebook);
    text_free(&bytes);
    return whole && strcmp(remarks, store->remarks) == 0;
}

/* Keeps in the place of the other one, if it has ended. What it has changed meanwhile is not
 * overwritten. */
static void take_over(struct store *store)
{
    lock(store);
    if (!store->keeps || is_unchanged(store))
        return;
    keep_release(store->path.bytes, store->lock);
    store->lock = -1;
    give_up(store, "another abreast has changed these notes; write a report and open them again");
}

bool store_save(struct store *store, const struct position *position, struct failure *failure)
{
    struct notebook notebook = {.position = *position};
    struct text out = {0};
    if (store->waits)
        take_over(store);
    if (!store->keeps)
        return failure_set(failure, "%s", text_string(&store->reason));
    memcpy(notebook.articles, store->articles, sizeof notebook.articles); /* lent */
    set_places(store, &notebook);
    notebook.items = notes_collect(store->session, store->sides, &notebook.count);
    notebook_write(&notebook, &out);
    bool done = keep_write(store->path.bytes, out.bytes, out.size, failure);
    if (done)
        store->position = *position;
    memset(notebook.articles, 0, sizeof notebook.articles);
    notebook_free(&notebook);
    text_free(&out);
    return done;
}
