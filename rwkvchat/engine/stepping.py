"""Reading one token of each of some texts in one go, not layer by layer: what the ways to do it have in common."""

import math
from collections.abc import Sequence
from typing import NamedTuple, Protocol

import torch

from rwkvchat.engine.rwkv4 import Check
from rwkvchat.engine.state import Snapshot, State


class Stepped(NamedTuple):
    """What came out of a step."""

    snapshots: list[Snapshot]
    finite: bool
    """Whether all logits are numbers; if not, nobody may have the snapshots."""


class WholeStep(Protocol):
    """Does it; what it is given is never written to, what it gives is its receiver's."""

    why_not: str
    """Why it is not done so after all; empty while all goes well."""

    def __call__(self, tokens: Sequence[int], states: Sequence[State], check: Check) -> Stepped | None:
        """The snapshots after one token each; None if that has to be computed layer by layer.

        Args:
            check: called before anything is done, and now and then; may raise to give it up.
        """
        ...


def all_finite(logits: torch.Tensor) -> bool:
    """Whether they are all numbers, none of them infinite."""
    # Less than a tenth of the time that isfinite takes, which makes tensors of its own.
    return all(math.isfinite(end) for end in torch.aminmax(logits))
