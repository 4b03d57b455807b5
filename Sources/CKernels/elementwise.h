// Activations with their slopes, sums, and the losses that are fused with the last activation.

#define SELU_SCALE 1.0507009873554805f
#define SELU_ALPHA 1.6732632423543772f

// One function over all elements; the slope is written only when asked for.
#define ACTIVATION(expression_y, expression_slope)     \
    FOR_LANES(n) {                                     \
        V v = GET(x);                                  \
        V f = (expression_y);                          \
        if (slope) PUT(slope, (expression_slope));     \
        PUT(y, f);                                     \
    }                                                  \
    break

// x tanh(w) with w = softplus(x): tanh(w) + x sigmoid(x) sech(w)^2.
static INLINE V mish_slope(V x) {
    V w = v_softplus(x);
    return fused(x * v_sigmoid(x), v_squared_sech(w), v_tanh(w));
}

static void activate(int function, float alpha, long n, const float *x, float *y, float *slope) {
    const V zero = all(0.0f), one = all(1.0f), a = all(alpha);
    switch (function) {
    case CK_LINEAR: ACTIVATION(v, one);
    case CK_RELU_FUNCTION: ACTIVATION(v < zero ? zero : v, v > zero ? one : zero);
    case CK_LEAKY_RELU: ACTIVATION(v > zero ? v : a * v, v > zero ? one : a);
    case CK_ELU: ACTIVATION(v > zero ? v : a * v_expm1(v), v > zero ? one : a * v_exp(v));
    case CK_SELU:
        ACTIVATION(v > zero ? SELU_SCALE * v : (SELU_SCALE * SELU_ALPHA) * v_expm1(v),
                   v > zero ? all(SELU_SCALE) : (SELU_SCALE * SELU_ALPHA) * v_exp(v));
    case CK_GELU:
        // The slope is Phi(x) + x phi(x).
        FOR_LANES(n) {
            V v = GET(x);
            V bell, share = v_normal(v, &bell);
            if (slope) PUT(slope, fused(v, 0x1.988454p-2f * bell, share));
            PUT(y, v * share);
        }
        break;
    case CK_GELU_TANH:
        // x sigmoid(2u), u = sqrt(2/pi) (x + 0.044715 x^3).
        FOR_LANES(n) {
            V v = GET(x);
            V u = 0x1.988454p+0f * fused(all(0.044715f) * v * v, v, v);
            V s = v_sigmoid(u);
            if (slope) {
                V e = v_sigmoid(-u);
                V du = 0x1.988454p+0f * fused(all(3 * 0.044715f) * v, v, one);
                V extra = v * du * s * e;
                PUT(slope, s + (e == zero || s == zero ? zero : extra));
            }
            PUT(y, v * s);
        }
        break;
    case CK_SILU: ACTIVATION(v * v_sigmoid(v), v_sigmoid(v) * fused(v, v_sigmoid(-v), one));
    case CK_TANH: ACTIVATION(v_tanh(v), v_squared_sech(v));
    case CK_SIGMOID: ACTIVATION(v_sigmoid(v), f * v_sigmoid(-v));
    case CK_SOFTPLUS: ACTIVATION(v_softplus(v), v_sigmoid(v));
    case CK_MISH: ACTIVATION(v * v_tanh(v_softplus(v)), mish_slope(v));
    case CK_SOFTSIGN: ACTIVATION(v / (one + magnitude(v)), one / ((one + magnitude(v)) * (one + magnitude(v))));
    case CK_RELU6: ACTIVATION(clamped(v, 0.0f, 6.0f), v > zero && v < all(6.0f) ? one : zero);
    case CK_HARD_SIGMOID:
        ACTIVATION(clamped(fused(v, all(1.0f / 6), all(0.5f)), 0.0f, 1.0f),
                   v > all(-3.0f) && v < all(3.0f) ? all(1.0f / 6) : zero);
    case CK_HARD_SILU:
        ACTIVATION(v * clamped(fused(v, all(1.0f / 6), all(0.5f)), 0.0f, 1.0f),
                   v <= all(-3.0f) ? zero : (v >= all(3.0f) ? one : fused(v, all(1.0f / 3), all(0.5f))));
    case CK_EXPONENTIAL: ACTIVATION(v_exp(v), f);
    case CK_LOG_SIGMOID: ACTIVATION(-v_softplus(-v), v_sigmoid(-v));
    }
}

static void multiply(long n, const float *dy, const float *slope, float *dx, int accumulate) {
    if (accumulate) FOR_LANES(n) PUT(dx, fused(GET(dy), GET(slope), GET(dx)));
    else FOR_LANES(n) PUT(dx, GET(dy) * GET(slope));
}
static void relu_backward(long n, const float *y, const float *dy, float *dx, int accumulate) {
    const V zero = all(0.0f);
    // NaN lets the gradient through.
    if (accumulate) FOR_LANES(n) PUT(dx, GET(dx) + (GET(y) <= zero ? zero : GET(dy)));
    else FOR_LANES(n) PUT(dx, GET(y) <= zero ? zero : GET(dy));
}
static void add_scaled(long n, float factor, const float *x, float *y) {
    FOR_LANES(n) PUT(y, fused(all(factor), GET(x), GET(y)));
}
static void add(long n, const float *a, const float *b, float *y) { FOR_LANES(n) PUT(y, GET(a) + GET(b)); }
static void scale(long n, float factor, const float *x, float *y) { FOR_LANES(n) PUT(y, all(factor) * GET(x)); }

// Sums go to Double after every 256 elements, so that a long vector keeps its digits.
#define BLOCK 256
#define SUM_OF_BLOCKS(n, ...)                                              \
    double total = 0;                                                      \
    for (long from = 0; from < (n); from += BLOCK) {                       \
        long until = (n)-from < BLOCK ? (n)-from : BLOCK;                  \
        V sum = all(0.0f);                                                 \
        __VA_ARGS__;                                                       \
        total += (double)fold(sum);                                        \
    }                                                                      \
    return total
#define SUM(n, ...) SUM_OF_BLOCKS(n, FOR_LANES(until) __VA_ARGS__)
// The same of a term at each place, where nothing is written: four blocks go side by side, so that no addition waits for the one before,
// and are added up in their order.
#define SUM_OF_TERMS(n, NEXT)                                                                          \
    double total = 0;                                                                                  \
    long from = 0;                                                                                     \
    for (; from + 4 * BLOCK <= (n); from += 4 * BLOCK) {                                               \
        V four[4] = {all(0.0f), all(0.0f), all(0.0f), all(0.0f)};                                      \
        for (long at = from; at < from + BLOCK; at += LANES)                                           \
            for (int q = 0; q < 4; q++) four[q] = NEXT(four[q], at + q * BLOCK, LANES);                \
        for (int q = 0; q < 4; q++) total += (double)fold(four[q]);                                    \
    }                                                                                                  \
    for (; from < (n); from += BLOCK) {                                                                \
        const long until = (n)-from < BLOCK ? (n)-from : BLOCK;                                        \
        V sum = all(0.0f);                                                                             \
        FOR_LANES(until) sum = NEXT(sum, from + i, count);                                             \
        total += (double)fold(sum);                                                                    \
    }                                                                                                  \
    return total
#define SOME(p, place, count) ((count) == LANES ? load((p) + (place)) : load_part((p) + (place), (count)))

static double sum_all(long n, const float *x) {
#define NEXT(sum, place, count) (sum + SOME(x, place, count))
    SUM_OF_TERMS(n, NEXT);
#undef NEXT
}
static double sum_of_squares(long n, const float *x) {
#define NEXT(sum, place, count) fused(SOME(x, place, count), SOME(x, place, count), sum)
    SUM_OF_TERMS(n, NEXT);
#undef NEXT
}
static double dot(long n, const float *x, const float *y) {
#define NEXT(sum, place, count) fused(SOME(x, place, count), SOME(y, place, count), sum)
    SUM_OF_TERMS(n, NEXT);
#undef NEXT
}

static long count_beyond(long n, const float *x, float bound) {
    VI found = (VI)0;
    // A lane counts to n/16, which 31 bits hold for every array that there is room for.
    FOR_LANES(n) found -= keep(magnitude(GET(x)), count) > all(bound);
    long total = 0;
    for (int lane = 0; lane < LANES; lane++) total += found[lane];
    return total;
}

// Sums in Double: a square of a finite weight is finite.
static void penalty(long n, const float *w, float l1, float twice_l2, float *gradient, double *absolute, double *squares) {
    const V zero = all(0.0f), a = all(l1), b = all(twice_l2);
    VD magnitudes = (VD)0.0, products = (VD)0.0;
    FOR_LANES(n) {
        V v = GET(w);
        VD wide = __builtin_convertvector(v, VD);
        if (l1 != 0) magnitudes += __builtin_convertvector(magnitude(v), VD);
        products = __builtin_elementwise_fma(wide, wide, products);
        if (gradient) PUT(gradient, GET(gradient) + fused(b, v, v > zero ? a : v < zero ? -a : zero));
    }
    *absolute = fold_doubles(magnitudes);
    *squares = fold_doubles(products);
}

static double squared_error(long n, const float *y, const float *t, float *dy, float scale) {
    const V factor = all(2 * scale);
    SUM(n, {
        V e = GET(y + from) - GET(t + from);
        sum = fused(e, e, sum);
        if (dy) PUT(dy + from, factor * e);
    });
}

// The exponentials of a block come first, in a loop of their own: one chain of dependent steps from logit to loss would be too long for
// the processor to begin the next one meanwhile.
static double sigmoid_cross_entropy(long n, const float *z, const float *t, float *p, float *dz, float scale) {
    const V factor = all(scale), one = all(1.0f), zero = all(0.0f);
    float exponentials[BLOCK];
    SUM_OF_BLOCKS(n, {
        FOR_LANES(until) store(exponentials + i, v_exp(-magnitude(GET(z + from))));
        FOR_LANES(until) {
            V v = GET(z + from), target = GET(t + from), e = load(exponentials + i);
            V r = one / (one + e);
            V share = v < zero ? e * r : r;
            V term = fused(-v, target, v < zero ? zero : v) + v_log1p_unit(e);
            sum += keep(term, count);
            if (dz) PUT(dz + from, factor * (share - target));
            if (p) PUT(p + from, share);
        }
    });
}

// A 32-bit mixing of the element's number with both halves of the key: three rounds of xor-shift and odd multiplication.
static void drop_factors(long n, uint64_t key, float rate, float *factors) {
    const uint32_t low = (uint32_t)key * 0x9e3779b1u + 0x85ebca6bu, high = (uint32_t)(key >> 32) ^ 0xc2b2ae35u;
    const uint32_t limit = (uint32_t)(rate * 16777216.0f);
    const float kept = 1.0f / (1.0f - rate);
    for (long i = 0; i < n; i++) {
        uint32_t x = (uint32_t)i * 0x9e3779b1u + low;
        x = (x ^ (x >> 16)) * 0x7feb352du;
        x = ((x ^ high) ^ (x >> 15)) * 0x846ca68bu;
        x = (x ^ (x >> 16)) * 0xc2b2ae3du;
        factors[i] = ((x ^ (x >> 15)) >> 8) < limit ? 0.0f : kept;
    }
}
