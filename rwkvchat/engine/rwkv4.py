"""RWKV-4: the network, from token ids and a state to a new state and logits. Knows no files and no text.

Glossary (names of the paper and of RWKV-LM in brackets)

    T, C, F, V        tokens of a block, n_embd, n_ffn, n_vocab
    x       (T, C)    residual stream
    xx      (T, C)    its layer norm, the input of time mixing and of channel mixing
    prev    (T, C)    xx one token earlier; its first row comes from the state (token shift)
    r       (T, C)    receptance: how much of the memory is let through, after a sigmoid
    k, v    (T, C)    key and value
    decay   (C,)      [w] = -exp(time_decay): added to the exponent of everything remembered, each token
    first   (C,)      [u] time_first: added to the key of the current token alone
    wkv     (T, C)    the average of all values so far, weighted with exp(key + decay * age)
    num, den, max     [aa, bb, pp] its running sums, kept relative to exp(max)

The residual stream, norms, sums and states are float32 under every strategy; only the weight matrices are
stored otherwise, and they leave their products in float32 (see `quant`). So no layer needs rescaling.
Source: "RWKV: Reinventing RNNs for the Transformer Era", arXiv 2305.13048, and the RWKV-LM repository.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import torch
import torch.nn.functional as F

from rwkvchat.engine.quant import Matrix
from rwkvchat.engine.state import EMPTY_MAX, LayerState, State

# On a CPU torch computes the last elements of an array, which fill no vector register, by other code than the rest, and
# cuts arrays of 32768 elements and more into one piece a thread. Rows of whole vectors, fewer than that together, give
# the same bits side by side as alone.
VECTOR = 32
WHOLE_PIECE = 32767

Tensor = torch.Tensor
Check = Callable[[], None]
"""Called between layers, or between some of them; raises `Interrupted` to give a reading up."""


class Norm(NamedTuple):
    """Layer norm over the last dimension; both tensors ``(C,)``."""

    weight: Tensor
    bias: Tensor
    epsilon: float

    def __call__(self, x: Tensor) -> Tensor:
        return F.layer_norm(x, x.shape[-1:], self.weight, self.bias, self.epsilon)


class TimeMixing(NamedTuple):
    """Attention's place: what a token takes from those before it."""

    decay: Tensor
    first: Tensor
    mix_k: Tensor
    mix_v: Tensor
    mix_r: Tensor
    key: Matrix
    value: Matrix
    receptance: Matrix
    output: Matrix

    def __call__(self, xx: Tensor, prev: Tensor, sums: "Sums", mode: "Mode") -> tuple[Tensor, "Sums"]:
        k = mode.product(self.key, torch.lerp(prev, xx, self.mix_k))
        v = mode.product(self.value, torch.lerp(prev, xx, self.mix_v))
        r = torch.sigmoid(mode.product(self.receptance, torch.lerp(prev, xx, self.mix_r)))
        wkv, sums = mode.scan(self.decay, self.first, k, v, sums)
        return mode.product(self.output, r * wkv), sums


class ChannelMixing(NamedTuple):
    """The feed-forward network."""

    mix_k: Tensor
    mix_r: Tensor
    key: Matrix
    receptance: Matrix
    value: Matrix

    def __call__(self, xx: Tensor, prev: Tensor, mode: "Mode") -> Tensor:
        k = torch.relu(mode.product(self.key, torch.lerp(prev, xx, self.mix_k))).square()
        r = torch.sigmoid(mode.product(self.receptance, torch.lerp(prev, xx, self.mix_r)))
        return r * mode.product(self.value, k)


class Sums(NamedTuple):
    """The running sums of a wkv: ``num`` and ``den`` relative to ``exp(max)``; any equal shapes ``(..., C)``."""

    num: Tensor
    den: Tensor
    max: Tensor

    def join(self, other: "Sums") -> "Sums":
        """The sums over both."""
        top = torch.maximum(self.max, other.max)
        mine, theirs = torch.exp(self.max - top), torch.exp(other.max - top)
        return Sums(mine * self.num + theirs * other.num, mine * self.den + theirs * other.den, top)

    def aged(self, decay: Tensor) -> "Sums":
        """The same sums after ``decay``."""
        return Sums(self.num, self.den, self.max + decay)

    def push(self, k: Tensor, v: Tensor, decay: Tensor) -> "Sums":
        """The sums one token later."""
        older = self.max + decay
        top = torch.maximum(older, k)
        mine, new = torch.exp(older - top), torch.exp(k - top)
        return Sums(torch.addcmul(new * v, mine, self.num), torch.addcmul(new, mine, self.den), top)

    def mean(self, k: Tensor, v: Tensor, first: Tensor) -> Tensor:
        """The wkv of a token: the weighted mean of what was summed and its own value."""
        own = first + k
        top = torch.maximum(self.max, own)
        mine, new = torch.exp(self.max - top), torch.exp(own - top)
        return torch.addcmul(new * v, mine, self.num) / torch.addcmul(new, mine, self.den)


def scan(decay: Tensor, first: Tensor, k: Tensor, v: Tensor, before: Sums) -> tuple[Tensor, Sums]:
    """The wkv of each of T tokens and the sums after them, without a loop over tokens.

    About sqrt(T) blocks of sqrt(T) tokens: the blocks' own sums are built side by side, then the carry goes
    from block to block, then each token adds the carry, decayed to its place, to its block's own sums.

    Args:
        k, v: ``(T, C)``. before: the sums before the first token, ``(C,)``.
    """
    n_tokens, width = k.shape
    length = math.isqrt(n_tokens - 1) + 1
    n_blocks = -(-n_tokens // length)
    # The zeros that fill the last block come after every token that is read back from it.
    kb, vb = (F.pad(t, (0, 0, 0, n_blocks * length - n_tokens)).view(n_blocks, length, width) for t in (k, v))
    none = torch.zeros_like(kb[:, 0])
    own = [Sums(none, none, torch.full_like(none, EMPTY_MAX))]
    for i in range(length):
        own.append(own[-1].push(kb[:, i], vb[:, i], decay))
    carries = [before]
    for block in range(n_blocks - 1):
        whole = Sums(*(t[block] for t in own[length]))
        carries.append(carries[-1].aged(decay * length).join(whole))
    carry = Sums(*(torch.stack(ts).unsqueeze(1) for ts in zip(*carries, strict=True)))
    ages = decay * torch.arange(length, device=k.device).unsqueeze(1)
    inner = Sums(*(torch.stack(ts, dim=1) for ts in zip(*own[:length], strict=True)))
    wkv = carry.aged(ages).join(inner).mean(kb, vb, first).view(-1, width)[:n_tokens]
    rest = n_tokens - (n_blocks - 1) * length
    last = Sums(*(t[-1] for t in own[rest]))
    return wkv, carries[-1].aged(decay * rest).join(last)


def step(decay: Tensor, first: Tensor, k: Tensor, v: Tensor, before: Sums) -> tuple[Tensor, Sums]:
    """The wkv of one token of each of B texts: all ``(B, C)``."""
    return before.mean(k, v, first), before.push(k, v, decay)


def shifted(xx: Tensor, last: Tensor) -> Tensor:
    """Each token's predecessor: ``last`` (C,) before the first of ``xx`` (T, C)."""
    return torch.cat([last.unsqueeze(0), xx[:-1]])


class Mode(NamedTuple):
    """What rows of a tensor are to each other."""

    previous: Callable[[Tensor, Tensor], Tensor]
    """From ``xx`` and the shift in the state to ``prev``."""
    scan: Callable[[Tensor, Tensor, Tensor, Tensor, Sums], tuple[Tensor, Sums]]
    last: Callable[[Tensor], Tensor]
    """From ``xx`` to the shift in the new state."""
    product: Callable[[Matrix, Tensor], Tensor]


GPT = Mode(shifted, scan, lambda xx: xx[-1].clone(), lambda matrix, x: matrix(x))
"""Rows are tokens of one text, one after another: x is ``(T, C)``, tensors of the state are ``(C,)``.

The last row is copied, since it would keep the whole block alive.
"""

RNN = Mode(lambda _, last: last, step, lambda xx: xx, lambda matrix, x: matrix.rows(x))
"""Rows are one token of each of several texts: x and tensors of the state are ``(B, C)``."""


@dataclass(frozen=True, slots=True)
class Block:
    """One layer."""

    ln1: Norm
    ln2: Norm
    att: TimeMixing
    ffn: ChannelMixing

    def __call__(self, x: Tensor, state: LayerState, mode: Mode) -> tuple[Tensor, LayerState]:
        """The residual stream and the state before some tokens, to the same after this layer."""
        xx = self.ln1(x)
        sums = Sums(state.num, state.den, state.max)
        mixed, sums = self.att(xx, mode.previous(xx, state.att_shift), sums, mode)
        x = x + mixed
        yy = self.ln2(x)
        x = x + self.ffn(yy, mode.previous(yy, state.ffn_shift), mode)
        return x, LayerState(mode.last(xx), *sums, mode.last(yy))


@dataclass(frozen=True, slots=True)
class Head:
    """What comes after the last block: from the residual stream to logits."""

    norm: Norm
    matrix: Matrix

    def __call__(self, x: Tensor, mode: Mode) -> Tensor:
        return mode.product(self.matrix, self.norm(x))


@dataclass(frozen=True, slots=True)
class Network:
    """All weights of an RWKV-4 and its two forward passes."""

    embedding: Tensor
    """``(V, C)`` on the CPU, as stored: only the rows looked up are widened."""
    ln0: Norm
    blocks: tuple[Callable[[Tensor, LayerState, Mode], tuple[Tensor, LayerState]], ...]
    """Each a `Block`, or what stands for one."""
    head: Callable[[Tensor, Mode], Tensor]
    devices: tuple[torch.device, ...]
    """Of every block, and of the head."""

    def read(self, ids: list[int], state: State, check: Check) -> tuple[Tensor, State]:
        """Read a block of a text in one pass: the residual stream (T, C) after the last layer, and the state.

        One token is read in RNN mode.

        Args:
            ids: token ids below V, at least one. check: called before each layer; may raise to give the pass up.
        """
        if len(ids) == 1:
            x, (state,) = self.step(ids, [state], check)
            return x, state
        return self._pass(ids, state, GPT, check)

    def step(self, tokens: list[int], states: list[State], check: Check) -> tuple[Tensor, list[State]]:
        """Read one token of each of B texts: the residual stream (B, C), and the states."""
        count, rows, after = self._side_by_side(len(states)), [], []
        for i in range(0, len(states), count):
            x, state = self._pass(tokens[i : i + count], State.stack(states[i : i + count]), RNN, check)
            rows.append(x)
            after += state.unstack()
        return torch.cat(rows), after

    def _side_by_side(self, wanted: int) -> int:
        """How many texts one pass takes, so that none feels the others; only the CPU promises that."""
        width = self.embedding.shape[1]
        if any(device.type != "cpu" for device in self.devices):
            return wanted
        return max(1, WHOLE_PIECE // width) if width % VECTOR == 0 else 1

    def _pass(self, ids: list[int], state: State, mode: Mode, check: Check) -> tuple[Tensor, State]:
        return self.layers(self.embedded(ids), state, mode, check)

    def embedded(self, ids: list[int]) -> Tensor:
        """The rows of the embedding for some tokens, as stored."""
        return F.embedding(torch.tensor(ids), self.embedding)

    def layers(self, rows: Tensor, state: State, mode: Mode, check: Check) -> tuple[Tensor, State]:
        """From `embedded` tokens to the residual stream after the last layer, and the state."""
        x = self.ln0(rows.to(self.devices[0], torch.float32))
        layers = []
        for block, device, before in zip(self.blocks, self.devices, state.layers, strict=False):
            check()
            x, after = block(x.to(device), before, mode)
            layers.append(after)
        return x, State(tuple(layers))

    def logits(self, x: Tensor, mode: Mode) -> Tensor:
        """Logits (rows, V) of the residual stream (rows, C)."""
        return self.head(x.to(self.devices[-1]), mode)
