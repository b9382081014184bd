"""Trains the demo's tokenizer: a byte-level BPE on the corpus, digits and line ends never merged.

    python -m rwkvchat.demo.tokenizer --out DIR

It knows text; it knows no model. `<|endoftext|>` is id 0, then the 256 bytes, then the merges, then those of words in
capitals: people type whole questions so, and letter by letter they would be another language.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

from rwkvchat.demo.corpus.conversation import document

END_OF_TEXT = "<|endoftext|>"
VOCABULARY = 1600
CAPITALS = 500
"""Tokens of words in capitals."""
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


SPACE = "\u0120"
"""How a space is written in the vocabulary; a letter that has small and capital forms itself."""


def in_capitals(token: str) -> str:
    """A token of the vocabulary in capitals."""
    return token.replace(SPACE, " ").upper().replace(" ", SPACE)


def in_small_letters(token: str) -> str:
    """A token of the vocabulary in small letters."""
    return token.replace(SPACE, " ").lower().replace(" ", SPACE)


def is_small(token: str) -> bool:
    """Whether a token is small letters alone, perhaps with a space before them."""
    letters = token.removeprefix(SPACE)
    return not letters or (letters.isascii() and letters.isalpha() and letters.islower())


def with_capitals(tokenizer: Tokenizer, texts: Iterable[str], count: int = CAPITALS) -> Tokenizer:
    """The same tokenizer, which cuts the commonest words in capitals as it cuts those in small letters.

    Args:
        texts: of which it is counted what they would need in capitals. count: how many tokens are added.
    """
    table = json.loads(tokenizer.to_str())
    model = table["model"]
    known = {tuple(merge) for merge in model["merges"]}
    more = [tuple(map(in_capitals, merge)) for merge in model["merges"] if all(map(is_small, merge))]
    more = [merge for merge in more if merge not in known]

    def built(merges: list[tuple[str, ...]]) -> Tokenizer:
        vocabulary = dict(model["vocab"])
        for merge in merges:
            vocabulary.setdefault("".join(merge), len(vocabulary))
        changed = {**model, "vocab": vocabulary, "merges": [*model["merges"], *map(list, merges)]}
        return Tokenizer.from_str(json.dumps({**table, "model": changed}))

    everything = built(more)
    used = Counter(token for text in texts for token in everything.encode(text.upper()).tokens)
    made = {"".join(merge): merge for merge in more}
    wanted: set[str] = set()
    for token, _ in used.most_common():
        needed, parts = set[str](), [token]
        while parts:
            part = parts.pop()
            if part in made and part not in wanted | needed:
                needed.add(part)
                parts += made[part]
        if len(wanted) + len(needed) <= count:
            wanted |= needed
    return built([merge for merge in more if "".join(merge) in wanted])


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m rwkvchat.demo.tokenizer")
    parser.add_argument("--out", type=Path, required=True, help="folder for tokenizer.json")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    plain = train_tokenizer(arguments.seed)
    with_capitals(plain, texts(arguments.seed, 4_000)).save(str(arguments.out / "tokenizer.json"), pretty=False)


if __name__ == "__main__":
    main()
