"""What a machine can give at most: how fast it reads memory, and how fast it multiplies matrices.

Measured with torch, and with the kernels where they are there, in the process and with the threads of whoever asks. It
knows nothing of models.
"""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import torch

from rwkvchat.engine.kernels.cpu import Kernels, Weight, kernels

READ = 512 << 20
"""Bytes that are read in one go; no cache holds them."""
COPIED = 1 << 30
"""The same, copied on a GPU."""
ROWS, WIDTH = 256, 2048
"""Of a product on a CPU: the tokens that a prompt is read in at once, and a matrix of a usual size."""
GPU_WIDTH = 8192
"""Of a square product on a GPU."""
FORMATS = {"fp32": torch.float32, "bf16": torch.bfloat16}


@dataclass(frozen=True, slots=True)
class Rates:
    """A device's bounds."""

    device: str
    bandwidth: float
    """Bytes a second: read on a CPU, in the fastest way that was tried; read and written by a copy on a GPU."""
    products: Mapping[str, float]
    """Floating-point operations a second, by number format: of a product of 256 rows with a square matrix on a CPU,
    of two square matrices on a GPU."""


class Meter:
    """Measures a device, once each time that it is asked."""

    def __init__(self, device: str = "cpu") -> None:
        self.device = torch.device(device)
        on_cpu = self.device.type == "cpu"
        self.works = {"memory": self._memory()} if on_cpu else {"memory": self._copy()}
        found = kernels() if on_cpu else None
        if found is not None:
            self.works["memory by the kernels"] = self._product_of_one_row(found)
        rows, width = (ROWS, WIDTH) if on_cpu else (GPU_WIDTH, GPU_WIDTH)
        for name, dtype in FORMATS.items():
            self.works[name] = self._product(rows, width, dtype)
        self.measure()  # which warms up

    def measure(self) -> dict[str, float]:
        """Bytes or floating-point operations a second, by what was done."""
        found = {}
        for name, (amount, work) in self.works.items():
            start = time.perf_counter()
            work()
            self._wait()
            found[name] = amount / (time.perf_counter() - start)
        return found

    def _wait(self) -> None:
        if self.device.type != "cpu":
            torch.accelerator.synchronize(self.device)

    def _memory(self) -> tuple[float, Callable[[], object]]:
        self.numbers = torch.ones(READ // 4)
        return READ, self.numbers.sum

    def _product_of_one_row(self, found: Kernels) -> tuple[float, Callable[[], object]]:
        weight = Weight.plain(self.numbers.view(-1, WIDTH))
        x = torch.ones(1, WIDTH)
        return READ, lambda: found.product(weight, x)

    def _copy(self) -> tuple[float, Callable[[], object]]:
        source = torch.ones(COPIED // 4, device=self.device)
        copy = torch.empty_like(source)
        return 2 * COPIED, lambda: copy.copy_(source)

    def _product(self, rows: int, width: int, dtype: torch.dtype) -> tuple[float, Callable[[], object]]:
        left, right = (torch.ones(count, width, dtype=dtype, device=self.device) for count in (rows, width))
        return 2.0 * rows * width * width, lambda: left @ right.T


def medians(device: str, samples: Sequence[Mapping[str, float]]) -> Rates:
    """A device's bounds from what a meter measured several times."""
    found = {name: statistics.median(sample[name] for sample in samples) for name in samples[0]}
    ways = [rate for name, rate in found.items() if name.startswith("memory")]
    return Rates(device, max(ways), {name: found[name] for name in FORMATS})
