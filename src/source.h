/* The bytes of an article: a file's own, or what a filter makes of them. */
#ifndef ABREAST_SOURCE_H
#define ABREAST_SOURCE_H

#include "base/failure.h"
#include "base/text.h"
#include "settings.h"

#include <stdbool.h>

/* Appends the text of the file, a pipe or "-" to `bytes`, through the filter that the settings have
 * for its kind. */
bool source_read(const struct settings *settings, const char *path, struct text *bytes,
                 struct failure *failure);

#endif
