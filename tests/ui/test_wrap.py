"""Lines end between words, however the text is cut into pieces."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from rwkvchat.ui.wrap import WordWrap, cells


def text_of(segments: Iterable[Segment]) -> str:
    return "".join(segment.text for segment in segments)


def wrapped(pieces: list[str], width: int) -> str:
    wrap = WordWrap(lambda: width)
    return "".join(text_of(wrap.feed(piece)) for piece in pieces) + text_of(wrap.finish())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one two three", "one two\nthree"),
        ("one  two", "one  two"),
        ("one two\nthree four", "one two\nthree\nfour"),
        ("  - one two", "  - one\ntwo"),
        ("abcdefghijklmnop qr", "abcdefghijklmnop\nqr"),
        ("abcdefghijk lm no", "abcdefghijk lm\nno"),
        ("a bcdefghijkl", "a\nbcdefghijkl"),
        ("日本語日本語", "日本語日\n本語"),
        ("日本語日。本", "日本語\n日。本"),
        ("日本語「日本", "日本語\n「日本"),
        ("日本語👩\u200d🔬", "日本語\n👩\u200d🔬"),
        ("日本語👍🏽", "日本語\n👍🏽"),
        ("abcde❤\ufe0f日", "abcde❤\ufe0f\n日"),
        ("abcdefg e\u0301", "abcdefg\ne\u0301"),
        ("one two ", "one two"),
        ("\n\none", "\n\none"),
    ],
    ids=[
        "words",
        "two spaces",
        "its own lines",
        "an indent",
        "a long word",
        "beside its end",
        "after a word",
        "wide characters",
        "no row begins with a full stop",
        "nor ends with a bracket",
        "joined",
        "a skin",
        "an emoji that some terminals make wide",
        "combining",
        "the end",
        "blank",
    ],
)
def test_a_line_ends_where_the_next_word_would_not_fit(text: str, shown: str) -> None:
    assert wrapped([text], 8) == shown


TEXTS = st.text(st.sampled_from("ab cd\n\t日é-"), max_size=60)


@settings(deadline=None)
@given(pieces=st.lists(TEXTS, max_size=8), width=st.integers(2, 30))
def test_pieces_do_not_matter_and_only_white_space_changes(pieces: list[str], width: int) -> None:
    text = "".join(pieces)
    shown = wrapped(pieces, width)
    assert shown == wrapped([text], width)
    assert "".join(shown.split()) == "".join(text.split())
    for line in shown.split("\n"):
        # The terminal breaks a word wider than the window, and what follows stands beside its end.
        words = [cell_len(word) for word in line.split()]
        assert cell_len(line) <= width or len(words) <= 1 or max(words) > width or "\t" in line


def test_a_window_that_grows_is_used_at_once() -> None:
    columns = 8
    wrap = WordWrap(lambda: columns)
    first = text_of(wrap.feed("one two three "))
    columns = 80
    assert first + text_of(wrap.feed("four five") + wrap.finish()) == "one two\nthree four five"


def test_only_the_word_that_is_not_complete_is_held_back() -> None:
    wrap = WordWrap(lambda: 80)
    assert [text_of(wrap.feed(piece)) for piece in ("on", "e t", "wo ")] == ["", "one", " two"]
    assert text_of(wrap.held) == " "


def test_a_word_wider_than_the_window_is_not_held_back() -> None:
    wrap = WordWrap(lambda: 8)
    assert text_of(wrap.feed("x" * 9)) == "x" * 9
    assert text_of(wrap.feed("y")) == "y"


def test_rows_that_go_on_begin_with_what_hangs_there() -> None:
    wrap = WordWrap(lambda: 12)
    shown = text_of(wrap.begin([Segment("> - ")], [Segment("> "), Segment("  ")]))
    shown += text_of(wrap.feed("one two three\nfour five six") + wrap.finish())
    assert shown == "> - one two\n>   three\nfour five\nsix"


def test_in_a_narrow_window_nothing_hangs() -> None:
    wrap = WordWrap(lambda: 8)
    shown = text_of(wrap.begin([Segment("      - ")], [Segment("        ")]) + wrap.feed("one two"))
    assert shown + text_of(wrap.finish()) == "      - one\ntwo"


def test_a_word_of_several_styles_is_one_word() -> None:
    wrap = WordWrap(lambda: 8)
    bold = Style(bold=True)
    shown = wrap.feed("one two") + wrap.feed("three", bold) + wrap.feed(" four") + wrap.finish()
    assert text_of(shown) == "one\ntwothree\nfour"
    assert [segment.text for segment in shown if segment.style == bold] == ["three"]


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("日本", 4), ("e\u0301", 1), ("❤\ufe0f", 2), ("👩\u200d🔬", 4)]
)
def test_where_terminals_disagree_the_wider_is_reckoned_with(text: str, columns: int) -> None:
    assert cells(text) == columns
