/* The only place that opens, reads and writes files. */
#ifndef ABREAST_BASE_FILE_H
#define ABREAST_BASE_FILE_H

#include "base/failure.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

enum { FILE_SIZE_MAX = 128 * 1024 * 1024 }; /* bytes; more is refused with a message */

/* For the start of a program: lets no file take the number of a standard stream that is closed, for
 * what is meant for the stream would go there. Using such a stream fails as it did. A file that
 * grows too large is from now on an error of writing and no signal. */
void file_guard_streams(void);

/* Appends the whole of a file, pipe or device to `bytes`; "-" is standard input. A directory, a
 * missing or an unreadable file, and one larger than FILE_SIZE_MAX fail. */
bool file_read(const char *path, struct text *bytes, struct failure *failure);

/* Waits until a descriptor has something to read, or its end has come. False where `is_over`, which
 * is asked a few times a second, says so first; NULL: nothing waits. */
bool file_await(int descriptor, bool (*is_over)(void));

/* Appends all that an open descriptor still gives. Returns 0 or an errno, EFBIG behind
 * FILE_SIZE_MAX bytes, EINTR where file_await fails. */
int file_drain(int descriptor, bool (*is_over)(void), struct text *bytes);

/* The same as file_read for a file that nobody chose for this run: a pipe or a device, for which
 * one might wait for ever, fails, too. /dev/null is an empty file. */
bool file_read_stored(const char *path, struct text *bytes, struct failure *failure);

/* Whether it is a file whose bytes can be read anew, other than standard input or a pipe. */
bool file_can_be_read_again(const char *path);

/* Appends a path as somebody types it where no shell does that: "~" and what begins with "~/" stand
 * for HOME, where that is set; all else, "~user" too, is what it is. */
void file_add_typed(struct text *path, const char *typed);

/* Whether something has that name, a link without a target too. */
bool file_exists(const char *path);

/* Whether two names lead to one file; false where either leads to none. */
bool file_is_same(const char *path, const char *other);

/* Stores `bytes` under `path` so that a reader sees the old file or the whole new one, never a part
 * (temporary file beside it, fsync, rename). Fails where the file exists, unless `overwrite`; a
 * pipe or a device is written as a stream. A link is followed. */
bool file_write(const char *path, const char *bytes, size_t size, bool overwrite,
                struct failure *failure);

/* Appends where writing to `path` takes place: the folder, behind a link that of its target; or
 * what is written to itself, as a device is. */
void file_place(const char *path, struct text *place);

/* Makes a new folder that only the user can look into, in TMPDIR or /tmp, and appends its name. */
bool file_make_temporary_folder(struct text *folder, struct failure *failure);

/* Removes it with the files in it. */
void file_remove_temporary_folder(const char *folder);

/* Stores `bytes` in a new file of such a folder; `*name` becomes its name, which ends in ".ENDING".
 */
bool file_write_temporary(const char *folder, const char *bytes, size_t size, const char *ending,
                          struct text *name, struct failure *failure);
void file_remove(const char *path);

/* Whether a path is the name of such a file. */
bool file_is_temporary(const char *folder, const char *path);

/* Writes all bytes to an open descriptor; `name` is what a message calls it. */
bool file_write_stream(int descriptor, const char *name, const char *bytes, size_t size,
                       struct failure *failure);

#endif
