"""Markdown shown without a terminal: the rows that are settled, and texts of all sorts."""

import io
from collections.abc import Sequence

from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.theme import Theme

from rwkvchat.ui.markdown import Markdown
from rwkvchat.ui.theme import THEMES


def markdown(width: int = 40, theme: str = "dark") -> Markdown:
    """Markdown for a window that is so wide."""
    chosen = THEMES[theme]
    console = Console(file=io.StringIO(), width=width, force_terminal=True, theme=Theme(dict(chosen.styles)))
    return Markdown(console, lambda: width, chosen.code)


def segments(pieces: Sequence[str], width: int = 40) -> list[Segment]:
    """All that is settled of a text that comes in pieces."""
    shown = markdown(width)
    return [*(segment for piece in pieces for segment in shown.feed(piece)), *shown.finish()]


def rows(text: str, width: int = 40) -> str:
    """What stands on the screen at the end, without styles."""
    return "".join(segment.text for segment in segments([text], width))


SCRAPS = [
    "a", "word ", "two words", " ", "  ", "    ", "\n", "\n\n", "\t", "*", "**", "***", "_", "__", "`", "``",
    "```", "```py\n", "\n```\n", "~~~\n", "~~", "- ", "\n- ", "+ ", "1. ", "12) ", "# ", "\n## ", "> ",
    "\n> ", ">", "---\n", "***\n", "| a | b |\n", "|---|--:|\n", "| c |", "|", "[", "](", "]", ")",
    "[x](http://y.z)", "![i](u)", "<", ">", "<http://a.b>", "&lt;", "&#10;", "&#x202e;", "\\", "\\*", "\\(",
    "\\\n", "日本", "。", "👩\u200d🔬", "❤\ufe0f", "e\u0301", "עברית", "1986", "=", "===\n", "!",
    "def f(): \"\"\"\n", "/* \n", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "\x1b[31m",
    "__init__", "2 * 3", "snake_case", "[ ] ", "\r\n",
]  # fmt: skip
"""What texts are made of that find what is wrong."""

TEXTS = st.lists(st.sampled_from(SCRAPS), max_size=25).map("".join)
