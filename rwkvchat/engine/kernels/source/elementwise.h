// What is done number by number: norms, mixtures with the row before, gates.

static inline Lanes::F load_some(const float* p, int count) {
    if (count == Lanes::N) return Lanes::load(p);
    float padded[Lanes::N] = {};
    memcpy(padded, p, size_t(count) * sizeof(float));
    return Lanes::load(padded);
}

static inline void store_some(float* p, Lanes::F x, int count) {
    if (count == Lanes::N) return Lanes::store(p, x);
    float padded[Lanes::N];
    Lanes::store(padded, x);
    memcpy(p, padded, size_t(count) * sizeof(float));
}

// Calls work(i, count) for i in begin, begin + N, ...; count is N, or what is left.
template <class Work>
static inline void by_lanes(int64_t begin, int64_t end, Work work) {
    int64_t i = begin;
    for (; i + Lanes::N <= end; i += Lanes::N) work(i, Lanes::N);
    if (i < end) work(i, int(end - i));
}

static inline Lanes::F sigmoid(Lanes::F x) {
    using V = Lanes;
    return V::div(V::set(1.0f), V::add(V::set(1.0f), exponential(V::sub(V::set(0.0f), x))));
}

static void norm(const float* x, const float* weight, const float* bias, double epsilon, int64_t width, float* out) {
    using V = Lanes;
    V::F total = V::set(0.0f), squares = V::set(0.0f);
    by_lanes(0, width, [&](int64_t i, int count) { total = V::add(total, load_some(x + i, count)); });
    const float mean = V::sum(total) / float(width);
    by_lanes(0, width, [&](int64_t i, int count) {
        const V::F from_mean = V::sub(load_some(x + i, count), V::set(mean));
        float kept[V::N];
        V::store(kept, V::mul(from_mean, from_mean));
        squares = V::add(squares, load_some(kept, count));  // nothing for what is past the end
    });
    const float scale = 1.0f / sqrtf(V::sum(squares) / float(width) + float(epsilon));
    by_lanes(0, width, [&](int64_t i, int count) {
        const V::F normed = V::mul(V::sub(load_some(x + i, count), V::set(mean)), V::set(scale));
        store_some(out + i, V::fma(normed, load_some(weight + i, count), load_some(bias + i, count)), count);
    });
}

static void norm_rows(const NormMix& mix, int64_t begin, int64_t end) {
    for (int64_t at = begin * mix.width; begin < end; ++begin, at += mix.width)
        norm(mix.x + at, mix.weight, mix.bias, mix.epsilon, mix.width, mix.normed + at);
}

static void mix_rows(const NormMix& mix, int64_t begin, int64_t end) {
    using V = Lanes;
    for (int64_t row = begin; row < end; ++row) {
        const int64_t at = row * mix.width;
        const float* const normed = mix.normed + at;
        const float* const before = mix.texts ? mix.last + at : row ? normed - mix.width : mix.last;
        by_lanes(0, mix.width, [&](int64_t i, int count) {
            const V::F previous = load_some(before + i, count), step = V::sub(load_some(normed + i, count), previous);
            for (int64_t each = 0; each < mix.n_mixes; ++each)
                store_some(mix.outs[each] + at + i, V::fma(step, load_some(mix.mixes[each] + i, count), previous), count);
        });
    }
}

static void square_of_relu(const float* x, float* out, int64_t begin, int64_t end) {
    using V = Lanes;
    by_lanes(begin, end, [&](int64_t i, int count) {
        const V::F above = V::max(load_some(x + i, count), V::set(0.0f));
        store_some(out + i, V::mul(above, above), count);
    });
}

static void add(const float* x, const float* y, float* out, int64_t begin, int64_t end) {
    by_lanes(begin, end, [&](int64_t i, int count) {
        store_some(out + i, Lanes::add(load_some(x + i, count), load_some(y + i, count)), count);
    });
}

static void add_gated(const float* x, const float* gate, const float* value, float* out, int64_t begin, int64_t end) {
    using V = Lanes;
    by_lanes(begin, end, [&](int64_t i, int count) {
        const V::F open = sigmoid(load_some(gate + i, count));
        store_some(out + i, V::fma(open, load_some(value + i, count), load_some(x + i, count)), count);
    });
}

// x becomes exp(x - the largest of x); gives their sum.
static double exponentials(float* x, int64_t n) {
    using V = Lanes;
    constexpr int64_t PART = 256 * V::N;  // summed up in floats
    float lanes[V::N];
    V::F tops = V::set(x[0]);
    int64_t i = 0;
    for (; i + V::N <= n; i += V::N) tops = V::max(tops, V::load(x + i));
    V::store(lanes, tops);
    float top = lanes[0];
    for (int lane = 1; lane < V::N; ++lane) top = lanes[lane] > top ? lanes[lane] : top;
    for (; i < n; ++i) top = x[i] > top ? x[i] : top;
    double sum = 0;
    for (int64_t begin = 0; begin < n; begin += PART) {
        const int64_t end = begin + PART < n ? begin + PART : n;
        V::F sums = V::set(0.0f);
        by_lanes(begin, end, [&](int64_t at, int count) {
            store_some(x + at, exponential(V::sub(load_some(x + at, count), V::set(top))), count);
            sums = V::add(sums, load_some(x + at, count));  // nothing for what is past the end
        });
        sum += double(V::sum(sums));
    }
    return sum;
}
