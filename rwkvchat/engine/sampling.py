"""Choosing the next token from logits: pure functions, and the sampler of one reply. Knows no text.

The order is that of ChatRWKV: penalties, softmax, top_p, top_k, and only then the temperature, which so
flattens what is inside the nucleus and does not widen it. Logits on a CUDA device are left to `device_sampling`.
"""

import hashlib
import struct
from collections.abc import Iterable

import torch

from rwkvchat.engine.device_sampling import chosen
from rwkvchat.params import SamplingParams

LIKELIEST = 256
"""Tokens among which a nucleus is looked for first; nearly always it lies there."""


def penalised(logits: torch.Tensor, counts: torch.Tensor, presence: float, frequency: float) -> torch.Tensor:
    """Logits less ``presence + count * frequency`` where a token occurred.

    Args:
        logits, counts: float32 ``(n_vocab,)``; ``counts`` holds decayed occurrences.
    """
    if presence == 0 and frequency == 0:
        return logits
    return logits - presence * (counts > 0) - frequency * counts


def nucleus_cutoff(probs: torch.Tensor, top_p: float) -> float:
    """The smallest probability kept by top_p: the likeliest tokens down to it weigh ``top_p`` or more together.

    Never sorts the vocabulary: a nucleus wider than `LIKELIEST` tokens is found by bisection on its border.
    """
    best = torch.topk(probs, min(LIKELIEST, probs.numel())).values
    reached = torch.nonzero(best.double().cumsum(0) >= top_p)
    if reached.numel():
        return float(best[reached[0]])
    # Positive floats order like their bit patterns, so at most 31 halvings find the exact border.
    bits = probs.view(torch.int32)
    low, high = 0, int(best[-1].view(torch.int32))
    weights = probs.double()
    while high - low > 1:
        middle = (low + high) // 2
        if float(weights[bits >= middle].sum()) >= top_p:
            low = middle
        else:
            high = middle
    return float(torch.tensor(low, dtype=torch.int32).view(torch.float32))


def nucleus(probs: torch.Tensor, top_p: float) -> torch.Tensor:
    """Ids kept by top_p, ascending; tokens as likely as the last one kept are kept too."""
    if top_p >= 1:
        return torch.arange(probs.numel())
    return torch.nonzero(probs >= nucleus_cutoff(probs, top_p)).squeeze(1)


def likeliest(probs: torch.Tensor, ids: torch.Tensor, top_k: int) -> torch.Tensor:
    """The ``top_k`` likeliest of ``ids`` (all of them if 0), ascending."""
    if top_k == 0 or top_k >= ids.numel():
        return ids
    return ids[torch.topk(probs[ids], top_k).indices].sort().values


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
        for token in drawn:
            self._count(token)

    def draw(self, logits: torch.Tensor) -> int:
        """The next token, from float32 logits ``(n_vocab,)``."""
        params = self.params
        self.counts = self.counts.to(logits.device)
        logits = penalised(logits, self.counts, params.presence, params.frequency)
        if logits.is_cuda:
            token = int(chosen(logits, params, uniform(self.seed, self.draws)))
        elif params.temperature == 0:
            token = int(logits.argmax())
        else:
            probs = torch.softmax(logits, dim=0)
            kept = likeliest(probs, nucleus(probs, params.top_p), params.top_k)
            token = int(kept[pick(tempered(probs[kept], params.temperature), uniform(self.seed, self.draws))])
        self._count(token)
        return token

    def _count(self, token: int) -> None:
        self.counts *= self.params.penalty_decay
        self.counts[token] += 1
        self.draws += 1
