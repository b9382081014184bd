"""Puts a network together from a checkpoint, each layer on its device and in its format.

Tensors that are already as they are wanted are used in place. Knows RWKV-LM's names.
"""

from collections.abc import Callable, Generator, Mapping, Sequence
from functools import partial
from typing import ParamSpec, TypeVar

import torch

from rwkvchat.engine.checkpoint import Checkpoint
from rwkvchat.engine.devices import device_of
from rwkvchat.engine.kernels.block import AnyBlock, FastBlock
from rwkvchat.engine.kernels.cpu import kernels
from rwkvchat.engine.kernels.gpu_block import GpuBlock, GpuHead
from rwkvchat.engine.kernels.matrix import FastMatrix
from rwkvchat.engine.layout import EPSILON
from rwkvchat.engine.quant import Matrix, matrix
from rwkvchat.engine.quant_parts import quantisation_of
from rwkvchat.engine.quantised import QUANTISATIONS, Quantised
from rwkvchat.engine.rwkv4 import Block, ChannelMixing, Head, Mode, Network, Norm, TimeMixing
from rwkvchat.engine.strategy import Placed
from rwkvchat.engine.streaming import Convoy, CudaLane, Streamed
from rwkvchat.engine.weights import torch_dtype

Tensor = torch.Tensor
P = ParamSpec("P")
R = TypeVar("R")


def build(weights: Checkpoint, placed: Sequence[Placed]) -> Generator[int, None, Network]:
    """Build the network of an RWKV-4; yields the number of layers done after each.

    Args:
        placed: a place for every block, and for what comes after the last.

    Raises:
        DeviceError: a device is not there.
    """
    devices = {name: device_of(name) for name in dict.fromkeys(place.device for place in placed)}
    builder = _Builder(weights, devices)
    blocks = []
    for layer, place in enumerate(placed[:-1]):
        prefix = f"blocks.{layer}."
        blocks.append(builder.layer(partial(builder.block, prefix, place), place, prefix))
        yield len(blocks)
    return Network(
        embedding=weights.tensor("emb.weight"),
        ln0=builder.norm("blocks.0.ln0", placed[0]),
        blocks=tuple(blocks),
        head=builder.layer(lambda: builder.head(placed[-1]), placed[-1], "ln_out.", "head."),
        devices=tuple(devices[place.device] for place in placed),
    )


class _Builder:
    """Builds layers, those that are streamed again and again."""

    def __init__(self, weights: Checkpoint, devices: Mapping[str, torch.device]) -> None:
        self.weights = weights
        self.devices = devices
        self._kept: dict[str, Quantised] = {}
        """Matrices of streamed layers, on the CPU: quantising takes too long for every pass."""
        self._lanes: dict[torch.device, CudaLane] = {}
        self._convoys: dict[torch.device, Convoy] = {}

    def layer(self, make: Callable[[], Callable[P, R]], place: Placed, *prefixes: str) -> Callable[P, R]:
        """A layer that stays, or one that is built for every pass.

        Args:
            prefixes: of the names of its tensors.
        """
        if not place.streamed:
            return make()
        names = [name for name in self.weights.tensors if name.startswith(prefixes)]
        if place.quantisation:  # now, so that the first pass does not have to
            for name in names:
                if len(self.weights.tensors[name].shape) == 2:
                    self._quantised(name, quantisation_of(place.quantisation, name), None)
        done = partial(self.weights.release, names)
        device = self.devices[place.device]
        if device.type != "cuda":
            return Streamed(make, done)
        if device not in self._convoys:
            self._convoys[device] = Convoy(self._lane(device))
        return self._convoys[device].add(make, done)

    def _lane(self, device: torch.device) -> CudaLane:
        """On which streamed layers come to a device."""
        if device not in self._lanes:
            self._lanes[device] = CudaLane(device)
        return self._lanes[device]

    def block(self, prefix: str, place: Placed) -> AnyBlock:
        att, ffn = prefix + "att.", prefix + "ffn."
        block = Block(
            ln1=self.norm(prefix + "ln1", place),
            ln2=self.norm(prefix + "ln2", place),
            att=TimeMixing(
                decay=-torch.exp(self._vector(att + "time_decay", place)),
                first=self._vector(att + "time_first", place),
                mix_k=self._vector(att + "time_mix_k", place),
                mix_v=self._vector(att + "time_mix_v", place),
                mix_r=self._vector(att + "time_mix_r", place),
                key=self._matrix(att + "key", place),
                value=self._matrix(att + "value", place),
                receptance=self._matrix(att + "receptance", place),
                output=self._matrix(att + "output", place),
            ),
            ffn=ChannelMixing(
                mix_k=self._vector(ffn + "time_mix_k", place),
                mix_r=self._vector(ffn + "time_mix_r", place),
                key=self._matrix(ffn + "key", place),
                receptance=self._matrix(ffn + "receptance", place),
                value=self._matrix(ffn + "value", place),
            ),
        )
        return GpuBlock.of(FastBlock.of(block, kernels()))

    def head(self, place: Placed) -> Callable[[Tensor, Mode], Tensor]:
        # The last norm always has the usual epsilon, as in `transformers`.
        matrix = FastMatrix.of(self._matrix("head", place), kernels())
        return GpuHead.of(Head(self.norm("ln_out", place, EPSILON), matrix))

    def norm(self, name: str, place: Placed, epsilon: float | None = None) -> Norm:
        weight, bias = (self._vector(f"{name}.{part}", place) for part in ("weight", "bias"))
        return Norm(weight, bias, self.weights.norm_epsilon if epsilon is None else epsilon)

    def _vector(self, name: str, place: Placed) -> Tensor:
        return self._moved(self.weights.tensor(name), place, torch.float32).flatten()

    def _matrix(self, name: str, place: Placed) -> Matrix:
        name += ".weight"
        device, dtype = self.devices[place.device], torch_dtype(place.dtype)
        kind = quantisation_of(place.quantisation, name)
        if not kind:
            return matrix(self._moved(self.weights.tensor(name), place, dtype))
        if not place.streamed:
            return self._quantised(name, kind, device).to(device, dtype)
        parts = self._quantised(name, kind, None).tensors()
        return QUANTISATIONS[kind](
            {suffix: self._moved(part, place, part.dtype) for suffix, part in parts.items()}, dtype
        )

    def _moved(self, tensor: Tensor, place: Placed, dtype: torch.dtype) -> Tensor:
        """A tensor at its place; one of a streamed layer is on the way there, if it is on CUDA."""
        device = self.devices[place.device]
        if place.streamed and device.type == "cuda":
            return self._lane(device).moved(tensor, dtype)
        return tensor.to(device, dtype)

    def _quantised(self, name: str, kind: str, device: torch.device | None) -> Quantised:
        """A quantised matrix, on the device if it is to stay there; else on the CPU, and the same one every time."""
        if self.weights.quantisation:
            return QUANTISATIONS[kind].from_tensors(self.weights.quantised(name))
        if device is not None:
            return QUANTISATIONS[kind].quantise(self.weights.tensor(name).to(device))
        if name not in self._kept:
            self._kept[name] = QUANTISATIONS[kind].quantise(self.weights.tensor(name))
        return self._kept[name]
