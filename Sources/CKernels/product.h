// Matrix products in register blocks. Each element is one chain of fused multiply-adds in the order of k, whatever the block.

static INLINE void block(const int rows, const int vectors, long k, const float *a, long a_row, long a_column, const float *b,
                         long ldb, float *c, long ldc, const float *bias, int flags, long last) {
    V sum[16][8];
    const int partial = last != LANES;
#pragma clang loop unroll(full)
    for (int j = 0; j < vectors; j++) {
        V start = bias ? (partial && j == vectors - 1 ? load_part(bias + LANES * j, last) : load(bias + LANES * j)) : all(0.0f);
#pragma clang loop unroll(full)
        for (int i = 0; i < rows; i++) {
            sum[i][j] = start;
            if (flags & CK_ACCUMULATE) {
                const float *from = c + i * ldc + LANES * j;
                sum[i][j] += partial && j == vectors - 1 ? load_part(from, last) : load(from);
            }
        }
    }
    for (long step = 0; step < k; step++) {
        V row[8];
#pragma clang loop unroll(full)
        for (int j = 0; j < vectors; j++) {
            const float *from = b + step * ldb + LANES * j;
            row[j] = partial && j == vectors - 1 ? load_part(from, last) : load(from);
        }
#pragma clang loop unroll(full)
        for (int i = 0; i < rows; i++) {
            V factor = all(a[i * a_row + step * a_column]);
#pragma clang loop unroll(full)
            for (int j = 0; j < vectors; j++) sum[i][j] = fused(factor, row[j], sum[i][j]);
        }
    }
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
#pragma clang loop unroll(full)
        for (int j = 0; j < vectors; j++) {
            V v = sum[i][j];
            if (flags & CK_RELU) v = v < all(0.0f) ? all(0.0f) : v;
            float *to = c + i * ldc + LANES * j;
            if (partial && j == vectors - 1) store_part(to, v, last);
            else store(to, v);
        }
    }
}

// All rows of one panel of `vectors` vectors. `FULL` panels and those with a partial last vector are compiled apart.
#define ROWS_OF_PANEL(height, vectors, last)                                                                                 \
    long i = 0;                                                                                                              \
    for (; i + height <= m; i += height) BLOCK_AT(height, vectors, last);                                                    \
    if (height > 8)                                                                                                          \
        for (; i + 8 <= m; i += 8) BLOCK_AT(8, vectors, last);                                                               \
    if (height > 4)                                                                                                          \
        for (; i + 4 <= m; i += 4) BLOCK_AT(4, vectors, last);                                                               \
    for (; i + 2 <= m; i += 2) BLOCK_AT(2, vectors, last);                                                                   \
    for (; i < m; i++) BLOCK_AT(1, vectors, last)
#define BLOCK_AT(height, vectors, last)                                                                                      \
    block(height, vectors, k, a + i * a_row, a_row, a_column, b, ldb, c + i * ldc, ldc, bias, flags, last)
#define PANEL_ARGUMENTS                                                                                                      \
    long m, long k, const float *a, long a_row, long a_column, const float *b, long ldb, float *c, long ldc,                 \
        const float *bias, int flags
#define PANEL(name, height, vectors)                                                                                         \
    static void name(PANEL_ARGUMENTS) { ROWS_OF_PANEL(height, vectors, LANES); }                                             \
    static void name##_part(PANEL_ARGUMENTS, long last) { ROWS_OF_PANEL(height, vectors, last); }

#if BLOCK_VECTORS == 4
PANEL(panel4, 6, 4)
PANEL(panel3, 8, 3)
PANEL(panel2, 8, 2)
PANEL(panel1, 16, 1)
#else
PANEL(panel1, BLOCK_ROWS, 1)
#endif

static void product(long m, long n, long k, const float *a, long a_row, long a_column, const float *b, long ldb, float *c,
                    long ldc, const float *bias, int flags) {
    long j = 0;
#define AT a, a_row, a_column, b + j, ldb, c + j, ldc, bias ? bias + j : 0, flags
    // One row cannot hide the latency of its additions in the registers that a block of rows spends on each: take more of them.
    if (m == 1)
        for (; j + ROW_VECTORS * LANES <= n; j += ROW_VECTORS * LANES)
            block(1, ROW_VECTORS, k, a, a_row, a_column, b + j, ldb, c + j, ldc, bias ? bias + j : 0, flags, LANES);
#if BLOCK_VECTORS == 4
    for (; j + 4 * LANES <= n; j += 4 * LANES) panel4(m, k, AT);
    long rest = n - j, last = rest % LANES;
    if (rest > 3 * LANES) panel4_part(m, k, AT, last);
    else if (rest == 3 * LANES) panel3(m, k, AT);
    else if (rest > 2 * LANES) panel3_part(m, k, AT, last);
    else if (rest == 2 * LANES) panel2(m, k, AT);
    else if (rest > LANES) panel2_part(m, k, AT, last);
    else if (rest == LANES) panel1(m, k, AT);
    else if (rest > 0) panel1_part(m, k, AT, last);
#else
    for (; j + LANES <= n; j += LANES) panel1(m, k, AT);
    if (j < n) panel1_part(m, k, AT, n - j);
#endif
#undef AT
}

static void product_with_column(long m, long k, const float *a, long lda, const float *w, long w_stride, float *c, long c_stride,
                                const float *bias, int flags) {
    for (long row = 0; row < m; row++) {
        const float *from = a + row * lda;
        float total;
        if (w_stride == 1) {
            V sum = all(0.0f);
            FOR_LANES(k) sum = fused(GET(from), GET(w), sum);
            total = fold(sum);
        } else {
            total = 0.0f;
            for (long i = 0; i < k; i++) total = __builtin_fmaf(from[i], w[i * w_stride], total);
        }
        if (bias) total += bias[0];
        if (flags & CK_ACCUMULATE) total += c[row * c_stride];
        if ((flags & CK_RELU) && total < 0.0f) total = 0.0f;
        c[row * c_stride] = total;
    }
}

typedef float V8 __attribute__((ext_vector_type(8)));
typedef float V8U __attribute__((ext_vector_type(8), aligned(4)));

// Eight rows of eight in registers: pairs of rows are interleaved by ones, by twos and by fours.
static INLINE void transpose_tile(const float *in, long ld_in, float *out, long ld_out) {
    V8 r[8], s[8];
    for (int q = 0; q < 8; q++) r[q] = *(const V8U *)(in + q * ld_in);
    for (int q = 0; q < 4; q++) {
        s[2 * q] = __builtin_shufflevector(r[2 * q], r[2 * q + 1], 0, 8, 1, 9, 4, 12, 5, 13);
        s[2 * q + 1] = __builtin_shufflevector(r[2 * q], r[2 * q + 1], 2, 10, 3, 11, 6, 14, 7, 15);
    }
    for (int q = 0; q < 2; q++) {
        r[4 * q] = __builtin_shufflevector(s[4 * q], s[4 * q + 2], 0, 1, 8, 9, 4, 5, 12, 13);
        r[4 * q + 1] = __builtin_shufflevector(s[4 * q], s[4 * q + 2], 2, 3, 10, 11, 6, 7, 14, 15);
        r[4 * q + 2] = __builtin_shufflevector(s[4 * q + 1], s[4 * q + 3], 0, 1, 8, 9, 4, 5, 12, 13);
        r[4 * q + 3] = __builtin_shufflevector(s[4 * q + 1], s[4 * q + 3], 2, 3, 10, 11, 6, 7, 14, 15);
    }
    for (int q = 0; q < 4; q++) {
        *(V8U *)(out + q * ld_out) = __builtin_shufflevector(r[q], r[q + 4], 0, 1, 2, 3, 8, 9, 10, 11);
        *(V8U *)(out + (q + 4) * ld_out) = __builtin_shufflevector(r[q], r[q + 4], 4, 5, 6, 7, 12, 13, 14, 15);
    }
}

// Rows are taken sixteen at a time, so that a line of the cache is written whole: rows of `out` that are a power of two apart share few
// places in it, and half a line would have left before its other half comes.
static void transpose(long rows, long columns, const float *in, long ld_in, float *out, long ld_out) {
    long i = 0;
    for (long height = LANES; height >= LANES / 2; height /= 2)
        for (; i + height <= rows; i += height) {
            long j = 0;
            for (; j + 8 <= columns; j += 8)
                for (long q = i; q < i + height; q += 8)
                    transpose_tile(in + q * ld_in + j, ld_in, out + j * ld_out + q, ld_out);
            for (; j < columns; j++)
                for (long q = i; q < i + height; q++) out[j * ld_out + q] = in[q * ld_in + j];
        }
    for (; i < rows; i++)
        for (long j = 0; j < columns; j++) out[j * ld_out + i] = in[i * ld_in + j];
}
