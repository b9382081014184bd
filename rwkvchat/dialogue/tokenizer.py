"""Token ids from text and text from token ids, by a byte-level BPE `tokenizer.json`.

Knows one vocabulary; knows nothing of prompts, models or terminals.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from rwkvchat.errors import TokenError, TokenizerError

if TYPE_CHECKING:
    import tokenizers

END_OF_TEXT = "<|endoftext|>"
LARGEST_FILE = 64 * 1024 * 1024
HINT = "give the model's own tokenizer.json with --tokenizer"

_SURROGATES = re.compile("[\ud800-\udfff]")
_WORLD_LINE = re.compile(rb"\s*\d+ b?['\"].*['\"] \d+\s*(\n|\Z)")


class Tokenizer:
    """One vocabulary and its rules. Ids run from 0 to ``size - 1`` without a gap; id 0 is the end of a text."""

    def __init__(self, library: "tokenizers.Tokenizer", fingerprint: str, where: str) -> None:
        """Take over a tokenizer of the `tokenizers` library.

        Args:
            library: the tokenizer, which is set up here and belongs to this object from now on.
            fingerprint: sha256 of the file it was read from, in hexadecimal.
            where: its name in errors.

        Raises:
            TokenizerError: it is not one that gives back every text it reads, or it has no end-of-text.
        """
        library.no_truncation()
        library.no_padding()
        library.encode_special_tokens = True
        added = library.get_added_tokens_decoder()
        self._library = library
        self._where = where
        self._texts = _texts_by_id(library.get_vocab(with_added_tokens=True), where)
        self._added = {token: text.content for token, text in added.items()}
        self._special = {token for token, text in added.items() if text.special}
        self.fingerprint = fingerprint
        self.size = len(self._texts)
        self.end_of_text = 0
        self._newline, self._two_newlines = self._plain_ids("\n"), self._plain_ids("\n\n")
        self._check()

    def encode(self, text: str) -> list[int]:
        """The ids of a piece of a conversation. No text becomes a special token; lone surrogates become U+FFFD."""
        ids = self._plain_ids(text)
        # Within a text the tokenizer makes two tokens of "\n\n", and that is what the Pile models saw; at the end of a
        # text it makes one. A piece's end is not the conversation's.
        if len(self._newline) == len(self._two_newlines) == 1 and ids[-1:] == self._two_newlines:
            ids[-1:] = self._newline * 2
        return ids

    def token_bytes(self, token: int) -> bytes:
        """The bytes of one id, which may be a part of a character; none for a special token.

        Raises:
            TokenError: the vocabulary has no such id.
        """
        if not 0 <= token < self.size:
            raise TokenError(f"token {token} is outside the vocabulary of {self.size} tokens", HINT)
        if token in self._special:
            return b""
        if token in self._added:
            return self._added[token].encode()
        text = self._texts[token]
        try:
            return bytes(map(_byte_of_letter().__getitem__, text))
        except KeyError:
            return text.encode()

    def decode_bytes(self, ids: Iterable[int]) -> bytes:
        """The bytes of several ids in a row."""
        return b"".join(map(self.token_bytes, ids))

    def decode(self, ids: Iterable[int]) -> str:
        """The text of several ids in a row; U+FFFD where their bytes are not UTF-8."""
        return self.decode_bytes(ids).decode("utf-8", errors="replace")

    def token_text(self, token: int) -> str:
        """One id for a table: U+FFFD where it is a part of a character, the name of a special token."""
        return self._added[token] if token in self._special else self.decode([token])

    def check_fits(self, n_vocab: int) -> None:
        """See that this is the vocabulary of a model with ``n_vocab`` ids.

        Raises:
            TokenizerError: the model has fewer ids, or more, which would have no text.
        """
        if self.size != n_vocab:
            which = "more" if self.size > n_vocab else "fewer"
            raise TokenizerError(
                f"the tokenizer {self._where} has {which} tokens than the model: {self.size} against {n_vocab}", HINT
            )

    def _plain_ids(self, text: str) -> list[int]:
        with _failures_as(f"the tokenizer {self._where} fails on a text"):
            return self._library.encode(_SURROGATES.sub("\ufffd", text), add_special_tokens=False).ids

    def _check(self) -> None:
        """See that texts survive and that special tokens cannot be typed."""
        if self.end_of_text not in self._special or self._added[self.end_of_text] != END_OF_TEXT:
            raise TokenizerError(f"the tokenizer {self._where} has no {END_OF_TEXT} as token 0", HINT)
        if getattr(self._library.model, "dropout", None):
            raise TokenizerError(f"the tokenizer {self._where} encodes at random (dropout)", HINT)
        # What it does says more than its settings, of which there are many that lose or add text.
        probe = _probe()
        if self.decode_bytes(self._plain_ids(probe)) != probe.encode():
            raise TokenizerError(f"the tokenizer {self._where} is not a byte-level one that keeps every text", HINT)
        for token in self._special:
            if not self._special.isdisjoint(self._plain_ids(self._added[token])):
                raise TokenizerError(f"the tokenizer {self._where} makes token {token} from what a user types", HINT)


def load_tokenizer(path: str | Path) -> Tokenizer:
    """Read a `tokenizer.json`.

    Raises:
        TokenizerError: it cannot be read, or is not a byte-level tokenizer with an end-of-text.
    """
    path = Path(path)
    try:
        if path.is_dir():
            raise TokenizerError(f"the tokenizer {path} is a folder", "give the tokenizer.json inside it")
        if path.exists() and not path.is_file():
            raise TokenizerError(f"the tokenizer {path} is not a regular file", HINT)
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise TokenizerError(f"cannot read the tokenizer {path}: {reason}", HINT) from error
    return parse_tokenizer(data, str(path))


def parse_tokenizer(data: bytes, where: str) -> Tokenizer:
    """Build a tokenizer from the content of a `tokenizer.json`; ``where`` names it in errors.

    Raises:
        TokenizerError: see `load_tokenizer`.
    """
    if len(data) > LARGEST_FILE:
        raise TokenizerError(f"the tokenizer {where} is larger than {LARGEST_FILE >> 20} MB", HINT)
    if _WORLD_LINE.match(data):
        raise TokenizerError(
            f"{where} is a World vocabulary, which cannot be read yet",
            "use a Pile or Raven model and its tokenizer.json",
        )
    # Imported here because it costs 20 ms that --help need not pay.
    import tokenizers

    with _failures_as(f"{where} is not a tokenizer.json"):
        library = tokenizers.Tokenizer.from_buffer(data)
    return Tokenizer(library, hashlib.sha256(data).hexdigest(), where)


@contextmanager
def _failures_as(sentence: str) -> Iterator[None]:
    """Around calls of the library, which raises bare Exception, and whose panics are not even that."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        reason = str(error).removeprefix("Cannot instantiate Tokenizer from buffer: ")[:200] or type(error).__name__
        raise TokenizerError(f"{sentence}: {reason}", HINT) from error


def _texts_by_id(vocabulary: dict[str, int], where: str) -> list[str]:
    texts = sorted(vocabulary, key=vocabulary.__getitem__)
    for token, text in enumerate(texts):
        if vocabulary[text] != token:
            problem = "has two texts for" if vocabulary[text] < token else "has no text for"
            raise TokenizerError(f"the tokenizer {where} {problem} token {min(token, vocabulary[text])}", HINT)
    return texts


@cache
def _byte_of_letter() -> dict[str, int]:
    """The byte that each letter of a byte-level vocabulary stands for, as GPT-2 defined it.

    A byte whose Latin-1 character is visible stands for itself, the others in order for U+0100 and on.
    """
    visible = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(0x100) if byte not in visible]
    return {chr(byte): byte for byte in visible} | {chr(0x100 + i): byte for i, byte in enumerate(others)}


def _probe() -> str:
    """A text in NFC with every byte that occurs in UTF-8, and with a space at its end only."""
    continuations = range(0x80, 0xC0)
    leads_of_2, leads_of_3 = range(0x82, 0x800, 0x40), (0x802, *range(0x1002, 0x10000, 0x1000))
    leads_of_4 = (0x10002, *range(0x40002, 0x110000, 0x40000))
    # Line feeds between them, because a mark would combine with the letter before it.
    letters = "\n".join(map(chr, (*continuations, *leads_of_2, *leads_of_3, *leads_of_4)))
    return "x" + "".join(map(chr, range(0x80))) + letters + " "
