"""Stand-ins that are exact: a model whose state tells how its text was read, and a vocabulary made by hand."""

import hashlib
import json
from collections.abc import Callable, Generator, Sequence

import torch
from tokenizers import Tokenizer as Library
from tokenizers import decoders, models, pre_tokenizers

from rwkvchat.dialogue.conversation import Turn
from rwkvchat.dialogue.tokenizer import Tokenizer, parse_tokenizer
from rwkvchat.engine.model import Check, Model, ModelInfo, go_on, run
from rwkvchat.engine.state import LayerState, Snapshot, State
from rwkvchat.errors import NumericsError, TokenError

MERGES = [
    ("\n", "\n"), ("o", "b"), ("B", "ob"), ("e", "\n\n"), ("!", "\n\n"), ("!\n\n", "Bob"), ("\n\n", "Bob"), ("s", "\n"),
    ("h", "e"), ("l", "l"), ("he", "ll"), ("hell", "o"), (" ", "hello"), ("t", "he"), (" ", "the"), ("A", "l"),
    ("i", "c"), ("Al", "ic"), ("Alic", "e"), ("Alice", ":"), ("Bob", ":"),
]  # fmt: skip
"""So that tokens straddle the stop text: "e\\n\\n" and "!\\n\\nBob" bring text of the reply, "Bob:" goes beyond."""


def small_tokenizer(extra: Sequence[tuple[str, str]] = ()) -> Tokenizer:
    """A byte-level vocabulary of `MERGES`; characters outside ASCII are several tokens."""
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    split = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    merges = [tuple(split.pre_tokenize_str(part)[0][0] for part in pair) for pair in (*MERGES, *extra)]
    texts = ["<|endoftext|>", *letters, *("".join(pair) for pair in merges)]
    library = Library(models.BPE({text: token for token, text in enumerate(texts)}, merges))
    library.pre_tokenizer = split
    library.decoder = decoders.ByteLevel()
    library.add_special_tokens(["<|endoftext|>"])
    return parse_tokenizer(library.to_str().encode(), "small.json")


Script = Callable[[str], str | Sequence[str]]
"""From the text read up to where the reply begins, to all that would be said: one text or several, equally likely."""


class FakeModel:
    """Speaks a script. Its state holds the ids it has read and a hash of how they were cut into readings."""

    def __init__(
        self, tokenizer: Tokenizer, script: Script, reply_opening: str = "Alice:", longest: int = 1024
    ) -> None:
        """Args:
        reply_opening: what stands before a reply. longest: the tokens that a state has room for.
        """
        self.tokenizer = tokenizer
        self.script = script
        self.reply_opening = reply_opening.encode()
        self.chosen_because = ""
        self.slower_because = ""
        self.info = ModelInfo("fake", "fake", 1, longest, tokenizer.size, 0, "cpu fp32", 4, f"fake of {longest}")
        self.calls = 0
        """Readings so far."""
        self.watch: Callable[[int], None] = lambda call: None
        """Told the number of each reading, from 1, before it begins."""
        self.fail_at = 0
        """The reading whose result is not a number; 0 for none."""
        self.n_layer = 2

    def initial_state(self) -> State:
        return self._state([], b"")

    def read(self, ids: Sequence[int], state: State, check: Check = go_on) -> Generator[int, None, Snapshot]:
        self.calls += 1
        self.watch(self.calls)
        if not ids or not all(0 <= token < self.info.n_vocab for token in ids):
            raise TokenError("no such tokens")
        for start in range(0, len(ids), self.info.block_length):
            for _ in range(self.n_layer):
                check()
            yield len(ids[start : start + self.info.block_length])
        if self.calls == self.fail_at:
            raise NumericsError("not a number")
        known = ids_in(state) + list(ids)
        after = self._state(known, bytes(map(int, state.layers[0].att_shift[:32])) + json.dumps(list(ids)).encode())
        return Snapshot(after, self._logits(known))

    def forward(self, ids: Sequence[int], state: State) -> Snapshot:
        return run(self.read(ids, state))

    def step(self, tokens: Sequence[int], states: Sequence[State]) -> list[Snapshot]:
        return [self.forward([token], state) for token, state in zip(tokens, states, strict=True)]

    def score(self, ids: Sequence[int], state: State) -> torch.Tensor:
        return torch.stack([self.forward(ids[: count + 1], state).logits for count in range(len(ids))])

    def _state(self, ids: list[int], history: bytes) -> State:
        room = self.info.n_embd
        rows = torch.zeros(5, room)
        rows[0, :32] = torch.tensor(list(hashlib.sha256(history).digest()))
        rows[1, : len(ids)] = torch.tensor(ids, dtype=torch.float32)
        rows[2, 0] = len(ids)
        return State((LayerState(*(row.clone() for row in rows)),))

    def _logits(self, ids: list[int]) -> torch.Tensor:
        before, opening, said = self.tokenizer.decode_bytes(ids).rpartition(self.reply_opening)
        given = self.script((before + opening).decode("utf-8", "replace")) if opening else ""
        texts = [text.encode() for text in ([given] if isinstance(given, str) else given)]
        logits = torch.zeros(self.info.n_vocab)
        for text in texts:
            if text.startswith(said):
                logits[self._next(text, len(said))] = 30
        if not logits.any():
            logits[self.tokenizer.end_of_text] = 30
        return logits

    def _next(self, text: bytes, said: int) -> int:
        """The token that stands at a byte of a text."""
        at = 0
        for token in self.tokenizer.encode(text.decode()):
            if at == said:
                return token
            at += len(self.tokenizer.token_bytes(token))
        return self.tokenizer.end_of_text


def ids_in(state: State) -> list[int]:
    """The ids that a fake model has read."""
    layer = state.layers[0]
    return [int(token) for token in layer.num[: int(layer.den[0])]]


def same(one: Snapshot, other: Snapshot) -> bool:
    """Whether two snapshots are equal to the bit."""
    return torch.equal(one.state.flatten(), other.state.flatten()) and torch.equal(one.logits, other.logits)


def replay(model: Model, turns: Sequence[Turn]) -> Snapshot:
    """The snapshot after turns from a root, by repeating their readings."""
    snapshot = Snapshot.unread(model.initial_state(), model.info.n_vocab)
    for turn in turns:
        start = 0
        for length in turn.readings:
            snapshot = model.forward(turn.ids[start : start + length], snapshot.state)
            start += length
        assert start == len(turn.ids)
    return snapshot
