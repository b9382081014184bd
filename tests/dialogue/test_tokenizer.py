"""The tokenizer of a tokenizer.json, on a small vocabulary that is trained here; and the door to both kinds."""

import hashlib
import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tokenizers
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import AddedToken, decoders, models, normalizers, pre_tokenizers, trainers

from rwkvchat.dialogue.bpe import BpeTokenizer
from rwkvchat.dialogue.tokenizer import LARGEST_FILE, Tokenizer, load_tokenizer, parse_tokenizer
from rwkvchat.errors import TokenError, TokenizerError

CORPUS = [
    "Bob: why is the sky blue?\n\n",
    "Alice: because the blue light is scattered more than the red light.\n\n",
    "the end\n",
    "für die Äpfel 日本語 日本語 😀\n\n",
]

exactly = settings(derandomize=True, deadline=None, max_examples=200)


def trained() -> tokenizers.Tokenizer:
    """A vocabulary like the 20B one: byte-level, NFC, runs of spaces as added tokens, two special tokens."""
    library = tokenizers.Tokenizer(models.BPE())
    library.normalizer = normalizers.NFC()
    library.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    library.decoder = decoders.ByteLevel()
    library.train_from_iterator(
        CORPUS,
        trainers.BpeTrainer(
            vocab_size=320,
            special_tokens=["<|endoftext|>", "<|padding|>"],
            initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
            show_progress=False,
        ),
    )
    library.add_tokens([AddedToken(" " * length, normalized=True) for length in (4, 3, 2)])
    return library


@pytest.fixture(scope="module")
def content() -> bytes:
    return trained().to_str().encode()


@pytest.fixture(scope="module")
def library(content: bytes) -> tokenizers.Tokenizer:
    return tokenizers.Tokenizer.from_buffer(content)


@pytest.fixture(scope="module")
def tokenizer(content: bytes) -> Tokenizer:
    return parse_tokenizer(content, "small.json")


def id_of(library: tokenizers.Tokenizer, text: str) -> int:
    token = library.token_to_id(text)
    assert token is not None
    return token


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("Bob: why is the sky blue?\n\nAlice:", id="a turn"),
        pytest.param("a  b   c    d         e", id="runs of spaces"),
        pytest.param("日本語 für 😀👩\u200d🔬", id="scripts"),
        pytest.param("\x00\x07\x7f\x85\ufeff\U0010ffff", id="controls"),
        pytest.param("tabs\tand\r\nlines", id="white space"),
        pytest.param("<|endoftext|><|padding|>", id="special tokens typed"),
    ],
)
def test_texts_come_back(tokenizer: Tokenizer, text: str) -> None:
    assert tokenizer.decode(tokenizer.encode(text)) == text


@exactly
@given(st.text(max_size=60))
def test_any_text_comes_back_in_nfc(tokenizer: Tokenizer, text: str) -> None:
    ids = tokenizer.encode(text)
    # Not by unicodedata, which may know another version of Unicode.
    assert tokenizer.decode(ids) == normalizers.NFC().normalize_str(text)
    assert all(0 < token < tokenizer.size for token in ids)


@exactly
@given(st.text(max_size=60))
def test_ids_are_those_of_the_library_but_for_the_end(
    tokenizer: Tokenizer, library: tokenizers.Tokenizer, text: str
) -> None:
    text += "."
    assert tokenizer.encode(text) == library.encode(text).ids


@exactly
@given(st.data())
def test_any_ids_decode_as_the_library_decodes_them(
    tokenizer: Tokenizer, library: tokenizers.Tokenizer, data: st.DataObject
) -> None:
    ids = data.draw(st.lists(st.integers(0, tokenizer.size - 1), max_size=20))
    # With added tokens the library decodes the parts between them by themselves, characters across them included.
    plain = [token for token in ids if token < tokenizer.size - 3 and token > 1]
    assert tokenizer.decode(plain) == library.decode(plain)
    assert tokenizer.decode_bytes(ids) == b"".join(map(tokenizer.token_bytes, ids))


@pytest.mark.parametrize(
    ("text", "end"),
    [
        pytest.param("a\n\n", ["Ċ", "Ċ"], id="at the end it is two"),
        pytest.param("\n\n", ["Ċ", "Ċ"], id="alone it is two"),
        pytest.param("a\n\nb", ["Ċ", "Ċ", "b"], id="before a text it was two anyway"),
        pytest.param("a\n", ["Ċ"], id="one is one"),
        pytest.param("a\n\n    ", ["ĊĊ", "    "], id="before an added token it is left alone"),
    ],
)
def test_two_line_feeds_at_the_end_are_two_tokens(
    tokenizer: Tokenizer, library: tokenizers.Tokenizer, text: str, end: list[str]
) -> None:
    assert library.encode("a\n\n").tokens[-1] == "ĊĊ"
    assert tokenizer.encode(text)[-len(end) :] == [id_of(library, token) for token in end]
    assert tokenizer.decode(tokenizer.encode(text)) == text


def test_a_vocabulary_with_no_token_for_two_line_feeds_is_left_alone() -> None:
    library = trained()
    table = json.loads(library.to_str())
    table["model"]["merges"] = [merge for merge in table["model"]["merges"] if merge != ["Ċ", "Ċ"]]
    tokenizer = parse_tokenizer(json.dumps(table).encode(), "small.json")
    assert tokenizer.encode("a\n\n") == library.encode("a").ids + [id_of(library, "Ċ")] * 2


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<|endoftext|>", id="alone"),
        pytest.param("end<|endoftext|> of <|endoftext|>\n<|padding|>", id="in a text"),
        pytest.param("<|endoftext|><|endoftext|>", id="twice"),
    ],
)
def test_special_tokens_cannot_be_typed(tokenizer: Tokenizer, library: tokenizers.Tokenizer, text: str) -> None:
    assert 0 in tokenizers.Tokenizer.from_str(library.to_str()).encode(text).ids
    assert {0, 1}.isdisjoint(tokenizer.encode(text))


def test_lone_surrogates_become_replacement_characters(tokenizer: Tokenizer) -> None:
    assert tokenizer.decode(tokenizer.encode("a\ud800b\udfff")) == "a\ufffdb\ufffd"


def test_tokens_have_bytes_and_texts(tokenizer: Tokenizer, library: tokenizers.Tokenizer) -> None:
    first = id_of(library, "Ã")
    assert (tokenizer.token_bytes(first), tokenizer.token_text(first)) == (b"\xc3", "\ufffd")
    assert tokenizer.token_bytes(id_of(library, "Ġthe")) == b" the"
    assert tokenizer.token_bytes(id_of(library, "   ")) == b"   "
    assert (tokenizer.token_bytes(0), tokenizer.token_text(0)) == (b"", "<|endoftext|>")
    assert (tokenizer.token_bytes(1), tokenizer.token_text(1)) == (b"", "<|padding|>")
    assert tokenizer.decode([first, 0, id_of(library, "¤")]) == "ä"


def test_added_tokens_are_plain_text() -> None:
    library = trained()
    library.add_tokens(["Äpfel", "Ġmark"])
    tokenizer = parse_tokenizer(library.to_str().encode(), "small.json")
    assert tokenizer.token_bytes(id_of(library, "Äpfel")) == "Äpfel".encode()
    assert tokenizer.decode(tokenizer.encode("zwei Äpfel, Ġmark")) == "zwei Äpfel, Ġmark"


@pytest.mark.parametrize("token", [pytest.param(-1, id="negative"), pytest.param(323, id="one past the end")])
def test_ids_outside_the_vocabulary_are_refused(tokenizer: Tokenizer, token: int) -> None:
    assert tokenizer.size == 323
    with pytest.raises(TokenError, match=str(token)):
        tokenizer.token_bytes(token)
    with pytest.raises(TokenError, match="323"):
        tokenizer.decode([5, token])


def test_it_tells_what_it_is(tokenizer: Tokenizer, library: tokenizers.Tokenizer, content: bytes) -> None:
    assert tokenizer.size == library.get_vocab_size(with_added_tokens=True)
    assert tokenizer.end_of_text == 0
    assert tokenizer.fingerprint == hashlib.sha256(content).hexdigest()


def test_it_fits_only_a_model_with_as_many_ids(tokenizer: Tokenizer) -> None:
    tokenizer.check_fits(323)
    with pytest.raises(TokenizerError, match="more tokens than the model: 323 against 300"):
        tokenizer.check_fits(300)
    with pytest.raises(TokenizerError, match="fewer tokens than the model: 323 against 50277") as caught:
        tokenizer.check_fits(50277)
    assert "--tokenizer" in caught.value.hint


def test_settings_that_cut_or_fill_up_are_switched_off(content: bytes) -> None:
    library = tokenizers.Tokenizer.from_buffer(content)
    library.enable_truncation(4)
    library.enable_padding(length=64)
    tokenizer = parse_tokenizer(library.to_str().encode(), "small.json")
    assert tokenizer.decode(tokenizer.encode("why is the sky blue")) == "why is the sky blue"
    assert 0 not in tokenizer.encode("why")


def change(path: str, value: Any) -> Callable[[bytes], bytes]:
    """A file in which one thing, named by its keys with dots, has another value."""

    def changed(content: bytes) -> bytes:
        table = json.loads(content)
        *keys, last = path.split(".")
        place = table
        for key in keys:
            place = place[int(key) if isinstance(place, list) else key]
        place[int(last) if isinstance(place, list) else last] = value
        return json.dumps(table).encode()

    return changed


BYTE_LEVEL = {"type": "ByteLevel", "trim_offsets": True, "use_regex": True}
WORDS = {"type": "WordLevel", "vocab": {"<|endoftext|>": 0, "the": 1}, "unk_token": "the"}

BAD_FILES: list[Any] = [
    pytest.param(lambda content: b"", "not a tokenizer.json", id="empty"),
    pytest.param(lambda content: b"\x89PNG\r\n\x1a\n\x00\xff", "not a tokenizer.json", id="binary"),
    pytest.param(lambda content: content[:-40], "not a tokenizer.json", id="cut off"),
    pytest.param(lambda content: b"[" * 100_000, "not a tokenizer.json", id="nested deeply"),
    pytest.param(lambda content: b"{}", "not a tokenizer.json", id="another JSON"),
    pytest.param(lambda content: b"\xff\xfe" + content, "not a tokenizer.json", id="UTF-16 mark"),
    pytest.param(lambda content: b" " * (LARGEST_FILE + 1), "larger than 64 MB", id="too large"),
    pytest.param(change("added_tokens", []), "no <|endoftext|> as token 0", id="no end-of-text"),
    pytest.param(change("added_tokens.0.special", False), "no <|endoftext|> as token 0", id="plain end-of-text"),
    pytest.param(change("added_tokens.0.content", "<unk>"), "token 0|no text", id="another token 0"),
    pytest.param(change("model", WORDS), "not a byte-level one", id="words"),
    pytest.param(change("pre_tokenizer", {"type": "Whitespace"}), "not a byte-level one", id="split at spaces"),
    pytest.param(
        change("pre_tokenizer", BYTE_LEVEL | {"add_prefix_space": True}), "not a byte-level one", id="adds a space"
    ),
    pytest.param(change("normalizer", {"type": "Lowercase"}), "not a byte-level one", id="makes letters small"),
    pytest.param(
        change("normalizer", {"type": "Strip", "strip_left": False, "strip_right": True}),
        "fails on a text|not a byte-level one",  # version 0.23 of the library panics on it
        id="takes spaces off",
    ),
    pytest.param(change("model.dropout", 0.5), "at random", id="dropout"),
    pytest.param(change("model.vocab.the", 9_000_000), "no text for token", id="a gap"),
    pytest.param(change("model.vocab.another", 7), "two texts for token 7", id="two texts"),
    pytest.param(change("model.merges", [["no", "where"]]), "not a tokenizer.json: Token", id="merges of nothing"),
]


@pytest.mark.parametrize(("spoil", "problem"), BAD_FILES)
def test_files_that_cannot_be_used_are_refused(
    tmp_path: Path, content: bytes, spoil: Callable[[bytes], bytes], problem: str
) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(spoil(content))
    with pytest.raises(TokenizerError, match=problem.replace("|>", r"\|>").replace("<|", r"<\|")) as caught:
        load_tokenizer(path)
    assert "bad.json" in caught.value.message
    assert caught.value.hint
    assert caught.value.exit_code == 3


def test_a_vocabulary_that_lacks_bytes_is_refused() -> None:
    library = tokenizers.Tokenizer(models.BPE())
    library.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    trainer = trainers.BpeTrainer(vocab_size=90, special_tokens=["<|endoftext|>"], show_progress=False)
    library.train_from_iterator(CORPUS, trainer)
    with pytest.raises(TokenizerError, match="keeps every text"):
        parse_tokenizer(library.to_str().encode(), "bad.json")


def test_a_special_token_that_text_can_become_is_refused(content: bytes) -> None:
    table = json.loads(content)
    token = table["model"]["vocab"]["the"]
    table["added_tokens"].append(table["added_tokens"][0] | {"id": token, "content": "the"})
    with pytest.raises(TokenizerError, match=f"makes token {token} from what a user types"):
        parse_tokenizer(json.dumps(table).encode(), "bad.json")


def test_paths_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    cases = {
        tmp_path: "is a folder",
        tmp_path / "none.json": "No such file",
        tmp_path / "pipe": "not a regular file",
        Path("/dev/zero"): "not a regular file",
        tmp_path / "a\0b": "null byte",
        tmp_path / ("x" * 5000): "name too long",
    }
    for path, problem in cases.items():
        with pytest.raises(TokenizerError, match=problem) as caught:
            load_tokenizer(path)
        assert caught.value.hint


class PanickingLibrary:
    """A library's tokenizer that panics on one text: in Python its panics are no Exception."""

    class Panic(BaseException): ...

    def __init__(self, library: tokenizers.Tokenizer) -> None:
        self._library = library
        library.encode_special_tokens = True

    def __getattr__(self, name: str) -> Any:
        return getattr(self._library, name)

    def encode(self, text: str, **options: Any) -> tokenizers.Encoding:
        if text == "boo":
            raise self.Panic
        return self._library.encode(text, **options)


def test_a_panic_of_the_library_is_one_clear_error(content: bytes) -> None:
    library: Any = PanickingLibrary(tokenizers.Tokenizer.from_buffer(content))
    tokenizer = BpeTokenizer(library, "", "small.json")
    with pytest.raises(TokenizerError, match=r"small\.json fails on a text: Panic"):
        tokenizer.encode("boo")
    assert tokenizer.decode(tokenizer.encode("not boo")) == "not boo"


def test_a_real_file_is_read(tmp_path: Path, content: bytes, tokenizer: Tokenizer) -> None:
    (tmp_path / "tokenizer.json").write_bytes(content)
    (tmp_path / "link.json").symlink_to("tokenizer.json")
    read = load_tokenizer(tmp_path / "link.json")
    assert read.fingerprint == tokenizer.fingerprint
    assert read.encode("why is the sky blue?\n\n") == tokenizer.encode("why is the sky blue?\n\n")


@pytest.mark.parametrize(
    "count", [pytest.param(500, id="quick"), pytest.param(1_000_000, id="nightly", marks=pytest.mark.nightly)]
)
def test_mutated_files_give_a_tokenizer_or_one_clear_error(count: int, content: bytes) -> None:
    draw = random.Random(7)
    parts = [
        b'"',
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b"null",
        b"-1",
        b"1e99",
        b"\\ud800",
        b"\x00",
        b"true",
        b"<|endoftext|>",
    ]
    refused = 0
    for _ in range(count):
        data = bytearray(content)
        for _ in range(draw.randint(1, 3)):
            # Most of the file is vocabulary, so half of the places are near its beginning.
            place = draw.randrange(draw.choice([len(data), 1500]))
            data[place : place + draw.randrange(6)] = draw.choice([*parts, draw.randbytes(2), data[place : place + 30]])
        try:
            tokenizer = parse_tokenizer(bytes(data), "mutated.json")
            assert tokenizer.decode(tokenizer.encode("why\n\n")) == "why\n\n"
        except TokenizerError:
            refused += 1
    print(f"{count} mutated files, {refused} refused")
    assert count // 2 < refused


def test_importing_it_imports_no_library() -> None:
    code = "import sys, rwkvchat.dialogue.tokenizer; print({'tokenizers', 'torch'} & set(sys.modules))"
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
