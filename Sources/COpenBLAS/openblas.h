// OpenBLAS as Debian packages it; pkg-config finds the folder of `cblas.h`.
#include <cblas.h>
