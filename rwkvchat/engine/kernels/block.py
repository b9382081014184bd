"""A layer of the network that computes with the kernels, in the place of `rwkv4.Block`, which is its twin.

Reading one token of each of some texts is one call of the library; `cpu_step` has one for many layers. Reading a text
leaves the products of many tokens to the plain matrices, and takes all that lies between them.
"""

from collections.abc import Callable, Mapping

import torch

from rwkvchat.engine.kernels import structures
from rwkvchat.engine.kernels.cpu import Kernels, Layer, Layers, Weight
from rwkvchat.engine.kernels.matrix import weight_of
from rwkvchat.engine.quant import Matrix
from rwkvchat.engine.rwkv4 import RNN, Block, Mode, Sums
from rwkvchat.engine.state import LayerState

Tensor = torch.Tensor
AnyBlock = Callable[[Tensor, LayerState, Mode], tuple[Tensor, LayerState]]


class FastBlock:
    """One layer."""

    def __init__(self, twin: Block, weights: Mapping[str, Weight], kernels: Kernels) -> None:
        """Use `of`."""
        att, ffn = twin.att, twin.ffn
        vectors = (*twin.ln1[:2], *twin.ln2[:2], *att[:5], *ffn[:2])
        self.twin, self.weights, self.kernels = twin, weights, kernels
        self.matrices = matrices_of(twin)
        self.few = min(matrix.few for matrix in self.matrices.values())
        self.layer = Layer(dict(zip(structures.VECTORS, vectors, strict=True)), weights, twin.ln1.epsilon)

    @classmethod
    def of(cls, block: Block, kernels: Kernels | None) -> AnyBlock:
        """The block with the kernels where they know all of its weights, else as it is."""
        found = {name: weight_of(matrix) for name, matrix in matrices_of(block).items()}
        weights = {name: weight for name, weight in found.items() if weight is not None}
        return block if kernels is None or len(weights) < len(found) else cls(block, weights, kernels)

    def __call__(self, x: Tensor, state: LayerState, mode: Mode) -> tuple[Tensor, LayerState]:
        """As `Block`."""
        if mode is RNN:
            x, after = self.kernels.layers(Layers([self.layer]), x, torch.stack(state))
            return x, LayerState(*after.unbind(0))
        return self._read(x, state)

    def _read(self, x: Tensor, state: LayerState) -> tuple[Tensor, LayerState]:
        kernels, att, ffn = self.kernels, self.twin.att, self.twin.ffn
        xx, (xk, xv, xr) = kernels.norm_mix(x, self.twin.ln1, state.att_shift, (att.mix_k, att.mix_v, att.mix_r))
        k, v, r = self._products(att_key=xk, att_value=xv, att_receptance=xr)
        wkv, sums = kernels.scan(att.decay, att.first, k, v, Sums(state.num, state.den, state.max), r)
        x = x + self._products(att_output=wkv)[0]
        yy, (yk, yr) = kernels.norm_mix(x, self.twin.ln2, state.ffn_shift, (ffn.mix_k, ffn.mix_r))
        k, r = self._products(ffn_key=yk, ffn_receptance=yr)
        x = kernels.add_gated(x, r, self._products(ffn_value=kernels.square_of_relu(k))[0])
        return x, LayerState(xx[-1].clone(), *sums, yy[-1].clone())

    def _products(self, **xs: Tensor) -> list[Tensor]:
        """Products with matrices by name."""
        if all(len(x) <= self.few for x in xs.values()):
            return self.kernels.products([(self.weights[name], x) for name, x in xs.items()])
        return [self.matrices[name](x) for name, x in xs.items()]


def matrices_of(block: Block) -> dict[str, Matrix]:
    """A layer's matrices by their names in `structures.MATRICES`."""
    att, ffn = block.att, block.ffn
    matrices = (att.key, att.value, att.receptance, att.output, ffn.key, ffn.receptance, ffn.value)
    return dict(zip(structures.MATRICES, matrices, strict=True))
