// OpenBLAS, loaded when a matrix product first needs it. A program that is linked to it starts its worker threads with
// itself, and they spin for a tenth of a second before they sleep: more processor time than most runs here take.
#ifndef COPENBLAS_H
#define COPENBLAS_H

// Whether there is an OpenBLAS to load.
int cob_is_installed(void);

// C[m,n] = A B + beta C in Float32, row-major with the given row lengths; A is stored as A[k,m] where `a_turned`, B as B[n,k]
// where `b_turned`. One thread. Gives 0, with nothing done, where the library is not installed.
int cob_product(int a_turned, int b_turned, int m, int n, int k, const float *a, int lda, const float *b, int ldb, float beta,
                float *c, int ldc);

// The same in double precision.
int cob_double_product(int a_turned, int b_turned, int m, int n, int k, const double *a, int lda, const double *b, int ldb,
                       double beta, double *c, int ldc);

#endif
