"""Writing a text in frames: what is settled for good, and behind it a tail that the next frame takes away again.

Knows the cursor of a terminal; knows no Markdown.
"""

import time
from collections.abc import Callable, Sequence

from rich.console import Console
from rich.control import Control
from rich.segment import ControlType, Segment, Segments

from rwkvchat.ui.wrap import cells

SECONDS = 1 / 15
"""From one frame to the next, at least, however fast the text comes."""


class Frames:
    """What is written is never written again, but for the tail, which takes a part of one row."""

    def __init__(self, console: Console, clock: Callable[[], float] = time.monotonic) -> None:
        self._console = console
        self._clock = clock
        self._drawn_at = -SECONDS
        self._waiting: list[Segment] = []
        self._tail: Sequence[Segment] = []
        self._at_edge = True
        """Whether the tail begins at the window's edge."""
        self._drawing = False

    @property
    def due(self) -> bool:
        """Whether a frame may be drawn now."""
        return self._clock() - self._drawn_at >= SECONDS

    def show(self, settled: Sequence[Segment], tail: Callable[[], Sequence[Segment]]) -> None:
        """Show more of the text, now or with a later frame.

        Args:
            tail: gives what is to stand behind it until the next frame.
        """
        self._waiting += settled
        if self.due:
            self._draw(tail())

    def end(self, settled: Sequence[Segment]) -> None:
        """Show the rest of the text, and no tail."""
        self._waiting += settled
        self._draw(())

    def hide_tail(self) -> None:
        """Take the tail away until the next frame; may be called by a signal, in the middle of anything."""
        if self._tail and not self._drawing:
            self._console.print(Segments(self._erasing()), end="", soft_wrap=True)
            self._tail = ()

    def _draw(self, tail: Sequence[Segment]) -> None:
        self._drawing = True
        try:
            self._write(tail)
        finally:
            self._drawing = False

    def _write(self, tail: Sequence[Segment]) -> None:
        settled, self._waiting = self._waiting, []
        tail = [segment for segment in tail if segment.text]
        self._drawn_at = self._clock()
        if not settled and tail == self._tail:
            return
        erasing = self._erasing()
        if text := "".join(segment.text for segment in settled):
            self._at_edge = text.endswith("\n")
        self._tail = tail
        self._console.print(Segments([*erasing, *Segment.simplify(settled), *tail]), end="", soft_wrap=True)

    def _erasing(self) -> list[Segment]:
        """What takes the tail away."""
        if not self._tail:
            return []
        width = sum(cells(segment.text) for segment in self._tail)
        # From the edge it is gone for certain, whatever columns a terminal takes for a character.
        back = ControlType.CARRIAGE_RETURN if self._at_edge else (ControlType.CURSOR_BACKWARD, width)
        return [Control(back, (ControlType.ERASE_IN_LINE, 0)).segment]
