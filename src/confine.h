/* What the program may still do once it reads articles. */
#ifndef ABREAST_CONFINE_H
#define ABREAST_CONFINE_H

#include "base/failure.h"
#include "base/process.h"
#include "options.h"
#include "settings.h"

#include <stdbool.h>

/* Names the commands of the settings to `helper`, starts it, and enters the sandbox: writing is
 * left to the folder of -o, to the working folder where the reader may write a report, and to that
 * of temporary files where a command needs one. */
bool confine(const struct options *options, const struct settings *settings, struct helper *helper,
             struct failure *failure);

#endif
