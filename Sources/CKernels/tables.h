// Tables for exponentials and logarithms of doubles, made when the program is loaded.
#ifndef TABLES_H
#define TABLES_H
#include <math.h>
#include <stdint.h>

// The bits of 2^(j/128), less j << 45, and what its rounding to double left, relative to it.
extern uint64_t ck_exp_bits[128];
extern double ck_exp_tails[128];
// 1/c with eight bits behind the point, and log c in two parts.
extern double ck_log_inverses[128], ck_log_values[128], ck_log_tails[128];
#endif
