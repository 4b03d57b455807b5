// Counts the memory that the calling thread asks for, by standing in front of the C library's own functions. Only tests link it.
#ifndef CALLOCATIONS_H
#define CALLOCATIONS_H

// Calls of malloc, calloc, realloc and the aligned forms by this thread so far.
long allocations_of_this_thread(void);

// Bytes that this thread has been given and has not given back. What other threads give back for it stays counted.
long bytes_of_this_thread(void);

// The most that `bytes_of_this_thread` has been since the last call of `forget_peak_of_this_thread`.
long peak_bytes_of_this_thread(void);
void forget_peak_of_this_thread(void);

#endif
