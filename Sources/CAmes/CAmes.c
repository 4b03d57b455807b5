#include "CAmes.h"

// Of C23; Clang has it as an extension in every dialect, and it costs no time where a literal of a million numbers would.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char csv[] = {
#embed "ames.csv"
};

const unsigned char *ames_csv_start(void) { return csv; }
size_t ames_csv_count(void) { return sizeof csv; }
