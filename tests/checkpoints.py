"""Random RWKV-4 weights of any small size, and files of them in every form."""

import json
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file

from rwkvchat.catalogue import load_model
from rwkvchat.engine.model import Model
from rwkvchat.engine.weights import WeightFile, open_weights


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


def plain(layer: Any) -> Any:
    """A layer or a matrix in plain torch: the twin of one that computes with kernels."""
    return getattr(layer, "twin", layer)


def hugging_face(name: str) -> str:
    """The Hugging Face name of a tensor."""
    if name == "head.weight":
        return name
    for ours, theirs in (
        ("emb.", "embeddings."),
        ("blocks.0.ln0", "blocks.0.pre_ln"),
        (".att.", ".attention."),
        (".ffn.", ".feed_forward."),
        ("time_mix_k", "time_mix_key"),
        ("time_mix_v", "time_mix_value"),
        ("time_mix_r", "time_mix_receptance"),
    ):
        name = name.replace(ours, theirs)
    return f"rwkv.{name}"


def config_of(weights: dict[str, torch.Tensor], **changes: object) -> dict[str, object]:
    """A config.json for these weights, as `transformers` writes it."""
    vocab, width = weights["emb.weight"].shape
    found = {
        "architectures": ["RwkvForCausalLM"],
        "attention_hidden_size": width,
        "bos_token_id": 0,
        "context_length": 1024,
        "eos_token_id": 0,
        "hidden_size": width,
        "intermediate_size": len(weights["blocks.0.ffn.key.weight"]),
        "layer_norm_epsilon": 1e-5,
        "model_type": "rwkv",
        "num_hidden_layers": 1 + max(int(name.split(".")[1]) for name in weights if name.startswith("blocks.")),
        "rescale_every": 6,
        "tie_word_embeddings": False,
        "vocab_size": vocab,
    }
    return {name: value for name, value in (found | changes).items() if value is not ...}


def write_hugging_face(
    folder: Path,
    weights: dict[str, torch.Tensor],
    form: str = "safetensors",
    shards: int = 1,
    dtype: torch.dtype = torch.float32,
    **changes: object,
) -> Path:
    """Save weights as Hugging Face does, in one file or several; returns the folder, which is made if need be.

    Args:
        form: ``safetensors`` or ``bin``. changes: of the config; what is to be ``...`` is left out.
    """
    folder.mkdir(exist_ok=True)
    (folder / "config.json").write_text(json.dumps(config_of(weights, **changes), indent=2))
    tensors = {hugging_face(name): tensor.to(dtype).contiguous() for name, tensor in weights.items()}
    stem = "model" if form == "safetensors" else "pytorch_model"
    places: dict[str, str] = {}
    for number in range(shards):
        name = f"{stem}-{number + 1:05}-of-{shards:05}.{form}" if shards > 1 else f"{stem}.{form}"
        part = {key: tensors[key] for key in sorted(tensors)[number::shards]}
        if form == "safetensors":
            save_file(part, folder / name, metadata={"format": "pt"})
        else:
            torch.save(part, folder / name)
        places |= dict.fromkeys(part, name)
    if shards > 1:
        total = sum(tensor.nbytes for tensor in tensors.values())
        index = {"metadata": {"total_size": total}, "weight_map": places}
        (folder / f"{stem}.{form}.index.json").write_text(json.dumps(index))
    return folder


def build(tmp_path: Path, strategy: str = "cpu fp32", dtype: torch.dtype = torch.float32, **sizes: float) -> Model:
    """A model of random weights, by way of a file."""
    return load_model(write_pth(tmp_path / "model.pth", random_weights(**sizes), dtype), strategy)  # type: ignore[arg-type]


def opened(path: Path, mapped: bool) -> WeightFile:
    """A weight file in place, or its copy in memory."""
    weights = open_weights(path)
    return weights if mapped else weights.in_memory()
