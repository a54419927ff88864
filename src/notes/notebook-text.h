/* What the text of a notebook begins with, and how it names the sides. Private to this room. */
#ifndef ABREAST_NOTES_NOTEBOOK_TEXT_H
#define ABREAST_NOTES_NOTEBOOK_TEXT_H

#include "article/article.h"

enum { NOTEBOOK_VERSION = 1 };

#define NOTEBOOK_BEGIN "{\"format\":\"abreast-notes\",\"version\":"

static const char *const notebook_sides[SIDE_COUNT] = {"left", "right"};

#endif
