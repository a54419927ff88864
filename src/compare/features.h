/* What the weights look at: figures of a pair of statements by themselves, and of the pair among
 * all pairs of the two articles. One table names them for printing, fitting and scoring. */
#ifndef ABREAST_COMPARE_FEATURES_H
#define ABREAST_COMPARE_FEATURES_H

#include "compare/align.h"
#include "compare/vocabulary.h"

#include <stddef.h>
#include <stdint.h>

/* Left and right stand for the sides; more and less for the side of which more or less is told by
 * the other. */
#define PAIR_FEATURES(X)                                                                           \
    X(COSINE, "cosine")                   /* of the weighted words */                              \
    X(COVER_LEFT, "cover_left")           /* share of the left weight that is aligned */           \
    X(COVER_RIGHT, "cover_right")                                                                  \
    X(LIKENESS, "likeness")               /* harmonic mean of the two */                           \
    X(COVER_MORE, "cover_more")           /* the larger of the two */                              \
    X(COVER_LESS, "cover_less")                                                                    \
    X(SHARED, "shared")                   /* weight aligned, as a sum */                           \
    X(SHARED_TOP, "shared_top")           /* the heaviest aligned word */                          \
    X(SHARED_SECOND, "shared_second")                                                              \
    X(SHARED_THIRD, "shared_third")                                                                \
    X(WORDS, "words")                     /* aligned words that say something */                   \
    X(RUN, "run")                         /* longest run of equal words */                         \
    X(NEIGHBOURLY, "neighbourly")         /* aligned words beside another aligned one */           \
    X(SIMILAR, "similar")                 /* share of the aligned weight that is not equal */      \
    X(NAMES, "names")                     /* weight of aligned names */                            \
    X(NAMES_LEFT, "names_left")           /* weight of names that are not aligned */               \
    X(NAMES_RIGHT, "names_right")                                                                  \
    X(PLAIN, "plain")                     /* weight of aligned words outside names */              \
    X(NUMBERS, "numbers")                 /* aligned numbers */                                    \
    X(NUMBERS_ALONE, "numbers_alone")     /* numbers that are not, less of the sides */            \
    X(REST_MORE, "rest_more")             /* weight that is not aligned, more of the sides */      \
    X(REST_LESS, "rest_less")                                                                      \
    X(SIZE_LESS, "size_less")             /* words of the shorter one that say something */        \
    X(SIZE_RATIO, "size_ratio")                                                                    \
    X(QUOTED, "quoted")                   /* weight aligned inside quotations on both sides */     \
    X(POLARITY, "polarity")               /* share of aligned words that one side negates */       \
    X(OPPOSITES, "opposites")             /* opposite words that are free on both sides */

#define ARTICLE_FEATURES(X)                                                                        \
    X(COSINE_ROW_RANK, "cosine_row_rank") /* among the pairs of the left statement */              \
    X(COSINE_COLUMN_RANK, "cosine_column_rank")                                                    \
    X(COSINE_ROW_MARGIN, "cosine_row_margin") /* to the best other pair */                         \
    X(COSINE_COLUMN_MARGIN, "cosine_column_margin")                                                \
    X(COSINE_NEIGHBOUR, "cosine_neighbour") /* best pair of the statements beside */               \
    X(COSINE_DISTANCE, "cosine_distance")   /* from the mean, in standard deviations */            \
    X(LIKENESS_ROW_RANK, "likeness_row_rank")                                                      \
    X(LIKENESS_COLUMN_RANK, "likeness_column_rank")                                                \
    X(LIKENESS_ROW_MARGIN, "likeness_row_margin")                                                  \
    X(LIKENESS_COLUMN_MARGIN, "likeness_column_margin")                                            \
    X(LIKENESS_NEIGHBOUR, "likeness_neighbour")                                                    \
    X(LIKENESS_DISTANCE, "likeness_distance")                                                      \
    X(SHARED_ROW_RANK, "shared_row_rank")                                                          \
    X(SHARED_COLUMN_RANK, "shared_column_rank")                                                    \
    X(SHARED_ROW_MARGIN, "shared_row_margin")                                                      \
    X(SHARED_COLUMN_MARGIN, "shared_column_margin")                                                \
    X(SHARED_NEIGHBOUR, "shared_neighbour")                                                        \
    X(SHARED_DISTANCE, "shared_distance")                                                          \
    X(PLACE_GAP, "place_gap")             /* between the places in their articles, 0..1 */         \
    X(PLACE_EARLY, "place_early")         /* both near the beginning */                            \
    X(HEADING, "heading")                 /* sides that are titles or headings */                  \
    X(STATEMENTS, "statements")           /* in both articles, as a logarithm */

/* What a first score says of the pair, and how that stands among all pairs: for a second score. */
#define SECOND_FEATURES(X)                                                                         \
    X(FIRST, "first")                     /* the first score, as a logit */                        \
    X(FIRST_ROW_RANK, "first_row_rank")                                                            \
    X(FIRST_COLUMN_RANK, "first_column_rank")                                                      \
    X(FIRST_ROW_MARGIN, "first_row_margin")                                                        \
    X(FIRST_COLUMN_MARGIN, "first_column_margin")                                                  \
    X(FIRST_NEIGHBOUR, "first_neighbour")                                                          \
    X(FIRST_DISTANCE, "first_distance")

#define FEATURE_ENUM(id, name) FEATURE_##id,
/* Each kind after the one that it needs, so that a table of weights may end with any. After a count
 * the next feature takes the count as its number. */
enum feature {
    PAIR_FEATURES(FEATURE_ENUM) FEATURE_PAIR_COUNT,
    FEATURE_PAIR_LAST = FEATURE_PAIR_COUNT - 1,
    ARTICLE_FEATURES(FEATURE_ENUM) FEATURE_ARTICLE_COUNT,
    FEATURE_ARTICLE_LAST = FEATURE_ARTICLE_COUNT - 1,
    SECOND_FEATURES(FEATURE_ENUM) FEATURE_COUNT
};
#undef FEATURE_ENUM

struct candidate {
    uint32_t left, right; /* statements */
    float features[FEATURE_COUNT];
};

const char *feature_name(enum feature feature);

/* Fills the features of the pair by itself. `cosine` as candidates_find has it. */
void features_of_pair(struct candidate *candidate, const struct vocabulary *vocabulary,
                      const struct relations *relations, const struct alignment *alignment,
                      double cosine);

/* The cosine of two passages, for a pair that stands alone. */
double passages_cosine(const struct vocabulary *vocabulary, const struct passage *a,
                       const struct passage *b);

#endif
