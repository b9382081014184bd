"""Muon: momentum whose matrix updates are made orthogonal, which learns from far fewer tokens than Adam here.

Source: Keller Jordan, "Muon: an optimizer for hidden layers in neural networks" (2024); its quintic iteration and
coefficients. It knows matrices and their gradients; vectors, the embedding and the head belong to another optimiser.
"""

from collections import defaultdict

import torch
from torch import Tensor

COEFFICIENTS = (3.4445, -4.7750, 2.0315)
ITERATIONS = 5


def orthogonal(matrices: Tensor) -> Tensor:
    """Roughly the nearest matrices with equal singular values: (N, rows, columns), rows <= columns."""
    a, b, c = COEFFICIENTS
    x: Tensor = matrices / (matrices.norm(dim=(1, 2), keepdim=True) + 1e-7)
    for _ in range(ITERATIONS):
        square = torch.bmm(x, x.mT)
        x = torch.baddbmm(x, torch.baddbmm(square, square, square, beta=b, alpha=c), x, beta=a)
    return x


class Muon:
    """The optimiser of a network's hidden matrices, given by name; `momentum` is all it remembers.

    `owned` are the names whose matrices this process updates; the momentum of all is kept, for it is cheap.
    """

    def __init__(self, matrices: dict[str, torch.nn.Parameter], owned: set[str], decay: float = 0.95) -> None:
        self._matrices = matrices
        self._owned = owned
        self._decay = decay
        self.momentum = {name: torch.zeros_like(matrix) for name, matrix in matrices.items()}

    @torch.no_grad()
    def step(self, rate: float) -> None:
        """One update; matrices of one shape, seen lying, are made orthogonal together."""
        alike: dict[torch.Size, list[tuple[str, Tensor]]] = defaultdict(list)
        for name, matrix in self._matrices.items():
            if matrix.grad is None:
                continue
            momentum = self.momentum[name].lerp_(matrix.grad, 1 - self._decay)
            if name not in self._owned:
                continue
            ahead = torch.lerp(matrix.grad, momentum, self._decay)
            lying = ahead if ahead.shape[0] <= ahead.shape[1] else ahead.T
            alike[lying.shape].append((name, lying))
        for group in alike.values():
            updates = orthogonal(torch.stack([lying for _, lying in group]))
            for (name, _), update in zip(group, updates, strict=True):
                matrix = self._matrices[name]
                rows, columns = matrix.shape
                standing = update if rows <= columns else update.T
                matrix.sub_(standing, alpha=rate * max(1.0, rows / columns) ** 0.5)
