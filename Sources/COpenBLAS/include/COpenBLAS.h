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

// What the decompositions below give beside LAPACK's own numbers, where 0 stands for success.
enum { cob_is_missing = -1000, cob_has_no_room = -1001 };

// LAPACK's dgeev: eigenvalues of A[n,n] by their real and imaginary parts and, where `vectors` is not null, the right
// eigenvectors. All matrices are stored by columns; A is spent.
int cob_eigen(int n, double *a, double *real, double *imaginary, double *vectors);

// LAPACK's dsyevd: eigenvalues of a symmetric matrix, of which the lower triangle counts, in ascending order; A becomes the
// eigenvectors where they are wanted, and is spent otherwise.
int cob_symmetric_eigen(int n, double *a, double *values, int with_vectors);

// LAPACK's dgesdd: the singular values of A[m,n] in descending order, and of U and V transposed all ('A'), as much as there are
// values ('S'), or nothing ('N'). A is spent.
int cob_singular(int m, int n, char part, double *a, double *values, double *u, double *vt);

#endif
