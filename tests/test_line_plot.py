"""Drawings are well-formed, say what they are given as text, and put numbers where they belong."""

import itertools
import xml.etree.ElementTree as ET

import pytest

from rwkvchat.line_plot import Line, Plot, draw

SVG = "{http://www.w3.org/2000/svg}"
PACE = Plot(
    "Pace & length", "tokens <read>", "tokens/s",
    [Line("writing", [(1e3, 20), (1e4, 21), (1e5, 19), (1e6, 20)]), Line("reading", [(1e3, 300), (1e6, 300)])],
    x_log=True,
)  # fmt: skip


def texts(svg: str) -> list[str]:
    return [each.text or "" for each in ET.fromstring(svg).iter(f"{SVG}text")]


def places(svg: str) -> list[list[tuple[float, float]]]:
    """Of each line, where its points are."""
    return [
        [(float(x), float(y)) for x, y in (point.split(",") for point in line.get("points", "").split())]
        for line in ET.fromstring(svg).iter(f"{SVG}polyline")
    ]


def test_all_that_is_said_is_text() -> None:
    said = texts(draw([PACE], "an <odd> machine & 2 threads"))
    assert {"Pace & length", "tokens <read>", "writing", "reading", "an <odd> machine & 2 threads"} <= set(said)
    assert {"1,000", "10,000", "100,000", "1,000,000", "0", "300"} <= set(said)


def test_a_logarithm_makes_equal_steps_of_tens_and_the_upright_axis_begins_at_zero() -> None:
    writing, reading = places(draw([PACE]))
    steps = [round(right[0] - left[0]) for left, right in itertools.pairwise(writing)]
    assert len(set(steps)) == 1
    assert writing[0][0] == reading[0][0]
    zero = 254.0  # the place of the axis itself
    heights = [(zero - y) / up for (_, y), up in zip([*writing, *reading], [20, 21, 19, 20, 300, 300], strict=True)]
    assert max(heights) - min(heights) < 0.01


def test_a_curve_over_less_than_a_decade_has_marks_at_both_ends() -> None:
    loss = [(float(step), 4.4 / (step + 1) ** 0.3) for step in range(200)]
    svg = draw([Plot("loss", "steps", "loss", [Line("loss", loss)], y_log=True)])
    assert {"0.7", "1", "1.5", "2", "3", "5"} <= set(texts(svg))
    assert "circle" not in svg


def test_several_plots_are_side_by_side_and_none_reaches_into_another() -> None:
    whole = ET.fromstring(draw([PACE] * 3, "word " * 60))
    assert [group.get("transform") for group in whole.iter(f"{SVG}g")] == [
        "translate(0 0)", "translate(420 0)", "translate(0 300)",
    ]  # fmt: skip
    assert all(0 < x < 420 and 0 < y < 300 for line in places(draw([PACE] * 3)) for x, y in line)
    below = [float(each.get("y", "0")) for each in whole.findall(f"{SVG}text")]
    assert len(below) > 1  # the caption is broken
    assert 600 < min(below) < max(below) < float(whole.get("height", "0"))


def test_dark_pages_are_thought_of() -> None:
    assert "prefers-color-scheme: dark" in draw([PACE])


@pytest.mark.parametrize(
    "points", [[(1, 5)], [(1, 5), (2, 5)], [(1, 0), (2, 0)], [(0, -3), (1, 4)]], ids=["one", "flat", "zero", "below"]
)
def test_odd_points_are_drawn(points: list[tuple[float, float]]) -> None:
    [line] = places(draw([Plot("odd", "x", "y", [Line("y", points)])]))
    assert len(line) == len(points)
    assert all(0 < x < 640 and 0 < y < 300 for x, y in line)


def test_a_single_point_on_logarithmic_axes_is_drawn() -> None:
    [[(x, _)]] = places(draw([Plot("odd", "x", "y", [Line("y", [(8, 3)])], x_log=True, y_log=True)]))
    assert x == 334


@pytest.mark.parametrize(
    ("plot", "message"),
    [
        (Plot("nothing", "x", "y", [Line("y", [])]), "nothing to draw"),
        (Plot("from 0", "x", "y", [Line("y", [(0, 1), (1, 2)])], x_log=True), "above zero"),
        (Plot("to 0", "x", "y", [Line("y", [(1, 1), (2, 0)])], y_log=True), "above zero"),
    ],
    ids=["no points", "x", "y"],
)
def test_what_cannot_be_drawn_is_refused(plot: Plot, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        draw([plot])
