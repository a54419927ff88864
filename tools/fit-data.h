/* The tables that tools/fit writes, and how well sums tell what they should. */
#ifndef ABREAST_TOOLS_FIT_DATA_H
#define ABREAST_TOOLS_FIT_DATA_H

#include "fitting.h"

/* A pair of sentences that a row speaks for, numbered within its group. */
struct key {
    uint32_t number;
    bool some, every; /* any labelling, all labellings have a link there */
};

struct place {
    uint32_t left, right; /* statements */
    size_t keys;          /* the first of its keys; those of the next row follow them */
};

struct group {
    size_t start;         /* its first row */
    size_t wanted;        /* links that all labellings have */
    size_t lefts, rights; /* statements */
};

/* Pairs of articles, a group each. Rows are as wide as all features; those that no table holds are
 * zero. */
struct articles {
    struct rows rows;
    struct place *places; /* one more than rows */
    struct key *keys;
    struct group *groups; /* one more than there are */
    size_t group_count;
};

struct quality {
    double precision, recall, f1, cut;
};

/* A file that is not there is empty unless it must be. */
struct articles articles_read(const char *folder, const char *name, bool must);
void articles_free(struct articles *articles);
/* All rows, and behind them each once more as it is when the articles change places, at half of the
 * weight each. */
struct rows rows_both(const struct rows *rows);

struct rows rows_read(const char *folder, const char *name);
void rows_free(struct rows *rows);

struct quality quality_at(const struct articles *articles, const double *sums, double cut);
struct quality quality_best(const struct articles *articles, const double *sums);

/* Figures to standard error. */
void report_reliability(const struct articles *articles, const double *logits);
void report_classes(const char *name, const struct rows *rows, const double *sums);
void report_correlation(const char *name, const struct rows *rows, const double *sums);

#endif
