"""Lines end between words, however the text is cut into pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from rwkvchat.ui.wrap import WordWrap


def wrapped(pieces: list[str], width: int) -> str:
    wrap = WordWrap(lambda: width)
    return "".join(map(wrap.feed, pieces)) + wrap.finish()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one two three", "one two\nthree"),
        ("one  two", "one  two"),
        ("one two\nthree four", "one two\nthree\nfour"),
        ("  - one two", "  - one\ntwo"),
        ("abcdefghijklmnop qr", "abcdefghijklmnop\nqr"),
        ("日本語日本語", "日本語日\n本語"),
        ("one two ", "one two"),
        ("\n\none", "\n\none"),
    ],
    ids=["words", "two spaces", "its own lines", "an indent", "a long word", "wide characters", "the end", "blank"],
)
def test_a_line_ends_where_the_next_word_would_not_fit(text: str, shown: str) -> None:
    assert wrapped([text], 8) == shown


TEXTS = st.text(st.sampled_from("ab cd\n\t日é-"), max_size=60)


@given(pieces=st.lists(TEXTS, max_size=8), width=st.integers(2, 30))
def test_pieces_do_not_matter_and_only_white_space_changes(pieces: list[str], width: int) -> None:
    text = "".join(pieces)
    shown = wrapped(pieces, width)
    assert shown == wrapped([text], width)
    assert "".join(shown.split()) == "".join(text.split())
    for line in shown.split("\n"):
        assert cell_len(line.expandtabs()) <= width or len(line.split()) <= 1 or "\t" in line


def test_a_window_that_grows_is_used_at_once() -> None:
    widths = iter([8, 8, 80, 80, 80, 80])
    wrap = WordWrap(lambda: next(widths))
    assert wrap.feed("one two three four five") + wrap.finish() == "one two\nthree four five"


def test_only_the_word_that_is_not_complete_is_held_back() -> None:
    wrap = WordWrap(lambda: 80)
    assert [wrap.feed("on"), wrap.feed("e t"), wrap.feed("wo ")] == ["", "one", " two"]
