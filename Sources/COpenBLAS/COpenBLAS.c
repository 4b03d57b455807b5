#include "COpenBLAS.h"
#include <dlfcn.h>
#include <pthread.h>

// The names and numbers of the C interface to BLAS.
typedef void (*sgemm)(int order, int a_transposed, int b_transposed, int m, int n, int k, float alpha, const float *a, int lda,
                      const float *b, int ldb, float beta, float *c, int ldc);
typedef void (*dgemm)(int order, int a_transposed, int b_transposed, int m, int n, int k, double alpha, const double *a, int lda,
                      const double *b, int ldb, double beta, double *c, int ldc);
enum { row_major = 101, as_stored = 111, transposed = 112 };

static sgemm multiply;
static dgemm multiply_double;

static void load(void) {
    void *library = dlopen("libopenblas.so.0", RTLD_NOW | RTLD_LOCAL);
    if (!library) return;
    void (*set_threads)(int) = (void (*)(int))dlsym(library, "openblas_set_num_threads");
    if (set_threads) set_threads(1);
    multiply_double = (dgemm)dlsym(library, "cblas_dgemm");
    multiply = (sgemm)dlsym(library, "cblas_sgemm");
}

int cob_is_installed(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    return multiply != 0;
}

int cob_product(int a_turned, int b_turned, int m, int n, int k, const float *a, int lda, const float *b, int ldb, float beta,
                float *c, int ldc) {
    if (!cob_is_installed()) return 0;
    multiply(row_major, a_turned ? transposed : as_stored, b_turned ? transposed : as_stored, m, n, k, 1, a, lda, b, ldb, beta,
             c, ldc);
    return 1;
}

int cob_double_product(int a_turned, int b_turned, int m, int n, int k, const double *a, int lda, const double *b, int ldb,
                       double beta, double *c, int ldc) {
    if (!cob_is_installed() || !multiply_double) return 0;
    multiply_double(row_major, a_turned ? transposed : as_stored, b_turned ? transposed : as_stored, m, n, k, 1, a, lda, b, ldb,
                    beta, c, ldc);
    return 1;
}
