/* Files that are to last: written as a whole or not at all, and only the user's to read. A name
 * that is a link is refused, for what is behind it may be anything. */
#ifndef ABREAST_BASE_KEEP_H
#define ABREAST_BASE_KEEP_H

#include "base/failure.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

/* Makes a folder that is not there, and those above it, for the user alone. */
bool keep_make_folder(const char *path, struct failure *failure);

enum keep_state {
    KEEP_READ,
    KEEP_MISSING, /* there is no such file */
    KEEP_FOREIGN, /* read, but it belongs to another user */
    KEEP_REFUSED, /* cannot or must not be read: the failure says why */
};

/* Appends at most `most` bytes of a file, and fails nevertheless where it is larger than a file may
 * be (FILE_SIZE_MAX). */
enum keep_state keep_read(const char *path, size_t most, struct text *bytes,
                          struct failure *failure);

/* Stores a file in place of the old one; when it returns true, the new one outlives a loss of
 * power. Nothing has changed where it fails. */
bool keep_write(const char *path, const char *bytes, size_t size, struct failure *failure);

/* Renames a file to PATH.damaged-N with the first N that is free; `*name` becomes that name. */
bool keep_set_aside(const char *path, struct text *name, struct failure *failure);

/* A lock is a file of its own beside the other, .NAME.abreast-lock, held until it is released or the
 * process ends. The descriptor of the lock, or -1: with `*busy` where another process holds it. What
 * a process that was killed left half written, .NAME.abreast-new-XXXXXX, is taken away; what is
 * called so but was not made here is not touched. */
int keep_lock(const char *path, bool *busy, struct failure *failure);
void keep_release(const char *path, int lock);

/* Whether a folder can be listed, or is not there at all. */
bool keep_may_list(const char *folder, struct failure *failure);

/* The names in a folder that end so, sorted; none where it cannot be read. The caller frees the
 * names and the array. */
char **keep_list(const char *folder, const char *ending, size_t *count);

#endif
