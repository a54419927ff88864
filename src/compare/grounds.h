/* Grounds for a conflict: what in two aligned statements may be one, whatever else they tell. A rule
 * of the ladder (conflict.h) is sure by itself; a ground only counts, and the fitted weights say
 * from it and from all that is known of the pair how likely a reader would see a conflict. */
#ifndef ABREAST_COMPARE_GROUNDS_H
#define ABREAST_COMPARE_GROUNDS_H

#include "compare/conflict.h"

#include <stddef.h>

enum ground_kind {
    GROUND_NONE,
    GROUND_NUMBER,
    GROUND_DATE,
    GROUND_PLACE,
    GROUND_PERSON,
    GROUND_NEGATION,
    GROUND_OPPOSITE,
    GROUND_CAUSE,
    GROUND_DOUBT,  /* told as a fact here, as possible or alleged there */
    GROUND_PLAN,   /* done here, planned there */
    GROUND_WORDING,
    GROUND_DENIAL, /* somebody says that it is not so */
    GROUND_KINDS
};

/* What the weights see of a ground; behind these come the features of the candidate. */
enum ground_feature {
    GROUND_FEATURE_KIND, /* one for each kind: 1 for its own */
    GROUND_FEATURE_FIT = GROUND_FEATURE_KIND + GROUND_KINDS, /* how well the clash fits, 0..1 */
    GROUND_FEATURE_BESIDE, /* struct slot */
    GROUND_FEATURE_AROUND,
    GROUND_FEATURE_NEAR,   /* aligned words within six words of the clash on both sides */
    GROUND_FEATURE_QUOTED, /* sides on which it is quoted */
    GROUND_FEATURE_OTHERS, /* grounds of other kinds in the pair */
    GROUND_FEATURE_NAMES,  /* aligned names */
    GROUND_FEATURE_VERBS,  /* aligned verbs that say something */
    GROUND_FEATURE_NOUNS,  /* aligned nouns */
    GROUND_FEATURE_COUNT
};

struct ground {
    enum ground_kind kind;
    struct conflict conflict;
    double fit;
    float features[GROUND_FEATURE_COUNT];
};

/* Those found, one a kind at most. */
struct grounds {
    struct ground items[GROUND_KINDS];
    size_t count;
};

struct scene;

struct grounds grounds_find(const struct scene *scene);

/* The conflict of the surest ground that is enough; only for mutual pairs. */
struct conflict grounds_decide(const struct scene *scene);

/* By file; kind GROUND_NONE where there is none. */
struct ground ground_number(const struct scene *scene);
struct ground ground_date(const struct scene *scene);
struct ground ground_place(const struct scene *scene);
struct ground ground_person(const struct scene *scene);
struct ground ground_negation(const struct scene *scene);
struct ground ground_opposite(const struct scene *scene);
struct ground ground_cause(const struct scene *scene);
struct ground ground_doubt(const struct scene *scene);
struct ground ground_plan(const struct scene *scene);
struct ground ground_wording(const struct scene *scene);
struct ground ground_denial(const struct scene *scene);

const char *ground_feature_name(size_t feature);

static inline struct ground ground_make(enum ground_kind kind, struct conflict conflict, double fit)
{
    return (struct ground){
        .kind = kind, .conflict = conflict, .fit = fit < 0 ? 0 : fit > 1 ? 1 : fit};
}

#endif
