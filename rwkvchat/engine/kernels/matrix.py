"""A matrix that multiplies a few rows with the kernels and many with its plain twin, whose rate they do not reach."""

import torch

from rwkvchat.engine.kernels.cpu import Kernels, Weight
from rwkvchat.engine.quant import Float32, HalfOnCpu, Matrix
from rwkvchat.engine.quantised import Int4, Int8


def weight_of(matrix: object) -> Weight | None:
    """The weight of a matrix as the kernels take it, in place; None where they do not know its kind."""
    if isinstance(matrix, Float32 | HalfOnCpu) and matrix.weight.device.type == "cpu" and matrix.weight.is_contiguous():
        return Weight.plain(matrix.weight)
    if isinstance(matrix, Int8 | Int4):
        parts = matrix.tensors()
        if all(part.device.type == "cpu" and part.is_contiguous() for part in parts.values()):
            codes, rows, columns = parts[""], parts["rows"], parts["columns"]
            if isinstance(matrix, Int8):
                return Weight.int8(codes, rows, columns)
            return Weight.int4(codes, parts["groups"], rows, columns)
    return None


class FastMatrix:
    """A weight of shape ``(n_out, n_in)``."""

    def __init__(self, twin: Matrix, weight: Weight, kernels: Kernels) -> None:
        """Use `of`."""
        self.twin, self.weight, self.kernels = twin, weight, kernels
        self.few = twin.few

    @classmethod
    def of(cls, matrix: Matrix, kernels: Kernels | None) -> Matrix:
        """The matrix with the kernels where they know its kind, else as it is."""
        weight = weight_of(matrix)
        return matrix if kernels is None or weight is None else cls(matrix, weight, kernels)

    def __call__(self, x: torch.Tensor) -> torch.Tensor:
        return self.rows(x) if len(x) <= self.few else self.twin(x)

    def rows(self, x: torch.Tensor) -> torch.Tensor:
        return self.kernels.product(self.weight, x)
