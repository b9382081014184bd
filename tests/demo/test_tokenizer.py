"""The shipped tokenizer: exact, and simple where the corpus needs it to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from rwkvchat.demo import TOKENIZER
from rwkvchat.demo.tokenizer import END_OF_TEXT, VOCABULARY

tokenizer = Tokenizer.from_file(str(TOKENIZER))


def encoded(text: str) -> list[int]:
    ids: list[int] = tokenizer.encode(text, add_special_tokens=False).ids
    return ids


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_exactly(text: str) -> None:
    assert tokenizer.decode(encoded(text), skip_special_tokens=False) == text


def test_end_of_text_is_id_0() -> None:
    assert tokenizer.token_to_id(END_OF_TEXT) == 0
    assert tokenizer.get_vocab_size() == VOCABULARY


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        pytest.param("\n\n", ["Ċ", "Ċ"], id="line ends"),
        pytest.param("\n\nBob:", ["Ċ", "Ċ", "Bob", ":"], id="a new turn"),
        pytest.param("13+20", ["1", "3", "+", "2", "0"], id="digits"),
        pytest.param("1, 12", ["1", ",", "Ġ1", "2"], id="digits after a space"),
    ],
)
def test_line_ends_and_digits_are_never_merged(text: str, tokens: list[str]) -> None:
    assert tokenizer.encode(text).tokens == tokens


def test_every_byte_is_a_token() -> None:
    single = [token for token in tokenizer.get_vocab() if len(token) == 1]
    assert len(single) == 256
