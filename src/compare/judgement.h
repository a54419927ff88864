/* Two statements compared by themselves, without articles around them. */
#ifndef ABREAST_COMPARE_JUDGEMENT_H
#define ABREAST_COMPARE_JUDGEMENT_H

#include "compare/compare.h"
#include "compare/features.h"

#include <stdbool.h>

struct judgement {
    double similarity;   /* 0..1 */
    bool linked;         /* kind says how; else neither match nor conflict */
    enum link_kind kind;
    enum reason reason;
    unsigned confidence; /* thousandths */
    double conflict;     /* how much speaks for a conflict, 0..1, whatever the kind */
    struct candidate features; /* the pair features only */
};

/* Compares the first statements of two analyses. */
struct judgement judge_statements(const struct analysis *left, const struct analysis *right);

#endif
