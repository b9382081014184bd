"""Tensors on their way from a checkpoint into a file: in which order and format, and their bytes, piece by piece.

Knows checkpoints and quantisations; knows no file format. No more than one matrix is in memory at a time.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

import torch

from rwkvchat.engine.checkpoint import Checkpoint
from rwkvchat.engine.opening import naming
from rwkvchat.engine.quant_parts import parts, quantisation_of
from rwkvchat.engine.quantised import QUANTISATIONS
from rwkvchat.engine.quantised_file import is_matrix, part_name
from rwkvchat.engine.tensor_table import ITEM_BYTES, count_items, quoted
from rwkvchat.engine.weights import torch_dtype
from rwkvchat.errors import WeightsError

PIECE = 4 << 20
"""Values that are converted at a time."""

_TIME_MIX = re.compile(r".+\.time_mix_[kvr]")
_BLOCK = re.compile(r"blocks\.(\d+)\.")


class Outgoing(NamedTuple):
    """A tensor that is to be written."""

    name: str
    dtype: str
    shape: tuple[int, ...]
    pieces: Callable[[], Iterator[memoryview]]
    """Its bytes, in order; a piece is good until the next one is asked for."""

    @property
    def nbytes(self) -> int:
        return count_items(self.shape) * ITEM_BYTES[self.dtype]


def outgoing(weights: Checkpoint, dtype: str | None = None, quantisation: str = "") -> list[Outgoing]:
    """All tensors of a plain RWKV-4, from the embedding to the head, in the shapes that RWKV-LM gives them.

    Args:
        dtype: a number format for all that is not quantised; None keeps each tensor's own, to the bit.
        quantisation: ``i8`` or ``i4``, for the matrices that the network multiplies with.

    Raises:
        WeightsError: while pieces are made: a value is not a number, or is beyond the range of the format.
    """
    found: list[Outgoing] = []
    for name in sorted(weights.tensors, key=_place):
        kind = quantisation_of(quantisation, name) if quantisation and is_matrix(name) else ""
        found += _quantised(weights, name, kind) if kind else [_plain(weights, name, dtype)]
    return found


def _place(name: str) -> tuple[int, str]:
    """Where a tensor comes in the order in which a network uses them."""
    block = _BLOCK.match(name)
    outer = {"emb.weight": -1, "ln_out.weight": 1 << 30, "ln_out.bias": 1 << 30}
    return int(block[1]) if block else outer.get(name, 1 << 31), name


def _plain(weights: Checkpoint, name: str, dtype: str | None) -> Outgoing:
    info = weights.tensors[name]
    # Both shapes are met; the reference program and transformers want the original one.
    shape = (1, 1, info.shape[-1]) if _TIME_MIX.fullmatch(name) else info.shape
    if dtype is None or dtype == info.dtype:
        return Outgoing(name, info.dtype, shape, partial(_as_stored, weights, name))
    return Outgoing(name, dtype, shape, partial(_converted, weights, name, dtype))


def _as_stored(weights: Checkpoint, name: str) -> Iterator[memoryview]:
    data = weights.view(name)
    for start in range(0, len(data), PIECE):
        yield data[start : start + PIECE]
        weights.release()


def _converted(weights: Checkpoint, name: str, dtype: str) -> Iterator[memoryview]:
    values = weights.tensor(name).flatten()
    for piece, data in _pieces(values, dtype):
        source = values[piece]
        if not torch.frombuffer(data, dtype=torch_dtype(dtype)).isfinite().all():
            with naming(weights.path):
                raise _beyond(name, source, dtype)
        yield data
        del source
        weights.release()


def _pieces(values: torch.Tensor, dtype: str) -> Iterator[tuple[slice, memoryview]]:
    """The bytes of a flat tensor's values in a format, each piece with its place; all are in the same memory."""
    # Neither torch nor the safetensors library gives bytes without numpy, which a user need not have.
    item, buffer = ITEM_BYTES[dtype], bytearray(min(PIECE, len(values)) * ITEM_BYTES[dtype])
    room = torch.frombuffer(buffer, dtype=torch_dtype(dtype))
    for start in range(0, len(values), PIECE):
        piece = slice(start, min(start + PIECE, len(values)))
        count = piece.stop - start
        room[:count].copy_(values[piece])
        yield piece, memoryview(buffer)[: count * item]


def _beyond(name: str, values: torch.Tensor, dtype: str) -> WeightsError:
    """What to say of a tensor that a format cannot hold."""
    if not values.isfinite().all():
        return _no_numbers(name)
    largest, limit = float(values.abs().max()), torch.finfo(torch_dtype(dtype)).max
    other = "give --dtype bf16, which has the range of fp32" if dtype == "fp16" else "give --dtype fp32"
    return WeightsError(f"its tensor {quoted(name)} holds {largest:.6g}, and {dtype} ends at {limit:.6g}", other)


def _no_numbers(name: str) -> WeightsError:
    return WeightsError(
        f"its tensor {quoted(name)} holds values that are no numbers (nan or inf)",
        "such a model cannot answer: get the original checkpoint again",
    )


def _quantised(weights: Checkpoint, name: str, kind: str) -> Iterator[Outgoing]:
    """The parts of a matrix, which is quantised once: when its first part is asked for."""
    n_out, n_in = weights.tensors[name].shape
    made: dict[str, torch.Tensor] = {}

    def pieces(suffix: str, dtype: str) -> Iterator[memoryview]:
        if not made:
            made.update(_quantise(weights, name, kind))
        for _, data in _pieces(made.pop(suffix).flatten(), dtype):
            yield data

    for suffix, (dtype, shape) in parts(kind, n_out, n_in).items():
        yield Outgoing(part_name(name, suffix), dtype, shape, partial(pieces, suffix, dtype))


def _quantise(weights: Checkpoint, name: str, kind: str) -> dict[str, torch.Tensor]:
    weight = weights.tensor(name)
    rows = max(1, PIECE // weight.shape[1])
    for start in range(0, len(weight), rows):
        if not weight[start : start + rows].isfinite().all():
            with naming(weights.path):
                raise _no_numbers(name)
    found = QUANTISATIONS[kind].quantise(weight).tensors()
    weights.release()
    return found
