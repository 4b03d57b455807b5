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

#endif
