#include "reader/prompt.h"

#include "base/cluster.h"
#include "base/visible.h"
#include "reader/key.h"

#include <string.h>
#include <unistr.h>

enum { ERASE_WORD = 0x17 /* ^W */, ERASE_LINE = 0x15 /* ^U */ };

/* Control keys that mean the same as another key. */
static unsigned plain_key(unsigned key)
{
    static const struct {
        unsigned key, plain;
    } keys[] = {
        {0x01, KEY_FIRST},       /* ^A */
        {0x05, KEY_LAST},        /* ^E */
        {0x02, KEY_ARROW_LEFT},  /* ^B */
        {0x06, KEY_ARROW_RIGHT}, /* ^F */
        {0x10, KEY_ARROW_UP},    /* ^P */
        {0x0E, KEY_ARROW_DOWN},  /* ^N */
        {0x08, KEY_ERASE},       /* ^H */
        {0x7F, KEY_ERASE},       /* as many terminals send it */
        {'\n', KEY_RETURN},
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (keys[i].key == key)
            return keys[i].plain;
    return key;
}

void prompt_open(struct prompt *prompt, enum prompt_kind kind, const char *label, const char *line)
{
    prompt->kind = kind;
    text_clear(&prompt->label);
    text_add(&prompt->label, label);
    text_clear(&prompt->line);
    text_add(&prompt->line, line);
    prompt->cursor = prompt->line.size;
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
    prompt->cursor = prompt->line.size;
    prompt->back = back;
}

/* The place a character before or behind another one. */
static size_t place_before(const struct text *line, size_t place)
{
    size_t last = 0, width;
    for (size_t at = 0; at < place; at += cluster_next(line->bytes + at, line->size - at, &width))
        last = at;
    return last;
}

static size_t place_behind(const struct text *line, size_t place)
{
    size_t width;
    return place < line->size
               ? place + cluster_next(line->bytes + place, line->size - place, &width)
               : place;
}

/* Where the word before a place begins; a name of a file has words between its slashes. */
static size_t word_before(const struct text *line, size_t place)
{
    size_t start = place;
    while (start && line->bytes[start - 1] == ' ')
        start--;
    while (start && line->bytes[start - 1] != ' ' && line->bytes[start - 1] != '/')
        start--;
    return start < place ? start : place - (place > 0);
}

static void erase(struct prompt *prompt, size_t start, size_t end)
{
    struct text *line = &prompt->line;
    if (start == end)
        return;
    memmove(line->bytes + start, line->bytes + end, line->size - end);
    line->size -= end - start;
    line->bytes[line->size] = '\0';
    prompt->cursor = start;
}

/* What does not show does not come in either. */
static void insert(struct prompt *prompt, unsigned key)
{
    uint8_t bytes[8];
    struct text *line = &prompt->line, rest = {0};
    int size = key >= 0x20 && key < KEY_NONE ? u8_uctomb(bytes, key, sizeof bytes) : 0;
    if (size <= 0 || line->size + (size_t)size > PROMPT_SIZE_MAX)
        return;
    text_add(&rest, text_string(line) + prompt->cursor);
    erase(prompt, prompt->cursor, line->size);
    visible_append_line(line, (const char *)bytes, (size_t)size);
    prompt->cursor = line->size;
    text_append(line, text_string(&rest), rest.size);
    text_free(&rest);
}

void prompt_paste(struct prompt *prompt, unsigned key)
{
    bool parts = key == '\n' || key == KEY_RETURN || key == KEY_TABULATOR;
    if (!prompt_asks(prompt))
        insert(prompt, parts ? ' ' : key);
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

/* Moves in the line or erases there. False where the key does neither. */
static bool edit(struct prompt *prompt, unsigned key)
{
    const struct text *line = &prompt->line;
    size_t cursor = prompt->cursor;
    switch (key) {
    case KEY_ARROW_LEFT:
        prompt->cursor = place_before(line, cursor);
        return true;
    case KEY_ARROW_RIGHT:
        prompt->cursor = place_behind(line, cursor);
        return true;
    case KEY_FIRST:
        prompt->cursor = 0;
        return true;
    case KEY_LAST:
        prompt->cursor = line->size;
        return true;
    case KEY_ERASE:
        erase(prompt, place_before(line, cursor), cursor);
        return true;
    case KEY_REMOVE:
        erase(prompt, cursor, place_behind(line, cursor));
        return true;
    case ERASE_WORD:
        erase(prompt, word_before(line, cursor), cursor);
        return true;
    case ERASE_LINE:
        erase(prompt, 0, cursor);
        return true;
    default:
        return false;
    }
}

enum prompt_state prompt_key(struct prompt *prompt, unsigned key)
{
    if (prompt_asks(prompt))
        return answer(key);
    key = plain_key(key);
    if (key == KEY_ERASE && prompt->line.size == 0)
        return PROMPT_CANCELLED;
    if (edit(prompt, key))
        return PROMPT_OPEN;
    switch (key) {
    case KEY_RETURN:
        past_add(past_of(prompt), text_string(&prompt->line));
        return PROMPT_DONE;
    case KEY_ESCAPE:
        return PROMPT_CANCELLED;
    case KEY_ARROW_UP:
        show_past(prompt, prompt->back + 1);
        return PROMPT_OPEN;
    case KEY_ARROW_DOWN:
        if (prompt->back)
            show_past(prompt, prompt->back - 1);
        return PROMPT_OPEN;
    default:
        insert(prompt, key);
        return PROMPT_OPEN;
    }
}
