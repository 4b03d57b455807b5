// A text to learn to write from, inside the program.
#pragma once
#include <stddef.h>

// Lewis Carroll, Alice's Adventures in Wonderland (1865), in the public domain: all twelve chapters without their titles, in lower
// case, one paragraph to a line, two hyphens as one between spaces, all quotation marks as apostrophes, and of the other characters
// only letters, spaces and . , ; : ! ? -; made by scripts/alice.py
const unsigned char *text_of_alice(void);
size_t count_of_alice(void);
