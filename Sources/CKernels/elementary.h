// Elementary functions on sixteen lanes. Polynomials are minimax fits (Remez exchange, relative weight) of this project; the
// error of each function, measured against Double over its whole range by the tests, stands beside it.

// exp: 1.1 ulp. x = n ln 2 + r with |r| <= ln 2 / 2; two scalings by 2^(n/2) reach denormals and infinity.
static INLINE V scale_by_power(V p, V n) {
    VI whole = __builtin_convertvector(n, VI);
    VI half = whole >> 1;
    V first = (V)((half + 127) << 23), second = (V)((whole - half + 127) << 23);
    return p * first * second;
}
static INLINE V reduced(V x, V *n) {
    V t = fused(x, all(0x1.715476p+0f), all(0x1.8p+23f));
    *n = t - all(0x1.8p+23f);
    V r = fused(*n, all(-0x1.62e400p-1f), x);
    return fused(*n, all(-0x1.7f7d1cp-20f), r);
}
// exp(r) - 1 - r over r^2.
static INLINE V exp_tail(V r) {
    V q = fused(all(0x1.6dbc4cp-10f), r, all(0x1.124146p-7f));
    q = fused(q, r, all(0x1.555454p-5f));
    q = fused(q, r, all(0x1.555486p-3f));
    return fused(q, r, all(0.5f));
}
static INLINE V v_exp(V x) {
    V c = x > all(89.0f) ? all(89.0f) : x;
    c = c < all(-104.0f) ? all(-104.0f) : c;
    V n, r = reduced(c, &n);
    return scale_by_power(fused(r * r, exp_tail(r), r) + all(1.0f), n);
}
// exp(x) - 1: 2 ulp, also near 0.
static INLINE V v_expm1(V x) {
    V c = x > all(89.0f) ? all(89.0f) : x;
    c = c < all(-30.0f) ? all(-30.0f) : c;
    V n, r = reduced(c, &n);
    V power = scale_by_power(all(1.0f), n);
    return fused(power, fused(r * r, exp_tail(r), r), power - all(1.0f));
}
// log(1 + e) for 0 <= e <= 1: 1.5 ulp.
static INLINE V v_log1p_unit(V e) {
    V p = fused(all(-0x1.bf7426p-9f), e, all(0x1.520234p-6f));
    p = fused(p, e, all(-0x1.deddd4p-5f));
    p = fused(p, e, all(0x1.b8b5fep-4f));
    p = fused(p, e, all(-0x1.3b6a68p-3f));
    p = fused(p, e, all(0x1.93ad9ep-3f));
    p = fused(p, e, all(-0x1.ff3602p-3f));
    p = fused(p, e, all(0x1.554e9ep-2f));
    p = fused(p, e, all(-0x1.ffffd8p-2f));
    return fused(e * e, p, e);
}
// 1/(1 + exp(-x)): 2.5 ulp.
static INLINE V v_sigmoid(V x) { return all(1.0f) / (all(1.0f) + v_exp(-x)); }
// tanh: 2 ulp. A polynomial in x^2 below 0.63, then 1 - 2/(exp(2|x|) + 1).
static INLINE V v_tanh(V x) {
    V z = x * x, a = magnitude(x);
    V p = fused(all(-0x1.72fc26p-8f), z, all(0x1.518b0cp-6f));
    p = fused(p, z, all(-0x1.b8265cp-5f));
    p = fused(p, z, all(0x1.11068ep-3f));
    p = fused(p, z, all(-0x1.555530p-2f));
    V small = fused(x * z, p, x);
    V large = all(1.0f) - all(2.0f) / (v_exp(a + a) + all(1.0f));
    large = x < all(0.0f) ? -large : large;
    return a < all(0.63f) ? small : large;
}
// t q(t) = -log(1 - erf(t)) for 0.92 <= t <= 4.
static INLINE V erf_exponent(V t) {
    V q = fused(all(0x1.82af0cp-17f), t, all(-0x1.557d6cp-12f));
    q = fused(q, t, all(0x1.deea4ep-9f));
    q = fused(q, t, all(-0x1.85b394p-6f));
    q = fused(q, t, all(0x1.b34128p-4f));
    q = fused(q, t, all(0x1.453086p-1f));
    return t * fused(q, t, all(0x1.20ef5ap+0f));
}
// The error function: 2 ulp. A polynomial below 0.927, then 1 - exp(-t q(t)).
static INLINE V v_erf(V x) {
    V z = x * x, t = magnitude(x);
    V p = fused(all(-0x1.39fb98p-11f), z, all(0x1.473d3ap-8f));
    p = fused(p, z, all(-0x1.b68d5ap-6f));
    p = fused(p, z, all(0x1.ce1ab6p-4f));
    p = fused(p, z, all(-0x1.8126e8p-2f));
    p = fused(p, z, all(0x1.06eba6p-3f));
    V small = fused(x, p, x);
    V large = all(1.0f) - v_exp(-erf_exponent(smaller(t, all(4.0f))));
    large = x < all(0.0f) ? -large : large;
    V y = t < all(0.927f) ? small : large;
    return x == x ? y : x;
}
// The standard normal distribution function: relative error below 4e-6 down to x = -12, where it leaves Float32.
static INLINE V v_normal(V x) {
    V h = x * 0x1.6a09e6p-1f, t = magnitude(h);
    V centre = 0.5f * (all(1.0f) + v_erf(h));
    V tail = 0.5f * v_exp(-erf_exponent(smaller(t, all(4.0f))));
    V u = all(1.0f) / (t * t);
    V f = fused(all(0x1.e02c60p+0f), u, all(-0x1.e92740p-1f));
    f = fused(f, u, all(0x1.ae55dcp-2f));
    f = fused(f, u, all(-0x1.20d376p-2f));
    f = fused(f, u, all(0x1.20dd6ep-1f));
    V far = 0.5f * v_exp(-t * t) * f / t;
    return h < all(-0.927f) ? (h < all(-4.0f) ? far : tail) : centre;
}
// log(1 + exp x), without overflow and without cancellation.
static INLINE V v_softplus(V x) { return larger(x, all(0.0f)) + v_log1p_unit(v_exp(-magnitude(x))); }
// 1 - tanh(x)^2, with its digits kept in the tails.
static INLINE V v_squared_sech(V x) {
    V e = v_exp(-2.0f * magnitude(x)), d = all(1.0f) + e;
    return 4.0f * e / (d * d);
}
