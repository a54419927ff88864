#include "reader/prompt.h"

#include "base/visible.h"
#include "reader/grid.h"
#include "reader/key.h"

#include <unistr.h>

enum {
    EARLIER = 0x10, /* ^P */
    LATER = 0x0E,   /* ^N */
    ERASE_CONTROL = 0x08,
    ERASE_DEL = 0x7F,
    ERASE_WORD = 0x17,
    ERASE_LINE = 0x15,
};

void prompt_open(struct prompt *prompt, enum prompt_kind kind, const char *label, const char *line)
{
    prompt->kind = kind;
    text_clear(&prompt->label);
    text_add(&prompt->label, label);
    text_clear(&prompt->line);
    text_add(&prompt->line, line);
    prompt->back = 0;
}

void prompt_close(struct prompt *prompt)
{
    prompt->kind = PROMPT_NONE;
    text_clear(&prompt->line);
}

void prompt_free(struct prompt *prompt)
{
    text_free(&prompt->label);
    text_free(&prompt->line);
    text_free(&prompt->typed);
    for (size_t i = 0; i < PAST_COUNT; i++)
        past_free(&prompt->past[i]);
}

static struct past *past_of(struct prompt *prompt)
{
    static const enum prompt_past kinds[] = {
        [PROMPT_SEARCH] = PAST_SEARCHES,
        [PROMPT_SEARCH_BACK] = PAST_SEARCHES,
        [PROMPT_WRITE] = PAST_NAMES,
        [PROMPT_NOTE] = PAST_NOTES,
    };
    return &prompt->past[kinds[prompt->kind]];
}

static void copy(struct text *to, const struct text *from)
{
    text_clear(to);
    text_append(to, text_string(from), from->size);
}

/* Shows the line that lies so many back. */
static void show_past(struct prompt *prompt, size_t back)
{
    const struct past *past = past_of(prompt);
    if (back > past->count)
        return;
    if (prompt->back == 0)
        copy(&prompt->typed, &prompt->line);
    copy(&prompt->line, back ? &past->lines[past->count - back] : &prompt->typed);
    prompt->back = back;
}

static void shorten(struct prompt *prompt, size_t size)
{
    if (prompt->line.bytes)
        prompt->line.bytes[size] = '\0';
    prompt->line.size = size;
}

static void erase_character(struct prompt *prompt)
{
    const char *line = text_string(&prompt->line);
    size_t last = 0, width;
    for (size_t at = 0; at < prompt->line.size;
         at += cluster_next(line + at, prompt->line.size - at, &width))
        last = at;
    shorten(prompt, last);
}

static void erase_word(struct prompt *prompt)
{
    size_t size = prompt->line.size;
    while (size && prompt->line.bytes[size - 1] == ' ')
        size--;
    while (size && prompt->line.bytes[size - 1] != ' ' && prompt->line.bytes[size - 1] != '/')
        size--;
    shorten(prompt, size < prompt->line.size ? size : prompt->line.size - (prompt->line.size > 0));
}

static void add_character(struct prompt *prompt, unsigned key)
{
    uint8_t bytes[8];
    int size = key >= 0x20 && key < KEY_NONE ? u8_uctomb(bytes, key, sizeof bytes) : 0;
    if (size > 0 && prompt->line.size + (size_t)size <= PROMPT_SIZE_MAX)
        visible_append_line(&prompt->line, (const char *)bytes, (size_t)size);
}

bool prompt_asks(const struct prompt *prompt)
{
    return prompt->kind >= PROMPT_OVERWRITE;
}

static enum prompt_state answer(unsigned key)
{
    switch (key) {
    case 'y':
    case 'Y':
        return PROMPT_DONE;
    case 'n':
    case 'N':
    case 'q':
    case KEY_RETURN:
    case '\n':
    case KEY_ESCAPE:
        return PROMPT_CANCELLED;
    default:
        return PROMPT_OPEN;
    }
}

enum prompt_state prompt_key(struct prompt *prompt, unsigned key)
{
    if (prompt_asks(prompt))
        return answer(key);
    switch (key) {
    case KEY_RETURN:
    case '\n':
        past_add(past_of(prompt), text_string(&prompt->line));
        return PROMPT_DONE;
    case KEY_ESCAPE:
        return PROMPT_CANCELLED;
    case KEY_ARROW_UP:
    case EARLIER:
        show_past(prompt, prompt->back + 1);
        return PROMPT_OPEN;
    case KEY_ARROW_DOWN:
    case LATER:
        if (prompt->back)
            show_past(prompt, prompt->back - 1);
        return PROMPT_OPEN;
    case KEY_ERASE:
    case ERASE_CONTROL:
    case ERASE_DEL:
        if (prompt->line.size == 0)
            return PROMPT_CANCELLED;
        erase_character(prompt);
        return PROMPT_OPEN;
    case ERASE_WORD:
        erase_word(prompt);
        return PROMPT_OPEN;
    case ERASE_LINE:
        shorten(prompt, 0);
        return PROMPT_OPEN;
    default:
        add_character(prompt, key);
        return PROMPT_OPEN;
    }
}
