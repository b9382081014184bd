"""How a text comes to the reader piece by piece: as it is, broken between words, or as Markdown."""

import time
from collections.abc import Callable
from typing import IO, Protocol

from rich.console import Console

from rwkvchat.ui.sanitize import sanitize
from rwkvchat.ui.wrap import WordWrap


class Writer(Protocol):
    """Takes one text. The cursor is left at its end."""

    def feed(self, text: str) -> None:
        """Show the next piece."""

    def finish(self, text: str = "") -> None:
        """Show the last piece and all that is held back."""

    def hide_tail(self) -> None:
        """Take away what may still change; may be called by a signal."""


class RawWriter:
    """The text as it is, for pipes and files."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def feed(self, text: str) -> None:
        # Not by way of rich, which makes spaces of tabs.
        self._stream.write(sanitize(text))
        self._stream.flush()

    def finish(self, text: str = "") -> None:
        self.feed(text)

    def hide_tail(self) -> None:
        """There is none."""


class PlainWriter:
    """The text as it was written, broken between words."""

    def __init__(self, console: Console) -> None:
        self._wrap = WordWrap(lambda: console.width)
        self._stream = console.file

    def feed(self, text: str) -> None:
        self._write("".join(segment.text for segment in self._wrap.feed(sanitize(text))))

    def finish(self, text: str = "") -> None:
        self.feed(text)
        self._write("".join(segment.text for segment in self._wrap.finish()))

    def hide_tail(self) -> None:
        """There is none."""

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()


class MarkdownWriter:
    """The text as Markdown, in frames."""

    def __init__(self, console: Console, code_theme: str, clock: Callable[[], float] = time.monotonic) -> None:
        # Here, since a program that shows no reply starts sooner without a parser and the lexers.
        from rwkvchat.ui.frames import Frames
        from rwkvchat.ui.markdown import Markdown

        self._console = console
        self._columns = console.width
        self._markdown = Markdown(console, lambda: self._columns, code_theme)
        self._frames = Frames(console, clock)

    def feed(self, text: str) -> None:
        if self._frames.due:  # more often the terminal need not be asked
            self._columns = self._console.width
        self._frames.show(self._markdown.feed(sanitize(text)), self._markdown.tail)

    def finish(self, text: str = "") -> None:
        self._frames.end(self._markdown.feed(sanitize(text)) + self._markdown.finish())

    def hide_tail(self) -> None:
        self._frames.hide_tail()
