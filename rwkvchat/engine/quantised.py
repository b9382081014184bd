"""Weight matrices of 8 and 4 bits: how they are rounded, and their products in plain torch.

Both have a scale for each row and each column, so that unusually large weights take no precision from the others.
Knows tensors, not the files that they are in.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import ClassVar, Self

import torch
import torch.nn.functional as F

from rwkvchat.engine.quant import Arithmetic, arithmetic, arithmetic_of_rows
from rwkvchat.engine.quant_parts import GROUP

HALF = GROUP // 2

ROUNDS = 2
"""In which rows and columns are equalised; more of them change nothing that can be measured."""

RANGES = (1.0, 0.92)
"""What is tried for a group: to let its largest weight be a little wrong often lets all the others be nearer."""

ROUNDED_AT_ONCE = 1 << 17
"""Elements; so rounding needs a few MB besides what comes out of it."""

Tensor = torch.Tensor


class Quantised(ABC):
    """A matrix ``(n_out, n_in)`` in few bits. Its products are those of `quant.Matrix`."""

    suffixes: ClassVar[tuple[str, ...]]
    """Of its tensors, whose types and shapes are in `quant_parts.parts`."""
    unit: ClassVar[float]
    """By how much a weight differs for one step in `_widened`, before its scales."""
    sooner: ClassVar[tuple[int, int]]
    """Up to how many rows a CPU's kernels are sooner: than products in bfloat16, and than those in float32."""

    def __init__(self, parts: Mapping[str, Tensor], dtype: torch.dtype = torch.float32) -> None:
        """Args:
        parts: by suffix, all on one device; they are used in place. dtype: in which to multiply many rows.
        """
        self._parts = {suffix: parts[suffix] for suffix in self.suffixes}
        self._rows = self._parts["rows"] * self.unit
        self._many = arithmetic(self._rows.device, dtype)
        self._few = arithmetic_of_rows(self._rows.device, dtype)
        self.few = self.sooner[self._many.dtype is torch.float32]

    @classmethod
    @abstractmethod
    def quantise(cls, weight: Tensor) -> Self:
        """Round a plain weight of any float type, on the device that it is on."""

    @classmethod
    def from_tensors(cls, parts: Mapping[str, Tensor]) -> Self:
        """What has given these `tensors`; they are used in place."""
        return cls(parts)

    @property
    def dtype(self) -> torch.dtype:
        """In which many rows are multiplied."""
        return self._many.dtype

    def tensors(self) -> dict[str, Tensor]:
        """All that it consists of, by suffix; that of the codes is empty."""
        return dict(self._parts)

    def to(self, device: torch.device, dtype: torch.dtype) -> Self:
        """The same on a device, which multiplies in a number format, or in float32: see `arithmetic`."""
        return type(self)({suffix: part.to(device) for suffix, part in self._parts.items()}, dtype)

    def __call__(self, x: Tensor) -> Tensor:
        return self._multiply(x, self._many)

    def rows(self, x: Tensor) -> Tensor:
        return self._multiply(x, self._few)

    def _multiply(self, x: Tensor, arithmetic: Arithmetic) -> Tensor:
        x = self._arranged(x * self._parts["columns"])
        widened = self._widened(min(len(self._rows), max(1, arithmetic.elements // x.shape[1])), arithmetic.dtype)
        return torch.cat([arithmetic.product(x, weight) for weight in widened], dim=-1) * self._rows

    def _arranged(self, x: Tensor) -> Tensor:
        """``x`` in the order of the widened columns."""
        return x

    @abstractmethod
    def _widened(self, n_rows: int, dtype: torch.dtype) -> Iterator[Tensor]:
        """The codes as plain weights, so many rows at a time; each piece is gone when the next is asked for.

        They share one buffer, since fresh memory costs more than what is done in it.
        """


class Int8(Quantised):
    """8 bits: ``weight = codes * rows * columns``, codes from -127 to 127."""

    suffixes = ("", "rows", "columns")
    unit = 1.0
    sooner = (24, 32)

    @classmethod
    def quantise(cls, weight: Tensor) -> Self:
        columns = column_scales(weight)
        codes = torch.empty(weight.shape, dtype=torch.int8, device=weight.device)
        rows = torch.empty(len(weight), device=weight.device)
        for piece, code, row in _pieces(weight, codes, rows):
            even = piece.float() / columns
            scale = _or_one(even.abs().amax(1)) / 127
            code.copy_((even / scale.unsqueeze(1)).round_())
            row.copy_(scale)
        return cls({"": codes, "rows": rows, "columns": columns})

    def _widened(self, n_rows: int, dtype: torch.dtype) -> Iterator[Tensor]:
        codes = self._parts[""]
        wide = torch.empty(n_rows, codes.shape[1], dtype=dtype, device=codes.device)
        for piece in torch.split(codes, n_rows):
            yield wide[: len(piece)].copy_(piece)


class Int4(Quantised):
    """4 bits: ``weight = codes * groups * rows * columns``, codes from -8 to 7, one of ``groups`` for 32 in a row.

    The 16 bytes of a group hold the first 16 weights in their low halves and the others in their high halves, in
    two's complement. The last group of a row is filled up with zeros.
    """

    suffixes = ("", "groups", "rows", "columns")
    unit = 1 / 16
    sooner = (64, 64)

    @classmethod
    def quantise(cls, weight: Tensor) -> Self:
        columns = column_scales(weight)
        n_out, n_groups = len(weight), -(-weight.shape[1] // GROUP)
        codes = torch.empty(n_out, n_groups * HALF, dtype=torch.uint8, device=weight.device)
        groups = torch.empty(n_out, n_groups, dtype=torch.float16, device=weight.device)
        rows = torch.empty(n_out, device=weight.device)
        for piece, code, group, row in _pieces(weight, codes, groups, rows):
            even = piece.float() / columns
            scale = _or_one(even.abs().amax(1))
            even = F.pad(even / scale.unsqueeze(1), (0, n_groups * GROUP - even.shape[1]))
            steps, scales = _rounded_in_groups(even.view(len(even), n_groups, GROUP).permute(2, 0, 1).contiguous())
            low, high = torch.split(steps.to(torch.int8).permute(1, 2, 0).view(torch.uint8), HALF, dim=-1)
            code.copy_(((low & 15) | (high << 4)).flatten(1))
            group.copy_(scales)
            row.copy_(scale)
        return cls({"": codes, "groups": groups, "rows": rows, "columns": columns})

    def _arranged(self, x: Tensor) -> Tensor:
        x = F.pad(x, (0, -x.shape[1] % GROUP))
        return x.view(len(x), -1, 2, HALF).transpose(1, 2).reshape(len(x), -1)

    def _widened(self, n_rows: int, dtype: torch.dtype) -> Iterator[Tensor]:
        codes, groups = self._parts[""].view(torch.int8), self._parts["groups"].to(dtype)
        halves = torch.empty(n_rows, 2, codes.shape[1], dtype=torch.int8, device=codes.device)
        wide = torch.empty_like(halves, dtype=dtype)
        for piece, scales in zip(torch.split(codes, n_rows), torch.split(groups, n_rows), strict=True):
            # Each half with its sign in place, which makes it sixteen times its value.
            torch.bitwise_left_shift(piece, 4, out=halves[: len(piece), 0])
            torch.bitwise_and(piece, -16, out=halves[: len(piece), 1])
            # Repeating the scales is sooner than stretching them in the product.
            repeated = scales.repeat_interleave(HALF, 1).unsqueeze(1)
            yield torch.mul(halves[: len(piece)], repeated, out=wide[: len(piece)]).flatten(1)


QUANTISATIONS: dict[str, type[Quantised]] = {"i8": Int8, "i4": Int4}


def column_scales(weight: Tensor) -> Tensor:
    """For each column how large its weights are, rows and columns being equalised in turns; float32 ``(n_in,)``.

    How large, in the sense of a mean of fourth powers: between the mean square, which evens out best, and the largest
    weight, which alone decides how coarse a row is rounded.
    """
    columns = torch.ones(weight.shape[1], device=weight.device)
    for _ in range(ROUNDS):
        powers = torch.zeros_like(columns)
        for [piece] in _pieces(weight):
            wide = piece.float()
            rows = _or_one((wide / columns).square_().square_().mean(1, keepdim=True).sqrt_().sqrt_())
            powers += (wide / rows).square_().square_().sum(0)
        columns = _or_one((powers / len(weight)).sqrt_().sqrt_())
    return columns


def _rounded_in_groups(even: Tensor) -> tuple[Tensor, Tensor]:
    """Weights ``(GROUP, ...)`` as whole numbers from -8 to 7, and the scale (...) of each group.

    For every range the scale is the one that fits its whole numbers best; then the range that leaves the least error
    is taken. That has the largest ``dot ** 2 / squares``, since the error is ``sum(even ** 2)`` less this.
    """
    lowest, highest = even.amin(0), even.amax(0)
    largest = torch.where(-lowest > highest, lowest, highest)
    steps, scale, most = torch.zeros_like(even), torch.zeros_like(largest), torch.full_like(largest, -1.0)
    for share in RANGES:
        tried = (even / _or_one(largest * (share / -8))).round_().clamp_(-8, 7)
        dot, squares = (tried * even).sum(0), _or_one(tried.square().sum(0))
        explained = dot.square() / squares
        better = ~(explained <= most)  # so that what is not a number gets through, and is noticed when it is used
        steps, scale = torch.where(better, tried, steps), torch.where(better, dot / squares, scale)
        most = torch.where(better, explained, most)
    return steps, scale


def _pieces(*tensors: Tensor) -> Iterator[tuple[Tensor, ...]]:
    """The same few rows of several tensors, one piece after another; the first is the weight."""
    n_rows = max(1, ROUNDED_AT_ONCE // tensors[0].shape[1])
    return zip(*(torch.split(tensor, n_rows) for tensor in tensors), strict=True)


def _or_one(scale: Tensor) -> Tensor:
    """A scale that can be divided by: of nothing but zeros, 1."""
    return torch.where(scale == 0, 1.0, scale)
