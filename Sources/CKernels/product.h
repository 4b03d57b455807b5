// Matrix products in register blocks. Each element is one chain of fused multiply-adds in the order of k, whatever the block.

static INLINE void block(const int rows, const int vectors, long k, const float *a, long a_row, long a_column, const float *b,
                         long ldb, float *c, long ldc, const float *bias, const float *open, float *sums, int flags, long last) {
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
#define CUT(j) (partial && (j) == vectors - 1)
    if (open) {
#pragma clang loop unroll(full)
        for (int i = 0; i < rows; i++) {
#pragma clang loop unroll(full)
            for (int j = 0; j < vectors; j++) {
                const float *from = open + i * ldc + LANES * j;
                sum[i][j] = (CUT(j) ? load_part(from, last) : load(from)) <= all(0.0f) ? all(0.0f) : sum[i][j];
            }
        }
    }
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
#pragma clang loop unroll(full)
        for (int j = 0; j < vectors; j++) {
            V v = sum[i][j];
            if (flags & CK_RELU) v = v < all(0.0f) ? all(0.0f) : v;
            float *to = c + i * ldc + LANES * j;
            if (CUT(j)) store_part(to, v, last);
            else store(to, v);
        }
    }
    if (sums) {
#pragma clang loop unroll(full)
        for (int j = 0; j < vectors; j++) {
            float *to = sums + LANES * j;
            V total = CUT(j) ? load_part(to, last) : load(to);
#pragma clang loop unroll(full)
            for (int i = 0; i < rows; i++) total += sum[i][j];
            if (CUT(j)) store_part(to, total, last);
            else store(to, total);
        }
    }
#undef CUT
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
    block(height, vectors, k, a + i * a_row, a_row, a_column, b, ldb, c + i * ldc, ldc, bias, open ? open + i * ldc : 0,     \
          sums, flags, last)
#define PANEL_ARGUMENTS                                                                                                      \
    long m, long k, const float *a, long a_row, long a_column, const float *b, long ldb, float *c, long ldc,                 \
        const float *bias, const float *open, float *sums, int flags
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

#define NARROW 4

// Few columns: the lanes are rows of C. Where A's rows lie along k, sixteen of them are turned, four numbers of each at a time.
static INLINE void narrow_block(const int n, long rows, long k, const float *a, long a_row, long a_column, const float *b, long ldb,
                                float *c, long ldc, const float *bias, int flags) {
    V sum[NARROW];
    for (int j = 0; j < n; j++) {
        sum[j] = all(bias ? bias[j] : 0.0f);
        if (flags & CK_ACCUMULATE)
            for (long i = 0; i < rows; i++) sum[j][i] += c[i * ldc + j];
    }
    long step = 0;
    if (a_row != 1)
        for (; step + 4 <= k; step += 4) {
            V column[4];
            turned(rows, a + step, a_row, column);
            for (int q = 0; q < 4; q++)
                for (int j = 0; j < n; j++) sum[j] = fused(column[q], all(b[(step + q) * ldb + j]), sum[j]);
        }
    for (; step < k; step++) {
        V column = all(0.0f);
        const float *from = a + step * a_column;
        if (a_row == 1) column = rows == LANES ? load(from) : load_part(from, rows);
        else
            for (long i = 0; i < rows; i++) column[i] = from[i * a_row];
        for (int j = 0; j < n; j++) sum[j] = fused(column, all(b[step * ldb + j]), sum[j]);
    }
    for (int j = 0; j < n; j++) {
        V v = flags & CK_RELU ? (sum[j] < all(0.0f) ? all(0.0f) : sum[j]) : sum[j];
        for (long i = 0; i < rows; i++) c[i * ldc + j] = v[i];
    }
}

static void narrow_product(const int n, long m, long k, const float *a, long a_row, long a_column, const float *b, long ldb, float *c,
                           long ldc, const float *bias, int flags) {
    for (long i = 0; i < m; i += LANES)
        narrow_block(n, m - i < LANES ? m - i : LANES, k, a + i * a_row, a_row, a_column, b, ldb, c + i * ldc, ldc, bias, flags);
}

static void product(long m, long n, long k, const float *a, long a_row, long a_column, const float *b, long ldb, float *c,
                    long ldc, const float *bias, const ck_gate *gate, int flags) {
    const float *open = gate ? gate->open : 0;
    float *sums = gate ? gate->sums : 0;
    if (n <= NARROW && m >= LANES && !gate) {
        if (n == 1) narrow_product(1, m, k, a, a_row, a_column, b, ldb, c, ldc, bias, flags);
        if (n == 2) narrow_product(2, m, k, a, a_row, a_column, b, ldb, c, ldc, bias, flags);
        if (n == 3) narrow_product(3, m, k, a, a_row, a_column, b, ldb, c, ldc, bias, flags);
        if (n == 4) narrow_product(4, m, k, a, a_row, a_column, b, ldb, c, ldc, bias, flags);
        return;
    }
    long j = 0;
#define AT a, a_row, a_column, b + j, ldb, c + j, ldc, bias ? bias + j : 0, open ? open + j : 0, sums ? sums + j : 0, flags
    // One row cannot hide the latency of its additions in the registers that a block of rows spends on each: take more of them.
    if (m == 1)
        for (; j + ROW_VECTORS * LANES <= n; j += ROW_VECTORS * LANES) block(1, ROW_VECTORS, k, AT, LANES);
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

// The sums of the lanes of sixteen vectors, each by the tree of `fold`.
static INLINE V fold_sixteen(const V *v) {
    V four[4];
    for (int q = 0; q < 4; q++) {
        V first = __builtin_shufflevector(v[q], v[q + 4], 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23) +
                  __builtin_shufflevector(v[q], v[q + 4], 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31);
        V second = __builtin_shufflevector(v[q + 8], v[q + 12], 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23) +
                   __builtin_shufflevector(v[q + 8], v[q + 12], 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31);
        four[q] = __builtin_shufflevector(first, second, 0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27) +
                  __builtin_shufflevector(first, second, 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31);
    }
    V two[2];
    for (int q = 0; q < 2; q++) {
        V p = four[2 * q], r = four[2 * q + 1];
        two[q] = __builtin_shufflevector(p, r, 0, 1, 16, 17, 4, 5, 20, 21, 8, 9, 24, 25, 12, 13, 28, 29) +
                 __builtin_shufflevector(p, r, 2, 3, 18, 19, 6, 7, 22, 23, 10, 11, 26, 27, 14, 15, 30, 31);
    }
    return __builtin_shufflevector(two[0], two[1], 0, 2, 16, 18, 4, 6, 20, 22, 8, 10, 24, 26, 12, 14, 28, 30) +
           __builtin_shufflevector(two[0], two[1], 1, 3, 17, 19, 5, 7, 21, 23, 9, 11, 25, 27, 13, 15, 29, 31);
}

static void product_with_column(long m, long k, const float *a, long lda, const float *w, long w_stride, float *c, long c_stride,
                                const float *bias, int flags) {
    long row = 0;
    if (w_stride == 1 && c_stride == 1)
        for (; row + LANES <= m; row += LANES) {
            V sums[LANES];
            for (int r = 0; r < LANES; r++) {
                const float *from = a + (row + r) * lda;
                V sum = all(0.0f);
                FOR_LANES(k) sum = fused(GET(from), GET(w), sum);
                sums[r] = sum;
            }
            V total = fold_sixteen(sums);
            if (bias) total += all(bias[0]);
            if (flags & CK_ACCUMULATE) total += load(c + row);
            if (flags & CK_RELU) total = total < all(0.0f) ? all(0.0f) : total;
            store(c + row, total);
        }
    for (; row < m; row++) {
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
