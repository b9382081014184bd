"""The door to the vocabularies: a tokenizer from a file of either kind, known by its content, or the World one.

Knows nothing of prompts, models or terminals.
"""

from pathlib import Path

from rwkvchat.dialogue.bpe import parse_bpe
from rwkvchat.dialogue.vocabulary import HINT, Tokenizer
from rwkvchat.dialogue.world import find_vocabulary, is_world, parse_world
from rwkvchat.errors import TokenizerError
from rwkvchat.files import reason_of

__all__ = ["LARGEST_FILE", "Tokenizer", "load_tokenizer", "parse_tokenizer", "world_tokenizer"]

LARGEST_FILE = 64 * 1024 * 1024


def load_tokenizer(path: str | Path) -> Tokenizer:
    """Read a `tokenizer.json`, or a vocabulary of the World models (`rwkv_vocab_v20230424.txt`).

    Raises:
        TokenizerError: it cannot be read, or is neither a byte-level tokenizer with an end-of-text nor a vocabulary.
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
        raise TokenizerError(f"cannot read the tokenizer {path}: {reason_of(error)}", HINT) from error
    return parse_tokenizer(data, str(path))


def world_tokenizer() -> Tokenizer:
    """The tokenizer of the World models.

    Raises:
        TokenizerError: its vocabulary is not installed.
    """
    return load_tokenizer(find_vocabulary())


def parse_tokenizer(data: bytes, where: str) -> Tokenizer:
    """Build a tokenizer from the content of a file; ``where`` names it in errors.

    Raises:
        TokenizerError: see `load_tokenizer`.
    """
    if len(data) > LARGEST_FILE:
        raise TokenizerError(f"the tokenizer {where} is larger than {LARGEST_FILE >> 20} MB", HINT)
    return parse_world(data, where) if is_world(data) else parse_bpe(data, where)
