#include "editor.h"

#include "base/file.h"
#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const char blanks[] = " \t\n";

static const char *command(void)
{
    const char *visual = getenv("VISUAL"), *editor = getenv("EDITOR");
    if (visual && visual[strspn(visual, blanks)])
        return visual;
    return editor && editor[strspn(editor, blanks)] ? editor : "vi";
}

static char *next_word(const char **at)
{
    const char *start = *at + strspn(*at, blanks);
    size_t size = strcspn(start, blanks);
    *at = start + size;
    return size ? memcpy(memory_new(size + 1, 1), start, size) : NULL;
}

size_t editor_allow(struct helper *helper)
{
    const char **words = NULL;
    size_t count = 0, capacity = 0;
    const char *at = command();
    for (char *word; (word = next_word(&at));)
        MEMORY_APPEND(words, count, capacity, word);
    size_t own = count;
    MEMORY_APPEND(words, count, capacity, "%s");
    MEMORY_APPEND(words, count, capacity, NULL);
    size_t number = helper_allow(helper, words);
    for (size_t i = 0; i < own; i++)
        free((char *)(uintptr_t)words[i]);
    free(words);
    return number;
}

bool editor_edit(struct helper *helper, size_t number, struct text *text, struct failure *failure)
{
    struct text path = {0}, edited = {0};
    if (!helper_write(helper, text, "txt", &path, failure)) {
        text_free(&path);
        return false;
    }
    bool done =
        helper_show(helper, number, path.bytes, failure) && file_read(path.bytes, &edited, failure);
    file_remove(path.bytes);
    if (done) {
        text_free(text);
        *text = edited;
    } else {
        text_free(&edited);
    }
    text_free(&path);
    return done;
}
