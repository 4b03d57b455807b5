// The functions that the linker finds before the C library's, which they call under its internal names.
#include "CAllocations.h"
#include <errno.h>
#include <malloc.h>
#include <stddef.h>

// Sanitizers have allocators of their own, which must stay; then nothing is counted.
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
long allocations_of_this_thread(void) { return 0; }
long bytes_of_this_thread(void) { return 0; }
long peak_bytes_of_this_thread(void) { return 0; }
void forget_peak_of_this_thread(void) {}
#else

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
void *__libc_memalign(size_t, size_t);
void __libc_free(void *);

static __thread long calls;
static __thread long held;
static __thread long peak;

long allocations_of_this_thread(void) { return calls; }
long bytes_of_this_thread(void) { return held; }
long peak_bytes_of_this_thread(void) { return peak; }
void forget_peak_of_this_thread(void) { peak = held; }

static void *counted(void *block) {
    calls++;
    if (block) held += (long)malloc_usable_size(block);
    if (held > peak) peak = held;
    return block;
}
static void gone(void *block) {
    if (block) held -= (long)malloc_usable_size(block);
}

void *malloc(size_t size) { return counted(__libc_malloc(size)); }
void *calloc(size_t count, size_t size) { return counted(__libc_calloc(count, size)); }
void *realloc(void *old, size_t size) {
    // Where the block cannot grow in place, old and new are there together for a moment.
    long before = old ? (long)malloc_usable_size(old) : 0;
    void *block = __libc_realloc(old, size);
    if (!block) return block;
    counted(block);
    held -= before;
    return block;
}
void *aligned_alloc(size_t alignment, size_t size) { return counted(__libc_memalign(alignment, size)); }
int posix_memalign(void **result, size_t alignment, size_t size) {
    *result = counted(__libc_memalign(alignment, size));
    return *result ? 0 : ENOMEM;
}
void free(void *block) {
    gone(block);
    __libc_free(block);
}
#endif
