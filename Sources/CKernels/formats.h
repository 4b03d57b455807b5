// Rounding to narrower formats, to the nearest number with ties to the even one.

static void round_to(const ck_format *format, long n, const float *x, float *y) {
    const int dropped = format->dropped;
    const VI half = (VI)((1 << (dropped - 1)) - 1), kept = (VI)(-1 << dropped);
    const V least = all(format->least_normal), below = all(format->round_below);
    const V largest = all(format->largest), overflow = all(format->overflow);
    FOR_LANES(n) {
        V v = GET(x);
        VI bits = (VI)v, sign = bits & (VI)0x80000000;
        V size = magnitude(v);
        VI whole = (VI)size;
        // A carry out of the fraction raises the exponent, as it should.
        V normal = (V)((whole + half + ((whole >> dropped) & 1)) & kept);
        V small = (size + below) - below;
        V rounded = size < least ? small : normal;
        rounded = rounded > largest ? overflow : rounded;
        // The bits of a NaN would carry into the sign.
        rounded = v == v ? rounded : size;
        PUT(y, (V)((VI)rounded | sign));
    }
}
