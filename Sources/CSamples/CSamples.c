#include "CSamples.h"

// Of C23; Clang has it as an extension in every dialect, and it costs no time where a literal of many numbers would.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char house432[] = {
#embed "house432.csv"
};
static const unsigned char export[] = {
#embed "house-export.csv"
};
static const unsigned char rents[] = {
#embed "rents.csv"
};
static const unsigned char sorted[] = {
#embed "sorted-by-price.csv"
};

static const SampleFile files[] = {
    {"house432.csv", house432, sizeof house432},
    {"house-export.csv", export, sizeof export},
    {"rents.csv", rents, sizeof rents},
    {"sorted-by-price.csv", sorted, sizeof sorted},
};

size_t sample_file_count(void) { return sizeof files / sizeof *files; }
SampleFile sample_file(size_t place) { return files[place]; }
