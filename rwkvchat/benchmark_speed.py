"""Measures how fast models read and write, beside what the machine could give and beside other programs.

Every program is a process of its own (`benchmark_subject`); they and the measuring of the machine itself take turns,
round by round, so that what disturbs the machine disturbs all of them, and what is told is the median.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from rwkvchat.benchmark_bounds import bytes_for_a_token, decode_bound, prefill_bound
from rwkvchat.benchmark_entries import OURS, Entry, memory_here, memory_needed, placed_of, short_of
from rwkvchat.benchmark_runner import MachineMeter, Runner
from rwkvchat.engine.checkpoint import Checkpoint
from rwkvchat.engine.layout import Layout
from rwkvchat.machine_rates import Rates

PREFILLS = (16, 128, 512, 2048)
TOKENS = 24
"""Written in each round, one by one."""
CANDIDATES = 8


@dataclass(frozen=True, slots=True)
class Speed:
    """What was measured of one entry; medians over the rounds."""

    program: str
    strategy: str
    about: str
    """What else one should know of how it computes."""
    threads: int
    torch_seconds: float
    """Importing torch, which is part of the next."""
    first_seconds: float
    """From the start of the process until it knows what to say after a prompt of 16 tokens."""
    load_seconds: float
    prefill: Mapping[int, float]
    """Tokens a second, by the length of the prompt."""
    prefill_bound: float
    """Tokens a second that the machine's rate of products allows."""
    decode: float
    """Tokens a second."""
    decode_bound: float
    """Tokens a second that the machine's bandwidth allows."""
    candidates: float | None
    """Tokens a second of each of `CANDIDATES` texts written side by side; None of a program that is not asked to."""
    peak_bytes: int
    """The most memory of the process, with what it uses of the model's file in place."""
    gpu_bytes: int
    weight_bytes: Mapping[str, int]
    """What is read for each token, by the memory that it is in."""

    @property
    def decode_share(self) -> float:
        """The share of the bound that decoding reaches."""
        return self.decode / self.decode_bound

    @property
    def prefill_share(self) -> float:
        """The share of the bound that the fastest of the measured prefills reaches."""
        return max(self.prefill.values()) / self.prefill_bound


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured of all entries, and of the machine in the same rounds."""

    speeds: Sequence[Speed]
    rates: Mapping[str, Rates]
    """By pools of memory."""
    together: bool
    """Whether all were loaded at the same time; else each was loaded anew in every round, by itself."""


def measure_speed(
    weights: Checkpoint,
    layout: Layout,
    entries: Sequence[Entry],
    *,
    rounds: int = 5,
    threads: int = 0,
    prefills: Sequence[int] = PREFILLS,
    tokens: int = TOKENS,
    tell: Callable[[str], None] = lambda _: None,
) -> Measured:
    """Measure every entry, in turn, so many rounds over.

    Args:
        weights: the model's, of which every entry has a file. threads: 0 leaves it to torch. tell: is told what comes
            next.

    Raises:
        RwkvchatError: a program fails, which is told with its last words.
    """
    together = short_of((memory_needed(entry, weights, layout) for entry in entries), memory_here()) is None
    runners = [Runner(entry, threads, stays=together, tell=tell) for entry in entries]
    meter = MachineMeter(threads)
    with ExitStack() as open_ones:
        open_ones.callback(meter.close)
        for runner in runners:
            open_ones.callback(runner.close)
        if together:
            for runner in runners:
                runner.begin()
        for number in range(rounds):
            tell(f"round {number + 1} of {rounds}")
            for runner in runners:
                runner.begin()
                meter.measure(runner.strategy)
                _one_round(runner, prefills, tokens)
        rates = meter.rates()
    return Measured([_speed(runner, prefills, weights, layout, rates) for runner in runners], rates, together)


def _one_round(runner: Runner, prefills: Sequence[int], tokens: int) -> None:
    for length in prefills:
        runner.prefill(length)
    runner.decode(tokens)
    if runner.entry.program == OURS:
        runner.candidates(CANDIDATES, max(1, tokens // 4))
    runner.end_round()


def _speed(
    runner: Runner, prefills: Sequence[int], weights: Checkpoint, layout: Layout, rates: Mapping[str, Rates]
) -> Speed:
    placed = placed_of(runner.strategy, layout)
    read = bytes_for_a_token(weights.tensors, layout, placed)
    return Speed(
        program=runner.entry.program,
        strategy=runner.strategy,
        about=runner.starts[0]["about"],
        threads=runner.starts[0]["threads"],
        torch_seconds=runner.start("torch"),
        first_seconds=runner.start("first"),
        load_seconds=runner.start("load"),
        prefill={length: runner.rate("prefill", length) for length in prefills},
        prefill_bound=prefill_bound(layout, placed, rates),
        decode=runner.rate("decode", 0),
        decode_bound=decode_bound(read, rates),
        candidates=runner.rate("candidates", CANDIDATES) if runner.entry.program == OURS else None,
        peak_bytes=max(each["peak"] for each in runner.memory),
        gpu_bytes=max(each["on_gpu"] for each in runner.memory),
        weight_bytes=read,
    )
