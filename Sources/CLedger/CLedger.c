#include "CLedger.h"

// Of C23; Clang has it as an extension in every dialect.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char rows[] = {
#embed "../../Ledger/rows.md"
};
static const unsigned char costs_and_models[] = {
#embed "../../Ledger/costs-and-models.md"
};

static const struct {
    const char *name;
    const unsigned char *start;
    size_t size;
} files[] = {
    {"Ledger/rows.md", rows, sizeof rows},
    {"Ledger/costs-and-models.md", costs_and_models, sizeof costs_and_models},
};

int ledger_file_count(void) { return sizeof files / sizeof *files; }
const char *ledger_file_name(int number) { return files[number].name; }
const unsigned char *ledger_file_start(int number) { return files[number].start; }
size_t ledger_file_size(int number) { return files[number].size; }
