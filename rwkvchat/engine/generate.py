"""Feeding a model: a prompt with its progress, and one token of each of several replies. Knows no text, no limits."""

from collections.abc import Generator, Sequence

from rwkvchat.engine.model import Model, go_on
from rwkvchat.engine.rwkv4 import Check
from rwkvchat.engine.state import Snapshot, State
from rwkvchat.events import Prefilling


def prefill(
    model: Model, ids: Sequence[int], state: State, check: Check = go_on
) -> Generator[Prefilling, None, Snapshot]:
    """One reading with its progress; returns the snapshot after ``ids``."""
    reading = model.read(ids, state, check)
    done = 0
    while True:
        try:
            done += next(reading)
        except StopIteration as end:
            snapshot: Snapshot = end.value
            return snapshot
        yield Prefilling(done, len(ids))


def advance(model: Model, tokens: Sequence[int], places: Sequence[Snapshot]) -> list[Snapshot]:
    """One token of each of several texts; on a CPU in fp32 each has the bits of being read alone."""
    if len(tokens) == 1:
        return [model.forward(tokens, places[0].state)]
    return model.step(tokens, [place.state for place in places])
