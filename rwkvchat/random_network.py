"""Networks of random weights, made on the device that they are for: one of seven billion weights takes seconds.

What they say is noise, their pace is real. Knows RWKV-LM's names and shapes, as `engine.building` asks for them.
"""

from collections.abc import Iterable
from typing import Any, cast

import torch

from rwkvchat.engine.building import build
from rwkvchat.engine.model import ModelInfo, Rwkv4, run
from rwkvchat.engine.quant_parts import parts, quantisation_of
from rwkvchat.engine.strategy import Strategy
from rwkvchat.engine.weights import torch_dtype

Tensor = torch.Tensor


class RandomWeights:
    """Stands where a checkpoint stands; every tensor is made when it is asked for."""

    norm_epsilon = 1e-5

    def __init__(self, n_layer: int, n_embd: int, n_vocab: int, device: torch.device, quantisation: str = "") -> None:
        self.sizes = (n_layer, n_embd, n_vocab)
        self.quantisation = quantisation
        self._device = device

    @property
    def tensors(self) -> Iterable[str]:
        """Streamed layers would look for names here; these weights are not for them."""
        return ()

    def shape(self, name: str) -> tuple[int, ...]:
        """Of a tensor of this name."""
        _, width, vocabulary = self.sizes
        if name in ("emb.weight", "head.weight"):
            return vocabulary, width
        if ".ln" in name or name.startswith("ln") or ".time_" in name:
            return (width,)
        if name.endswith("ffn.key.weight"):
            return 4 * width, width
        return (width, 4 * width) if name.endswith("ffn.value.weight") else (width, width)

    def tensor(self, name: str) -> Tensor:
        shape, word = self.shape(name), name.rpartition(".")[2]
        if len(shape) == 1:
            if word == "time_decay":
                return torch.linspace(-5, 3, shape[0], device=self._device)
            if word.startswith("time_mix"):
                return torch.rand(shape, device=self._device)
            return torch.full(shape, float(word == "weight"), device=self._device)
        made = torch.empty(shape, dtype=torch.bfloat16, device=self._device).normal_(std=0.5 / shape[1] ** 0.5)
        return made.cpu() if name == "emb.weight" else made  # where it is looked up

    def quantised(self, name: str) -> dict[str, Tensor]:
        n_out, n_in = self.shape(name)
        made = {}
        for suffix, (dtype, shape) in parts(quantisation_of(self.quantisation, name), n_out, n_in).items():
            if dtype in ("int8", "uint8"):
                low, high = (-127, 128) if dtype == "int8" else (0, 256)
                made[suffix] = torch.randint(low, high, shape, dtype=torch_dtype(dtype), device=self._device)
            else:
                scale = 0.01 / n_in**0.5 if suffix == "rows" else 1.0
                made[suffix] = torch.full(shape, scale, dtype=torch_dtype(dtype), device=self._device)
        return made

    def release(self, names: Iterable[str] = ()) -> None:
        """Nothing is kept."""


def random_model(n_layer: int, n_embd: int, n_vocab: int, strategy: Strategy) -> Rwkv4:
    """A model of these dimensions under a strategy of one part."""
    [part] = strategy.parts
    weights = RandomWeights(n_layer, n_embd, n_vocab, torch.device(part.device), part.quantisation)
    network = run(build(cast(Any, weights), strategy.place(n_layer)))
    info = ModelInfo(
        "random", "rwkv-4", n_layer, n_embd, n_vocab, 0, strategy.text, strategy.block_length, "random weights"
    )
    return Rwkv4(network, info)
