#include "COpenBLAS.h"
#include <dlfcn.h>
#include <limits.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

// The names and numbers of the C interface to BLAS.
typedef void (*sgemm)(int order, int a_transposed, int b_transposed, int m, int n, int k, float alpha, const float *a, int lda,
                      const float *b, int ldb, float beta, float *c, int ldc);
typedef void (*dgemm)(int order, int a_transposed, int b_transposed, int m, int n, int k, double alpha, const double *a, int lda,
                      const double *b, int ldb, double beta, double *c, int ldc);
enum { row_major = 101, as_stored = 111, transposed = 112 };

// LAPACK's own interface: everything by address, and the lengths of the texts at the end.
typedef void (*dgeev)(const char *left, const char *right, const int *n, double *a, const int *lda, double *real,
                      double *imaginary, double *vl, const int *ldvl, double *vr, const int *ldvr, double *work,
                      const int *lwork, int *info, size_t, size_t);
typedef void (*dsyevd)(const char *job, const char *triangle, const int *n, double *a, const int *lda, double *values,
                       double *work, const int *lwork, int *iwork, const int *liwork, int *info, size_t, size_t);
typedef void (*dgesdd)(const char *job, const int *m, const int *n, double *a, const int *lda, double *values, double *u,
                       const int *ldu, double *vt, const int *ldvt, double *work, const int *lwork, int *iwork, int *info,
                       size_t);

static sgemm multiply;
static dgemm multiply_double;
static dgeev eigen;
static dsyevd symmetric_eigen;
static dgesdd singular;

// How many decompositions are under way, on whatever thread.
static atomic_int running;

// The library gives its memory back at the end of the program, under the hands of a decomposition that nobody waits for.
static void leave(int status, void *unused) {
    (void)unused;
    if (!running) return;
    fflush(0);
    _exit(status);
}

static void load(void) {
    void *library = dlopen("libopenblas.so.0", RTLD_NOW | RTLD_LOCAL);
    if (!library) return;
    void (*set_threads)(int) = (void (*)(int))dlsym(library, "openblas_set_num_threads");
    if (set_threads) set_threads(1);
    multiply_double = (dgemm)dlsym(library, "cblas_dgemm");
    eigen = (dgeev)dlsym(library, "dgeev_");
    symmetric_eigen = (dsyevd)dlsym(library, "dsyevd_");
    singular = (dgesdd)dlsym(library, "dgesdd_");
    multiply = (sgemm)dlsym(library, "cblas_sgemm");
    on_exit(leave, 0);
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

// Each of LAPACK's procedures is called twice: first it says how much room it needs.

static int eigen_of(int n, double *a, double *real, double *imaginary, double *vectors) {
    const char *job = vectors ? "V" : "N";
    int info = 0, size = -1, one = 1, lda = n > 1 ? n : 1;
    double needed = 0, none = 0;
    eigen("N", job, &n, a, &lda, real, imaginary, &none, &one, vectors ? vectors : &none, &lda, &needed, &size, &info, 1, 1);
    if (needed > INT_MAX) return cob_has_no_room;
    size = (int)needed;
    double *room = malloc(sizeof(double) * (size_t)(size > 1 ? size : 1));
    if (!room) return cob_has_no_room;
    eigen("N", job, &n, a, &lda, real, imaginary, &none, &one, vectors ? vectors : &none, &lda, room, &size, &info, 1, 1);
    free(room);
    return info;
}

static int symmetric_eigen_of(int n, double *a, double *values, int with_vectors) {
    const char *job = with_vectors ? "V" : "N";
    int info = 0, size = -1, whole_size = -1, lda = n > 1 ? n : 1, whole_needed = 0;
    double needed = 0;
    symmetric_eigen(job, "L", &n, a, &lda, values, &needed, &size, &whole_needed, &whole_size, &info, 1, 1);
    if (needed > INT_MAX) return cob_has_no_room;
    size = (int)needed;
    whole_size = whole_needed;
    double *room = malloc(sizeof(double) * (size_t)(size > 1 ? size : 1));
    int *whole_room = malloc(sizeof(int) * (size_t)(whole_size > 1 ? whole_size : 1));
    if (room && whole_room)
        symmetric_eigen(job, "L", &n, a, &lda, values, room, &size, whole_room, &whole_size, &info, 1, 1);
    else
        info = cob_has_no_room;
    free(room);
    free(whole_room);
    return info;
}

static int singular_of(int m, int n, char part, double *a, double *values, double *u, double *vt) {
    int least = m < n ? m : n, info = 0, size = -1, lda = m > 1 ? m : 1;
    int rows = part == 'A' ? n : least, ldvt = rows > 1 ? rows : 1;
    double needed = 0;
    int *whole_room = malloc(sizeof(int) * 8 * (size_t)(least > 1 ? least : 1));
    if (!whole_room) return cob_has_no_room;
    singular(&part, &m, &n, a, &lda, values, u, &lda, vt, &ldvt, &needed, &size, whole_room, &info, 1);
    size = needed > INT_MAX ? 0 : (int)needed;
    double *room = size ? malloc(sizeof(double) * (size_t)size) : 0;
    if (room)
        singular(&part, &m, &n, a, &lda, values, u, &lda, vt, &ldvt, room, &size, whole_room, &info, 1);
    else
        info = cob_has_no_room;
    free(room);
    free(whole_room);
    return info;
}

#define WHILE_RUNNING(procedure, call)                             \
    if (!cob_is_installed() || !procedure) return cob_is_missing;   \
    running++;                                                      \
    int info = call;                                                \
    running--;                                                      \
    return info

int cob_eigen(int n, double *a, double *real, double *imaginary, double *vectors) {
    WHILE_RUNNING(eigen, eigen_of(n, a, real, imaginary, vectors));
}

int cob_symmetric_eigen(int n, double *a, double *values, int with_vectors) {
    WHILE_RUNNING(symmetric_eigen, symmetric_eigen_of(n, a, values, with_vectors));
}

int cob_singular(int m, int n, char part, double *a, double *values, double *u, double *vt) {
    WHILE_RUNNING(singular, singular_of(m, n, part, a, values, u, vt));
}
