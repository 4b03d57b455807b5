// Chooses the products of bytes that the processor can execute.
#include "CKernelsOfBytes.h"

extern const ck_bytes ck_portable_bytes;
#if defined(__x86_64__)
#include <cpuid.h>
extern const ck_bytes ck_avx2_bytes, ck_avxvnni_bytes, ck_avx512vnni_bytes;

// Leaf 7, subleaf 1: not every compiler's `__builtin_cpu_supports` knows the name. The registers themselves are AVX2's.
static int has_avx_vnni(void) {
    unsigned a, b, c, d;
    return __get_cpuid_count(7, 1, &a, &b, &c, &d) && (a >> 4 & 1);
}
#endif

int ck_best_bytes_level(void) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vnni")) return 3;
    if (__builtin_cpu_supports("avx2")) return has_avx_vnni() ? 2 : 1;
#endif
    return 0;
}

const ck_bytes *ck_bytes_at_level(int level) {
    int best = ck_best_bytes_level();
    if (level < 0 || level > best) return 0;
#if defined(__x86_64__)
    switch (level) {
    case 3: return &ck_avx512vnni_bytes;
    // A processor with AVX-512 VNNI alone has no other encoding of it.
    case 2: return has_avx_vnni() ? &ck_avxvnni_bytes : 0;
    case 1: return __builtin_cpu_supports("avx2") ? &ck_avx2_bytes : 0;
    }
#endif
    return &ck_portable_bytes;
}

const ck_bytes *ck_best_bytes(void) {
    const ck_bytes *best = ck_bytes_at_level(ck_best_bytes_level());
    return best ? best : &ck_portable_bytes;
}
