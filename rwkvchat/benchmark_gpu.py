"""Measures a machine with an NVIDIA GPU in a few minutes, and says what there was no time for.

    python -m rwkvchat.benchmark_gpu [--out FILE] [--seconds 450] [--tests tests/engine]

Models have random weights made on the GPU. Every bound is measured in the same run: the bandwidth by a copy, counting
what is read and what is written, and the rate of bfloat16 products by a square one.
"""

import argparse
import gc
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from rwkvchat.benchmark import SIZES, VOCABULARY

PROMPT = 2048
CANDIDATES = 8
TOKENS = 60

TARGETS = {
    "7b bf16: share of the bandwidth": 0.75,
    "1b5 bf16: share of the bandwidth": 0.60,
    "7b bf16: prefill, share of the product rate": 0.50,
    "7b i8: decode, times bf16": 1.6,
    "7b bf16: one, times eight candidates": 1 / 1.3,
    "169m: decode, times the rwkv package": 8.0,
}
"""What is aimed at on an H200, each to be reached or exceeded."""

PEER = """
import json, statistics, sys, time, torch
from rwkv.model import RWKV
model, found = RWKV(model=sys.argv[1], strategy=sys.argv[2], verbose=False), []
logits, state = model.forward([1, 2, 3], None)
for token in range(int(sys.argv[3])):
    start = time.perf_counter()
    logits, state = model.forward([token + 5], state)
    logits.cpu()
    found.append(time.perf_counter() - start)
print(json.dumps(statistics.median(found[10:])))
"""


class Report:
    """What has been found out so far; written after every step, so that a run that is cut off leaves what it has."""

    def __init__(self, seconds: float, out: Path | None) -> None:
        self.found: dict[str, Any] = {"left_out": {}}
        self.out = out
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds until the end."""
        return self._end - time.monotonic()

    def step(self, name: str, takes: float, work: Callable[[], dict[str, Any]]) -> None:
        """Do one step, if there is time for what it takes."""
        if self.left() < takes:
            self.found["left_out"][name] = f"it takes about {takes:.0f} s, and {self.left():.0f} s were left"
        else:
            start = time.monotonic()
            try:
                self.found[name] = work()
            except Exception as error:  # the others still can be measured
                self.found["left_out"][name] = f"{type(error).__name__}: {error}"[:500]
            else:
                self.found[name]["took_seconds"] = round(time.monotonic() - start, 1)
        sys.stdout.write(f"{name}: {json.dumps(self.found.get(name) or self.found['left_out'][name])}\n")
        sys.stdout.flush()
        self.write()

    def write(self) -> None:
        if self.out is not None:
            self.out.write_text(json.dumps(self.found, indent=2) + "\n", encoding="utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Measure; gives the exit code."""
    parser = argparse.ArgumentParser(prog="python -m rwkvchat.benchmark_gpu", description=__doc__)
    parser.add_argument("--out", type=Path, help="write all as JSON to this file")
    parser.add_argument("--seconds", type=float, default=450.0, help="how long it may take (default 450)")
    parser.add_argument(
        "--tests", type=Path, default=Path("tests/engine"), help="the tests to run: pytest -m gpu FOLDER"
    )
    flags = parser.parse_args(arguments)
    import torch

    if not torch.cuda.is_available():
        sys.stderr.write("there is no CUDA device here, so there is nothing to measure\n")
        return 3
    torch.set_grad_enabled(False)
    report = Report(flags.seconds, flags.out)
    for name, takes, work in steps(report, flags.tests):
        report.step(name, takes, work)
    report.found["targets"] = compare(report.found)
    for each in report.found["targets"]:
        sys.stdout.write(f"{each['what']}: {each['is']:.2f}, aimed at {each['aim']:.2f}\n")
    report.write()
    return 0


def steps(report: Report, tests: Path) -> Iterator[tuple[str, float, Callable[[], dict[str, Any]]]]:
    """All that is measured, the most important first: a name, about how many seconds it takes, and the work."""
    yield "machine", 5, machine
    yield "rates", 10, rates
    yield "7b bf16", 60, lambda: model("7b", "cuda bf16")
    yield "169m bf16", 20, lambda: model("169m", "cuda bf16")
    yield "1b5 bf16", 30, lambda: model("1b5", "cuda bf16")
    yield "7b i8", 40, lambda: model("7b", "cuda bf16i8")
    yield "rates after", 10, rates
    yield "rwkv package, 169m", 60, lambda: peer(report.left() - 90)
    yield "tests", 40, lambda: run_tests(tests, report.left() - 5)


def machine() -> dict[str, Any]:
    """What it is."""
    import torch

    from rwkvchat.engine.kernels.triton_here import find

    triton = find(torch.device("cuda"))
    return {
        "gpu": torch.cuda.get_device_name(),
        "torch": str(torch.__version__),
        "cuda": torch.version.cuda,
        "python": platform.python_version(),
        "triton": triton.version,
        "no_triton_because": triton.reason,
    }


def rates(width: int = 8192, copied: int = 4 << 30) -> dict[str, float]:
    """Bytes a second of a copy, read and written; floating-point operations a second of a bfloat16 product."""
    import torch

    source = torch.ones(copied // 4, device="cuda")
    target = torch.empty_like(source)
    left, right = (torch.randn(width, width, dtype=torch.bfloat16, device="cuda") for _ in range(2))
    copying, product = _seconds(lambda: target.copy_(source)), _seconds(lambda: left @ right)
    return {"bandwidth": 2 * copied / copying, "bf16": 2 * width**3 / product}


def _seconds(work: Callable[[], object], rounds: int = 12) -> float:
    """The median of several rounds, after some to warm up."""
    import torch

    found = []
    for _ in range(rounds):
        torch.cuda.synchronize()
        start = time.perf_counter()
        work()
        torch.cuda.synchronize()
        found.append(time.perf_counter() - start)
    return statistics.median(found[3:])


def model(size: str, text: str) -> dict[str, Any]:
    """How fast a model of this size is."""
    import torch

    from rwkvchat.engine.kernels.gpu_block import GpuBlock
    from rwkvchat.engine.sampling import Sampler
    from rwkvchat.engine.strategy import parse_strategy
    from rwkvchat.params import SamplingParams
    from rwkvchat.random_network import random_model

    strategy = parse_strategy(text)
    if strategy is None:
        raise ValueError(text)
    gc.collect()
    torch.cuda.empty_cache()
    torch.cuda.reset_peak_memory_stats()
    start = time.perf_counter()
    ours = random_model(*SIZES[size], VOCABULARY, strategy)
    torch.cuda.synchronize()
    built = time.perf_counter() - start

    ids = [(i * 7919 + 11) % VOCABULARY for i in range(PROMPT)]
    here = ours.forward(ids[:16], ours.initial_state())
    sampler = Sampler(SamplingParams(temperature=1.0, top_p=0.5), 1, VOCABULARY)

    def decode() -> None:
        nonlocal here
        here = ours.forward([17], here.state)

    several = [here] * CANDIDATES

    def candidates() -> None:
        several[:] = ours.step([5] * CANDIDATES, [each.state for each in several])

    found = {
        "build_seconds": built,
        "decode_seconds": _seconds(decode, TOKENS),
        "sampling_seconds": _seconds(lambda: sampler.draw(here.logits), 20),
        "candidates_seconds": _seconds(candidates, TOKENS // 2),
        "prefill_seconds": _seconds(lambda: ours.forward(ids, ours.initial_state()), 8),
    }
    whole_step, block = ours.whole_step, ours.network.blocks[0]
    return found | {
        "weight_bytes": weight_bytes(size, 1 if strategy.parts[0].quantisation else 2),
        "no_graph_because": "it was not tried" if whole_step is None else whole_step.why_not,
        "no_kernels_because": block.kernels.broken if isinstance(block, GpuBlock) else "see no_triton_because",
        "peak_bytes": torch.cuda.max_memory_allocated(),
    }


def weight_bytes(size: str, item: int) -> int:
    """Bytes of the matrices that are read for a token, without scales."""
    n_layer, width = SIZES[size]
    return item * (13 * n_layer * width**2 + VOCABULARY * width)


def peer(seconds: float) -> dict[str, Any]:
    """Seconds a token of the rwkv package with its own kernels, in the better of two formats.

    Args:
        seconds: for all that is tried; what it did not come to is left out.
    """
    import torch

    from rwkvchat.random_checkpoint import write_random

    with tempfile.TemporaryDirectory(prefix="rwkvchat-") as folder:
        path = Path(folder) / "random-169m.pth"
        write_random("169m", path)
        found: dict[str, Any] = {}
        deadline = time.monotonic() + seconds
        for text in ("cuda fp16", "cuda bf16"):
            for kernel in ("1", "0"):
                words = [sys.executable, "-c", PEER, str(path.with_suffix("")), text, str(TOKENS)]
                name = f"{text}, its kernels {'on' if kernel == '1' else 'off'}"
                try:
                    done = subprocess.run(  # noqa: S603 (our own words)
                        words, capture_output=True, text=True, check=False,
                        timeout=max(1.0, deadline - time.monotonic()),
                        env=os.environ | {"RWKV_JIT_ON": "1", "RWKV_CUDA_ON": kernel, "RWKV_V7_ON": "0"},
                    )  # fmt: skip
                except subprocess.TimeoutExpired:
                    found[name] = "there was no time for it"
                    continue
                lines = (done.stdout if done.returncode == 0 else done.stderr).strip().splitlines() or ["nothing said"]
                found[name] = float(lines[-1]) if done.returncode == 0 else lines[-1][:300]
    torch.cuda.empty_cache()
    times = [value for value in found.values() if isinstance(value, float)]
    if not times:
        raise RuntimeError(json.dumps(found))
    return found | {"decode_seconds": min(times)}


def run_tests(folder: Path, seconds: float) -> dict[str, Any]:
    """The tests that need a GPU."""
    # A test whose packages are not here must not keep the others from being run.
    options = ["-q", "--import-mode=importlib", "-m", "gpu", "--continue-on-collection-errors", "--maxfail=20"]
    words = [sys.executable, "-m", "pytest", *options, str(folder)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=max(1.0, seconds), check=False)  # noqa: S603
    return {"code": done.returncode, "end": done.stdout.strip().splitlines()[-12:], "said": done.stderr[-500:]}


def compare(found: dict[str, Any]) -> list[dict[str, Any]]:
    """What was measured beside what is aimed at."""
    both = [found[name] for name in ("rates", "rates after") if name in found]
    if not both:
        return []
    bandwidth, product = (statistics.mean(each[what] for each in both) for what in ("bandwidth", "bf16"))
    values: dict[str, float] = {}
    for size in ("7b", "1b5"):
        if each := found.get(f"{size} bf16"):
            values[f"{size} bf16: share of the bandwidth"] = each["weight_bytes"] / each["decode_seconds"] / bandwidth
    if big := found.get("7b bf16"):
        n_layer, width = SIZES["7b"]
        operations = 2.0 * PROMPT * 13 * n_layer * width**2
        values["7b bf16: prefill, share of the product rate"] = operations / big["prefill_seconds"] / product
        values["7b bf16: one, times eight candidates"] = big["decode_seconds"] / big["candidates_seconds"]
        if small := found.get("7b i8"):
            values["7b i8: decode, times bf16"] = big["decode_seconds"] / small["decode_seconds"]
    if (ours := found.get("169m bf16")) and (theirs := found.get("rwkv package, 169m")):
        values["169m: decode, times the rwkv package"] = theirs["decode_seconds"] / ours["decode_seconds"]
    return [{"what": what, "is": values[what], "aim": aim} for what, aim in TARGETS.items() if what in values]


if __name__ == "__main__":
    sys.exit(main())
