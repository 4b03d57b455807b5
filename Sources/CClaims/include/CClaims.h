// The experiments on the documents' claims (Claims/D0.md … D4.md) inside the program.
#pragma once
#include <stddef.h>

/// How many files there are.
int claims_file_count(void);
/// The bytes of one of them, in UTF-8.
const unsigned char *claims_file_start(int number);
size_t claims_file_size(int number);
