"""A fenced block of code: which lines are in it, and how each is shown. Knows no other blocks."""

import re

from rich.segment import Segment

from rwkvchat.ui.highlight import Highlighter
from rwkvchat.ui.inline import Styles
from rwkvchat.ui.lines import Fence


class CodeBlock:
    """The lines after an opening fence. They are shown at the window's edge and never broken, to be copied."""

    def __init__(self, fence: Fence, quotes: str, styles: Styles, theme: str) -> None:
        """Args:
        quotes: the marks of the quotes that it is in. theme: the colours of its code.
        """
        self.closed = False
        """Whether the last line was its end."""
        self._fence = fence
        self._quotes = quotes
        self._marks = re.compile(r"(?:[ \t]{0,3}> ?)" * quotes.count(">"))
        self._styles = styles
        words = re.findall(r"[\w+#-]+", fence.info)
        self._highlighter = Highlighter(words[0] if words else "text", theme, styles("answer"))

    def holds(self, line: str) -> bool:
        """Whether a line is in it, and not the first after the quote that it is in."""
        return self._marks.match(line) is not None

    def raw(self, line: str) -> str:
        """A line as it will be shown, without colours."""
        return self._fence.content(self._marks.sub("", line, count=1))

    def line(self, text: str) -> list[Segment]:
        """The next line, in colours; if it is the closing fence, the block is closed."""
        found = self._marks.match(text)
        marks, text = (found.group(), text[found.end() :]) if found else ("", text)
        before = [Segment(marks, self._styles("quote"))] if marks else []
        self.closed = self._fence.closed_by(text)
        if self.closed:
            return [*before, Segment(text.strip(), self._styles("fence"))]
        return before + self._highlighter.line(self._fence.content(text))
