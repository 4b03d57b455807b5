// Products of bytes with AVX-VNNI: `vpdpbusd` adds four products into 32 bits, without saturation.
#if defined(__x86_64__)
#include "CKernelsOfBytes.h"
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx2,avxvnni"))), apply_to = function)

#define INLINE inline __attribute__((always_inline))
#define BYTES ck_avxvnni_bytes
#define STEP 32
typedef __m256i ACC;
typedef __m256i INPUT;
typedef __m256i WEIGHTS;

static INLINE ACC no_sum(void) { return _mm256_setzero_si256(); }
static INLINE int32_t total(ACC sum) {
    __m128i four = _mm_add_epi32(_mm256_castsi256_si128(sum), _mm256_extracti128_si256(sum, 1));
    __m128i two = _mm_add_epi32(four, _mm_shuffle_epi32(four, 0x4e));
    return _mm_cvtsi128_si32(_mm_add_epi32(two, _mm_shuffle_epi32(two, 0xb1)));
}
static INLINE INPUT input(const uint8_t *a) { return _mm256_loadu_si256((const __m256i *)a); }
static INLINE WEIGHTS weights(const int8_t *w) { return _mm256_loadu_si256((const __m256i *)w); }
static INLINE ACC dot(ACC sum, INPUT x, WEIGHTS y) { return _mm256_dpbusd_avx_epi32(sum, x, y); }

#include "bytes.h"

#pragma clang attribute pop
#endif
