// The kernels in plain vector arithmetic, for processors without AVX2.
#include "CKernels.h"
#include <string.h>

#define KERNELS ck_portable
#define FLOATS ck_portable_floats
#define DOUBLES ck_portable_doubles
#define BLOCK_ROWS 2
#define BLOCK_VECTORS 1
#define ROW_VECTORS 2
#include "lanes.h"

static INLINE V load_part(const float *p, long n) {
    V v = (V)0.0f;
    memcpy(&v, p, (size_t)n * sizeof(float));
    return v;
}
static INLINE void store_part(float *p, V v, long n) { memcpy(p, &v, (size_t)n * sizeof(float)); }

#include "elementary.h"
#include "turn.h"
#include "product.h"
#include "elementwise.h"
#include "rows.h"
#include "arrays.h"
#include "formats.h"
#include "table.h"
