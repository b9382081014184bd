"""Choosing the next token from logits: pure functions, and the sampler of one reply. Knows no text.

The order is that of ChatRWKV: penalties, softmax, top_p, top_k, and only then the temperature, which so
flattens what is inside the nucleus and does not widen it. Logits on a CUDA device are left to `device_sampling`.
"""

import hashlib
import struct
from array import array
from collections.abc import Iterable

import torch

from rwkvchat.engine.device_sampling import chosen
from rwkvchat.engine.kernels.cpu import kernels
from rwkvchat.params import SamplingParams

LIKELIEST = 256
"""Tokens among which a nucleus is looked for first; nearly always it lies there."""


def penalised(
    logits: torch.Tensor, counts: torch.Tensor, presence: float, frequency: float, seen: "array[int] | None" = None
) -> torch.Tensor:
    """Logits less ``presence + count * frequency`` where a token occurred.

    Args:
        logits, counts: float32 ``(n_vocab,)``; ``counts`` holds decayed occurrences.
        seen: all tokens that occurred, 64 bits an item, where that is known: then no others are looked at.
    """
    if presence == 0 and frequency == 0:
        return logits
    if seen is None:
        return logits - presence * (counts > 0) - frequency * counts
    if not seen:
        return logits
    ids = torch.frombuffer(seen, dtype=torch.int64)
    return logits.scatter(0, ids, penalised(logits[ids], counts[ids], presence, frequency))


def nucleus(probs: torch.Tensor, top_p: float) -> torch.Tensor:
    """Ids kept by top_p, ascending: the likeliest tokens that weigh ``top_p`` or more together, and all as likely as
    the last of these.
    """
    if top_p >= 1:
        return torch.arange(probs.numel())
    # All that are less likely than this weigh less than what top_p leaves out, so the nucleus is among the others;
    # half of it, lest the rounding of sums matters.
    ids = torch.nonzero(probs >= (1 - top_p) / (2 * probs.numel())).squeeze(1)
    weights = probs[ids]
    for count in dict.fromkeys((min(LIKELIEST, len(ids)), len(ids))):
        best = torch.topk(weights, count).values
        reached = torch.nonzero(best.double().cumsum(0) >= top_p)
        if reached.numel():
            return ids[weights >= best[reached[0]]]
    return torch.arange(probs.numel())


def likeliest(ids: torch.Tensor, probs: torch.Tensor, top_k: int) -> tuple[torch.Tensor, torch.Tensor]:
    """The ``top_k`` likeliest of ``ids`` (all of them if 0), ascending, with their probabilities."""
    if top_k == 0 or top_k >= ids.numel():
        return ids, probs
    places = torch.topk(probs, top_k).indices.sort().values
    return ids[places], probs[places]


def tempered(probs: torch.Tensor, temperature: float) -> torch.Tensor:
    """``probs ** (1 / temperature)``, renormalised; through logarithms, since the power itself underflows."""
    return torch.softmax(probs.double().log() / temperature, dim=0)


def uniform(seed: int, draw: int) -> float:
    """The number in [0, 1) of draw ``draw`` under ``seed``: a pure function, so there is no generator to save."""
    digest = hashlib.blake2b(struct.pack("<QQ", seed, draw), digest_size=8).digest()
    return float(int.from_bytes(digest, "little") >> 11) / float(1 << 53)


def pick(weights: torch.Tensor, point: float) -> int:
    """The index at which the running sum of ``weights`` passes ``point`` (in [0, 1)) of the whole."""
    sums = weights.cumsum(0)
    index = int(torch.searchsorted(sums, float(sums[-1]) * point, right=True))
    return min(index, weights.numel() - 1)


def drawn(logits: torch.Tensor, counts: torch.Tensor, seen: "array[int]", params: SamplingParams, point: float) -> int:
    """The token that comes next; it is counted. The twin of `Kernels.draw`, which takes the same."""
    left = penalised(logits, counts, params.presence, params.frequency, seen)
    if params.temperature == 0:
        token = int(left.argmax())
    else:
        probs = torch.softmax(left, dim=0)
        ids = nucleus(probs, params.top_p)
        ids, probs = likeliest(ids, probs[ids], params.top_k)
        token = int(ids[pick(tempered(probs, params.temperature), point)])
    count(counts, token, params.penalty_decay)
    return token


def count(counts: torch.Tensor, token: int, decay: float) -> None:
    """Count a token, after what occurred before has faded."""
    counts *= decay
    counts[token] += 1


class Sampler:
    """Draws the tokens of one reply and remembers what the penalties need: how often each occurred."""

    def __init__(self, params: SamplingParams, seed: int, n_vocab: int, drawn: Iterable[int] = ()) -> None:
        """Args:
        params: the settings; its own seed is not looked at. seed: of this reply.
        drawn: tokens that this reply has already, when it is continued.
        """
        self.params = params
        self.seed = seed
        self.draws = 0
        self.counts = torch.zeros(n_vocab)
        self._seen, self._known = array("q"), set[int]()
        self._kernels = kernels()
        for token in drawn:
            count(self.counts, token, params.penalty_decay)
            self._remember(token)

    def draw(self, logits: torch.Tensor) -> int:
        """The next token, from float32 logits ``(n_vocab,)``."""
        params, point = self.params, uniform(self.seed, self.draws)
        if logits.is_cuda:
            self.counts = self.counts.to(logits.device)
            left = penalised(logits, self.counts, params.presence, params.frequency)
            token = int(chosen(left, params, point))
            count(self.counts, token, params.penalty_decay)
        else:
            draw = self._kernels.draw if self._kernels else drawn
            token = draw(logits, self.counts, self._seen, params, point)
        self._remember(token)
        return token

    def _remember(self, token: int) -> None:
        if token not in self._known:
            self._known.add(token)
            self._seen.append(token)
        self.draws += 1
