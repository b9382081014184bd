// Chooses a kernel for a weight, and puts x in the order that it reads.

static int64_t prepared_floats(const Matrix& m, int64_t rows) {
    if (m.kind == rwkvchat::I4) return rows * pieces(m.n_in, BLOCK) * BLOCK;
    return m.columns ? rows * m.n_in : 0;
}

static Prepared prepare(const Product& product, int64_t rows, float* room) {
    const Matrix& m = *product.matrix;
    if (!m.columns) return {&m, product.x, m.n_in, product.y, rows};
    const bool ordered = m.kind == rwkvchat::I4;
    const int64_t stride = ordered ? pieces(m.n_in, BLOCK) * BLOCK : m.n_in;
    for (int64_t r = 0; r < rows; ++r) {
        const float* const x = product.x + r * m.n_in;
        float* const out = room + r * stride;
        if (ordered)
            order_by_lanes(x, m.columns, m.n_in, out);
        else
            for (int64_t i = 0; i < m.n_in; ++i) out[i] = x[i] * m.columns[i];
    }
    return {&m, room, stride, product.y, rows};
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

static constexpr Table TABLE = {RWKVCHAT_NAME, prepared_floats, prepare,        product, scan_range,
                                norm_rows,     mix_rows,        square_of_relu, add,     add_gated};
