/* "key Space PgDn page-down": keys for an action; "key x none" sets a key free. */
#include "setting.h"

#include "base/visible.h"

#include <string.h>
#include <uniwidth.h>

static bool is_none(const char *name, size_t size)
{
    return size == strlen("none") && memcmp(name, "none", size) == 0;
}

/* A key that people can read when it is shown to them. */
static bool is_visible(unsigned key)
{
    char name[KEY_NAME_SIZE];
    struct text shown = {0};
    key_describe(key, name);
    visible_append_line(&shown, name, strlen(name));
    bool same = strcmp(text_string(&shown), name) == 0;
    text_free(&shown);
    return same && (key >= KEY_NONE || key < 0x80 || uc_width(key, "UTF-8") > 0);
}

/* What no configuration may bind: digits are counts, and these never reach the program. */
static bool may_bind(unsigned key, const char *name, size_t size, struct failure *failure)
{
    enum { INTERRUPT = 'C' - '@', SUSPEND = 'Z' - '@', ABORT = '\\' - '@' };
    if (key == KEY_NONE || !is_visible(key))
        return failure_set(failure,
                           "there is no key %.*s; write a sign, ^X, Space, Enter, Tab, Esc, Up, "
                           "PgDn, Home, F1 or the like",
                           (int)size, name);
    if (key >= '0' && key <= '9')
        return failure_set(failure, "the digit %.*s begins a count; choose another key", (int)size,
                           name);
    if (key == INTERRUPT || key == SUSPEND || key == ABORT)
        return failure_set(failure, "the terminal keeps %.*s for itself; choose another key",
                           (int)size, name);
    return true;
}

static bool refuse_second(const struct binding *first, enum action action, struct failure *failure)
{
    char name[KEY_NAME_SIZE];
    key_describe(first->key, name);
    return failure_set(failure,
                       "the key %s is bound twice: to %s in line %zu and to %s here; remove one",
                       name, first->action ? action_name(first->action) : "none", first->line,
                       action ? action_name(action) : "none");
}

/* What may have been meant: the help of all actions is longer than a message. */
static bool refuse_action(const char *name, size_t size, struct failure *failure)
{
    return failure_set(failure,
                       "there is no action %.*s; abreast-config(5) lists them, as page-down in: "
                       "key Space page-down",
                       (int)(size < 64 ? size : 64), name);
}

static bool find_last_word(const char *words, const char **last, size_t *size)
{
    const char *word;
    size_t count = 0, length;
    while (setting_next_word(&words, &word, &length)) {
        *last = word;
        *size = length;
        count++;
    }
    return count > 1;
}

bool setting_read_key(struct settings *settings, struct setting setting, struct failure *failure)
{
    struct bindings bindings = settings->bindings;
    const char *words = setting.words, *last, *name;
    size_t last_size, size;
    if (!find_last_word(words, &last, &last_size))
        return failure_set(failure, "a key and an action are needed; write: key Space page-down");
    enum action action = action_find(last, last_size);
    if (action == ACTION_NONE && !is_none(last, last_size))
        return refuse_action(last, last_size, failure);
    while (setting_next_word(&words, &name, &size) && name != last) {
        unsigned key = key_parse(name, size);
        if (!may_bind(key, name, size < 64 ? size : 64, failure))
            return false;
        const struct binding *before = bindings_find(&bindings, key);
        if (before && before->line)
            return refuse_second(before, action, failure);
        if (!bindings_bind(&bindings, key, action, setting.line))
            return failure_set(failure, "more than %d keys are bound; remove some", BINDINGS_MAX);
    }
    settings->bindings = bindings;
    return true;
}
