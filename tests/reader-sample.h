/* A reader without a terminal, on small articles with links made by hand, for tests of its room. */
#ifndef ABREAST_TESTS_READER_SAMPLE_H
#define ABREAST_TESTS_READER_SAMPLE_H

#include "hand-made.h"
#include "reader/state.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SAMPLE_LINKS_MAX = 64 };

/* What the reader asked to have written, and what it is told about that. */
struct sample_report {
    size_t asked; /* times */
    struct text path;
    bool overwrite;   /* of the last time */
    const char *fail; /* the message to fail with; NULL: it works */
};

struct sample {
    struct hand_made made;
    struct link links[SAMPLE_LINKS_MAX];
    struct evidence evidence[SAMPLE_LINKS_MAX];
    struct session *session;
    struct reader_services services;
    struct sample_report report;
    struct reader reader;
    struct grid grid;
};

/* The pairs, by name: "ferry" has everything, "calm" is the same without its conflicts, "wide" is
 * written in signs of two columns, in combined ones and in clusters, "equal" holds the same text
 * twice, "bare" has no statement on the left, "short" a few words a side, "strangers" tell of two
 * events. NULL where there is no such pair. The caller frees it. */
struct sample *sample_new(const char *pair);

/* Two articles made at random, of some hundred rows: short statements and long ones, some of them
 * linked, in the order of both texts (`ordered`) or in any. */
struct sample *sample_new_random(uint32_t seed, bool ordered);
void sample_free(struct sample *sample);

/* The pair in a window of that size; fails the test where there is no such pair. */
struct sample *sample_open(const char *pair, size_t rows, size_t columns);

/* Events. Keys are names with blanks between, as key_parse reads them. Each is drawn. */
void sample_resize(struct sample *sample, size_t rows, size_t columns);
void sample_key(struct sample *sample, unsigned key);
bool sample_keys(struct sample *sample, const char *names); /* false: one is no name */
void sample_press(struct sample *sample, const char *names); /* fails the test then */
void sample_type(struct sample *sample, const char *text);
void sample_mouse(struct sample *sample, enum event_kind kind, size_t row, size_t column);

/* The focused statement's text starts with these words. */
bool sample_stands_at(const struct sample *sample, const char *words);

/* The message in the status line. */
const char *sample_message(const struct sample *sample);

/* The screen as lines of text, blanks at their ends left out. */
void sample_screen(const struct sample *sample, struct text *out);

#endif
