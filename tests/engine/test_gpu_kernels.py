"""The kernels for GPUs against plain torch and float64; without a GPU through Triton's interpreter."""

import pytest
import torch
import torch.nn.functional as F
from gpus import DEVICE, MARKS, kernels, noise

from rwkvchat.engine import rwkv4
from rwkvchat.engine.kernels import gpu
from rwkvchat.engine.kernels.gpu import CHUNK, FEW, After, GpuKernels, Product, Weight, weight_of
from rwkvchat.engine.quant import Float32, HalfOnGpu
from rwkvchat.engine.quantised import Int4, Int8
from rwkvchat.engine.rwkv4 import Norm, Sums
from rwkvchat.engine.state import EMPTY_MAX

pytestmark = [*MARKS, pytest.mark.filterwarnings("ignore:overflow encountered:RuntimeWarning")]

Tensor = torch.Tensor

SHAPES = [(1, 1), (7, 33), (9, 127), (40, 128), (13, 515)]
"""Rows and columns of a weight: single numbers, whole blocks, one more or less, several programs."""

HALF = torch.bfloat16


@pytest.fixture(name="kernels")
def the_kernels(monkeypatch: pytest.MonkeyPatch) -> GpuKernels:
    """The kernels in few programs, since the interpreter takes a millisecond for each."""
    if DEVICE.type == "cpu":
        monkeypatch.setattr(gpu, "PROGRAMS", 3)
    return kernels()


def plain(weight: Tensor) -> tuple[Weight, Tensor]:
    """A plain weight, and what it stands for in float64."""
    found = weight_of(Float32(weight) if weight.dtype is torch.float32 else HalfOnGpu(weight))
    assert found is not None
    return found, weight.double()


def quantised(kind: type[Int8 | Int4], n_out: int, n_in: int) -> tuple[Weight, Tensor]:
    """A weight of random codes and scales, and what they stand for."""
    random = torch.Generator().manual_seed(3)
    rows, columns = noise(n_out, seed=1).exp(), noise(n_in, seed=2).exp()
    if kind is Int8:
        codes = torch.randint(-127, 128, (n_out, n_in), dtype=torch.int8, generator=random).to(DEVICE)
        matrix, value = kind({"": codes, "rows": rows, "columns": columns}), codes.double()
    else:
        groups = noise(n_out, -(-n_in // 32), seed=4).half()
        codes = torch.randint(0, 256, (n_out, 16 * groups.shape[1]), dtype=torch.uint8, generator=random).to(DEVICE)
        matrix = kind({"": codes, "groups": groups, "rows": rows, "columns": columns})
        halves = codes.view(n_out, -1, 1, 16).int()
        signed = (torch.cat([halves & 15, halves >> 4], dim=2) + 8) % 16 - 8
        value = (signed.double().flatten(2) * groups.double().unsqueeze(2)).flatten(1)[:, :n_in]
    found = weight_of(matrix)
    assert found is not None
    return found, value * rows.double().unsqueeze(1) * columns.double()


def a_weight(kind: str, n_out: int, n_in: int) -> tuple[Weight, Tensor]:
    if kind in ("i8", "i4"):
        return quantised(Int8 if kind == "i8" else Int4, n_out, n_in)
    return plain(noise(n_out, n_in).to(getattr(torch, kind)))


def assert_close(result: Tensor, exact: Tensor, magnitude: Tensor | float) -> None:
    """Within a millionth of the sum of the terms' magnitudes, which is what rounding of a sum is measured by."""
    assert result.dtype is torch.float32
    assert result.shape == exact.shape
    assert ((result - exact).abs() <= 1e-6 * magnitude).all()


def assert_rounded(half: Tensor, wide: Tensor) -> None:
    """The same numbers in bfloat16; the interpreter cuts off what a device rounds."""
    assert half.dtype is HALF
    if DEVICE.type == "cuda":
        assert torch.equal(half, wide.to(HALF))
    assert ((half.float() - wide).abs() <= 2**-7 * wide.abs()).all()


# Products


@pytest.mark.parametrize("kind", ["float32", "bfloat16", "float16", "i8", "i4"])
@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_a_product_of_one_row_is_that_of_the_weights_as_they_are_stored(
    kernels: GpuKernels, kind: str, shape: tuple[int, int]
) -> None:
    weight, exact = a_weight(kind, *shape)
    x = noise(1, shape[1], seed=9)
    [y] = kernels.products([Product(weight, x)])
    assert_close(y, x.double() @ exact.T, x.double().abs() @ exact.abs().T)


@pytest.mark.parametrize("kind", ["bfloat16", "i8"])
@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("n_rows", [2, FEW])
def test_a_product_of_a_few_rows_is_that_of_the_rows_in_bfloat16(
    kernels: GpuKernels, kind: str, shape: tuple[int, int], n_rows: int
) -> None:
    weight, exact = a_weight(kind, *shape)
    # Numbers that are rounded already, since the interpreter rounds in its own way.
    x = noise(n_rows, shape[1], seed=9).to(HALF).float()
    if kind == "i8":
        weight.columns.log2_().round_().exp2_()
        exact = weight.codes.double() * weight.rows.double().unsqueeze(1) * weight.columns.double()
    [y] = kernels.products([Product(weight, x)])
    assert_close(y, x.double() @ exact.T, x.double().abs() @ exact.abs().T)
    if kind == "bfloat16":
        assert torch.equal(kernels.products([Product(weight, x.to(HALF))])[0], y)


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16], ids=str)
@pytest.mark.parametrize(("n_in", "column"), [(1, 0), (128, 127), (131, 130)])
def test_every_number_of_sixteen_bits_is_widened_exactly(
    kernels: GpuKernels, dtype: torch.dtype, n_in: int, column: int
) -> None:
    numbers = torch.arange(-(2**15), 2**15, dtype=torch.int16).view(dtype)
    numbers = numbers[numbers.isfinite()].to(DEVICE)
    if DEVICE.type == "cpu":  # the interpreter takes the smallest ones of all for zeros
        numbers = numbers[numbers.abs() >= torch.finfo(dtype).tiny][::64]
    weight = torch.zeros(len(numbers), n_in, dtype=dtype, device=DEVICE)
    x = torch.zeros(1, n_in, device=DEVICE)
    weight[:, column], x[:, column] = numbers, 1
    [y] = kernels.products([Product(plain(weight)[0], x)])
    assert torch.equal(y[0], numbers.float())


@pytest.mark.parametrize("n_in", [1, 32, 33, 96])
@pytest.mark.parametrize("n_rows", [1, 4])
def test_every_code_of_eight_bits_is_worth_what_it_says_at_every_place(
    kernels: GpuKernels, n_in: int, n_rows: int
) -> None:
    codes = torch.arange(-127, 128, dtype=torch.int8, device=DEVICE).unsqueeze(1).expand(-1, n_in).contiguous()
    scales = {"rows": torch.full((255,), 0.5, device=DEVICE), "columns": torch.full((n_in,), 4.0, device=DEVICE)}
    weight = weight_of(Int8({"": codes, **scales}))
    assert weight is not None
    for column in {0, n_in // 2, n_in - 1}:
        x = torch.zeros(n_rows, n_in, device=DEVICE)
        x[:, column] = 1
        [y] = kernels.products([Product(weight, x)])
        assert torch.equal(y, (2.0 * codes[:, column]).expand(n_rows, -1))


@pytest.mark.parametrize("n_in", [1, 32, 33, 95])
def test_every_code_of_four_bits_is_worth_what_it_says_at_every_place(kernels: GpuKernels, n_in: int) -> None:
    n_groups = -(-n_in // 32)
    codes = torch.arange(256).to(torch.uint8).unsqueeze(1).expand(-1, 16 * n_groups).contiguous().to(DEVICE)
    parts = {
        "groups": torch.full((256, n_groups), 0.25, dtype=torch.float16, device=DEVICE),
        "rows": torch.full((256,), 0.5, device=DEVICE), "columns": torch.full((n_in,), 16.0, device=DEVICE),
    }  # fmt: skip
    matrix = Int4({"": codes, **parts})
    weight = weight_of(matrix)
    assert weight is not None
    for column in {0, n_in // 2, n_in - 1}:
        x = torch.zeros(1, n_in, device=DEVICE)
        x[0, column] = 1
        half = torch.arange(256) & 15 if column % 32 < 16 else torch.arange(256) >> 4
        [y] = kernels.products([Product(weight, x)])
        assert torch.equal(y[0].cpu(), 2.0 * ((half + 8) % 16 - 8))
        assert torch.equal(y, matrix.rows(x))


def test_several_products_at_once_are_those_of_each(kernels: GpuKernels) -> None:
    for kind, n_rows in (("bfloat16", 1), ("i8", 3), ("i4", 1)):
        weights = [a_weight(kind, n_out, 130)[0] for n_out in (40, 5, 33)]
        products = [Product(weight, noise(n_rows, 130, seed=i)) for i, weight in enumerate(weights)]
        for count in (2, 3):
            together = kernels.products(products[:count])
            for y, product in zip(together, products, strict=False):
                assert_close_to_itself(y, kernels.products([product])[0])


def assert_close_to_itself(one: Tensor, other: Tensor) -> None:
    assert ((one - other).abs() <= 1e-6 * other.abs().amax()).all()


@pytest.mark.parametrize("n_rows", [1, 3])
def test_what_follows_a_product_is_done_with_it(kernels: GpuKernels, n_rows: int) -> None:
    weight, _ = a_weight("bfloat16", 70, 130)
    x, add, gate = noise(n_rows, 130), noise(n_rows, 70, seed=1), 30 * noise(n_rows, 70, seed=2)
    [y] = kernels.products([Product(weight, x)])
    found, other = kernels.products([Product(weight, x, After.SQUARE_OF_RELU), Product(weight, x)])
    assert_close_to_itself(found, torch.relu(y).square())
    assert_close_to_itself(other, y)
    [found] = kernels.products([Product(weight, x, After.ADD)], add=add)
    assert_close_to_itself(found, y + add)
    [found] = kernels.products([Product(weight, x, After.ADD_GATED)], add=add, gate=gate)
    assert_close_to_itself(found, add + torch.sigmoid(gate) * y)


@pytest.mark.parametrize("n_rows", [1, 3])
@pytest.mark.parametrize("after", list(After))
def test_what_is_not_a_number_stays_so(kernels: GpuKernels, n_rows: int, after: After) -> None:
    weight, _ = a_weight("bfloat16", 70, 130)
    x, like = noise(n_rows, 130), noise(n_rows, 70)
    x[0, 5] = float("nan")
    [y] = kernels.products([Product(weight, x, after)], add=like, gate=like)
    assert y[0].isnan().all()
    assert y[1:].isfinite().all()


def test_a_large_key_and_fp16_weights_do_not_overflow(kernels: GpuKernels) -> None:
    weight = torch.full((3, 200), 60000.0, dtype=torch.float16, device=DEVICE)
    [y] = kernels.products([Product(plain(weight)[0], torch.full((1, 200), 1e30, device=DEVICE))])
    assert torch.allclose(y, torch.full_like(y, 1.2e37), rtol=1e-5)


def test_a_program_never_takes_more_than_its_registers_hold_nor_are_there_too_few_of_them() -> None:
    for n_out, n_in in [(768, 768), (4096, 4096), (16384, 4096), (50277, 4096), (2560, 10240), (20480, 5120)]:
        weight = Weight(0, n_out, n_in, *[torch.empty(n_out, n_in, device="meta")] * 4, takes_few=True)
        block_k, even = gpu._block_of(n_in, 1024)
        block_n = gpu._rows_of_block([Product(weight, weight.codes)], gpu.ONE_ROW[0] // block_k)
        assert even
        assert block_k * block_n <= gpu.ONE_ROW[0]
        assert n_out // block_n >= gpu.PROGRAMS


# Layer norm and token shift


@pytest.mark.parametrize(("n_rows", "width", "count"), [(1, 1, 3), (2, 32, 2), (1, 600, 2), (19, 100, 3)])
def test_norm_and_token_shift_are_those_of_the_twin(kernels: GpuKernels, n_rows: int, width: int, count: int) -> None:
    x, last = noise(n_rows, width) * 5 + 3, noise(n_rows, width, seed=1)
    norm = Norm(noise(width, seed=2), noise(width, seed=3), 1e-5)
    mixes = [noise(width, seed=4 + i).sigmoid() for i in range(count)]
    xx = norm(x)
    for before, shifted in ((last, last), (last[0], rwkv4.shifted(xx, last[0]))):
        normed, outs = kernels.norm_mix(x, norm, before, mixes)
        exact = xx if before.dim() == 2 else xx[-1]
        assert_close(normed, exact, 4 * float(xx.abs().amax()))
        for out, mix in zip(outs, mixes, strict=True):
            assert_close(out, torch.lerp(shifted, xx, mix), 4 * float(xx.abs().amax() + 1))
    assert_close(kernels.norm(x, norm), xx, 4 * float(xx.abs().amax()))
    _, halves = kernels.norm_mix(x, norm, last, mixes, HALF)
    _, wide = kernels.norm_mix(x, norm, last, mixes)
    for half, out in zip(halves, wide, strict=True):
        assert_rounded(half, out)


def test_a_row_of_one_value_has_its_bias_as_norm(kernels: GpuKernels) -> None:
    norm = Norm(noise(70), noise(70, seed=1), 1e-5)
    assert torch.equal(kernels.norm(torch.full((2, 70), 7.5, device=DEVICE), norm), norm.bias.expand(2, -1))


# The wkv


def a_text(n_tokens: int, width: int, scale: float = 1.0) -> tuple[Tensor, ...]:
    """Decays, firsts, keys, values and gates."""
    decay = -torch.exp(torch.linspace(-6, 3, width, device=DEVICE) + 0.2 * noise(width))
    return (decay, noise(width, seed=1), noise(n_tokens, width, seed=2) * scale, noise(n_tokens, width, seed=3),
            noise(n_tokens, width, seed=4) * 3)  # fmt: skip


def one_by_one(decay: Tensor, first: Tensor, k: Tensor, v: Tensor, sums: Sums) -> tuple[Tensor, Sums]:
    """The definition, in float64."""
    rows = []
    for key, value in zip(k.double(), v.double(), strict=True):
        row, sums = rwkv4.step(decay.double(), first.double(), key, value, sums)
        rows.append(row)
    return torch.stack(rows), sums


def assert_same_sums(sums: Sums, exact: Sums, rounding: float = 1e-6) -> None:
    """The sums themselves: how they are split into a factor and an exponent is free."""
    top = torch.maximum(sums.max.double(), exact.max)
    for mine, theirs in ((sums.num, exact.num), (sums.den, exact.den)):
        one, other = mine.double() * torch.exp(sums.max.double() - top), theirs * torch.exp(exact.max - top)
        scale = (exact.den * torch.exp(exact.max - top)).clamp_min(other.abs())
        assert ((one - other).abs() <= 8 * rounding * scale + 1e-30).all()


def sums_before(width: int, top: float | None) -> Sums:
    """Some sums relative to an exponent, or those before the first token."""
    zero = torch.zeros(width, device=DEVICE)
    if top is None:
        return Sums(zero, zero, torch.full_like(zero, EMPTY_MAX))
    return Sums(noise(width, seed=7), noise(width, seed=8).exp() + 1, torch.full_like(zero, top))


@pytest.mark.parametrize(
    ("n_tokens", "width", "top"),
    [(1, 20, None), (CHUNK, 20, None), (CHUNK + 1, 70, 5.0), (2 * CHUNK + 6, 1, None), (2 * CHUNK, 20, 300.0)],
)
def test_the_scan_is_that_of_float64_for_any_number_of_tokens(
    kernels: GpuKernels, n_tokens: int, width: int, top: float | None
) -> None:
    decay, first, k, v, _ = a_text(n_tokens, width)
    before = sums_before(width, top)
    exact, exact_after = one_by_one(decay, first, k, v, Sums(*(t.double() for t in before)))
    wkv, after = kernels.scan(decay, first, k, v, before)
    # Every decay is rounded as the exponent that it is added to, here as in the twin.
    rounding = 1e-6 + n_tokens * (top or 0) * 2**-24
    assert wkv.dtype is torch.float32
    assert ((wkv - exact).abs() <= 8 * rounding * (v.abs().max() + 1)).all()
    assert_same_sums(after, exact_after, rounding)


def test_the_result_of_a_scan_can_be_gated_and_rounded(kernels: GpuKernels) -> None:
    decay, first, k, v, gate = a_text(CHUNK + 1, 20)
    before = sums_before(20, 5)
    kept = [t.clone() for t in before]
    wkv, after = kernels.scan(decay, first, k, v, before)
    gated, again = kernels.scan(decay, first, k, v, before, gate)
    half, _ = kernels.scan(decay, first, k, v, before, gate, HALF)
    assert_close_to_itself(gated, wkv * gate.sigmoid())
    assert_rounded(half, gated)
    assert all(torch.equal(one, other) for one, other in zip(after, again, strict=True))
    assert all(torch.equal(one, other) for one, other in zip(before, kept, strict=True))


@pytest.mark.parametrize("scale", [30.0, 1000.0])
def test_the_scan_stays_finite_for_extreme_keys(kernels: GpuKernels, scale: float) -> None:
    decay, first, k, v, _ = a_text(CHUNK + 5, 20, scale)
    sums = sums_before(20, None)
    wkv, after = kernels.scan(decay, first, k, v, sums)
    exact, _ = one_by_one(decay, first, k, v, Sums(*(t.double() for t in sums)))
    assert all(t.isfinite().all() for t in (wkv, *after))
    assert ((wkv - exact).abs() <= 1e-6 * scale * v.abs().max() + 1e-5).all()


@pytest.mark.parametrize("n_texts", [1, 3])
@pytest.mark.parametrize("width", [1, 64, 130])
def test_a_step_is_one_token_of_each_text(kernels: GpuKernels, n_texts: int, width: int) -> None:
    decay, first, k, v, gate = a_text(n_texts, width)
    sums = Sums(noise(n_texts, width, seed=7), noise(n_texts, width, seed=8).exp(), noise(n_texts, width, seed=9))
    kept = [t.clone() for t in sums]
    wkv, after = kernels.step(decay, first, k, v, sums, gate)
    exact, exact_after = rwkv4.step(decay.double(), first.double(), k.double(), v.double(),
                                    Sums(*(t.double() for t in sums)))  # fmt: skip
    assert_close(wkv, exact * gate.double().sigmoid(), 8 * float(exact.abs().max() + 1))
    assert_same_sums(after, exact_after)
    assert all(torch.equal(one, other) for one, other in zip(sums, kept, strict=True))


# What lies between


@pytest.mark.parametrize("count", [1, 1023, 1025, 3000])
def test_element_wise_parts_are_those_of_torch(kernels: GpuKernels, count: int) -> None:
    x, gate, value = noise(1, count) * 10, noise(1, count, seed=1) * 40, noise(1, count, seed=2)
    x[0, 0], gate[0, -1] = float("nan"), -200
    expected = torch.relu(x).square()
    torch.testing.assert_close(kernels.square_of_relu(x), expected, rtol=1e-6, atol=0, equal_nan=True)
    assert_rounded(kernels.square_of_relu(x, HALF)[0, 1:], expected[0, 1:])
    found, expected = kernels.add_gated(value, gate, x), value + torch.sigmoid(gate) * x
    torch.testing.assert_close(found, expected, rtol=1e-6, atol=1e-5, equal_nan=True)
    assert F.relu(found).isnan().sum() == 1
