"""Measures the CPU's matrix-vector products by the one thing that bounds them: how fast memory can be read.

The kernels, torch's own products and plain reading take turns over the same memory, which no cache holds.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

import torch
import torch.nn.functional as F

from rwkvchat.engine.kernels.cpu import GROUP, Kernels, Weight

MEMORY = 256 << 20
"""Bytes of weights that are read in each turn."""
PATTERN = 0x3C
"""Of every byte: an ordinary number in every format."""


@dataclass(frozen=True, slots=True)
class ProductSpeed:
    """How fast one kind of product reads its weights."""

    name: str
    bytes_per_second: float
    share: float
    """Of what plain reading reaches in the same rounds."""


def measure_products(
    kernels: Kernels | None, n_out: int = 2048, n_in: int = 2048, rows: int = 1, rounds: int = 7
) -> list[ProductSpeed]:
    """Time products of ``rows`` rows of float32 with many weights of one shape, and reading; medians of rounds."""
    memory = torch.full((MEMORY,), PATTERN, dtype=torch.uint8)
    x = torch.ones(rows, n_in)
    numbers = memory.view(torch.float32)
    works: dict[str, tuple[int, Callable[[], object]]] = {"reading": (MEMORY, numbers.sum)}
    for dtype in (torch.float32, torch.bfloat16):
        plain = _weights(memory, dtype, n_out, n_in)
        low = x.to(dtype)
        works[f"torch {str(dtype).removeprefix('torch.')}"] = (
            plain.nbytes,
            lambda plain=plain, low=low: [F.linear(low, weight) for weight in plain],  # type: ignore[misc]
        )
    for name, (nbytes, weights) in _all_kinds(memory, n_out, n_in).items() if kernels else ():
        works[f"{kernels.instruction_set} {name}" if kernels else name] = (
            nbytes,
            lambda weights=weights: [kernels.product(weight, x) for weight in weights],  # type: ignore[misc,union-attr]
        )
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds + 1):
        for name, (_, work) in works.items():
            start = time.perf_counter()
            work()
            times[name].append(time.perf_counter() - start)
    # The first round only warms up.
    rates = {name: works[name][0] / statistics.median(each[1:]) for name, each in times.items()}
    return [ProductSpeed(name, rate, rate / rates["reading"]) for name, rate in rates.items()]


def _weights(memory: torch.Tensor, dtype: torch.dtype, n_out: int, n_in: int) -> torch.Tensor:
    """As many matrices ``(n_out, n_in)`` as the memory holds, at least one."""
    numbers = memory.view(dtype)
    count = len(numbers) // (n_out * n_in)
    return numbers[: count * n_out * n_in].view(count, n_out, n_in)


def _all_kinds(memory: torch.Tensor, n_out: int, n_in: int) -> dict[str, tuple[int, list[Weight]]]:
    """For each number format the bytes of its weights, and the weights."""
    kinds: dict[str, tuple[int, list[Weight]]] = {}
    for dtype in (torch.float32, torch.bfloat16, torch.float16):
        plain = _weights(memory, dtype, n_out, n_in)
        kinds[str(dtype).removeprefix("torch.")] = (plain.nbytes, [Weight.plain(weight) for weight in plain])
    rows, columns = torch.ones(n_out), torch.ones(n_in)
    codes = _weights(memory, torch.int8, n_out, n_in)
    kinds["i8"] = (codes.nbytes, [Weight.int8(each, rows, columns) for each in codes])
    n_groups = -(-n_in // GROUP)
    half = len(memory) // 576 * 512  # for codes, of which 16 bytes take 2 more for their scale
    packed = _weights(memory[:half], torch.uint8, n_out, n_groups * GROUP // 2)
    groups = _weights(memory[half:], torch.float16, n_out, n_groups)[: len(packed)]
    pairs = list(zip(packed, groups, strict=False))
    kinds["i4"] = (
        sum(each.nbytes + scales.nbytes for each, scales in pairs),
        [Weight.int4(each, scales, rows, columns) for each, scales in pairs],
    )
    return kinds
