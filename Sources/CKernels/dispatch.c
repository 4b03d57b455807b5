// Chooses, once and at run time, the set of kernels that the processor can execute.
#include "CKernels.h"

extern const ck_kernels ck_portable;
#if defined(__x86_64__)
extern const ck_kernels ck_avx2;
extern const ck_kernels ck_avx512;
#endif

int ck_best_level(void) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")) return 2;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return 1;
#endif
    return 0;
}

const ck_kernels *ck_at_level(int level) {
    if (level < 0 || level > ck_best_level()) return 0;
#if defined(__x86_64__)
    if (level == 2) return &ck_avx512;
    if (level == 1) return &ck_avx2;
#endif
    return &ck_portable;
}

const ck_kernels *ck_best(void) { return ck_at_level(ck_best_level()); }
