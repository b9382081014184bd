"""Several replies to one prompt (``-n``): sampled side by side, shown in the order of their numbers."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from rwkvchat.events import Candidate, Chunk, Event, Finished, Sampling

if TYPE_CHECKING:
    from rwkvchat.session import Session


def ask_several(session: "Session", prompt: str, count: int) -> Iterator[Event]:
    """Sample the replies; numbered from 1, and with figures of the prompt, which all of them share."""
    start, seconds = time.perf_counter(), -1.0
    for event in session.compare([{}] * count, prompt):
        if isinstance(event, Candidate | Sampling) and seconds < 0:
            seconds = time.perf_counter() - start
            before = len(session.conversation.answers())  # to the same message at the same place, of old
            tokens = len(session.conversation.turns[session.conversation.cursor].ids)
        if isinstance(event, Candidate):
            finished = replace(event.finished, prompt_tokens=tokens, prefill_seconds=seconds)
            yield replace(event, number=event.number - before, finished=finished)
        else:
            yield event


def in_order(events: Iterable[Event], taken: list[Finished], *, silent: bool) -> Iterator[Event]:
    """The same, each reply as its text and its end when those before it are there, with a blank line between two.

    Args:
        events: of one reply, or of several. taken: filled with the replies in the order of their numbers.
        silent: show no text.
    """
    waiting: dict[int, Finished] = {}
    for event in events:
        if isinstance(event, Finished):
            taken.append(event)
        if not isinstance(event, Candidate):
            yield event
            continue
        waiting[event.number] = event.finished
        while finished := waiting.pop(len(taken) + 1, None):
            if not silent:
                yield Chunk(f"\n\n{finished.text}" if taken else finished.text)
            taken.append(finished)
            yield finished
