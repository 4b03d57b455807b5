#include "CClaims.h"

// Of C23; Clang has it as an extension in every dialect.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char d0[] = {
#embed "../../Claims/D0.md"
};
static const unsigned char d1[] = {
#embed "../../Claims/D1.md"
};
static const unsigned char d2[] = {
#embed "../../Claims/D2.md"
};
static const unsigned char d3[] = {
#embed "../../Claims/D3.md"
};
static const unsigned char d4[] = {
#embed "../../Claims/D4.md"
};

static const struct {
    const unsigned char *start;
    size_t size;
} files[] = {{d0, sizeof d0}, {d1, sizeof d1}, {d2, sizeof d2}, {d3, sizeof d3}, {d4, sizeof d4}};

int claims_file_count(void) { return sizeof files / sizeof *files; }
const unsigned char *claims_file_start(int number) { return files[number].start; }
size_t claims_file_size(int number) { return files[number].size; }
