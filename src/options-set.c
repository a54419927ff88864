/* The options that a configuration may set. */
#include "options.h"

#include "option-row.h"

#include <string.h>

static void show_type(const struct options *options, struct text *out)
{
    text_add(out, option_type_name(options->article.type));
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

static const struct option_row *row_of_settable(size_t place)
{
    return option_row_named(settable[place].negated ? "no-" : "", settable[place].name);
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

static bool refuse_name(const char *name, struct failure *failure)
{
    struct text names = {0};
    options_settable(&names);
    failure_set(failure, "there is no option %s; there are %s", name, text_string(&names));
    text_free(&names);
    return false;
}

bool options_set(struct options *options, const char *name, const char *value,
                 struct failure *failure)
{
    size_t place = find_settable(name, strlen(name));
    const struct option_row *row = place < SETTABLE_COUNT ? row_of_settable(place) : NULL;
    struct options changed = *options;
    if (!row)
        return refuse_name(name, failure);
    if (row->take && !row->take(&changed, value, failure))
        return false;
    bool yes = strcmp(value, "yes") == 0;
    if (!row->take && !yes && strcmp(value, "no") != 0)
        return failure_set(failure, "bad value %s for %s; write yes or no", value, name);
    if (!row->take)
        *option_row_flag(&changed, row) = yes != settable[place].negated;
    if (!(options->given & option_row_bit(row)))
        *options = changed;
    return true;
}

/* In the place of the punctuation that --help has before a list of choices. */
static void add_manual_row(const struct option_row *row, struct text *out)
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
        const struct option_row *row = row_of_settable(i);
        if (flag)
            text_format(out, ".It Ic %s Cm yes | no\n.Cm %s :\n", settable[i].name,
                        settable[i].negated ? "no" : "yes");
        else
            text_format(out, ".It Ic %s Ar %s\n", settable[i].name, row->argument);
        add_manual_row(row, out);
        text_add(out, "Default: ");
        if (flag)
            text_add(out, *option_row_flag(&options, row) != settable[i].negated ? "yes" : "no");
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
        const struct option_row *row = row_of_settable(i);
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
            text_add(out, *option_row_flag(&shown, row) != settable[i].negated ? "yes" : "no");
        text_add(out, "\n");
    }
}
