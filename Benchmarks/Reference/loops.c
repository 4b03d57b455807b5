// The physical limit: each first-order rule on Rosenbrock as a plain C loop in binary64.
//
//     loops RULE STEPS [record]
//
// prints seconds and the end point. With `record` the path is stored as Descent stores it: x, y, loss and gradient
// norm of every step. Compile with -O3; no fast-math, so that both sides do the same arithmetic.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + 1e-9 * t.tv_nsec;
}

typedef struct { double x, y; } Pair;
static double *store;

// The body sees the gradient (gx, gy) and moves (x, y); t counts from 1.
#define LOOP(NAME, STATE, ...)                                                          \
    static Pair NAME(double lr, long steps) {                                           \
        double x = -1.5, y = 2;                                                         \
        STATE                                                                           \
        for (long t = 1; t <= steps; t++) {                                             \
            double u = 1 - x, w = y - x * x, gx = -2 * u - 400 * x * w, gy = 200 * w;   \
            if (store) {                                                                \
                double *at = store + 4 * (t - 1);                                       \
                at[0] = x, at[1] = y, at[2] = u * u + 100 * w * w;                      \
                at[3] = sqrt(gx * gx + gy * gy);                                        \
            }                                                                           \
            __VA_ARGS__                                                                 \
        }                                                                               \
        return (Pair){x, y};                                                            \
    }

LOOP(gd, , { x -= lr * gx; y -= lr * gy; })
LOOP(momentum, double vx = 0; double vy = 0;, {
    vx = 0.9 * vx - lr * gx; vy = 0.9 * vy - lr * gy;
    x += vx; y += vy;
})
LOOP(nesterov, double vx = 0; double vy = 0;, {
    vx = 0.9 * vx - lr * gx; vy = 0.9 * vy - lr * gy;
    x += 0.9 * vx - lr * gx; y += 0.9 * vy - lr * gy;
})
LOOP(adagrad, double ax = 0.1; double ay = 0.1;, {
    ax += gx * gx; ay += gy * gy;
    x -= lr * gx / sqrt(ax + 1e-7); y -= lr * gy / sqrt(ay + 1e-7);
})
LOOP(rmsprop, double ax = 0; double ay = 0;, {
    ax = 0.9 * ax + 0.1 * gx * gx; ay = 0.9 * ay + 0.1 * gy * gy;
    x -= lr * gx / sqrt(ax + 1e-7); y -= lr * gy / sqrt(ay + 1e-7);
})
LOOP(adadelta, double ax = 0; double ay = 0; double bx = 0; double by = 0;, {
    ax = 0.95 * ax + 0.05 * gx * gx; ay = 0.95 * ay + 0.05 * gy * gy;
    double dx = sqrt(bx + 1e-7) / sqrt(ax + 1e-7) * gx, dy = sqrt(by + 1e-7) / sqrt(ay + 1e-7) * gy;
    bx = 0.95 * bx + 0.05 * dx * dx; by = 0.95 * by + 0.05 * dy * dy;
    x -= lr * dx; y -= lr * dy;
})
// β^t is set to 0 before it becomes subnormal: a processor multiplies subnormals a hundred times slower.
#define DECAY(P, BETA) ((P) > 1e-290 ? (P) * (BETA) : 0)
#define MOMENTS double mx = 0; double my = 0; double vx = 0; double vy = 0; double p = 1; double q = 1;
#define MOVE_MOMENTS                                                \
    p = DECAY(p, 0.9); q = DECAY(q, 0.999);                         \
    mx += 0.1 * (gx - mx); my += 0.1 * (gy - my);                   \
    vx += 0.001 * (gx * gx - vx); vy += 0.001 * (gy * gy - vy);
LOOP(adam, MOMENTS, {
    MOVE_MOMENTS
    double a = lr * sqrt(1 - q) / (1 - p);
    x -= a * mx / (sqrt(vx) + 1e-7); y -= a * my / (sqrt(vy) + 1e-7);
})
LOOP(adamw, MOMENTS, {
    MOVE_MOMENTS
    double a = lr * sqrt(1 - q) / (1 - p);
    x -= x * 0.004 * lr; y -= y * 0.004 * lr;
    x -= a * mx / (sqrt(vx) + 1e-7); y -= a * my / (sqrt(vy) + 1e-7);
})
LOOP(adamax, double mx = 0; double my = 0; double ux = 0; double uy = 0; double p = 1;, {
    p = DECAY(p, 0.9);
    mx += 0.1 * (gx - mx); my += 0.1 * (gy - my);
    ux = fmax(0.999 * ux, fabs(gx)); uy = fmax(0.999 * uy, fabs(gy));
    double a = lr / (1 - p);
    x -= a * mx / (ux + 1e-7); y -= a * my / (uy + 1e-7);
})
LOOP(lion, double mx = 0; double my = 0;, {
    double cx = 0.9 * mx + 0.1 * gx, cy = 0.9 * my + 0.1 * gy;
    mx += 0.01 * (gx - mx); my += 0.01 * (gy - my);
    x -= lr * ((cx > 0) - (cx < 0)); y -= lr * ((cy > 0) - (cy < 0));
})
LOOP(yogi, MOMENTS, {
    p = DECAY(p, 0.9); q = DECAY(q, 0.999);
    mx += 0.1 * (gx - mx); my += 0.1 * (gy - my);
    double sx = gx * gx, sy = gy * gy;
    vx -= 0.001 * ((vx > sx) - (vx < sx)) * sx; vy -= 0.001 * ((vy > sy) - (vy < sy)) * sy;
    double a = lr / (1 - p), b = sqrt(1 - q);
    x -= a * mx / (sqrt(vx) / b + 1e-3); y -= a * my / (sqrt(vy) / b + 1e-3);
})
LOOP(adabelief, MOMENTS, {
    p = DECAY(p, 0.9); q = DECAY(q, 0.999);
    mx += 0.1 * (gx - mx); my += 0.1 * (gy - my);
    double ex = gx - mx, ey = gy - my;
    vx += 0.001 * (ex * ex - vx) + 1e-16; vy += 0.001 * (ey * ey - vy) + 1e-16;
    double a = lr / (1 - p), b = sqrt(1 - q);
    x -= a * mx / (sqrt(vx) / b + 1e-16); y -= a * my / (sqrt(vy) / b + 1e-16);
})

static const struct { const char *name; Pair (*run)(double, long); double lr; } rules[] = {
    {"gd", gd, 1e-4},         {"momentum", momentum, 1e-4}, {"nesterov", nesterov, 1e-4}, {"adagrad", adagrad, 0.1},
    {"rmsprop", rmsprop, 1e-3}, {"adadelta", adadelta, 1},  {"adam", adam, 1e-3},         {"adamw", adamw, 1e-3},
    {"adamax", adamax, 1e-3}, {"lion", lion, 1e-4},         {"yogi", yogi, 1e-3},         {"adabelief", adabelief, 1e-3},
};

int main(int argc, char **argv) {
    if (argc < 3) { fprintf(stderr, "usage: loops RULE STEPS [record]\n"); return 2; }
    long steps = atol(argv[2]);
    if (argc > 3) store = malloc(sizeof(double) * 4 * (size_t)steps);
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        if (strcmp(rules[i].name, argv[1])) continue;
        double begin = now();
        Pair end = rules[i].run(rules[i].lr, steps);
        printf("%.6f %.17g %.17g\n", now() - begin, end.x, end.y);
        return 0;
    }
    fprintf(stderr, "loops: there is no rule called %s\n", argv[1]);
    return 2;
}
