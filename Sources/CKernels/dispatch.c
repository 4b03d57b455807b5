// Chooses, once and at run time, the set of kernels that the processor can execute.
#include "CKernels.h"

extern const ck_kernels ck_portable;
extern const ck_floats ck_portable_floats;
extern const ck_doubles ck_portable_doubles;
#if defined(__x86_64__)
extern const ck_kernels ck_avx2, ck_avx512;
extern const ck_floats ck_avx2_floats, ck_avx512_floats;
extern const ck_doubles ck_avx2_doubles, ck_avx512_doubles;
#endif

int ck_best_level(void) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")) return 2;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return 1;
#endif
    return 0;
}

#if defined(__x86_64__)
#define AT_LEVEL(suffix) (level == 2 ? &ck_avx512##suffix : level == 1 ? &ck_avx2##suffix : &ck_portable##suffix)
#else
#define AT_LEVEL(suffix) (&ck_portable##suffix)
#endif

const ck_kernels *ck_at_level(int level) { return level < 0 || level > ck_best_level() ? 0 : AT_LEVEL(); }
const ck_floats *ck_floats_at_level(int level) { return AT_LEVEL(_floats); }
const ck_doubles *ck_doubles_at_level(int level) { return AT_LEVEL(_doubles); }

const ck_kernels *ck_best(void) { return ck_at_level(ck_best_level()); }
