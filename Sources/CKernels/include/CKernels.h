// The inner loops of small networks: matrix products, activations, losses and normalisations on Float32.
//
// Every function fixes one order of additions: each element of a product is one chain of fused multiply-adds over k, every
// sum runs over sixteen lanes that are folded in one fixed tree. The bits are therefore the same from run to run, for every
// way of cutting a batch into blocks, and for every instruction set; the processor only decides how many lanes go at once.
// Pointers may be unaligned. Buffers must not overlap unless a function says so.
#ifndef CKERNELS_H
#define CKERNELS_H

#include "CKernelsOfArrays.h"
#include "CKernelsOfBytes.h"
#include <stdint.h>

// How a product ends: `ACCUMULATE` adds to what stands in C, `RELU` stores max(0, c).
enum { CK_ACCUMULATE = 1, CK_RELU = 2 };

// Elementwise functions; `alpha` is the slope or scale where one is needed.
enum {
    CK_LINEAR = 0,
    CK_RELU_FUNCTION = 1,
    CK_LEAKY_RELU = 2,    // x > 0 ? x : alpha x
    CK_ELU = 3,           // x > 0 ? x : alpha (exp x - 1)
    CK_SELU = 4,
    CK_GELU = 5,          // x Phi(x), with the error function
    CK_GELU_TANH = 6,     // its tanh approximation
    CK_SILU = 7,          // x sigmoid(x)
    CK_TANH = 8,
    CK_SIGMOID = 9,
    CK_SOFTPLUS = 10,     // log(1 + exp x)
    CK_MISH = 11,         // x tanh(softplus x)
    CK_SOFTSIGN = 12,     // x / (1 + |x|)
    CK_RELU6 = 13,        // min(max(x, 0), 6)
    CK_HARD_SIGMOID = 14, // min(max(x/6 + 1/2, 0), 1)
    CK_HARD_SILU = 15,    // x hard_sigmoid(x)
    CK_EXPONENTIAL = 16,
    CK_LOG_SIGMOID = 17,  // -softplus(-x)
    CK_FUNCTION_COUNT = 18
};

// A format of floating-point numbers that is narrower than Float32.
typedef struct {
    // Bits of Float32's fraction that the format lacks, at least 1.
    int dropped;
    // Numbers below the smallest normal one are rounded to multiples of a fixed step by adding and subtracting this number, whose own
    // last bit is that step; 0 where the format has Float32's exponents.
    float least_normal, round_below;
    // What is beyond the largest number becomes `overflow`.
    float largest, overflow;
} ck_format;

// How a product ends that carries a gradient back through a rectifier.
typedef struct {
    // What the rectifier gave: as large as C, with rows as far apart. Where it is not above 0, C becomes 0; NaN lets C through.
    const float *open;
    // Unless null: C's columns are added to these n numbers, row by row.
    float *sums;
} ck_gate;

// One set of kernels, compiled for one instruction set.
typedef struct {
    // C[m,n] = sum_k A(m,k) B(k,n) + bias[n], where A(m,k) = a[m*a_row + k*a_column], B is row-major with row length ldb.
    // `bias` and `gate` may be null.
    void (*product)(long m, long n, long k, const float *a, long a_row, long a_column, const float *b, long ldb, float *c,
                    long ldc, const float *bias, const ck_gate *gate, int flags);
    // c[i] (+)= sum_k A[i,k] w[k] (+ bias[0]); rows of A have length lda. The product with a single column.
    void (*product_with_column)(long m, long k, const float *a, long lda, const float *w, long w_stride, float *c, long c_stride,
                                const float *bias, int flags);
    // out[j,i] = in[i,j]; in is rows x columns.
    void (*transpose)(long rows, long columns, const float *in, long ld_in, float *out, long ld_out);
    // out[j] (+)= sum_i a[i,j].
    void (*column_sums)(long rows, long columns, const float *a, long lda, float *out, int accumulate);
    // y = f(x) and, unless null, slope = f'(x). x and y may be the same buffer.
    void (*activate)(int function, float alpha, long n, const float *x, float *y, float *slope);
    // dx (+)= dy * slope. dx may be dy.
    void (*multiply)(long n, const float *dy, const float *slope, float *dx, int accumulate);
    // dx (+)= y > 0 ? dy : 0. dx may be dy.
    void (*relu_backward)(long n, const float *y, const float *dy, float *dx, int accumulate);
    // y += factor x.
    void (*add_scaled)(long n, float factor, const float *x, float *y);
    // y = a + b. y may be a or b.
    void (*add)(long n, const float *a, const float *b, float *y);
    // y = factor x.
    void (*scale)(long n, float factor, const float *x, float *y);
    double (*sum)(long n, const float *x);
    double (*sum_of_squares)(long n, const float *x);
    double (*dot)(long n, const float *x, const float *y);
    // How many |x| are above a bound of at least 0; NaN is not.
    long (*count_beyond)(long n, const float *x, float bound);
    // sum |w|, 0 where l1 is, and sum w^2; gradient += l1 sign(w) + twice_l2 w, and may be null.
    void (*penalty)(long n, const float *w, float l1, float twice_l2, float *gradient, double *absolute, double *squares);
    // sum (y - t)^2 and dy = 2 scale (y - t); dy may be null.
    double (*squared_error)(long n, const float *y, const float *t, float *dy, float scale);
    // Returns sum of max(z,0) - z t + log(1 + exp(-|z|)); p = sigmoid(z), dz = scale (p - t). p and dz may be null, p may be z.
    double (*sigmoid_cross_entropy)(long n, const float *z, const float *t, float *p, float *dz, float scale);
    // Returns the sum over rows of log-sum-exp(z) sum(t) - t.z; p = softmax(z), dz = scale (p sum(t) - t). Null and z as above.
    double (*softmax_cross_entropy)(long rows, long columns, const float *z, const float *t, float *p, float *dz, float scale);
    // y = softmax of each row of x; x and y may be the same buffer.
    void (*softmax)(long rows, long columns, const float *x, float *y);
    // dx (+)= y (dy - sum(y dy)) per row; dx may be dy when not accumulating.
    void (*softmax_backward)(long rows, long columns, const float *y, const float *dy, float *dx, int accumulate);
    // Rows of attention scores s, `stride` apart, become softmax(scale s) over their first `seen` columns, `more` columns more
    // from each row to the next, at least 1 and at most `columns`; the columns beyond become 0.
    void (*attention_weights)(long rows, long columns, long stride, float scale, long seen, long more, float *s);
    // Gradient of the same with respect to s, in place of that with respect to the weights p: scale p (d - sum(p d)).
    void (*attention_weights_backward)(long rows, long columns, long stride, float scale, const float *p, float *d);
    // xhat = (x - mean) r, y = gamma xhat + beta per row with r = 1/sqrt(var + epsilon); xhat and r may be null.
    void (*normalise_rows)(long rows, long columns, const float *x, const float *gamma, const float *beta, float epsilon,
                           float *y, float *xhat, float *r);
    // Gradient of the same with respect to x: r (g - mean(g) - xhat mean(g xhat)), g = gamma dy.
    void (*normalise_rows_backward)(long rows, long columns, const float *dy, const float *gamma, const float *xhat,
                                    const float *r, float *dx, int accumulate);
    // dgamma[j] (+)= sum_i dy[i,j] xhat[i,j].
    void (*column_dots)(long rows, long columns, const float *dy, const float *xhat, float *out, int accumulate);
    // y[i,j] = x[i,j] a[j] + b[j].
    void (*scale_columns)(long rows, long columns, const float *x, const float *a, const float *b, float *y);
    // factors[i] = 0 with probability rate, 1/(1 - rate) otherwise, drawn from (key, i) alone.
    void (*drop_factors)(long n, uint64_t key, float rate, float *factors);
    // y = the numbers of a narrower format that are nearest to x, of two equally near ones the even; y may be x.
    void (*round_to)(const ck_format *format, long n, const float *x, float *y);
} ck_kernels;

// The kernels for the best instruction set of this processor.
const ck_kernels *ck_best(void);
// 0 portable, 1 AVX2 with FMA, 2 AVX-512; null where the processor lacks it.
const ck_kernels *ck_at_level(int level);
int ck_best_level(void);

#endif
