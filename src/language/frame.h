/* Frames of attribution: words like "said", "denied that", "according to", as lexicon/frames.tsv
 * lists them. */
#ifndef ABREAST_LANGUAGE_FRAME_H
#define ABREAST_LANGUAGE_FRAME_H

#include "language/analysis.h"

#include <stdbool.h>
#include <stddef.h>

struct frame {
    size_t size; /* tokens; 0 where there is no frame */
    enum stance stance;
    enum certainty certainty;
    bool that;    /* ends with "that" */
    bool hearsay; /* nobody is named who says so: "is said to" */
};

/* Remembers which words begin a frame; for one article. */
struct frames;
struct frames *frames_new(void);
void frames_free(struct frames *frames); /* NULL is allowed */

/* The longest frame that begins with the first of `count` tokens. */
struct frame frames_find(struct frames *frames, const struct token *tokens, size_t count);

#endif
