#include "base/file.h"
#include "base/keep.h"
#include "base/memory.h"
#include "base/process.h"
#include "base/sandbox.h"
#include "compare/compare.h"
#include "confine.h"
#include "editor.h"
#include "notes/store.h"
#include "options.h"
#include "reader/reader.h"
#include "reader/signals.h"
#include "service.h"
#include "settings.h"
#include "source.h"
#include "version.h"

#include <jansson.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef SEEDS_DIR
#define SEEDS_DIR "seeds"
#endif

enum status { STATUS_CLEAR, STATUS_CONFLICT, STATUS_TROUBLE };

/* Two articles with what was made of them; dumps of one article leave the right side empty. */
struct pair {
    struct article *articles[SIDE_COUNT];
    struct analysis analyses[SIDE_COUNT];
    struct comparison *comparison;
    struct settings settings;
    struct helper *helper; /* runs what the settings name, and the editor */
    size_t editor;         /* its number there */
    struct session *session;
    struct store *store; /* of notes, without the reader; NULL: none */
};

static void say(const char *message)
{
    fprintf(stderr, "abreast: %s\n", message);
}

static enum status trouble(const struct failure *failure)
{
    say(failure->message);
    return STATUS_TROUBLE;
}

static void out_of_memory(void)
{
    reader_restore_terminal();
    say("out of memory; try with shorter texts");
    exit(STATUS_TROUBLE);
}

static void *new_for_json(size_t size)
{
    return memory_new(1, size);
}

static bool print(const struct text *text, struct failure *failure)
{
    return file_write_stream(STDOUT_FILENO, "standard output", text_string(text), text->size,
                             failure);
}

/* Stores a report or a dump in a file, but never over an article it was made from. */
static bool store_file(const struct options *options, const char *path, bool overwrite,
                       const struct text *text, struct failure *failure)
{
    for (size_t i = 0; i < options->file_count; i++)
        if (file_is_same(path, options->files[i]))
            return failure_set(failure, "%s is one of the articles; choose another name", path);
    return file_write(path, text_string(text), text->size, overwrite, failure);
}

static bool store(const struct options *options, const struct text *text, struct failure *failure)
{
    if (options->output && strcmp(options->output, "-") != 0)
        return store_file(options, options->output, options->overwrite, text, failure);
    return options->quiet || print(text, failure);
}

static struct article *read_side(const struct pair *pair, enum side side,
                                 const struct options *options, struct failure *failure)
{
    const char *path = options->files[side];
    struct article *article = NULL;
    struct text bytes = {0};
    if (source_read(&pair->settings, pair->helper, path, &bytes, failure))
        article = article_read(path, text_string(&bytes), bytes.size, options->article, failure);
    text_free(&bytes);
    return article;
}

static void analyse(struct pair *pair, enum side side)
{
    if (!pair->analyses[side].article)
        pair->analyses[side] = analysis_make(pair->articles[side]);
}

/* The reader analyses by itself, when the texts can be looked at. */
static bool read_sides(struct pair *pair, const struct options *options, struct failure *failure)
{
    for (size_t i = 0; i < options->file_count; i++) {
        pair->articles[i] = read_side(pair, (enum side)i, options, failure);
        if (!pair->articles[i])
            return false;
        if (options_batch(options))
            analyse(pair, (enum side)i);
    }
    return true;
}

/* The notes on two articles are not mixed with those on others. */
static bool check_notes(struct pair *pair, const struct options *options, struct failure *failure)
{
    if (!options->notes || options->no_notes || options->dump ||
        store_suits(options->notes, pair->articles, NULL, failure))
        return true;
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++)
        analyse(pair, side);
    return store_suits(options->notes, pair->articles, pair->analyses, failure);
}

static void compare_sides(struct pair *pair, const struct options *options)
{
    pair->comparison = compare_articles(&pair->analyses[SIDE_LEFT], &pair->analyses[SIDE_RIGHT]);
    pair->session = session_new(pair->comparison, options->min_confidence);
}

/* Gives the session what was said at other times. A file that is named for it must be there: none
 * is made here. */
static bool open_notes(struct pair *pair, const struct options *options, struct failure *failure)
{
    struct store_options wanted = {options->notes, true};
    struct text nothing = {0};
    enum keep_state state =
        options->notes ? keep_read(options->notes, 0, &nothing, failure) : KEEP_READ;
    if (state == KEEP_MISSING)
        return failure_set(failure, "cannot read %s: there is no such file; check the name",
                           options->notes);
    if (state == KEEP_REFUSED)
        return false;
    if (!options->no_notes)
        pair->store = store_open(pair->session, &wanted);
    return true;
}

static void free_pair(struct pair *pair)
{
    store_close(pair->store);
    session_free(pair->session);
    helper_free(pair->helper);
    settings_free(&pair->settings);
    comparison_free(pair->comparison);
    article_free(pair->articles[SIDE_LEFT]);
    article_free(pair->articles[SIDE_RIGHT]);
}

static void say_warnings(const struct pair *pair)
{
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++) {
        const struct article *article = pair->articles[side];
        for (size_t i = 0; article && i < article->warning_count; i++) {
            struct failure line;
            failure_set(&line, "%s: %s", article->path, article->warnings[i]);
            say(line.message);
        }
    }
    const char *warning = pair->session ? session_warning(pair->session) : NULL;
    if (warning)
        say(warning);
}

/* In a quiet run only where what was said is not known as a whole: that changes the answer. */
static void say_notice(const struct pair *pair, bool quiet)
{
    const char *notice = pair->store ? store_notice(pair->store) : NULL;
    if (notice && (!quiet || store_is_unread(pair->store)))
        say(notice);
}

static void say_settings(const struct settings *settings)
{
    for (size_t i = 0; i < settings->warning_count; i++)
        say(settings->warnings[i]);
}

static enum status run_dump(struct pair *pair, const struct options *options)
{
    struct failure failure;
    struct text out = {0};
    if (!options->quiet)
        say_warnings(pair);
    options->dump->write(pair->analyses, &out);
    bool done = store(options, &out, &failure);
    text_free(&out);
    return done ? STATUS_CLEAR : trouble(&failure);
}

static enum status run_export(struct pair *pair, const struct options *options)
{
    struct session_counts counts;
    struct failure failure;
    struct text out = {0};
    bool done = true;
    compare_sides(pair, options);
    if (!open_notes(pair, options, &failure))
        return trouble(&failure);
    if (!options->quiet)
        say_warnings(pair);
    say_notice(pair, options->quiet);
    if (options->format) {
        report_write(options->format, pair->session, options->choice, &out);
        done = store(options, &out, &failure);
        text_free(&out);
    }
    if (!done)
        return trouble(&failure);
    counts = session_count(pair->session);
    return counts.hard + counts.soft ? STATUS_CONFLICT : STATUS_CLEAR;
}

/* What the reader's services work with. */
struct means {
    const struct pair *pair;
    const struct options *options;
};

static struct article *read_for_service(void *context, enum side side, struct failure *failure)
{
    const struct means *means = context;
    return read_side(means->pair, side, means->options, failure);
}

static bool store_for_service(void *context, const char *path, bool overwrite,
                              const struct text *text, struct failure *failure)
{
    const struct means *means = context;
    return store_file(means->options, path, overwrite, text, failure);
}

static bool edit_for_service(void *context, struct text *text, struct failure *failure)
{
    const struct means *means = context;
    return editor_edit(means->pair->helper, means->pair->editor, text, failure);
}

static enum status run_reader(struct pair *pair, const struct options *options)
{
    struct failure failure;
    int ended_by = 0;
    struct means means = {pair, options};
    const struct service_means offered = {&means, edit_for_service, read_for_service,
                                          store_for_service};
    struct service *service = service_new(options, &offered, pair->articles, pair->analyses);
    struct reader_services *services = service_offer(service);
    services->bindings = &pair->settings.bindings;
    services->theme = &pair->settings.theme;
    services->no_mouse = options->no_mouse;
    services->notice = pair->settings.notice;
    pair->settings.theme.name = options->theme;
    helper_watch(pair->helper, signals_end_is_near);
    setlocale(LC_CTYPE, ""); /* only the terminal asks what it can show */
    bool done = reader_run(service_session(service), services, &ended_by, &failure) &&
                service_has_kept(service, &failure);
    service_free(service);
    if (!done)
        say(failure.message);
    reader_admit_signals(); /* not before: more of the same kind may have come */
    if (ended_by)
        raise(ended_by);
    return done ? STATUS_CLEAR : STATUS_TROUBLE;
}

static enum status run(struct options *options)
{
    struct failure failure;
    struct pair pair = {.helper = helper_new()};
    enum status status;
    settings_start(&pair.settings);
    if (!options->no_config)
        settings_load(&pair.settings, options);
    say_settings(&pair.settings); /* also where nothing else is said: they change the answer */
    if (!confine(options, &pair.settings, pair.helper, &pair.editor, &failure) ||
        !read_sides(&pair, options, &failure) || !check_notes(&pair, options, &failure))
        status = trouble(&failure);
    else if (options->dump)
        status = run_dump(&pair, options);
    else if (options_batch(options))
        status = run_export(&pair, options);
    else
        status = run_reader(&pair, options);
    free_pair(&pair);
    return status;
}

/* The folder that holds the sample pair: where it was installed, or beside a fresh build. */
static const char *find_seeds(void)
{
    static const char *const folders[] = {SEEDS_DIR, "seeds"};
    const char *found = NULL;
    for (size_t i = 0; i < sizeof folders / sizeof *folders && !found; i++) {
        struct text path = {0};
        text_format(&path, "%s/defense-news.txt", folders[i]);
        if (access(path.bytes, R_OK) == 0)
            found = folders[i];
        text_free(&path);
    }
    return found;
}

static enum status read_seeds(struct options options, const char *folder)
{
    struct text left = {0}, right = {0};
    text_format(&left, "%s/defense-news.txt", folder);
    text_format(&right, "%s/market-brief.txt", folder);
    options.files[SIDE_LEFT] = left.bytes;
    options.files[SIDE_RIGHT] = right.bytes;
    options.file_count = SIDE_COUNT;
    enum status status = run(&options);
    text_free(&left);
    text_free(&right);
    return status;
}

/* Without articles: what this is, how to start, and at a terminal a pair to try it with. */
static enum status introduce(struct options *options)
{
    static const char introduction[] =
        "abreast reads two articles about the same event side by side. It links the\n"
        "statements that tell the same and those that cannot both be right.\n\n"
        "    abreast LEFT RIGHT                     read two articles\n"
        "    abreast --export=markdown LEFT RIGHT   write down what was found\n"
        "    abreast --help                         all options\n\n"
        "While you read, e goes to the next match, c to the next conflict and Enter to\n"
        "the counterpart in the other article; h shows all keys, q quits.\n";
    const char *seeds = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) ? find_seeds() : NULL;
    if (!seeds) {
        fputs(introduction, stderr);
        return STATUS_TROUBLE;
    }
    fputs(introduction, stdout);
    fputs("\nPress Enter to open the sample pair, or q and Enter to leave: ", stdout);
    fflush(stdout);
    return getchar() == '\n' ? read_seeds(*options, seeds) : STATUS_CLEAR;
}

static enum status show(void (*describe)(struct text *out))
{
    struct failure failure;
    struct text out = {0};
    describe(&out);
    bool done = print(&out, &failure);
    text_free(&out);
    return done ? STATUS_CLEAR : trouble(&failure);
}

int main(int argc, char **argv)
{
    struct options options;
    struct failure failure;
    memory_set_handler(out_of_memory);
    file_guard_streams();
    json_set_alloc_funcs(new_for_json, free);
    if (!options_read(argc, argv, &options, &failure))
        return (int)trouble(&failure);
    if (options.help)
        return (int)show(options_help);
    if (options.version)
        return (int)show(version_describe);
    return (int)(options.file_count ? run(&options) : introduce(&options));
}
