"""Looking into a session: what the model remembers token by token, what it would say next, how a reply came about.

Changes nothing that was said; no torch before it is needed.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple, Protocol

from rwkvchat.dialogue.conversation import Conversation, Turn
from rwkvchat.dialogue.tokenizer import Tokenizer
from rwkvchat.params import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Generator

    import torch

    from rwkvchat.events import Prefilling
    from rwkvchat.talk import Talk


class Told(Protocol):
    """A conversation and the tokenizer that it was written with; a session is one."""

    @property
    def conversation(self) -> Conversation: ...
    @property
    def tokenizer(self) -> Tokenizer: ...


class TokenRow(NamedTuple):
    """A token that the model has read."""

    position: int
    """From 0, over all that the model remembers."""
    turn: int
    id: int
    data: bytes
    """What it stands for; may be a part of a character."""


class Likely(NamedTuple):
    """A token that may come next."""

    id: int
    data: bytes
    probability: float


class Difference(NamedTuple):
    """A kept snapshot against the one that its readings give now."""

    turn: int
    exact: bool
    """Whether they are equal to the bit."""
    largest: float
    """The largest difference, relative to the largest value of its tensor."""


def tokens(told: Told) -> Iterator[TokenRow]:
    """Every token that the model has read on the way to the cursor, in order."""
    position = 0
    for number in told.conversation.line():
        for token in told.conversation.turns[number].ids:
            yield TokenRow(position, number, token, told.tokenizer.token_bytes(token))
            position += 1


def likeliest(session: "Talk", k: int = 10) -> "Generator[Prefilling, None, list[Likely]]":
    """The ``k`` likeliest tokens to come next, as the model thinks before any setting has its say.

    Reads again what was dropped; runs on the engine's thread.
    """
    snapshot = yield from session.here()
    best = snapshot.logits.float().softmax(0).topk(min(k, snapshot.logits.numel()))
    pairs = zip(best.indices.tolist(), best.values.tolist(), strict=True)
    return [Likely(token, session.tokenizer.token_bytes(token), chance) for token, chance in pairs]


def settings_of(turn: Turn) -> dict[str, str]:
    """The words and texts with which /retry gives a reply again, token by token; none if it was not sampled."""
    if turn.params is None or turn.seed is None:
        return {}
    settings = {setting.word: repr(getattr(turn.params, name)) for name, setting in SETTINGS.items()}
    # A reply that was stopped ends by itself where it was stopped, unless that was before its first token.
    length = len(turn.ids) if turn.stop_reason == "interrupted" and turn.ids else turn.params.max_tokens
    return settings | {SETTINGS["max_tokens"].word: str(length), SETTINGS["seed"].word: str(turn.seed)}


def differences(session: "Talk") -> "Generator[Prefilling, None, list[Difference]]":
    """Repeat the readings of every kept snapshot from the beginning and compare; the session holds the new ones then.

    Runs on the engine's thread.
    """
    kept = dict(session.snapshots)
    session.recall.take(session.conversation, {})
    found = []
    for number in sorted(kept):
        again = yield from session.recall.at(number)
        pairs = [(kept[number].state.flatten(), again.state.flatten()), (kept[number].logits.cpu(), again.logits.cpu())]
        exact = all(one.equal(other) for one, other in pairs)
        found.append(Difference(number, exact, max(_relative(one, other) for one, other in pairs)))
    return found


def _relative(one: "torch.Tensor", other: "torch.Tensor") -> float:
    """The largest difference of two tensors' rows, relative to the largest value of the row."""
    apart, size = (one - other).abs().amax(-1), other.abs().amax(-1)
    return float((apart / size.clamp(min=1e-30)).max())
