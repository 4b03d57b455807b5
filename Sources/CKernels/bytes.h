// Products of bytes in blocks of four outputs and one or two rows, over the dot products of one instruction set. Included once per
// instruction set, which defines BYTES, STEP bytes of a step, the types ACC (`no_sum`, `total`), INPUT (`input`) and WEIGHTS
// (`weights`), and `dot`, which adds the products of one step.
#pragma STDC FP_CONTRACT OFF

// Rows `from` and, where there are two, the one k bytes further; the four rows of w from `w` on.
static INLINE void block_of_bytes(const int rows, long n, long k, const uint8_t *from, const int8_t *w, int32_t *to) {
    ACC sums[2][4];
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++)
#pragma clang loop unroll(full)
        for (int j = 0; j < 4; j++) sums[i][j] = no_sum();
    for (long p = 0; p < k; p += STEP) {
        INPUT x[2];
#pragma clang loop unroll(full)
        for (int i = 0; i < rows; i++) x[i] = input(from + i * k + p);
#pragma clang loop unroll(full)
        for (int j = 0; j < 4; j++) {
            WEIGHTS y = weights(w + j * k + p);
#pragma clang loop unroll(full)
            for (int i = 0; i < rows; i++) sums[i][j] = dot(sums[i][j], x[i], y);
        }
    }
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++)
#pragma clang loop unroll(full)
        for (int j = 0; j < 4; j++) to[i * n + j] = total(sums[i][j]);
}

static void product_of_bytes(long m, long n, long k, const uint8_t *a, const int8_t *w, int32_t *c) {
    long j = 0;
    for (; j + 4 <= n; j += 4) {
        long i = 0;
        for (; i + 2 <= m; i += 2) block_of_bytes(2, n, k, a + i * k, w + j * k, c + i * n + j);
        if (i < m) block_of_bytes(1, n, k, a + i * k, w + j * k, c + i * n + j);
    }
    for (; j < n; j++)
        for (long i = 0; i < m; i++) {
            ACC sum = no_sum();
            for (long p = 0; p < k; p += STEP) sum = dot(sum, input(a + i * k + p), weights(w + j * k + p));
            c[i * n + j] = total(sum);
        }
}

// Adding 1.5 * 2^23 leaves no bit behind the point, so that the addition itself rounds, ties to even; the integer is in the low bits.
static void quantise_bytes(long n, const float *x, float inverse, int zero, uint8_t *out) {
    for (long i = 0; i < n; i++) {
        float v = x[i] * inverse;
        v = v > -1024.0f ? v : -1024.0f;
        v = v < 1024.0f ? v : 1024.0f;
        float shifted = v + 12582912.0f;
        int32_t bits;
        __builtin_memcpy(&bits, &shifted, 4);
        int32_t q = bits - 0x4b400000 + zero;
        q = q < 0 ? 0 : q;
        out[i] = (uint8_t)(q > 255 ? 255 : q);
    }
}

static void dequantise_bytes(long m, long n, const int32_t *c, const int32_t *offset, const float *scale, const float *bias,
                             int relu, float *y) {
    float least = relu ? 0.0f : -__builtin_inff();
    for (long i = 0; i < m; i++)
        for (long j = 0; j < n; j++) {
            float product = scale[j] * (float)(c[i * n + j] - offset[j]);
            float v = product + bias[j];
            y[i * n + j] = v < least ? least : v;
        }
}

const ck_bytes BYTES = {.product = product_of_bytes, .quantise = quantise_bytes, .dequantise = dequantise_bytes};
