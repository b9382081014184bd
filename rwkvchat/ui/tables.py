"""A table of Markdown, drawn as wide as the window allows and still Markdown. Knows tables alone."""

import re
from collections.abc import Sequence

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token
from rich import box
from rich.console import Console, JustifyMethod
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

from rwkvchat.ui.inline import PARSER, styled

NARROWEST = 8
"""Columns of the window that each column of a table has to have, or its source is shown."""

LONGEST = 20_000
"""Characters of a table beyond which its source is shown."""

_DELIMITERS = re.compile(r"\|?:?-+:?(?:\|:?-+:?)*\|?")
_SIDES: dict[str, JustifyMethod] = {"right": "right", "center": "center"}
_BREAK = re.compile(r"<br[ \t]*/?>", re.IGNORECASE)


def delimiters(line: str) -> bool:
    """Whether a line is the one under the titles of a table."""
    return _DELIMITERS.fullmatch("".join(line.split())) is not None


def draw_table(lines: Sequence[str], console: Console, width: int) -> list[list[Segment]] | None:
    """The rows of a table; None if it is none, or has no room in so many columns."""
    if sum(map(len, lines)) > LONGEST:
        return None
    cells, alignments = _cells(PARSER.parse("\n".join(line.strip() for line in lines)), console)
    if not cells or any(_count(line) > len(alignments) for line in lines):  # whose cells would be left out
        return None
    table = Table(box=box.MARKDOWN, header_style=console.get_style("title"), border_style=console.get_style("rule"))
    for title, alignment in zip(cells[0], alignments, strict=True):
        table.add_column(title, justify=_SIDES.get(alignment, "left"), overflow="fold")
    for row in cells[1:]:
        table.add_row(*row)
    room = width - 3 * len(alignments) - 1
    if room < NARROWEST * len(alignments) and table.__rich_measure__(console, console.options).maximum > width:
        return None
    drawn = console.render_lines(table, console.options.update(width=width), pad=False)
    return [row for row in drawn if "".join(segment.text for segment in row).strip()]


def _count(line: str) -> int:
    """How many cells a line has."""
    cells = escapedSplit(line.strip())
    return len(cells) - (cells[0] == "") - (cells[-1] == "" and len(cells) > 1)


def _cells(tokens: Sequence[Token], console: Console) -> tuple[list[list[Text]], list[str]]:
    """The cells row by row, titles first, and how the columns are aligned."""
    rows: list[list[Text]] = []
    alignments: list[str] = []
    if not tokens or tokens[0].type != "table_open" or tokens[-1].type != "table_close":
        return rows, alignments
    for number, token in enumerate(tokens):
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open"):
            parts = styled(tokens[number + 1].children or [], Style.null(), console.get_style)
            text = Text.assemble(*((_BREAK.sub("\n", part.text), part.style or "") for part in parts))
            rows[-1].append(text)
            if token.type == "th_open":
                alignments.append(str(token.attrs.get("style", "")).removeprefix("text-align:"))
    return rows, alignments
