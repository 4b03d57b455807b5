#include "CVectorMath.h"

// No contraction: a product is rounded before it is added, as in the rule.
#pragma clang fp contract(off)

// x/r by the rounded inverse of r: a quotient that is nearly right is corrected by what it leaves, which a fused multiply-add gives exactly,
// and once more; it is then rounded as IEEE 754's is (Markstein 1990). Roots of a sum of squares are far from where what is left would be
// lost, or they are 0, infinite or no number.
#define QUOTIENT_BY_INVERSE(x, r, inverse, type)                                                                        \
    ({                                                                                                                  \
        type quotient = x * inverse;                                                                                    \
        quotient = __builtin_elementwise_fma(__builtin_elementwise_fma((type)-r, quotient, x), (type)inverse, quotient);   \
        quotient = __builtin_elementwise_fma(__builtin_elementwise_fma((type)-r, quotient, x), (type)inverse, quotient);   \
        x < __builtin_inff() ? quotient : x;                                                                            \
    })
#define QUOTIENT(x, r, inverse, type) (x / r)

// Roots and quotients take most of the time, and a wider register takes more of them at once. Every lane is computed by itself, so the
// bits are those of the narrow sweep.
#define SWEEP(name, lanes, DIVIDE)                                                                                              \
    typedef float name##_lanes __attribute__((ext_vector_type(lanes), aligned(4)));                                     \
    static inline __attribute__((always_inline)) void name##_move(                                                      \
        name##_lanes *theta, const name##_lanes *g, name##_lanes *m, name##_lanes *v, const cvm_adam_step *s,           \
        float inverse) {                                                                                                \
        *m = s->beta1 * *m + s->rest1 * *g;                                                                             \
        *v = s->beta2 * *v + s->rest2 * (*g * *g);                                                                      \
        name##_lanes spread = __builtin_elementwise_sqrt(*v);                                                           \
        spread = DIVIDE(spread, s->root, inverse, name##_lanes);                                                        \
        *theta = *theta - s->rate * (*m / (spread + s->epsilon));                                                       \
    }                                                                                                                   \
    static inline __attribute__((always_inline)) void name(                                                             \
        long count, float *theta, const float *g, float *m, float *v, const cvm_adam_step *s) {                         \
        const float inverse = 1 / s->root;                                                                              \
        long i = 0;                                                                                                     \
        for (; i + lanes <= count; i += lanes)                                                                          \
            name##_move(                                                                                                \
                (name##_lanes *)(theta + i), (const name##_lanes *)(g + i), (name##_lanes *)(m + i),                    \
                (name##_lanes *)(v + i), s, inverse);                                                                         \
        for (; i < count; i++) {                                                                                        \
            name##_lanes place = theta[i], slope = g[i], mean = m[i], square = v[i];                                    \
            name##_move(&place, &slope, &mean, &square, s, inverse);                                                          \
            theta[i] = place[0];                                                                                        \
            m[i] = mean[0];                                                                                             \
            v[i] = square[0];                                                                                           \
        }                                                                                                               \
    }

SWEEP(sweep8, 8, QUOTIENT)

#if defined(__x86_64__)
SWEEP(sweep8_fused, 8, QUOTIENT_BY_INVERSE)
SWEEP(sweep16, 16, QUOTIENT_BY_INVERSE)

static __attribute__((target("avx2,fma"))) void sweep_avx2(
    long count, float *theta, const float *g, float *m, float *v, const cvm_adam_step *s) {
    sweep8_fused(count, theta, g, m, v, s);
}
static __attribute__((target("avx512f"))) void sweep_avx512(
    long count, float *theta, const float *g, float *m, float *v, const cvm_adam_step *s) {
    sweep16(count, theta, g, m, v, s);
}
#endif

void cvm_adam(long count, float *theta, const float *g, float *m, float *v, const cvm_adam_step *s) {
    // A copy of its own: what is written cannot change it.
    const cvm_adam_step step = *s;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f")) {
        sweep_avx512(count, theta, g, m, v, &step);
        return;
    }
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
        sweep_avx2(count, theta, g, m, v, &step);
        return;
    }
#endif
    sweep8(count, theta, g, m, v, &step);
}
