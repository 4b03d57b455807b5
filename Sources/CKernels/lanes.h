// Sixteen Float32 lanes and how they are loaded, stored, chosen and folded. Included once per instruction set.
// Every function that takes or returns lanes is inlined, so no vector crosses a call and its calling convention does not matter.
#pragma clang diagnostic ignored "-Wpsabi"
#define INLINE inline __attribute__((always_inline))
#define LANES 16

typedef float V __attribute__((ext_vector_type(16)));
typedef float VU __attribute__((ext_vector_type(16), aligned(4)));
typedef int32_t VI __attribute__((ext_vector_type(16)));

static INLINE V load(const float *p) { return *(const VU *)p; }
static INLINE void store(float *p, V v) { *(VU *)p = v; }
static INLINE V all(float x) { return (V)x; }
static INLINE V fused(V a, V b, V c) { return __builtin_elementwise_fma(a, b, c); }
static INLINE V larger(V a, V b) { return a > b ? a : b; }
static INLINE V smaller(V a, V b) { return a < b ? a : b; }
static INLINE V magnitude(V a) { return (V)((VI)a & (VI)0x7fffffff); }

static INLINE VI lane_numbers(void) { return (VI){0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}; }
// The first `count` lanes, the others zero.
static INLINE V keep(V v, long count) { return lane_numbers() < (int)count ? v : all(0.0f); }

// The sum of all lanes: lanes i and i+8 first, then i and i+4, i+2, i+1.
static INLINE float fold(V v) {
    float a[8];
    for (int i = 0; i < 8; i++) a[i] = v[i] + v[i + 8];
    float b0 = a[0] + a[4], b1 = a[1] + a[5], b2 = a[2] + a[6], b3 = a[3] + a[7];
    return (b0 + b2) + (b1 + b3);
}
static INLINE float fold_largest(V v) {
    float best = v[0];
    for (int i = 1; i < LANES; i++) best = v[i] > best ? v[i] : best;
    return best;
}

// Runs `body` over n elements, with `count` lanes valid in the last round; GET and PUT load and store that many.
#define FOR_LANES(n) for (long i = 0, count = (n) < LANES ? (n) : LANES; i < (n); i += LANES, count = (n)-i < LANES ? (n)-i : LANES)
#define GET(p) (count == LANES ? load((p) + i) : load_part((p) + i, count))
#define PUT(p, v)                                      \
    do {                                               \
        if (count == LANES) store((p) + i, (v));       \
        else store_part((p) + i, (v), count);          \
    } while (0)
