"""A trainable RWKV-4 in "GPT" mode: whole sequences in, logits for every position out.

It knows the block, RWKV-LM's parameter names and its initialisation. It knows nothing of text, of the training
loop, or of the program's own engine, which runs the same weights one token at a time.

Glossary (B sequences, T tokens each, C channels, F = 4C, V vocabulary, L tokens per WKV chunk, N = T / L chunks):
    r, k, v   receptance, key and value; kept channel-major as (C, B*T), so that the WKV needs no transposition
    w         -exp(time_decay) < 0, the logarithm of what one step leaves of the past
    u         time_first, the bonus of the present token
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


def weighted_key_values(w: Tensor, u: Tensor, k: Tensor, v: Tensor, batch: int) -> Tensor:
    """The WKV of `batch` fresh sequences as products over chunks: w, u (C); k, v and the result (C, B*T).

    With keys below KEY_LIMIT every factor stays within float32: decays are at most 1 and exp(60) is 1e26.
    """
    channels = k.shape[0]
    steps = torch.arange(CHUNK, device=k.device, dtype=k.dtype)
    distance = steps[None, :] - steps[:, None] - 1.0  # (from, to)
    inside = torch.exp(w[:, None, None] * distance.clamp(min=0)) * (distance >= 0)
    inside = inside + torch.diag_embed(torch.exp(u)[:, None].expand(-1, CHUNK))
    weight = torch.exp(k.clamp(max=KEY_LIMIT))
    terms = torch.stack((weight * v, weight), dim=1).view(channels, -1, CHUNK)  # (C, 2*B*N, L)
    sums = torch.bmm(terms, torch.exp(w[:, None] * (CHUNK - 1 - steps))[:, :, None])
    chunks = terms.shape[1] // (2 * batch)
    index = torch.arange(chunks, device=k.device, dtype=k.dtype)
    gap = index[None, :] - index[:, None] - 1.0
    between = torch.exp(w[:, None, None] * CHUNK * gap.clamp(min=0)) * (gap >= 0)
    carried = torch.bmm(sums.view(channels, 2 * batch, chunks), between).view(channels, -1, 1)
    both = torch.baddbmm(torch.bmm(terms, inside), carried, torch.exp(w[:, None] * steps)[:, None, :])
    above, below = both.view(channels, 2, -1).unbind(1)
    return above / below


def shifted(x: Tensor) -> Tensor:
    """Every position's predecessor, zeros before the first: (B, T, C) -> (B, T, C)."""
    return F.pad(x, (0, 0, 1, -1))


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

    def forward(self, x: Tensor) -> Tensor:
        batch, length, channels = x.shape
        before = shifted(x)

        def columns(mix: Tensor, weight: Tensor) -> Tensor:
            return weight @ mixed(x, before, mix).view(-1, channels).T

        k = columns(self.time_mix_k, self.key.weight)
        v = columns(self.time_mix_v, self.value.weight)
        r = torch.sigmoid(columns(self.time_mix_r, self.receptance.weight))
        y = r * weighted_key_values(-torch.exp(self.time_decay), self.time_first, k, v, batch)
        return (y.T @ self.output.weight.T).view(batch, length, channels)


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

    def forward(self, x: Tensor) -> Tensor:
        before = shifted(x)
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

    def forward(self, x: Tensor) -> Tensor:
        if self.layer == 0:
            x = self.ln0(x)
        x = x + self.att(self.ln1(x))
        after: Tensor = x + self.ffn(self.ln2(x))
        return after


class Network(nn.Module):
    """RWKV-4: ids (B, T) -> logits (B, T, V). T is padded to whole chunks, which changes no earlier position."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.emb = nn.Embedding(shape.vocab, shape.embd)
        self.blocks = nn.ModuleList(Block(shape, layer) for layer in range(shape.layers))
        self.ln_out = nn.LayerNorm(shape.embd)
        self.head = nn.Linear(shape.embd, shape.vocab, bias=False)
        nn.init.uniform_(self.emb.weight, -1e-4, 1e-4)
        nn.init.orthogonal_(self.head.weight, gain=0.5 * max(1.0, math.sqrt(shape.vocab / shape.embd)))

    def forward(self, ids: Tensor) -> Tensor:
        length = ids.shape[1]
        x = self.emb(F.pad(ids, (0, -length % CHUNK)))
        for block in self.blocks:
            x = block(x)
        logits: Tensor = self.head(self.ln_out(x[:, :length]))
        return logits
