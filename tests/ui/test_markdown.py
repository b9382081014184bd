"""Markdown in rows: what is shown, whatever pieces it comes in, and how much work that is."""

import random
import re
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_cases import TEXTS, markdown, rows, segments
from pygments.lexer import Lexer
from rich.cells import cell_len

from rwkvchat.ui import highlight, inline


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("one **two** *three* _four_ `five` ~~six~~", "one two three four five six", id="styles"),
        pytest.param("2 * 3 and 2*3 and snake_case_name", "2 * 3 and 2*3 and snake_case_name", id="no markup"),
        pytest.param("a*b*c, 2**3**4 and 2*3", "a*b*c, 2**3**4 and 2*3", id="products"),
        pytest.param("*a* b*c*d **e**f", "a b*c*d ef", id="products after slanted words"),
        pytest.param("日本**太字**です", "日本太字です", id="bold between wide characters"),
        pytest.param("never **closed\n\nnext", "never **closed\n\nnext", id="bold never closed"),
        pytest.param("a ` tick and `` two", "a ` tick and `` two", id="code never closed"),
        pytest.param("see [1] and [x", "see [1] and [x", id="brackets"),
        pytest.param("*.py and *.txt", "*.py and *.txt", id="stars of names"),
        pytest.param("the __init__ method", "the __init__ method", id="names with underscores"),
        pytest.param("**over\ntwo lines** done", "over\ntwo lines done", id="bold over two lines"),
        pytest.param("> **over\n> two**", "> over\n> two", id="bold over two lines of a quote"),
        pytest.param("**open\n- item", "**open\n- item", id="a list ends a paragraph"),
        pytest.param("one\ntwo\n\nthree", "one\ntwo\n\nthree", id="line ends"),
        pytest.param(r"\*not\* \(x\) C:\dir \\ \[ y \]", r"*not* \(x\) C:\dir \\ \[ y \]", id="backslashes"),
        pytest.param("<b>x</b> &amp; &lt;", "<b>x</b> & <", id="HTML"),
        pytest.param("[a](http://b.c) <http://d.e>", "a (http://b.c) http://d.e", id="links"),
        pytest.param("[http://b.c](http://b.c)", "http://b.c", id="a link that is its own text"),
        pytest.param("![a](b.png)", "a (b.png)", id="picture"),
        pytest.param("# Title #1\n#hashtag", "Title #1\n#hashtag", id="heading"),
        pytest.param("Title\n===\ntext", "Title\n===\ntext", id="a title below"),
        pytest.param("- a\n  - b\n* c\n1. d\n12) e", "- a\n  - b\n* c\n1. d\n12) e", id="lists"),
        pytest.param("- [ ] to do\n- [x] done", "- [ ] to do\n- [x] done", id="tasks"),
        pytest.param("1. a\n   ```c\n   x\n     y\n   ```\n2. z", "1. a\n```c\nx\n  y\n```\n2. z", id="a list's code"),
        pytest.param("- ```\n  x\n  ```\ny", "- ```\nx\n```\ny", id="code is all of an item"),
        pytest.param("> ```\n> x\n> ```\n> y", "> ```\n> x\n> ```\n> y", id="code in a quote"),
        pytest.param("> ```\n> x\ny **z**", "> ```\n> x\ny z", id="a quote ends its code"),
        pytest.param("````\n```\n**x**\n````\n**y**", "````\n```\n**x**\n````\ny", id="a longer fence"),
        pytest.param("~~~ c\n*x*\n~~~", "~~~ c\n*x*\n~~~", id="tildes"),
        pytest.param("```\n*x*", "```\n*x*", id="code without an end"),
        pytest.param("```nothing\n*x*\n```\n", "```nothing\n*x*\n```\n", id="a language nobody knows"),
        pytest.param("```x``` is code", "x is code", id="code in a line that begins with three ticks"),
        pytest.param("a\n\n    *x*\n\nb", "a\n\n    *x*\n\nb", id="code by its indent"),
        pytest.param("- a\n\n    *x*", "- a\n\n    x", id="text in a list by its indent"),
        pytest.param("a\n    *x*", "a\n    x", id="text goes on, whatever its indent"),
        pytest.param("---\n***\n_ _ _", "\n".join(["─" * 40] * 3), id="rules"),
        pytest.param("-\n1.\n#\n>", "-\n1.\n#\n>", id="marks alone"),
        pytest.param("-5 degrees\n1986 was", "-5 degrees\n1986 was", id="numbers"),
        pytest.param("> a\n>\n> > b", "> a\n>\n> > b", id="quotes"),
        pytest.param("| not a table\n| at all", "| not a table\n| at all", id="no table"),
        pytest.param("|a|b|\n|-|-|\n", "| a | b |\n|---|---|\n", id="a table of titles"),
        pytest.param("|a|b|\n|-|-|\n|c|", "| a | b |\n|---|---|\n| c |   |", id="a cell is missing"),
        pytest.param("|a|\n|-|\n|**x**<br>y|\nz", "| a |\n|---|\n| x |\n| y |\nz", id="lines in a cell"),
        pytest.param("|x\n|a|b|\n|-|-:|\n|c|1|\n\nd", "|x\n| a | b |\n|---|---|\n| c | 1 |\n\nd", id="a bar before"),
        pytest.param("&#10;&#x202e;", " <U+202E>", id="what markup makes of numbers"),
        pytest.param("|a|\n|-|\n|b|c|\n", "|a|\n|-|\n|b|c|\n", id="a table with too many cells"),
        pytest.param("tab\tx", "tab\tx", id="tabs"),
        pytest.param("two spaces  \nend ", "two spaces\nend", id="no spaces at the ends of rows"),
        pytest.param("", "", id="nothing"),
    ],
)  # fmt: skip
def test_a_text_is_shown(text: str, shown: str) -> None:
    assert rows(text) == shown


def test_rows_hang_below_the_text_of_their_item() -> None:
    assert rows("10. one two three\n> four five\n  - six seven eight", 12) == (
        "10. one two\n    three\n> four five\n  - six\n    seven\n    eight"
    )


def test_long_rows_of_code_are_left_to_the_terminal() -> None:
    code = "x = " + " + ".join(map(str, range(100)))
    assert rows(f"```py\n{code}\n```") == f"```py\n{code}\n```"


def test_a_table_is_drawn_as_wide_as_the_window() -> None:
    text = f"| name | text |\n|:--|--:|\n| a | {'word ' * 20}|\n| 日本 | 1 |"
    shown = rows(text, 40).splitlines()
    assert {cell_len(row) for row in shown} == {40}
    assert " ".join(shown).count("word") == 20
    assert shown[-1] == f"| 日本 |{'1':>30} |"


def test_a_table_without_room_is_shown_as_it_was_written() -> None:
    row = "| " + " | ".join("abcdefgh" for _ in range(9)) + " |"
    text = f"{row}\n{'|-' * 9}|\n{row}\nend"
    assert rows(text, 40).split() == text.split()
    assert max(map(len, rows(text, 40).splitlines())) <= 40


def test_a_very_long_table_is_shown_as_it_was_written() -> None:
    text = "|a|\n|-|\n" + f"|{'_x* ' * 200}|\n" * 100
    assert "".join(rows(text).split()) == "".join(text.split())


def test_styles_have_their_meanings() -> None:
    shown = {segment.text.strip(): str(segment.style) for segment in segments(
        ["# head\n**bold** *slant* ***both*** `code` [link](url)\n> quote\n- item\n```py\nif\n```"])}  # fmt: skip
    assert shown["bold"] == "bold"
    assert shown["slant"] == "italic"
    assert shown["both"] == "bold italic"
    assert shown["code"] == shown["(url)"] == "cyan"
    assert shown["link"] == "underline cyan"
    assert shown["head"] == "bold magenta"
    assert shown[">"] == "green"
    assert shown["-"] == "yellow"
    assert shown["```py"] == "dim"
    assert "blue" in shown["if"]


@settings(deadline=None, derandomize=True)
@given(text=TEXTS, width=st.integers(1, 60), seed=st.integers(0, 1000))
def test_pieces_do_not_matter(text: str, width: int, seed: int) -> None:
    dice = random.Random(seed)
    cuts = sorted(dice.choices(range(len(text) + 1), k=dice.randrange(20)))
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert segments(pieces, width) == segments([*text], width) == segments([text], width)


@settings(deadline=None, derandomize=True)
@given(text=TEXTS)
def test_no_letter_is_lost(text: str) -> None:
    plain = re.sub(r"&#?\w+;", "", text)  # which stand for other characters
    missing = Counter(filter(str.isalnum, plain)) - Counter(filter(str.isalnum, rows(text)))
    assert not missing


@settings(deadline=None, derandomize=True)
@given(text=TEXTS, width=st.integers(1, 60))
def test_the_tail_has_room_in_its_row(text: str, width: int) -> None:
    shown = markdown(width)
    row = ""
    for char in text:
        row = (row + "".join(segment.text for segment in shown.feed(char))).rpartition("\n")[2]
        tail = "".join(segment.text for segment in shown.tail())
        assert cell_len(tail) <= max(1, width // 2)
        assert "\n" not in tail
        if cell_len(row) < width and "\t" not in row and tail:
            assert cell_len(row + tail) < width or row == ""


def test_the_tail_shows_markup_as_it_will_be() -> None:
    shown = markdown()
    shown.feed("so **very bo")
    assert [(segment.text, str(segment.style)) for segment in shown.tail()] == [(" ", "none"), ("very bo", "bold")]
    shown.feed("ld** `co")
    assert [segment.text for segment in shown.tail()] == [" ", "co"]
    shown.feed("de` 2*3 is")
    assert [segment.text for segment in shown.tail()] == [" ", "is"]


@pytest.mark.parametrize(
    ("text", "tail"),
    [
        pytest.param("a wor", " wor", id="a word"),
        pytest.param("- ", "- ", id="a mark"),
        pytest.param("```py\n  x = 1", "  x = 1", id="code"),
        pytest.param("```py\n" + "x" * 30 + "y" * 10, "…" + "x" * 9 + "y" * 10, id="long code"),
        pytest.param("| a | b |\n", "| a | b |", id="a table"),
        pytest.param("| a | b |\n|-", "|-", id="a row of a table"),
        pytest.param("done\n", "", id="nothing"),
        pytest.param("x **a 👩\u200d🔬 b", " a ", id="only what all terminals make as wide"),
    ],
)
def test_the_tail_shows_what_is_not_settled(text: str, tail: str) -> None:
    shown = markdown()
    shown.feed(text)
    assert "".join(segment.text for segment in shown.tail()) == tail


def test_rows_are_settled_as_they_fill() -> None:
    shown = markdown()
    settled = "".join(segment.text for _ in range(100) for segment in shown.feed("some words and "))
    assert len(settled) > 100 * 14
    settled = "".join(segment.text for _ in range(100) for segment in shown.feed("**words** not *closed "))
    assert len(settled) > 100 * 15 - inline.LONGEST


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("some words of **one** long paragraph with `code` " * 300, id="a paragraph"),
        pytest.param("*a `b [c _d " * 1000, id="markup that is never closed"),
        pytest.param("x" * 10_000, id="a word"),
        pytest.param("日本語" * 3000, id="wide characters"),
        pytest.param("**" * 5000, id="marks alone"),
        pytest.param("- " * 5000, id="bullets alone"),
        pytest.param("> " * 5000, id="quotes alone"),
        pytest.param("-" * 10_000, id="a long rule"),
        pytest.param("a `" + "`" * 10_000, id="ticks"),
        pytest.param("[" * 5000 + "](" * 2000, id="brackets"),
    ],
)
def test_work_does_not_grow_with_what_was_shown(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    work = []

    def counted(function):  # type: ignore[no-untyped-def]
        def call(part: str, *rest: object):  # type: ignore[no-untyped-def]
            work.append(len(part))
            return function(part, *rest)

        return call

    monkeypatch.setattr(inline, "parse", counted(inline.parse))
    monkeypatch.setattr(inline, "closing", counted(inline.closing))
    segments([*text])
    assert max(work) <= 2 * inline.LONGEST + 1
    assert sum(work) <= (inline.LONGEST + 10) * len(text)


def test_code_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    work, tokens = [], highlight._tokens

    def counted(lexer: Lexer, text: str, stack: list[str] | None) -> Iterator[highlight.Token]:
        work.append(len(text))
        return tokens(lexer, text, stack)

    monkeypatch.setattr(highlight, "_tokens", counted)
    code = 'def function(value):\n    """A text\n    over lines."""\n    return value + 1  # comment\n' * 500
    rows(f"```python\n{code}```\n")
    assert sum(work) == len(code)
