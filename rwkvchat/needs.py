"""What a model needs of memory under the strategies that make sense, against what this machine has. Without torch."""

import subprocess
import sys
from collections.abc import Mapping

from rwkvchat.engine.checkpoint import Checkpoint
from rwkvchat.engine.choosing import Machine, choose_strategy
from rwkvchat.engine.kernels import native
from rwkvchat.engine.layout import Layout
from rwkvchat.engine.memory import ROOM, converted_bytes, free_memory
from rwkvchat.engine.quant_parts import GROUP
from rwkvchat.engine.strategy import FORMATS, Strategy
from rwkvchat.errors import DeviceError
from rwkvchat.machine import has_bf16, nvidia_gpus
from rwkvchat.sizes import size_text

STRATEGIES = ("cpu fp32", "cpu bf16", "cpu fp32i8", "cpu fp32i4", "cuda fp16", "cuda fp16i8")

WEIGHT_BYTES = {**FORMATS, "fp32i8": 1, "fp16i8": 1, "fp32i4": 0.5 + FORMATS["fp16"] / GROUP}
"""What a weight takes; in ``i4`` with its part of a group's scale."""


def needs(n_params: int) -> dict[str, int]:
    """Bytes of memory for a model of a size, by strategy."""
    return {text: int(n_params * WEIGHT_BYTES[text.split()[1]] * ROOM) for text in STRATEGIES}


def rooms() -> dict[str, int | None]:
    """Bytes of free memory by device; None where there is no such device, or nobody knows."""
    return {"cpu": free_memory(), "cuda": _graphics_memory()}


def fits(strategy: str, needed: int, free: Mapping[str, int | None]) -> bool:
    """Whether there is room for it."""
    room = free[strategy.split(maxsplit=1)[0]]
    return room is not None and needed <= room


def memory_remarks(weights: Checkpoint, layout: Layout, strategy: Strategy | None, free: int) -> list[str]:
    """What a user should know of a model in so many free bytes, before it is loaded.

    Args:
        strategy: None is ``auto``, of which it is only told where there is no GPU that torch might find.
    """
    if strategy is None:
        machine = Machine({"cpu": free}, kernels=native.available(), bf16=has_bf16())
        choice = choose_strategy(layout, weights.tensors, machine, mapped=weights.mapped)
        if choice.best or sys.platform == "darwin" or _graphics_memory() is not None:
            return []
        return [f"auto takes {choice.strategy.text}: {choice.reason}"]
    placed = strategy.place(layout.n_layer)
    copied, whole = (converted_bytes(weights.tensors, placed, in_place=each).get("cpu", 0) for each in (False, True))
    if not weights.mapped or whole - copied <= free:
        return []
    return [
        f"{size_text(whole - copied)} of the weights are used in the file, and {size_text(free)} are free to keep them "
        "in (page cache): what does not fit is read from the disk again for every token; close other programs, "
        "or take a smaller model, or a strategy with i8 or i4"
    ]


def _graphics_memory() -> int | None:
    """That of the first graphics card, from its driver's own tool; torch would take seconds to tell."""
    try:
        found = nvidia_gpus()
    except (DeviceError, OSError, ValueError, subprocess.SubprocessError):
        return None
    free: int | None = found[0]["free_bytes"] if found else None
    return free
