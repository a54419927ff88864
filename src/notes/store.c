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
#include <sys/stat.h>
#include <unistd.h>

struct store {
    struct text path;   /* of the file; empty: there is no place for one */
    struct text notice; /* one line */
    bool keeps, is_unread;
    int lock; /* -1: none */
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

static void say(struct store *store, const char *format, va_list list) TEXT_FORMAT(2, 0);
static void say(struct store *store, const char *format, va_list list)
{
    struct text line = {0};
    struct failure visible;
    text_format_list(&line, format, list);
    failure_set(&visible, "%s", line.bytes);
    text_clear(&store->notice);
    text_add(&store->notice, visible.message);
    text_free(&line);
}

static void warn(struct store *store, const char *format, ...) TEXT_FORMAT(2, 3);
static void warn(struct store *store, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    say(store, format, list);
    va_end(list);
}

/* From now on nothing is kept, and why. */
static void give_up(struct store *store, const char *format, ...) TEXT_FORMAT(2, 3);
static void give_up(struct store *store, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    say(store, format, list);
    va_end(list);
    store->keeps = false;
}

/* The name from the root on; empty for what cannot be opened again by it. */
static void find_path(const char *name, struct text *path)
{
    struct stat status;
    char *full = realpath(name, NULL);
    if (full && stat(full, &status) == 0 && S_ISREG(status.st_mode))
        visible_append_line(path, full, strlen(full));
    free(full);
}

static void describe_article(const struct article *article, struct notebook_article *described)
{
    enum { TITLE_MAX = 300 };
    struct span title = article_title(article);
    size_t size = span_size(title) < TITLE_MAX ? span_size(title) : TITLE_MAX;
    find_path(article->path, &described->path);
    visible_append_line(&described->title, article->text + title.start, size);
    digest_of(article->text, article->size, described->digest);
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
        describe_article(session_article(session, side), &store->articles[side]);
        store->sides[side] = anchorage_new(session_analysis(session, side));
    }
}

/* Locks before it reads, so that what is read stays the latest. */
static void lock(struct store *store)
{
    struct failure failure;
    bool busy;
    store->lock = keep_lock(store->path.bytes, &busy, &failure);
    if (busy)
        give_up(store, "another abreast has these notes open; here nothing is kept");
    else if (store->lock < 0)
        give_up(store, "notes are not kept: %s", failure.message);
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
        give_up(store, "the notes are damaged, and none are kept: %s", failure.message);
    } else {
        warn(store, "the notes were damaged; %s; all is in %s", read.bytes,
             strrchr(name.bytes, '/') ? strrchr(name.bytes, '/') + 1 : name.bytes);
        if (!store_save(store, &store->position, &failure))
            give_up(store, "notes are not kept: %s", failure.message);
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
        give_up(store, "notes are not kept: %s", failure.message);
    if (state == KEEP_FOREIGN)
        give_up(store, "%s belongs to another user: these notes are shown, but none are kept",
                path);
    if (bytes.size) {
        enum notebook_state read = notebook_read(bytes.bytes, bytes.size, &notebook);
        store->is_unread = read != NOTEBOOK_WHOLE;
        if (read == NOTEBOOK_NEWER)
            give_up(store,
                    "%s was written by a newer abreast and is left as it is; "
                    "notes are not kept",
                    path);
        else if (read == NOTEBOOK_OTHER && own)
            give_up(store, "%s holds no notes and is left as it is; notes are not kept", path);
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
        give_up(store, "notes are neither read nor kept: %s", failure.message);
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
    store->keeps = !options->only_reads;
    store_turn_to(store, session);
    if (!store_folder(options->file, &folder))
        give_up(store, "notes are not kept: there is no home folder; name a file by --notes");
    else if (store->keeps && !options->file && !keep_make_folder(folder.bytes, &failure))
        give_up(store, "notes are not kept: %s", failure.message);
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

bool store_save(struct store *store, const struct position *position, struct failure *failure)
{
    struct notebook notebook = {.position = *position};
    struct text out = {0};
    if (!store->keeps)
        return failure_set(failure, "%s", text_string(&store->notice));
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
