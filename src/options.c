#include "options.h"

#include "compare/compare.h"

#include <getopt.h>
#include <string.h>

/* An option without an argument sets the flag, one with an argument calls `take`. */
struct row {
    char letter; /* NUL: only the long name */
    const char *name;
    const char *argument; /* what --help calls it; NULL: none */
    size_t flag;          /* place of a bool in struct options */
    bool (*take)(struct options *options, const char *argument, struct failure *failure);
    const char *help;
    void (*choices)(struct text *out); /* what the argument may be, --help ends with it; or NULL */
};

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
    return failure_set(failure, "bad number %s for --min-confidence; name one from 0 to 1",
                       argument);
}

#define FLAG(member) offsetof(struct options, member), NULL
static const struct row rows[] = {
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
    {0, "no-sandbox", NULL, FLAG(no_sandbox), "give up nothing before reading; see the manual", NULL},
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
        const struct row *row = &rows[i];
        tables->names[i] = (struct option){
            row->name, row->argument ? required_argument : no_argument, NULL, LONG_ONLY + (int)i};
        if (row->letter)
            tables->letters[used++] = row->letter;
        if (row->letter && row->argument)
            tables->letters[used++] = ':';
    }
}

static bool *flag_of(struct options *options, const struct row *row)
{
    return (bool *)((char *)options + row->flag);
}

static const struct row *find_row(int value)
{
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (value == LONG_ONLY + (int)i || (value && value == rows[i].letter))
            return &rows[i];
    return NULL;
}

/* What getopt did not take: `word` is the argument it stands in. */
static bool refuse(int found, const char *word, struct failure *failure)
{
    const struct row *row = find_row(optopt);
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

static uint64_t bit_of(const struct row *row)
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
        const struct row *row = found == '?' || found == ':' ? NULL : find_row(found);
        if (!row)
            return refuse(found, argv[optind - 1], failure);
        options->given |= bit_of(row);
        options->chose_confidence |= row->take == take_min_confidence;
        if (row->take && !row->take(options, optarg, failure))
            return false;
        if (!row->take)
            *flag_of(options, row) = true;
    }
    if (options->help || options->version)
        return true;
    if (!take_files(argc - optind, argv + optind, options, failure) || !check(options, failure))
        return false;
    if (!options->choice.parts)
        options->choice.parts = REPORT_ALL;
    return true;
}

static void show_type(const struct options *options, struct text *out)
{
    text_add(out, type_names[options->article.type]);
}

/* Without the zeros at its end. */
static void show_min_confidence(const struct options *options, struct text *out)
{
    unsigned value = options->min_confidence, digits = 3;
    for (; digits > 1 && value % 10 == 0; digits--)
        value /= 10;
    unsigned whole = digits == 3 ? 1000 : digits == 2 ? 100 : 10;
    text_format(out, "%u.%0*u", value / whole, (int)digits, value % whole);
}

static void show_theme(const struct options *options, struct text *out)
{
    text_add(out, theme_name(options->theme));
}

/* The options that make sense as a default; the others ask for one run. */
static const struct {
    const char *name;
    bool negated;                                                  /* of an option "no-NAME" */
    void (*show)(const struct options *options, struct text *out); /* NULL: yes or no */
} settable[] = {
    {"theme", false, show_theme},
    {"mouse", true, NULL},
    {"min-confidence", false, show_min_confidence},
    {"type", false, show_type},
    {"keep-all", false, NULL},
    {"notes", true, NULL},
};
enum { SETTABLE_COUNT = sizeof settable / sizeof *settable };

static size_t find_settable(const char *name, size_t size)
{
    size_t i = 0;
    while (i < SETTABLE_COUNT &&
           (strlen(settable[i].name) != size || memcmp(settable[i].name, name, size) != 0))
        i++;
    return i;
}

static const struct row *row_of_settable(size_t place)
{
    size_t skip = settable[place].negated ? strlen("no-") : 0;
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (strlen(rows[i].name) > skip && strcmp(rows[i].name + skip, settable[place].name) == 0)
            return &rows[i];
    return NULL;
}

bool options_can_set(const char *name, size_t size)
{
    return find_settable(name, size) < SETTABLE_COUNT;
}

void options_settable(struct text *out)
{
    for (size_t i = 0; i < SETTABLE_COUNT; i++)
        text_format(out, "%s%s", i ? ", " : "", settable[i].name);
}

bool options_set(struct options *options, const char *name, const char *value,
                 struct failure *failure)
{
    size_t place = find_settable(name, strlen(name));
    const struct row *row = place < SETTABLE_COUNT ? row_of_settable(place) : NULL;
    struct options changed = *options;
    if (!row)
        return failure_set(failure, "there is no option %s", name);
    if (row->take && !row->take(&changed, value, failure))
        return false;
    bool yes = strcmp(value, "yes") == 0;
    if (!row->take && !yes && strcmp(value, "no") != 0)
        return failure_set(failure, "bad value %s for %s; write yes or no", value, name);
    if (!row->take)
        *flag_of(&changed, row) = yes != settable[place].negated;
    if (!(options->given & bit_of(row)))
        *options = changed;
    return true;
}

/* In the place of the punctuation that --help has before a list of choices. */
static void add_manual_row(const struct row *row, struct text *out)
{
    text_add(out, row->help);
    if (row->choices)
        row->choices(out);
    text_format(out, "\n.Pq Fl Fl %s .\n", row->name);
}

void options_manual(struct text *out)
{
    struct options options = options_default();
    text_add(out, ".Bl -tag -width Ds\n");
    for (size_t i = 0; i < SETTABLE_COUNT; i++) {
        bool flag = !settable[i].show;
        const struct row *row = row_of_settable(i);
        if (flag)
            text_format(out, ".It Ic %s Cm yes | no\n.Cm %s :\n", settable[i].name,
                        settable[i].negated ? "no" : "yes");
        else
            text_format(out, ".It Ic %s Ar %s\n", settable[i].name, row->argument);
        add_manual_row(row, out);
        text_add(out, "Default: ");
        if (flag)
            text_add(out, *flag_of(&options, row) != settable[i].negated ? "yes" : "no");
        else
            settable[i].show(&options, out);
        text_add(out, ".\n");
    }
    text_add(out, ".El\n");
}

void options_example(const struct options *options, struct text *out)
{
    struct options shown = *options;
    for (size_t i = 0; i < SETTABLE_COUNT; i++) {
        const struct row *row = row_of_settable(i);
        text_format(out, "\n# %s%s",
                    settable[i].show      ? ""
                    : settable[i].negated ? "no: "
                                          : "yes: ",
                    row->help);
        if (row->choices)
            row->choices(out);
        text_format(out, " (--%s)\n%s ", row->name, settable[i].name);
        if (settable[i].show)
            settable[i].show(options, out);
        else
            text_add(out, *flag_of(&shown, row) != settable[i].negated ? "yes" : "no");
        text_add(out, "\n");
    }
}

bool options_batch(const struct options *options)
{
    return options->format || options->dump || options->quiet;
}

enum { HELP_COLUMN = 27 };

static void add_row(struct text *out, const struct row *row)
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
                  "       abreast --dump=STAGE [OPTION...] FILE...\n"
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
    const struct row *row = &rows[index];
    *option =
        (struct option_description){row->letter, row->name, row->argument, row->help, row->choices};
    return true;
}
