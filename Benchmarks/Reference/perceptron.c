// The reference for small networks: the same training in plain C over OpenBLAS, compiled for this very processor.
//
//   perceptron CASE BATCH EPOCHS   with CASE = house | autoencoder | generator
//
// house        8-64-64-1, relu, mean squared error, 16,512 rows
// autoencoder  784-64-64-784, relu, relu, sigmoid, binary cross-entropy, 10,000 rows
// generator    100-64-64-784 forward only; EPOCHS counts timings of 20 passes
//
// Prints the median time of an epoch (or of a forward pass) in microseconds and the last mean loss.
#include <cblas.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { LAYERS = 3 };

struct layer {
    int in, out;
    float *w, *b, *dw, *db, *y, *dy;
};

static struct layer net[LAYERS];
static float *theta, *grad, *first, *second, *input;
static long parameters, updates;
static int cross_entropy;

// Time that this thread has computed.
static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static float *zeros(long count) {
    float *p = aligned_alloc(64, ((size_t)count * sizeof(float) / 64 + 1) * 64);
    memset(p, 0, (size_t)count * sizeof(float));
    return p;
}

static unsigned long long random_state = 0x2545f4914f6cdd1dull;
static float uniform(void) {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (float)(random_state >> 40) * 0x1p-24f;
}

static void build(const int *sizes, int batch) {
    for (int l = 0; l < LAYERS; l++) parameters += (long)(sizes[l] + 1) * sizes[l + 1];
    theta = zeros(parameters), grad = zeros(parameters), first = zeros(parameters), second = zeros(parameters);
    input = zeros((long)batch * sizes[0]);
    long at = 0;
    for (int l = 0; l < LAYERS; l++) {
        struct layer *n = &net[l];
        n->in = sizes[l], n->out = sizes[l + 1];
        n->w = theta + at, n->dw = grad + at, at += (long)n->in * n->out;
        n->b = theta + at, n->db = grad + at, at += n->out;
        n->y = zeros((long)batch * n->out), n->dy = zeros((long)batch * n->out);
        float bound = 1 / sqrtf((float)n->in);
        for (long i = 0; i < (long)n->in * n->out; i++) n->w[i] = (2 * uniform() - 1) * bound;
    }
}

static void forward(int batch) {
    const float *x = input;
    for (int l = 0; l < LAYERS; l++) {
        struct layer *n = &net[l];
        if (n->out == 1) {
            for (int r = 0; r < batch; r++) {
                float sum = 0;
                for (int k = 0; k < n->in; k++) sum += x[(long)r * n->in + k] * n->w[k];
                n->y[r] = sum;
            }
        } else {
            cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, batch, n->out, n->in, 1, x, n->in, n->w, n->out, 0, n->y, n->out);
        }
        for (int r = 0; r < batch; r++) {
            float *y = n->y + (long)r * n->out;
            if (l < LAYERS - 1)
                for (int j = 0; j < n->out; j++) y[j] = fmaxf(y[j] + n->b[j], 0);
            else if (cross_entropy)
                for (int j = 0; j < n->out; j++) y[j] = 1 / (1 + expf(-y[j] - n->b[j]));
            else
                for (int j = 0; j < n->out; j++) y[j] += n->b[j];
        }
        x = n->y;
    }
}

static float loss_and_slope(int batch, const float *target) {
    struct layer *n = &net[LAYERS - 1];
    long count = (long)batch * n->out;
    float share = 1 / (float)count, loss = 0;
    if (cross_entropy) {
        for (long i = 0; i < count; i++) {
            float p = n->y[i], t = target[i];
            loss -= t * logf(p + 1e-30f) + (1 - t) * logf(1 - p + 1e-30f);
            n->dy[i] = (p - t) * share;
        }
    } else {
        for (long i = 0; i < count; i++) {
            float e = n->y[i] - target[i];
            loss += e * e;
            n->dy[i] = 2 * e * share;
        }
    }
    return loss * share;
}

static void backward(int batch) {
    for (int l = LAYERS - 1; l >= 0; l--) {
        struct layer *n = &net[l];
        const float *x = l ? net[l - 1].y : input;
        if (n->out == 1) {
            memset(n->dw, 0, sizeof(float) * (size_t)n->in);
            for (int r = 0; r < batch; r++)
                for (int k = 0; k < n->in; k++) n->dw[k] += x[(long)r * n->in + k] * n->dy[r];
        } else {
            cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, n->in, n->out, batch, 1, x, n->in, n->dy, n->out, 0, n->dw, n->out);
        }
        memset(n->db, 0, sizeof(float) * (size_t)n->out);
        for (int r = 0; r < batch; r++)
            for (int j = 0; j < n->out; j++) n->db[j] += n->dy[(long)r * n->out + j];
        if (!l) continue;
        float *dx = net[l - 1].dy;
        if (n->out == 1) {
            for (int r = 0; r < batch; r++)
                for (int k = 0; k < n->in; k++) dx[(long)r * n->in + k] = n->dy[r] * n->w[k];
        } else {
            cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, batch, n->in, n->out, 1, n->dy, n->out, n->w, n->out, 0, dx, n->in);
        }
        for (long i = 0; i < (long)batch * n->in; i++) dx[i] = x[i] > 0 ? dx[i] : 0;
    }
}

static void adam(float rate) {
    updates++;
    float a = rate / (1 - powf(0.9f, (float)updates)), b = 1 / sqrtf(1 - powf(0.999f, (float)updates));
    for (long i = 0; i < parameters; i++) {
        float g = grad[i];
        first[i] = 0.9f * first[i] + 0.1f * g;
        second[i] = 0.999f * second[i] + 0.001f * g * g;
        theta[i] -= a * first[i] / (sqrtf(second[i]) * b + 1e-8f);
    }
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

int main(int count, char **words) {
    if (count < 4) return 2;
    int batch = atoi(words[2]), rounds = atoi(words[3]);
    double *times = malloc(sizeof(double) * (size_t)rounds), loss = 0;
    openblas_set_num_threads(1);
    if (!strcmp(words[1], "generator")) {
        const int sizes[] = {100, 64, 64, 784};
        cross_entropy = 1;
        build(sizes, batch);
        for (long i = 0; i < (long)batch * 100; i++) input[i] = uniform();
        for (int e = 0; e < rounds; e++) {
            double start = seconds();
            for (int k = 0; k < 20; k++) forward(batch), loss += net[LAYERS - 1].y[0];
            times[e] = (seconds() - start) / 20;
        }
    } else {
        int house = !strcmp(words[1], "house"), rows = house ? 16512 : 10000;
        const int small[] = {8, 64, 64, 1}, wide[] = {784, 64, 64, 784};
        cross_entropy = !house;
        build(house ? small : wide, batch);
        int in = net[0].in, out = net[LAYERS - 1].out;
        float *x = zeros((long)rows * in), *t = house ? zeros(rows) : x, *target = zeros((long)batch * out);
        for (long i = 0; i < (long)rows * in; i++) x[i] = house ? 2 * uniform() - 1 : uniform();
        if (house)
            for (int r = 0; r < rows; r++) {
                const float *v = x + (long)r * 8;
                t[r] = sinf(2 * v[0]) + v[1] * v[2] + 0.5f * v[3] + 0.1f * (2 * uniform() - 1);
            }
        int *order = malloc(sizeof(int) * (size_t)rows);
        for (int i = 0; i < rows; i++) order[i] = i;
        for (int e = 0; e < rounds; e++) {
            double start = seconds();
            loss = 0;
            for (int i = rows - 1; i > 0; i--) {
                int j = (int)(uniform() * (float)(i + 1)), keep = order[i];
                order[i] = order[j], order[j] = keep;
            }
            int batches = 0;
            for (int from = 0; from < rows; from += batch, batches++) {
                int size = rows - from < batch ? rows - from : batch;
                for (int r = 0; r < size; r++) {
                    memcpy(input + (long)r * in, x + (long)order[from + r] * in, sizeof(float) * (size_t)in);
                    memcpy(target + (long)r * out, t + (long)order[from + r] * out, sizeof(float) * (size_t)out);
                }
                forward(size);
                loss += loss_and_slope(size, target);
                backward(size);
                adam(1e-3f);
            }
            times[e] = seconds() - start;
            loss /= batches;
        }
    }
    qsort(times, (size_t)rounds, sizeof(double), ascending);
    printf("%.3f %.6f\n", times[rounds / 2] * 1e6, loss);
}
