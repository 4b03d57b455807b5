#include "CVectorMath.h"

// No contraction: a product is rounded before it is added, as in the rule.
#pragma clang fp contract(off)

typedef float cvm_wide __attribute__((ext_vector_type(8), aligned(4)));

static inline __attribute__((always_inline)) void move(
    cvm_wide *theta, const cvm_wide *g, cvm_wide *m, cvm_wide *v, const cvm_adam_step *s) {
    *m = s->beta1 * *m + s->rest1 * *g;
    *v = s->beta2 * *v + s->rest2 * (*g * *g);
    cvm_wide spread = __builtin_elementwise_sqrt(*v);
    if (s->root != 1) spread = spread / s->root;
    *theta = *theta - s->rate * (*m / (spread + s->epsilon));
}

static inline __attribute__((always_inline)) void sweep(
    long count, float *theta, const float *g, float *m, float *v, const cvm_adam_step *s) {
    long i = 0;
    for (; i + 8 <= count; i += 8)
        move((cvm_wide *)(theta + i), (const cvm_wide *)(g + i), (cvm_wide *)(m + i), (cvm_wide *)(v + i), s);
    for (; i < count; i++) {
        cvm_wide place = theta[i], slope = g[i], mean = m[i], square = v[i];
        move(&place, &slope, &mean, &square, s);
        theta[i] = place[0];
        m[i] = mean[0];
        v[i] = square[0];
    }
}

#if defined(__x86_64__)
static __attribute__((target("avx2"))) void sweep_avx2(
    long count, float *theta, const float *g, float *m, float *v, const cvm_adam_step *s) {
    sweep(count, theta, g, m, v, s);
}
#endif

void cvm_adam(long count, float *theta, const float *g, float *m, float *v, const cvm_adam_step *s) {
    // A copy of its own: what is written cannot change it.
    const cvm_adam_step step = *s;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) {
        sweep_avx2(count, theta, g, m, v, &step);
        return;
    }
#endif
    sweep(count, theta, g, m, v, &step);
}
