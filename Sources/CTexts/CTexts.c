#include "CTexts.h"

// Of C23; Clang has it as an extension in every dialect, and it costs no time where a literal of many numbers would.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char alice[] = {
#embed "alice.txt"
};

const unsigned char *text_of_alice(void) { return alice; }
size_t count_of_alice(void) { return sizeof alice; }
