// The ledger (Ledger/*.md) inside the program.
#pragma once
#include <stddef.h>

/// How many files there are.
int ledger_file_count(void);
/// The name of one of them, below the top folder.
const char *ledger_file_name(int number);
/// Its bytes, in UTF-8.
const unsigned char *ledger_file_start(int number);
size_t ledger_file_size(int number);
