"""The shipped tokenizer: exact, and simple where the corpus needs it to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from rwkvchat.demo import TOKENIZER
from rwkvchat.demo.tokenizer import CAPITALS, END_OF_TEXT, VOCABULARY, texts, train_tokenizer, with_capitals

tokenizer = Tokenizer.from_file(str(TOKENIZER))


def encoded(text: str) -> list[int]:
    ids: list[int] = tokenizer.encode(text, add_special_tokens=False).ids
    return ids


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_exactly(text: str) -> None:
    assert tokenizer.decode(encoded(text), skip_special_tokens=False) == text


def test_end_of_text_is_id_0() -> None:
    assert tokenizer.token_to_id(END_OF_TEXT) == 0
    assert tokenizer.get_vocab_size() == VOCABULARY + CAPITALS


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


def test_words_in_capitals_are_cut_as_in_small_letters() -> None:
    plain = train_tokenizer(documents=300, vocabulary=700)
    wide = with_capitals(plain, texts(1, 100), 200)
    assert wide.get_vocab_size() == 900
    for text in ("Tell me about ravens.", "what can you do?"):
        assert wide.encode(text).ids == plain.encode(text).ids
    loud = "WHAT ABOUT THAT"
    assert [token.lower() for token in wide.encode(loud).tokens[1:]] == [
        token.lower() for token in plain.encode(loud.lower()).tokens[1:]
    ]
    assert len(plain.encode(loud).ids) > len(wide.encode(loud).ids)
    assert wide.decode(wide.encode(loud).ids) == loud
