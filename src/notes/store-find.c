#include "notes/store-find.h"

#include "base/file.h"
#include "base/keep.h"
#include "base/visible.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Of a file that much is read to see which articles it is about; of so many files, the quotations;
 * and so many characters of a name. */
enum {
    HEAD_SIZE = 64 * 1024,
    FILES_FOR_QUOTATIONS = 256,
    SIZE_FOR_QUOTATIONS = 4 << 20,
    NAME = 24
};

typedef bool (*likeness)(const struct notebook_article *a, const struct notebook_article *b);

/* The name from the root on; empty for what cannot be opened again by it. */
static void find_path(const char *name, struct text *path)
{
    struct stat status;
    char *full = realpath(name, NULL);
    if (full && stat(full, &status) == 0 && S_ISREG(status.st_mode))
        visible_append_line(path, full, strlen(full));
    free(full);
}

void notebook_describe(const struct article *article, struct notebook_article *described)
{
    enum { TITLE_MAX = 300 };
    struct span title = article_title(article);
    size_t size = span_size(title) < TITLE_MAX ? span_size(title) : TITLE_MAX;
    find_path(article->path, &described->path);
    visible_append_line(&described->title, article->text + title.start, size);
    digest_of(article->text, article->size, described->digest);
}

static bool same_text(const struct notebook_article *a, const struct notebook_article *b)
{
    return *a->digest && strcmp(a->digest, b->digest) == 0;
}

static bool same_path(const struct notebook_article *a, const struct notebook_article *b)
{
    return a->path.size && strcmp(text_string(&a->path), text_string(&b->path)) == 0;
}

static bool same_title(const struct notebook_article *a, const struct notebook_article *b)
{
    return a->title.size && strcmp(text_string(&a->title), text_string(&b->title)) == 0;
}

/* Whether two pairs are alike, one way or the other. */
static bool pairs_are(likeness alike, const struct notebook_article *kept,
                      const struct notebook_article *now, bool *swapped)
{
    *swapped = false;
    if (alike(&kept[SIDE_LEFT], &now[SIDE_LEFT]) && alike(&kept[SIDE_RIGHT], &now[SIDE_RIGHT]))
        return true;
    *swapped =
        alike(&kept[SIDE_LEFT], &now[SIDE_RIGHT]) && alike(&kept[SIDE_RIGHT], &now[SIDE_LEFT]);
    return *swapped;
}

/* Where the anchors of a notebook stand word for word. */
struct standing {
    size_t anchors, found[SIDE_COUNT]; /* found: by the side they stand on now */
};

static struct standing count_standing(struct anchorage *const sides[SIDE_COUNT],
                                      const struct notebook *notebook, bool swapped)
{
    struct standing standing = {0};
    for (size_t i = 0; i < notebook->count; i++)
        for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++) {
            const struct anchor *anchor = &notebook->items[i].anchors[side];
            enum side now = swapped ? side_other(side) : side;
            if (!anchor->exact)
                continue;
            standing.anchors++;
            standing.found[now] += anchorage_holds(sides[now], anchor);
        }
    return standing;
}

/* How many stand; 0 where it is not sure that the notebook is about these articles: half of the
 * quotations must stand, and some on each side. */
static size_t worth_of(const struct standing *standing)
{
    size_t sum = standing->found[SIDE_LEFT] + standing->found[SIDE_RIGHT];
    bool both = standing->found[SIDE_LEFT] && standing->found[SIDE_RIGHT];
    return both && 2 * sum >= standing->anchors ? sum : 0;
}

static size_t weigh(struct anchorage *const sides[SIDE_COUNT], const struct notebook *notebook,
                    bool *swapped)
{
    struct standing straight = count_standing(sides, notebook, false);
    struct standing crossed = count_standing(sides, notebook, true);
    size_t worth = worth_of(&straight), other = worth_of(&crossed);
    *swapped = other > worth;
    return *swapped ? other : worth;
}

struct search {
    const char *folder;
    char **names;
    size_t count;
};

static void take(struct found *found, enum found_by by, const struct search *search, size_t i,
                 bool swapped)
{
    found->by = by;
    found->swapped = swapped;
    text_clear(&found->path);
    text_format(&found->path, "%s/%s", search->folder, search->names[i]);
}

static bool read_head(const struct search *search, size_t i,
                      struct notebook_article articles[SIDE_COUNT])
{
    struct failure unused;
    struct text path = {0}, bytes = {0};
    text_format(&path, "%s/%s", search->folder, search->names[i]);
    enum keep_state state = keep_read(path.bytes, HEAD_SIZE, &bytes, &unused);
    bool read = (state == KEEP_READ || state == KEEP_FOREIGN) &&
                notebook_read_articles(text_string(&bytes), bytes.size, articles);
    text_free(&bytes);
    text_free(&path);
    return read;
}

/* The name for the notes on two texts, whichever is the left one. */
static void add_name(const struct notebook_article articles[SIDE_COUNT], struct text *name)
{
    const char *left = articles[SIDE_LEFT].digest, *right = articles[SIDE_RIGHT].digest;
    char digest[DIGEST_STRING], both[2 * DIGEST_STRING] = "";
    bool ordered = strcmp(left, right) <= 0;
    memcpy(both, ordered ? left : right, DIGEST_STRING - 1);
    memcpy(both + DIGEST_STRING - 1, ordered ? right : left, DIGEST_STRING - 1);
    digest_of(both, 2 * (DIGEST_STRING - 1), digest);
    text_format(name, "%.*s", (int)NAME, digest);
}

/* A file of the right name whose beginning does not say any more what it is about. */
static bool is_wreck(const struct search *search, size_t i, const struct notebook_article *now)
{
    struct text name = {0};
    add_name(now, &name);
    text_add(&name, ".json");
    bool same = strcmp(name.bytes, search->names[i]) == 0;
    text_free(&name);
    return same;
}

/* The texts are surer than the names; of files equal in this the first is taken. */
static void find_by_articles(const struct search *search, const struct notebook_article *now,
                             struct found *found)
{
    for (size_t i = 0; i < search->count && found->by != FOUND_BY_TEXTS; i++) {
        struct notebook kept = {0};
        bool swapped;
        bool read = read_head(search, i, kept.articles);
        if (read && pairs_are(same_text, kept.articles, now, &swapped))
            take(found, FOUND_BY_TEXTS, search, i, swapped);
        else if (!found->by && read && pairs_are(same_path, kept.articles, now, &swapped))
            take(found, FOUND_BY_PATHS, search, i, swapped);
        else if (!found->by && is_wreck(search, i, now))
            take(found, FOUND_BY_PATHS, search, i, false);
        notebook_free(&kept);
    }
}

static size_t weigh_file(const struct search *search, size_t i,
                         struct anchorage *const sides[SIDE_COUNT], bool *swapped)
{
    struct failure unused;
    struct text path = {0}, bytes = {0};
    struct notebook kept = {0};
    size_t worth = 0;
    text_format(&path, "%s/%s", search->folder, search->names[i]);
    if (keep_read(path.bytes, SIZE_FOR_QUOTATIONS, &bytes, &unused) == KEEP_READ &&
        notebook_read(text_string(&bytes), bytes.size, &kept) == NOTEBOOK_WHOLE)
        worth = weigh(sides, &kept, swapped);
    notebook_free(&kept);
    text_free(&bytes);
    text_free(&path);
    return worth;
}

static void find_by_quotations(const struct search *search,
                               struct anchorage *const sides[SIDE_COUNT], struct found *found)
{
    size_t most = 0;
    for (size_t i = 0; i < search->count && i < FILES_FOR_QUOTATIONS; i++) {
        bool swapped;
        size_t worth = weigh_file(search, i, sides, &swapped);
        if (worth <= most)
            continue;
        most = worth;
        take(found, FOUND_BY_QUOTATIONS, search, i, swapped);
    }
}

void store_find(const char *folder, const struct notebook_article articles[SIDE_COUNT],
                struct anchorage *const sides[SIDE_COUNT], struct found *found)
{
    struct search search = {.folder = folder};
    *found = (struct found){.by = FOUND_NOWHERE};
    search.names = keep_list(folder, ".json", &search.count);
    find_by_articles(&search, articles, found);
    if (!found->by && search.count)
        find_by_quotations(&search, sides, found);
    for (size_t i = 0; i < search.count; i++)
        free(search.names[i]);
    free(search.names);
}

bool notebook_is_swapped(const struct notebook *notebook,
                         const struct notebook_article articles[SIDE_COUNT],
                         struct anchorage *const sides[SIDE_COUNT])
{
    bool swapped;
    if (!pairs_are(same_text, notebook->articles, articles, &swapped))
        weigh(sides, notebook, &swapped);
    return swapped;
}

/* Half of the quotations from a side stand in an article of now, or much the same words do. */
static bool stands_in(struct anchorage *anchorage, const struct notebook *notebook, enum side side)
{
    size_t anchors = 0, found = 0;
    for (size_t i = 0; anchorage && i < notebook->count; i++) {
        const struct anchor *anchor = &notebook->items[i].anchors[side];
        enum finding finding = FOUND_NOT;
        if (anchor->exact)
            anchorage_find(anchorage, anchor, &finding);
        anchors += anchor->exact != NULL;
        found += finding != FOUND_NOT;
    }
    return found && 2 * found >= anchors;
}

static bool side_suits(const struct notebook *notebook, enum side kept,
                       const struct notebook_article *now, struct anchorage *anchorage)
{
    const struct notebook_article *before = &notebook->articles[kept];
    return same_text(before, now) || same_path(before, now) || same_title(before, now) ||
           stands_in(anchorage, notebook, kept);
}

bool notebook_suits(const struct notebook *notebook,
                    const struct notebook_article articles[SIDE_COUNT],
                    struct anchorage *const sides[SIDE_COUNT])
{
    bool straight = true, crossed = true;
    const struct notebook_article *kept = notebook->articles;
    if (!notebook->count || !*kept[SIDE_LEFT].digest || !*kept[SIDE_RIGHT].digest)
        return true;
    for (enum side now = SIDE_LEFT; now < SIDE_COUNT; now++) {
        struct anchorage *anchorage = sides ? sides[now] : NULL;
        straight = straight && side_suits(notebook, now, &articles[now], anchorage);
        crossed = crossed && side_suits(notebook, side_other(now), &articles[now], anchorage);
    }
    return straight || crossed;
}

void store_new_name(const char *folder, const struct notebook_article articles[SIDE_COUNT],
                    struct text *path)
{
    struct text name = {0};
    add_name(articles, &name);
    text_format(path, "%s/%s.json", folder, name.bytes);
    for (unsigned i = 2; file_exists(path->bytes); i++) {
        text_clear(path);
        text_format(path, "%s/%s-%u.json", folder, name.bytes, i);
    }
    text_free(&name);
}
