/* What the program may still do once it reads articles. */
#ifndef ABREAST_CONFINE_H
#define ABREAST_CONFINE_H

#include "base/failure.h"
#include "base/process.h"
#include "options.h"
#include "settings.h"

#include <stdbool.h>
#include <stddef.h>

/* Names the commands of the settings to `helper`, for the reader the editor as well, the number of
 * which becomes `*editor`; starts it, and enters the sandbox: writing is left to the folder of -o,
 * for the reader to the working folder and to that of the notes, and to the helper's own. */
bool confine(const struct options *options, const struct settings *settings, struct helper *helper,
             size_t *editor, struct failure *failure);

#endif
