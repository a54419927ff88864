/* The bytes of an article: a file's own, or what a filter makes of them. */
#ifndef ABREAST_SOURCE_H
#define ABREAST_SOURCE_H

#include "base/failure.h"
#include "base/process.h"
#include "base/text.h"
#include "settings.h"

#include <stdbool.h>

/* Names the filters to a helper that may run nothing yet: they become its first commands. */
void source_allow(const struct settings *settings, struct helper *helper);

/* Appends the text of the file, a pipe or "-" to `bytes`, through the filter that the settings have
 * for its kind. */
bool source_read(const struct settings *settings, struct helper *helper, const char *path,
                 struct text *bytes, struct failure *failure);

#endif
