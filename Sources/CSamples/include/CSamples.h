// The tables that lessons read: each a CSV file inside the program, so that there is no path to look for.
#pragma once
#include <stddef.h>

typedef struct {
    const char *name;
    const unsigned char *bytes;
    size_t count;
} SampleFile;

/// How many there are.
size_t sample_file_count(void);
/// The file at a place below that count.
SampleFile sample_file(size_t place);
