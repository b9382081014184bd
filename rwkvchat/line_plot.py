"""Draws lines over two axes as an SVG whose text is text, readable on light and on dark pages.

Knows numbers and names, and the standard library alone; what was measured is for others to say.
"""

import html
import math
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

ALONE, SIDE_BY_SIDE = 640, 420
"""Widths of a plot, in pixels: of the only one, and of one of several, of which two are in a row."""
HEIGHT = 300
LEFT, RIGHT, TOP, BOTTOM = 64, 36, 74, 46
"""Room around the axes of a plot."""
CAPTION = 18
"""Of each line below the plots."""
LETTER = 6.2
"""Width of one, on an average: where a line of the caption ends, and whether there is room for a number."""
FEW = 6
"""Places of points up to which they are the marks of their axis."""

STYLE = """\
text { font: 12px system-ui, sans-serif; fill: #1f2328 }
.title { font-weight: 600; font-size: 14px }
.page { fill: #ffffff }
.grid { stroke: #d1d9e0; stroke-width: 1 }
.line { fill: none; stroke-width: 2; stroke-linejoin: round }
.c0 { stroke: #0969da } .c1 { stroke: #bc4c00 } .c2 { stroke: #1a7f37 } .c3 { stroke: #8250df }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 }
  .page { fill: #0d1117 }
  .grid { stroke: #3d444d }
  .c0 { stroke: #58a6ff } .c1 { stroke: #f0883e } .c2 { stroke: #3fb950 } .c3 { stroke: #bc8cff }
}"""
DASHES = ("none", "7 4", "2 3", "9 3 2 3")
"""Beside the colours, for who does not see them."""


@dataclass(frozen=True, slots=True)
class Line:
    """Points that belong together, in the order in which they are joined."""

    name: str
    points: Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Plot:
    """Some lines over the same axes. An axis that is not logarithmic has its zero in it where it is the upright one."""

    title: str
    x: str
    y: str
    """What the axes say, with their units."""
    lines: Sequence[Line]
    x_log: bool = False
    y_log: bool = False


@dataclass(frozen=True, slots=True)
class _Axis:
    """From numbers to places on the page."""

    low: float
    high: float
    log: bool
    start: float
    end: float

    def place(self, value: float) -> float:
        low, high, value = (math.log(each) if self.log else each for each in (self.low, self.high, value))
        return self.start + (self.end - self.start) * ((value - low) / (high - low))


def draw(plots: Sequence[Plot], caption: str = "") -> str:
    """The text of an SVG file that shows some plots, two in a row, and below them a caption.

    Raises:
        ValueError: a plot has no points, or one below zero where an axis is logarithmic.
    """
    columns = min(2, len(plots))
    width = ALONE if columns == 1 else SIDE_BY_SIDE
    below = textwrap.wrap(caption, int((columns * width - LEFT / 2) / LETTER))
    under = -(-len(plots) // columns) * HEIGHT
    whole = (columns * width, under + (len(below) + 1) * CAPTION if below else under)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole[0]} {whole[1]}" width="{whole[0]}" '
        f'height="{whole[1]}" role="img">',
        f"<title>{html.escape('; '.join(plot.title for plot in plots))}</title>",
        f"<style>\n{STYLE}\n</style>",
        f'<rect class="page" width="{whole[0]}" height="{whole[1]}"/>',
    ]
    for number, plot in enumerate(plots):
        x, y = number % columns * width, number // columns * HEIGHT
        parts += [f'<g transform="translate({x} {y})">', *_panel(plot, width), "</g>"]
    parts += [_text(LEFT / 4, under + number * CAPTION, line) for number, line in enumerate(below, start=1)]
    return "\n".join([*parts, "</svg>", ""])


def _panel(plot: Plot, width: int) -> Iterator[str]:
    points = [point for line in plot.lines for point in line.points]
    if not points:
        raise ValueError(f"there is nothing to draw: {plot.title}")
    xs, ys = ([point[axis] for point in points] for axis in (0, 1))
    if (plot.x_log and min(xs) <= 0) or (plot.y_log and min(ys) <= 0):
        raise ValueError(f"a logarithmic axis ends above zero: {plot.title}")
    x_marks = sorted(set(xs)) if len(set(xs)) <= FEW else _marks(min(xs), max(xs), plot.x_log)
    y_marks = _marks(min(ys) if plot.y_log else min(0.0, *ys), max(ys), plot.y_log)
    x = _axis([*xs, *x_marks], plot.x_log, LEFT, width - RIGHT)
    y = _axis([*ys, *y_marks], plot.y_log, HEIGHT - BOTTOM, TOP)
    yield _text(LEFT / 4, 20, plot.title, "title")
    yield from _legend(plot.lines, width)
    yield _text(LEFT / 4, 60, plot.y)
    for mark in y_marks:
        at = y.place(mark)
        yield f'<line class="grid" x1="{LEFT}" y1="{at:.1f}" x2="{width - RIGHT}" y2="{at:.1f}"/>'
        yield _text(LEFT - 6, at + 4, _number(mark), anchor="end")
    said_until = 0.0
    for mark in x_marks:
        at, half = x.place(mark), LETTER * (len(_number(mark)) + 1) / 2
        yield f'<line class="grid" x1="{at:.1f}" y1="{HEIGHT - BOTTOM}" x2="{at:.1f}" y2="{HEIGHT - BOTTOM + 5}"/>'
        if at - half >= said_until:
            yield _text(at, HEIGHT - BOTTOM + 18, _number(mark), anchor="middle")
            said_until = at + half
    yield _text((LEFT + width - RIGHT) / 2, HEIGHT - 10, plot.x, anchor="middle")
    for number, line in enumerate(plot.lines):
        places = " ".join(f"{x.place(left):.1f},{y.place(up):.1f}" for left, up in line.points)
        yield f'<polyline class="line c{number % 4}" stroke-dasharray="{DASHES[number % 4]}" points="{places}"/>'
        if len(line.points) <= 4 * FEW:
            yield from (f'<circle class="line c{number % 4}" cx="{p.split(",")[0]}" cy="{p.split(",")[1]}" r="2"/>'
                        for p in places.split())  # fmt: skip


def _legend(lines: Sequence[Line], width: int) -> Iterator[str]:
    """What the upright axis says of which line, one after another below the title."""
    step = (width - LEFT / 4) / len(lines)
    for number, line in enumerate(lines):
        at = LEFT / 4 + number * step
        yield (
            f'<line class="line c{number % 4}" stroke-dasharray="{DASHES[number % 4]}" x1="{at:.1f}" y1="38" '
            f'x2="{at + 24:.1f}" y2="38"/>'
        )
        yield _text(at + 30, 42, line.name)


def _axis(values: Sequence[float], log: bool, start: float, end: float) -> _Axis:
    low, high = min(values), max(values)
    if low == high:  # one point: in the middle
        low, high = (low / 2, high * 2) if log else (low - 1, high + 1)
    return _Axis(low, high, log, start, end)


def _marks(low: float, high: float, log: bool) -> list[float]:
    """Round numbers from at most ``low`` to at least ``high``, or so near that they are nearly the ends."""
    if low == high:
        return [low]
    if not log:
        step = _step((high - low) / 5)
        return [number * step for number in range(math.floor(low / step), math.ceil(high / step) + 1)]
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    decades = [10.0**power for power in range(first, last + 1)]
    if len(decades) > 3:
        return decades
    finer = [decade * part for decade in decades for part in (1, 1.5, 2, 3, 5, 7)]
    below = max(mark for mark in finer if mark <= low)
    above = min(mark for mark in finer if mark >= high)
    return [mark for mark in finer if below <= mark <= above]


def _step(rough: float) -> float:
    """The nearest of 1, 2, 5, 10, 20, ... that is not smaller."""
    power = 10.0 ** math.floor(math.log10(rough))
    return power * next(part for part in (1, 2, 5, 10) if part * power >= rough * 0.999)


def _number(value: float) -> str:
    return f"{value:,.6g}" if abs(value) < 1e6 else f"{value:,.0f}"


def _text(x: float, y: float, text: str, kind: str = "", anchor: str = "start") -> str:
    name = f' class="{kind}"' if kind else ""
    return f'<text{name} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{html.escape(text)}</text>'
