"""The one door for output: answers to stdout, everything else to stderr, and all of it made harmless first."""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text
from rich.theme import Theme

from rwkvchat.errors import RwkvchatError
from rwkvchat.events import Candidate, Chunk, Event, Finished, Loading, Prefilling, Sampling
from rwkvchat.ui.progress import ProgressLine
from rwkvchat.ui.sanitize import sanitize
from rwkvchat.ui.theme import STYLES
from rwkvchat.ui.wrap import WordWrap

LONG_PROMPT = 512
"""Tokens from which on the reading of a prompt shows its progress."""

NOTES = {"interrupted": "stopped", "length": "cut at max_tokens"}
"""What is said of a reply that did not end by itself."""


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

    def stream(self, events: Iterable[Event], settings: Sequence[str] = ()) -> Finished | None:
        """Show a reply while it comes, or several when each is complete; returns the end of the one, if it came to it.

        Args:
            settings: by their words, those that are told of each of several.
        """
        finished, begun = None, False
        wrap = WordWrap(lambda: self.out.width)
        try:
            with self._progress() as progress:
                for event in events:
                    match event:
                        case Loading(done, total):
                            progress.show("loading", done, total)
                        case Prefilling(done, total) if total >= LONG_PROMPT:
                            progress.show("reading", done, total, "tokens/s")
                        case Sampling(done, running, total):
                            progress.tell(f"{running} of {total} replies go on · {done} tokens")
                        case Candidate():
                            progress.hide()
                            self._candidate(event, settings)
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

    def passage(self, text: str) -> None:
        """A whole text of a conversation, broken between words as a reply is."""
        wrap = WordWrap(lambda: self.out.width)
        self.data(wrap.feed(sanitize(text)) + wrap.finish() if self.out.is_terminal else text)

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
        for line in self.out.render_lines(table, pad=False):
            text = Text.assemble(*((segment.text, segment.style or "") for segment in line))
            text.rstrip()  # so that a line can be copied
            self.out.print(text, soft_wrap=True)

    def end_of_reply(self, finished: Finished, note: str = "") -> None:
        """The end of a reply in a chat: a new line, one line of figures, and a blank one."""
        self.data("")
        if self.figures:
            self.figures_of(finished, note)
        elif note:
            self.notice(note, "figures")
        self.notice("")

    def figures_of(self, finished: Finished, note: str = "") -> None:
        """One line about a reply, with a note at its beginning."""
        figures = [f"{finished.completion_tokens} tokens", f"{finished.decode_tokens_per_s:.0f} tokens/s"]
        if finished.stop_reason in NOTES:
            figures.insert(0, NOTES[finished.stop_reason])
        if note:
            figures.insert(0, note)
        self.notice(" · ".join(figures), "figures")

    def _candidate(self, candidate: Candidate, settings: Sequence[str]) -> None:
        """One of several replies: what tells it from the others, and its text."""
        finished, values = candidate.finished, candidate.params.as_words() | {"seed": candidate.finished.seed}
        shown = [f"{word} {value:g}" if isinstance(value, float) else f"{word} {value}"
                 for word, value in values.items() if word in {*settings, "temp", "seed"}]  # fmt: skip
        notes = [NOTES[finished.stop_reason]] if finished.stop_reason in NOTES else []
        self.notice(
            " · ".join([str(candidate.number), *shown, f"{finished.completion_tokens} tokens", *notes]), "figures"
        )
        self.passage(finished.text)
        self.notice("")

    def _write(self, text: str, style: str) -> None:
        shown = Text(sanitize(text), style=style)
        if self.err.is_terminal:
            lines = shown.wrap(self.err, self.err.width)
            for line in lines:
                line.rstrip()
            shown = Text("\n").join(lines)
        self.err.print(shown, soft_wrap=True)

    @contextlib.contextmanager
    def _progress(self) -> Iterator[ProgressLine]:
        line = ProgressLine(self.err, active=self.err.is_terminal and not self.quiet)
        try:
            yield line
        finally:
            line.hide()


class _Console(Console):
    """A console that leaves it to the program what a closed pipe means; rich would exit with code 1."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError
