#include "language/word.h"

#include "base/memory.h"
#include "language/intern.h"
#include "language/lexicon.h"

#include <libstemmer.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <uninorm.h>

enum { WORD_SIZE_MAX = 256 };

struct words {
    struct arena *arena;
    struct sb_stemmer *stemmer;
    struct intern *norms;
    struct word **items; /* by the number of their norm */
    size_t count, capacity;
};

struct words *words_new(struct arena *arena)
{
    struct words *words = memory_new(1, sizeof *words);
    words->arena = arena;
    words->stemmer = memory_checked(sb_stemmer_new("english", "UTF_8"));
    words->norms = intern_new(arena);
    return words;
}

void words_free(struct words *words)
{
    if (!words)
        return;
    sb_stemmer_delete(words->stemmer);
    intern_free(words->norms);
    free(words->items);
    free(words);
}

static const char *stem(struct words *words, const char *norm)
{
    size_t size = strlen(norm);
    if (size > WORD_SIZE_MAX)
        return norm;
    const sb_symbol *stem =
        sb_stemmer_stem(words->stemmer, (const sb_symbol *)norm, (int)size);
    if (!stem)
        return norm;
    size_t stem_size = (size_t)sb_stemmer_length(words->stemmer);
    return arena_text(words->arena, (const char *)stem, stem_size);
}

static struct word *make(struct words *words, const char *norm)
{
    struct word *word = arena_take(words->arena, 1, sizeof *word);
    word->norm = norm;
    word->stem = stem(words, norm);
    lexicon_find(norm, &word->classes, &word->value);
    word->documents = lexicon_documents(norm);
    word->base_form_count = wordnet_read(norm, word->base_forms);
    return word;
}

static bool is_plain(const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if ((unsigned char)bytes[i] >= 0x80)
            return false;
    return true;
}

/* Case folding in the sense of Unicode, whatever the locale; typographic apostrophes made plain. */
static size_t fold(char *norm, const char *bytes, size_t size)
{
    if (is_plain(bytes, size)) {
        for (size_t i = 0; i < size; i++)
            norm[i] = bytes[i] >= 'A' && bytes[i] <= 'Z' ? (char)(bytes[i] + 32) : bytes[i];
        return size;
    }
    size_t folded = WORD_SIZE_MAX;
    uint8_t *result = u8_casefold((const uint8_t *)bytes, size, NULL, UNINORM_NFC,
                                  (uint8_t *)norm, &folded);
    if (result != (uint8_t *)norm) {
        free(result);
        return 0;
    }
    size_t out = 0;
    for (size_t i = 0; i < folded; i++) {
        if (folded - i >= 3 && memcmp(norm + i, "\xe2\x80\x99", 3) == 0) {
            norm[out++] = '\'';
            i += 2;
        } else {
            norm[out++] = norm[i];
        }
    }
    return out;
}

struct word *words_get(struct words *words, const char *bytes, size_t size)
{
    char norm[WORD_SIZE_MAX];
    size_t folded = size <= WORD_SIZE_MAX / 4 ? fold(norm, bytes, size) : 0;
    const char *key = folded ? norm : bytes;
    size_t key_size = folded ? folded : size;
    uint32_t number = intern_get(words->norms, key, key_size);
    if (number == words->count) {
        struct word *word = make(words, intern_string(words->norms, number));
        MEMORY_APPEND(words->items, words->count, words->capacity, word);
    }
    return words->items[number];
}
