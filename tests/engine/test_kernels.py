"""The kernels for CPUs against plain torch and float64, in every set of instructions that this machine has."""

import threading
import time
from array import array
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import psutil
import pytest
import torch
import torch.nn.functional as F

from rwkvchat.engine import rwkv4, sampling
from rwkvchat.engine.kernels import VARIABLE, cpu, native
from rwkvchat.engine.kernels.block import FastBlock
from rwkvchat.engine.kernels.cpu import Kernels, Weight
from rwkvchat.engine.kernels.matrix import FastMatrix, weight_of
from rwkvchat.engine.quant import FEW, Float32, HalfOnCpu, HalfOnGpu, matrix, multiplies_bf16
from rwkvchat.engine.quant_parts import GROUP
from rwkvchat.engine.quantised import QUANTISATIONS
from rwkvchat.engine.rwkv4 import Norm, Sums
from rwkvchat.engine.state import EMPTY_MAX, LayerState
from rwkvchat.params import SamplingParams

Tensor = torch.Tensor

SHAPES = [(1, 1), (2, 3), (3, 31), (5, 32), (7, 33), (4, 64), (9, 127), (64, 128), (33, 300), (130, 515), (6, 4096)]
"""Rows and columns of a weight: single numbers, whole vectors, one more or less, several pieces for the threads."""


@pytest.fixture(params=native.SETS)
def kernels(request: pytest.FixtureRequest) -> Kernels:
    """The kernels in one set of instructions."""
    library, reason = native.find()
    if library is None:
        pytest.skip(f"no kernels: {reason}")
    if request.param not in library.sets:
        pytest.skip(f"this processor does not have {request.param}")
    return Kernels(request.param)


@pytest.fixture
def threads() -> Iterator[Callable[[int], None]]:
    """Sets torch's number of threads; afterwards it is as it was."""
    before = torch.get_num_threads()
    yield torch.set_num_threads
    torch.set_num_threads(before)


def noise(*shape: int, seed: int = 0) -> Tensor:
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed))


def packed(codes: Tensor) -> Tensor:
    """Codes of four bits ``(n_out, n_in)`` as bytes: of 32 the first 16 in lower halves, the others in upper ones."""
    groups = F.pad(codes, (0, -codes.shape[1] % GROUP)).view(len(codes), -1, 2, GROUP // 2).int()
    return (groups[:, :, 0] & 15 | (groups[:, :, 1] & 15) << 4).to(torch.uint8).flatten(1)


def a_weight(kind: str, n_out: int, n_in: int) -> tuple[Weight, Tensor]:
    """A weight of random numbers, and what it stands for in float64."""
    if kind in ("float32", "bfloat16", "float16"):
        plain = noise(n_out, n_in).to(getattr(torch, kind))
        return Weight.plain(plain), plain.double()
    rows, columns = noise(n_out, seed=1).exp(), noise(n_in, seed=2).exp()
    random = torch.Generator().manual_seed(3)
    if kind == "int8":
        codes = torch.randint(-127, 128, (n_out, n_in), dtype=torch.int8, generator=random)
        return Weight.int8(codes, rows, columns), codes.double() * rows.double().unsqueeze(1) * columns.double()
    codes = torch.randint(-8, 8, (n_out, n_in), generator=random)
    groups = noise(n_out, -(-n_in // GROUP), seed=4).half()
    value = codes.double() * groups.double().repeat_interleave(GROUP, 1)[:, :n_in]
    return (
        Weight.int4(packed(codes), groups, rows, columns),
        value * rows.double().unsqueeze(1) * columns.double(),
    )


KINDS = ("float32", "bfloat16", "float16", "int8", "int4")


def assert_close(result: Tensor, exact: Tensor, magnitude: Tensor) -> None:
    """Within a millionth of the sum of the terms' magnitudes, which is what rounding of a sum is measured by."""
    assert result.dtype is torch.float32
    assert ((result - exact).abs() <= 1e-6 * magnitude).all()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_a_product_is_that_of_the_weights_as_they_are_stored(
    kernels: Kernels, kind: str, shape: tuple[int, int]
) -> None:
    weight, exact = a_weight(kind, *shape)
    for rows in (1, 2, 5):
        x = noise(rows, shape[1], seed=9)
        assert_close(kernels.product(weight, x), x.double() @ exact.T, x.double().abs() @ exact.abs().T)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("shape", [(9, 127), (130, 515), (70, 1024)], ids=str)
def test_a_rows_bits_depend_neither_on_other_rows_nor_on_the_threads(
    kernels: Kernels, kind: str, shape: tuple[int, int], threads: Callable[[int], None]
) -> None:
    weight, _ = a_weight(kind, *shape)
    x = noise(17, shape[1], seed=9)
    threads(1)
    alone = torch.cat([kernels.product(weight, x[row : row + 1]) for row in range(17)])
    for count in (1, 2, 3):
        threads(count)
        for rows in (2, 3, 4, 7, 17):
            assert torch.equal(kernels.product(weight, x[:rows]), alone[:rows])


def test_several_products_at_once_are_those_of_each(kernels: Kernels, threads: Callable[[int], None]) -> None:
    pairs = [(a_weight(kind, *shape)[0], noise(3, shape[1])) for kind in KINDS for shape in ((70, 515), (3, 31))]
    threads(2)
    for together, (weight, x) in zip(kernels.products(pairs), pairs, strict=True):
        assert torch.equal(together, kernels.product(weight, x))


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16], ids=str)
@pytest.mark.parametrize(("n_in", "column"), [(1, 0), (7, 6), (64, 0), (64, 33), (67, 63)])
def test_every_number_of_sixteen_bits_is_widened_exactly(
    kernels: Kernels, dtype: torch.dtype, n_in: int, column: int
) -> None:
    numbers = torch.arange(-(2**15), 2**15, dtype=torch.int16).view(dtype)
    weight, x = torch.zeros(len(numbers), n_in, dtype=dtype), torch.zeros(1, n_in)
    weight[:, column], x[:, column] = numbers, 1
    torch.testing.assert_close(
        kernels.product(Weight.plain(weight), x)[0], numbers.float(), rtol=0, atol=0, equal_nan=True
    )


@pytest.mark.parametrize("n_in", [1, 31, 32, 33, 96, 160, 256])
def test_every_code_is_worth_what_it_says_at_every_place(kernels: Kernels, n_in: int) -> None:
    everywhere = torch.eye(n_in)
    for codes in (torch.arange(-128, 128), torch.arange(-8, 8)):
        weight = codes.to(torch.int8).unsqueeze(1).expand(-1, n_in).contiguous()
        rows, columns = torch.full((len(codes),), 0.5), torch.full((n_in,), 4.0)
        if len(codes) == 256:
            result = kernels.product(Weight.int8(weight, rows, columns), everywhere)
            assert torch.equal(result, (2.0 * codes).expand(n_in, -1))
            continue
        sizes = 2.0 ** torch.arange(-(-n_in // GROUP))
        groups = sizes.half().expand(len(codes), -1).contiguous()
        result = kernels.product(Weight.int4(packed(weight), groups, rows, columns), everywhere)
        assert torch.equal(result, 2.0 * codes * sizes.repeat_interleave(GROUP)[:n_in].unsqueeze(1))


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16, torch.float16], ids=str)
def test_a_weight_may_begin_at_any_address(kernels: Kernels, dtype: torch.dtype) -> None:
    weight, x = noise(37, 200).to(dtype), noise(3, 200, seed=1)
    expected = kernels.product(Weight.plain(weight), x)
    for offset in (1, 2, 3, 7, 63):
        memory = bytearray(offset) + bytearray(weight.view(torch.uint8).numpy().tobytes())
        moved = torch.frombuffer(memory, dtype=dtype, offset=offset).view(37, 200)
        assert moved.data_ptr() % 64 != weight.data_ptr() % 64 or offset == 63
        assert torch.equal(kernels.product(Weight.plain(moved), x), expected)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_infinite_or_no_number_comes_out_as_it_does_in_torch(kernels: Kernels, kind: str) -> None:
    weight, exact = a_weight(kind, 6, 77)
    x = noise(5, 77, seed=1)
    x[0, 3], x[1, 70], x[2, 76], x[3, 0], x[3, 76] = torch.inf, -torch.inf, torch.nan, torch.inf, -torch.inf
    expected = F.linear(x, exact.float())
    result = kernels.product(weight, x)
    assert torch.equal(result[:4].isnan(), expected[:4].isnan())
    assert torch.equal(result[result.isinf()], expected[expected.isinf()])
    assert result[4].isfinite().all()


def test_weights_that_are_infinite_or_no_number_come_out_as_they_do_in_torch(kernels: Kernels) -> None:
    weight, x = noise(4, 70), noise(2, 70, seed=1)
    weight[0, 0], weight[1, 69], weight[2, 40] = torch.inf, -torch.inf, torch.nan
    for dtype in cpu.KINDS:
        result = kernels.product(Weight.plain(weight.to(dtype)), x)
        expected = F.linear(x, weight.to(dtype).float())
        assert torch.equal(result[:, :3].nan_to_num(nan=7), expected[:, :3].nan_to_num(nan=7))
        assert result[:, 3].isfinite().all()


@pytest.mark.parametrize("size", [1e-30, 1e-40, 1e30])
def test_products_of_very_small_and_very_large_numbers_keep_their_precision(kernels: Kernels, size: float) -> None:
    weight, x = noise(5, 133) * size, noise(1, 133, seed=1) / size**0.25
    exact, magnitude = x.double() @ weight.double().T, x.double().abs() @ weight.double().abs().T
    result = kernels.product(Weight.plain(weight), x)
    assert ((result - exact).abs() <= 1e-6 * magnitude + 133 * 2**-149).all()


def a_memory(*shape: int) -> Sums:
    return Sums(noise(*shape, seed=5), noise(*shape, seed=6).exp(), 3 * noise(*shape, seed=7))


def assert_same(result: Tensor, expected: Tensor, tolerance: float = 1e-6) -> None:
    torch.testing.assert_close(result, expected, rtol=tolerance, atol=tolerance, equal_nan=True)


@pytest.mark.parametrize("width", [1, 3, 16, 17, 64, 200, 515])
@pytest.mark.parametrize("n_tokens", [1, 2, 7, 50])
def test_a_scan_is_the_plain_recurrence(
    kernels: Kernels, width: int, n_tokens: int, threads: Callable[[int], None]
) -> None:
    decay, first = -noise(width).exp(), noise(width, seed=1)
    k, v, gate = (scale * noise(n_tokens, width, seed=seed) for seed, scale in ((2, 5), (3, 1), (4, 4)))
    before = a_memory(width)
    threads(2)
    wkv, after = kernels.scan(decay, first, k, v, before)
    gated, after_gated = kernels.scan(decay, first, k, v, before, gate)
    means, sums = [], Sums(*(tensor.double() for tensor in before))
    for token in range(n_tokens):
        mean, sums = rwkv4.step(decay.double(), first.double(), k[token].double(), v[token].double(), sums)
        means.append(mean)
    tolerance = 3e-6 + 5e-7 * n_tokens  # each token adds to the exponent, in float32
    exact = torch.stack(means)
    assert_same(wkv, exact.float(), tolerance)
    assert_same(gated, (exact * torch.sigmoid(gate.double())).float(), tolerance)
    for tensor, other, expected in zip(after, after_gated, sums, strict=True):
        assert_same(tensor, expected.float(), tolerance)
        assert torch.equal(tensor, other)


def test_a_scan_gives_the_bits_of_as_many_steps_whatever_is_beside_it(
    kernels: Kernels, threads: Callable[[int], None]
) -> None:
    width, texts = 333, 5
    decay, first = -noise(width).exp(), noise(width, seed=1)
    k, v, gate = (3 * noise(texts, 12, width, seed=seed) for seed in (2, 3, 4))
    memory = a_memory(texts, width)
    threads(1)
    expected = [kernels.scan(decay, first, k[i], v[i], Sums(*(t[i] for t in memory)), gate[i]) for i in range(texts)]
    for count in (1, 2, 3):
        threads(count)
        sums = memory
        for token in range(12):
            wkv, sums = kernels.step(
                decay, first, *(tensor[:, token].contiguous() for tensor in (k, v)), sums, gate[:, token].contiguous()
            )
            assert torch.equal(wkv, torch.stack([out[token] for out, _ in expected]))
        for name in Sums._fields:
            assert torch.equal(getattr(sums, name), torch.stack([getattr(after, name) for _, after in expected]))


def test_a_scan_stays_finite_for_any_keys_and_from_the_very_beginning(kernels: Kernels) -> None:
    k = torch.tensor([[1e30, -1e30, 300.0, -300.0, 0.0], [-1e30, 1e30, -300.0, 300.0, 0.0], [90.0, 0, 88, 89, -104]])
    v, decay, first = noise(3, 5), -torch.tensor([1e-9, 1e4, 1.0, 50.0, 0.5]), noise(5, seed=1)
    empty = (torch.zeros(5), torch.zeros(5), torch.full((5,), EMPTY_MAX))
    wkv, after = kernels.scan(decay, first, k, v, Sums(*empty))
    expected, sums = rwkv4.scan(decay, first, k, v, Sums(*empty))
    assert_same(wkv, expected)
    for tensor, other in zip(after, sums, strict=True):
        assert tensor.isfinite().all()
        assert_same(tensor, other)


@pytest.mark.parametrize("odd", [torch.inf, -torch.inf, torch.nan], ids=str)
@pytest.mark.parametrize("where", ["k", "v", "num", "den", "max"])
def test_a_scan_hides_nothing_that_is_not_a_number(kernels: Kernels, odd: float, where: str) -> None:
    width = 37
    given = {"k": noise(2, width), "v": noise(2, width, seed=1), **a_memory(width)._asdict()}
    given[where].view(-1, width)[0, ::5] = odd
    decay, first = -noise(width, seed=2).exp(), noise(width, seed=3)
    sums = (given["num"], given["den"], given["max"])
    wkv, after = kernels.scan(decay, first, given["k"], given["v"], Sums(*sums))
    expected, expected_sums = torch.empty(2, width), Sums(*sums)
    for token in range(2):
        expected[token], expected_sums = rwkv4.step(decay, first, given["k"][token], given["v"][token], expected_sums)
    assert_same(wkv, expected, 3e-6)
    for tensor, other in zip(after, expected_sums, strict=True):
        assert_same(tensor, other, 3e-6)


@pytest.mark.parametrize("shape", [(1, 1), (1, 768), (2, 33), (9, 200), (70, 515)], ids=str)
def test_norms_and_mixtures_are_those_of_torch(
    kernels: Kernels, shape: tuple[int, int], threads: Callable[[int], None]
) -> None:
    rows, width = shape
    x = 10 * noise(rows, width) + 3
    norm = Norm(noise(width, seed=1), noise(width, seed=2), 1e-5)
    mixes = [torch.rand(width, generator=torch.Generator().manual_seed(i)) for i in range(3)]
    expected = F.layer_norm(x.double(), (width,), norm.weight.double(), norm.bias.double(), 1e-5)
    for last in (noise(width, seed=3), noise(rows, width, seed=4)):
        previous = torch.cat([last.unsqueeze(0), expected[:-1]]) if last.dim() == 1 else last
        for count in range(4):
            threads(1 + count % 2)
            normed, outs = kernels.norm_mix(x, norm, last, mixes[:count])
            assert_same(normed, expected.float(), 3e-6)
            assert len(outs) == count
            for out, mix in zip(outs, mixes, strict=False):
                assert_same(out, torch.lerp(previous.double(), expected, mix.double()).float(), 3e-6)


@pytest.mark.parametrize("count", [1, 15, 64, 100_003])
def test_gates_and_squares_are_those_of_torch(kernels: Kernels, count: int) -> None:
    x, gate, value = 3 * noise(count), 30 * noise(count, seed=1), noise(count, seed=2)
    assert torch.equal(kernels.square_of_relu(x), x.relu().square())
    exact = x.double() + torch.sigmoid(gate.double()) * value.double()
    assert ((kernels.add_gated(x, gate, value) - exact).abs() <= 1e-6 * (x.abs() + value.abs())).all()


def test_a_gate_is_right_for_every_exponent(kernels: Kernels) -> None:
    gate = torch.arange(0, 2**16, dtype=torch.int32).bitwise_left_shift(16).view(torch.float32)
    zero, one = torch.zeros_like(gate), torch.ones_like(gate)
    exact = torch.sigmoid(gate.double())
    result = kernels.add_gated(zero, gate, one)
    assert torch.equal(result.isnan(), gate.isnan())
    normal = exact > 2**-120  # so that what is near nothing may be it
    assert_same((result / exact)[normal].float(), one[normal], 5e-7)
    assert (result[exact <= 2**-120] <= 2**-119).all()
    assert kernels.square_of_relu(gate).nan_to_num(nan=7).equal(gate.relu().square().nan_to_num(nan=7))


POINTS = (0.0, 0.1, 0.37, 0.5, 0.93, 0.9999999)
"""Of the running sum, at which tokens are drawn."""


def drawn_at(logits: Tensor, params: SamplingParams) -> tuple[Tensor, Tensor]:
    """Between which points each token is drawn, worked out naively in float64; these may be a little apart."""
    probs = torch.softmax(logits.double(), dim=0)
    ordered, order = probs.sort(descending=True, stable=True)
    reached = int((ordered.cumsum(0) < params.top_p).sum())
    kept = min(reached + 1, params.top_k or len(probs), len(probs))
    left = torch.zeros_like(probs).scatter(0, order[:kept], ordered[:kept]) ** (1 / params.temperature)
    left /= left.sum()
    apart = 1e-5 + 3 * left[order[kept - 1]]  # rounding decides whether the last one is kept, and those as likely
    return left.cumsum(0) - left - apart, left.cumsum(0) + apart


@pytest.mark.parametrize(
    ("temperature", "top_p", "top_k"),
    [(1.0, 0.01, 0), (0.3, 0.5, 0), (1.7, 0.9, 40), (1.0, 0.999, 5), (1.7, 0.999, 0), (1.0, 1.0, 0), (0.3, 1.0, 1)],
)
@pytest.mark.parametrize("flat", [0.1, 1.0, 6.0])
@pytest.mark.parametrize("size", [1, 17, 3000, 50277])
def test_a_draw_gives_the_token_at_its_point_of_the_running_sum(
    kernels: Kernels, size: int, flat: float, top_p: float, top_k: int, temperature: float
) -> None:
    logits, counts = flat * noise(size) - 30, torch.zeros(size)
    given, seen = logits.clone(), array("q", {size // 2, size // 3, size - 1})
    counts[list(seen)] = torch.rand(len(seen)) + 0.1
    for presence, frequency in ((0.0, 0.0), (0.4, -1.5)):
        params = SamplingParams(
            temperature=temperature, top_p=top_p, top_k=top_k, presence=presence, frequency=frequency
        )
        begins, ends = drawn_at(sampling.penalised(logits, counts, presence, frequency), params)
        for point in POINTS:
            for draw in (kernels.draw, sampling.drawn):
                token = draw(logits, counts.clone(), seen, params, point)
                assert begins[token] <= point <= ends[token]
    assert torch.equal(logits, given)


def test_a_token_drawn_is_counted_after_the_others_have_faded(kernels: Kernels) -> None:
    logits, seen = noise(300), array("q", [3, 250])
    for temperature in (0.0, 1.0):
        params = SamplingParams(temperature=temperature, presence=0.4, frequency=0.4, penalty_decay=0.7)
        counts = torch.zeros(300).index_fill(0, torch.tensor(seen), 1.3)
        other = counts.clone()
        assert kernels.draw(logits, counts, seen, params, 0.5) == sampling.drawn(logits, other, seen, params, 0.5)
        assert torch.equal(counts, other)
        assert sorted(counts.unique().tolist())[1] == pytest.approx(0.91)


def test_tokens_as_likely_as_the_last_one_are_left_too(kernels: Kernels) -> None:
    logits = torch.tensor([0.2, 0.2, 0.2, 0.4]).log()

    def found(top_p: float, top_k: int = 0) -> set[int]:
        params = SamplingParams(top_p=top_p, top_k=top_k)
        return {kernels.draw(logits, torch.zeros(4), array("q"), params, point / 50) for point in range(50)}

    assert found(0.5) == {0, 1, 2, 3}
    assert found(0.39) == {3}
    assert found(1.0, top_k=3) == {0, 1, 3}


def test_temperature_zero_draws_the_likeliest_token_wherever_the_point_is(kernels: Kernels) -> None:
    params = SamplingParams(temperature=0, top_p=0.5, presence=1.0)
    logits = torch.tensor([0.5, 2.0, 1.25, -1.0])
    assert {kernels.draw(logits, torch.zeros(4), array("q"), params, point) for point in POINTS} == {1}
    assert kernels.draw(logits, torch.tensor([0.0, 1.0, 0.0, 0.0]), array("q", [1]), params, 0.0) == 2


def test_no_power_of_the_probabilities_loses_them_all(kernels: Kernels) -> None:
    logits = torch.tensor([-80.0, -81.0, 3.0, 2.99])
    for temperature, tokens in ((0.001, {2}), (10.0, {0, 1, 2, 3})):
        params = SamplingParams(temperature=temperature, top_p=1.0)
        points = [*(number / 10_000 for number in range(10)), 0.3, 0.9]
        assert {kernels.draw(logits, torch.zeros(4), array("q"), params, point) for point in points} == tokens


def test_a_draw_from_what_is_no_token_is_refused(kernels: Kernels) -> None:
    for size, seen in ((4, array("q", [1, 4])), (4, array("q", [-1])), (4, array("i", [1])), (0, array("q"))):
        with pytest.raises(ValueError, match=r"belong here|is none of 4"):
            kernels.draw(torch.zeros(size), torch.zeros(size), seen, SamplingParams(), 0.5)


def a_block(width: int, hidden: int, dtype: torch.dtype = torch.float32) -> rwkv4.Block:
    def vector(seed: int) -> Tensor:
        return torch.rand(width, generator=torch.Generator().manual_seed(seed))

    def weight(n_out: int, n_in: int, seed: int) -> Float32 | HalfOnCpu:
        made = matrix((noise(n_out, n_in, seed=seed) / n_in**0.5).to(dtype))
        assert isinstance(made, Float32 | HalfOnCpu)
        return made

    mixing = rwkv4.TimeMixing(
        -vector(1), vector(2), vector(3), vector(4), vector(5), *(weight(width, width, seed) for seed in range(6, 10))
    )
    channels = rwkv4.ChannelMixing(
        vector(10), vector(11), weight(hidden, width, 12), weight(width, width, 13), weight(width, hidden, 14)
    )
    norms = (Norm(vector(seed), vector(seed + 1), 1e-5) for seed in (15, 17))
    return rwkv4.Block(*norms, mixing, channels)


@pytest.mark.parametrize(("width", "hidden"), [(64, 256), (37, 90), (768, 3072)])
def test_a_layer_reads_one_token_of_several_texts_as_the_network_does(
    kernels: Kernels, width: int, hidden: int, threads: Callable[[int], None]
) -> None:
    block = a_block(width, hidden)
    fast, texts = FastBlock.of(block, kernels), 6
    x = noise(texts, width, seed=20)
    state = LayerState(noise(texts, width, seed=21), *a_memory(texts, width), noise(texts, width, seed=22))
    given = [tensor.clone() for tensor in (x, *state)]
    expected, expected_state = block(x, state, rwkv4.RNN)
    threads(2)
    out, after = fast(x, state, rwkv4.RNN)
    assert_same(out, expected, 1e-5)
    for tensor, other in zip(after, expected_state, strict=True):
        assert_same(tensor, other, 1e-5)
    for tensor, before in zip((x, *state), given, strict=True):
        assert torch.equal(tensor, before)
    for count in (1, 3):
        threads(count)
        for begin, end in pairwise((0, 1, 3, texts)):
            part, part_after = fast(x[begin:end], LayerState(*(tensor[begin:end] for tensor in state)), rwkv4.RNN)
            assert torch.equal(part, out[begin:end])
            for tensor, whole in zip(part_after, after, strict=True):
                assert torch.equal(tensor, whole[begin:end])


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16], ids=str)
@pytest.mark.parametrize(("width", "n_tokens"), [(64, 2), (37, 33), (192, 100)])
def test_a_layer_reads_many_tokens_of_a_text_as_the_network_does(
    kernels: Kernels, width: int, n_tokens: int, dtype: torch.dtype, threads: Callable[[int], None]
) -> None:
    block = a_block(width, 3 * width, dtype)
    x, state = noise(n_tokens, width, seed=20), LayerState(noise(width, seed=21), *a_memory(width), noise(width))
    given = [tensor.clone() for tensor in (x, *state)]
    expected, expected_state = block(x, state, rwkv4.GPT)
    threads(2)
    out, after = FastBlock.of(block, kernels)(x, state, rwkv4.GPT)
    # Where many rows are rounded to bfloat16, a last bit of float32 may decide which way.
    tolerance = 2e-2 if dtype is torch.bfloat16 and multiplies_bf16() else 1e-4
    assert_same(out, expected, tolerance)
    for tensor, other in zip(after, expected_state, strict=True):
        assert_same(tensor, other, tolerance)
        assert tensor.untyped_storage().nbytes() == tensor.nbytes
    for tensor, before in zip((x, *state), given, strict=True):
        assert torch.equal(tensor, before)


def test_a_matrix_gives_few_rows_to_the_kernels_and_many_to_its_twin(kernels: Kernels) -> None:
    twin = matrix(noise(70, 90).bfloat16())
    fast = FastMatrix.of(twin, kernels)
    assert isinstance(fast, FastMatrix)
    x = noise(FEW + 1, 90, seed=1)
    assert torch.equal(fast(x), twin(x))
    assert torch.equal(fast(x[: fast.few]), fast.rows(x)[: fast.few])
    assert_same(fast.rows(x), twin.rows(x), 1e-4)
    assert FastMatrix.of(twin, None) is twin
    other = HalfOnGpu(torch.zeros(3, 4))
    assert FastMatrix.of(other, kernels) is other


@pytest.mark.parametrize("kind", QUANTISATIONS)
@pytest.mark.parametrize("shape", [(70, 90), (64, 128), (9, 33)], ids=str)
def test_a_quantised_matrix_is_multiplied_where_it_lies(kernels: Kernels, kind: str, shape: tuple[int, int]) -> None:
    twin = QUANTISATIONS[kind].quantise(noise(*shape))
    fast = FastMatrix.of(twin, kernels)
    assert isinstance(fast, FastMatrix)
    parts = {name or "weight": part.data_ptr() for name, part in twin.tensors().items()}
    assert {name: part.data_ptr() for name, part in fast.weight.tensors.items()} == parts
    x = noise(FEW, shape[1], seed=1)
    assert_same(fast(x), twin.rows(x), 1e-5)


def test_the_layers_own_weights_are_used(kernels: Kernels) -> None:
    block = a_block(32, 64, torch.bfloat16)
    fast = FastBlock.of(block, kernels)
    assert isinstance(fast, FastBlock)
    places = {tensor.data_ptr() for part in (*block.att[5:], *block.ffn[2:]) for tensor in [part.weight]}  # type: ignore[union-attr]
    assert {weight.tensors["weight"].data_ptr() for weight in fast.weights.values()} == places


def test_a_block_that_no_kernel_knows_stays_as_it_is(kernels: Kernels) -> None:
    assert weight_of(object()) is None
    block = a_block(32, 64)
    other = replace(block, ffn=block.ffn._replace(value=HalfOnGpu(torch.zeros(32, 64))))
    assert FastBlock.of(other, kernels) is other
    assert FastBlock.of(block, None) is block
    assert isinstance(FastBlock.of(block, kernels), FastBlock)


def settled_count() -> int:
    """How many threads there are, when those of a pool that somebody left have ended."""
    seen = [psutil.Process().num_threads()]
    while len(seen) < 20 or len(set(seen[-20:])) > 1:
        time.sleep(0.01)
        seen.append(psutil.Process().num_threads())
    return seen[-1]


def test_the_kernels_work_on_torchs_threads_and_start_none_of_their_own(kernels: Kernels) -> None:
    if not native.shares_threads():
        pytest.skip("torch's threads cannot be shared here")
    weight, x, large = Weight.plain(torch.zeros(512, 512)), torch.zeros(1, 512), torch.zeros(1 << 20)
    counts: list[int] = []

    def work() -> None:  # on a thread of its own, since each thread that asks for work has its own pool
        torch.set_num_threads(2)
        for job in (lambda: None, lambda: kernels.product(weight, x), large.exp, lambda: kernels.product(weight, x)):
            job()
            counts.append(settled_count())

    before = torch.get_num_threads()
    asking = threading.Thread(target=work)
    asking.start()
    asking.join()
    torch.set_num_threads(before)
    idle, ours, torchs, again = counts
    assert ours == idle + 1
    assert torchs == ours
    assert again == ours


def test_a_tensor_that_does_not_fit_is_refused(kernels: Kernels) -> None:
    weight, x = noise(4, 8), noise(2, 8)
    for wrong in (x[:, :7], x.double(), x.t(), noise(8, 2).t()):
        with pytest.raises(ValueError, match="a kernel was given"):
            kernels.product(Weight.plain(weight), wrong)
    with pytest.raises(ValueError, match="no kernel multiplies"):
        Weight.plain(weight.double())
    with pytest.raises(ValueError, match="a kernel was given"):
        Weight.int8(weight.to(torch.int8), torch.ones(4), torch.ones(7))
    with pytest.raises(ValueError, match="a kernel was given"):
        Weight.int4(torch.zeros(4, 8, dtype=torch.uint8), torch.ones(4, 1).half(), torch.ones(4), torch.ones(8))
    with pytest.raises(ValueError, match="texts"):
        kernels.step(torch.ones(8), torch.ones(8), x, x, Sums(*(torch.zeros(8),) * 3))


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], native.Choice]]:
    """What is chosen with a text in the environment."""

    def choose(text: str) -> native.Choice:
        monkeypatch.setenv(VARIABLE, text)
        native.choice.cache_clear()
        return native.choice()

    yield choose
    native.choice.cache_clear()


def test_the_environment_turns_the_kernels_off_and_chooses_among_them(
    chosen: Callable[[str], native.Choice], kernels: Kernels
) -> None:
    assert chosen(kernels.instruction_set) == (kernels.instruction_set, "")
    assert native.available()
    made = cpu.kernels()
    assert made is not None
    assert made.instruction_set == kernels.instruction_set
    library, _ = native.find()
    assert library is not None
    assert chosen("") == (library.sets[-1], "")
    assert chosen("off") == ("", "RWKVCHAT_KERNELS=off in the environment turns them off")
    assert not native.available()
    assert cpu.kernels() is None
    assert chosen("mmx").reason == "RWKVCHAT_KERNELS in the environment is none of: off, portable, avx2, avx512"


def test_a_processor_without_the_instructions_that_are_asked_for_is_told(
    chosen: Callable[[str], native.Choice], kernels: Kernels, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, _ = native.find()
    assert library is not None
    monkeypatch.setattr(native, "find", lambda: native.Found(library._replace(sets=("portable",))))
    assert "this processor lacks" in chosen("avx512").reason
    assert chosen("") == ("portable", "")
    with pytest.raises(ValueError, match="does not have avx2"):
        Kernels("avx2")
    monkeypatch.setattr(native, "find", lambda: native.Found(library._replace(sets=())))
    for wanted in ("", "avx2"):
        assert chosen(wanted) == ("", "they were built for none of the instructions that this processor has")


def test_where_the_kernels_were_not_built_or_cannot_be_loaded_the_reason_is_told(
    tmp_path: Path, chosen: Callable[[str], native.Choice], monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = native.find(tmp_path)
    assert empty.library is None
    assert "C++ compiler" in empty.reason
    monkeypatch.setattr(native, "find", lambda: empty)
    assert chosen("") == ("", empty.reason)
    assert chosen("portable") == ("", empty.reason)
    with pytest.raises(ValueError, match=r"C\+\+ compiler"):
        Kernels("portable")


def test_a_file_that_is_no_library_of_this_version_is_left_alone(
    tmp_path: Path, kernels: Kernels, monkeypatch: pytest.MonkeyPatch
) -> None:
    suffix = native.EXTENSION_SUFFIXES[0]
    broken = tmp_path / f"_native{suffix}"
    broken.write_bytes(b"no library")
    assert f"_native{suffix} cannot be loaded" in native.find(tmp_path).reason
    monkeypatch.setattr(native, "form", lambda: 0)
    native.find.cache_clear()
    found = native.find()
    native.find.cache_clear()
    assert found.library is None
    assert "another version" in found.reason
