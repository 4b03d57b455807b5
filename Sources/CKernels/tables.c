#include "tables.h"
#include <string.h>

uint64_t ck_exp_bits[128];
double ck_exp_tails[128];
double ck_log_inverses[128], ck_log_values[128], ck_log_tails[128];

// In long double, whose eleven or more further bits leave the tails as exact as they are needed.
__attribute__((constructor)) static void make_tables(void) {
    for (int j = 0; j < 128; j++) {
        long double exact = exp2l((long double)j / 128);
        double rounded = (double)exact;
        memcpy(&ck_exp_bits[j], &rounded, 8);
        ck_exp_bits[j] -= (uint64_t)j << 45;
        ck_exp_tails[j] = (double)((exact - rounded) / rounded);

        // Interval j holds the z whose bits, less those of 11/16, begin with j. Those that touch 1 have c = 1.
        uint64_t bits = 0x3fe6000000000000 + ((uint64_t)j << 45), next = bits + ((uint64_t)1 << 45);
        double first, last;
        memcpy(&first, &bits, 8);
        memcpy(&last, &next, 8);
        double inverse = first == 1 || last == 1 ? 1 : rint(512 / (first + last)) / 256;
        long double logarithm = -logl(inverse);
        ck_log_inverses[j] = inverse;
        // The first part ends where that of k ln 2 does, so that their sum is exact.
        ck_log_values[j] = (double)rintl(logarithm * 0x1p43L) * 0x1p-43;
        ck_log_tails[j] = (double)(logarithm - ck_log_values[j]);
    }
}
