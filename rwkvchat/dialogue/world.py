"""The tokenizer of World models: the longest token that fits, over and over, on the bytes of a text.

Reads `rwkv_vocab_v20230424.txt`; knows no other kind of vocabulary.
"""

# The vocabulary is the one that the library pyrwkv-tokenizer carries; its encoder, ten times as fast, is not used: its
# decoder dies of a part of a character and its table leaves those parts out, so that the vocabulary would be read here
# all the same, as it is for a file of the user's own; and 2 MB/s are far beyond what a model can read.

import hashlib
import re
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from rwkvchat.dialogue.vocabulary import END_OF_TEXT, HINT, Tokenizer
from rwkvchat.errors import TokenizerError

VOCABULARY = "rwkv_vocab_v20230424.txt"
LIBRARY = "pyrwkv_tokenizer"

IDS = 65536
"""What a World model has, whatever the vocabulary uses of it: training data keeps an id in two bytes."""

LARGEST_FILE = 2 * 1024 * 1024
"""Twice the known vocabulary; the tree of a file made to be as bad as can be is then 500 MB."""

LONGEST = 1024
"""Bytes in a token; in the known vocabulary it is 128."""
LONGEST_LINE = 4 * LONGEST + 32
"""Characters, where every byte is an escape."""

AGAIN = f"it may be cut off or changed: get it again, or {HINT}"

_FIRST_LINE = re.compile(rb"\s*\d+ b?['\"].*['\"] \d+\s*(\n|\Z)")
# What Python writes for a text or for bytes. It is matched and not evaluated.
_LINE = re.compile(r"""([0-9]{1,9}) (b?)(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)") ([0-9]{1,9})\r?""")
_ESCAPE = re.compile(r"\\(x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}|.)")
_ESCAPED = {"\\": "\\", "'": "'", '"': '"', "t": "\t", "n": "\n", "r": "\r"}


class WorldTokenizer(Tokenizer):
    """Greedy over bytes: any text comes back as it was, and no text becomes token 0."""

    def __init__(self, tokens: Mapping[int, bytes], where: str) -> None:
        """Args:
        tokens: by id from 1, each another one; every single byte is among them.
        where: its name in errors.
        """
        # A model can sample the ids that the vocabulary leaves free (65530 to 65535), though none was trained to be
        # likely. Like the end of a text they say nothing, so that a reply goes on.
        free = {token: f"<|unused {token}|>" for token in range(1, IDS) if token not in tokens}
        super().__init__(where, _fingerprint(tokens), IDS, {0: END_OF_TEXT} | free)
        self._tokens = tokens
        self._longest = max(map(len, tokens.values()))
        # A tree of dicts by byte, with the id under -1 where a token ends: 26 MB and, on any text, 2 to 6 MB/s.
        self._tree: dict[int, Any] = {}
        for token, said in tokens.items():
            node = self._tree
            for byte in said:
                node = node.setdefault(byte, {})
            node[-1] = token

    def _ids(self, text: str) -> list[int]:
        data, ids, start = text.encode(), [], 0
        while start < len(data):
            node: Any = self._tree
            token = end = 0
            for place, byte in enumerate(data[start : start + self._longest], start + 1):
                node = node.get(byte)
                if node is None:
                    break
                if -1 in node:
                    token, end = node[-1], place
            ids.append(token)
            start = end
        return ids

    def _bytes(self, token: int) -> bytes:
        return self._tokens[token]


def find_vocabulary() -> Path:
    """The vocabulary inside the library, which is not imported.

    Raises:
        TokenizerError: the library is not installed.
    """
    found = find_spec(LIBRARY)
    for folder in (found and found.submodule_search_locations) or ():
        if (path := Path(folder, VOCABULARY)).is_file():
            return path
    raise TokenizerError(
        "a World model needs the World vocabulary, and pyrwkv-tokenizer, which has it, is not installed",
        f"pip install pyrwkv-tokenizer, or give {VOCABULARY} with --tokenizer",
    )


def is_world(data: bytes) -> bool:
    """Whether a file's content begins like a vocabulary of this kind."""
    return _FIRST_LINE.match(data) is not None


def parse_world(data: bytes, where: str) -> WorldTokenizer:
    """Build a tokenizer from lines of an id, a token as Python writes it, and its length in bytes.

    Raises:
        TokenizerError: a line cannot be read, or a byte has no token; names the line or the byte.
    """
    tokens: dict[int, bytes] = {}
    known: set[bytes] = set()
    place = ""
    try:
        for number, line in enumerate(_lines(data), 1):
            place = f", line {number}"
            token, said = _entry(line)
            if token in tokens:
                raise TokenizerError(f"the id {token} has a token already")
            if said in known:
                raise TokenizerError("its token is that of another id")
            tokens[token] = said
            known.add(said)
        place = ""
        for byte in range(256):
            if bytes([byte]) not in known:
                raise TokenizerError(f"it has no token for the byte {byte}, so that some texts have none")
    except TokenizerError as error:
        raise TokenizerError(f"the World vocabulary {where}{place}: {error.message}", AGAIN) from None
    return WorldTokenizer(tokens, where)


def _lines(data: bytes) -> list[str]:
    """The lines of a file, whose ends may be of both kinds."""
    if len(data) > LARGEST_FILE:
        raise TokenizerError(f"it is larger than {LARGEST_FILE >> 20} MB")
    if data.count(b"\n") > IDS:
        raise TokenizerError(f"it has more lines than a model has ids, which is {IDS}")
    try:
        # Not splitlines, for which characters of the tokens themselves end lines.
        return data.decode("utf-8").rstrip("\r\n").split("\n")
    except UnicodeDecodeError as error:
        raise TokenizerError(f"it is not UTF-8 at byte {error.start}") from None


def _entry(line: str) -> tuple[int, bytes]:
    """The id and the token of a line."""
    found = _LINE.fullmatch(line) if len(line) <= LONGEST_LINE else None
    if not found:
        raise TokenizerError("it is not an id, a token in quotes, and a length")
    number, is_bytes, single, double, length = found.groups()
    token, said = int(number), _said(double if single is None else single, is_bytes=bool(is_bytes))
    if not 0 < token < IDS:
        raise TokenizerError(f"the id {token} is not from 1 to {IDS - 1}")
    if not 0 < len(said) == int(length) <= LONGEST:
        raise TokenizerError(f"its token has {len(said)} bytes, and not {length} (from 1 to {LONGEST})")
    return token, said


def _said(written: str, *, is_bytes: bool) -> bytes:
    """The bytes that the inside of a literal stands for."""
    try:
        text = _ESCAPE.sub(_unescaped, written) if "\\" in written else written
        return text.encode("latin-1" if is_bytes else "utf-8")
    except (KeyError, ValueError, OverflowError):  # another escape, a lone surrogate, a number too large
        raise TokenizerError("its token is not as Python writes texts and bytes") from None


def _unescaped(escape: re.Match[str]) -> str:
    what = escape[1]
    return chr(int(what[1:], 16)) if len(what) > 1 else _ESCAPED[what]


def _fingerprint(tokens: Mapping[int, bytes]) -> str:
    """A hash of the tokens, and not of the file: it goes around with line ends of two kinds."""
    return hashlib.sha256("".join(f"{token} {tokens[token].hex()}\n" for token in sorted(tokens)).encode()).hexdigest()
