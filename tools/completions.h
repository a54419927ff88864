/* The completions of the command line for the shells, made from the table of options. They are
 * shipped in completions/; completion-test tells where those drift. */
#ifndef ABREAST_TOOLS_COMPLETIONS_H
#define ABREAST_TOOLS_COMPLETIONS_H

#include "base/text.h"

void completions_bash(struct text *out);
void completions_zsh(struct text *out);

#endif
