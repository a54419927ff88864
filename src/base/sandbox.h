/* What the program gives up before it reads anything that may be hostile, so that a fault in it is
 * no key to the machine. Of the kernel's calls it keeps those that reading files, a terminal and
 * storing a report take (seccomp): it has no network, starts no program, sends no signal to another
 * process and changes nothing of one, puts no keys into the terminal, and of a file neither owner,
 * times nor attributes. It writes in a few folders only and opens no other process's memory
 * (Landlock). Reading files stays free. What the kernel does not have is not given up. */
#ifndef ABREAST_BASE_SANDBOX_H
#define ABREAST_BASE_SANDBOX_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

/* Cannot be undone. Files may be written in the folders `writable`, at any depth, and where such a
 * name is no folder, in that file itself; names that do not exist are left out. The terminal may be
 * opened still. Descriptors that are open stay as they are. */
void sandbox_enter(const char *const writable[], size_t count);

/* Whether it was the sandbox that refused to write in a folder or to a device, going by what the
 * permissions say. */
bool sandbox_refused(const char *place);

/* Whether the kernel can bound writing at all. */
bool sandbox_bounds_writing(void);

/* Appends what the kernel can give up, in words for a person. */
void sandbox_describe(struct text *out);

#endif
