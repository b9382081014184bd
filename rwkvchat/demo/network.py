"""A trainable RWKV-4 in "GPT" mode: whole sequences and the states before them in, logits and the states after out.

It knows the block, RWKV-LM's parameter names and its initialisation. It knows nothing of text, of the training
loop, or of the program's own engine, which runs the same weights one token at a time.

Glossary (B sequences, T tokens each, C channels, F = 4C, V vocabulary, L tokens per WKV chunk, N = T / L chunks):
    r, k, v   receptance, key and value; kept channel-major as (C, B*T), so that the WKV needs no transposition
    w         -exp(time_decay) < 0, the logarithm of what one step leaves of the past
    u         time_first, the bonus of the present token
    state     (layers, 4, B, C): each block's last input of its two halves, and the WKV's numerator and denominator
"""

import math
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as F

CHUNK = 32
KEY_LIMIT = 60.0


class Shape(NamedTuple):
    """The size of a network."""

    vocab: int
    layers: int = 6
    embd: int = 256


def weighted_key_values(w: Tensor, u: Tensor, k: Tensor, v: Tensor, before: Tensor) -> tuple[Tensor, Tensor]:
    """The WKV as products over chunks: w, u (C); k, v and the result (C, B*T); sums before and after (2, B, C).

    With keys below KEY_LIMIT every factor stays within float32: decays are at most 1 and exp(60) is 1e26.
    """
    channels, rows = k.shape[0], 2 * before.shape[1]
    steps = torch.arange(CHUNK, device=k.device, dtype=k.dtype)
    distance = steps[None, :] - steps[:, None] - 1.0  # (from, to)
    inside = torch.exp(w[:, None, None] * distance.clamp(min=0)) * (distance >= 0)
    inside = inside + torch.diag_embed(torch.exp(u)[:, None].expand(-1, CHUNK))
    weight = torch.exp(k.clamp(max=KEY_LIMIT))
    terms = torch.stack((weight * v, weight), dim=1).view(channels, -1, CHUNK)  # (C, 2*B*N, L)
    sums = torch.bmm(terms, torch.exp(w[:, None] * (CHUNK - 1 - steps))[:, :, None]).view(channels, rows, -1)
    told = torch.cat((before.view(rows, channels).T[:, :, None], sums), dim=2)  # (C, 2*B, 1 + N)
    index = torch.arange(told.shape[2], device=k.device, dtype=k.dtype)
    gap = index[None, :] - index[:, None]
    between = torch.exp(w[:, None, None] * CHUNK * gap.clamp(min=0)) * (gap >= 0)
    carried = torch.bmm(told, between)  # at each chunk's beginning, and after the last
    starts = carried[:, :, :-1].reshape(channels, -1, 1)
    both = torch.baddbmm(torch.bmm(terms, inside), starts, torch.exp(w[:, None] * steps)[:, None, :])
    above, below = both.view(channels, 2, -1).unbind(1)
    return above / below, carried[:, :, -1].T.reshape(before.shape)


def shifted(x: Tensor, before: Tensor) -> Tensor:
    """Every position's predecessor: x (B, T, C), before the first (B, C) -> (B, T, C)."""
    return torch.cat((before[:, None], x[:, :-1]), dim=1)


def mixed(x: Tensor, before: Tensor, mix: Tensor) -> Tensor:
    return torch.lerp(before, x, mix)


class TimeMix(nn.Module):
    """The attention-like half of a block."""

    def __init__(self, shape: Shape, layer: int) -> None:
        super().__init__()
        depth = layer / max(1, shape.layers - 1)
        rest = 1 - layer / shape.layers
        ramp = torch.arange(shape.embd) / shape.embd
        curve = torch.arange(shape.embd) / (shape.embd - 1)
        zigzag = ((torch.arange(shape.embd) + 1) % 3 - 1) * 0.5
        self.time_decay = nn.Parameter(-5 + 8 * curve ** (0.7 + 1.3 * depth))
        self.time_first = nn.Parameter(zigzag + math.log(0.3))
        self.time_mix_k = nn.Parameter((ramp**rest).view(1, 1, -1))
        self.time_mix_v = nn.Parameter((ramp**rest + 0.3 * depth).view(1, 1, -1))
        self.time_mix_r = nn.Parameter((ramp ** (0.5 * rest)).view(1, 1, -1))
        self.key = nn.Linear(shape.embd, shape.embd, bias=False)
        self.value = nn.Linear(shape.embd, shape.embd, bias=False)
        self.receptance = nn.Linear(shape.embd, shape.embd, bias=False)
        self.output = nn.Linear(shape.embd, shape.embd, bias=False)
        nn.init.orthogonal_(self.value.weight)
        for zero in (self.key, self.receptance, self.output):
            nn.init.zeros_(zero.weight)

    def forward(self, x: Tensor, last: Tensor, sums: Tensor) -> tuple[Tensor, Tensor]:
        batch, length, channels = x.shape
        before = shifted(x, last)

        def columns(mix: Tensor, weight: Tensor) -> Tensor:
            return weight @ mixed(x, before, mix).view(-1, channels).T

        k = columns(self.time_mix_k, self.key.weight)
        v = columns(self.time_mix_v, self.value.weight)
        r = torch.sigmoid(columns(self.time_mix_r, self.receptance.weight))
        wkv, sums = weighted_key_values(-torch.exp(self.time_decay), self.time_first, k, v, sums)
        return ((r * wkv).T @ self.output.weight.T).view(batch, length, channels), sums


class ChannelMix(nn.Module):
    """The feed-forward half of a block."""

    def __init__(self, shape: Shape, layer: int) -> None:
        super().__init__()
        ramp = torch.arange(shape.embd) / shape.embd
        rest = 1 - layer / shape.layers
        self.time_mix_k = nn.Parameter((ramp**rest).view(1, 1, -1))
        self.time_mix_r = nn.Parameter((ramp**rest).view(1, 1, -1))
        self.key = nn.Linear(shape.embd, 4 * shape.embd, bias=False)
        self.receptance = nn.Linear(shape.embd, shape.embd, bias=False)
        self.value = nn.Linear(4 * shape.embd, shape.embd, bias=False)
        nn.init.orthogonal_(self.key.weight, gain=2.0)
        for zero in (self.receptance, self.value):
            nn.init.zeros_(zero.weight)

    def forward(self, x: Tensor, last: Tensor) -> Tensor:
        before = shifted(x, last)
        k = torch.relu(self.key(mixed(x, before, self.time_mix_k)))
        r = torch.sigmoid(self.receptance(mixed(x, before, self.time_mix_r)))
        result: Tensor = r * self.value(k * k)
        return result


class Block(nn.Module):
    def __init__(self, shape: Shape, layer: int) -> None:
        super().__init__()
        if layer == 0:
            self.ln0 = nn.LayerNorm(shape.embd)
        self.layer = layer
        self.ln1 = nn.LayerNorm(shape.embd)
        self.ln2 = nn.LayerNorm(shape.embd)
        self.att = TimeMix(shape, layer)
        self.ffn = ChannelMix(shape, layer)

    def forward(self, x: Tensor, state: Tensor) -> tuple[Tensor, Tensor]:
        """x (B, T, C), state (4, B, C)."""
        if self.layer == 0:
            x = self.ln0(x)
        first = self.ln1(x)
        told, sums = self.att(first, state[0], state[1:3])
        x = x + told
        second = self.ln2(x)
        after = torch.cat((first[None, :, -1], sums, second[None, :, -1]))
        return x + self.ffn(second, state[3]), after


class Network(nn.Module):
    """RWKV-4: ids (B, T) and a state, or none -> logits (B, T, V) and the state after.

    T is padded to whole chunks, which changes no earlier position; only where nothing is padded can the state go on.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.emb = nn.Embedding(shape.vocab, shape.embd)
        self.blocks = nn.ModuleList(Block(shape, layer) for layer in range(shape.layers))
        self.ln_out = nn.LayerNorm(shape.embd)
        self.head = nn.Linear(shape.embd, shape.vocab, bias=False)
        nn.init.uniform_(self.emb.weight, -1e-4, 1e-4)
        nn.init.orthogonal_(self.head.weight, gain=0.5 * max(1.0, math.sqrt(shape.vocab / shape.embd)))

    def fresh(self, batch: int) -> Tensor:
        """The states of texts that have not begun."""
        return self.emb.weight.new_zeros(self.shape.layers, 4, batch, self.shape.embd)

    def forward(self, ids: Tensor, state: Tensor | None = None) -> tuple[Tensor, Tensor]:
        length = ids.shape[1]
        before = self.fresh(len(ids)) if state is None else state
        after = []
        x = self.emb(F.pad(ids, (0, -length % CHUNK)))
        for block, its in zip(self.blocks, before, strict=True):
            x, then = block(x, its)
            after.append(then)
        logits: Tensor = self.head(self.ln_out(x[:, :length]))
        return logits, torch.stack(after)
