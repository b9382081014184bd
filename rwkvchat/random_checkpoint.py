"""Writes a checkpoint of a released model's dimensions with random weights: what it says is noise, its pace is real.

The values are scaled so that 16-bit formats stay finite. It knows RWKV-LM's names and shapes.
"""

from collections.abc import Iterator
from pathlib import Path

import torch

from rwkvchat.benchmark import SIZES, VOCABULARY
from rwkvchat.errors import UsageError, did_you_mean

FORMATS = {"bf16": torch.bfloat16, "fp16": torch.float16, "fp32": torch.float32}


def random_tensors(size: str, dtype: str = "bf16") -> Iterator[tuple[str, torch.Tensor]]:
    """Every tensor of such a checkpoint by RWKV-LM's name, one at a time.

    Raises:
        UsageError: there is no model of this size.
    """
    if size not in SIZES:
        raise UsageError(f"there is no model of the size {size!r}", did_you_mean(size, SIZES) or ", ".join(SIZES))
    n_layer, width = SIZES[size]
    kind, generator = FORMATS[dtype], torch.Generator().manual_seed(0)

    def normal(*shape: int, scale: float, mean: float = 0.0) -> torch.Tensor:
        return torch.empty(shape, dtype=torch.float32).normal_(mean, scale, generator=generator).to(kind)

    def norm(name: str) -> Iterator[tuple[str, torch.Tensor]]:
        yield f"{name}.weight", normal(width, scale=0.1, mean=1.0)
        yield f"{name}.bias", normal(width, scale=0.05)

    yield "emb.weight", normal(VOCABULARY, width, scale=0.02)
    yield from norm("blocks.0.ln0")
    for layer in range(n_layer):
        att, ffn = f"blocks.{layer}.att", f"blocks.{layer}.ffn"
        yield from norm(f"blocks.{layer}.ln1")
        yield from norm(f"blocks.{layer}.ln2")
        yield f"{att}.time_decay", torch.linspace(-5, 3, width).to(kind)
        yield f"{att}.time_first", normal(width, scale=0.5)
        for mix in (f"{att}.time_mix_k", f"{att}.time_mix_v", f"{att}.time_mix_r", f"{ffn}.time_mix_k",
                    f"{ffn}.time_mix_r"):  # fmt: skip
            yield mix, torch.rand(1, 1, width, generator=generator).to(kind)
        for name in (f"{att}.key", f"{att}.value", f"{att}.receptance", f"{att}.output", f"{ffn}.receptance"):
            yield f"{name}.weight", normal(width, width, scale=0.6 / width**0.5)
        yield f"{ffn}.key.weight", normal(4 * width, width, scale=0.6 / width**0.5)
        yield f"{ffn}.value.weight", normal(width, 4 * width, scale=0.15 / width**0.5)
    yield from norm("ln_out")
    yield "head.weight", normal(VOCABULARY, width, scale=0.5 / width**0.5)


def write_random(size: str, path: Path, dtype: str = "bf16") -> None:
    """Write such a checkpoint as a .pth file.

    Raises:
        UsageError: there is no model of this size.
    """
    torch.save(dict(random_tensors(size, dtype)), path)
