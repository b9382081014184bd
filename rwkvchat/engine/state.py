"""The memory of an RWKV network as a value: nothing here, and nothing that is given one, ever writes into it.

Going back, branching and saving are all the same thing: keeping a reference.
"""

from collections.abc import Sequence
from typing import NamedTuple

import torch


class LayerState(NamedTuple):
    """What one layer remembers: five float32 tensors of shape ``(n_embd,)``, contiguous, owning their storage.

    Those of a `Packed` state own it together, as those of one layer may.

    ``num`` and ``den`` are kept divided by ``exp(max)``, so that they stay finite for any keys.
    """

    att_shift: torch.Tensor
    """The last token's input to time mixing, after its layer norm."""
    num: torch.Tensor
    """Decayed sum of exp(key) * value (aa in the reference code)."""
    den: torch.Tensor
    """Decayed sum of exp(key) (bb)."""
    max: torch.Tensor
    """The exponent that both sums are relative to (pp)."""
    ffn_shift: torch.Tensor
    """The last token's input to channel mixing, after its layer norm."""


EMPTY_MAX = -1e30
"""``max`` before the first token: smaller than any key, and far from overflow when a decay is added."""


class State(NamedTuple):
    """The whole memory of a network: one `LayerState` a layer, the same size however long the text was."""

    layers: tuple[LayerState, ...]

    @classmethod
    def empty(cls, n_layer: int, n_embd: int, devices: Sequence[torch.device] = ()) -> "State":
        """The state before the first token, each layer on its own one of ``devices``; without any, on the CPU."""
        devices = devices or (torch.device("cpu"),) * n_layer
        layers = {}
        for device in dict.fromkeys(devices):
            zero = torch.zeros(n_embd, device=device)
            layers[device] = LayerState(zero, zero, zero, torch.full_like(zero, EMPTY_MAX), zero)
        return cls(tuple(layers[device] for device in devices))

    @property
    def nbytes(self) -> int:
        """Bytes of all its tensors."""
        return sum(tensor.nbytes for layer in self.layers for tensor in layer)

    @classmethod
    def stack(cls, states: Sequence["State"]) -> "State":
        """Several states side by side: tensors of shape ``(len(states), n_embd)``."""
        if len(states) == 1:
            return cls(tuple(LayerState(*(tensor.unsqueeze(0) for tensor in layer)) for layer in states[0].layers))
        rows = zip(*(state.layers for state in states), strict=True)
        return cls(tuple(LayerState(*(torch.stack(ts) for ts in zip(*layers, strict=True))) for layers in rows))

    def unstack(self) -> list["State"]:
        """The states that `stack` was given; each owns its storage."""
        count = len(self.layers[0].num)
        if count == 1:
            return [State(tuple(LayerState(*(tensor.squeeze(0) for tensor in layer)) for layer in self.layers))]
        return [State(tuple(LayerState(*(t[i].clone() for t in layer)) for layer in self.layers)) for i in range(count)]

    def beside(self, other: "State") -> "State":
        """The same state, each layer on the device on which ``other`` has it."""
        pairs = zip(self.layers, other.layers, strict=True)
        return State(tuple(LayerState(*(t.to(theirs.num.device) for t in layer)) for layer, theirs in pairs))

    def flatten(self) -> torch.Tensor:
        """One tensor of shape ``(n_layer, 5, n_embd)`` on the CPU, in the order of `LayerState`'s fields."""
        return torch.stack([torch.stack(tuple(layer)).cpu() for layer in self.layers])

    @classmethod
    def unflatten(cls, block: torch.Tensor) -> "State":
        """The state that `flatten` gave ``block`` for; copies, so that no row keeps the whole block alive."""
        return cls(tuple(LayerState(*(row.clone() for row in layer)) for layer in block))


class Packed(State):
    """A state whose tensors are the rows of one block that holds nothing else, so that it can be copied at once."""

    block: torch.Tensor
    """``(5 * n_layer, n_embd)``, in the order of `flatten`."""

    @classmethod
    def of(cls, block: torch.Tensor) -> "Packed":
        """The state in a block, which from then on belongs to it."""
        packed = cls(layers_of(block.unbind(0)))
        packed.block = block
        return packed

    def flatten(self) -> torch.Tensor:
        return self.block.view(len(self.layers), 5, -1).cpu().clone()


def layers_of(tensors: Sequence[torch.Tensor]) -> tuple[LayerState, ...]:
    """Layers from all their tensors, one after another."""
    return tuple(LayerState(*tensors[i : i + 5]) for i in range(0, len(tensors), 5))


def block_of(state: State) -> torch.Tensor:
    """All of a state on one device, ``(5 * n_layer, n_embd)``: its own block where it has one."""
    return state.block if isinstance(state, Packed) else torch.stack([t for layer in state.layers for t in layer])


class Snapshot(NamedTuple):
    """A place in a text: what the network remembers, and its logits for what comes next."""

    state: State
    logits: torch.Tensor
    """float32, shape ``(n_vocab,)``: on the CPU, or on the CUDA device that computed them."""

    @classmethod
    def unread(cls, state: State, n_vocab: int) -> "Snapshot":
        """The place before the first token, where no token is likelier than another."""
        return cls(state, torch.zeros(n_vocab))

    @property
    def nbytes(self) -> int:
        """Bytes of all its tensors."""
        return self.state.nbytes + self.logits.nbytes
