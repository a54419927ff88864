#include "settings.h"

#include "base/file.h"
#include "base/memory.h"
#include "setting.h"

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

static void add_warning(struct settings *settings, const char *message, const char *notice)
{
    if (!settings->notice)
        settings->notice = copy(notice, strlen(notice));
    if (settings->warning_count < SETTINGS_WARNINGS_MAX)
        settings->warnings[settings->warning_count++] = copy(message, strlen(message));
}

static void warn(struct settings *settings, const char *path, size_t line, const char *what)
{
    struct failure warning, notice;
    const char *slash = strrchr(path, '/');
    failure_set(&warning, "%s:%zu: %s", path, line, what);
    failure_set(&notice, "%s:%zu: %s", slash ? slash + 1 : path, line, what);
    add_warning(settings, warning.message, notice.message);
    settings->wrong++;
}

/* Says behind the first line's place how many more are wrong. All that is said stands on the screen
 * that the reader gives back. */
static void count_others(struct settings *settings)
{
    struct failure notice;
    const char *what = settings->wrong > 1 ? strstr(settings->notice, ": ") : NULL;
    if (!what)
        return;
    failure_set(&notice, "%.*s (%zu more when you quit)%s", (int)(what - settings->notice),
                settings->notice, settings->wrong - 1, what);
    free(settings->notice);
    settings->notice = copy(notice.message, strlen(notice.message));
}

void settings_start(struct settings *settings)
{
    *settings = (struct settings){.bindings = bindings_default()};
}

bool setting_next_word(const char **at, const char **word, size_t *size)
{
    *at += strspn(*at, " \t");
    *word = *at;
    *size = strcspn(*at, " \t");
    *at += *size;
    return *size > 0;
}

static const struct {
    const char *word;
    bool (*read)(struct settings *settings, struct setting setting, struct failure *failure);
} kinds[] = {
    {"filter", setting_read_filter},
    {"key", setting_read_key},
    {"color", setting_read_colour},
    {"colour", setting_read_colour},
};
enum { KIND_COUNT = sizeof kinds / sizeof *kinds, WORD_SHOWN = 64 };

/* "NAME VALUE" or "NAME = VALUE". */
static bool read_option(struct options *options, const char *line, size_t size,
                        struct failure *failure)
{
    char *name = copy(line, size);
    const char *value = line + size + strspn(line + size, " \t");
    value += *value == '=';
    value += strspn(value, " \t");
    size_t end = strlen(value);
    while (end && (value[end - 1] == ' ' || value[end - 1] == '\t'))
        end--;
    char *trimmed = copy(value, end);
    bool done = *trimmed ? options_set(options, name, trimmed, failure)
                         : failure_set(failure, "%s needs a value; abreast-config(5) lists them", name);
    free(trimmed);
    free(name);
    return done;
}

static bool read_setting(struct settings *settings, struct options *options, struct setting setting,
                         struct failure *failure)
{
    const char *line = setting.words;
    size_t size = strcspn(line, " \t=");
    for (size_t i = 0; i < KIND_COUNT; i++)
        if (strlen(kinds[i].word) == size && memcmp(kinds[i].word, line, size) == 0) {
            setting.words = line + size + strspn(line + size, " \t");
            return kinds[i].read(settings, setting, failure);
        }
    if (size == 0)
        return failure_set(failure, "no setting is named before =; write theme = dark");
    if (options_can_set(line, size))
        return read_option(options, line, size, failure);
    struct text names = {0};
    options_settable(&names);
    failure_set(failure, "there is no setting %.*s; there are key, color, filter, %s",
                (int)(size < WORD_SHOWN ? size : WORD_SHOWN), line, names.bytes);
    text_free(&names);
    return false;
}

/* One line, without its end; "\r\n" ends one, too. */
static bool read_line(struct settings *settings, struct options *options, const char *bytes,
                      size_t size, size_t number, struct failure *failure)
{
    size -= size && bytes[size - 1] == '\r';
    if (memchr(bytes, '\0', size))
        return failure_set(failure, "the line holds a NUL byte; remove it");
    if (size == 0)
        return true;
    char *line = copy(bytes, size);
    struct setting setting = {line + strspn(line, " \t"), number};
    bool done = !*setting.words || *setting.words == '#' ||
                read_setting(settings, options, setting, failure);
    free(line);
    return done;
}

/* Nobody should be locked in: the first of the table's keys for quitting is given back. */
static void keep_quit(struct settings *settings, const char *path)
{
    const char *keys = action_default_keys(ACTION_QUIT);
    int size = (int)strcspn(keys, " ");
    unsigned key = key_parse(keys, (size_t)size);
    struct failure what;
    if (action_has_key(&settings->bindings, ACTION_QUIT))
        return;
    const struct binding *taken = bindings_find(&settings->bindings, key);
    size_t line = taken ? taken->line : 0;
    failure_set(&what, "no key is left to quit by, so %.*s still does; add: key Q quit", size,
                keys);
    warn(settings, path, line, what.message);
    bindings_bind(&settings->bindings, key, ACTION_QUIT, line);
}

static void count_the_rest(struct settings *settings, const char *path)
{
    struct failure warning;
    size_t wrong = settings->wrong, more = wrong - SETTINGS_WARNINGS_MAX;
    if (wrong <= SETTINGS_WARNINGS_MAX)
        return;
    if (wrong >= SETTINGS_WRONG_MAX)
        failure_set(&warning, "%s: %zu lines are wrong, the rest is not read; is it the right file?",
                    path, wrong);
    else
        failure_set(&warning, "%s: %zu more %s wrong; mend these first", path, more,
                    more == 1 ? "line is" : "lines are");
    settings->warnings[settings->warning_count++] =
        copy(warning.message, strlen(warning.message));
}

void settings_read(struct settings *settings, struct options *options, const char *path,
                   const char *text, size_t size)
{
    static const char mark[] = "\xEF\xBB\xBF"; /* which some editors put before UTF-8 */
    size_t number = 1;
    size_t start = size >= 3 && memcmp(text, mark, 3) == 0 ? 3 : 0;
    for (; start < size && settings->wrong < SETTINGS_WRONG_MAX; number++) {
        struct failure failure;
        const char *lf = memchr(text + start, '\n', size - start);
        size_t end = lf ? (size_t)(lf - text) : size;
        if (!read_line(settings, options, text + start, end - start, number, &failure))
            warn(settings, path, number, failure.message);
        start = end + 1;
    }
    keep_quit(settings, path);
    count_others(settings);
    count_the_rest(settings, path);
}

bool settings_path(struct text *path)
{
    const char *base = getenv("XDG_CONFIG_HOME");
    if (base && *base == '/') {
        text_format(path, "%s/abreast/config", base);
        return true;
    }
    base = getenv("HOME");
    if (base && *base == '/')
        text_format(path, "%s/.config/abreast/config", base);
    return base && *base == '/';
}

void settings_load(struct settings *settings, struct options *options)
{
    struct text path = {0}, text = {0};
    struct failure failure;
    if (settings_path(&path) && file_exists(path.bytes)) {
        if (file_read_stored(path.bytes, &text, &failure))
            settings_read(settings, options, path.bytes, text_string(&text), text.size);
        else
            add_warning(settings, failure.message, failure.message);
    }
    text_free(&text);
    text_free(&path);
}

void settings_free(struct settings *settings)
{
    for (size_t i = 0; i < settings->filter_count; i++) {
        for (size_t j = 0; settings->filters[i].arguments[j]; j++)
            free(settings->filters[i].arguments[j]);
        free(settings->filters[i].arguments);
        free(settings->filters[i].name);
    }
    for (size_t i = 0; i < settings->warning_count; i++)
        free(settings->warnings[i]);
    free(settings->filters);
    free(settings->notice);
    *settings = (struct settings){0};
}

static const struct file_filter *find_named(const struct settings *settings, const char *name)
{
    for (size_t i = settings->filter_count; i-- > 0;)
        if (strcasecmp(settings->filters[i].name, name) == 0)
            return &settings->filters[i];
    return NULL;
}

const struct file_filter *settings_filter(const struct settings *settings, const char *path,
                                     const char *bytes, size_t size)
{
    for (size_t i = 0; i < MAGIC_COUNT; i++) {
        size_t magic = strlen(magics[i].bytes);
        if (size >= magic && memcmp(bytes, magics[i].bytes, magic) == 0)
            return find_named(settings, magics[i].name);
    }
    const char *slash = strrchr(path, '/');
    const char *dot = slash ? slash : path;
    const struct file_filter *found = NULL;
    while (!found && (dot = strchr(dot, '.')))
        found = find_named(settings, ++dot);
    return found;
}
