// Products of bytes with AVX2: bytes become 16 bits, and `vpmaddwd` adds two exact products into 32 bits.
#if defined(__x86_64__)
#include "CKernelsOfBytes.h"
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)

#define INLINE inline __attribute__((always_inline))
#define BYTES ck_avx2_bytes
#define STEP 32
typedef __m256i ACC;
typedef struct {
    __m256i low, high;
} INPUT;
typedef INPUT WEIGHTS;

static INLINE ACC no_sum(void) { return _mm256_setzero_si256(); }
static INLINE int32_t total(ACC sum) {
    __m128i four = _mm_add_epi32(_mm256_castsi256_si128(sum), _mm256_extracti128_si256(sum, 1));
    __m128i two = _mm_add_epi32(four, _mm_shuffle_epi32(four, 0x4e));
    return _mm_cvtsi128_si32(_mm_add_epi32(two, _mm_shuffle_epi32(two, 0xb1)));
}
static INLINE INPUT input(const uint8_t *a) {
    return (INPUT){_mm256_cvtepu8_epi16(_mm_loadu_si128((const __m128i *)a)),
                   _mm256_cvtepu8_epi16(_mm_loadu_si128((const __m128i *)(a + 16)))};
}
static INLINE WEIGHTS weights(const int8_t *w) {
    return (WEIGHTS){_mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)w)),
                     _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(w + 16)))};
}
static INLINE ACC dot(ACC sum, INPUT x, WEIGHTS y) {
    sum = _mm256_add_epi32(sum, _mm256_madd_epi16(x.low, y.low));
    return _mm256_add_epi32(sum, _mm256_madd_epi16(x.high, y.high));
}

#include "bytes.h"

#pragma clang attribute pop
#endif
