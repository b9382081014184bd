"""Matrices of 8 and 4 bits: how near they are, what outliers do to them, and that their products are exact."""

import pytest
import torch

from rwkvchat.demo.quantisation import as_the_rwkv_package, by_rows
from rwkvchat.engine import quant
from rwkvchat.engine.quant import WIDENED_FOR_ROWS, HalfOnGpu, linear_half
from rwkvchat.engine.quant_parts import GROUP, KINDS, parts, quantised_bytes
from rwkvchat.engine.quantised import QUANTISATIONS, Quantised
from rwkvchat.engine.tensor_table import ITEM_BYTES

CPU = torch.device("cpu")
SHAPES = [(96, 128), (50, 100), (7, 33), (1, 1), (3, 1), (1, 70), (5, 32), (2, 31)]
NEAR = {"i8": 0.01, "i4": 0.12}
"""How far a product with even weights may be, as a share of its length."""


def normal(*shape: int, seed: int = 0) -> torch.Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


def with_outliers(n_out: int, n_in: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Weights of which some rows and columns are 20 to 50 times as large; and what x is to be multiplied with, so that
    those columns do not outweigh the others.
    """
    weight = normal(n_out, n_in)
    factors = 20 + 30 * torch.rand(n_out // 20, generator=torch.Generator().manual_seed(1))
    weight[: n_out // 20] *= factors[: n_out // 20].unsqueeze(1)
    weight[:, 5 : 5 + n_in // 20] *= factors[: n_in // 20]
    scale = torch.ones(n_in)
    scale[5 : 5 + n_in // 20] /= factors[: n_in // 20]
    return weight, scale


def widened(matrix: Quantised, n_in: int) -> torch.Tensor:
    """The weights that a matrix multiplies with."""
    return matrix(torch.eye(n_in)).T


def row_error(weight: torch.Tensor, other: torch.Tensor, x_scale: torch.Tensor) -> float:
    """The mean over rows of how far each is from what it should be, relative to its length."""
    return float((((weight - other) * x_scale).norm(dim=1) / (weight * x_scale).norm(dim=1)).mean())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_a_matrix_consists_of_what_its_kind_prescribes(kind: str, shape: tuple[int, int]) -> None:
    tensors = QUANTISATIONS[kind].quantise(normal(*shape)).tensors()
    names = {torch.int8: "int8", torch.uint8: "uint8", torch.float32: "fp32", torch.float16: "fp16"}
    assert {suffix: (names[t.dtype], tuple(t.shape)) for suffix, t in tensors.items()} == parts(kind, *shape)
    assert sum(tensor.nbytes for tensor in tensors.values()) == quantised_bytes(kind, *shape)
    assert all(tensor.is_contiguous() and ITEM_BYTES[names[tensor.dtype]] for tensor in tensors.values())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_a_product_is_near_that_with_the_weights_themselves(kind: str, shape: tuple[int, int]) -> None:
    weight, x = normal(*shape), normal(9, shape[1], seed=1)
    matrix = QUANTISATIONS[kind].quantise(weight)
    exact = x @ weight.T
    for product in (matrix(x), matrix.rows(x)):
        assert product.dtype is torch.float32
        assert product.shape == exact.shape
        assert (product - exact).norm() <= NEAR[kind] * weight.norm() * x.norm(dim=1).mean()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16, torch.float32], ids=str)
def test_weights_may_be_of_any_float_type_and_of_any_size(kind: str, dtype: torch.dtype) -> None:
    weight = normal(64, 96).to(dtype)
    for scale in (1.0, 2.0**-14, 2.0**8):
        matrix = QUANTISATIONS[kind].quantise(weight * scale)
        assert row_error(weight.float() * scale, widened(matrix, 96), torch.ones(96)) <= NEAR[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_a_matrix_made_of_its_own_tensors_is_the_same(kind: str) -> None:
    matrix, x = QUANTISATIONS[kind].quantise(normal(70, 90)), normal(3, 90)
    again = QUANTISATIONS[kind].from_tensors(matrix.tensors())
    assert torch.equal(again.rows(x), matrix.rows(x))
    assert torch.equal(again.to(CPU, torch.bfloat16).rows(x), matrix.rows(x))
    assert all(a.data_ptr() == b.data_ptr() for a, b in
               zip(again.tensors().values(), matrix.tensors().values(), strict=True))  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("n_in", [64, 1000])
def test_no_row_of_a_product_feels_the_others(kind: str, n_in: int) -> None:
    n_out = 3 * WIDENED_FOR_ROWS // n_in // 2  # widened in several pieces, the last of them smaller
    matrix, x = QUANTISATIONS[kind].quantise(normal(n_out, n_in)), normal(7, n_in)
    alone = torch.cat([matrix.rows(row) for row in x.split(1)])
    for count in (2, 3, 7):
        assert torch.equal(matrix.rows(x[:count]), alone[:count])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_many_rows_are_multiplied_in_bfloat16_where_it_is_asked_for_and_a_cpu_has_it(
    kind: str, shape: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    x, made = normal(9, shape[1], seed=1), QUANTISATIONS[kind].quantise(normal(*shape))
    for has in (False, True):
        monkeypatch.setattr(quant, "multiplies_bf16", lambda has=has: has)
        for asked in (torch.float32, torch.bfloat16):
            matrix = made.to(CPU, asked)
            rounded = has and asked is torch.bfloat16
            assert matrix.dtype is (torch.bfloat16 if rounded else torch.float32)
            assert torch.equal(matrix.rows(x), made.rows(x))
            difference = (matrix(x) - made(x)).abs().amax()
            assert difference <= 2e-2 * made(x).abs().amax()
            assert (difference > 0) == rounded


def test_4_bits_lie_in_bytes_as_they_are_said_to() -> None:
    """Written out one weight at a time."""
    weight = normal(5, 70)
    part = QUANTISATIONS["i4"].quantise(weight).tensors()
    found = torch.zeros(5, 96)
    for row in range(5):
        for column in range(96):
            group, place = divmod(column, GROUP)
            byte = int(part[""][row, group * 16 + place % 16])
            nibble = byte & 15 if place < 16 else byte >> 4
            value = nibble - 16 if nibble > 7 else nibble
            found[row, column] = value * float(part["groups"][row, group]) * float(part["rows"][row])
    assert (found[:, 70:] == 0).all()
    found = found[:, :70] * part["columns"]
    matrix = QUANTISATIONS["i4"].from_tensors(part)
    assert torch.allclose(widened(matrix, 70), found, rtol=1e-6, atol=0)


def test_8_bits_are_whole_numbers_times_two_scales() -> None:
    part = QUANTISATIONS["i8"].quantise(normal(40, 70)).tensors()
    found = part[""].float() * part["rows"].unsqueeze(1) * part["columns"]
    assert torch.allclose(widened(QUANTISATIONS["i8"].from_tensors(part), 70), found, rtol=1e-6, atol=0)
    assert part[""].abs().amax(1).min() == 127


@pytest.mark.parametrize("kind", KINDS)
def test_large_rows_and_columns_take_no_precision_from_the_others(kind: str) -> None:
    weight, x_scale = with_outliers(300, 256)
    even = row_error(normal(300, 256), widened(QUANTISATIONS[kind].quantise(normal(300, 256)), 256), torch.ones(256))
    ours = row_error(weight, widened(QUANTISATIONS[kind].quantise(weight), 256), x_scale)
    assert ours <= 1.2 * even
    if kind == "i8":
        assert ours < 0.2 * row_error(weight, by_rows(127)(weight), x_scale)
        assert ours < 0.2 * row_error(weight, as_the_rwkv_package(weight), x_scale)
    else:
        assert ours < 0.2 * row_error(weight, by_rows(7)(weight), x_scale)


@pytest.mark.parametrize("kind", KINDS)
def test_weights_of_nothing_but_zeros_stay_so(kind: str) -> None:
    weight = normal(40, 70)
    weight[3] = 0
    weight[:, 9] = 0
    weight[5, 32:64] = 0
    found = widened(QUANTISATIONS[kind].quantise(weight), 70)
    assert (found[weight == 0] == 0).all()
    assert row_error(weight[:3], found[:3], torch.ones(70)) <= NEAR[kind]
    assert (QUANTISATIONS[kind].quantise(torch.zeros(4, 40))(normal(2, 40)) == 0).all()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("bad", [float("nan"), float("inf"), -float("inf")], ids=str)
def test_what_is_not_a_number_does_not_get_lost(kind: str, bad: float) -> None:
    weight = normal(40, 70)
    weight[7, 11] = bad
    assert not QUANTISATIONS[kind].quantise(weight)(normal(2, 70))[:, 7].isfinite().any()


@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e4, 1e30], ids=str)
def test_products_of_a_gpu_in_fp16_scale_their_rows(scale: float) -> None:
    """The arithmetic of `linear_half`, on the CPU: rows far outside fp16's range keep fp16's precision."""
    weight, x = normal(24, 32), normal(5, 32, seed=1)
    exact = (x * scale).double() @ weight.half().double().T
    for product in (HalfOnGpu(weight.half())(x * scale), linear_half(x * scale, weight.half())):
        assert (product.double() - exact).abs().max() <= 5e-3 * exact.abs().max()
    assert torch.equal(linear_half(torch.zeros(1, 32), weight.half()), torch.zeros(1, 24))
