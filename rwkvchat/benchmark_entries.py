"""What is to be measured: a program, and how it computes; and how much memory each takes.

Knows which number formats the other programs have, and what they hold in memory while they load.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from rwkvchat.engine.checkpoint import Checkpoint
from rwkvchat.engine.devices import devices_here, free_bytes
from rwkvchat.engine.layout import Layout
from rwkvchat.engine.memory import converted_bytes, pool_of
from rwkvchat.engine.quant_parts import KINDS
from rwkvchat.engine.strategy import FORMATS, Part, Placed, Strategy, parse_strategy

OURS, PACKAGE, TRANSFORMERS = "rwkvchat", "rwkv", "transformers"
PEERS = (PACKAGE, TRANSFORMERS)
PROCESS = 700_000_000
"""Bytes that each program takes beside its weights: Python, torch, and what a prompt of 2,048 tokens needs."""
PLAIN = {"cpu": ("fp32", "bf16"), "cuda": ("fp16", "bf16")}
"""Formats in which the other programs are measured, whichever are asked of this one: the best of them counts."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A program, a model's file as it reads it, and how it computes."""

    program: str
    strategy: str
    model: Path

    @property
    def name(self) -> str:
        return f"{self.program} {self.strategy}"


def installed() -> list[str]:
    """The other programs that there are."""
    return [name for name in PEERS if find_spec(name)]


def peers(strategies: Sequence[Strategy | None], names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Programs and strategies that belong beside some of ours, on the devices that those name first.

    Only the `rwkv` package has weights of 8 bits, and neither has any of 4.

    Args:
        strategies: None is ``auto``, which is taken to be the CPU.
    """
    parts = [strategy.parts[0] if strategy else Part("cpu", "fp32") for strategy in strategies]
    for name in names:
        for device in dict.fromkeys(part.device for part in parts):
            kind = device.partition(":")[0]
            yield from ((name, f"{device} {plain}") for plain in PLAIN.get(kind, ()))
            if name == PACKAGE and kind in PLAIN and any(p.device == device and p.quantisation == "i8" for p in parts):
                yield name, f"{device} {PLAIN[kind][0]}i8"


def memory_needed(entry: Entry, weights: Checkpoint, layout: Layout) -> dict[str, int]:
    """Bytes that an entry takes at most, by pools of memory, with what it uses of the file in place.

    ``auto`` takes what there is, and on a CPU no more than float32 does.
    """
    kind = layout.dtype if layout.dtype in KINDS else ""
    strategy = parse_strategy(entry.strategy) or Strategy((Part("cpu", "fp32", kind),))
    placed = strategy.place(layout.n_layer)
    if entry.program == OURS:
        needed = converted_bytes(weights.tensors, placed, in_place=True)
    else:
        needed = {pool_of(placed[0].device): layout.n_params * FORMATS[placed[0].dtype]}
        if entry.program == PACKAGE:  # which reads the whole file before it converts anything
            needed["cpu"] = needed.get("cpu", 0) + layout.nbytes
    return needed | {"cpu": needed.get("cpu", 0) + PROCESS}


def memory_here() -> dict[str, int]:
    """Bytes that are free, by pools of memory."""
    return free_bytes(devices_here())


def short_of(needs: Iterable[Mapping[str, int]], free: Mapping[str, int]) -> tuple[str, int] | None:
    """The first pool that has no room for all of what is needed, and how much that is; None if there is room."""
    sums: Counter[str] = Counter()
    for each in needs:
        sums.update(each)
    return next(((pool, needed) for pool, needed in sums.items() if needed > free.get(pool, 0)), None)


def placed_of(strategy: str, layout: Layout) -> tuple[Placed, ...]:
    """A place for each layer under a strategy that is not ``auto``."""
    parsed = parse_strategy(strategy)
    return parsed.place(layout.n_layer) if parsed else ()


def devices_of(strategy: str) -> tuple[str, ...]:
    """The devices that a strategy needs, and that from which it streams; of ``auto``, the CPU."""
    parsed = parse_strategy(strategy)
    if parsed is None:
        return ("cpu",)
    return tuple(dict.fromkeys([*parsed.devices, *("cpu" for part in parsed.parts if part.streams)]))
