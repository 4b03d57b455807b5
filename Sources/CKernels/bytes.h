// Products of bytes in blocks of four outputs, over the dot products of one instruction set. Included once per instruction set, which
// defines BYTES, the type ACC with `no_sum`, `total`, and DOT4: acc[0..3] += products of one step of `a` with that of four rows of w.
#pragma STDC FP_CONTRACT OFF

static void product_of_bytes(long m, long n, long k, const uint8_t *a, const int8_t *w, int32_t *c) {
    long j = 0;
    for (; j + 4 <= n; j += 4) {
        const int8_t *w0 = w + j * k, *w1 = w0 + k, *w2 = w1 + k, *w3 = w2 + k;
        for (long i = 0; i < m; i++) {
            const uint8_t *from = a + i * k;
            ACC s0 = no_sum(), s1 = no_sum(), s2 = no_sum(), s3 = no_sum();
            for (long p = 0; p < k; p += STEP) {
                INPUT x = input(from + p);
                s0 = dot(s0, x, w0 + p);
                s1 = dot(s1, x, w1 + p);
                s2 = dot(s2, x, w2 + p);
                s3 = dot(s3, x, w3 + p);
            }
            int32_t *to = c + i * n + j;
            to[0] = total(s0);
            to[1] = total(s1);
            to[2] = total(s2);
            to[3] = total(s3);
        }
    }
    for (; j < n; j++)
        for (long i = 0; i < m; i++) {
            ACC sum = no_sum();
            for (long p = 0; p < k; p += STEP) sum = dot(sum, input(a + i * k + p), w + j * k + p);
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
