// The physical limit of Adam on a flat vector: one pass over four arrays of binary32, plain C.
//
//     vector_adam COUNT STEPS
//
// prints the processor's milliseconds per step and two of the parameters. Compile with -O3 for the same instruction
// set as the program it is compared with, without fast-math: both sides then do the same arithmetic.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return t.tv_sec + 1e-9 * t.tv_nsec;
}

static void step(long n, float *restrict w, const float *restrict g, float *restrict m, float *restrict v, float rate) {
    const float b1 = 0.9f, b2 = 0.999f, c1 = 1 - 0.9, c2 = 1 - 0.999, epsilon = 1e-7f;
    for (long i = 0; i < n; i++) {
        m[i] = b1 * m[i] + c1 * g[i];
        v[i] = b2 * v[i] + c2 * (g[i] * g[i]);
        w[i] -= rate * (m[i] / (sqrtf(v[i]) + epsilon));
    }
}

int main(int argc, char **argv) {
    if (argc < 3) { fprintf(stderr, "usage: vector_adam COUNT STEPS\n"); return 2; }
    long n = atol(argv[1]), steps = atol(argv[2]);
    float *w = malloc(n * sizeof *w), *g = malloc(n * sizeof *g), *m = calloc(n, sizeof *m), *v = calloc(n, sizeof *v);
    if (!w || !g || !m || !v) { fprintf(stderr, "vector_adam: no memory for %ld numbers\n", n); return 1; }
    for (long i = 0; i < n; i++) {
        w[i] = (i % 1000) / 1000.0f - 0.5f;
        g[i] = (i % 777) / 777.0f - 0.5f;
    }
    // A few steps first, so that no page is touched for the first time while the clock runs.
    double begin = 0, p = 1, q = 1;
    for (long t = -3; t < steps; t++) {
        if (t == 0) begin = now();
        p *= 0.9;
        q *= 0.999;
        step(n, w, g, m, v, 0.001 * sqrt(1 - q) / (1 - p));
    }
    printf("%.5f %.9g %.9g\n", 1e3 * (now() - begin) / steps, w[0], w[n / 81]);
    return 0;
}
