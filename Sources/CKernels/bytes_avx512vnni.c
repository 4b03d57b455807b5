// Products of bytes with AVX-512 VNNI: `vpdpbusd` on sixteen sums at once.
#if defined(__x86_64__)
#include "CKernelsOfBytes.h"
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512vnni"))), apply_to = function)

#define INLINE inline __attribute__((always_inline))
#define BYTES ck_avx512vnni_bytes
#define STEP 64
typedef __m512i ACC;
typedef __m512i INPUT;
typedef __m512i WEIGHTS;

static INLINE ACC no_sum(void) { return _mm512_setzero_si512(); }
static INLINE int32_t total(ACC sum) { return _mm512_reduce_add_epi32(sum); }
static INLINE INPUT input(const uint8_t *a) { return _mm512_loadu_si512(a); }
static INLINE WEIGHTS weights(const int8_t *w) { return _mm512_loadu_si512(w); }
static INLINE ACC dot(ACC sum, INPUT x, WEIGHTS y) { return _mm512_dpbusd_epi32(sum, x, y); }

#include "bytes.h"

#pragma clang attribute pop
#endif
