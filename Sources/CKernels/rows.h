// Row-wise and column-wise work: softmax, normalisation, sums over a batch.

static void column_sums(long rows, long columns, const float *a, long lda, float *out, int accumulate) {
    FOR_LANES(columns) {
        V sum = accumulate ? GET(out) : all(0.0f);
        if (count == LANES)
            for (long r = 0; r < rows; r++) sum += load(a + r * lda + i);
        else
            for (long r = 0; r < rows; r++) sum += load_part(a + r * lda + i, count);
        PUT(out, sum);
    }
}

static void column_dots(long rows, long columns, const float *dy, const float *xhat, float *out, int accumulate) {
    FOR_LANES(columns) {
        V sum = accumulate ? GET(out) : all(0.0f);
        for (long r = 0; r < rows; r++) sum = fused(GET(dy + r * columns), GET(xhat + r * columns), sum);
        PUT(out, sum);
    }
}

static void scale_columns(long rows, long columns, const float *x, const float *a, const float *b, float *y) {
    for (long r = 0; r < rows; r++, x += columns, y += columns) FOR_LANES(columns) PUT(y, fused(GET(x), GET(a), GET(b)));
}

static INLINE float row_largest(long n, const float *x) {
    V best = all(-__builtin_inff());
    FOR_LANES(n) {
        best = larger(lane_numbers() < (int)count ? GET(x) : all(-__builtin_inff()), best);
    }
    return fold_largest(best);
}

// y = exp(x - largest) and its sum.
static INLINE float row_exponentials(long n, const float *x, float largest, float *y) {
    V sum = all(0.0f);
    FOR_LANES(n) {
        V e = v_exp(GET(x) - all(largest));
        PUT(y, e);
        sum += keep(e, count);
    }
    return fold(sum);
}

static INLINE float row_exponential_sum(long n, const float *x, float largest) {
    V sum = all(0.0f);
    FOR_LANES(n) sum += keep(v_exp(GET(x) - all(largest)), count);
    return fold(sum);
}

static void softmax(long rows, long columns, const float *x, float *y) {
    for (long r = 0; r < rows; r++, x += columns, y += columns) {
        float total = row_exponentials(columns, x, row_largest(columns, x), y);
        V inverse = all(1.0f / total);
        FOR_LANES(columns) PUT(y, GET(y) * inverse);
    }
}

static void softmax_backward(long rows, long columns, const float *y, const float *dy, float *dx, int accumulate) {
    for (long r = 0; r < rows; r++, y += columns, dy += columns, dx += columns) {
        V sum = all(0.0f);
        FOR_LANES(columns) sum = fused(GET(y), GET(dy), sum);
        V mean = all(fold(sum));
        if (accumulate) FOR_LANES(columns) PUT(dx, fused(GET(y), GET(dy) - mean, GET(dx)));
        else FOR_LANES(columns) PUT(dx, GET(y) * (GET(dy) - mean));
    }
}

static void attention_weights(long rows, long columns, long stride, float scale, long seen, long more, float *s) {
    const V factor = all(scale), hidden = all(-__builtin_inff());
    for (long r = 0; r < rows; r++, s += stride) {
        // Every row takes the same turns through the loops, so that the processor predicts them; a mask ends the row.
        const long limit = seen + r * more < columns ? seen + r * more : columns;
        V best = hidden;
        FOR_LANES(columns) best = larger(lane_numbers() < (int)(limit - i) ? factor * GET(s) : hidden, best);
        const V largest = all(fold_largest(best));
        V sum = all(0.0f);
        FOR_LANES(columns) {
            V e = keep(v_exp(fused(factor, GET(s), -largest)), limit - i);
            PUT(s, e);
            sum += e;
        }
        const V inverse = all(1.0f / fold(sum));
        FOR_LANES(columns) PUT(s, GET(s) * inverse);
    }
}

static void attention_weights_backward(long rows, long columns, long stride, float scale, const float *p, float *d) {
    const V factor = all(scale);
    for (long r = 0; r < rows; r++, p += stride, d += stride) {
        V sum = all(0.0f);
        FOR_LANES(columns) sum = fused(GET(p), GET(d), sum);
        const V mean = all(fold(sum));
        FOR_LANES(columns) PUT(d, factor * GET(p) * (GET(d) - mean));
    }
}

static double softmax_cross_entropy(long rows, long columns, const float *z, const float *t, float *p, float *dz, float scale) {
    double loss = 0;
    for (long r = 0; r < rows; r++, z += columns, t += columns) {
        float largest = row_largest(columns, z);
        V weighted = all(0.0f), mass = all(0.0f);
        FOR_LANES(columns) {
            V target = GET(t);
            weighted = fused(target, GET(z) - all(largest), weighted);
            mass += target;
        }
        float m = fold(mass), d = fold(weighted);
        // The exponentials stand where p or, without it, dz will be.
        float *e = p ? p : dz;
        float total = e ? row_exponentials(columns, z, largest, e) : row_exponential_sum(columns, z, largest);
        loss += (double)(m * __builtin_logf(total) - d);
        V inverse = all(1.0f / total), factor = all(scale), weight = all(m);
        if (e) FOR_LANES(columns) {
            V share = GET(e) * inverse;
            if (p) PUT(p, share);
            if (dz) PUT(dz, factor * fused(share, weight, -GET(t)));
        }
        if (p) p += columns;
        if (dz) dz += columns;
    }
    return loss;
}

static void normalise_rows(long rows, long columns, const float *x, const float *gamma, const float *beta, float epsilon,
                           float *y, float *xhat, float *r) {
    const float inverse = 1.0f / (float)columns;
    for (long row = 0; row < rows; row++, x += columns, y += columns) {
        V sum = all(0.0f);
        FOR_LANES(columns) sum += GET(x);
        const V mean = all(fold(sum) * inverse);
        V squares = all(0.0f);
        FOR_LANES(columns) {
            V d = keep(GET(x) - mean, count);
            squares = fused(d, d, squares);
        }
        const float factor = 1.0f / __builtin_sqrtf(fold(squares) * inverse + epsilon);
        FOR_LANES(columns) {
            V h = (GET(x) - mean) * factor;
            if (xhat) PUT(xhat, h);
            PUT(y, fused(h, GET(gamma), GET(beta)));
        }
        if (xhat) xhat += columns;
        if (r) r[row] = factor;
    }
}

static void normalise_rows_backward(long rows, long columns, const float *dy, const float *gamma, const float *xhat,
                                    const float *r, float *dx, int accumulate) {
    const float inverse = 1.0f / (float)columns;
    for (long row = 0; row < rows; row++, dy += columns, xhat += columns, dx += columns) {
        V sum = all(0.0f), along = all(0.0f);
        FOR_LANES(columns) {
            V g = GET(dy) * GET(gamma);
            sum += g;
            along = fused(g, GET(xhat), along);
        }
        const V mean = all(fold(sum) * inverse), slope = all(fold(along) * inverse);
        FOR_LANES(columns) {
            V g = GET(dy) * GET(gamma);
            V d = r[row] * fused(-GET(xhat), slope, g - mean);
            PUT(dx, accumulate ? GET(dx) + d : d);
        }
    }
}
