"""The World tokenizer: held against the peer's own, against the definition, and against files that are damaged."""

import random
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rwkvchat.dialogue import world as world_module
from rwkvchat.dialogue.stream import ReplyStream
from rwkvchat.dialogue.tokenizer import Tokenizer, load_tokenizer, parse_tokenizer, world_tokenizer
from rwkvchat.dialogue.world import LARGEST_FILE, LONGEST
from rwkvchat.errors import TokenError, TokenizerError

pytest.importorskip("pyrwkv_tokenizer", reason="no build of the World vocabulary's library for this Python")

exactly = settings(derandomize=True, deadline=None, max_examples=200)

SCRIPTS = [
    (0x00, 0x80), (0x20, 0x7F), (0x80, 0x250), (0x370, 0x530), (0x590, 0x780), (0x900, 0xE00), (0xE00, 0x1100),
    (0x1100, 0x1200), (0x2000, 0x2C00), (0x3000, 0x3100), (0x4E00, 0x9FFF), (0xAC00, 0xD7A4), (0xE000, 0x10000),
    (0x1F300, 0x1FB00), (0x10000, 0x110000),
]  # fmt: skip
"""Ranges of code points: controls, Latin, Greek and Cyrillic, Hebrew and Arabic, Indic, Thai, ... the rest."""


@cache
def world() -> Tokenizer:
    return world_tokenizer()


@cache
def tokens() -> dict[bytes, int]:
    return {world().token_bytes(token): token for token in range(1, 65530)}


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return world()


@pytest.fixture(scope="module")
def oracle() -> Any:
    """The `rwkv` package's own tokenizer, and the vocabulary that it carries."""
    module = pytest.importorskip("rwkv.rwkv_tokenizer")
    return module.TRIE_TOKENIZER(str(Path(module.__file__).with_name("rwkv_vocab_v20230424.txt")))


def strings(count: int) -> list[str]:
    """Texts of every script and of several at once; the same ones every time."""
    draw = random.Random(5)
    texts = []
    for _ in range(count):
        ranges = [draw.choice(SCRIPTS) for _ in range(draw.choice([1, 1, 2, 4]))]
        texts.append("".join(chr(draw.randrange(*draw.choice(ranges))) for _ in range(draw.randrange(40))))
    return texts


def longest_first(table: dict[bytes, int], data: bytes) -> list[int]:
    """The definition, as it is said."""
    ids = []
    while data:
        length = next(n for n in range(min(len(data), LONGEST), 0, -1) if data[:n] in table)
        ids.append(table[data[:length]])
        data = data[length:]
    return ids


def vocabulary(*more: str) -> bytes:
    """A file with every single byte, and more lines."""
    lines = [f"{byte + 1} {chr(byte)!r} 1" if byte < 128 else f"{byte + 1} {bytes([byte])!r} 1" for byte in range(256)]
    return "\n".join([*lines, *more, ""]).encode()


# What it does


def test_ten_thousand_strings_of_every_script_are_encoded_as_the_peer_encodes_them(
    tokenizer: Tokenizer, oracle: Any
) -> None:
    texts = strings(10_000)
    assert max(map(len, texts)) > 30
    for text in texts:
        ids = tokenizer.encode(text)
        assert ids == oracle.encode(text), ascii(text)
        assert tokenizer.decode(ids) == text
    draw = random.Random(6)
    for _ in range(2_000):
        data = draw.randbytes(draw.randrange(40))  # rarely UTF-8
        ids = oracle.encodeBytes(data)
        assert tokenizer.decode_bytes(ids) == oracle.decodeBytes(ids) == data
        assert tokenizer.decode(ids) == data.decode("utf-8", "replace")


def test_the_vocabulary_of_the_library_is_the_peers(tokenizer: Tokenizer, oracle: Any) -> None:
    assert [tokenizer.token_bytes(token) for token in range(1, 65530)] == [
        oracle.idx2token[token] for token in range(1, 65530)
    ]
    import rwkv.rwkv_tokenizer as module

    # With line ends of the other kind.
    theirs = load_tokenizer(Path(module.__file__).with_name("rwkv_vocab_v20230424.txt"))
    assert theirs.fingerprint == tokenizer.fingerprint


@exactly
@given(st.text(max_size=80))
def test_any_text_comes_back_as_it_was_by_the_longest_tokens(text: str) -> None:
    ids = world().encode(text)
    assert world().decode(ids) == text
    assert ids == longest_first(tokens(), text.encode())


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("\n\n", [261], id="two line feeds stay one token"),
        pytest.param("a\n\n", [98, 261], id="at an end too"),
        pytest.param("\x00", [1], id="a NUL"),
        pytest.param(" " * 257, [65529, 65529, 33], id="the longest tokens, and what is left"),
    ],
)
def test_these_texts_are_these_ids(tokenizer: Tokenizer, text: str, ids: list[int]) -> None:
    assert tokenizer.encode(text) == ids


def test_letters_are_not_composed(tokenizer: Tokenizer) -> None:
    assert tokenizer.decode(tokenizer.encode("e\u0301 \u00e9")) == "e\u0301 \u00e9"


def test_special_tokens_cannot_be_typed(tokenizer: Tokenizer) -> None:
    ids = tokenizer.encode("<|endoftext|><|unused 65535|>\x00")
    assert tokenizer.decode(ids) == "<|endoftext|><|unused 65535|>\x00"
    assert 0 not in ids
    assert max(ids) < 65530


def test_lone_surrogates_become_replacement_characters(tokenizer: Tokenizer) -> None:
    assert tokenizer.decode(tokenizer.encode("a\ud800b\udfff")) == "a\ufffdb\ufffd"


def test_a_long_text_comes_back(tokenizer: Tokenizer) -> None:
    text = "".join(strings(400)) * 20 + "a" * 100_000
    begun = time.perf_counter()
    ids = tokenizer.encode(text)
    print(f"{len(text.encode()) / 1e6 / (time.perf_counter() - begun):.1f} MB/s")
    assert tokenizer.decode(ids) == text


def test_tokens_have_bytes_and_texts(tokenizer: Tokenizer) -> None:
    assert (tokenizer.token_bytes(0), tokenizer.token_text(0)) == (b"", "<|endoftext|>")
    assert (tokenizer.token_bytes(0xC3 + 1), tokenizer.token_text(0xC3 + 1)) == (b"\xc3", "\ufffd")
    assert tokenizer.token_text(261) == "\n\n"
    assert tokenizer.decode([0xC3 + 1, 0, 0xA4 + 1]) == "ä"


def test_ids_of_the_model_that_the_vocabulary_leaves_free_say_nothing(tokenizer: Tokenizer) -> None:
    assert tokenizer.size == 65536
    for token in range(65530, 65536):
        assert (tokenizer.token_bytes(token), tokenizer.token_text(token)) == (b"", f"<|unused {token}|>")
    assert tokenizer.decode([98, 65530, 99]) == "ab"
    for token in (-1, 65536):
        with pytest.raises(TokenError, match=str(token)):
            tokenizer.token_bytes(token)


def test_it_fits_a_world_model_and_no_other(tokenizer: Tokenizer) -> None:
    tokenizer.check_fits(65536)
    for n_vocab in (50277, 65529, 65537):
        with pytest.raises(TokenizerError, match=f"65536 against {n_vocab}"):
            tokenizer.check_fits(n_vocab)


# While it streams

STOP = "\n\nUser:"


def shown(tokenizer: Tokenizer, ids: Sequence[int]) -> tuple[str, str, list[int]]:
    """The text that a reply of these tokens shows, piece by piece; what it keeps, as text; the kept tokens' ids."""
    stream: ReplyStream[int] = ReplyStream([STOP])
    pieces = [stream.feed(tokenizer.token_bytes(token), place) for place, token in enumerate(ids)]
    if stream.cut is None:
        return "".join(pieces) + stream.finish(), tokenizer.decode(ids), list(ids)
    assert stream.cut.before == stream.cut.kept
    kept = [*ids[: stream.cut.kept], *tokenizer.encode(stream.cut.tail)]
    return "".join(pieces), tokenizer.decode(kept), kept


@exactly
@given(
    st.lists(st.sampled_from(["a", "é", "日", "😀", "。", "\n", "\n\n", "\n    ", "User"]), max_size=12),
    st.booleans(),
    st.lists(st.integers(0, 65535), max_size=3),
    st.data(),
)
def test_parts_of_characters_and_stop_texts_stream_as_the_whole_would_be_decoded(
    parts: list[str], stops: bool, others: list[int], data: st.DataObject
) -> None:
    tokenizer = world()
    ids: list[int] = []
    for part in [*parts, *([STOP, " and"] if stops else [])]:
        # As the tokens that it is, or as its bytes; and anything that a model may sample comes between.
        ids += tokenizer.encode(part) if data.draw(st.booleans()) else [byte + 1 for byte in part.encode()]
        if others and data.draw(st.integers(0, 4)) == 0:
            ids.append(others.pop())
    said, kept, _ = shown(tokenizer, ids)
    assert said == kept == tokenizer.decode(ids).split(STOP)[0]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param(" Yes.\n\nUser: and", " Yes.", id="at a token's border"),
        pytest.param("終わり。\n\nUser: and", "終わり。", id="in a token that ends a sentence and a line"),
        pytest.param("def f():\n\n    pass\n\nUser:", "def f():\n\n    pass", id="after a blank line in code"),
        pytest.param("a\n\n\n\nUser:", "a\n\n", id="in a token of four line feeds"),
    ],
)
def test_a_stop_text_is_cut_off_though_its_line_feeds_are_parts_of_tokens(
    tokenizer: Tokenizer, text: str, kept: str
) -> None:
    said, text_kept, ids = shown(tokenizer, tokenizer.encode(text))
    assert (said, text_kept) == (kept, kept)
    assert ids == tokenizer.encode(kept)


# Files


def test_a_small_vocabulary_is_read(tmp_path: Path) -> None:
    path = tmp_path / "small.txt"
    path.write_bytes(
        vocabulary("300 'it\\'s \"so\"\\\\' 10", '301 "it\'s" 4', "302 b'\\xe6\\x97' 2", "65535 '日本\u2028' 9")
    )
    tokenizer = load_tokenizer(path)
    assert tokenizer.token_bytes(300) == b'it\'s "so"\\'
    assert tokenizer.token_bytes(302) == b"\xe6\x97"
    assert tokenizer.encode("it's 日本\u2028日!") == [301, 33, 65535, 302, 0xA5 + 1, 34]
    assert tokenizer.token_bytes(299) == b""
    assert tokenizer.fingerprint == parse_tokenizer(path.read_bytes().replace(b"\n", b"\r\n"), "other").fingerprint
    assert tokenizer.fingerprint != parse_tokenizer(vocabulary(), "other").fingerprint


def ended(line: str) -> Callable[[], bytes]:
    return lambda: vocabulary(line)


BAD_FILES = [
    pytest.param(ended("300 'ab' 3"), "line 257: its token has 2 bytes, and not 3", id="another length"),
    pytest.param(ended("300 '' 0"), "line 257: its token has 0 bytes", id="an empty token"),
    pytest.param(ended("5 'ab' 2"), "line 257: the id 5 has a token already", id="an id twice"),
    pytest.param(ended("300 'a' 1"), "line 257: its token is that of another id", id="a token twice"),
    pytest.param(ended("0 'ab' 2"), "the id 0 is not from 1 to 65535", id="the end of a text"),
    pytest.param(ended("65536 'ab' 2"), "the id 65536 is not", id="past the model's ids"),
    pytest.param(ended("300 'ab'"), "is not an id, a token in quotes, and a length", id="cut off"),
    pytest.param(ended("300 'a'b' 3"), "is not an id", id="a quote within quotes"),
    pytest.param(ended("300 print('ab') 2"), "is not an id", id="code"),
    pytest.param(ended("300 'a'*9 9"), "is not an id", id="an expression"),
    pytest.param(ended("300 f'{1}' 1"), "is not an id", id="a format"),
    pytest.param(ended("300 'a\\q' 2"), "not as Python writes", id="no such escape"),
    pytest.param(ended("300 '\\N{BULLET}' 3"), "not as Python writes", id="an escape by name"),
    pytest.param(ended("300 '\\U00110000' 4"), "not as Python writes", id="past Unicode"),
    pytest.param(ended("300 '\\ud800' 3"), "not as Python writes", id="a surrogate"),
    pytest.param(ended("300 b'日' 3"), "not as Python writes", id="letters in bytes"),
    pytest.param(ended("9" * 5000 + " 'ab' 2"), "is not an id", id="a long number"),
    pytest.param(ended(f"300 '{'a' * 1025}' 1025"), "has 1025 bytes", id="a long token"),
    pytest.param(lambda: vocabulary("", "300 'ab' 2"), "line 257: it is not an id", id="a blank line within"),
    pytest.param(lambda: vocabulary() + b"300 b'\xff' 1", "not UTF-8 at byte", id="not UTF-8"),
    pytest.param(lambda: vocabulary().partition(b"\n200 ")[0], "no token for the byte 199", id="half of it"),
    pytest.param(lambda: vocabulary() + b"\n" * 70_000, "more lines than a model has ids", id="many lines"),
    pytest.param(lambda: vocabulary() + b"#" * LARGEST_FILE, "larger than 2 MB", id="too large"),
]


@pytest.mark.parametrize(("content", "problem"), BAD_FILES)
def test_files_that_cannot_be_used_are_refused(tmp_path: Path, content: Callable[[], bytes], problem: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(content())
    with pytest.raises(TokenizerError, match=problem) as caught:
        load_tokenizer(path)
    assert str(path) in caught.value.message
    assert "--tokenizer" in caught.value.hint


@pytest.mark.parametrize(
    "count", [pytest.param(300, id="quick"), pytest.param(100_000, id="nightly", marks=pytest.mark.nightly)]
)
def test_mutated_files_give_a_tokenizer_or_one_clear_error(count: int) -> None:
    draw = random.Random(8)
    content = vocabulary("300 'the' 3", "301 b'\\xe6\\x97' 2", "302 '日本' 6")
    refused = 0
    for _ in range(count):
        data = bytearray(content)
        place = draw.randrange(len(data))
        part = data[place : place + 30]
        data[place : place + draw.randrange(6)] = draw.choice([b"'", b"\\", b"b'", b"\n", b"", part, draw.randbytes(2)])
        try:
            assert parse_tokenizer(bytes(data), "mutated.txt").size == 65536
        except TokenizerError:
            refused += 1
    assert count // 2 < refused < count


def test_without_the_library_a_file_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(world_module, "LIBRARY", "no_such_library")
    with pytest.raises(TokenizerError) as caught:
        world_tokenizer()
    assert "not installed" in caught.value.message
    assert "--tokenizer" in caught.value.hint
