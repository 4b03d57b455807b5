// The kernels of arrays for both types of number.
#include "tables.h"

#define E float
#define E_LANES 16
#define E_MAX 0x1.fffffep127f
#define E_ABS __builtin_fabsf
#define NAME(f) f##_float
#include "elements.h"
#undef E
#undef E_LANES
#undef E_MAX
#undef E_ABS
#undef NAME

#define E double
#define E_LANES 8
#define E_MAX 0x1.fffffffffffffp1023
#define E_ABS __builtin_fabs
#define NAME(f) f##_double
#include "elements.h"
#undef E
#undef E_LANES
#undef E_MAX
#undef E_ABS
#undef NAME

#include "doubles.h"

#define ELEMENTS(type)                                                                                                    \
    .divide = divide_##type, .compare = compare_##type, .classify = classify_##type, .round = round_##type,               \
    .root = root_##type, .clip = clip_##type, .extreme = extreme_##type, .extreme_columns = extreme_columns_##type,       \
    .add_columns = add_columns_##type

const ck_floats FLOATS = {ELEMENTS(float)};
const ck_doubles DOUBLES = {
    ELEMENTS(double), .exponential = exponential, .logarithm = logarithm, .third_power = third_power,
    .fourth_power = fourth_power,
};
