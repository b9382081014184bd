"""Writes a checkpoint of a released model's dimensions with random weights: what it says is noise, its pace is real.

The values are scaled so that 16-bit formats stay finite. It knows RWKV-LM's names and shapes, and needs little memory
whatever the size.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import torch

from rwkvchat.benchmark import SIZES, VOCABULARY
from rwkvchat.engine.outgoing import Outgoing
from rwkvchat.engine.pth_writer import write_pth
from rwkvchat.engine.tensor_table import ITEM_BYTES, count_items
from rwkvchat.engine.weights import torch_dtype
from rwkvchat.errors import SaveError, UsageError, did_you_mean
from rwkvchat.files import check_room, reason_of

NOISE = 4_194_301
"""Random numbers that are made; they come again in large tensors, and since they are a prime, never in equal rows."""
APART = 1_000_003
"""Of these numbers between where one tensor begins and the next."""
PIECE = 1 << 18
"""Values that are made at a time."""
ELSEWHERE = "make room, or name another folder by TMPDIR in the environment"


def check_size(size: str) -> str:
    """The name of a released size, in whatever letters it was given.

    Raises:
        UsageError: there is no model of this size.
    """
    if size.lower() in SIZES:
        return size.lower()
    hint = f"{did_you_mean(size, SIZES)}there are {', '.join(SIZES)}"
    raise UsageError(f"there is no model of the size {size!a}", hint)


def random_tensors(size: str, dtype: str = "bf16") -> list[Outgoing]:
    """Every tensor of such a checkpoint; its values are made when they are asked for."""
    n_layer, width = SIZES[size]
    noise = torch.randn(NOISE, generator=torch.Generator().manual_seed(0))
    found: list[Outgoing] = []

    def add(name: str, shape: tuple[int, ...], make: Callable[[torch.Tensor], torch.Tensor]) -> None:
        start = len(found) * APART % NOISE
        found.append(Outgoing(name, dtype, shape, partial(_pieces, noise, start, dtype, shape, make)))

    def normal(name: str, *shape: int, scale: float, mean: float = 0.0) -> None:
        add(name, shape, lambda piece: piece * scale + mean)

    def norm(name: str) -> None:
        normal(f"{name}.weight", width, scale=0.1, mean=1.0)
        normal(f"{name}.bias", width, scale=0.05)

    normal("emb.weight", VOCABULARY, width, scale=0.02)
    norm("blocks.0.ln0")
    for layer in range(n_layer):
        att, ffn = f"blocks.{layer}.att", f"blocks.{layer}.ffn"
        norm(f"blocks.{layer}.ln1")
        norm(f"blocks.{layer}.ln2")
        found.append(Outgoing(f"{att}.time_decay", dtype, (width,), partial(_spread, dtype, width, -5, 3)))
        normal(f"{att}.time_first", width, scale=0.5)
        for mix in (f"{att}.time_mix_k", f"{att}.time_mix_v", f"{att}.time_mix_r", f"{ffn}.time_mix_k",
                    f"{ffn}.time_mix_r"):  # fmt: skip
            add(mix, (1, 1, width), torch.sigmoid)
        for name in (f"{att}.key", f"{att}.value", f"{att}.receptance", f"{att}.output", f"{ffn}.receptance"):
            normal(f"{name}.weight", width, width, scale=0.6 / width**0.5)
        normal(f"{ffn}.key.weight", 4 * width, width, scale=0.6 / width**0.5)
        normal(f"{ffn}.value.weight", width, 4 * width, scale=0.15 / width**0.5)
    norm("ln_out")
    normal("head.weight", VOCABULARY, width, scale=0.5 / width**0.5)
    return found


def write_random(size: str, path: Path, dtype: str = "bf16") -> None:
    """Write such a checkpoint as a .pth file.

    Raises:
        UsageError: there is no model of this size. SaveError: it cannot be written, or there is no room for it.
    """
    tensors = random_tensors(check_size(size), dtype)
    check_room(path.parent, sum(tensor.nbytes for tensor in tensors), f"a model of the size {size}", ELSEWHERE)
    try:
        with path.open("wb") as out:
            write_pth(out, tensors)
    except OSError as error:
        raise SaveError(f"cannot write {path}: {reason_of(error)}", ELSEWHERE) from error


def _pieces(
    noise: torch.Tensor,
    start: int,
    dtype: str,
    shape: tuple[int, ...],
    make: Callable[[torch.Tensor], torch.Tensor],
) -> Iterator[memoryview]:
    """The bytes of a tensor, `PIECE` values at a time; a piece is good until the next one."""
    left, buffer = count_items(shape), bytearray(min(count_items(shape), PIECE) * ITEM_BYTES[dtype])
    values = torch.frombuffer(buffer, dtype=torch_dtype(dtype))
    while left:
        count = min(left, NOISE - start, PIECE)
        values[:count].copy_(make(noise[start : start + count]))
        yield memoryview(buffer)[: count * ITEM_BYTES[dtype]]
        left, start = left - count, (start + count) % NOISE


def _spread(dtype: str, width: int, low: float, high: float) -> Iterator[memoryview]:
    """The bytes of values that lie evenly between two."""
    buffer = bytearray(width * ITEM_BYTES[dtype])
    torch.frombuffer(buffer, dtype=torch_dtype(dtype)).copy_(torch.linspace(low, high, width))
    yield memoryview(buffer)
