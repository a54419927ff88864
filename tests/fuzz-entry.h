/* What is done with bytes of any kind, by the test that replays the files under tests/fuzz and by
 * the fuzzing programs. */
#ifndef ABREAST_TESTS_FUZZ_ENTRY_H
#define ABREAST_TESTS_FUZZ_ENTRY_H

#include <stddef.h>

/* The name of a folder under tests/fuzz, and what reads the bytes of its files. Aborts where what
 * must hold does not: an article has blocks of valid text, or a failure that says why; and so on.
 */
struct fuzz_target {
    const char *name;
    void (*read)(const char *bytes, size_t size);
};

/* The last one has no name. */
extern const struct fuzz_target fuzz_targets[];

/* NULL where there is none of that name. */
const struct fuzz_target *fuzz_find(const char *name);

/* fuzz-reader.c */
void fuzz_screen(const char *bytes, size_t size);
void fuzz_keys(const char *bytes, size_t size);
void fuzz_key(const char *bytes, size_t size);
void fuzz_search(const char *bytes, size_t size);

/* fuzz-notes.c */
void fuzz_notes(const char *bytes, size_t size);

#endif
