// The recurrence of RWKV-4: sums of values weighted with exp(key + age * decay), kept relative to exp(max).

struct Sums {
    Lanes::F num, den, max;
};

// Two sums to one: exp of the larger exponent less itself is 1, so only the smaller one's has to be computed.
static inline Sums joined(const Sums& sums, Lanes::F exponent, Lanes::F own, Lanes::F v) {
    using V = Lanes;
    const V::F gap = V::sub(exponent, own), one = V::set(1.0f), top = V::max(exponent, own);
    // Where the larger one is infinite this makes no number of the weight, as inf - inf does in the plain formula.
    const V::F less = V::add(exponential(V::minus_abs(gap)), V::sub(top, top));
    const V::F mine = V::if_greater(gap, V::set(0.0f), one, less), theirs = V::if_greater(gap, V::set(0.0f), less, one);
    return {V::fma(mine, sums.num, V::mul(theirs, v)), V::fma(mine, sums.den, theirs), top};
}

// `count` channels (at most N) of one text.
static inline void scan_lanes(const Scan& scan, int64_t text, int64_t channel, int count) {
    using V = Lanes;
    const int64_t in_state = text * scan.width + channel;
    const V::F decay = load_some(scan.decay + channel, count), first = load_some(scan.first + channel, count);
    Sums sums = {load_some(scan.num + in_state, count), load_some(scan.den + in_state, count),
                 load_some(scan.max + in_state, count)};
    for (int64_t token = 0; token < scan.n_tokens; ++token) {
        const int64_t at = (text * scan.n_tokens + token) * scan.width + channel;
        const V::F k = load_some(scan.k + at, count), v = load_some(scan.v + at, count);
        const Sums here = joined(sums, sums.max, V::add(first, k), v);
        V::F mean = V::div(here.num, here.den);
        if (scan.gate) mean = V::mul(mean, sigmoid(load_some(scan.gate + at, count)));
        store_some(scan.out + at, mean, count);
        sums = joined(sums, V::add(sums.max, decay), k, v);
    }
    store_some(scan.new_num + in_state, sums.num, count);
    store_some(scan.new_den + in_state, sums.den, count);
    store_some(scan.new_max + in_state, sums.max, count);
}

static void scan_range(const Scan& scan, int64_t begin, int64_t end) {
    for (int64_t text = 0; text < scan.n_texts; ++text)
        for (int64_t channel = begin; channel < end; channel += Lanes::N)
            scan_lanes(scan, text, channel, end - channel < Lanes::N ? int(end - channel) : Lanes::N);
}
