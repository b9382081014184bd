"""Measures how a model's pace changes with the length of a conversation, with threads, and with texts side by side.

The long conversation is read from its beginning, in one go; places in it are kept, and written on from in every round,
so that what disturbs the machine disturbs all lengths alike.
"""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from rwkvchat.benchmark_entries import Entry, devices_of, memory_here, memory_needed, short_of
from rwkvchat.benchmark_runner import Runner
from rwkvchat.benchmark_speed import TOKENS
from rwkvchat.engine.checkpoint import Checkpoint
from rwkvchat.engine.layout import Layout
from rwkvchat.machine import usable_cores

LENGTH = 1_000_000
FIRST = 1000
"""Tokens after which the first figures are taken; the next after ten times as many, and so on."""
STRETCHES = 10
"""In which it is read from one of these places to the next."""
TEXTS = (1, 2, 4, 8, 16)
PROMPT = 512
"""Tokens that are read with each number of threads."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some tokens of the long conversation, when they were read."""

    until: int
    """Tokens read so far, with these."""
    prefill: float
    """Tokens a second."""
    memory: int
    """Bytes that the process then has, with what it uses of the model's file in place."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Tokens a second, by the median over the rounds, where there are so many of something: tokens, threads, texts."""

    count: int
    decode: float
    """Of all texts together."""
    prefill: float | None = None


@dataclass(frozen=True, slots=True)
class Scaling:
    """What was measured of one model and strategy."""

    strategy: str
    threads: int
    """Of all but what is told of several numbers of threads."""
    reading: Sequence[Stretch]
    by_length: Sequence[Pace]
    by_threads: Sequence[Pace]
    """Nothing where no layer is on the CPU."""
    by_texts: Sequence[Pace]


def measure_scaling(
    weights: Checkpoint,
    layout: Layout,
    entry: Entry,
    *,
    length: int = LENGTH,
    rounds: int = 5,
    threads: int = 0,
    tokens: int = TOKENS,
    tell: Callable[[str], None] = lambda _: None,
) -> Scaling:
    """Measure one strategy of a model.

    Args:
        length: tokens of the conversation; 0 leaves it out. threads: 0 leaves it to torch. tokens: that are written in
            each round.

    Raises:
        RwkvchatError: the program fails, which is told with its last words.
    """
    counts = thread_counts() if any(device == "cpu" for device in devices_of(entry.strategy)) else []
    stays = short_of([memory_needed(entry, weights, layout)] * (1 + len(counts)), memory_here()) is None
    with ExitStack() as open_ones:
        main = Runner(entry, threads, tell=tell)
        others = {count: Runner(entry, count, stays=stays) for count in counts}
        for runner in (main, *others.values()):
            open_ones.callback(runner.close)
        reading, places = _read(main, length, tell)
        for number in range(rounds):
            tell(f"round {number + 1} of {rounds}")
            for place in places:
                main.decode(tokens, place)
            for count in TEXTS:
                main.candidates(count, max(1, tokens // 2))
            for runner in others.values():
                runner.decode(tokens)
                runner.prefill(PROMPT)
                runner.end_round()
    return Scaling(
        strategy=main.strategy,
        threads=main.starts[0]["threads"],
        reading=reading,
        by_length=[Pace(place, main.rate("decode", place)) for place in places],
        by_threads=[Pace(n, each.rate("decode", 0), each.rate("prefill", PROMPT)) for n, each in others.items()],
        by_texts=[Pace(count, count * main.rate("candidates", count)) for count in TEXTS],
    )


def places_up_to(length: int) -> list[int]:
    """Where figures are taken: after 1,000 tokens, 10,000 and so on, and at the end."""
    found = []
    place = FIRST
    while place < length:
        found.append(place)
        place *= 10
    return [*found, length] if length else []


def thread_counts() -> list[int]:
    """1, 2, 4 and so on, and as many as this machine has cores."""
    cores = usable_cores()
    return [*(1 << power for power in range(cores.bit_length()) if 1 << power < cores), cores]


def _read(runner: Runner, length: int, tell: Callable[[str], None]) -> tuple[list[Stretch], list[int]]:
    """Read the long conversation, keeping every place."""
    reading: list[Stretch] = []
    places, at = places_up_to(length), 0
    for place in places:
        step = max(1, -(-(place - at) // STRETCHES)) if at else place
        while at < place:
            at = min(place, at + step)
            found = runner.ask("go_on", to=at, keep=at in places)
            reading.append(Stretch(at, found["tokens"] / found["seconds"], found["now"]))
        tell(f"{place:,} of {length:,} tokens are read, {reading[-1].prefill:,.0f} a second")
    return reading, places
