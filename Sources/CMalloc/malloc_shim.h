// malloc_trim, which Glibc's own module leaves out.
#include <malloc.h>
