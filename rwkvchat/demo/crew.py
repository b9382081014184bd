"""The processes that share a training step: each reads some rows of the batch and updates some of the matrices.

It knows gradients and parameters as tensors to be averaged or exchanged; a crew of one does nothing.
"""

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, distributed, nn


@dataclass(frozen=True, slots=True)
class Crew:
    """One process's place among `size` of them."""

    rank: int = 0
    size: int = 1

    @classmethod
    def meet(cls, rank: int, size: int, folder: Path) -> "Crew":
        """Wait until all processes are there; they find each other through a file in the run's folder."""
        if size > 1:
            meeting = (folder / "meeting").resolve()
            distributed.init_process_group("gloo", f"file://{meeting}", rank=rank, world_size=size)
        return cls(rank, size)

    def average(self, value: float) -> float:
        """The mean of every process's value, the same in all."""
        if self.size == 1:
            return value
        box = torch.tensor([value], dtype=torch.float64)
        distributed.all_reduce(box)
        return box.item() / self.size

    def average_gradients(self, network: nn.Module, loss: float) -> float:
        """Average the gradients over the processes, in place; returns the mean of their losses."""
        if self.size == 1:
            return loss
        gradients = [p.grad for p in network.parameters() if p.grad is not None]
        flat = torch.cat([gradient.flatten() for gradient in gradients])
        distributed.all_reduce(flat)
        unpack(flat / self.size, gradients)
        return self.average(loss)

    @torch.no_grad()
    def exchange(self, matrices: dict[str, nn.Parameter], owned: set[str]) -> None:
        """Give every process the matrices that their owners have updated."""
        if self.size == 1:
            return
        parts = [m.flatten() if name in owned else torch.zeros_like(m).flatten() for name, m in matrices.items()]
        flat = torch.cat(parts)
        distributed.all_reduce(flat)
        unpack(flat, list(matrices.values()))


def unpack(flat: Tensor, tensors: list[Tensor] | list[nn.Parameter]) -> None:
    """Copy a flat tensor's consecutive parts into tensors."""
    parts = torch.split(flat, [tensor.numel() for tensor in tensors])
    for part, tensor in zip(parts, tensors, strict=True):
        tensor.data.copy_(part.view_as(tensor))
