/* WordNet, as far as the words of news need it: compiled into the program by tools/make-wordnet,
 * read only, nothing to start. Words, synsets (sets of words with one sense) and what leads from
 * one to the other are numbers. */
#ifndef ABREAST_LANGUAGE_WORDNET_H
#define ABREAST_LANGUAGE_WORDNET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum part { PART_NOUN, PART_VERB, PART_ADJECTIVE, PART_ADVERB, PART_COUNT };

/* A word as one part of speech. */
struct base_form {
    uint16_t word;
    uint8_t part; /* enum part */
};

/* A sense of a word; rank 0 is the most frequent of its part of speech. */
struct sense {
    uint16_t synset;
    uint8_t part, rank;
};

/* The partners of `a` are items[starts[a]] to items[starts[a + 1] - 1]. */
struct partners {
    const uint16_t *items;
    const uint32_t *starts;
};

struct wordnet {
    size_t word_count, synset_count, form_count, wide_count;
    const char *words;
    const uint32_t *word_offsets;
    const struct sense *senses;
    const uint32_t *sense_starts;       /* of each word */
    const uint16_t (*tags)[PART_COUNT]; /* how often a word was met as each part of speech */
    const unsigned char *marks;         /* enum wordnet_mark */
    const char *forms;                  /* irregular ones, in byte order */
    const uint32_t *form_offsets;
    const struct base_form *form_bases;
    const uint16_t *wide;              /* synsets with thousands below them */
    struct partners above;             /* of synsets: more general ones */
    struct partners near;              /* of synsets: similar, implied, caused */
    struct partners opposite, derived; /* of words */
};

enum wordnet_mark {
    WORDNET_NAME = 1 << 0,  /* always written with a capital */
    WORDNET_PLACE = 1 << 1, /* the name of a place */
};

extern const struct wordnet wordnet;

enum { BASE_FORMS_MAX = 3 };

/* What a form may be, the likeliest first; how many there are. Without a context the form and how
 * often the words are met decide. */
size_t wordnet_read(const char *norm, struct base_form *base_forms);

/* The number of a word in its base form; false where it is none. */
bool wordnet_find(const char *base, size_t size, uint16_t *word);

bool wordnet_is_wide(uint16_t synset);

#endif
