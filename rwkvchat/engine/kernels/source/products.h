// Matrix-vector products: a row of a weight with a few rows of x at once, bound by reading the weight. Row after row,
// the weight is read as one stream, and some pages' worth of it are asked for ahead of time.

static constexpr int SUMS = 4;  // vectors that a sum is built in, so that one addition need not wait for the last
static constexpr int64_t AHEAD = 4096;  // bytes
// One line of each page is asked for earlier still: so measured, a thread of a Zen 4 reads bf16 half as fast again.
static constexpr int64_t PAGE = 4096;

// Adds what fills no step, from element i.
template <class T, int R>
static inline void rest_of_dots(const uint8_t* weight, const float* x, int64_t x_stride, int64_t i, int64_t n,
                                Lanes::F (&sums)[R][SUMS]) {
    using V = Lanes;
    constexpr int N = V::N;
    for (int s = 0; s < SUMS; ++s) {
        if (i + N > n) break;
        const V::F w = V::widen(T{}, weight + i * T::SIZE);
        for (int r = 0; r < R; ++r) sums[r][s] = V::fma(w, V::load(x + r * x_stride + i), sums[r][s]);
        i += N;
    }
    if (i < n) {
        uint8_t padded[N * T::SIZE] = {};
        memcpy(padded, weight + i * T::SIZE, size_t((n - i) * T::SIZE));
        const V::F w = V::widen(T{}, padded);
        for (int r = 0; r < R; ++r)
            sums[r][SUMS - 1] = V::fma(w, load_some(x + r * x_stride + i, int(n - i)), sums[r][SUMS - 1]);
    }
}

// The sums of one weight row with R rows of x. Each is the same to the bit whatever R is: vector s takes every block
// of N elements whose number is s modulo SUMS, the last one what fills no block, and then they are added up.
template <class T, int R>
static inline void dots(const uint8_t* weight, const float* x, int64_t x_stride, int64_t n, float (&out)[R]) {
    using V = Lanes;
    constexpr int N = V::N, STEP = SUMS * N;
    V::F sums[R][SUMS];
    for (int r = 0; r < R; ++r)
        for (int s = 0; s < SUMS; ++s) sums[r][s] = V::set(0.0f);
    int64_t i = 0;
    for (; i + STEP <= n; i += STEP) {
        if (i * T::SIZE % PAGE == 0) V::prefetch(weight + i * T::SIZE + AHEAD + 2 * PAGE);
        for (int line = 0; line < STEP * T::SIZE; line += 64) V::prefetch(weight + i * T::SIZE + AHEAD + line);
        for (int s = 0; s < SUMS; ++s) {
            const V::F w = V::widen(T{}, weight + (i + s * N) * T::SIZE);
            for (int r = 0; r < R; ++r) sums[r][s] = V::fma(w, V::load(x + r * x_stride + i + s * N), sums[r][s]);
        }
    }
    if (i < n) {
        V::F ends[R][SUMS];  // a copy, so that the sums themselves need not lie in memory
        for (int r = 0; r < R; ++r)
            for (int s = 0; s < SUMS; ++s) ends[r][s] = sums[r][s];
        rest_of_dots<T, R>(weight, x, x_stride, i, n, ends);
        for (int r = 0; r < R; ++r)
            for (int s = 0; s < SUMS; ++s) sums[r][s] = ends[r][s];
    }
    for (int r = 0; r < R; ++r)
        out[r] = V::sum(V::add(V::add(sums[r][0], sums[r][1]), V::add(sums[r][2], sums[r][3])));
}

// Weights that are numbers of their own: float, bfloat16, half, and bytes with a scale for each row.
template <class T>
struct Plain {
    template <int R>
    static inline void rows(const Prepared& p, int64_t begin, int64_t end, int64_t first) {
        const Matrix& m = *p.matrix;
        for (int64_t row = begin; row < end; ++row) {
            float out[R];
            dots<T, R>(m.weight + row * m.n_in * T::SIZE, p.x + first * p.x_stride, p.x_stride, m.n_in, out);
            const float scale = m.rows ? m.rows[row] : 1.0f;
            for (int r = 0; r < R; ++r) p.y[(first + r) * m.n_out + row] = out[r] * scale;
        }
    }
};

// The weight rows are read from memory for the first rows of x, and from a cache for the others.
template <class W>
static void all_rows(const Prepared& p, int64_t begin, int64_t end) {
    int64_t first = 0;
    for (; first + Lanes::ROWS <= p.rows; first += Lanes::ROWS) W::template rows<Lanes::ROWS>(p, begin, end, first);
    for (; Lanes::ROWS > 2 && first + 2 <= p.rows; first += 2) W::template rows<2>(p, begin, end, first);
    for (; first < p.rows; ++first) W::template rows<1>(p, begin, end, first);
}
