/* "filter pdf = pdftotext -layout %s -": a program that makes text of files of a kind. */
#include "setting.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static void free_filter(struct file_filter *filter)
{
    for (size_t i = 0; filter->arguments && filter->arguments[i]; i++)
        free(filter->arguments[i]);
    free(filter->arguments);
    free(filter->name);
}

static char *copy(const char *bytes, size_t size)
{
    char *made = memory_new(size + 1, 1);
    memcpy(made, bytes, size);
    return made;
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
static const char *split_command(const char *command, struct file_filter *filter)
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

bool setting_read_filter(struct settings *settings, struct setting setting, struct failure *failure)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.";
    const char *words = setting.words + (*setting.words == '.');
    size_t size = strspn(words, letters);
    const char *equals = words + size + strspn(words + size, " \t");
    if (!size || *equals != '=')
        return failure_set(failure,
                           "this is no filter; write: filter pdf = pdftotext -layout %%s -");
    struct file_filter filter = {.name = copy(words, size)};
    const char *wrong = split_command(equals + 1, &filter);
    if (!wrong) {
        MEMORY_APPEND(settings->filters, settings->filter_count, settings->filter_capacity, filter);
        return true;
    }
    free_filter(&filter);
    return failure_set(failure, "%s", wrong);
}
