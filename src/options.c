#include "options.h"

#include "compare/compare.h"
#include "option-row.h"

#include <getopt.h>
#include <string.h>

static const char *const type_names[] = {
    [ARTICLE_AUTO] = "auto",
    [ARTICLE_TEXT] = "text",
    [ARTICLE_MARKDOWN] = "markdown",
    [ARTICLE_HTML] = "html",
};
enum { TYPE_COUNT = sizeof type_names / sizeof *type_names };

static void add_types(struct text *out)
{
    for (size_t i = 0; i < TYPE_COUNT; i++)
        text_format(out, "%s%s", i ? ", " : "", type_names[i]);
}

const char *option_type_name(enum article_type type)
{
    return type_names[type];
}

static bool refuse_choice(const char *what, const char *argument, void (*choices)(struct text *out),
                          struct failure *failure)
{
    struct text names = {0};
    choices(&names);
    failure_set(failure, "unknown %s %s; there are %s", what, *argument ? argument : "''",
                text_string(&names));
    text_free(&names);
    return false;
}

static bool take_export(struct options *options, const char *argument, struct failure *failure)
{
    options->format = report_format_find(argument);
    return options->format || refuse_choice("format", argument, report_format_names, failure);
}

static bool take_dump(struct options *options, const char *argument, struct failure *failure)
{
    options->dump = dump_find(argument);
    return options->dump || refuse_choice("stage", argument, dump_names, failure);
}

static bool take_output(struct options *options, const char *argument, struct failure *failure)
{
    options->output = argument;
    return *argument || failure_set(failure, "-o needs the name of a file");
}

/* Names with commas between. Given twice, the option asks for both. */
static bool take_only(struct options *options, const char *argument, struct failure *failure)
{
    for (const char *name = argument;; name++) {
        size_t size = strcspn(name, ",");
        enum report_part part = report_part_find(name, size);
        if (part == REPORT_PARTS) {
            struct text unknown = {0};
            text_append(&unknown, name, size);
            refuse_choice("part", unknown.bytes, report_part_names, failure);
            text_free(&unknown);
            return false;
        }
        options->choice.parts |= 1u << part;
        name += size;
        if (!*name)
            return true;
    }
}

static bool take_notes(struct options *options, const char *argument, struct failure *failure)
{
    options->notes = argument;
    return *argument || failure_set(failure, "--notes needs the name of a file");
}

static bool take_type(struct options *options, const char *argument, struct failure *failure)
{
    for (size_t i = 0; i < TYPE_COUNT; i++)
        if (strcmp(type_names[i], argument) == 0) {
            options->article.type = (enum article_type)i;
            return true;
        }
    return refuse_choice("type", argument, add_types, failure);
}

static bool take_theme(struct options *options, const char *argument, struct failure *failure)
{
    return theme_find(argument, &options->theme) ||
           refuse_choice("theme", argument, theme_names, failure);
}

/* 0 to 1 with at most three decimals. Own code, for strtod asks the locale which point it uses. */
static bool take_min_confidence(struct options *options, const char *argument,
                                struct failure *failure)
{
    static const char digits[] = "0123456789";
    size_t whole = strspn(argument, digits);
    const char *point = argument + whole;
    size_t decimals = *point == '.' ? strspn(point + 1, digits) : 0;
    size_t size = whole + (*point == '.') + decimals;
    unsigned value = whole ? (unsigned)(*argument - '0') : 0;
    for (size_t i = 1; i <= 3; i++)
        value = value * 10 + (i <= decimals ? (unsigned)(point[i] - '0') : 0);

    options->min_confidence = value;
    options->chose_confidence = true;
    if (argument[size] == '\0' && whole <= 1 && decimals <= 3 && whole + decimals && value <= 1000)
        return true;
    return failure_set(failure,
                       "bad number %s for min-confidence; name one from 0 to 1 with at most three "
                       "decimals",
                       argument);
}

#define FLAG(member) offsetof(struct options, member), NULL
static const struct option_row rows[] = {
    {0, "export", "FORMAT", 0, take_export, "report as: ", report_format_names},
    {0, "only", "PARTS", 0, take_only, "tell only of: ", report_part_names},
    {0, "full", NULL, FLAG(choice.full), "put both texts into the report, with their marks", NULL},
    {'o', "output", "FILE", 0, take_output, "write to FILE instead of standard output", NULL},
    {'f', "force", NULL, FLAG(overwrite), "overwrite FILE where it exists", NULL},
    {'q', "quiet", NULL, FLAG(quiet), "print nothing, only answer by the exit status", NULL},
    {0, "type", "TYPE", 0, take_type, "what the files are: ", add_types},
    {0, "keep-all", NULL, FLAG(article.keep_all), "leave nothing out, strip nothing", NULL},
    {0, "min-confidence", "N", 0, take_min_confidence,
     "links of confidence N and above, from 0 to 1", NULL},
    {0, "theme", "THEME", 0, take_theme, "colours: ", theme_names},
    {0, "no-mouse", NULL, FLAG(no_mouse), "leave the mouse to the terminal", NULL},
    {0, "no-config", NULL, FLAG(no_config), "read no configuration", NULL},
    {0, "notes", "FILE", 0, take_notes, "keep the notes in FILE", NULL},
    {0, "no-notes", NULL, FLAG(no_notes), "neither read nor keep notes", NULL},
    {0, "dump", "STAGE", 0, take_dump, "show a stage: ", dump_names},
    {0, "no-sandbox", NULL, FLAG(no_sandbox), "give up nothing before reading; see the manual",
     NULL},
    {'h', "help", NULL, FLAG(help), "show this help", NULL},
    {'V', "version", NULL, FLAG(version), "show the version", NULL},
};
#undef FLAG
enum { ROW_COUNT = sizeof rows / sizeof *rows };
enum { LONG_ONLY = 256 }; /* getopt's values from here on are rows; below, letters */

struct getopt_tables {
    char letters[2 * ROW_COUNT + 2];
    struct option names[ROW_COUNT + 1];
};

static void fill_tables(struct getopt_tables *tables)
{
    size_t used = 0;
    *tables = (struct getopt_tables){0};
    tables->letters[used++] = ':'; /* tells a missing argument from an unknown option */
    for (size_t i = 0; i < ROW_COUNT; i++) {
        const struct option_row *row = &rows[i];
        tables->names[i] = (struct option){
            row->name, row->argument ? required_argument : no_argument, NULL, LONG_ONLY + (int)i};
        if (row->letter)
            tables->letters[used++] = row->letter;
        if (row->letter && row->argument)
            tables->letters[used++] = ':';
    }
}

bool *option_row_flag(struct options *options, const struct option_row *row)
{
    return (bool *)((char *)options + row->flag);
}

static const struct option_row *find_row(int value)
{
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (value == LONG_ONLY + (int)i || (value && value == rows[i].letter))
            return &rows[i];
    return NULL;
}

const struct option_row *option_row_named(const char *before, const char *name)
{
    size_t skip = strlen(before);
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (strncmp(rows[i].name, before, skip) == 0 && strcmp(rows[i].name + skip, name) == 0)
            return &rows[i];
    return NULL;
}

/* What getopt did not take: `word` is the argument it stands in. */
static bool refuse(int found, const char *word, struct failure *failure)
{
    const struct option_row *row = find_row(optopt);
    if (row && found == ':')
        return failure_set(failure, "option --%s needs %s; see --help", row->name, row->argument);
    if (row)
        return failure_set(failure, "option --%s takes no argument; see --help", row->name);
    if (optopt)
        return failure_set(failure, "unknown option -%c; see --help", optopt);
    return failure_set(failure, "unknown option %.*s; see --help", (int)strcspn(word, "="), word);
}

static bool take_files(int count, char **files, struct options *options, struct failure *failure)
{
    if (count > SIDE_COUNT)
        return failure_set(failure, "%d files are too many; name LEFT and RIGHT only", count);
    for (int i = 0; i < count; i++)
        options->files[options->file_count++] = files[i];
    return true;
}

static bool check(const struct options *options, struct failure *failure)
{
    if (options->format && options->dump)
        return failure_set(failure, "--export and --dump do not go together; choose one");
    if ((options->choice.full || options->choice.parts) &&
        (options->dump || (options->quiet && !options->format)))
        return failure_set(failure, "--full and --only choose what a report holds; "
                                    "add --export=FORMAT");
    if (options->notes && options->no_notes)
        return failure_set(failure, "--notes and --no-notes do not go together; choose one");
    if (options->overwrite && !options->output)
        return failure_set(failure, "-f overwrites the file of -o; name one with -o FILE");
    if (options->quiet && options->output && !options->format && !options->dump)
        return failure_set(failure, "-o has nothing to write with -q alone; add --export=FORMAT");
    size_t needed = options->dump ? options->dump->file_count : SIDE_COUNT;
    if (options->file_count != needed && (options->file_count || options_batch(options)))
        return failure_set(failure, "%zu file%s needed, not %zu; see --help", needed,
                           needed == 1 ? " is" : "s are", options->file_count);
    if (options->file_count == SIDE_COUNT && strcmp(options->files[SIDE_LEFT], "-") == 0 &&
        strcmp(options->files[SIDE_RIGHT], "-") == 0)
        return failure_set(failure, "standard input (-) can be one side only; name a file too");
    return true;
}

uint64_t option_row_bit(const struct option_row *row)
{
    return (uint64_t)1 << (row - rows);
}

_Static_assert(ROW_COUNT <= 64, "a bit for each option");

struct options options_default(void)
{
    return (struct options){.min_confidence = CONFIDENCE_DEFAULT};
}

bool options_read(int argc, char **argv, struct options *options, struct failure *failure)
{
    struct getopt_tables tables;
    int found;
    fill_tables(&tables);
    *options = options_default();
    opterr = 0;
    while ((found = getopt_long(argc, argv, tables.letters, tables.names, NULL)) != -1) {
        const struct option_row *row = found == '?' || found == ':' ? NULL : find_row(found);
        if (!row)
            return refuse(found, argv[optind - 1], failure);
        options->given |= option_row_bit(row);
        options->chose_confidence |= row->take == take_min_confidence;
        if (row->take && !row->take(options, optarg, failure))
            return false;
        if (!row->take)
            *option_row_flag(options, row) = true;
    }
    if (options->help || options->version)
        return true;
    if (!take_files(argc - optind, argv + optind, options, failure) || !check(options, failure))
        return false;
    if (!options->choice.parts)
        options->choice.parts = REPORT_ALL;
    return true;
}

bool options_batch(const struct options *options)
{
    return options->format || options->dump || options->quiet;
}

enum { HELP_COLUMN = 27 };

static void add_row(struct text *out, const struct option_row *row)
{
    struct text option = {0};
    if (row->letter)
        text_format(&option, "  -%c, --%s", row->letter, row->name);
    else
        text_format(&option, "      --%s", row->name);
    if (row->argument)
        text_format(&option, "=%s", row->argument);
    text_format(out, "%-*s%s", HELP_COLUMN, text_string(&option), row->help);
    if (row->choices)
        row->choices(out);
    text_add(out, "\n");
    text_free(&option);
}

void options_help(struct text *out)
{
    text_add(out, "Usage: abreast [OPTION...] LEFT RIGHT\n"
                  "       abreast --export=FORMAT [OPTION...] LEFT RIGHT\n"
                  "       abreast -q [OPTION...] LEFT RIGHT\n"
                  "       abreast --dump=STAGE [OPTION...] FILE\n"
                  "       abreast --dump=candidates [OPTION...] LEFT RIGHT\n"
                  "Read two articles about the same event side by side: where they agree, where\n"
                  "they conflict, and what only one of them tells. One of them may be -, standard\n"
                  "input.\n\n");
    for (size_t i = 0; i < ROW_COUNT; i++)
        add_row(out, &rows[i]);
    text_add(out, "\nExit status: 0 no conflict, 1 a conflict (--export and -q only), 2 trouble.\n"
                  "In the reader h shows the keys. Manual: man abreast.\n");
}

bool options_describe(size_t index, struct option_description *option)
{
    if (index >= ROW_COUNT)
        return false;
    const struct option_row *row = &rows[index];
    *option =
        (struct option_description){row->letter, row->name, row->argument, row->help, row->choices};
    return true;
}
