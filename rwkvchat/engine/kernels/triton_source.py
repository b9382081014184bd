"""The kernels for NVIDIA GPUs, in Triton: what runs there, and nothing of how it is called (see `gpu`).

All arithmetic is float32, and weights are widened in registers. Importing this needs Triton, which not every PyTorch
brings. What is not a number stays so: `tl.maximum` alone would hide it.
"""
# mypy: ignore-errors
# ruff: noqa: N803 (compile-time constants are written in capitals)
# ruff: noqa: SIM102 (a condition at compile time stands apart from one at run time)

import triton
import triton.language as tl

NOTHING = tl.constexpr(0)
SQUARE_OF_RELU = tl.constexpr(1)
ADD = tl.constexpr(2)
ADD_GATED = tl.constexpr(3)
"""What is done to a product before it is written down."""

PLAIN = tl.constexpr(0)
BITS_8 = tl.constexpr(8)
BITS_4 = tl.constexpr(4)
"""How a weight is stored."""

LAST_ROW = tl.constexpr(2)
EMPTY = tl.constexpr(-1e30)
"""`state.EMPTY_MAX`."""


# Products


@triton.jit
def _finished(value, add, gate, at, inside, AFTER: tl.constexpr):
    if AFTER == SQUARE_OF_RELU:
        value = tl.where(value < 0, 0.0, value)
        value = value * value
    if AFTER == ADD:
        value += tl.load(add + at, mask=inside, other=0.0)
    if AFTER == ADD_GATED:
        passed = 1 / (1 + tl.exp(-tl.load(gate + at, mask=inside, other=0.0)))
        value = tl.load(add + at, mask=inside, other=0.0) + passed * value
    return value


@triton.jit
def _one_row(
    w, rows, columns, groups, x, y, add, gate, block, n_out, n_in, KIND: tl.constexpr, AFTER: tl.constexpr,
    EVEN: tl.constexpr, BLOCK_N: tl.constexpr, BLOCK_K: tl.constexpr,
):  # fmt: skip
    """``BLOCK_N`` results of ``x (n_in,) @ w.T``."""
    n = block * BLOCK_N + tl.arange(0, BLOCK_N)
    k = tl.arange(0, BLOCK_K)
    exists = n < n_out
    total = tl.zeros((BLOCK_N, BLOCK_K), dtype=tl.float32)
    if KIND == BITS_4:
        n_groups = (n_in + 31) // 32
        for start in range(0, n_groups * 16, BLOCK_K):
            byte = start + k
            group = byte // 16
            low = group * 32 + byte % 16
            inside = exists[:, None] & (byte < n_groups * 16)[None, :]
            codes = tl.load(w + n[:, None] * (n_groups * 16) + byte[None, :], mask=inside, other=0).to(tl.int32)
            scale = tl.load(groups + n[:, None] * n_groups + group[None, :], mask=inside, other=0.0).to(tl.float32)
            x_low = tl.load(x + low, mask=low < n_in, other=0.0) * tl.load(columns + low, mask=low < n_in, other=0.0)
            high = low + 16
            x_high = tl.load(x + high, mask=high < n_in, other=0.0)
            x_high *= tl.load(columns + high, mask=high < n_in, other=0.0)
            # Each half of a byte with its sign.
            lows = ((codes << 28) >> 28).to(tl.float32)
            highs = ((codes << 24) >> 28).to(tl.float32)
            total += scale * (lows * x_low[None, :] + highs * x_high[None, :])
    else:
        for start in range(0, n_in, BLOCK_K):
            at = start + k
            if EVEN:
                weight = tl.load(w + n[:, None] * n_in + at[None, :], mask=exists[:, None], other=0)
                given = tl.load(x + at)
                if KIND == BITS_8:
                    given *= tl.load(columns + at)
            else:
                inside = at < n_in
                weight = tl.load(w + n[:, None] * n_in + at[None, :], mask=exists[:, None] & inside[None, :], other=0)
                given = tl.load(x + at, mask=inside, other=0.0)
                if KIND == BITS_8:
                    given *= tl.load(columns + at, mask=inside, other=0.0)
            total += weight.to(tl.float32) * given[None, :]
    value = tl.sum(total, axis=1)
    if KIND != PLAIN:
        value *= tl.load(rows + n, mask=exists, other=0.0)
    tl.store(y + n, _finished(value, add, gate, n, exists, AFTER), mask=exists)


@triton.jit
def products_of_one_row(
    w0, w1, w2, rows0, rows1, rows2, columns0, columns1, columns2, groups0, groups1, groups2, x0, x1, x2, y0, y1, y2,
    add, gate, blocks0, blocks1, n_out0, n_out1, n_out2, n_in, COUNT: tl.constexpr, KIND: tl.constexpr,
    AFTER0: tl.constexpr, AFTER1: tl.constexpr, AFTER2: tl.constexpr, EVEN: tl.constexpr, BLOCK_N: tl.constexpr,
    BLOCK_K: tl.constexpr,
):  # fmt: skip
    """Up to three products at once, each of a vector with a weight; programs share them out by blocks of results."""
    block = tl.program_id(0)
    if block < blocks0:
        _one_row(w0, rows0, columns0, groups0, x0, y0, add, gate, block, n_out0, n_in, KIND, AFTER0, EVEN, BLOCK_N,
                 BLOCK_K)  # fmt: skip
    if COUNT > 1:
        if (block >= blocks0) & (block < blocks0 + blocks1):
            _one_row(w1, rows1, columns1, groups1, x1, y1, add, gate, block - blocks0, n_out1, n_in, KIND, AFTER1,
                     EVEN, BLOCK_N, BLOCK_K)  # fmt: skip
    if COUNT > 2:
        if block >= blocks0 + blocks1:
            _one_row(w2, rows2, columns2, groups2, x2, y2, add, gate, block - blocks0 - blocks1, n_out2, n_in, KIND,
                     AFTER2, EVEN, BLOCK_N, BLOCK_K)  # fmt: skip


@triton.jit
def _few_rows(
    w, rows, columns, x, y, add, gate, block, n_rows, n_out, n_in, KIND: tl.constexpr, AFTER: tl.constexpr,
    EVEN: tl.constexpr, FACTOR: tl.constexpr, BLOCK_N: tl.constexpr, BLOCK_K: tl.constexpr,
):  # fmt: skip
    """``BLOCK_N`` columns of ``x (n_rows, n_in) @ w.T``, x being rounded to bfloat16."""
    n = block * BLOCK_N + tl.arange(0, BLOCK_N)
    k = tl.arange(0, BLOCK_K)
    row = tl.arange(0, 16)
    exists, given = n < n_out, row < n_rows
    total = tl.zeros((16, BLOCK_N), dtype=tl.float32)
    for start in range(0, n_in, BLOCK_K):
        at = start + k
        if EVEN:
            part = tl.load(x + row[:, None] * n_in + at[None, :], mask=given[:, None], other=0.0)
            weight = tl.load(w + n[None, :] * n_in + at[:, None], mask=exists[None, :], other=0)
        else:
            inside = at < n_in
            part = tl.load(x + row[:, None] * n_in + at[None, :], mask=given[:, None] & inside[None, :], other=0.0)
            weight = tl.load(w + n[None, :] * n_in + at[:, None], mask=exists[None, :] & inside[:, None], other=0)
        if KIND == BITS_8:
            part = part.to(tl.float32) * tl.load(columns + at, mask=at < n_in, other=0.0)[None, :]
            weight = weight.to(tl.float32)  # a code of 8 bits is a bfloat16 exactly
        total = tl.dot(part.to(tl.bfloat16).to(FACTOR), weight.to(tl.bfloat16).to(FACTOR), total)
    if KIND == BITS_8:
        total *= tl.load(rows + n, mask=exists, other=0.0)[None, :]
    at = row[:, None] * n_out + n[None, :]
    inside = given[:, None] & exists[None, :]
    tl.store(y + at, _finished(total, add, gate, at, inside, AFTER), mask=inside)


@triton.jit
def products_of_few_rows(
    w0, w1, w2, rows0, rows1, rows2, columns0, columns1, columns2, x0, x1, x2, y0, y1, y2, add, gate, blocks0, blocks1,
    n_rows, n_out0, n_out1, n_out2, n_in, COUNT: tl.constexpr, KIND: tl.constexpr, AFTER0: tl.constexpr,
    AFTER1: tl.constexpr, AFTER2: tl.constexpr, EVEN: tl.constexpr, FACTOR: tl.constexpr, BLOCK_N: tl.constexpr,
    BLOCK_K: tl.constexpr,
):  # fmt: skip
    """The same for 2 to 16 rows, with tensor cores: weights in bfloat16 or 8 bits."""
    block = tl.program_id(0)
    if block < blocks0:
        _few_rows(w0, rows0, columns0, x0, y0, add, gate, block, n_rows, n_out0, n_in, KIND, AFTER0, EVEN, FACTOR,
                  BLOCK_N, BLOCK_K)  # fmt: skip
    if COUNT > 1:
        if (block >= blocks0) & (block < blocks0 + blocks1):
            _few_rows(w1, rows1, columns1, x1, y1, add, gate, block - blocks0, n_rows, n_out1, n_in, KIND, AFTER1,
                      EVEN, FACTOR, BLOCK_N, BLOCK_K)  # fmt: skip
    if COUNT > 2:
        if block >= blocks0 + blocks1:
            _few_rows(w2, rows2, columns2, x2, y2, add, gate, block - blocks0 - blocks1, n_rows, n_out2, n_in, KIND,
                      AFTER2, EVEN, FACTOR, BLOCK_N, BLOCK_K)  # fmt: skip


# Layer norm and token shift


@triton.jit
def _mean_and_scale(x, width, epsilon, WHOLE: tl.constexpr):
    at = tl.arange(0, WHOLE)
    values = tl.load(x + at, mask=at < width, other=0.0)
    mean = tl.sum(values, axis=0) / width
    centred = tl.where(at < width, values - mean, 0.0)
    return mean, 1 / tl.sqrt(tl.sum(centred * centred, axis=0) / width + epsilon)


@triton.jit
def norm_mix(
    x, weight, bias, last, mix0, mix1, mix2, out0, out1, out2, normed, n_rows, width, epsilon, COUNT: tl.constexpr,
    TEXTS: tl.constexpr, NORMED: tl.constexpr, WHOLE: tl.constexpr, SLICE: tl.constexpr,
):  # fmt: skip
    """The layer norm of a row, and mixtures of it with the one before; a program writes ``SLICE`` channels of a row.

    ``last`` is what is before the first row, or with ``TEXTS`` before each. ``NORMED``: whether the norm itself is
    wanted, of all rows or of the last.
    """
    row = tl.program_id(0)
    at = tl.program_id(1) * SLICE + tl.arange(0, SLICE)
    inside = at < width
    scale, shift = tl.load(weight + at, mask=inside, other=0.0), tl.load(bias + at, mask=inside, other=0.0)
    mean, factor = _mean_and_scale(x + row * width, width, epsilon, WHOLE)
    own = (tl.load(x + row * width + at, mask=inside, other=0.0) - mean) * factor * scale + shift
    if NORMED == LAST_ROW:
        if row == n_rows - 1:
            tl.store(normed + at, own, mask=inside)
    elif NORMED:
        tl.store(normed + row * width + at, own, mask=inside)
    if COUNT > 0:
        if TEXTS:
            before = tl.load(last + row * width + at, mask=inside, other=0.0)
        else:
            above = tl.maximum(row - 1, 0)
            mean, factor = _mean_and_scale(x + above * width, width, epsilon, WHOLE)
            before = (tl.load(x + above * width + at, mask=inside, other=0.0) - mean) * factor * scale + shift
            before = tl.where(row == 0, tl.load(last + at, mask=inside, other=0.0), before)
        change = own - before
        tl.store(out0 + row * width + at, before + tl.load(mix0 + at, mask=inside, other=0.0) * change, mask=inside)
        if COUNT > 1:
            tl.store(out1 + row * width + at, before + tl.load(mix1 + at, mask=inside, other=0.0) * change, mask=inside)
        if COUNT > 2:
            tl.store(out2 + row * width + at, before + tl.load(mix2 + at, mask=inside, other=0.0) * change, mask=inside)


# The wkv: num and den are kept relative to exp(top), as in `rwkv4.Sums`


@triton.jit
def _joined(num, den, top, other_num, other_den, other_top):
    both = tl.maximum(top, other_top)
    mine, theirs = tl.exp(top - both), tl.exp(other_top - both)
    return mine * num + theirs * other_num, mine * den + theirs * other_den, both


@triton.jit
def sums_of_chunks(decay, k, v, num, den, top, n_tokens, width, LENGTH: tl.constexpr, BLOCK: tl.constexpr):
    """The sums over each chunk of ``LENGTH`` tokens alone: ``num, den, top`` ``(n_chunks, width)``."""
    at = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    chunk = tl.program_id(1)
    inside = at < width
    w = tl.load(decay + at, mask=inside, other=0.0)
    a, b = tl.zeros((BLOCK,), dtype=tl.float32), tl.zeros((BLOCK,), dtype=tl.float32)
    p = tl.full((BLOCK,), EMPTY, dtype=tl.float32)
    for token in range(chunk * LENGTH, tl.minimum(chunk * LENGTH + LENGTH, n_tokens)):
        kt = tl.load(k + token * width + at, mask=inside, other=0.0)
        vt = tl.load(v + token * width + at, mask=inside, other=0.0)
        a, b, p = _joined(a, b, p + w, vt, 1.0, kt)
    tl.store(num + chunk * width + at, a, mask=inside)
    tl.store(den + chunk * width + at, b, mask=inside)
    tl.store(top + chunk * width + at, p, mask=inside)


@triton.jit
def carries(
    decay, num, den, top, num0, den0, top0, new_num, new_den, new_top, n_tokens, width, LENGTH: tl.constexpr,
    BLOCK: tl.constexpr,
):  # fmt: skip
    """Turn the sums over each chunk into those before it, in place; the last become ``new_...``."""
    at = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    inside = at < width
    w = tl.load(decay + at, mask=inside, other=0.0)
    a = tl.load(num0 + at, mask=inside, other=0.0)
    b = tl.load(den0 + at, mask=inside, other=0.0)
    p = tl.load(top0 + at, mask=inside, other=0.0)
    for chunk in range((n_tokens + LENGTH - 1) // LENGTH):
        here = chunk * width + at
        own_a = tl.load(num + here, mask=inside, other=0.0)
        own_b = tl.load(den + here, mask=inside, other=0.0)
        own_p = tl.load(top + here, mask=inside, other=0.0)
        tl.store(num + here, a, mask=inside)
        tl.store(den + here, b, mask=inside)
        tl.store(top + here, p, mask=inside)
        length = tl.minimum(n_tokens - chunk * LENGTH, LENGTH)
        a, b, p = _joined(a, b, p + w * length, own_a, own_b, own_p)
    tl.store(new_num + at, a, mask=inside)
    tl.store(new_den + at, b, mask=inside)
    tl.store(new_top + at, p, mask=inside)


@triton.jit
def scan(
    decay, first, k, v, gate, num, den, top, out, new_num, new_den, new_top, n_tokens, width, n_all,
    GATED: tl.constexpr, WRITES_SUMS: tl.constexpr, BLOCK: tl.constexpr,
):  # fmt: skip
    """The wkv of ``n_tokens`` tokens of each text, or chunk of a text, one after another.

    Args:
        num, den, top: the sums before each, ``(n_texts, width)``. n_all: tokens of all together.
    """
    at = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    text = tl.program_id(1)
    inside = at < width
    w, u = tl.load(decay + at, mask=inside, other=0.0), tl.load(first + at, mask=inside, other=0.0)
    a = tl.load(num + text * width + at, mask=inside, other=0.0)
    b = tl.load(den + text * width + at, mask=inside, other=0.0)
    p = tl.load(top + text * width + at, mask=inside, other=0.0)
    for token in range(text * n_tokens, tl.minimum(text * n_tokens + n_tokens, n_all)):
        here = token * width + at
        kt = tl.load(k + here, mask=inside, other=0.0)
        vt = tl.load(v + here, mask=inside, other=0.0)
        mean, weight, _ = _joined(a, b, p, vt, 1.0, u + kt)
        value = mean / weight
        if GATED:
            value = value / (1 + tl.exp(-tl.load(gate + here, mask=inside, other=0.0)))
        tl.store(out + here, value, mask=inside)
        a, b, p = _joined(a, b, p + w, vt, 1.0, kt)
    if WRITES_SUMS:
        tl.store(new_num + text * width + at, a, mask=inside)
        tl.store(new_den + text * width + at, b, mask=inside)
        tl.store(new_top + text * width + at, p, mask=inside)


# What lies between the products of many tokens


@triton.jit
def square_of_relu(x, out, count, BLOCK: tl.constexpr):
    """``relu(x) ** 2``."""
    at = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    value = _finished(tl.load(x + at, mask=at < count, other=0.0), x, x, at, at < count, SQUARE_OF_RELU)
    tl.store(out + at, value, mask=at < count)


@triton.jit
def add_gated(x, gate, value, out, count, BLOCK: tl.constexpr):
    """``x + sigmoid(gate) * value``."""
    at = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    inside = at < count
    tl.store(out + at, _finished(tl.load(value + at, mask=inside, other=0.0), x, gate, at, inside, ADD_GATED), inside)
