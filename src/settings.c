#include "settings.h"

#include "base/file.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* What files begin with, whatever their name is. */
static const struct {
    const char *bytes, *name;
} magics[] = {
    {"%PDF-", "pdf"},
    {"{\\rtf", "rtf"},
    {"\xD0\xCF\x11\xE0", "doc"},
};
enum { MAGIC_COUNT = sizeof magics / sizeof *magics };

static char *copy(const char *bytes, size_t size)
{
    char *made = memory_new(size + 1, 1);
    memcpy(made, bytes, size);
    return made;
}

static void warn(struct settings *settings, const char *path, size_t line, const char *what)
{
    struct failure warning;
    failure_set(&warning, "%s:%zu: %s", path, line, what);
    MEMORY_APPEND(settings->warnings, settings->warning_count, settings->warning_capacity,
                  copy(warning.message, strlen(warning.message)));
}

static void free_filter(struct filter *filter)
{
    for (size_t i = 0; filter->arguments && filter->arguments[i]; i++)
        free(filter->arguments[i]);
    free(filter->arguments);
    free(filter->name);
}

/* Reads a word at `*at`, in which quotes hold blanks together; NULL at the end, and where a quote
 * is not closed: `*open` then. */
static char *next_word(const char **at, bool *open)
{
    struct text word = {0};
    char quote = '\0';
    const char *from = *at + strspn(*at, " \t");
    bool any = *from != '\0';
    for (; *from && (quote || (*from != ' ' && *from != '\t')); from++) {
        if (quote ? *from == quote : *from == '"' || *from == '\'')
            quote = quote ? '\0' : *from;
        else
            text_add_byte(&word, *from);
    }
    *at = from;
    *open = quote != '\0';
    char *made = any && !*open ? copy(text_string(&word), word.size) : NULL;
    text_free(&word);
    return made;
}

/* The words of a command, in which one is or holds "%s". What is wrong, else NULL. */
static const char *split_command(const char *command, struct filter *filter)
{
    size_t count = 0, capacity = 0;
    bool open = false, named = false;
    for (char *word; (word = next_word(&command, &open));) {
        named |= count && strstr(word, "%s");
        MEMORY_APPEND(filter->arguments, count, capacity, word);
    }
    MEMORY_APPEND(filter->arguments, count, capacity, NULL);
    if (open)
        return "a quote is not closed; close it";
    if (!filter->arguments[0] || !*filter->arguments[0])
        return "there is no command; write: filter pdf = pdftotext -layout %s -";
    return named ? NULL : "the command does not name the file; put %s where it belongs";
}

/* "NAME = COMMAND" behind the word "filter". */
static const char *read_filter(struct settings *settings, const char *words)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.";
    words += *words == '.';
    size_t size = strspn(words, letters);
    const char *equals = words + size + strspn(words + size, " \t");
    if (!size || *equals != '=')
        return "this is no filter; write: filter pdf = pdftotext -layout %s -";
    struct filter filter = {.name = copy(words, size)};
    const char *wrong = split_command(equals + 1, &filter);
    if (wrong)
        free_filter(&filter);
    else
        MEMORY_APPEND(settings->filters, settings->filter_count, settings->filter_capacity, filter);
    return wrong;
}

static const char *read_setting(struct settings *settings, const char *line)
{
    static const struct {
        const char *word;
        const char *(*read)(struct settings *settings, const char *words);
    } kinds[] = {{"filter", read_filter}};
    size_t size = strcspn(line, " \t=");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strlen(kinds[i].word) == size && strncmp(kinds[i].word, line, size) == 0)
            return kinds[i].read(settings, line + size + strspn(line + size, " \t"));
    return "no such setting; there is: filter NAME = COMMAND";
}

void settings_read(struct settings *settings, const char *path, const char *text, size_t size)
{
    size_t number = 1;
    for (size_t start = 0; start < size; number++) {
        const char *lf = memchr(text + start, '\n', size - start);
        size_t end = lf ? (size_t)(lf - text) : size;
        char *line = copy(text + start, end - start - (end > start && text[end - 1] == '\r'));
        const char *words = line + strspn(line, " \t");
        const char *wrong = *words && *words != '#' ? read_setting(settings, words) : NULL;
        if (wrong)
            warn(settings, path, number, wrong);
        free(line);
        start = end + 1;
    }
}

bool settings_path(struct text *path)
{
    const char *base = getenv("XDG_CONFIG_HOME");
    if (base && *base == '/') {
        text_format(path, "%s/abreast/config", base);
        return true;
    }
    base = getenv("HOME");
    if (base && *base)
        text_format(path, "%s/.config/abreast/config", base);
    return base && *base;
}

void settings_load(struct settings *settings)
{
    struct text path = {0}, text = {0};
    struct failure failure;
    if (settings_path(&path) && file_exists(path.bytes)) {
        if (file_read(path.bytes, &text, &failure))
            settings_read(settings, path.bytes, text_string(&text), text.size);
        else
            MEMORY_APPEND(settings->warnings, settings->warning_count, settings->warning_capacity,
                          copy(failure.message, strlen(failure.message)));
    }
    text_free(&text);
    text_free(&path);
}

void settings_free(struct settings *settings)
{
    for (size_t i = 0; i < settings->filter_count; i++)
        free_filter(&settings->filters[i]);
    for (size_t i = 0; i < settings->warning_count; i++)
        free(settings->warnings[i]);
    free(settings->filters);
    free(settings->warnings);
    *settings = (struct settings){0};
}

static const struct filter *find_named(const struct settings *settings, const char *name)
{
    for (size_t i = settings->filter_count; i-- > 0;)
        if (strcasecmp(settings->filters[i].name, name) == 0)
            return &settings->filters[i];
    return NULL;
}

const struct filter *settings_filter(const struct settings *settings, const char *path,
                                     const char *bytes, size_t size)
{
    for (size_t i = 0; i < MAGIC_COUNT; i++) {
        size_t magic = strlen(magics[i].bytes);
        if (size >= magic && memcmp(bytes, magics[i].bytes, magic) == 0)
            return find_named(settings, magics[i].name);
    }
    const char *slash = strrchr(path, '/');
    const char *dot = slash ? slash : path;
    const struct filter *found = NULL;
    while (!found && (dot = strchr(dot, '.')))
        found = find_named(settings, ++dot);
    return found;
}
