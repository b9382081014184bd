"""The one door for output: answers to stdout, everything else to stderr, and all of it made harmless first."""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text
from rich.theme import Theme

from rwkvchat.errors import RwkvchatError, SettingsError, did_you_mean
from rwkvchat.events import Candidate, Chunk, Event, Finished, Loading, Prefilling, Sampling
from rwkvchat.sizes import counted
from rwkvchat.ui.progress import ProgressLine
from rwkvchat.ui.sanitize import sanitize
from rwkvchat.ui.theme import THEMES
from rwkvchat.ui.writers import MarkdownWriter, PlainWriter, RawWriter, Writer

LONG_PROMPT = 512
"""Tokens from which on the reading of a prompt shows its progress."""

NOTES = {"interrupted": "stopped", "length": "cut at max_tokens"}
"""What is said of a reply that did not end by itself."""


class Renderer:
    """Writes events, notices, tables and errors."""

    def __init__(
        self,
        stdout: TextIO,
        stderr: TextIO,
        *,
        plain: bool = False,
        no_color: bool = False,
        quiet: bool = False,
        markdown: bool = True,
        theme: str = "dark",
    ) -> None:
        """Args:
        plain: no colour, no animation and no Markdown. quiet: no notices, progress or figures; errors are still shown.
        markdown: whether replies are shown as Markdown, if they go to a terminal. theme: a name in `THEMES`.
        """

        def console(stream: TextIO) -> _Console:
            return _Console(
                file=stream,
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
        self.markdown = markdown
        self._under_way: Writer | None = None
        """What shows the reply that comes."""
        self.theme = ""
        self.use_theme(theme)

    def use_theme(self, name: str) -> None:
        """Show what follows in another theme.

        Raises:
            SettingsError: there is none of that name.
        """
        if name not in THEMES:
            hint = f"{did_you_mean(name, THEMES)}there are {', '.join(THEMES)}"
            raise SettingsError(f"there is no theme named {name}", hint)
        for console in (self.out, self.err):
            if self.theme:
                console.pop_theme()
            # Without colours other things tell what is what.
            console.push_theme(Theme(dict(THEMES["mono" if console.no_color else name].styles)))
        self.theme = name

    def stream(self, events: Iterable[Event], settings: Sequence[str] = ()) -> Finished | None:
        """Show a reply while it comes, or several when each is complete; returns the end of the one, if it came to it.

        Args:
            settings: by their words, those that are told of each of several.
        """
        finished: Finished | None = None
        shown = False
        try:
            with self._progress() as progress:
                for event in events:
                    match event:
                        case Loading(done, total):
                            progress.show("loading", done, total)
                        case Prefilling(done, total, at) if total >= LONG_PROMPT:
                            progress.show("reading", done, total, "tokens/s", at)
                        case Sampling(done, running, total):
                            progress.tell(f"{running} of {total} replies go on · {counted(done, 'token')}")
                        case Candidate():
                            progress.hide()
                            self._candidate(event, settings)
                        case Chunk(text):
                            progress.hide()
                            shown = True  # first, since a signal may end it in the middle
                            if self._under_way is None:
                                self._under_way = self._writer(markdown=self.markdown)
                                text = self._from_the_edge(text)
                            self._under_way.feed(text)
                        case Finished():
                            finished = event
                            self._end()  # another reply begins anew, whatever was open in this one
            self._end()
        except BaseException:
            self._end()
            if shown:  # what comes next, if only the shell's prompt, stands on a line of its own
                self.data("")
            raise
        return finished

    def _from_the_edge(self, text: str) -> str:
        """The beginning of a reply without the space before its first word, as of one that goes on within a line."""
        return text[1:] if self.out.is_terminal and text[:1] == " " and text[1:2].strip() else text

    def _end(self) -> None:
        """End the reply that is under way."""
        writer, self._under_way = self._under_way, None
        if writer:
            writer.finish()

    def let_go(self) -> None:
        """Leave the terminal to others for a while; may be called by a signal."""
        self.err.show_cursor()
        if self._under_way:
            self._under_way.hide_tail()

    def answer(self, text: str) -> None:
        """A piece of the answer, as it is."""
        RawWriter(self.out.file).feed(text)

    def exact(self, text: str) -> None:
        """A text for another program, where one reads it: with all its characters, those that show nothing too."""
        if self.out.is_terminal:
            self.answer(text)
        else:
            self.out.file.write(text)

    def data(self, text: str) -> None:
        """A whole text that was asked for."""
        self.answer(f"{text}\n")

    def passage(self, text: str) -> None:
        """A whole text of a conversation, as a reply is shown."""
        self._writer(markdown=self.markdown).finish(text)
        self.data("")

    def words(self, text: str) -> None:
        """A whole text that is no reply, such as what the user said: as it is, in lines of whole words."""
        self._writer(markdown=False).finish(text)
        self.data("")

    def _writer(self, *, markdown: bool) -> Writer:
        """What shows a text of a conversation.

        Args:
            markdown: whether it is Markdown where there is a terminal for it.
        """
        if not self.out.is_terminal:
            return RawWriter(self.out.file)
        if not markdown or self.out.is_dumb_terminal:
            return PlainWriter(self.out)
        return MarkdownWriter(self.out, THEMES["mono" if self.out.no_color else self.theme].code)

    def notice(self, text: str, style: str = "notice") -> None:
        """Something worth knowing that was not asked for."""
        if not self.quiet:
            self._write(text, style)

    def warning(self, text: str, style: str = "hint") -> None:
        """A question, what would else be lost, or what was asked for beside the answer: told in quiet, too."""
        self._write(text, style)

    def error(self, error: RwkvchatError) -> None:
        """What went wrong, and what to do next."""
        self._write(error.message, "error")
        if error.hint:
            self._write(error.hint, "hint")

    def table(self, rows: Iterable[Sequence[str]], titles: Sequence[str] = ()) -> None:
        """A table that was asked for; the first column holds names."""
        cells = [[sanitize(cell) for cell in row] for row in ([titles, *rows] if titles else rows)]
        widths = [max(map(cell_len, column)) for column in zip(*cells, strict=True)]
        narrow = sum(widths) + len(widths) - 1 > self.out.width
        # Where the table does not fit, names stay whole as far as they leave room for the rest.
        names = min(widths[0], max(16, self.out.width // 3)) if widths and narrow else None
        table = Table(box=None, show_header=bool(titles), pad_edge=False, header_style="title")
        for i in range(len(widths)):
            title = cells[0][i] if titles else ""
            name, width = ("name", names) if i == 0 else (None, None)
            table.add_column(title, style=name, width=width, overflow="fold")
        for row in cells[bool(titles) :]:
            table.add_row(*map(Text, row))
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
        figures = [counted(finished.completion_tokens, "token"), f"{finished.decode_tokens_per_s:.0f} tokens/s"]
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
        # Also where it is quiet, since a reply is chosen by its number.
        self.warning(
            " · ".join([str(candidate.number), *shown, counted(finished.completion_tokens, "token"), *notes]), "figures"
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
        with contextlib.suppress(OSError):  # what cannot be said must not keep the answer from being written
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
