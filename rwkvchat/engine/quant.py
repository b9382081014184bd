"""Weight matrices that know how to multiply; the network does not know how they are stored.

Every product takes and gives float32: whatever the storage, keys, values and sums keep float32's range. Matrices of
8 and 4 bits are in `quantised`.
"""

import functools
from collections.abc import Callable
from typing import NamedTuple, Protocol

import torch
import torch.nn.functional as F

UPCAST_ELEMENTS = 1 << 20
"""Elements widened at a time on a CPU: 4 MB of float32, which a cache holds."""

FEW = 16
"""Rows up to which a CPU's kernels multiply sooner than torch does, as measured."""
FEW_BEFORE_BF16 = 8
"""The same where torch multiplies in bfloat16, for which the CPU has instructions."""

WIDENED_FOR_ROWS = 1 << 18
"""Elements widened at a time for a few rows on a CPU: a near cache holds them until they are multiplied."""

UPCAST_TO_BF16 = 1 << 21
"""Elements of 16 bits widened at a time on a CPU."""

UPCAST_ON_GPU = 1 << 25
"""The same on a GPU, where a few large steps are faster than many small ones: 64 MB of 16 bits."""


class Matrix(Protocol):
    """A weight of shape ``(n_out, n_in)``."""

    few: int
    """How many rows a CPU's kernels multiply sooner than this does."""

    def __call__(self, x: torch.Tensor) -> torch.Tensor:
        """``x @ weight.T``: float32 ``(rows, n_in)`` to float32 ``(rows, n_out)``."""
        ...

    def rows(self, x: torch.Tensor) -> torch.Tensor:
        """The same, where no row's result may depend on the other rows (to the bit, on a CPU)."""
        ...


Product = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]
"""From x and a plain weight to ``x @ weight.T``, both in float32."""


def linear_rows(x: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    """A product whose row results do not depend on the number of rows: two rows at a time, a lone one doubled.

    A library is free to sum in another order for another number of rows; for two it always takes the same one.
    """
    if len(x) == 1:
        return F.linear(torch.cat([x, x]), weight)[:1]
    pairs = [F.linear(x[i : i + 2], weight) for i in range(0, len(x) - 1, 2)]
    return torch.cat([*pairs, linear_rows(x[-1:], weight)] if len(x) % 2 else pairs)


def linear_half(x: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    """A product with a 16-bit weight, multiplied in 16 bits and summed in float32, in which it also leaves.

    On a CPU the sum is rounded to 16 bits once before.

    In fp16 each row is first scaled to at most 1 by a power of two, which loses nothing and cannot overflow;
    it stands for the halving of the residual stream every few layers that fp16 otherwise needs.
    """
    if weight.dtype is not torch.float16:
        return _summed_in_float32(x.to(weight.dtype), weight)
    exponent = torch.frexp(x.abs().amax(-1, keepdim=True)).exponent
    return torch.ldexp(_summed_in_float32(torch.ldexp(x, -exponent).half(), weight), exponent)


def _summed_in_float32(x: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    if weight.is_cuda:
        return torch.mm(x, weight.t(), out_dtype=torch.float32)
    return F.linear(x, weight).float()


class Arithmetic(NamedTuple):
    """In what a device multiplies with weights that are stored otherwise."""

    dtype: torch.dtype
    """To which they are widened."""
    product: Product
    elements: int
    """Widened at a time."""


def arithmetic(device: torch.device, dtype: torch.dtype) -> Arithmetic:
    """CUDA multiplies in the number format, and a CPU in bfloat16 where it has instructions for that.

    Else it is float32, so that nothing but weights is rounded: only on CUDA a product of 16 bits can be had in float32.
    """
    if device.type == "cpu":
        if dtype is torch.bfloat16 and multiplies_bf16():
            return Arithmetic(dtype, linear_half, UPCAST_TO_BF16)
        return Arithmetic(torch.float32, F.linear, UPCAST_ELEMENTS)
    if device.type != "cuda" or dtype is torch.float32:
        return Arithmetic(torch.float32, F.linear, UPCAST_ON_GPU)
    return Arithmetic(dtype, linear_half, UPCAST_ON_GPU)


def arithmetic_of_rows(device: torch.device, dtype: torch.dtype) -> Arithmetic:
    """The same where no row may feel the others, for which a CPU always multiplies in float32."""
    if device.type == "cpu":
        return Arithmetic(torch.float32, linear_rows, WIDENED_FOR_ROWS)
    return arithmetic(device, dtype)


class Float32:
    """float32 weights, used as they are."""

    few = FEW

    def __init__(self, weight: torch.Tensor) -> None:
        self.weight = weight

    def __call__(self, x: torch.Tensor) -> torch.Tensor:
        return F.linear(x, self.weight)

    def rows(self, x: torch.Tensor) -> torch.Tensor:
        return linear_rows(x, self.weight)


@functools.cache
def multiplies_bf16() -> bool:
    """Whether this CPU has instructions for products of bfloat16 (AMX, AVX-512), as far as torch tells."""
    # A torch that cannot tell does without them.
    has: dict[str, object] = getattr(torch.cpu, "get_capabilities", dict)()
    return bool(has.get("amx_bf16") or has.get("avx512_bf16"))


class HalfOnCpu:
    """16-bit weights, used in place (from a mapped file too) and widened a few rows at a time.

    The arithmetic is float32, so nothing is rounded but the weights, and fp16 cannot overflow. Only where the CPU
    has instructions for it, many rows are rounded to bfloat16 and multiplied so, which is several times as fast.
    """

    def __init__(self, weight: torch.Tensor) -> None:
        self.weight = weight
        self.in_bf16 = weight.dtype is torch.bfloat16 and multiplies_bf16()
        self.few = FEW_BEFORE_BF16 if self.in_bf16 else FEW
        self.parts = torch.split(weight, max(1, UPCAST_ELEMENTS // weight.shape[1]))

    def __call__(self, x: torch.Tensor) -> torch.Tensor:
        return linear_half(x, self.weight) if self.in_bf16 and len(x) > self.few else self._multiply(x, F.linear)

    def rows(self, x: torch.Tensor) -> torch.Tensor:
        return self._multiply(x, linear_rows)

    def _multiply(self, x: torch.Tensor, product: Product) -> torch.Tensor:
        # One buffer for all parts: with a new one for each, the results between them keep the memory from being reused.
        wide = torch.empty_like(self.parts[0], dtype=torch.float32)
        return torch.cat([product(x, wide[: len(part)].copy_(part)) for part in self.parts], dim=-1)


class HalfOnGpu:
    """16-bit weights, used as they are."""

    few = 0

    def __init__(self, weight: torch.Tensor) -> None:
        self.weight = weight

    def __call__(self, x: torch.Tensor) -> torch.Tensor:
        return linear_half(x, self.weight)

    rows = __call__


def matrix(weight: torch.Tensor) -> Matrix:
    """The product that suits a plain weight's dtype and device."""
    if weight.dtype is torch.float32:
        return Float32(weight)
    return HalfOnCpu(weight) if weight.device.type == "cpu" else HalfOnGpu(weight)
