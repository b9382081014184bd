// Chooses a kernel for a weight, and puts x in the order that it reads.

static int64_t prepared_stride(const Matrix& m) {
    if (m.kind == rwkvchat::I4) return pieces(m.n_in, BLOCK) * BLOCK;
    return m.columns ? m.n_in : 0;
}

static void prepare(const Matrix& m, const float* x, float* out) {
    if (m.kind == rwkvchat::I4) return order_by_lanes(x, m.columns, m.n_in, out);
    for (int64_t i = 0; i < m.n_in; ++i) out[i] = x[i] * m.columns[i];
}

static void product(const Prepared& p, int64_t begin, int64_t end) {
    switch (p.matrix->kind) {
        case rwkvchat::F32: return all_rows<Plain<Float>>(p, begin, end);
        case rwkvchat::BF16: return all_rows<Plain<Brain>>(p, begin, end);
        case rwkvchat::F16: return all_rows<Plain<Half>>(p, begin, end);
        case rwkvchat::I8: return all_rows<Plain<Byte>>(p, begin, end);
        case rwkvchat::I4: return all_rows<Nibbled>(p, begin, end);
    }
}

static constexpr Table TABLE = {RWKVCHAT_NAME, prepared_stride, prepare,        product, scan_range,
                                norm_rows,     mix_rows,        square_of_relu, add,     add_gated,
                                exponentials};
