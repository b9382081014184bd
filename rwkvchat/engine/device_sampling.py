"""Choosing the next token where the logits are, on a CUDA device: of all of it, one token id comes back.

The same choice as in `sampling`, whose functions look at numbers in between. It takes the same uniform number, and
runs through the vocabulary in the same order; so it gives the same token, but for the rounding of sums.
"""

import torch

from rwkvchat.params import SamplingParams

Tensor = torch.Tensor


def chosen(logits: Tensor, params: SamplingParams, point: float) -> Tensor:
    """The id of a token, still on the device.

    Args:
        logits: float32 ``(n_vocab,)``, with the penalties taken off. point: the draw's number in [0, 1).
    """
    if params.temperature == 0:
        return logits.argmax()
    probs = torch.softmax(logits, dim=0)
    scores = probs.double().log() / params.temperature
    if params.top_p < 1 or 0 < params.top_k < len(probs):
        scores = scores.masked_fill(~kept(probs, params.top_p, params.top_k), float("-inf"))
    sums = torch.softmax(scores, dim=0).cumsum(0)
    # The last one has the first sum that is the whole: rounding must not lead beyond it.
    last = (sums < sums[-1]).sum()
    return torch.minimum(torch.searchsorted(sums, sums[-1:] * point, right=True)[0], last)


def kept(probs: Tensor, top_p: float, top_k: int) -> Tensor:
    """Which tokens top_p and then top_k leave, ``(n_vocab,)``."""
    ordered, ids = probs.sort(descending=True, stable=True)
    stays = torch.ones_like(ordered, dtype=torch.bool)
    if top_p < 1:
        before = (ordered.double().cumsum(0) < top_p).sum()
        border = ordered.gather(0, before.clamp(max=len(ordered) - 1).unsqueeze(0))
        stays &= ordered >= border  # and all that are as likely
    if 0 < top_k < len(probs):
        stays[top_k:] = False
    return torch.zeros_like(stays).scatter(0, ids, stays)
