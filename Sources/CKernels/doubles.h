// Exponentials, logarithms and small powers of doubles, with the reductions and tables of S. Nagy's routines in glibc 2.28,
// whose errors stay below 0.52 units in the last place; here series of Taylor replace the fitted polynomials.
#define EACH _Pragma("clang loop vectorize(assume_safety)") for (long i = 0; i < n; i++)

static INLINE double from_bits(uint64_t bits) { double x; __builtin_memcpy(&x, &bits, 8); return x; }
static INLINE uint64_t to_bits(double x) { uint64_t bits; __builtin_memcpy(&bits, &x, 8); return bits; }

// exp x = 2^(k/128) exp r with |r| <= ln 2/256. The table holds 2^(j/128) and what its rounding left.
static INLINE double exp_within(double x) {
    const double to_whole = 0x1.8p52;
    double shifted = x * (128 / 0x1.62e42fefa39efp-1) + to_whole;
    uint64_t k = to_bits(shifted);
    double steps = shifted - to_whole;
    // ln 2/128 in two parts, the first with so few bits that its product with k is exact.
    double r = __builtin_fma(-steps, 0x1.62e42fefa0000p-8, x);
    r = __builtin_fma(-steps, 0x1.cf79abc9e3b3ap-47, r);
    long j = (long)(k & 127);
    double scale = from_bits(ck_exp_bits[j] + (k << 45));
    double r2 = r * r;
    double tail = __builtin_fma(r2, __builtin_fma(r, 1.0 / 6, 0.5), ck_exp_tails[j] + r);
    tail = __builtin_fma(r2 * r2, __builtin_fma(r, 1.0 / 120, 1.0 / 24), tail);
    return __builtin_fma(scale, tail, scale);
}

// A loop that takes a block at a time; what lies outside the common range is looked up again, from a copy, in libm.
#define BLOCKWISE(name, within, libm, IS_COMMON)                            \
    static void name(long n, const double *x, double *out) {                \
        while (n > 0) {                                                     \
            double kept[64];                                                \
            long count = n < 64 ? n : 64;                                   \
            int is_common = 1;                                              \
            for (long i = 0; i < count; i++) {                              \
                kept[i] = x[i];                                             \
                is_common &= IS_COMMON(x[i]);                               \
            }                                                               \
            { long n = count; EACH out[i] = within(kept[i]); }              \
            if (!is_common)                                                 \
                for (long i = 0; i < count; i++)                            \
                    if (!IS_COMMON(kept[i])) out[i] = libm(kept[i]);        \
            x += count;                                                     \
            out += count;                                                   \
            n -= count;                                                     \
        }                                                                   \
    }

#define HAS_EXPONENTIAL(x) (__builtin_fabs(x) < 708)
BLOCKWISE(exponential, exp_within, exp, HAS_EXPONENTIAL)

// log x = k ln 2 + log c + log(1 + r), x = 2^k z with z in [11/16, 11/8) and r = z/c - 1. 1/c has so few bits that r is exact.
static INLINE double log_within(double x) {
    const uint64_t offset = 0x3fe6000000000000;
    uint64_t bits = to_bits(x), rest = bits - offset;
    long j = (long)((rest >> 45) & 127);
    double k = (double)((int64_t)rest >> 52);
    double z = from_bits(bits - (rest & 0xfff0000000000000));
    double r = __builtin_fma(z, ck_log_inverses[j], -1.0);
    // ln 2 in two parts, as above.
    double whole = __builtin_fma(k, 0x1.62e42fefa3800p-1, ck_log_values[j]);
    double high = whole + r;
    double low = __builtin_fma(k, 0x1.ef35793c76730p-45, whole - high + r) + ck_log_tails[j];
    double r2 = r * r;
    double even = __builtin_fma(r2, __builtin_fma(r2, -1.0 / 8, -1.0 / 6), -1.0 / 4);
    double odd = __builtin_fma(r2, __builtin_fma(r2, 1.0 / 9, 1.0 / 7), 1.0 / 5);
    // log(1 + r) - r + r^2/2 = r^3/3 - r^4/4 + ...
    double series = r2 * __builtin_fma(r2, __builtin_fma(r, odd, even), r * (1.0 / 3));
    // -r^2/2 and its rounding, which counts where everything else is 0.
    double half = -0.5 * r2, lost = -0.5 * __builtin_fma(r, r, -r2);
    double sum = high + half;
    return sum + (high - sum + half + low + lost + series);
}

#define IS_NORMAL_POSITIVE(x) (((x) >= 0x1p-1022) & ((x) <= 0x1.fffffffffffffp1023))
BLOCKWISE(logarithm, log_within, log, IS_NORMAL_POSITIVE)
#undef BLOCKWISE
#undef HAS_EXPONENTIAL
#undef IS_NORMAL_POSITIVE

// x^3 and x^4: the square and what its rounding left, then one fused product. Rounded as though nothing else were, but for what
// lies near the ends of the range, where the parts of the square have no room.
static void third_power(long n, const double *x, double *out) {
    EACH {
        double square = x[i] * x[i], left = __builtin_fma(x[i], x[i], -square);
        double fine = __builtin_fma(square, x[i], left * x[i]), plain = square * x[i];
        out[i] = ((__builtin_fabs(plain) > 0x1p-800) & (__builtin_fabs(plain) < 0x1p1000)) ? fine : plain;
    }
}

static void fourth_power(long n, const double *x, double *out) {
    EACH {
        double square = x[i] * x[i], left = __builtin_fma(x[i], x[i], -square);
        double fine = __builtin_fma(square, square, 2 * (square * left)), plain = square * square;
        out[i] = ((plain > 0x1p-800) & (plain < 0x1p1000)) ? fine : plain;
    }
}
#undef EACH
