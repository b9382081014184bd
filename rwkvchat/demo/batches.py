"""Batches of the corpus as token ids with loss weights: a pure function of (seed, step).

It knows the tokenizer and the corpus; it knows no network. Every sequence begins where a document begins, so that
the network starts it from an empty state, as the program does; documents are parted by id 0. In the last phase of
training a sequence is as long as PARTS batches, each of which goes on where the one before it ended.
"""

import re
from functools import cache
from random import Random
from typing import NamedTuple

from tokenizers import Tokenizer

from rwkvchat.demo.corpus.conversation import PROMPT_WEIGHT, STRESS_WEIGHT, Piece, document

END = 0
PARTS = 2
LONG_ONES = 0.35
"""How many of the documents are long talks before the last phase."""


class Batch(NamedTuple):
    """ids: B rows of T + 1; weights: B rows of T, one for the prediction of each token but the first."""

    ids: list[list[int]]
    weights: list[list[float]]


class Encoder:
    """Encodes pieces, remembering the short ones, which come back."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._remembered = cache(self._ids)

    def _ids(self, text: str) -> tuple[int, ...]:
        return tuple(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def _stressed(self, text: str, stress: tuple[str, ...]) -> tuple[tuple[int, ...], list[float]]:
        """Ids of a reply, and weights that are higher wherever a stressed text occurs."""
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        spans = [match.span() for match in re.finditer("|".join(map(re.escape, stress)), text)]
        weights = [
            STRESS_WEIGHT if any(start < last and first < end for first, last in spans) else 1.0
            for start, end in encoding.offsets
        ]
        return tuple(encoding.ids), weights

    def document(self, pieces: list[Piece]) -> tuple[list[int], list[float]]:
        """Ids and loss weights of a document, with the end of text that follows it."""
        ids: list[int] = []
        weights: list[float] = []
        for text, learnt, stress in pieces:
            if stress:
                part, weighing = self._stressed(text, stress)
            else:
                part = self._remembered(text) if len(text) < 120 else self._ids(text)
                full = len(part) if learnt < 0 else min(learnt, len(part))
                weighing = [1.0] * full + [PROMPT_WEIGHT] * (len(part) - full)
            ids += part
            weights += weighing
        return [*ids, END], [*weights, 1.0]


def sequence(encoder: Encoder, rng: Random, length: int, long_ones: float) -> tuple[list[int], list[float]]:
    """Documents one after the other, of which a share are long, cut at `length` ids."""
    ids: list[int] = []
    weights: list[float] = []
    while len(ids) < length:
        more, their_weights = encoder.document(document(rng, long=rng.random() < long_ones))
        ids += more
        weights += their_weights
    return ids[:length], weights[:length]


def batch(encoder: Encoder, seed: int, step: int, rows: range, length: int) -> Batch:
    """These rows of batch number `step` of the corpus with this seed."""
    made = [sequence(encoder, Random(f"train:{seed}:{step}:{row}"), length + 1, LONG_ONES) for row in rows]
    return Batch([ids for ids, _ in made], [weights[1:] for _, weights in made])


def long_batch(encoder: Encoder, seed: int, step: int, rows: range, length: int) -> Batch:
    """These rows of batch number `step` of the last phase: long talks, in PARTS batches one after the other."""
    talk, part = divmod(step, PARTS)
    made = [sequence(encoder, Random(f"long:{seed}:{talk}:{row}"), PARTS * length + 1, 1.0) for row in rows]
    begin, end = part * length, (part + 1) * length + 1
    return Batch([ids[begin:end] for ids, _ in made], [weights[begin + 1 : end] for _, weights in made])
