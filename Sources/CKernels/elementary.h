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
// The standard normal distribution function, with *bell = exp(-x^2 / 2): relative error below 4e-7 wherever the result is a
// normal number. Phi(-t) = exp(-t^2 / 2) s q(s) with s = 1/(1 + 11t/32) for t >= 0, a bounded form of Mills's ratio. Beyond
// t = 15 nothing is left of it in Float32.
static INLINE V v_normal(V x, V *bell) {
    V t = magnitude(x);
    t = t > all(15.0f) ? all(15.0f) : t;
    // The square loses digits that the exponential would multiply: they are put back to first order.
    V square = t * t, lost = fused(t, t, -square);
    *bell = v_exp(-0.5f * square);
    *bell = fused(*bell, -0.5f * lost, *bell);
    V s = all(1.0f) / fused(all(0.34375f), t, all(1.0f));
    V q = fused(all(-0x1.c3e82cp-6f), s, all(0x1.24767ap-3f));
    q = fused(q, s, all(-0x1.142740p-2f));
    q = fused(q, s, all(0x1.828c28p-3f));
    q = fused(q, s, all(-0x1.368b58p-5f));
    q = fused(q, s, all(0x1.cb3146p-4f));
    q = fused(q, s, all(0x1.deb29ep-4f));
    q = fused(q, s, all(0x1.19a722p-3f));
    q = fused(q, s, all(0x1.18d2a8p-3f));
    V tail = *bell * (s * q);
    return x > all(0.0f) ? all(1.0f) - tail : tail;
}
// log(1 + exp x), without overflow and without cancellation.
static INLINE V v_softplus(V x) { return larger(x, all(0.0f)) + v_log1p_unit(v_exp(-magnitude(x))); }
// 1 - tanh(x)^2, with its digits kept in the tails.
static INLINE V v_squared_sech(V x) {
    V e = v_exp(-2.0f * magnitude(x)), d = all(1.0f) + e;
    return 4.0f * e / (d * d);
}
