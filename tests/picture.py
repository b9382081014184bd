"""Draws the picture of the README: a session with the model that ships, typed into a real terminal, as an SVG.

python tests/picture.py .github/session.svg
"""

import io
import os
import sys
import tempfile
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from programs import Program
from pyte.screens import Char
from rich.color import Color
from rich.console import Console
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from rich.text import Text
from terminals import Terminal, history_of

from rwkvchat.demo import MODEL

LINES = (
    "Hello! My name is Zorbel.",
    "Tell me about ravens.",
    "/retry seed=4",
    "/fork eve",
    "No, call me Eve.",
    "/switch main",
    "What is my name?",
)
COLUMNS, ROWS = 80, 60
DARK = TerminalTheme(
    (22, 24, 29),
    (214, 218, 224),
    [
        *((40, 44, 52), (224, 108, 117), (152, 195, 121), (229, 192, 123)),
        *((97, 175, 239), (198, 120, 221), (86, 182, 194), (171, 178, 191)),
    ],
    [
        *((110, 118, 131), (240, 130, 140), (170, 215, 140), (240, 210, 145)),
        *((125, 195, 250), (215, 145, 235), (110, 205, 215), (240, 243, 247)),
    ],
)
"""Background, foreground, and the eight colours twice: as they are, and bright."""
NAMES = {"brown": "yellow", "brightbrown": "bright_yellow"}
"""Colours that the screen calls otherwise than rich."""
FORMAT = """\
<svg class="{unique_id}" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: {char_height}px;
line-height: {line_height}px; font-variant-east-asian: full-width; }}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>{lines}</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">{matrix}</g>
</g>
</svg>
"""
"""As rich has it, without the fonts that it would load from the network."""


def colour(name: str) -> Color | None:
    """A colour by the name that the screen has for it."""
    if name == "default":
        return None
    if len(name) == 6 and all(digit in "0123456789abcdef" for digit in name):
        return Color.parse(f"#{name}")
    return Color.parse(NAMES.get(name, name.replace("bright", "bright_")))


def style_of(cell: Char) -> Style:
    """How a place on the screen looks."""
    return Style(
        color=colour(cell.fg), bgcolor=colour(cell.bg), bold=cell.bold, italic=cell.italics, underline=cell.underscore
    )


def rows_of(terminal: Terminal) -> list[Text]:
    """The screen's rows in their colours, from the program's first to the last before the empty prompt."""
    rows = []
    for y in range(terminal.screen.lines):
        line = terminal.screen.buffer[y]
        cells = [line[x] for x in range(terminal.screen.columns)]
        runs = groupby(cells, style_of)
        row = Text.assemble(*(("".join(cell.data for cell in run), style) for style, run in runs))
        row.rstrip()
        rows.append(row)
    while rows and rows[-1].plain in ("", ">"):
        rows.pop()
    first = next(i for i, row in enumerate(rows) if row.plain.startswith("rwkvchat with"))
    return rows[first:]


def held(lines: Sequence[str]) -> list[Text]:
    """A chat in which these lines were typed, as it stands at the end."""

    class Shipped(Program):
        def command(self, arguments: Sequence[str], *, model: bool = True) -> list[str]:
            return super().command(arguments, model=False)

    with tempfile.TemporaryDirectory() as folder:
        program = Shipped(Path(folder), MODEL)
        history_of(program).parent.mkdir(parents=True)
        history_of(program).touch()  # not the first time here
        program.environment["OMP_NUM_THREADS"] = str(os.cpu_count())
        terminal = Terminal(program, "--seed", "1", columns=COLUMNS, lines=ROWS)
        try:
            terminal.shows(" tokens")
            for line in lines:
                terminal.say(line)
            shown = rows_of(terminal)
        finally:
            terminal.close()
    return shown


def main() -> int:
    """Write the picture to the file that the command line names."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), color_system="truecolor", highlight=False)
    for row in held(LINES):
        console.print(row, soft_wrap=True)
    console.save_svg(sys.argv[1], title="rwkvchat", theme=DARK, code_format=FORMAT, unique_id="session")
    return 0


if __name__ == "__main__":
    sys.exit(main())
