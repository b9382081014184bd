"""Writing weights in the Hugging Face form: under its names, in one safetensors file or several with an index.

Knows how a folder is laid out; what its other files say is for others.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rwkvchat.engine.hugging_face import hugging_face_name
from rwkvchat.engine.outgoing import Outgoing
from rwkvchat.engine.safetensors_writer import write_safetensors

SHARD = 5_000_000_000
"""Bytes of tensors that a file has at most; a single one may be larger."""

_WEIGHTS = "model.safetensors"


def write_folder(folder: Path, metadata: Mapping[str, str], tensors: Sequence[Outgoing]) -> None:
    """Write a model's tensors into a folder that has none.

    Args:
        metadata: of every file of weights, besides what `transformers` wants there.

    Raises:
        OSError: it cannot be written. WeightsError: a tensor's values cannot be had, see `Outgoing`.
    """
    shards = _shards([tensor._replace(name=hugging_face_name(tensor.name)) for tensor in tensors])
    names = [_WEIGHTS]
    if len(shards) > 1:
        names = [f"model-{number:05}-of-{len(shards):05}.safetensors" for number in range(1, len(shards) + 1)]
        places = {tensor.name: name for name, shard in zip(names, shards, strict=True) for tensor in shard}
        total = sum(tensor.nbytes for tensor in tensors)
        write_json(folder / f"{_WEIGHTS}.index.json", {"metadata": {"total_size": total}, "weight_map": places})
    for name, shard in zip(names, shards, strict=True):
        with (folder / name).open("xb") as out:
            write_safetensors(out, {**metadata, "format": "pt"}, shard)


def _shards(tensors: Sequence[Outgoing]) -> list[list[Outgoing]]:
    """Tensors by the file that they are to be in, as many of them in one as there is room for."""
    shards: list[list[Outgoing]] = [[]]
    size = 0
    for tensor in tensors:
        if shards[-1] and size + tensor.nbytes > SHARD:
            shards.append([])
            size = 0
        shards[-1].append(tensor)
        size += tensor.nbytes
    return shards


def write_json(path: Path, table: Mapping[str, Any]) -> None:
    """Write a table, for people too."""
    with path.open("x", encoding="utf-8", newline="\n") as out:
        json.dump(table, out, indent=2, ensure_ascii=False)
        out.write("\n")
