"""Weight matrices that know how to multiply; the network does not know how they are stored.

Every product takes and gives float32: whatever the storage, keys, values and sums keep float32's range.
"""

from typing import Protocol

import torch
import torch.nn.functional as F

UPCAST_ELEMENTS = 1 << 20
"""Elements widened at a time on a CPU: 4 MB of float32, which a cache holds."""


class Matrix(Protocol):
    """A weight of shape ``(n_out, n_in)``."""

    def __call__(self, x: torch.Tensor) -> torch.Tensor:
        """``x @ weight.T``: float32 ``(rows, n_in)`` to float32 ``(rows, n_out)``."""
        ...

    def rows(self, x: torch.Tensor) -> torch.Tensor:
        """The same, where no row's result may depend on the other rows (to the bit, on a CPU)."""
        ...


def linear_rows(x: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    """A product whose row results do not depend on the number of rows: two rows at a time, a lone one doubled.

    A library is free to sum in another order for another number of rows; for two it always takes the same one.
    """
    if len(x) == 1:
        return F.linear(torch.cat([x, x]), weight)[:1]
    pairs = [F.linear(x[i : i + 2], weight) for i in range(0, len(x) - 1, 2)]
    return torch.cat([*pairs, linear_rows(x[-1:], weight)] if len(x) % 2 else pairs)


class Float32:
    """float32 weights, used as they are."""

    def __init__(self, weight: torch.Tensor) -> None:
        self.weight = weight

    def __call__(self, x: torch.Tensor) -> torch.Tensor:
        return F.linear(x, self.weight)

    def rows(self, x: torch.Tensor) -> torch.Tensor:
        return linear_rows(x, self.weight)


class HalfOnCpu:
    """16-bit weights, used in place (from a mapped file too) and widened a few rows at a time.

    The arithmetic is float32, so nothing is rounded but the weights, and fp16 cannot overflow.
    """

    def __init__(self, weight: torch.Tensor) -> None:
        self.weight = weight
        self.parts = torch.split(weight, max(1, UPCAST_ELEMENTS // weight.shape[1]))

    def __call__(self, x: torch.Tensor) -> torch.Tensor:
        return torch.cat([F.linear(x, part.float()) for part in self.parts], dim=-1)

    def rows(self, x: torch.Tensor) -> torch.Tensor:
        return torch.cat([linear_rows(x, part.float()) for part in self.parts], dim=-1)


class HalfOnGpu:
    """16-bit weights multiplied in 16 bits and summed in float32, which the product also leaves in float32.

    In fp16 each row is first scaled to at most 1 by a power of two, which loses nothing and cannot overflow;
    it stands for the halving of the residual stream every few layers that fp16 otherwise needs.
    """

    def __init__(self, weight: torch.Tensor) -> None:
        self.weight = weight

    def __call__(self, x: torch.Tensor) -> torch.Tensor:
        if self.weight.dtype is not torch.float16:
            return self._product(x.to(self.weight.dtype))
        exponent = torch.frexp(x.abs().amax(-1, keepdim=True)).exponent
        return torch.ldexp(self._product(torch.ldexp(x, -exponent).half()), exponent)

    rows = __call__

    def _product(self, x: torch.Tensor) -> torch.Tensor:
        if self.weight.is_cuda:
            return torch.mm(x, self.weight.t(), out_dtype=torch.float32)
        return F.linear(x, self.weight).float()


def matrix(weight: torch.Tensor) -> Matrix:
    """The product that suits a weight's dtype and device."""
    if weight.dtype is torch.float32:
        return Float32(weight)
    return HalfOnCpu(weight) if weight.device.type == "cpu" else HalfOnGpu(weight)
