// exp of `Lanes`, to within two units of the last place, for those sets of instructions that can scale by powers of two.

// exp(x) = 2^n * exp(r) with r = x - n * ln 2, which is at most ln 2 / 2; a polynomial gives exp(r).
static inline Lanes::F exponential(Lanes::F given) {
    using V = Lanes;
    const V::F x = V::clamp(given, -104.0f, 89.0f);  // beyond, the result is 0 or infinite
    const V::F n = V::round(V::mul(x, V::set(1.44269504f)));
    V::F r = V::fma(n, V::set(-0.693359375f), x);  // ln 2 in two parts, the first of which is exact times n
    r = V::fma(n, V::set(2.12194440e-4f), r);
    V::F p = V::set(1.9875691500e-4f);
    p = V::fma(p, r, V::set(1.3981999507e-3f));
    p = V::fma(p, r, V::set(8.3334519073e-3f));
    p = V::fma(p, r, V::set(4.1665795894e-2f));
    p = V::fma(p, r, V::set(1.6666665459e-1f));
    p = V::fma(p, r, V::set(5.0000001201e-1f));
    p = V::fma(p, V::mul(r, r), V::add(r, V::set(1.0f)));
    return V::times_power(p, n);
}
