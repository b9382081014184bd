"""Measures how fast models read and write, beside what the machine could give and beside other programs.

Every program is a process of its own (`benchmark_subject`); they take turns, round by round, so that what disturbs
the machine disturbs all of them, and what is told is the median. Decoding reads every weight once for each token, so
its bound is the memory's bandwidth over the weights' bytes; a prefill's bound is the rate of matrix products.
"""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rwkvchat.engine.checkpoint import open_checkpoint
from rwkvchat.engine.layout import Layout, rwkv4_layout
from rwkvchat.errors import RwkvchatError
from rwkvchat.machine_rates import Rates

PREFILLS = (16, 128, 512, 2048)
TOKENS = 24
"""Written in each round, one by one."""
CANDIDATES = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be measured: rwkvchat, `rwkv` or `transformers`, and how it computes."""

    program: str
    strategy: str

    @property
    def name(self) -> str:
        return f"{self.program} {self.strategy}"


@dataclass(frozen=True, slots=True)
class Speed:
    """What was measured of one entry; medians over the rounds."""

    program: str
    strategy: str
    threads: int
    torch_seconds: float
    """Importing torch, which is part of the next."""
    first_seconds: float
    """From the start of the process to the first logits, after a prompt of 16 tokens."""
    load_seconds: float
    prefill: dict[int, float]
    """Tokens a second, by the length of the prompt."""
    decode: float
    """Tokens a second."""
    candidates: float | None
    """Tokens a second of each of `CANDIDATES` texts written side by side; None where a program cannot."""
    peak_bytes: int
    weight_bytes: int
    """Bytes of weights that are read for each token; 0 where that is not known."""

    def decode_share(self, rates: Rates) -> float | None:
        """The share of the bound that decoding reaches."""
        return self.decode * self.weight_bytes / rates.bandwidth if self.weight_bytes else None

    def prefill_share(self, rates: Rates, layout: Layout) -> float:
        """The share of the machine's best product rate that the longest measured prefill reaches."""
        return max(self.prefill.values()) * products(layout) / max(rates.products.values())


@dataclass(slots=True)
class _Times:
    """Seconds for each token, over all rounds."""

    prefill: dict[int, list[float]] = field(default_factory=dict)
    decode: list[float] = field(default_factory=list)
    candidates: list[float] = field(default_factory=list)


def products(layout: Layout) -> float:
    """Floating-point operations of one token's matrix products, without the head, which a prompt needs only once."""
    wide, narrow = layout.n_ffn * layout.n_embd, layout.n_embd**2
    return 2.0 * layout.n_layer * (5 * narrow + 2 * wide)


class _Process:
    """A subject in its process."""

    def __init__(self, entry: Entry, model: Path, threads: int) -> None:
        self.entry = entry
        words = (sys.executable, "-m", "rwkvchat.benchmark_subject", entry.program, str(model), entry.strategy)
        self.process = subprocess.Popen(  # noqa: S603 (our own words)
            (*words, str(threads)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONWARNINGS": "ignore"},
        )
        self._orders, self._answers = self.process.stdin, self.process.stdout
        self.start = self._answer()

    def ask(self, what: str, **details: int) -> Any:
        """Give an order, and wait for its answer."""
        with suppress(BrokenPipeError):  # it has ended, as its missing answer will tell
            self._orders.write(json.dumps({"what": what, **details}) + "\n")
            self._orders.flush()
        return self._answer()

    def _answer(self) -> Any:
        line = self._answers.readline()
        if not line:
            said = self.process.communicate()[1].strip().splitlines()
            raise RwkvchatError(
                f"{self.entry.name} ended before it was measured: {said[-1] if said else 'without a word'}",
                "leave it out, or choose a strategy that this machine has room for",
            )
        return json.loads(line)

    def close(self) -> None:
        self.process.kill()
        self.process.communicate()


def measure_speed(
    model: Path,
    entries: Sequence[Entry],
    *,
    rounds: int = 3,
    threads: int = 0,
    prefills: Sequence[int] = PREFILLS,
    tokens: int = TOKENS,
    tell: Callable[[str], None] = lambda _: None,
) -> list[Speed]:
    """Measure every entry on a model's file, in turn, so many rounds over.

    All of them are loaded at the same time.

    Args:
        threads: 0 leaves it to torch. tell: is told what comes next.

    Raises:
        RwkvchatError: a program ends, which is told with its last words.
    """
    layout = rwkv4_layout(open_checkpoint(model).tensors)
    with ExitStack() as running:
        subjects: list[_Process] = []
        for entry in entries:
            tell(f"loading {entry.name}")
            subjects.append(_Process(entry, model, threads))
            running.callback(subjects[-1].close)
        times = [_Times() for _ in subjects]
        for number in range(rounds):
            for subject, found in zip(subjects, times, strict=True):
                tell(f"round {number + 1} of {rounds}: {subject.entry.name}")
                _one_round(subject, found, prefills, tokens)
        return [_speed(each, found, layout) for each, found in zip(subjects, times, strict=True)]


def _one_round(subject: _Process, found: _Times, prefills: Sequence[int], tokens: int) -> None:
    for length in prefills:
        [seconds] = subject.ask("prefill", count=length)["seconds"]
        found.prefill.setdefault(length, []).append(seconds / length)
    found.decode += subject.ask("decode", tokens=tokens)["seconds"]
    if subject.entry.program == "rwkvchat":
        found.candidates += subject.ask("candidates", count=CANDIDATES, tokens=max(1, tokens // 4))["seconds"]


def _speed(subject: _Process, found: _Times, layout: Layout) -> Speed:
    start = subject.start
    return Speed(
        program=subject.entry.program,
        strategy=start["strategy"],
        threads=start["threads"],
        torch_seconds=start["torch"],
        first_seconds=start["first"],
        load_seconds=start["load"],
        prefill={length: 1 / statistics.median(each) for length, each in found.prefill.items()},
        decode=1 / statistics.median(found.decode),
        candidates=1 / statistics.median(found.candidates) if found.candidates else None,
        peak_bytes=subject.ask("memory")["bytes"],
        weight_bytes=weight_bytes(layout, start["strategy"]),
    )


BYTES = {"fp32": 4.0, "bf16": 2.0, "fp16": 2.0}


def weight_bytes(layout: Layout, strategy: str) -> int:
    """Bytes of all matrices that are read for a token, under a strategy of one part; else 0."""
    words = strategy.split()
    if len(words) != 2 or words[1] not in BYTES:
        return 0
    return int(BYTES[words[1]] * (products(layout) / 2 + layout.n_vocab * layout.n_embd))
