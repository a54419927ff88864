/* A program for libFuzzer: configure --enable-fuzzing with clang makes one for each format. */
#include "fuzz-entry.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    fuzz_read(FUZZ_FORMAT, (const char *)bytes, size);
    return 0;
}
