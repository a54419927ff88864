/* The program for libFuzzer that configure --enable-fuzzing makes. Which target it is for stands in
 * the environment: FUZZ_TARGET=html tests/fuzzer. */
#include "fuzz-entry.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerInitialize(int *count, char ***arguments);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const struct fuzz_target *target;

int LLVMFuzzerInitialize(int *count, char ***arguments)
{
    const char *name = getenv("FUZZ_TARGET");
    (void)count;
    (void)arguments;
    target = fuzz_find(name ? name : "");
    if (target)
        return 0;
    fputs("set FUZZ_TARGET to one of:", stderr);
    for (target = fuzz_targets; target->name; target++)
        fprintf(stderr, " %s", target->name);
    fputs("\n", stderr);
    exit(2);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    target->read((const char *)bytes, size);
    return 0;
}
