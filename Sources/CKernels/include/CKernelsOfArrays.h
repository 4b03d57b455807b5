// Loops over arrays: elementwise functions and reductions. As in CKernels.h, the bits do not depend on the instruction set.
#ifndef CKERNELSOFARRAYS_H
#define CKERNELSOFARRAYS_H

#include <stdint.h>

#pragma clang assume_nonnull begin

enum { CK_LESS, CK_LESS_EQUAL, CK_GREATER, CK_GREATER_EQUAL, CK_EQUAL, CK_NOT_EQUAL };
enum { CK_IS_NAN, CK_IS_INFINITE, CK_IS_FINITE };
enum { CK_FLOOR, CK_CEIL, CK_TRUNC, CK_RINT };

// Arrays of one type of number, element by element; `out` may be an operand. A step of 0 repeats one number.
#define CK_ELEMENTS(E)                                                                                              \
    void (*divide)(long n, const E *a, long a_step, const E *b, long b_step, E *out);                               \
    void (*compare)(int kind, long n, const E *a, long a_step, const E *b, long b_step, uint8_t *out);              \
    void (*classify)(int kind, long n, const E *x, uint8_t *out);                                                   \
    void (*round)(int kind, long n, const E *x, E *out);                                                            \
    void (*root)(long n, const E *x, E *out);                                                                       \
    /* Limited to [low, high]; a NaN anywhere is the result. */                                                     \
    void (*clip)(long n, const E *x, E low, E high, E *out);                                                        \
    /* The largest or smallest of n >= 1; NaN wherever there is one. */                                             \
    E (*extreme)(long n, const E *x, int is_largest);                                                               \
    /* o becomes the larger or smaller of o and x, or their sum. */                                                 \
    void (*extreme_columns)(long n, const E *x, E *o, int is_largest);                                              \
    void (*add_columns)(long n, const E *x, E *o);

typedef struct { CK_ELEMENTS(float) } ck_floats;
typedef struct {
    CK_ELEMENTS(double)
    // Errors below 0.52 units in the last place; what is out of range or no number is what libm says.
    void (*exponential)(long n, const double *x, double *out);
    void (*logarithm)(long n, const double *x, double *out);
    // x^3 and x^4, rounded once.
    void (*third_power)(long n, const double *x, double *out);
    void (*fourth_power)(long n, const double *x, double *out);
} ck_doubles;

// The kernels of arrays; the level is one that the processor has.
const ck_floats *ck_floats_at_level(int level);
const ck_doubles *ck_doubles_at_level(int level);

#pragma clang assume_nonnull end

#endif
