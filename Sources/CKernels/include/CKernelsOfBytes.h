// Products of bytes: the inner loops of networks whose weights and inputs are integers of 8 bits.
//
// Sums are exact integers of 32 bits and the same for every instruction set. The 16-bit sums of `vpmaddubsw`, which saturate at 32,767
// where 2 * 255 * 127 = 64,770 may come, are not used: AVX2 widens to 16 bits and adds pairs into 32 (`vpmaddwd`), the VNNI sets add
// four products into 32 bits (`vpdpbusd`, not the saturating `vpdpbusds`).
#ifndef CKERNELSOFBYTES_H
#define CKERNELSOFBYTES_H

#include <stdint.h>

#pragma clang assume_nonnull begin

// Rows of bytes are padded to a multiple of this; the padding of weights is 0, that of inputs is not looked at.
enum { CK_BYTE_STEP = 64 };

typedef struct {
    // c[i,j] = sum_k a[i,k] w[j,k] for m rows of a and n rows of w, k a multiple of CK_BYTE_STEP and at most 65,792, so that no
    // sum of 255 * -128 leaves 32 bits. Rows of a and w are k bytes long, those of c n integers.
    void (*product)(long m, long n, long k, const uint8_t *a, const int8_t *w, int32_t *c);
    // out[i] = clamp(round(x[i] * inverse) + zero, 0, 255), ties to even; NaN gives 0.
    void (*quantise)(long n, const float *x, float inverse, int zero, uint8_t *out);
    // y[j] = scale[j] * (c[j] - offset[j]) + bias[j] for each of m rows; max(0, y) where `relu`.
    void (*dequantise)(long m, long n, const int32_t *c, const int32_t *offset, const float *scale, const float *bias, int relu,
                       float *y);
} ck_bytes;

// 0 portable, 1 AVX2, 2 AVX-VNNI, 3 AVX-512 VNNI: the best that the processor has.
int ck_best_bytes_level(void);
const ck_bytes *ck_best_bytes(void);
// Null where the processor lacks it.
const ck_bytes *_Nullable ck_bytes_at_level(int level);

#pragma clang assume_nonnull end

#endif
