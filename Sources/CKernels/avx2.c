// The kernels for processors with AVX2 and FMA: sixteen lanes are two registers.
#if defined(__x86_64__)
#include "CKernels.h"
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)

#define KERNELS ck_avx2
#define FLOATS ck_avx2_floats
#define DOUBLES ck_avx2_doubles
#define BLOCK_ROWS 6
#define BLOCK_VECTORS 1
#define ROW_VECTORS 4
#include "lanes.h"

static INLINE __m256i lane_mask(long n) {
    return _mm256_cmpgt_epi32(_mm256_set1_epi32((int)n), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
}
static INLINE V load_part(const float *p, long n) {
    __m256 low = _mm256_maskload_ps(p, lane_mask(n));
    __m256 high = n > 8 ? _mm256_maskload_ps(p + 8, lane_mask(n - 8)) : _mm256_setzero_ps();
    return __builtin_shufflevector(low, high, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
}
static INLINE void store_part(float *p, V v, long n) {
    __m256 low = (__m256)__builtin_shufflevector(v, v, 0, 1, 2, 3, 4, 5, 6, 7);
    __m256 high = (__m256)__builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15);
    _mm256_maskstore_ps(p, lane_mask(n), low);
    if (n > 8) _mm256_maskstore_ps(p + 8, lane_mask(n - 8), high);
}

#include "elementary.h"
#include "turn.h"
#include "product.h"
#include "elementwise.h"
#include "rows.h"
#include "arrays.h"
#include "formats.h"
#include "table.h"

#pragma clang attribute pop
#endif
