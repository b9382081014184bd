"""Wordings written as one text, and wordings made of frames around phrases; it knows no skill."""

from rwkvchat.demo.corpus.lists import items
from rwkvchat.demo.corpus.registry import Wording


def worded(train: str, held_out: str = "") -> Wording:
    """Wordings written as texts with semicolons between them."""
    return Wording(items(train), items(held_out) if held_out else ())


def framed(frames: str, phrases: str) -> tuple[str, ...]:
    """Every frame around every phrase: a frame says `[it]` where the phrase goes."""
    return tuple(frame.replace("[it]", phrase) for frame in items(frames) for phrase in items(phrases))
