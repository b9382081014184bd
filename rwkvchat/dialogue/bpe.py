"""The tokenizer of Pile and Raven models: a byte-level BPE `tokenizer.json`, by the `tokenizers` library."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from rwkvchat.dialogue.vocabulary import END_OF_TEXT, HINT, Tokenizer
from rwkvchat.errors import TokenizerError

if TYPE_CHECKING:
    import tokenizers


class BpeTokenizer(Tokenizer):
    """A byte-level BPE that gives back every text it reads, in the normal form that it prescribes."""

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
        self._texts = _texts_by_id(library.get_vocab(with_added_tokens=True), where)
        self._added = {token: text.content for token, text in added.items()}
        special = {token: text.content for token, text in added.items() if text.special}
        super().__init__(where, fingerprint, len(self._texts), special)
        self._newline, self._two_newlines = self._plain_ids("\n"), self._plain_ids("\n\n")
        self._check()

    def _ids(self, text: str) -> list[int]:
        ids = self._plain_ids(text)
        # Within a text the tokenizer makes two tokens of "\n\n", and that is what the Pile models saw; at the end of a
        # text it makes one. A piece's end is not the conversation's.
        if len(self._newline) == len(self._two_newlines) == 1 and ids[-1:] == self._two_newlines:
            ids[-1:] = self._newline * 2
        return ids

    def _bytes(self, token: int) -> bytes:
        if token in self._added:
            return self._added[token].encode()
        text = self._texts[token]
        try:
            return bytes(map(_byte_of_letter().__getitem__, text))
        except KeyError:
            return text.encode()

    def _plain_ids(self, text: str) -> list[int]:
        with _failures_as(f"the tokenizer {self.where} fails on a text"):
            return self._library.encode(text, add_special_tokens=False).ids

    def _check(self) -> None:
        """See that texts survive and that special tokens cannot be typed."""
        if self._silent.get(self.end_of_text) != END_OF_TEXT:
            raise TokenizerError(f"the tokenizer {self.where} has no {END_OF_TEXT} as token 0", HINT)
        if getattr(self._library.model, "dropout", None):
            raise TokenizerError(f"the tokenizer {self.where} encodes at random (dropout)", HINT)
        # What it does says more than its settings, of which there are many that lose or add text.
        probe = _probe()
        if self.decode_bytes(self._plain_ids(probe)) != probe.encode():
            raise TokenizerError(f"the tokenizer {self.where} is not a byte-level one that keeps every text", HINT)
        for token, text in self._silent.items():
            if not self._silent.keys().isdisjoint(self._plain_ids(text)):
                raise TokenizerError(f"the tokenizer {self.where} makes token {token} from what a user types", HINT)


def parse_bpe(data: bytes, where: str) -> BpeTokenizer:
    """Build a tokenizer from the content of a `tokenizer.json`; ``where`` names it in errors.

    Raises:
        TokenizerError: it is not a byte-level tokenizer with an end-of-text.
    """
    # Imported here because it costs 20 ms that --help need not pay.
    import tokenizers

    with _failures_as(f"{where} is not a tokenizer.json"):
        library = tokenizers.Tokenizer.from_buffer(data)
    return BpeTokenizer(library, hashlib.sha256(data).hexdigest(), where)


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
