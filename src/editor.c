#include "editor.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/process.h"

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

char **editor_words(size_t *count)
{
    char **words = NULL;
    size_t capacity = 0;
    *count = 0;
    for (const char *at = command(); *(at += strspn(at, blanks));) {
        size_t size = strcspn(at, blanks);
        char *word = memory_new(size + 1, 1);
        memcpy(word, at, size);
        MEMORY_APPEND(words, *count, capacity, word);
        at += size;
    }
    words = memory_reserve(words, &capacity, *count + 2, sizeof *words);
    words[*count] = words[*count + 1] = NULL;
    return words;
}

static bool run(const char *path, struct failure *failure)
{
    size_t count;
    char **words = editor_words(&count);
    const char **arguments = memory_new(count + 2, sizeof *arguments);
    for (size_t i = 0; i < count; i++)
        arguments[i] = words[i];
    arguments[count] = path;
    bool done = process_show(arguments, failure);
    for (size_t i = 0; i < count; i++)
        free(words[i]);
    free(words);
    free(arguments);
    return done;
}

bool editor_edit(struct text *text, struct failure *failure)
{
    struct text path = {0}, edited = {0};
    if (!file_write_temporary(text_string(text), text->size, "txt", &path, failure)) {
        text_free(&path);
        return false;
    }
    bool done = run(path.bytes, failure) && file_read(path.bytes, &edited, failure);
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
