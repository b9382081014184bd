"""What a tokenizer is to the rest of the program: text to ids, ids to bytes. Knows no file formats.

Each kind of vocabulary is a subclass in a file of its own.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping

from rwkvchat.errors import TokenError, TokenizerError

END_OF_TEXT = "<|endoftext|>"
HINT = "give the model's own tokenizer.json or World vocabulary with --tokenizer"

_SURROGATES = re.compile("[\ud800-\udfff]")


class Tokenizer(ABC):
    """One vocabulary and its rules. Ids run from 0 to ``size - 1`` without a gap; id 0 is the end of a text."""

    def __init__(self, where: str, fingerprint: str, size: int, silent: Mapping[int, str]) -> None:
        """Args:
        where: its name in errors.
        fingerprint: a hash, in hexadecimal, that tells it from every other vocabulary.
        size: how many ids there are, as a model counts them.
        silent: names of the ids that stand for no text: no text becomes one, and they add none.
        """
        self.where = where
        self.fingerprint = fingerprint
        self.size = size
        self.end_of_text = 0
        self._silent = silent

    def encode(self, text: str) -> list[int]:
        """The ids of a piece of a conversation. No text becomes a special token; lone surrogates become U+FFFD."""
        return self._ids(_SURROGATES.sub("\ufffd", text))

    def token_bytes(self, token: int) -> bytes:
        """The bytes of one id, which may be a part of a character; none for a special token.

        Raises:
            TokenError: the vocabulary has no such id.
        """
        if not 0 <= token < self.size:
            raise TokenError(f"token {token} is outside the vocabulary of {self.size} tokens", HINT)
        return b"" if token in self._silent else self._bytes(token)

    def decode_bytes(self, ids: Iterable[int]) -> bytes:
        """The bytes of several ids in a row."""
        return b"".join(map(self.token_bytes, ids))

    def decode(self, ids: Iterable[int]) -> str:
        """The text of several ids in a row; U+FFFD where their bytes are not UTF-8."""
        return self.decode_bytes(ids).decode("utf-8", errors="replace")

    def token_text(self, token: int) -> str:
        """One id for a table: U+FFFD where it is a part of a character, the name of a special token."""
        return self._silent.get(token) or self.decode([token])

    def check_fits(self, n_vocab: int) -> None:
        """See that this is the vocabulary of a model with ``n_vocab`` ids.

        Raises:
            TokenizerError: the model has fewer ids, or more.
        """
        if self.size != n_vocab:
            which = "more" if self.size > n_vocab else "fewer"
            raise TokenizerError(
                f"the tokenizer {self.where} has {which} tokens than the model: {self.size} against {n_vocab}", HINT
            )

    @abstractmethod
    def _ids(self, text: str) -> list[int]:
        """The ids of a text without surrogates."""

    @abstractmethod
    def _bytes(self, token: int) -> bytes:
        """The bytes of an id of the vocabulary that is not silent."""
