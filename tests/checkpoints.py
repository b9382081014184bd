"""Random RWKV-4 weights of any small size, and files of them."""

from pathlib import Path

import torch

from rwkvchat.catalogue import load_model
from rwkvchat.engine.model import Model


def random_weights(
    n_layer: int = 3, n_embd: int = 48, n_vocab: int = 120, n_ffn: int | None = None, seed: int = 0, scale: float = 1.0
) -> dict[str, torch.Tensor]:
    """Weights that keep activations near 1; ``scale`` widens keys and values."""
    generator = torch.Generator().manual_seed(seed)
    n_ffn = n_ffn or 4 * n_embd

    def normal(*shape: int, std: float = 1.0) -> torch.Tensor:
        return torch.randn(*shape, generator=generator) * std

    def norm(name: str) -> dict[str, torch.Tensor]:
        return {f"{name}.weight": 1 + normal(n_embd, std=0.1), f"{name}.bias": normal(n_embd, std=0.1)}

    def matrix(n_out: int, n_in: int, std: float = 1.0) -> torch.Tensor:
        return normal(n_out, n_in, std=std / n_in**0.5)

    weights = {"emb.weight": normal(n_vocab, n_embd), "head.weight": matrix(n_vocab, n_embd, 3), **norm("ln_out")}
    weights |= norm("blocks.0.ln0")
    for layer in range(n_layer):
        block = f"blocks.{layer}."
        weights |= norm(block + "ln1") | norm(block + "ln2")
        weights[block + "att.time_decay"] = torch.linspace(-6, 3, n_embd) + normal(n_embd, std=0.2)
        weights[block + "att.time_first"] = normal(n_embd)
        for name in ("att.time_mix_k", "att.time_mix_v", "att.time_mix_r", "ffn.time_mix_k", "ffn.time_mix_r"):
            weights[block + name] = torch.rand(1, 1, n_embd, generator=generator)
        for name in ("key", "value", "receptance", "output"):
            weights[f"{block}att.{name}.weight"] = matrix(n_embd, n_embd, scale if name in ("key", "value") else 1)
        weights[block + "ffn.key.weight"] = matrix(n_ffn, n_embd)
        weights[block + "ffn.receptance.weight"] = matrix(n_embd, n_embd)
        weights[block + "ffn.value.weight"] = matrix(n_embd, n_ffn)
    return weights


def write_pth(path: Path, weights: dict[str, torch.Tensor], dtype: torch.dtype = torch.float32) -> Path:
    """Save weights as RWKV-LM does; returns the path."""
    torch.save({name: tensor.to(dtype) for name, tensor in weights.items()}, path)
    return path


def build(tmp_path: Path, strategy: str = "cpu fp32", dtype: torch.dtype = torch.float32, **sizes: float) -> Model:
    """A model of random weights, by way of a file."""
    return load_model(write_pth(tmp_path / "model.pth", random_weights(**sizes), dtype), strategy)  # type: ignore[arg-type]
