// Counts the memory that the calling thread asks for, by standing in front of the C library's own functions. Only tests link it.
#ifndef CALLOCATIONS_H
#define CALLOCATIONS_H

// Calls of malloc, calloc, realloc and the aligned forms by this thread so far.
long allocations_of_this_thread(void);

#endif
