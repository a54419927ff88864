#include "fuzz-entry.h"
#include "play.h"

#include "base/memory.h"
#include "reader/key.h"
#include "reader/search.h"

#include <stdlib.h>
#include <string.h>

/* Two articles parted by a NUL, read and shown in windows of several sizes. */
void fuzz_screen(const char *bytes, size_t size)
{
    static const char keys[] = "\xE8\x17\x4F ]]eecco\r\rG\xE8\x09\x1D kkb\t  |S/e\rnl ff\rp qhq"
                               "\xE8\x3B\xC7g---]]++\xE8\x01\x01\xE8\x17\x4F jj";
    const char *nul = memchr(bytes, '\0', size);
    size_t left = nul ? (size_t)(nul - bytes) : size / 2, begin = nul ? left + 1 : left;
    struct play *play =
        play_new((struct piece){bytes, left}, (struct piece){bytes + begin, size - begin});
    if (!play)
        return;
    play_bytes(play, (struct piece){keys, sizeof keys - 1});
    play_free(play);
}

void fuzz_keys(const char *bytes, size_t size)
{
    struct play *play = play_new_sample();
    demand(play, "our own articles are read");
    play_bytes(play, (struct piece){bytes, size});
    play_free(play);
}

/* Names of keys with blanks between; what a key is called is a name of it. */
void fuzz_key(const char *bytes, size_t size)
{
    char name[KEY_NAME_SIZE];
    for (size_t at = 0; at < size;) {
        const char *blank = memchr(bytes + at, ' ', size - at);
        size_t end = blank ? (size_t)(blank - bytes) : size;
        unsigned key = key_parse(bytes + at, end - at);
        if (key != KEY_NONE) {
            key_describe(key, name);
            demand(key_parse(name, strlen(name)) == key, "the name of a key means it");
        }
        at = end + 1;
    }
}

/* A pattern, a NUL and the text that is searched. */
void fuzz_search(const char *bytes, size_t size)
{
    const char *nul = memchr(bytes, '\0', size);
    size_t begin = nul ? (size_t)(nul - bytes) + 1 : size;
    const struct article_options options = {.type = ARTICLE_TEXT, .keep_all = true};
    struct failure failure;
    struct article *article = article_read("fuzz", bytes + begin, size - begin, options, &failure);
    char *pattern = memory_new(begin + 1, 1);
    struct search search = {0};
    if (article) {
        memcpy(pattern, bytes, nul ? begin - 1 : begin);
        struct searched searched = search_in_articles(article, article);
        search_start(&search, pattern, &searched);
        for (size_t i = 0; i < search.hits[SIDE_LEFT].count; i++) {
            struct span hit = search.hits[SIDE_LEFT].items[i];
            demand(hit.start < hit.end && hit.end <= article->size, "a hit lies in the text");
            demand(!i || search.hits[SIDE_LEFT].items[i - 1].end <= hit.start,
                   "hits do not overlap");
        }
    }
    search_free(&search);
    free(pattern);
    article_free(article);
}
