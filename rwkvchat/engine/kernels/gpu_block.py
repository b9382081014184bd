"""A layer, and what comes after the last, that compute with the kernels for GPUs; `rwkv4`'s own are their twins.

Reading one token of each of a few texts is seven kernels, since starting one costs as much as what a small one does.
Reading a text leaves the products to the plain matrices, and takes all that lies between them.
"""

from collections.abc import Callable

import torch

from rwkvchat.engine.kernels.block import AnyBlock, matrices_of
from rwkvchat.engine.kernels.gpu import FEW, After, GpuKernels, KernelError, Product, Weight, gpu_kernels, weight_of
from rwkvchat.engine.kernels.triton_here import on
from rwkvchat.engine.quant import Float32, HalfOnGpu, Matrix
from rwkvchat.engine.rwkv4 import RNN, Block, Head, Mode, Sums
from rwkvchat.engine.state import LayerState

Tensor = torch.Tensor


class GpuBlock:
    """One layer."""

    def __init__(self, twin: Block, weights: dict[str, Weight], kernels: GpuKernels) -> None:
        """Use `of`."""
        self.twin, self.kernels, self.weights = twin, kernels, weights
        self._device = on(twin.ln1.weight.device)
        self._most = _most_rows(*weights.values())
        self._dtype = _dtype_of(*matrices_of(twin).values())

    @classmethod
    def of(cls, block: AnyBlock, kernels: GpuKernels | None = None) -> AnyBlock:
        """The block with the kernels where there are some that know its weights, else as it is."""
        if not isinstance(block, Block):
            return block
        kernels = kernels or gpu_kernels(block.ln1.weight.device)
        found = {name: weight_of(matrix) for name, matrix in matrices_of(block).items()}
        weights = {name: weight for name, weight in found.items() if weight is not None}
        return block if kernels is None or len(weights) < len(found) else cls(block, weights, kernels)

    def __call__(self, x: Tensor, state: LayerState, mode: Mode) -> tuple[Tensor, LayerState]:
        """As `Block`."""
        known = mode is not RNN or len(x) <= self._most
        with self._device:
            if known and not self.kernels.broken:
                try:
                    return self._step(x, state) if mode is RNN else self._read(x, state)
                except KernelError as error:
                    self.kernels.broken = str(error)
            return self.twin(x, state, mode)

    def _step(self, x: Tensor, state: LayerState) -> tuple[Tensor, LayerState]:
        kernels, weights, att, ffn = self.kernels, self.weights, self.twin.att, self.twin.ffn
        dtype = torch.float32 if len(x) == 1 else self._dtype

        xx, (xk, xv, xr) = kernels.norm_mix(x, self.twin.ln1, state.att_shift, (att.mix_k, att.mix_v, att.mix_r), dtype)
        k, v, r = kernels.products([
            Product(weights["att_key"], xk), Product(weights["att_value"], xv), Product(weights["att_receptance"], xr)
        ])  # fmt: skip
        sums = Sums(state.num, state.den, state.max)
        wkv, sums = kernels.step(att.decay, att.first, k, v, sums, r, dtype)
        [x] = kernels.products([Product(weights["att_output"], wkv, After.ADD)], add=x)

        yy, (yk, yr) = kernels.norm_mix(x, self.twin.ln2, state.ffn_shift, (ffn.mix_k, ffn.mix_r), dtype)
        k, r = kernels.products([
            Product(weights["ffn_key"], yk, After.SQUARE_OF_RELU), Product(weights["ffn_receptance"], yr)
        ])  # fmt: skip
        [x] = kernels.products([Product(weights["ffn_value"], k, After.ADD_GATED)], add=x, gate=r)
        return x, LayerState(xx, *sums, yy)

    def _read(self, x: Tensor, state: LayerState) -> tuple[Tensor, LayerState]:
        kernels, att, ffn, dtype = self.kernels, self.twin.att, self.twin.ffn, self._dtype

        xx, (xk, xv, xr) = kernels.norm_mix(x, self.twin.ln1, state.att_shift, (att.mix_k, att.mix_v, att.mix_r), dtype)
        k, v, r = att.key(xk), att.value(xv), att.receptance(xr)
        sums = Sums(state.num, state.den, state.max)
        wkv, sums = kernels.scan(att.decay, att.first, k, v, sums, r, dtype)
        x = x + att.output(wkv)

        yy, (yk, yr) = kernels.norm_mix(x, self.twin.ln2, state.ffn_shift, (ffn.mix_k, ffn.mix_r), dtype)
        k = kernels.square_of_relu(ffn.key(yk), dtype)
        x = kernels.add_gated(x, ffn.receptance(yr), ffn.value(k))
        return x, LayerState(xx, *sums, yy)


class GpuHead:
    """What comes after the last layer."""

    def __init__(self, twin: Head, weight: Weight, kernels: GpuKernels) -> None:
        """Use `of`."""
        self.twin, self.weight, self.kernels = twin, weight, kernels
        self._device = on(twin.norm.weight.device)
        self._most = _most_rows(weight)

    @classmethod
    def of(cls, head: Head, kernels: GpuKernels | None = None) -> Callable[[Tensor, Mode], Tensor]:
        """The head with the kernels where there are some that know its weight, else as it is."""
        kernels, weight = kernels or gpu_kernels(head.norm.weight.device), weight_of(head.matrix)
        return head if kernels is None or weight is None else cls(head, weight, kernels)

    def __call__(self, x: Tensor, mode: Mode) -> Tensor:
        """As `Head`."""
        with self._device:
            if mode is RNN and len(x) <= self._most and not self.kernels.broken:
                try:
                    return self.kernels.products([Product(self.weight, self.kernels.norm(x, self.twin.norm))])[0]
                except KernelError as error:
                    self.kernels.broken = str(error)
            return self.twin(x, mode)


def _most_rows(*weights: Weight) -> int:
    """Up to how many rows the kernels multiply with all of these."""
    return FEW if all(weight.takes_few for weight in weights) else 1


def _dtype_of(*matrices: Matrix) -> torch.dtype:
    """In what the matrices want to be given many rows: bfloat16 if it is that to which they would round them."""
    halves = [matrix.weight.dtype for matrix in matrices if isinstance(matrix, HalfOnGpu | Float32)]
    return torch.bfloat16 if halves == [torch.bfloat16] * len(matrices) else torch.float32
