/* Whether a file that was named for the notes is about the articles that are read. */
#include "base/keep.h"
#include "notes/notebook.h"
#include "notes/store-find.h"
#include "notes/store.h"

#include <string.h>

static const char *name_of(const struct notebook_article *article)
{
    const char *path = text_string(&article->path), *slash = strrchr(path, '/');
    if (article->title.size)
        return text_string(&article->title);
    return *path ? (slash ? slash + 1 : path) : "a text without a title";
}

static bool suits(const struct notebook *notebook, struct article *const articles[SIDE_COUNT],
                  const struct analysis *analyses)
{
    struct notebook_article described[SIDE_COUNT] = {0};
    struct anchorage *sides[SIDE_COUNT] = {NULL, NULL};
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++) {
        notebook_describe(articles[side], &described[side]);
        if (analyses)
            sides[side] = anchorage_new(&analyses[side]);
    }
    bool done = notebook_suits(notebook, described, sides);
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++) {
        anchorage_free(sides[side]);
        text_free(&described[side].path);
        text_free(&described[side].title);
    }
    return done;
}

bool store_suits(const char *file, struct article *const articles[SIDE_COUNT],
                 const struct analysis *analyses, struct failure *failure)
{
    struct text bytes = {0};
    struct notebook notebook = {0};
    enum keep_state state = keep_read(file, SIZE_MAX, &bytes, failure);
    enum notebook_state read = NOTEBOOK_OTHER;
    if ((state == KEEP_READ || state == KEEP_FOREIGN) && bytes.size)
        read = notebook_read(bytes.bytes, bytes.size, &notebook);
    bool known = read == NOTEBOOK_WHOLE || read == NOTEBOOK_DAMAGED;
    bool done = !known || suits(&notebook, articles, analyses);
    if (!done)
        failure_set(failure,
                    "%s holds the notes on other articles, \"%s\" and \"%s\"; "
                    "name another file by --notes",
                    file, name_of(&notebook.articles[SIDE_LEFT]),
                    name_of(&notebook.articles[SIDE_RIGHT]));
    notebook_free(&notebook);
    text_free(&bytes);
    return done;
}
