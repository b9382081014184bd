"""The one door for output: answers to stdout, everything else to stderr, and all of it made harmless first."""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text
from rich.theme import Theme

from rwkvchat.errors import RwkvchatError
from rwkvchat.events import Chunk, Event, Finished, Loading, Prefilling
from rwkvchat.ui.sanitize import sanitize
from rwkvchat.ui.theme import STYLES
from rwkvchat.ui.wrap import WordWrap

LONG_PROMPT = 512
"""Tokens from which on the reading of a prompt shows its progress."""


class Renderer:
    """Writes events, notices, tables and errors."""

    def __init__(
        self, stdout: TextIO, stderr: TextIO, *, plain: bool = False, no_color: bool = False, quiet: bool = False
    ) -> None:
        """Args:
        plain: no colour and no animation. quiet: no notices, progress or figures; errors are still shown.
        """

        def console(stream: TextIO) -> _Console:
            return _Console(
                file=stream,
                theme=Theme(STYLES),
                highlight=False,
                emoji=False,
                markup=False,
                # Decided here, since rich would also follow FORCE_COLOR, into a pipe.
                force_terminal=stream.isatty() and not plain,
                no_color=True if no_color else None,
            )

        self.out, self.err = console(stdout), console(stderr)
        self.quiet = quiet
        self.figures = True

    def stream(self, events: Iterable[Event]) -> Finished | None:
        """Show a reply while it comes; returns its end, if it came to one."""
        finished, begun = None, False
        wrap = WordWrap(lambda: self.out.width)
        try:
            with self._progress() as progress:
                for event in events:
                    match event:
                        case Loading(done, total):
                            progress.show("loading", done, total)
                        case Prefilling(done, total) if total >= LONG_PROMPT:
                            progress.show("reading", done, total)
                        case Chunk(text):
                            progress.hide()
                            begun = True
                            self.answer(wrap.feed(sanitize(text)) if self.out.is_terminal else text)
                        case Finished():
                            finished = event
            self.answer(wrap.finish())
        except BaseException:
            if begun:  # what comes next, if only the shell's prompt, stands on a line of its own
                self.data(wrap.finish())
            raise
        return finished

    def answer(self, text: str) -> None:
        """A piece of the answer, as it is."""
        # Not by way of rich, which makes spaces of tabs.
        self.out.file.write(sanitize(text))
        self.out.file.flush()

    def data(self, text: str) -> None:
        """A whole text that was asked for."""
        self.answer(f"{text}\n")

    def notice(self, text: str, style: str = "notice") -> None:
        """Something worth knowing that was not asked for."""
        if not self.quiet:
            self._write(text, style)

    def error(self, error: RwkvchatError) -> None:
        """What went wrong, and what to do next."""
        self._write(error.message, "error")
        if error.hint:
            self._write(error.hint, "hint")

    def table(self, rows: Iterable[Sequence[str]], titles: Sequence[str] = ()) -> None:
        """A table that was asked for; the first column holds names."""
        rows = [*rows]
        names = min(16, max((len(row[0]) for row in rows), default=0))  # a name stays whole in a narrow window
        table = Table(box=None, show_header=bool(titles), pad_edge=False, header_style="title")
        for i, title in enumerate(titles or next(iter(rows), ())):
            name, narrowest = ("name", names) if i == 0 else (None, None)
            table.add_column(sanitize(title) if titles else "", style=name, min_width=narrowest, overflow="fold")
        for row in rows:
            table.add_row(*(Text(sanitize(cell)) for cell in row))
        self.out.print(table)

    def end_of_reply(self, finished: Finished) -> None:
        """The end of a reply in a chat: a new line, one line of figures, and a blank one."""
        self.data("")
        if self.figures:
            self.figures_of(finished)
        self.notice("")

    def figures_of(self, finished: Finished) -> None:
        """One line about a reply."""
        figures = [f"{finished.completion_tokens} tokens", f"{finished.decode_tokens_per_s:.0f} tokens/s"]
        notes = {"interrupted": "stopped", "length": "cut at max_tokens"}
        if finished.stop_reason in notes:
            figures.insert(0, notes[finished.stop_reason])
        self.notice(" · ".join(figures), "figures")

    def _write(self, text: str, style: str) -> None:
        shown = Text(sanitize(text), style=style)
        if self.err.is_terminal:
            lines = shown.wrap(self.err, self.err.width)
            for line in lines:
                line.rstrip()
            shown = Text("\n").join(lines)
        self.err.print(shown, soft_wrap=True)

    @contextlib.contextmanager
    def _progress(self) -> Iterator["_ProgressLine"]:
        line = _ProgressLine(self.err, active=self.err.is_terminal and not self.quiet)
        try:
            yield line
        finally:
            line.hide()


class _Console(Console):
    """A console that leaves it to the program what a closed pipe means; rich would exit with code 1."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


class _ProgressLine:
    """One line of progress that is gone when it is done."""

    def __init__(self, console: Console, active: bool) -> None:
        self.console = console
        self.active = active
        self.progress: Progress | None = None
        self.task = TaskID(0)

    def show(self, what: str, done: int, total: int) -> None:
        if not self.active:
            return
        if self.progress is None:
            columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
            self.progress = Progress(*columns, console=self.console, transient=True)
            self.task = self.progress.add_task(what, total=total)
            self.progress.start()
        self.progress.update(self.task, description=what, completed=done, total=total)

    def hide(self) -> None:
        if self.progress is not None:
            self.progress.stop()
            self.progress = None
