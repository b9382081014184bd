"""The line under the input: what matters most of what there is to say, in the room that there is."""

from collections.abc import Sequence
from typing import NamedTuple

from prompt_toolkit.utils import get_cwidth


class Part(NamedTuple):
    """Something worth saying there."""

    text: str
    weight: int
    """In a narrow window that of the smallest goes first."""
    style: str = ""
    """One of the prompt's styles; empty for the toolbar's own."""


BETWEEN = " · "


def fit(parts: Sequence[Part], width: int) -> list[Part]:
    """The parts that fit beside each other, in their order. The weightiest stays, cut if it must be."""
    left = [part for part in parts if part.text]
    while len(left) > 1 and get_cwidth(BETWEEN.join(part.text for part in left)) > width:
        left.remove(min(left, key=lambda part: part.weight))
    return [part._replace(text=cut(part.text, width)) for part in left]


def cut(text: str, width: int) -> str:
    """A text in a window of so many columns."""
    if get_cwidth(text) <= width:
        return text
    while text and get_cwidth(text) >= width:
        text = text[:-1]
    return f"{text}…"
