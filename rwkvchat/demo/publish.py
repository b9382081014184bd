"""Makes the file that ships out of checkpoints: fp16 weights with everything the program asks of a model.

    python -m rwkvchat.demo.publish CHECKPOINT [CHECKPOINT ...] --out raven-nano.safetensors [--recipe JSON]

Of several it takes the mean: where one run went on from another, that can keep what each of them knew. It knows the
format and the metadata; it knows nothing of training.
"""

import argparse
import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from rwkvchat.demo import TOKENIZER
from rwkvchat.demo.corpus import VERSION, corpus_hash

SAMPLING = {
    "temperature": 0.7,
    "top_p": 0.8,
    "top_k": 0,
    "presence": 0.0,
    "frequency": 0.0,
    "penalty_decay": 0.996,
    "max_tokens": 300,
}


def metadata(recipe: Mapping[str, object]) -> dict[str, str]:
    """The texts that travel in the file's header."""
    made = {**recipe, "corpus_version": VERSION, "corpus_sha256": corpus_hash()}
    return {
        "format": "rwkvchat-model",
        "name": "raven-nano",
        "template": "raven-chat",
        "sampling": json.dumps(SAMPLING),
        "context": "1024",
        "tokenizer_sha256": hashlib.sha256(TOKENIZER.read_bytes()).hexdigest(),
        "recipe": json.dumps(made),
    }


def save_atomically(tensors: dict[str, Tensor], path: Path, metadata: dict[str, str]) -> None:
    """Write a safetensors file that is either whole or not there."""
    beside = path.with_name(path.name + ".part")
    save_file({name: tensor.contiguous() for name, tensor in tensors.items()}, beside, metadata)
    os.replace(beside, path)


def weights_of(checkpoint: Path) -> dict[str, Tensor]:
    """The weights in a checkpoint, or in a file that was published, by the names that models have."""
    tensors = load_file(checkpoint)
    marked = {name.removeprefix("weights."): each for name, each in tensors.items() if name.startswith("weights.")}
    return marked or tensors


def publish(checkpoints: Sequence[Path], out: Path, recipe: Mapping[str, object]) -> str:
    """Write the mean of some checkpoints' weights as fp16 and return the file's sha256."""
    found = [weights_of(checkpoint) for checkpoint in checkpoints]
    weights = {name: torch.stack([each[name].float() for each in found]).mean(0).half() for name in found[0]}
    for name, tensor in weights.items():
        if not tensor.isfinite().all():
            raise ValueError(f"{name} does not fit into fp16")
    save_atomically(weights, out, metadata(recipe))
    return hashlib.sha256(out.read_bytes()).hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m rwkvchat.demo.publish")
    parser.add_argument("checkpoints", type=Path, nargs="+", metavar="CHECKPOINT")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--recipe", type=json.loads, default={}, help="JSON about the run, kept in the header")
    arguments = parser.parse_args()
    print(publish(arguments.checkpoints, arguments.out, arguments.recipe))


if __name__ == "__main__":
    main()
