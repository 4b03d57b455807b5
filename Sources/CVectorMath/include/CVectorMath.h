// Square roots of whole vectors. Swift's `squareRoot()` on a SIMD type takes one scalar root per lane;
// these compile to the machine's vector instruction. IEEE 754 rounds a root correctly, so every lane has
// the bits that the scalar root would have.
#ifndef CVECTORMATH_H
#define CVECTORMATH_H

typedef double cvm_double2 __attribute__((ext_vector_type(2)));
typedef float cvm_float4 __attribute__((ext_vector_type(4)));
typedef float cvm_float8 __attribute__((ext_vector_type(8)));
typedef float cvm_float16 __attribute__((ext_vector_type(16)));

static inline __attribute__((always_inline)) cvm_double2 cvm_sqrt_double2(cvm_double2 x) {
    return __builtin_elementwise_sqrt(x);
}

static inline __attribute__((always_inline)) cvm_float4 cvm_sqrt_float4(cvm_float4 x) {
    return __builtin_elementwise_sqrt(x);
}

static inline __attribute__((always_inline)) cvm_float8 cvm_sqrt_float8(cvm_float8 x) {
    return __builtin_elementwise_sqrt(x);
}

static inline __attribute__((always_inline)) cvm_float16 cvm_sqrt_float16(cvm_float16 x) {
    return __builtin_elementwise_sqrt(x);
}

// Numbers below 1.2e-38 in Float32 (2.2e-308 in Double) have few digits left and cost a hundred times as much. The moments
// of a weight whose gradient has stayed zero decay into them and never out again. Between the next two calls such numbers
// count as zero on this thread, as they do in JAX and TensorFlow; on other processors nothing changes.
static inline unsigned long cvm_flush_subnormals(void) {
#if defined(__x86_64__)
    unsigned int mode = __builtin_ia32_stmxcsr();
    __builtin_ia32_ldmxcsr(mode | 0x8040);
    return mode;
#elif defined(__aarch64__)
    unsigned long mode;
    __asm__ volatile("mrs %0, fpcr" : "=r"(mode));
    __asm__ volatile("msr fpcr, %0" : : "r"(mode | (1ul << 24)));
    return mode;
#else
    return 0;
#endif
}

// Takes back what the call above gave.
static inline void cvm_restore_subnormals(unsigned long mode) {
#if defined(__x86_64__)
    __builtin_ia32_ldmxcsr((unsigned int)mode);
#elif defined(__aarch64__)
    __asm__ volatile("msr fpcr, %0" : : "r"(mode));
#else
    (void)mode;
#endif
}

// What is the same for all coordinates in a step of Adam: β₁, 1 − β₁, β₂, 1 − β₂, ε, what √v is divided by, and the rate.
typedef struct {
    float beta1, rest1, beta2, rest2, epsilon, root, rate;
} cvm_adam_step;

// θ ← θ − rate·m/(√v/root + ε) after m ← β₁m + (1 − β₁)g and v ← β₂v + (1 − β₂)g², as many coordinates at a time as the processor
// takes. Each operation is IEEE 754's and rounded by itself, so the bits are those of one coordinate after the other.
void cvm_adam(long count, float *theta, const float *g, float *m, float *v, const cvm_adam_step *s);

#endif
