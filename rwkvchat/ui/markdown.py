"""Markdown while it is still coming: gives what is settled for good, and what the row in the making looks like.

Knows which block it is in. Each character is looked at once, or as often as a short piece that is not settled has
words; what is settled does not depend on the pieces that the text comes in.
"""

from collections.abc import Callable, Iterable

from rich.console import Console
from rich.segment import Segment
from rich.style import Style

from rwkvchat.ui.code_block import CodeBlock
from rwkvchat.ui.inline import Inline
from rwkvchat.ui.lines import Line, as_text, begin_line, read_fence
from rwkvchat.ui.tables import delimiters, draw_table
from rwkvchat.ui.tail import end_of, start_of
from rwkvchat.ui.wrap import WordWrap

RULE = 40
"""Columns of a rule, if the window has them."""


class Markdown:
    """One text. The segments that it gives are all there is to write, but for the tail."""

    def __init__(self, console: Console, width: Callable[[], int], code_theme: str) -> None:
        """Args:
        width: the columns of the window, which may change. code_theme: the colours of program code.
        """
        self._console = console
        self._styles = console.get_style
        self._width = width
        self._code_theme = code_theme
        self._wrap = WordWrap(width)
        self._inline = Inline(self._styles)
        self._base = Style.null()
        """The style of the line that is under way."""
        self._parts: list[str] = []
        """The line that is under way, if nothing of it is shown yet."""
        self._whole = False
        """Whether that line is to be taken when it is whole."""
        self._flowing: Line | None = None
        """The line that is under way, if its text is shown as it comes."""
        self._paused: Line | None = None
        """The line before, if markup in it is open that may go on in this one."""
        self._breaks: list[Line] = []
        """The lines that open markup goes over, after their first."""
        self._code: CodeBlock | None = None
        self._table: list[str] = []
        """The lines of a table that is not complete."""
        self._in_list = False
        self._after_blank = True

    def feed(self, text: str) -> list[Segment]:
        """The next piece; gives what is settled by it."""
        shown: list[Segment] = []
        at = 0
        while at < len(text):
            if text[at] == "\n":
                at += 1
                shown += self._end_line()
            elif self._flowing or self._whole:
                end = text.find("\n", at)
                piece = text[at:end] if end >= 0 else text[at:]
                at += len(piece)
                if self._flowing:
                    shown += self._wrapped(self._inline.feed(piece, self._base))
                else:
                    self._parts.append(piece)
            else:
                self._parts.append(text[at])
                at += 1
                if (line := begin_line("".join(self._parts))) is not None:
                    shown += self._begin(line)
        return shown

    def finish(self) -> list[Segment]:
        """All that is left, at the end of the text."""
        shown: list[Segment] = []
        if self._parts:
            shown += self._take_line()
            if self._table:
                return shown + self._end_table(whole=False)
        if self._flowing:
            shown += self._wrapped(self._inline.finish(self._base))
        return shown + self._end_table() + self._settle() + self._wrap.finish()

    def tail(self) -> list[Segment]:
        """What is not settled, as far as it has room behind what is.

        It takes half of a row at most: so a window that is made narrower does not break it into two rows, of which
        only one could be taken away.
        """
        half = max(1, self._width() // 2)
        if self._flowing or self._paused:
            room = min(half, self._width() - 1 - self._wrap.column)
            return start_of(self._wrap.held + self._inline.tail(self._base), room, exact=self._wrap.column > 0)
        if self._code:
            return end_of(self._code.raw("".join(self._parts[-2 * half :])), half, Style.null())
        text = "".join(self._parts[-2 * half :]) or (self._table[-1] if self._table else "")
        return end_of(text, half, self._styles("tail"))

    def _begin(self, line: Line) -> list[Segment]:
        """Take the beginning of a line, which is not the first of one that is taken when it is whole."""
        line = self._meant(line)
        if line.kind in ("table", "indented", "fence"):
            self._whole = True
            return []
        self._parts = []
        shown = self._end_table()
        if self._paused and line.kind == "text" and not line.item and line.quotes == self._paused.quotes:
            self._paused = None
            self._inline.end_line()
            self._breaks.append(line)
        else:
            shown += self._settle()
            shown += self._marks(line)
            self._base = self._styles("heading") if line.kind == "heading" else Style.null()
        self._flowing = line
        self._note(line)
        return shown + self._wrapped(self._inline.feed(line.text, self._base))

    def _end_line(self) -> list[Segment]:
        """Take a line end."""
        shown = [] if self._flowing else self._take_line()
        if self._table:  # its line ends come when it is drawn
            return shown
        if self._flowing:
            line, self._flowing = self._flowing, None
            if line.kind == "text" and self._inline.unfinished:
                self._paused = line
                return shown
            shown += self._wrapped(self._inline.finish(self._base))
        return shown + self._wrap.feed("\n")

    def _take_line(self) -> list[Segment]:
        """Take a line that is whole, up to its end."""
        text = "".join(self._parts)
        self._parts, self._whole = [], self._code is not None
        if self._code:
            if self._code.holds(text):
                shown = self._code.line(text)
                if self._code.closed:
                    self._code, self._whole = None, False
                return shown
            self._code, self._whole = None, False
        line = self._meant(begin_line(text, whole=True) or Line("text", text=text))
        if line.kind == "table":
            return self._take_row(text)
        if line.kind in ("text", "heading"):
            return self._begin(line)
        shown = self._end_table() + self._settle()
        self._note(line)
        if line.kind == "indented":
            return [*shown, Segment(text, self._styles("code"))]
        if line.kind == "blank":
            marks = "".join(mark for mark, _ in line.marks).rstrip()
            return [*shown, Segment(marks, self._styles("quote"))] if marks else shown
        shown += self._marks(line)
        if line.kind == "rule":
            shown.append(Segment("─" * min(RULE, self._width()), self._styles("rule")))
        elif line.kind == "fence":
            self._code = CodeBlock(read_fence(line.text).within(line), line.quotes, self._styles, self._code_theme)
            self._whole = True
            shown.append(Segment(line.text.strip(), self._styles("fence")))
        return shown

    def _take_row(self, text: str) -> list[Segment]:
        """Take a line that may be one of a table."""
        shown = self._settle()
        if len(self._table) == 1 and not delimiters(text):
            shown += self._end_table()
        self._table.append(text)
        self._in_list = self._after_blank = False
        return shown

    def _end_table(self, *, whole: bool = True) -> list[Segment]:
        """Draw the table that is held back, or show its source.

        Args:
            whole: whether its last line is at its end.
        """
        lines, self._table = self._table, []
        if not lines:
            return []
        drawn = draw_table(lines, self._console, self._width()) if len(lines) > 1 else None
        shown: list[Segment] = []
        for row in drawn or ([Segment(line)] for line in lines):
            if drawn:
                shown += row
            else:
                shown += self._wrapped(self._inline.feed(row[0].text, Style.null()))
                shown += self._wrapped(self._inline.finish(Style.null())) + self._wrap.finish()
            shown += self._wrap.feed("\n")
        return shown if whole else shown[:-1]

    def _settle(self) -> list[Segment]:
        """End the line before, if it was to go on."""
        if self._paused is None:
            return []
        self._paused = None
        return self._wrapped(self._inline.finish(self._base)) + self._wrap.feed("\n")

    def _wrapped(self, segments: Iterable[Segment]) -> list[Segment]:
        """What is settled of a line, in rows."""
        shown: list[Segment] = []
        segments = [*segments]
        for segment in segments:
            shown += self._wrap.feed(segment.text, segment.style)
            if segment.text == "\n":
                shown += self._marks(self._breaks.pop(0))
        if segments:
            self._breaks.clear()
        return shown

    def _marks(self, line: Line) -> list[Segment]:
        """What stands before the text of a line."""
        marks, hanging = (
            [Segment(text, self._styles(meaning) if meaning else None) for text, meaning in part]
            for part in (line.marks, line.hanging)
        )
        return self._wrap.begin(marks, hanging)

    def _meant(self, line: Line) -> Line:
        """What a line is among those before it: one that is indented is code only where no text goes on."""
        return line if line.kind != "indented" or (self._after_blank and not self._in_list) else as_text(line)

    def _note(self, line: Line) -> None:
        """Remember what the meaning of the next line depends on."""
        if line.kind == "blank":
            self._after_blank = True
            return
        if line.item:
            self._in_list = True
        elif self._after_blank and not line.text[:1].isspace() and line.kind != "fence":
            self._in_list = False
        self._after_blank = line.kind == "indented"
