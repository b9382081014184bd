"""What a machine can give at most: how fast it reads memory, and how fast it multiplies matrices.

Measured with torch, in the process and with the threads of whoever asks. It knows nothing of models.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

import torch

ROWS = 256
"""Of a product: the tokens that a prompt is read in at once."""
WIDTH = 2048


@dataclass(frozen=True, slots=True)
class Rates:
    """A device's bounds."""

    device: str
    bandwidth: float
    """Bytes a second: read on a CPU; read and written by a copy on a GPU."""
    products: dict[str, float]
    """Floating-point operations a second, by number format, of a product of 256 rows with a square matrix."""


def measure_rates(device: str = "cpu", rounds: int = 5) -> Rates:
    """Measure a device's bounds: medians of several rounds, the kinds in turn."""
    where = torch.device(device)
    on_cpu = where.type == "cpu"
    big = torch.ones((64 << 20) if on_cpu else (256 << 20), dtype=torch.float32, device=where)
    copy = torch.empty_like(big) if not on_cpu else big
    formats = {"fp32": torch.float32, "bf16": torch.bfloat16}
    width = WIDTH if on_cpu else 4 * WIDTH
    rows = ROWS if on_cpu else width
    pairs = {
        name: (torch.ones(rows, width, dtype=dtype, device=where), torch.ones(width, width, dtype=dtype, device=where))
        for name, dtype in formats.items()
    }

    def memory() -> None:
        if on_cpu:
            big.sum()
        else:
            copy.copy_(big)

    def seconds(work: Callable[[], object]) -> float:
        start = time.perf_counter()
        work()
        if not on_cpu:
            torch.cuda.synchronize(where)
        return time.perf_counter() - start

    reads: list[float] = []
    times: dict[str, list[float]] = {name: [] for name in pairs}
    for _ in range(rounds + 1):
        reads.append(seconds(memory))
        for name, (left, right) in pairs.items():
            times[name].append(seconds(lambda left=left, right=right: left @ right.T))  # type: ignore[misc]
    moved = big.nbytes * (1 if on_cpu else 2)
    operations = 2.0 * rows * width * width
    # The first round only warms up.
    return Rates(
        device,
        moved / statistics.median(reads[1:]),
        {name: operations / statistics.median(each[1:]) for name, each in times.items()},
    )
