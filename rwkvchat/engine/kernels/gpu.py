"""The kernels for NVIDIA GPUs, for tensors: what to start, with which blocks, into which new tensors.

No function writes into a tensor that it was given. A product of one row takes the row in float32, one of a few rows in
bfloat16, as products of many rows do.
"""

import functools
import math
from collections.abc import Sequence
from enum import IntEnum
from typing import Any, NamedTuple

import torch

from rwkvchat.engine.kernels.triton_here import find
from rwkvchat.engine.quant import Float32, HalfOnGpu
from rwkvchat.engine.quantised import Int4, Int8
from rwkvchat.engine.rwkv4 import Norm, Sums

Tensor = torch.Tensor

FEW = 16
"""Rows up to which a product is bound by reading its weight, and that a tensor core multiplies at once."""

PROGRAMS = 264
"""At least so many are wanted at once: two for each multiprocessor of the largest cards."""

ONE_ROW = {0: 4096, 8: 8192, 4: 2048}
"""Elements (in 4 bits, bytes) of a weight that a program takes at a time, by its bits: what its registers hold well."""

CHUNK = 32
"""Tokens of a text that one program goes through; the chunks of a text are computed side by side."""

ELEMENTS = 1024
"""That a program takes of what has no other shape."""


class After(IntEnum):
    """What is done to a product before it is written down, by its number in `triton_source`."""

    NOTHING = 0
    SQUARE_OF_RELU = 1
    ADD = 2
    ADD_GATED = 3


class Weight(NamedTuple):
    """A matrix ``(n_out, n_in)`` on a GPU, used in place."""

    bits: int
    """8 or 4 of a quantised one, else 0."""
    n_out: int
    n_in: int
    codes: Tensor
    rows: Tensor
    columns: Tensor
    groups: Tensor
    """Scales; of a weight that has none, the weight itself, at which nobody looks."""
    takes_few: bool
    """Whether its product of a few rows is one in bfloat16."""


class Product(NamedTuple):
    """``x @ weight.T``, and what is then done to it."""

    weight: Weight
    x: Tensor
    after: After = After.NOTHING


def weight_of(matrix: object) -> Weight | None:
    """The weight of a matrix as the kernels take it; None where they do not know its kind."""
    if isinstance(matrix, Float32 | HalfOnGpu) and matrix.weight.is_contiguous():
        weight = matrix.weight
        n_out, n_in = weight.shape
        few = weight.dtype is torch.bfloat16 and multiplies_bf16(weight.device)
        return Weight(0, n_out, n_in, weight, weight, weight, weight, few)
    if isinstance(matrix, Int8 | Int4):
        parts = matrix.tensors()
        codes, rows, columns = parts[""], parts["rows"], parts["columns"]
        groups = parts.get("groups", codes)
        if all(part.is_contiguous() for part in parts.values()):
            bits = 8 if isinstance(matrix, Int8) else 4
            few = bits == 8 and matrix.dtype is torch.bfloat16 and multiplies_bf16(codes.device)
            return Weight(bits, len(rows), len(columns), codes, rows, columns, groups, few)
    return None


def multiplies_bf16(device: torch.device) -> bool:
    """Whether a device's tensor cores do; others are not asked."""
    return device.type != "cuda" or torch.cuda.get_device_capability(device)[0] >= 8


class KernelError(RuntimeError):
    """A kernel could not be compiled or started; the plain twin still can compute."""


class GpuKernels:
    """What `triton_source` computes, on tensors. Everything may raise `KernelError`."""

    def __init__(self, source: Any) -> None:
        """Args:
        source: the module of that name, or what Triton's interpreter has made of it.
        """
        self._source = source
        self.broken = ""
        """Why they are no more to be used, where one has failed."""
        language = source.tl
        interpreted = type(source.scan).__name__ == "InterpretedFunction"
        # The interpreter cannot multiply matrices of bfloat16. In float32 they give the same numbers.
        self._factor = language.float32 if interpreted else language.bfloat16

    def products(
        self, products: Sequence[Product], add: Tensor | None = None, gate: Tensor | None = None
    ) -> list[Tensor]:
        """One to three products of weights of one kind, all of the same number of rows (up to `FEW`) and columns.

        Args:
            add, gate: for `After.ADD` and `After.ADD_GATED`, of the shape of the result.
        """
        return (self._of_one if len(products[0].x) == 1 else self._of_few)(products, add, gate)

    def _of_one(self, products: Sequence[Product], add: Tensor | None, gate: Tensor | None) -> list[Tensor]:
        weight = products[0].weight
        n_k = weight.codes.shape[1]  # bytes, in 4 bits
        block_k, even = _block_of(n_k, 1024)
        block_n = _rows_of_block(products, max(1, ONE_ROW[weight.bits] // block_k))
        results = [torch.empty(1, each.weight.n_out, device=each.x.device) for each in products]
        self._start(
            self._source.products_of_one_row, ("codes", "rows", "columns", "groups"), products, results, add, gate,
            (weight.n_in,), block_n, EVEN=even and weight.bits != 4, BLOCK_K=block_k,
            num_warps=min(4, max(1, block_n * block_k // 1024)),
        )  # fmt: skip
        return results

    def _of_few(self, products: Sequence[Product], add: Tensor | None, gate: Tensor | None) -> list[Tensor]:
        n_rows, n_in = products[0].x.shape
        block_k, even = _block_of(n_in, 128)
        block_n = max(16, _rows_of_block(products, 32))
        results = [torch.empty(n_rows, each.weight.n_out, device=each.x.device) for each in products]
        self._start(
            self._source.products_of_few_rows, ("codes", "rows", "columns"), products, results, add, gate, (n_in,),
            block_n, before=(n_rows,), EVEN=even, BLOCK_K=max(16, block_k), FACTOR=self._factor, num_warps=4,
            num_stages=5,
        )  # fmt: skip
        return results

    def _start(
        self,
        kernel: Any,
        parts: Sequence[str],
        products: Sequence[Product],
        results: Sequence[Tensor],
        add: Tensor | None,
        gate: Tensor | None,
        width: tuple[int],
        block_n: int,
        before: tuple[int, ...] = (),
        **options: object,
    ) -> None:
        three = [*products, *[products[0]] * 2][:3]
        outs = [*results, *[results[0]] * 2][:3]
        blocks = [-(-each.weight.n_out // block_n) for each in products]
        _run(
            kernel, (sum(blocks),),
            *(getattr(each.weight, part) for part in parts for each in three), *(each.x for each in three), *outs,
            results[0] if add is None else add, results[0] if gate is None else gate, *[*blocks, 0][:2], *before,
            *(each.weight.n_out for each in three), *width, COUNT=len(products), KIND=products[0].weight.bits,
            AFTER0=int(three[0].after), AFTER1=int(three[1].after), AFTER2=int(three[2].after), BLOCK_N=block_n,
            **options,
        )  # fmt: skip

    def norm(self, x: Tensor, norm: Norm) -> Tensor:
        """The layer norm of x ``(rows, C)``."""
        normed = torch.empty_like(x)
        self._norm_mix(x, norm, x, (), (), normed, texts=True, which=1)
        return normed

    def norm_mix(
        self, x: Tensor, norm: Norm, last: Tensor, mixes: Sequence[Tensor], dtype: torch.dtype = torch.float32
    ) -> tuple[Tensor, list[Tensor]]:
        """The layer norm of x ``(rows, C)``, and for each of ``mixes`` a mixture of each row with the one before.

        Args:
            last: what is before the first row, ``(C,)``; or before each, ``(rows, C)``, where rows are texts.
            mixes: up to three, ``(C,)``: the share of the row itself. dtype: of the mixtures.

        Returns:
            The norm of every row of texts, else of the last row alone, ``(C,)``; and the mixtures.
        """
        texts = last.dim() == 2
        normed = torch.empty_like(x if texts else last)
        outs = [torch.empty_like(x, dtype=dtype) for _ in mixes]
        self._norm_mix(x, norm, last, mixes, outs, normed, texts=texts, which=1 if texts else 2)
        return normed, outs

    def _norm_mix(
        self,
        x: Tensor,
        norm: Norm,
        last: Tensor,
        mixes: Sequence[Tensor],
        outs: Sequence[Tensor],
        normed: Tensor,
        *,
        texts: bool,
        which: int,
    ) -> None:
        rows, width = x.shape
        whole = _power_of_two(width)
        # A program for every row, or where there are few of them, for a part of each.
        part = min(whole, 512) if rows <= FEW else whole
        _run(
            self._source.norm_mix, (rows, -(-width // part)),
            x, norm.weight, norm.bias, last, *[*mixes, x, x, x][:3], *[*outs, x, x, x][:3], normed, rows, width,
            norm.epsilon, COUNT=len(mixes), TEXTS=texts, NORMED=which, WHOLE=whole, SLICE=part,
            num_warps=8 if whole > 2048 else 4,
        )  # fmt: skip

    def step(
        self, decay: Tensor, first: Tensor, k: Tensor, v: Tensor, before: Sums, gate: Tensor,
        dtype: torch.dtype = torch.float32,
    ) -> tuple[Tensor, Sums]:  # fmt: skip
        """The wkv of one token of each of B texts, times the sigmoid of ``gate``: all ``(B, C)``."""
        after = Sums(*(torch.empty_like(k) for _ in before))
        return self._scan(decay, first, k, v, before, gate, dtype, after, n_tokens=1), after

    def scan(
        self, decay: Tensor, first: Tensor, k: Tensor, v: Tensor, before: Sums, gate: Tensor | None = None,
        dtype: torch.dtype = torch.float32,
    ) -> tuple[Tensor, Sums]:  # fmt: skip
        """The wkv of T tokens of one text, and the sums after them: ``k, v`` ``(T, C)``, sums ``(C,)``.

        Args:
            gate: where given, ``(T, C)``, the result is the wkv times its sigmoid. dtype: of the result.
        """
        n_tokens, width = k.shape
        after = Sums(*(torch.empty_like(decay) for _ in before))
        if n_tokens <= CHUNK:
            return self._scan(decay, first, k, v, before, gate, dtype, after, n_tokens), after
        n_chunks = -(-n_tokens // CHUNK)
        sums = Sums(*(torch.empty(n_chunks, width, device=k.device) for _ in before))
        block = min(64, _power_of_two(width))
        n_blocks = -(-width // block)
        options = {"LENGTH": CHUNK, "BLOCK": block, "num_warps": 2}
        _run(self._source.sums_of_chunks, (n_blocks, n_chunks), decay, k, v, *sums, n_tokens, width, **options)
        _run(self._source.carries, (n_blocks,), decay, *sums, *before, *after, n_tokens, width, **options)
        return self._scan(decay, first, k, v, sums, gate, dtype, None, CHUNK), after

    def _scan(
        self,
        decay: Tensor,
        first: Tensor,
        k: Tensor,
        v: Tensor,
        before: Sums,
        gate: Tensor | None,
        dtype: torch.dtype,
        after: Sums | None,
        n_tokens: int,
    ) -> Tensor:
        width = len(decay)
        out = torch.empty_like(k, dtype=dtype)
        block = min(64, _power_of_two(width))
        _run(
            self._source.scan, (-(-width // block), before.num.numel() // width),
            decay, first, k, v, k if gate is None else gate, *before, out, *(before if after is None else after),
            n_tokens, width, len(k), GATED=gate is not None, WRITES_SUMS=after is not None, BLOCK=block, num_warps=2,
        )  # fmt: skip
        return out

    def square_of_relu(self, x: Tensor, dtype: torch.dtype = torch.float32) -> Tensor:
        """``relu(x) ** 2``, of any shape."""
        out = torch.empty_like(x, dtype=dtype)
        _run(self._source.square_of_relu, (-(-x.numel() // ELEMENTS),), x, out, x.numel(), BLOCK=ELEMENTS)
        return out

    def add_gated(self, x: Tensor, gate: Tensor, value: Tensor) -> Tensor:
        """``x + sigmoid(gate) * value``, all of one shape."""
        out = torch.empty_like(x)
        _run(self._source.add_gated, (-(-x.numel() // ELEMENTS),), x, gate, value, out, x.numel(), BLOCK=ELEMENTS)
        return out


@functools.cache
def gpu_kernels(device: torch.device) -> GpuKernels | None:
    """Those for a device, which all layers on it share; None where there are none."""
    if device.type != "cuda":
        return None
    source = find(device).source
    return None if source is None else GpuKernels(source)


def _run(kernel: Any, grid: tuple[int, ...], *args: object, **options: object) -> None:
    """Start so many programs of a kernel."""
    # Whether a * b + c may be rounded once is said, since Triton is about to change what it means to say nothing.
    try:
        kernel[grid](*args, enable_fp_fusion=True, **options)
    except Exception as error:  # of any kind: its compiler, the assembler or the driver may complain
        raise KernelError(f"{type(error).__name__}: {error}") from error


def _power_of_two(count: int) -> int:
    """The least one that is not below a number."""
    return 1 << (count - 1).bit_length()


def _block_of(count: int, most: int) -> tuple[int, bool]:
    """Into which blocks to cut a row, and whether they fill it: the largest ones that do, unless those are small."""
    fitting = math.gcd(count, most)
    return (fitting, True) if fitting >= 128 else (min(most, _power_of_two(count)), False)


def _rows_of_block(products: Sequence[Product], most: int) -> int:
    """Rows of a weight that one program takes, so that there are enough programs."""
    n_out = sum(each.weight.n_out for each in products)
    while most > 1 and n_out < PROGRAMS * most:
        most //= 2
    return most
