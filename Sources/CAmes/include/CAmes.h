// The sales of De Cock (2011) as a CSV file inside the program: one file to install, and no path to look for.
#pragma once
#include <stddef.h>

const unsigned char *ames_csv_start(void);
size_t ames_csv_count(void);
