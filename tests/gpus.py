"""Where the kernels for GPUs are tested: on a CUDA device, or without one on the CPU, through Triton's interpreter."""

import importlib
from collections.abc import Callable
from importlib.util import find_spec

import pytest
import torch

from rwkvchat.engine.kernels.gpu import GpuKernels
from rwkvchat.engine.kernels.triton_here import SOURCE

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")
MARKS = [
    *([pytest.mark.gpu] if DEVICE.type == "cuda" else []),
    pytest.mark.skipif(find_spec("triton") is None, reason="Triton is not installed: its kernels were not run"),
]
"""Of a module that tests them."""


def kernels() -> GpuKernels:
    """The kernels on `DEVICE`; see `conftest` for who chooses the interpreter."""
    return GpuKernels(importlib.import_module(SOURCE))


def noise(*shape: int, seed: int = 0) -> torch.Tensor:
    """The same numbers on every device."""
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed)).to(DEVICE)


class PlainRecorder:
    """Does the work again by doing it; notes what is asked of it, and is where a device would fail."""

    device = torch.device("cpu")

    def __init__(self, fails: str = "") -> None:
        self.fails = fails
        self.recorded = 0
        self.replays = 0
        self.buffers: list[torch.Tensor] = []

    def record(self, work: Callable[[], None]) -> Callable[[], None]:
        if self.fails:
            raise RuntimeError(self.fails)
        work()
        self.recorded += 1

        def replay() -> None:
            self.replays += 1
            work()

        return replay

    def staging(self, *shape: int) -> torch.Tensor:
        return torch.zeros(*shape)
