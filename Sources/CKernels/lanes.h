// Sixteen Float32 lanes and how they are loaded, stored, chosen and folded. Included once per instruction set.
// Every function that takes or returns lanes is inlined, so no vector crosses a call and its calling convention does not matter.
// No product is joined with a sum unless it is written as fused: otherwise the bits would depend on the instruction set.
#pragma STDC FP_CONTRACT OFF
#pragma clang diagnostic ignored "-Wpsabi"
#define INLINE inline __attribute__((always_inline))
#define LANES 16

typedef float V __attribute__((ext_vector_type(16)));
typedef float VU __attribute__((ext_vector_type(16), aligned(4)));
typedef int32_t VI __attribute__((ext_vector_type(16)));
typedef double VD __attribute__((ext_vector_type(16)));
typedef float F8 __attribute__((ext_vector_type(8)));
typedef float F4 __attribute__((ext_vector_type(4)));
typedef float F4U __attribute__((ext_vector_type(4), aligned(4)));

static INLINE V load(const float *p) { return *(const VU *)p; }
static INLINE void store(float *p, V v) { *(VU *)p = v; }
static INLINE V all(float x) { return (V)x; }
static INLINE V fused(V a, V b, V c) { return __builtin_elementwise_fma(a, b, c); }
static INLINE V larger(V a, V b) { return a > b ? a : b; }
static INLINE V smaller(V a, V b) { return a < b ? a : b; }
// Within [low, high]; NaN stays NaN.
static INLINE V clamped(V x, float low, float high) {
    V above = x < all(low) ? all(low) : x;
    return above > all(high) ? all(high) : above;
}
static INLINE V magnitude(V a) { return (V)((VI)a & (VI)0x7fffffff); }

static INLINE VI lane_numbers(void) { return (VI){0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}; }
// The first `count` lanes, the others zero.
static INLINE V keep(V v, long count) { return lane_numbers() < (int)count ? v : all(0.0f); }

// The sum of all lanes: lanes i and i+8 first, then i and i+4, i+2, i+1.
static INLINE float fold(V v) {
    F8 eight = v.lo + v.hi;
    F4 four = eight.lo + eight.hi;
    return (four.x + four.z) + (four.y + four.w);
}
static INLINE double fold_doubles(VD v) {
    double sum = 0;
    for (int lane = 0; lane < LANES; lane++) sum += v[lane];
    return sum;
}
static INLINE float fold_largest(V v) {
    F8 eight = v.lo > v.hi ? v.lo : v.hi;
    F4 four = eight.lo > eight.hi ? eight.lo : eight.hi;
    float a = four.x > four.z ? four.x : four.z, b = four.y > four.w ? four.y : four.w;
    return a > b ? a : b;
}

// Runs `body` over n elements, with `count` lanes valid in the last round; GET and PUT load and store that many.
#define FOR_LANES(n) for (long i = 0, count = (n) < LANES ? (n) : LANES; i < (n); i += LANES, count = (n)-i < LANES ? (n)-i : LANES)
#define GET(p) (count == LANES ? load((p) + i) : load_part((p) + i, count))
#define PUT(p, v)                                      \
    do {                                               \
        if (count == LANES) store((p) + i, (v));       \
        else store_part((p) + i, (v), count);          \
    } while (0)
