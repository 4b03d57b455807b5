#include "CVectorMath.h"

// No contraction: a product is rounded before it is added, as in the rule.
#pragma clang fp contract(off)

// Roots and quotients take most of the time, and a wider register takes more of them at once. Every lane is computed by itself, so the
// bits are those of the narrow sweep.
#define SWEEP(name, lanes)                                                                                              \
    typedef float name##_lanes __attribute__((ext_vector_type(lanes), aligned(4)));                                     \
    static inline __attribute__((always_inline)) void name##_move(                                                      \
        name##_lanes *theta, const name##_lanes *g, name##_lanes *m, name##_lanes *v, const cvm_adam_step *s) {         \
        *m = s->beta1 * *m + s->rest1 * *g;                                                                             \
        *v = s->beta2 * *v + s->rest2 * (*g * *g);                                                                      \
        name##_lanes spread = __builtin_elementwise_sqrt(*v);                                                           \
        if (s->root != 1) spread = spread / s->root;                                                                    \
        *theta = *theta - s->rate * (*m / (spread + s->epsilon));                                                       \
    }                                                                                                                   \
    static inline __attribute__((always_inline)) void name(                                                             \
        long count, float *theta, const float *g, float *m, float *v, const cvm_adam_step *s) {                         \
        long i = 0;                                                                                                     \
        for (; i + lanes <= count; i += lanes)                                                                          \
            name##_move(                                                                                                \
                (name##_lanes *)(theta + i), (const name##_lanes *)(g + i), (name##_lanes *)(m + i),                    \
                (name##_lanes *)(v + i), s);                                                                            \
        for (; i < count; i++) {                                                                                        \
            name##_lanes place = theta[i], slope = g[i], mean = m[i], square = v[i];                                    \
            name##_move(&place, &slope, &mean, &square, s);                                                             \
            theta[i] = place[0];                                                                                        \
            m[i] = mean[0];                                                                                             \
            v[i] = square[0];                                                                                           \
        }                                                                                                               \
    }

SWEEP(sweep8, 8)

#if defined(__x86_64__)
SWEEP(sweep16, 16)

static __attribute__((target("avx2"))) void sweep_avx2(
    long count, float *theta, const float *g, float *m, float *v, const cvm_adam_step *s) {
    sweep8(count, theta, g, m, v, s);
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
    if (__builtin_cpu_supports("avx2")) {
        sweep_avx2(count, theta, g, m, v, &step);
        return;
    }
#endif
    sweep8(count, theta, g, m, v, &step);
}
