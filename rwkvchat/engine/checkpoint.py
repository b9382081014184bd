"""A whole checkpoint, in one file or several: one table of tensors under RWKV-LM's names.

Knows both projects' names and how they lay out a folder; how a single file is read is for `weights` to know.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from rwkvchat.engine.hugging_face import (
    MAX_CONFIG,
    MAX_INDEX,
    Config,
    check_sizes,
    has_foreign_names,
    parse_config,
    parse_index,
    rwkv_lm_name,
)
from rwkvchat.engine.layout import EPSILON, rwkv4_layout
from rwkvchat.engine.memory import free_memory, require_memory
from rwkvchat.engine.model_folder import CONVENTIONAL, INDEX, PART, choose
from rwkvchat.engine.opening import naming, read_text_file
from rwkvchat.engine.quantised_file import assemble
from rwkvchat.engine.safetensors_format import is_quantised
from rwkvchat.engine.tensor_table import GET_PLAIN, TensorInfo, quoted
from rwkvchat.engine.weights import MAP_IT, WeightFile, open_weights
from rwkvchat.errors import WeightsError

if TYPE_CHECKING:
    import torch

CONFIG = "config.json"
_EMBEDDING, _HEAD = "emb.weight", "head.weight"
_HUB_FOLDER = re.compile(r"models--(?:.+--)?(.+)")
_STEP = 1 << 20
_SHOWN = 3


@dataclass(frozen=True, slots=True, eq=False)
class Checkpoint:
    """Files that have passed every check and belong together. They stay mapped for as long as it or a tensor lives."""

    path: Path
    """The file or the folder that was given."""
    files: tuple[WeightFile, ...]
    tensors: Mapping[str, TensorInfo]
    """Under RWKV-LM's names; an offset counts from the start of that tensor's own file. Where the embedding serves
    as the head, it is there under both names."""
    names: Literal["RWKV-LM", "Hugging Face"]
    """Whose names the files use."""
    norm_epsilon: float
    """What the blocks' layer norms add to a variance."""
    _places: Mapping[str, tuple[WeightFile, str]] = field(repr=False)
    quantisation: str = ""
    """``i8`` or ``i4`` where this program quantised the model; its matrices then have that as their number format."""
    _parts: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)

    @property
    def format(self) -> Literal["pth", "safetensors"]:
        """The form of the files, all of which have the same."""
        return self.files[0].format

    @property
    def metadata(self) -> Mapping[str, str]:
        """What safetensors files say of themselves, as far as all of them say the same; empty otherwise."""
        first, *others = (file.metadata for file in self.files)
        return {key: text for key, text in first.items() if all(other.get(key) == text for other in others)}

    @property
    def name(self) -> str:
        """What the file calls its model, or else the name of the file, the folder or the hub's repository."""
        return self.metadata.get("name") or _name_of(self.path)

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)

    @property
    def has_checksums(self) -> bool:
        """Whether ``verify`` can notice anything: safetensors files carry no checksums."""
        return any(file.has_checksums for file in self.files)

    def view(self, name: str) -> memoryview:
        """The bytes of a tensor, in place.

        Raises:
            WeightsError: there is no tensor of this name.
        """
        file, stored = self._place(name)
        return file.view(stored)

    def tensor(self, name: str) -> torch.Tensor:
        """A tensor in its own type and shape, in place; see `WeightFile.tensor`.

        Raises:
            WeightsError: there is no tensor of this name.
        """
        file, stored = self._place(name)
        return file.tensor(stored)

    def quantised(self, name: str) -> dict[str, torch.Tensor]:
        """The parts of a quantised matrix by their suffixes, in place; ``""`` is the main one.

        Raises:
            WeightsError: it is none.
        """
        names = self._parts.get(name)
        if names is None:
            with naming(self.path):
                raise WeightsError(f"its tensor {quoted(name)} is not quantised", "it is another model's file")
        return {suffix: self.files[0].tensor(stored) for suffix, stored in names.items()}

    @property
    def mapped(self) -> bool:
        """Whether the system brings in what is used of the files, and may let go of it again."""
        return self.files[0].mapped

    def release(self, names: Iterable[str] | None = None) -> None:
        """Let the pages that were read count as the system's again: all, or those of some tensors.

        See `WeightFile.release`.
        """
        if names is None:
            for file in self.files:
                file.release()
            return
        for name in names:
            file, stored = self._places[name]
            for part in self._parts.get(name, {"": stored}).values():
                info = file.tensors[part]
                file.release(info.offset, info.nbytes)

    def verify(self) -> None:
        """Read all files and compare the checksums that they carry.

        Raises:
            WeightsError: some byte is not the one that was written; names the file.
        """
        for file in self.files:
            file.verify()

    def _place(self, name: str) -> tuple[WeightFile, str]:
        place = self._places.get(name)
        if place is None or name in self._parts:
            with naming(self.path):
                if name in self._parts:
                    raise WeightsError(f"its tensor {quoted(name)} is quantised, and has no plain values", GET_PLAIN)
                raise WeightsError(f"it has no tensor {quoted(name)}", "it is another model's file")
        return place


def open_checkpoint(path: Path, *, mmap: bool = True) -> Checkpoint:
    """Check a weight file or a folder from end to end (checksums apart) and map it, or read it where ``mmap`` is false.

    Raises:
        WeightsError: it is no checkpoint, or breaks any rule for one. Whether it is an RWKV-4 is only asked where a
            config.json speaks of one; else that is for `rwkv4_layout` to say.
        DeviceError: there is too little memory for reading it.
    """
    files, config = _open_folder(path) if os.path.isdir(path) else _open_file(path)
    if not mmap:
        require_memory(sum(file.size for file in files), free_memory(), f"reading {path.name!a} whole", MAP_IT)
        files = tuple(file.in_memory() for file in files)
    with naming(path):
        return _put_together(path, files, config)


def _open_file(path: Path) -> tuple[tuple[WeightFile, ...], Config | None]:
    if path.name.endswith(INDEX):
        return _open_shards(path), _read_config(path.parent)
    file = open_weights(path)
    part = PART.fullmatch(path.name)
    if part and int(part["count"]) > 1:
        with naming(path):
            raise WeightsError(
                f"it is part {int(part['number'])} of a model in {int(part['count'])} files",
                "give the folder that they are in",
            )
    # A config beside a file of RWKV-LM's is another model's, or says nothing new.
    return (file,), _read_config(path.parent) if has_foreign_names(file.tensors) else None


def _open_folder(folder: Path) -> tuple[tuple[WeightFile, ...], Config | None]:
    with naming(folder):
        chosen = choose(folder)
    config = None if chosen.suffix == ".pth" else _read_config(folder)
    return (_open_shards(chosen) if chosen.name.endswith(INDEX) else (open_weights(chosen),)), config


def _read_config(folder: Path) -> Config | None:
    path = folder / CONFIG
    if not os.path.lexists(path):
        return None
    with naming(path):
        return parse_config(read_text_file(path, MAX_CONFIG))


def _open_shards(index: Path) -> tuple[WeightFile, ...]:
    """All files of an index, each of which holds the tensors that the index says and no others."""
    with naming(index):
        places = parse_index(read_text_file(index, MAX_INDEX))
        names = sorted(set(places.values()))
        missing = [name for name in names if not os.path.exists(index.parent / name)]
        if missing:
            more = f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
            raise WeightsError(
                f"of its {len(names)} files {', '.join(map(quoted, missing[:_SHOWN]))}{more} "
                f"{'is' if len(missing) == 1 else 'are'} missing",
                "download the rest of the model into the same folder",
            )
    files = []
    for name in names:
        file = open_weights(index.parent / name)
        with naming(file.path):
            _check_shard(file, {tensor for tensor, place in places.items() if place == name}, index.name)
        files.append(file)
    return tuple(files)


def _check_shard(file: WeightFile, expected: set[str], index: str) -> None:
    hint = "the files are of different models or of a download that broke off: get all of them again"
    for tensor in sorted(expected - set(file.tensors)):
        raise WeightsError(f"the tensor {quoted(tensor)} is not in it, where {index} has it", hint)
    for tensor in sorted(set(file.tensors) - expected):
        raise WeightsError(f"the tensor {quoted(tensor)} is in it, where {index} does not have it", hint)


def _put_together(path: Path, files: tuple[WeightFile, ...], config: Config | None) -> Checkpoint:
    if any(is_quantised(file.metadata) for file in files):
        return _put_parts_together(path, files)
    places: dict[str, tuple[WeightFile, str]] = {}
    for file in files:
        for stored in file.tensors:
            name = rwkv_lm_name(stored)
            if name in places:
                raise WeightsError(
                    f"it holds the tensor {quoted(name)} twice, as {quoted(places[name][1])} and as {quoted(stored)}",
                    "two checkpoints were mixed: get the original one",
                )
            places[name] = (file, stored)
    foreign = any(has_foreign_names(file.tensors) for file in files)
    config = (config if foreign else None) or Config()
    if config.tied:
        _tie(places)
    tensors = {name: file.tensors[stored] for name, (file, stored) in places.items()}
    if config.sizes:
        check_sizes(config, rwkv4_layout(tensors))
    return Checkpoint(
        path,
        files,
        MappingProxyType(tensors),
        "Hugging Face" if foreign else "RWKV-LM",
        config.epsilon,
        MappingProxyType(places),
    )


def _put_parts_together(path: Path, files: tuple[WeightFile, ...]) -> Checkpoint:
    """A quantised model, which is always one file under RWKV-LM's names."""
    if len(files) > 1:
        raise WeightsError("it is one of several files of a quantised model, which has only one", GET_PLAIN)
    [file] = files
    whole = assemble(file.tensors, file.metadata)
    return Checkpoint(
        path,
        files,
        MappingProxyType(whole.tensors),
        "RWKV-LM",
        EPSILON,
        MappingProxyType({name: (file, name) for name in whole.tensors}),
        whole.quantisation,
        MappingProxyType(whole.parts),
    )


def _tie(places: dict[str, tuple[WeightFile, str]]) -> None:
    """Let the embedding serve as the head."""
    if _EMBEDDING not in places:
        return  # no RWKV-4 then, as its layout will show
    if _HEAD in places and not _same(places[_HEAD], places[_EMBEDDING]):
        raise WeightsError(
            f"{CONFIG} says that the embedding is the head too (tie_word_embeddings), and its head has other values",
            "one of them is wrong: get the original files",
        )
    places[_HEAD] = places[_EMBEDDING]


def _same(one: tuple[WeightFile, str], other: tuple[WeightFile, str]) -> bool:
    (file, name), (file2, name2) = one, other
    info, info2 = file.tensors[name], file2.tensors[name2]
    if (file, info) == (file2, info2):  # one storage under both names
        return True
    if (info.dtype, info.shape) != (info2.dtype, info2.shape):
        return False
    a, b = file.view(name), file2.view(name2)
    return all(bytes(a[i : i + _STEP]) == bytes(b[i : i + _STEP]) for i in range(0, info.nbytes, _STEP))


def _name_of(path: Path) -> str:
    path = path.absolute()
    if not os.path.isdir(path):
        if path.stem not in CONVENTIONAL:
            return path.stem
        path = path.parent
    hub = _HUB_FOLDER.fullmatch(path.parent.parent.name) if path.parent.name == "snapshots" else None
    return hub[1] if hub else path.name
