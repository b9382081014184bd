"""The part of a text that has room in the row in the making. Knows widths of characters; writes nothing."""

import unicodedata
from collections.abc import Iterable

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from rwkvchat.ui.wrap import cells


def start_of(segments: Iterable[Segment], room: int, *, exact: bool) -> list[Segment]:
    """The first words that fit in so many columns.

    Args:
        exact: only as far as all terminals agree on how many columns the characters take.
    """
    segments = [*segments]
    if not any(segment.text.strip() for segment in segments):
        return []
    taken: list[Segment] = []
    left = room
    for segment in segments:
        for at, char in enumerate(segment.text):
            left -= 8 if char == "\t" else cells(char)
            if left < 0:
                return _without_last_word([*taken, Segment(segment.text[:at], segment.style)])
            if char in "\n\t" or (exact and not _certain(char)):
                return [*taken, Segment(segment.text[:at], segment.style)]
        taken.append(segment)
    return taken


def end_of(text: str, room: int, style: Style) -> list[Segment]:
    """A text, or its last characters if it does not fit in so many columns."""
    text = text.expandtabs(8)
    cut, start = cells(text) > room, 0
    if cut:
        start = max(0, len(text) - room)
        while cells(text[start:]) > room - 1:
            start += 1
    while start < len(text) and not cells(text[start]):  # an accent would go to what stands before
        start += 1
    text = f"{'…' * cut}{text[start:]}"
    return [Segment(text, style)] if text else []


def _without_last_word(segments: list[Segment]) -> list[Segment]:
    while segments:
        last = segments.pop()
        text, blank, _ = last.text.rpartition(" ")
        if blank:
            return [*segments, Segment(text, last.style)]
    return []


def _certain(char: str) -> bool:
    return char.isascii() or (unicodedata.category(char)[0] in "LNP" and cell_len(char) > 0)
