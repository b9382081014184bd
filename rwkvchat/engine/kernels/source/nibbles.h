// Products of weights of four bits, in groups of 32 that take 16 bytes: four lanes of a register. So a register of N
// lanes holds BLOCK = 8 * N weights, and its bits 4 * k of every lane are N of them. x is put in that order first.

static constexpr int64_t GROUP = 32, GROUP_BYTES = 16, BLOCK = 8 * Lanes::N, GROUPS = BLOCK / GROUP;

static inline int64_t pieces(int64_t n, int64_t size) { return (n + size - 1) / size; }

static void order_by_lanes(const float* x, const float* columns, int64_t n, float* out) {
    for (int64_t block = 0; block < n; block += BLOCK, out += BLOCK) {
        float part[BLOCK] = {};
        const int64_t count = n - block < BLOCK ? n - block : BLOCK;
        for (int64_t i = 0; i < count; ++i) part[i] = x[block + i] * columns[block + i];
        for (int k = 0; k < 8; ++k)  // a lane's byte k / 2, whose upper half is 16 weights later
            for (int lane = 0; lane < Lanes::N; ++lane)
                out[k * Lanes::N + lane] = part[lane / 4 * GROUP + lane % 4 * 4 + k / 2 + k % 2 * 16];
    }
}

template <int K, int R>
static inline void add_nibble(const Lanes::Nibbles& all, const float* x, int64_t stride, Lanes::F (&sums)[R]) {
    const Lanes::F w = Lanes::template nibble<K>(all);
    for (int r = 0; r < R; ++r) {
        const Lanes::F part = Lanes::load(x + r * stride + K * Lanes::N);
        sums[r] = K ? Lanes::fma(w, part, sums[r]) : Lanes::mul(w, part);
    }
}

template <int R>
static inline void add_block(const uint8_t* codes, const uint8_t* scales, const float* x, int64_t stride,
                             Lanes::F (&sums)[R]) {
    const Lanes::Nibbles all = Lanes::nibbles(codes);
    Lanes::F here[R];
    add_nibble<0, R>(all, x, stride, here);
    add_nibble<1, R>(all, x, stride, here);
    add_nibble<2, R>(all, x, stride, here);
    add_nibble<3, R>(all, x, stride, here);
    add_nibble<4, R>(all, x, stride, here);
    add_nibble<5, R>(all, x, stride, here);
    add_nibble<6, R>(all, x, stride, here);
    add_nibble<7, R>(all, x, stride, here);
    const Lanes::F scale = Lanes::scales(scales);
    for (int r = 0; r < R; ++r) sums[r] = Lanes::fma(scale, here[r], sums[r]);
}

struct Nibbled {
    // O rows of the weight side by side: the eight additions of a block wait for each other.
    template <int O, int R>
    static inline void tile(const Prepared& p, int64_t row, int64_t first) {
        using V = Lanes;
        const Matrix& m = *p.matrix;
        const int64_t groups = pieces(m.n_in, GROUP), row_bytes = groups * GROUP_BYTES, rest = groups % GROUPS;
        const int64_t whole = groups - rest;
        const uint8_t* const codes = m.weight + row * row_bytes;
        const uint8_t* const scales = m.groups + row * groups * Half::SIZE;
        const float* const x = p.x + first * p.x_stride;
        V::F sums[O][R];
        for (int o = 0; o < O; ++o)
            for (int r = 0; r < R; ++r) sums[o][r] = V::set(0.0f);
        for (int64_t g = 0; g < whole; g += GROUPS)
            for (int o = 0; o < O; ++o) {
                const uint8_t* const here = codes + o * row_bytes + g * GROUP_BYTES;
                V::prefetch(here + AHEAD);
                add_block(here, scales + (o * groups + g) * Half::SIZE, x + g * GROUP, p.x_stride, sums[o]);
            }
        if (rest)
            for (int o = 0; o < O; ++o) {
                uint8_t last[BLOCK / 2] = {}, last_scales[GROUPS * Half::SIZE] = {};
                memcpy(last, codes + o * row_bytes + whole * GROUP_BYTES, size_t(rest * GROUP_BYTES));
                memcpy(last_scales, scales + (o * groups + whole) * Half::SIZE, size_t(rest * Half::SIZE));
                add_block(last, last_scales, x + whole * GROUP, p.x_stride, sums[o]);
            }
        for (int o = 0; o < O; ++o)
            for (int r = 0; r < R; ++r) p.y[(first + r) * m.n_out + row + o] = V::sum(sums[o][r]) * m.rows[row + o];
    }

    template <int R>
    static inline void rows(const Prepared& p, int64_t begin, int64_t end, int64_t first) {
        int64_t row = begin;
        for (; row + 2 <= end; row += 2) tile<2, R>(p, row, first);
        if (row < end) tile<1, R>(p, row, first);
    }
};
