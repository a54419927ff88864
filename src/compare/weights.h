/* The fitted weights; a feature without a line weighs nothing.
 *
 * Logistic regression with an L2 penalty, the biases shifted so that a sum of zero is the cut with
 * the best F1 in cross-validation by article pair, and 0.2 more: F1 is flat there, and a reader
 * misses a link sooner than he minds one. Data: the labelled article pairs called
 * gold/train (126 pairs, 1,743 links), sentences as labelled. Links and conflicts alike count as
 * links. The weight of headings is set by hand: none stand in that data. */
#ifndef ABREAST_COMPARE_WEIGHTS_H
#define ABREAST_COMPARE_WEIGHTS_H

#include "compare/features.h"

/* With the standing of the pair among all pairs of the two articles. */
static const double article_bias = -1.65575649;
static const float article_weights[FEATURE_COUNT] = {
    [FEATURE_COSINE] = 0.550306f,
    [FEATURE_COVER_LEFT] = 0.441159f,
    [FEATURE_COVER_RIGHT] = 0.168633f,
    [FEATURE_LIKENESS] = 0.0654014f,
    [FEATURE_COVER_MORE] = 0.676385f,
    [FEATURE_COVER_LESS] = -0.586449f,
    [FEATURE_SHARED] = 0.409653f,
    [FEATURE_SHARED_TOP] = 3.39005f,
    [FEATURE_SHARED_SECOND] = 1.20546f,
    [FEATURE_SHARED_THIRD] = 1.28769f,
    [FEATURE_WORDS] = -0.316133f,
    [FEATURE_RUN] = 0.575753f,
    [FEATURE_NEIGHBOURLY] = -0.214468f,
    [FEATURE_SIMILAR] = -0.65238f,
    [FEATURE_NAMES] = -0.0963892f,
    [FEATURE_NAMES_LEFT] = -0.0960555f,
    [FEATURE_NAMES_RIGHT] = -0.059081f,
    [FEATURE_PLAIN] = 1.17597f,
    [FEATURE_NUMBERS] = 0.20923f,
    [FEATURE_NUMBERS_ALONE] = 0.0970369f,
    [FEATURE_REST_MORE] = -0.00841403f,
    [FEATURE_REST_LESS] = -0.0056296f,
    [FEATURE_SIZE_LESS] = -0.327163f,
    [FEATURE_SIZE_RATIO] = 0.00581132f,
    [FEATURE_QUOTED] = 0.271359f,
    [FEATURE_POLARITY] = -0.952461f,
    [FEATURE_OPPOSITES] = 0.0388307f,
    [FEATURE_COSINE_ROW_RANK] = -0.0402104f,
    [FEATURE_COSINE_COLUMN_RANK] = -0.00167389f,
    [FEATURE_COSINE_ROW_MARGIN] = 0.562258f,
    [FEATURE_COSINE_COLUMN_MARGIN] = 0.527078f,
    [FEATURE_COSINE_NEIGHBOUR] = 0.919351f,
    [FEATURE_COSINE_DISTANCE] = 0.0130997f,
    [FEATURE_LIKENESS_ROW_RANK] = 0.00865331f,
    [FEATURE_LIKENESS_COLUMN_RANK] = -0.0582119f,
    [FEATURE_LIKENESS_ROW_MARGIN] = 0.429448f,
    [FEATURE_LIKENESS_COLUMN_MARGIN] = 0.843372f,
    [FEATURE_LIKENESS_NEIGHBOUR] = 0.454689f,
    [FEATURE_LIKENESS_DISTANCE] = 0.00150047f,
    [FEATURE_SHARED_ROW_RANK] = -0.00646404f,
    [FEATURE_SHARED_COLUMN_RANK] = -0.0650147f,
    [FEATURE_SHARED_ROW_MARGIN] = 0.0637255f,
    [FEATURE_SHARED_COLUMN_MARGIN] = 0.00919557f,
    [FEATURE_SHARED_NEIGHBOUR] = 0.545939f,
    [FEATURE_SHARED_DISTANCE] = 0.288772f,
    [FEATURE_PLACE_GAP] = -0.618253f,
    [FEATURE_PLACE_EARLY] = 2.07236f,
    [FEATURE_HEADING] = -0.5f,
    [FEATURE_STATEMENTS] = -0.426931f,
};

/* By the pair alone. */
static const double pair_bias = -5.41259268;
static const float pair_weights[FEATURE_PAIR_COUNT] = {
    [FEATURE_COSINE] = 1.64798f,
    [FEATURE_COVER_LEFT] = 0.680363f,
    [FEATURE_COVER_RIGHT] = 0.575079f,
    [FEATURE_LIKENESS] = 1.05448f,
    [FEATURE_COVER_MORE] = 0.686279f,
    [FEATURE_COVER_LESS] = 0.715012f,
    [FEATURE_SHARED] = 1.22714f,
    [FEATURE_SHARED_TOP] = 3.64655f,
    [FEATURE_SHARED_SECOND] = 1.05002f,
    [FEATURE_SHARED_THIRD] = 1.09426f,
    [FEATURE_WORDS] = -0.296131f,
    [FEATURE_RUN] = 0.555063f,
    [FEATURE_NEIGHBOURLY] = -0.139072f,
    [FEATURE_SIMILAR] = -0.720858f,
    [FEATURE_NAMES] = 0.231283f,
    [FEATURE_NAMES_LEFT] = -0.100017f,
    [FEATURE_NAMES_RIGHT] = -0.0778917f,
    [FEATURE_PLAIN] = 1.38293f,
    [FEATURE_NUMBERS] = 0.143256f,
    [FEATURE_NUMBERS_ALONE] = 0.0955027f,
    [FEATURE_REST_MORE] = 0.0101549f,
    [FEATURE_REST_LESS] = 0.0168761f,
    [FEATURE_SIZE_LESS] = -0.371052f,
    [FEATURE_SIZE_RATIO] = -0.00940233f,
    [FEATURE_QUOTED] = 0.246681f,
    [FEATURE_POLARITY] = -0.960885f,
    [FEATURE_OPPOSITES] = 0.0288939f,
};

#endif
