/* What --version tells: the program, its licence and what it is made of. */
#ifndef ABREAST_VERSION_H
#define ABREAST_VERSION_H

#include "base/text.h"

void version_describe(struct text *out);

#endif
