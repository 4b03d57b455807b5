// Products of bytes in plain C.
#include "CKernelsOfBytes.h"

#define INLINE inline __attribute__((always_inline))
#define BYTES ck_portable_bytes
#define STEP 1
typedef int32_t ACC;
typedef int32_t INPUT;
typedef int32_t WEIGHTS;

static INLINE ACC no_sum(void) { return 0; }
static INLINE ACC total(ACC sum) { return sum; }
static INLINE INPUT input(const uint8_t *a) { return *a; }
static INLINE WEIGHTS weights(const int8_t *w) { return *w; }
static INLINE ACC dot(ACC sum, INPUT x, WEIGHTS y) { return sum + x * y; }

#include "bytes.h"
