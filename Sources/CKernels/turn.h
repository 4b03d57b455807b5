// Rows become columns.

// Four columns of up to sixteen rows in registers, a column each: a quarter of every row is loaded, and quarters are interleaved by ones
// and by twos. Rows that are missing are filled up with the first.
static INLINE void turned(long rows, const float *in, long ld_in, V *column) {
    V quarter[4], pair[4];
    for (int q = 0; q < 4; q++) {
        F4 part[4];
        for (int lane = 0; lane < 4; lane++) {
            const int row = q + 4 * lane;
            part[lane] = *(const F4U *)(in + (row < rows ? row : 0) * ld_in);
        }
        F8 low = __builtin_shufflevector(part[0], part[1], 0, 1, 2, 3, 4, 5, 6, 7);
        F8 high = __builtin_shufflevector(part[2], part[3], 0, 1, 2, 3, 4, 5, 6, 7);
        quarter[q] = __builtin_shufflevector(low, high, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    }
    for (int q = 0; q < 2; q++) {
        V a = quarter[2 * q], b = quarter[2 * q + 1];
        pair[q] = __builtin_shufflevector(a, b, 0, 16, 1, 17, 4, 20, 5, 21, 8, 24, 9, 25, 12, 28, 13, 29);
        pair[q + 2] = __builtin_shufflevector(a, b, 2, 18, 3, 19, 6, 22, 7, 23, 10, 26, 11, 27, 14, 30, 15, 31);
    }
    for (int q = 0; q < 2; q++) {
        V a = pair[2 * q], b = pair[2 * q + 1];
        column[2 * q] = __builtin_shufflevector(a, b, 0, 1, 16, 17, 4, 5, 20, 21, 8, 9, 24, 25, 12, 13, 28, 29);
        column[2 * q + 1] = __builtin_shufflevector(a, b, 2, 3, 18, 19, 6, 7, 22, 23, 10, 11, 26, 27, 14, 15, 30, 31);
    }
}

// Sixteen rows at a time, so that a line of the cache is written whole: rows of `out` that are a power of two apart share few places in it,
// and half a line would have left before its other half comes.
static void transpose(long rows, long columns, const float *in, long ld_in, float *out, long ld_out) {
    for (long i = 0; i < rows; i += LANES) {
        const float *from = in + i * ld_in;
        float *to = out + i;
        const long height = rows - i < LANES ? rows - i : LANES;
        long j = 0;
        V column[4];
        if (height == LANES)
            for (; j + 4 <= columns; j += 4) {
                turned(LANES, from + j, ld_in, column);
                for (int q = 0; q < 4; q++) store(to + (j + q) * ld_out, column[q]);
            }
        else if (height >= 4)
            for (; j + 4 <= columns; j += 4) {
                turned(height, from + j, ld_in, column);
                for (int q = 0; q < 4; q++) store_part(to + (j + q) * ld_out, column[q], height);
            }
        for (; j < columns; j++)
            for (long q = 0; q < height; q++) to[j * ld_out + q] = from[q * ld_in + j];
    }
}
