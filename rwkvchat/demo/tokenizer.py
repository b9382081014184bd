"""Trains the demo's tokenizer: a byte-level BPE on the corpus, digits and line ends never merged.

    python -m rwkvchat.demo.tokenizer --out DIR

It knows text; it knows no model. `<|endoftext|>` is id 0, then the 256 bytes, then the merges.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

from rwkvchat.demo.corpus.conversation import document

END_OF_TEXT = "<|endoftext|>"
VOCABULARY = 1600
PATTERN = r"\n| ?\p{N}|'(?:s|t|re|ve|m|ll|d)(?!\p{L})| ?\p{L}+| ?[^\s\p{L}\p{N}]+|[^\S\n]+"


def texts(seed: int, documents: int) -> Iterator[str]:
    """Documents of the corpus as plain text."""
    for index in range(documents):
        yield "".join(piece.text for piece in document(Random(f"tokenizer:{seed}:{index}")))


def train_tokenizer(seed: int = 1, documents: int = 20_000, vocabulary: int = VOCABULARY) -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(PATTERN), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary,
        special_tokens=[END_OF_TEXT],
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts(seed, documents), trainer)
    return tokenizer


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m rwkvchat.demo.tokenizer")
    parser.add_argument("--out", type=Path, required=True, help="folder for tokenizer.json")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    train_tokenizer(arguments.seed).save(str(arguments.out / "tokenizer.json"), pretty=False)


if __name__ == "__main__":
    main()
