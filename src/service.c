#include "service.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/memory.h"
#include "notes/attach.h"
#include "notes/store.h"

#include <stdlib.h>
#include <string.h>

enum { TURN = 15 /* milliseconds of work, after which the reader looks for keys */, BUDGET = 50 };

/* The two articles as they were read once, and what was made of them. */
struct edition {
    struct article *articles[SIDE_COUNT];
    bool borrowed[SIDE_COUNT]; /* another edition or the caller owns the article */
    bool analysed[SIDE_COUNT];
    struct analysis analyses[SIDE_COUNT];
    struct comparison *comparison;
    struct session *session;
};

struct service {
    const struct options *options;
    struct service_means means;
    struct edition *former; /* the reader may still look at it while it takes the current one */
    struct edition *current, *next;
    struct comparer *comparer; /* of the next edition */
    struct reader_services services;
    struct store *store; /* NULL: no notes are kept, or none yet */
    struct failure unkept; /* of the last keeping, where it should have worked */
    bool has_compared;
    struct text said; /* of what was read again */
};

static void edition_free(struct edition *edition)
{
    if (!edition)
        return;
    session_free(edition->session);
    comparison_free(edition->comparison);
    for (enum side side = 0; side < SIDE_COUNT; side++)
        if (!edition->borrowed[side])
            article_free(edition->articles[side]);
    free(edition);
}

/* The same articles with what is known of them. */
static struct edition *edition_of(const struct edition *other)
{
    struct edition *edition = memory_new(1, sizeof *edition);
    for (enum side side = 0; side < SIDE_COUNT; side++) {
        edition->articles[side] = other->articles[side];
        edition->borrowed[side] = true;
        edition->analysed[side] = other->analysed[side];
        edition->analyses[side] = other->analyses[side];
    }
    return edition;
}

struct service *service_new(const struct options *options, const struct service_means *means,
                            struct article *const articles[SIDE_COUNT],
                            const struct analysis analyses[SIDE_COUNT])
{
    struct service *service = memory_new(1, sizeof *service);
    struct edition *edition = memory_new(1, sizeof *edition);
    service->options = options;
    service->means = *means;
    service->current = edition;
    for (enum side side = 0; side < SIDE_COUNT; side++) {
        edition->articles[side] = articles[side];
        edition->borrowed[side] = true;
        edition->analyses[side].article = articles[side];
    }
    edition->comparison = memory_new(1, sizeof *edition->comparison);
    *edition->comparison = (struct comparison){
        .arena = arena_new(),
        .left = &edition->analyses[SIDE_LEFT],
        .right = &edition->analyses[SIDE_RIGHT],
        .same_event = true, /* as far as is known */
    };
    edition->session = session_new(edition->comparison, options->min_confidence);
    service->next = edition_of(edition);
    for (enum side side = 0; side < SIDE_COUNT; side++)
        if (analyses[side].article) {
            service->next->analyses[side] = analyses[side];
            service->next->analysed[side] = true;
        }
    return service;
}

static void cancel(void *context)
{
    struct service *service = context;
    comparer_free(service->comparer);
    service->comparer = NULL;
    edition_free(service->next);
    service->next = NULL;
}

void service_free(struct service *service)
{
    cancel(service);
    store_close(service->store);
    edition_free(service->former);
    edition_free(service->current);
    text_free(&service->said);
    free(service);
}

struct session *service_session(const struct service *service)
{
    return service->current->session;
}

/* A part of the work; false when nothing is left to do. */
static bool do_part(struct service *service)
{
    struct edition *next = service->next;
    for (enum side side = 0; side < SIDE_COUNT; side++)
        if (!next->analysed[side]) {
            next->analyses[side] = analysis_make(next->articles[side]);
            next->analysed[side] = true;
            return true;
        }
    if (!service->comparer) {
        service->comparer = comparer_new(&next->analyses[SIDE_LEFT], &next->analyses[SIDE_RIGHT]);
        return true;
    }
    return comparer_step(service->comparer, BUDGET);
}

static bool work(void *context, double *share)
{
    struct service *service = context;
    long end = clock_milliseconds() + TURN;
    bool more = true;
    while (more && clock_milliseconds() < end)
        more = do_part(service);
    *share = service->comparer ? comparer_progress(service->comparer) : 0;
    return more;
}

/* What became of the remarks on statements that are no more as they were. */
static void describe_attached(struct attached attached, struct text *out)
{
    if (attached.alike)
        text_format(out, "; of %zu %s the words have changed", attached.alike,
                    attached.alike == 1 ? "remark" : "remarks");
    if (attached.orphans)
        text_format(out, "; %zu %s no statement now", attached.orphans,
                    attached.orphans == 1 ? "remark has" : "remarks have");
}

static bool keep(void *context, const struct session *session, const struct position *position,
                 struct failure *failure)
{
    struct service *service = context;
    (void)session; /* the store has been told of it */
    bool done = store_save(service->store, position, failure);
    service->unkept = done || !store_keeps(service->store) ? (struct failure){0} : *failure;
    return done;
}

bool service_has_kept(const struct service *service, struct failure *failure)
{
    const char *why = service->unkept.message;
    return !*why || failure_set(failure, "the place where you were is not kept: %s", why);
}

/* Gives the first session what was said at other times. A threshold that was asked for wins. */
static void open_notes(struct service *service, struct session *session, struct text *said)
{
    const struct options *options = service->options;
    if (options->no_notes)
        return;
    service->store = store_open(session, &(struct store_options){.file = options->notes});
    struct position *position = &service->services.position;
    *position = store_position(service->store);
    if (options->chose_confidence)
        position->threshold = session_threshold(session);
    service->services.keep = keep; /* fails as long as it must */
    if (store_notice(service->store))
        text_format(said, "Note: %s", store_notice(service->store));
}

static struct session *finish(void *context, struct text *said)
{
    struct service *service = context;
    struct edition *current = service->current, *next = service->next;
    next->comparison = comparer_finish(service->comparer);
    next->session = session_new(next->comparison, session_threshold(current->session));
    text_add(said, text_string(&service->said));
    describe_attached(notes_carry(current->session, next->session), said);
    if (!service->has_compared)
        open_notes(service, next->session, said);
    else if (service->store)
        store_turn_to(service->store, next->session);
    for (enum side side = 0; side < SIDE_COUNT; side++)
        if (next->articles[side] == current->articles[side]) { /* the younger one owns it */
            next->borrowed[side] = current->borrowed[side];
            current->borrowed[side] = true;
        }
    edition_free(service->former);
    service->former = current;
    service->current = next;
    service->next = NULL;
    service->comparer = NULL;
    service->has_compared = true;
    return next->session;
}

static bool is_same_text(const struct article *a, const struct article *b)
{
    return a->size == b->size && memcmp(a->text, b->text, a->size) == 0;
}

/* Reads one side into the next edition where it can be and has changed. */
static bool renew_side(struct service *service, enum side side, size_t *renewed,
                       struct failure *failure)
{
    struct edition *next = service->next;
    if (!file_can_be_read_again(service->options->files[side])) {
        text_format(&service->said, "; %s is read once", next->articles[side]->path);
        return true;
    }
    struct article *article = service->means.read(service->means.context, side, failure);
    if (!article)
        return false;
    if (is_same_text(article, next->articles[side])) {
        article_free(article);
        return true;
    }
    next->articles[side] = article;
    next->borrowed[side] = next->analysed[side] = false;
    ++*renewed;
    return true;
}

static bool read_again(void *context, struct failure *failure)
{
    struct service *service = context;
    size_t renewed = 0;
    cancel(service);
    text_clear(&service->said);
    text_add(&service->said, "Read again");
    service->next = edition_of(service->current);
    bool done = renew_side(service, SIDE_LEFT, &renewed, failure) &&
                renew_side(service, SIDE_RIGHT, &renewed, failure);
    if (done && !renewed && service->has_compared)
        done = failure_set(failure, "%s: nothing has changed", text_string(&service->said));
    if (!done)
        cancel(service);
    return done;
}

/* The name says the format. */
static void make_report(void *context, const char *path, struct text *out)
{
    struct service *service = context;
    const struct report_format *format = report_format_of_path(path);
    report_write(format ? format : &report_markdown, service_session(service),
                 service->options->choice, out);
}

static bool write_report(void *context, const char *path, bool overwrite, struct failure *failure)
{
    struct service *service = context;
    struct text out = {0};
    make_report(service, path, &out);
    bool done = service->means.store(service->means.context, path, overwrite, &out, failure);
    text_free(&out);
    return done;
}

static bool edit(void *context, struct text *text, struct failure *failure)
{
    struct service *service = context;
    return service->means.edit(service->means.context, text, failure);
}

struct reader_services *service_offer(struct service *service)
{
    const struct options *options = service->options;
    service->services = (struct reader_services){
        .context = service,
        .report_path = options->output ? options->output : "abreast-report.md",
        .overwrite = options->overwrite,
        .write_report = write_report,
        .make_report = make_report,
        .begins_with_work = true,
        .read_again = read_again,
        .work = work,
        .finish = finish,
        .cancel = cancel,
        .edit = edit,
    };
    return &service->services;
}
