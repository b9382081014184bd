"""The door to the terminal: nothing that acts on it or hides in a text passes."""

import random
import sys
import unicodedata

import pytest

from rwkvchat.ui.sanitize import sanitize

# Characters of category Cf that are drawn, or that scripts and emoji need.
DRAWN = {0x0600, 0x0601, 0x0602, 0x0603, 0x0604, 0x0605, 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD}
NEEDED = {0x200C, 0x200D, *range(0x13430, 0x13460)}


@pytest.fixture(scope="module")
def every() -> str:
    return "".join(map(chr, range(sys.maxunicode + 1)))


@pytest.fixture(scope="module")
def changed(every: str) -> set[str]:
    return {char for char in every if sanitize(char) != char}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("a\tb\nc", "a\tb\nc", id="tab and line feed"),
        pytest.param("\r\n", "^M\n", id="carriage return"),
        pytest.param("\x1b[31mred\x1b]0;title\x07", "^[[31mred^[]0;title^G", id="escape sequences"),
        pytest.param("\x00\x08\x0b\x1f", "^@^H^K^_", id="other C0"),
        pytest.param("\x7f", "^?", id="DEL"),
        pytest.param("\x80\x9b31m\x9f", "<80><9b>31m<9f>", id="C1"),
        pytest.param("a\u202eb\u2066c\u061c\u200f", "a<U+202E>b<U+2066>c<U+061C><U+200F>", id="direction"),
        pytest.param("a\u200b\u2060\ufeff\u00ad", "a<U+200B><U+2060><U+FEFF><U+00AD>", id="no width"),
        pytest.param("\U000e0041\U000e007f\U000e0100", "<U+E0041><U+E007F><U+E0100>", id="tags and hidden selectors"),
        pytest.param("a\u2028b\u2029", "a<U+2028>b<U+2029>", id="separators"),
        pytest.param("\ud800\udfff\ufffe\uffff", "\ufffd" * 4, id="no characters"),
        pytest.param("é e\u0301 日本語 עברית عربي हिन्दी", "é e\u0301 日本語 עברית عربي हिन्दी", id="scripts"),
        pytest.param("می\u200cکنم", "می\u200cکنم", id="Persian non-joiner"),
        pytest.param("👩\u200d🔬 ❤\ufe0f 🇩🇪 👍🏽", "👩\u200d🔬 ❤\ufe0f 🇩🇪 👍🏽", id="emoji"),
        pytest.param("[/bold] [link=file:///x]", "[/bold] [link=file:///x]", id="markup is the renderer's matter"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_texts_are_shown_as(text: str, shown: str) -> None:
    assert sanitize(text) == shown


def test_no_code_point_passes_that_acts_on_a_terminal(every: str, changed: set[str]) -> None:
    passed = set(every) - changed
    assert {char for char in passed if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")} == {"\t", "\n"}
    assert {ord(char) for char in passed if unicodedata.category(char) == "Cf"} <= DRAWN | NEEDED
    assert {unicodedata.bidirectional(char) for char in passed}.isdisjoint(
        {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    )


def test_no_visible_character_is_lost(changed: set[str]) -> None:
    letters = {char for char in changed if unicodedata.category(char)[0] in "LNPS"}
    # The fillers of Hangul count as letters, and have no form.
    assert letters == {"\u115f", "\u1160", "\u3164", "\uffa0"}
    assert {unicodedata.category(char) for char in changed} <= {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp", "Lo", "Mn"}


def test_every_code_point_is_treated_by_itself(every: str) -> None:
    whole = sanitize(every)
    assert whole == "".join(map(sanitize, every))
    assert sanitize(whole) == whole
    whole.encode()


@pytest.mark.parametrize(
    "count", [pytest.param(5_000, id="quick"), pytest.param(1_000_000, id="nightly", marks=pytest.mark.nightly)]
)
def test_borders_of_chunks_do_not_matter(count: int, changed: set[str]) -> None:
    draw = random.Random(6)
    nasty = sorted(changed)
    for _ in range(count):
        chars = draw.choices(nasty, k=draw.randrange(6)) + draw.choices("a[\t\n;é\u200d", k=draw.randrange(6))
        draw.shuffle(chars)
        text, cut = "".join(chars), draw.randrange(len(chars) + 1)
        shown = sanitize(text)
        assert sanitize(text[:cut]) + sanitize(text[cut:]) == shown
        assert {char for char in shown if char < " " or "\x7f" <= char <= "\x9f"} <= {"\t", "\n"}
    print(f"{count} random texts")
