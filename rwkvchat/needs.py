"""What a model needs of memory under the strategies that make sense, against what this machine has. Without torch."""

import subprocess
from collections.abc import Mapping

from rwkvchat.engine.memory import free_memory
from rwkvchat.engine.strategy import FORMATS
from rwkvchat.errors import DeviceError
from rwkvchat.machine import nvidia_gpus

STRATEGIES = ("cpu fp32", "cpu bf16", "cuda fp16")

ROOM = 1.1
"""Beside the weights there is some room to work in; ``auto`` asks for as much."""


def needs(n_params: int) -> dict[str, int]:
    """Bytes of memory for a model of a size, by strategy."""
    return {text: int(n_params * FORMATS[text.split()[1]] * ROOM) for text in STRATEGIES}


def rooms() -> dict[str, int | None]:
    """Bytes of free memory by device; None where there is no such device, or nobody knows."""
    return {"cpu": free_memory(), "cuda": _graphics_memory()}


def fits(strategy: str, needed: int, free: Mapping[str, int | None]) -> bool:
    """Whether there is room for it."""
    room = free[strategy.split(maxsplit=1)[0]]
    return room is not None and needed <= room


def _graphics_memory() -> int | None:
    """That of the first graphics card, from its driver's own tool; torch would take seconds to tell."""
    try:
        found = nvidia_gpus()
    except (DeviceError, OSError, ValueError, subprocess.SubprocessError):
        return None
    free: int | None = found[0]["free_bytes"] if found else None
    return free
