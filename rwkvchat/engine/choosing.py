"""What ``auto`` means: the best strategy for which there is memory, and in one phrase why it is that.

A pure function of what is known of the model and the machine.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rwkvchat.engine.layout import Layout
from rwkvchat.engine.memory import ROOM, converted_bytes
from rwkvchat.engine.quant_parts import KINDS
from rwkvchat.engine.strategy import Part, Strategy
from rwkvchat.engine.tensor_table import TensorInfo
from rwkvchat.sizes import size_text


class Machine(NamedTuple):
    """What there is to choose from."""

    free: Mapping[str, int]
    """Bytes by pool, as `devices.free_bytes` has them."""
    gpus: Sequence[str] = ()
    half: str = "bf16"
    """The GPUs' 16-bit format, unless the file is fp16."""
    kernels: bool = False
    """Whether the CPU multiplies with weights of every format as fast as it reads them."""
    bf16: bool = False
    """Whether it has instructions for products in bfloat16, which change less than quantising does."""


class Choice(NamedTuple):
    """A strategy, and the reason for it in a phrase."""

    strategy: Strategy
    reason: str
    best: bool
    """Whether it is what would be taken if memory were no question."""


def choose_strategy(
    layout: Layout, tensors: Mapping[str, TensorInfo], machine: Machine, *, mapped: bool = True
) -> Choice:
    """The first of all strategies, from the best down, for which there is memory.

    A GPU comes first: whole in 16 bits, on several of them, in 8 bits, shared with the CPU. On the CPU the file is
    fastest as it is stored, in place; in plain torch float32 comes before it. Then come 8 and 4 bits. A quantised
    file is used as it is.
    If nothing fits, it is the file in place, of which the system keeps in memory what it can.

    Args:
        tensors: those of the layout. mapped: whether what is used in place still needs memory.
    """
    failed = ""
    for strategy in _candidates(layout, machine):
        needed = converted_bytes(tensors, strategy.place(layout.n_layer), in_place=mapped)
        short = next((pool for pool, size in needed.items() if size * ROOM > machine.free[pool]), None)
        if short is None:
            first = next(iter(needed))
            fits = f"it needs {size_text(needed[first])} of the {size_text(machine.free[first])} that are free"
            if failed:
                return Choice(strategy, failed, best=False)
            return Choice(strategy, "the file is quantised so" if layout.dtype in KINDS else fits, best=True)
        if not failed or len(strategy.parts) == 1:
            wanted, have = size_text(needed[short] * ROOM), size_text(machine.free[short])
            failed = f"{strategy.text} needs {wanted}, and {have} are free"
    kind = layout.dtype in KINDS
    stored = _on("cpu", _many(machine) if kind else layout.dtype, layout.dtype if kind else "")
    return Choice(stored, f"even {failed}; what does not fit is read from the disk for every token", best=False)


def _candidates(layout: Layout, machine: Machine) -> Iterator[Strategy]:
    """All that is tried, from the best down."""
    own = layout.dtype if layout.dtype in KINDS else ""
    stored = _many(machine) if own else layout.dtype
    half = "fp16" if layout.dtype == "fp16" else machine.half
    cards = [gpu for gpu in machine.gpus if gpu.startswith("cuda")]
    plain = (stored,) if machine.kernels else dict.fromkeys(("fp32", stored))
    on_cpu = [Part("cpu", stored, own)] if own else [Part("cpu", dtype) for dtype in plain]
    if not own:
        on_cpu += [Part("cpu", _many(machine), kind) for kind in KINDS]
    if "mps" in machine.gpus:
        yield _on("mps", half, own)
    if cards:
        yield _on("cuda", half, own)
        if 1 < len(cards) <= layout.n_layer:
            yield Strategy(tuple(Part(card, half, own) for card in cards))
        if not own:
            yield _on("cuda", half, "i8")
        for staying in range(layout.n_layer, 0, -1):
            yield from (Strategy((Part("cuda", half, own or "i8", staying), part)) for part in on_cpu)
    yield from (Strategy((part,)) for part in on_cpu)


def _many(machine: Machine) -> str:
    """In what the CPU multiplies many rows with quantised weights."""
    return "bf16" if machine.bf16 else "fp32"


def _on(device: str, dtype: str, quantisation: str) -> Strategy:
    return Strategy((Part(device, dtype, quantisation),))
