/* What the weights look at: figures of a pair of statements by themselves, and of the pair among
 * all pairs of the two articles. One table names them for printing, fitting and scoring. */
#ifndef ABREAST_COMPARE_FEATURES_H
#define ABREAST_COMPARE_FEATURES_H

#include "compare/align.h"
#include "compare/vocabulary.h"

#include <stddef.h>
#include <stdint.h>

/* Left and right stand for the sides; more and less for the side of which more or less is told by
 * the other. A free word says something and has no partner. */
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
    X(OPPOSITES, "opposites") /* opposite words that are free on both sides */                     \
    X(ALL_LEFT, "all_left") /* share of all left words, small ones too, that is aligned */         \
    X(ALL_RIGHT, "all_right")                                                                      \
    X(JACCARD, "jaccard") /* distinct words in common, of all */                                   \
    X(BIGRAMS, "bigrams") /* two words in a row in common, of all */                               \
    X(SEQUENCE, "sequence") /* longest common subsequence, of the shorter one */                   \
    X(WINDOW, "window") /* best cover of the shorter one by a stretch of its size */               \
    X(CHUNKS, "chunks") /* stretches of aligned words, of the aligned words */                     \
    X(CROSSED, "crossed") /* share of neighbouring alignments that change order */                 \
    X(SYNONYMS, "synonyms") /* weight aligned as synonyms or derived words */                      \
    X(CLOSER, "closer") /* weight aligned with a more special word on the right */                 \
    X(WIDER, "wider") /* weight aligned with a more general word on the right */                   \
    X(NOUNS_LEFT, "nouns_left") /* weight of free nouns */                                         \
    X(NOUNS_RIGHT, "nouns_right")                                                                  \
    X(VERBS_LEFT, "verbs_left") /* weight of free verbs */                                         \
    X(VERBS_RIGHT, "verbs_right")                                                                  \
    X(QUALITIES_LEFT, "qualities_left") /* weight of free adjectives and adverbs */                \
    X(QUALITIES_RIGHT, "qualities_right")                                                          \
    X(FREE_TOP_LEFT, "free_top_left") /* the heaviest free word */                                 \
    X(FREE_TOP_RIGHT, "free_top_right")                                                            \
    X(FREE_LEFT, "free_left") /* free words that say something */                                  \
    X(FREE_RIGHT, "free_right")                                                                    \
    X(SLOT_NOUNS, "slot_nouns") /* one noun in the place of another */                             \
    X(SLOT_VERBS, "slot_verbs")                                                                    \
    X(SLOT_QUALITIES, "slot_qualities")                                                            \
    X(SLOT_NAMES, "slot_names")                                                                    \
    X(SLOT_NUMBERS, "slot_numbers")                                                                \
    X(SLOT_SISTERS, "slot_sisters") /* another kind of the same thing in its place */              \
    X(SLOT_OPPOSITES, "slot_opposites") /* an opposite in its place */                             \
    X(SLOT_STRONG, "slot_strong") /* slots with both neighbours aligned */                         \
    X(SLOT_ONLY, "slot_only") /* one free word on each side, in one slot */                        \
    X(SMALL_OPPOSITES, "small_opposites") /* before and after, with and without */                 \
    X(NUMBERS_FREE_LEFT, "numbers_free_left") /* free numbers */                                   \
    X(NUMBERS_FREE_RIGHT, "numbers_free_right")                                                    \
    X(NUMBERS_CLASH, "numbers_clash") /* of one kind, counting one thing, that exclude each other */\
    X(NUMBERS_CLASH_NEAR, "numbers_clash_near") /* the words beside them aligned */                \
    X(NUMBERS_AGREE, "numbers_agree") /* of one kind that may be equal, unless they are */         \
    X(DATES_CLASH, "dates_clash") /* weekdays, days or years */                                    \
    X(NEGATORS_LEFT, "negators_left") /* not, never, nobody */                                     \
    X(NEGATORS_RIGHT, "negators_right")                                                            \
    X(NEGATORS_ODD, "negators_odd") /* an odd number in all, with the words that deny */           \
    X(NEGATORS_ODD_COVER, "negators_odd_cover") /* the same, times the cover of the less covered side */\
    X(DENIALS_LEFT, "denials_left") /* fail, refuse, deny */                                       \
    X(DENIALS_RIGHT, "denials_right")                                                              \
    X(NEGATED_NEXT, "negated_next") /* word behind a negator that is aligned with one not negated */\
    X(NEGATED_VERBS, "negated_verbs") /* aligned verbs of which one side negates one */            \
    X(NOTHING_THERE, "nothing_there") /* there is no, on one side */                               \
    X(HEDGES_LEFT, "hedges_left") /* may, likely, plans */                                         \
    X(HEDGES_RIGHT, "hedges_right")                                                                \
    X(SAYINGS, "sayings") /* says who, on one side only */                                         \
    X(QUANTIFIERS_LEFT, "quantifiers_left") /* free: all, only, most */                            \
    X(QUANTIFIERS_RIGHT, "quantifiers_right")                                                      \
    X(PASSIVES, "passives") /* a passive on one side only */                                       \
    X(SWAPPED, "swapped") /* names or nouns aligned crosswise, the voice the same */               \
    X(FIRST_NOUNS, "first_nouns") /* the first nouns or names are aligned with each other */       \
    X(FIRST_VERBS, "first_verbs") /* the first verbs are */

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
    X(SENTENCE_COSINE, "sentence_cosine") /* of the whole sentences */                             \
    X(SENTENCE_SHARED, "sentence_shared") /* weight in common */                                   \
    X(SENTENCE_SHARED_ROW_RANK, "sentence_shared_row_rank")                                        \
    X(SENTENCE_SHARED_COLUMN_RANK, "sentence_shared_column_rank")                                  \
    X(SENTENCE_SHARED_ROW_MARGIN, "sentence_shared_row_margin")                                    \
    X(SENTENCE_SHARED_COLUMN_MARGIN, "sentence_shared_column_margin")                              \
    X(SENTENCE_SHARED_NEIGHBOUR, "sentence_shared_neighbour")                                      \
    X(SENTENCE_SHARED_DISTANCE, "sentence_shared_distance")                                        \
    X(SENTENCE_TOP, "sentence_top")       /* the heaviest word in common */                        \
    X(SENTENCE_SECOND, "sentence_second")                                                          \
    X(LOCAL, "local")                     /* weight in common, by how few pairs share the words */ \
    X(LOCAL_SQUARES, "local_squares")                                                              \
    X(LOCAL_TOP, "local_top")             /* the heaviest word in common */                        \
    X(LOCAL_SECOND, "local_second")                                                                \
    X(LOCAL_ROW_RANK, "local_row_rank")                                                            \
    X(LOCAL_COLUMN_RANK, "local_column_rank")                                                      \
    X(LOCAL_ROW_MARGIN, "local_row_margin")                                                        \
    X(LOCAL_COLUMN_MARGIN, "local_column_margin")                                                  \
    X(LOCAL_NEIGHBOUR, "local_neighbour")                                                          \
    X(LOCAL_DISTANCE, "local_distance")                                                            \
    X(AROUND_COSINE, "around_cosine")     /* of these and the statements beside them */            \
    X(AROUND_SHARED, "around_shared")                                                              \
    X(SPEAKER_SAME, "speaker_same")       /* both are said by a speaker of one name */             \
    X(SPEAKER_OTHER, "speaker_other")     /* or by two speakers */                                 \
    X(SPEAKER_ALONE, "speaker_alone")     /* or one is said by somebody */                         \
    X(SUBJECT_SAME, "subject_same")       /* who a pronoun stands for is named on both sides */    \
    X(PLACE_GAP, "place_gap")             /* between the places in their articles, 0..1 */         \
    X(PLACE_EARLY, "place_early")         /* both near the beginning */                            \
    X(HEADING, "heading")                 /* sides that are titles or headings */                  \
    X(STATEMENTS, "statements")           /* in both articles, as a logarithm */

/* What a first score says of the pair, and how that stands among all pairs: for a second score. */
#define SECOND_FEATURES(X)                                                                         \
    X(FIRST, "first")                     /* the first score, as a logit */                        \
    X(CHANCE, "chance")                   /* the same, as a probability */                         \
    X(FIRST_ROW_RANK, "first_row_rank")                                                            \
    X(FIRST_COLUMN_RANK, "first_column_rank")                                                      \
    X(FIRST_ROW_MARGIN, "first_row_margin") /* of the chance */                                    \
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
