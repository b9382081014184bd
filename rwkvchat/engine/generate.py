"""Reading a prompt and sampling a reply, as generators that hold nothing back. Knows no text and no limits."""

from collections.abc import Generator, Iterator, Sequence
from typing import NamedTuple

from rwkvchat.engine.model import Model, go_on
from rwkvchat.engine.rwkv4 import Check
from rwkvchat.engine.sampling import Sampler
from rwkvchat.engine.state import Snapshot, State
from rwkvchat.events import Prefilling


class Step(NamedTuple):
    """A sampled token, and the snapshot that it was sampled from: the place before it."""

    token: int
    before: Snapshot


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


def generate(model: Model, here: Snapshot, sampler: Sampler) -> Iterator[Step]:
    """Sample without end. A token is fed only when the next one is asked for.

    So whoever stops holds, in the last step's ``before``, a place without that step's token.
    """
    while True:
        token = sampler.draw(here.logits)
        yield Step(token, here)
        here = model.forward([token], here.state)
