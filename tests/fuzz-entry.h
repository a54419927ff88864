/* What is done with bytes of any kind, by the test that replays the files under tests/fuzz and by
 * the fuzzing programs. */
#ifndef ABREAST_TESTS_FUZZ_ENTRY_H
#define ABREAST_TESTS_FUZZ_ENTRY_H

#include <stddef.h>

/* Reads the bytes as `format`, the name of a folder under tests/fuzz. Aborts unless they end in an
 * article whose blocks hold valid text, or in a failure that says why; a configuration in settings
 * that hold together and warnings that are harmless. */
void fuzz_read(const char *format, const char *bytes, size_t size);

/* The formats; NULL after the last. */
extern const char *const fuzz_formats[];

#endif
