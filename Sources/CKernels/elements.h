// Elementwise functions and reductions of arrays, for numbers of type E. Included once per instruction set and type, with E,
// its lanes and NAME(f) defined. Loops are written for one element; the compiler takes as many at once as fit.
// `out` may be an operand itself. A step of 0 repeats one number, a step of 1 runs along.
#define EACH _Pragma("clang loop vectorize(assume_safety) interleave(enable)") for (long i = 0; i < n; i++)

typedef E NAME(W) __attribute__((ext_vector_type(E_LANES)));
typedef E NAME(WU) __attribute__((ext_vector_type(E_LANES), aligned(sizeof(E))));

static void NAME(divide)(long n, const E *a, long a_step, const E *b, long b_step, E *out) {
    if (a_step && b_step) { EACH out[i] = a[i] / b[i]; }
    else if (a_step) { E second = *b; EACH out[i] = a[i] / second; }
    else { E first = *a; EACH out[i] = first / b[i]; }
}

#define COMPARE(sign)                                                                          \
    if (a_step && b_step) { EACH out[i] = a[i] sign b[i]; }                                    \
    else if (a_step) { E second = *b; EACH out[i] = a[i] sign second; }                        \
    else { E first = *a; EACH out[i] = first sign b[i]; }                                      \
    break;

static void NAME(compare)(int kind, long n, const E *a, long a_step, const E *b, long b_step, uint8_t *out) {
    switch (kind) {
    case CK_LESS: COMPARE(<)
    case CK_LESS_EQUAL: COMPARE(<=)
    case CK_GREATER: COMPARE(>)
    case CK_GREATER_EQUAL: COMPARE(>=)
    case CK_EQUAL: COMPARE(==)
    default: COMPARE(!=)
    }
}
#undef COMPARE

static void NAME(classify)(int kind, long n, const E *x, uint8_t *out) {
    const E largest = E_MAX;
    switch (kind) {
    case CK_IS_NAN: EACH out[i] = x[i] != x[i]; break;
    case CK_IS_INFINITE: EACH out[i] = E_ABS(x[i]) > largest; break;
    default: EACH out[i] = E_ABS(x[i]) <= largest;
    }
}

static void NAME(round)(int kind, long n, const E *x, E *out) {
    switch (kind) {
    case CK_FLOOR: EACH out[i] = __builtin_elementwise_floor(x[i]); break;
    case CK_CEIL: EACH out[i] = __builtin_elementwise_ceil(x[i]); break;
    case CK_TRUNC: EACH out[i] = __builtin_elementwise_trunc(x[i]); break;
    default: EACH out[i] = __builtin_elementwise_rint(x[i]);
    }
}

static void NAME(root)(long n, const E *x, E *out) { EACH out[i] = __builtin_elementwise_sqrt(x[i]); }

// max(x, low), then min of that and high; a NaN stays one, on either side.
static void NAME(clip)(long n, const E *x, E low, E high, E *out) {
    EACH {
        E value = x[i] >= low || x[i] != x[i] ? x[i] : low;
        out[i] = value <= high || value != value ? value : high;
    }
}

#define STAYS(best, next) ((is_largest ? (best) >= (next) : (best) <= (next)) | ((best) != (best)))

// The largest or smallest of n >= 1 numbers; NaN wherever there is one. Four vectors at once hide the latency of a choice.
static E NAME(extreme)(long n, const E *x, int is_largest) {
    long i = 1;
    E found = x[0];
    if (n >= 4 * E_LANES) {
        NAME(W) best[4];
        for (int k = 0; k < 4; k++) best[k] = *(const NAME(WU) *)(x + k * E_LANES);
        for (i = 4 * E_LANES; i + 4 * E_LANES <= n; i += 4 * E_LANES)
            for (int k = 0; k < 4; k++) {
                NAME(W) next = *(const NAME(WU) *)(x + i + k * E_LANES);
                best[k] = STAYS(best[k], next) ? best[k] : next;
            }
        found = best[0][0];
        for (int k = 0; k < 4; k++)
            for (int lane = 0; lane < E_LANES; lane++) found = STAYS(found, best[k][lane]) ? found : best[k][lane];
    }
    for (; i < n; i++) found = STAYS(found, x[i]) ? found : x[i];
    return found;
}

// o = the larger or smaller of o and x, column by column.
static void NAME(extreme_columns)(long n, const E *x, E *o, int is_largest) {
    if (is_largest) { EACH o[i] = ((o[i] >= x[i]) | (o[i] != o[i])) ? o[i] : x[i]; }
    else { EACH o[i] = ((o[i] <= x[i]) | (o[i] != o[i])) ? o[i] : x[i]; }
}
#undef STAYS

static void NAME(add_columns)(long n, const E *x, E *o) { EACH o[i] += x[i]; }
#undef EACH
