// The kernels for processors with AVX-512: sixteen lanes are one register.
#if defined(__x86_64__)
#include "CKernels.h"
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512vl,avx2,fma"))), apply_to = function)

#define KERNELS ck_avx512
#define FLOATS ck_avx512_floats
#define DOUBLES ck_avx512_doubles
#define BLOCK_ROWS 6
#define BLOCK_VECTORS 4
#define ROW_VECTORS 8
#include "lanes.h"

static INLINE V load_part(const float *p, long n) { return (V)_mm512_maskz_loadu_ps((__mmask16)((1u << n) - 1), p); }
static INLINE void store_part(float *p, V v, long n) { _mm512_mask_storeu_ps(p, (__mmask16)((1u << n) - 1), (__m512)v); }

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
