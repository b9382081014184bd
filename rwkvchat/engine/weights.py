"""The door for weight files: recognises them by content, checks all of it, then hands out tensors in place.

Knows files and mappings; what is inside is read by one module per format. Imports torch only when a tensor is asked
for, so that a bad file is refused before torch is loaded.
"""

from __future__ import annotations

import mmap as mapping
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from rwkvchat.engine.foreign_files import refuse_foreign
from rwkvchat.engine.opening import naming, regular_file
from rwkvchat.engine.pth import read_pth
from rwkvchat.engine.safetensors_format import parse_header
from rwkvchat.engine.tensor_table import ITEM_BYTES, TensorInfo, quoted
from rwkvchat.engine.zip_records import Record, check_sum
from rwkvchat.errors import WeightsError

if TYPE_CHECKING:
    import torch

__all__ = ["TensorInfo", "WeightFile", "open_weights"]

MIN_SIZE = 1 << 10
MAX_SIZE = 64 << 30
_HEAD = 4096
_STEP = 16 << 20
MAP_IT = "leave out --no-mmap"


@dataclass(frozen=True, slots=True, eq=False)
class WeightFile:
    """A weight file that has passed every check. It keeps the file mapped for as long as it or a tensor lives."""

    path: Path
    format: Literal["pth", "safetensors"]
    tensors: Mapping[str, TensorInfo]
    metadata: Mapping[str, str]
    """What a safetensors file says of itself; empty for a .pth file."""
    size: int
    _data: mapping.mmap | bytearray = field(repr=False)
    _records: tuple[Record, ...] = field(repr=False)

    @property
    def has_checksums(self) -> bool:
        """Whether ``verify`` can notice anything: a safetensors file carries no checksum."""
        return self.format == "pth"

    @property
    def mapped(self) -> bool:
        """Whether it is used in the file itself, and not in a copy."""
        return isinstance(self._data, mapping.mmap)

    def view(self, name: str) -> memoryview:
        """The bytes of a tensor, in place.

        Raises:
            WeightsError: there is no tensor of this name.
        """
        info = self._info(name)
        return memoryview(self._data)[info.offset : info.offset + info.nbytes]

    def tensor(self, name: str) -> torch.Tensor:
        """A tensor in its own type and shape, in place; copied only where it is not aligned.

        Writing into it changes this process's copy and never the file.

        Raises:
            WeightsError: there is no tensor of this name.
        """
        import torch

        info = self._info(name)
        item, dtype = ITEM_BYTES[info.dtype], torch_dtype(info.dtype)
        if not info.nbytes:
            return torch.empty(info.shape, dtype=dtype)
        if info.offset % item:
            flat = torch.frombuffer(bytearray(self.view(name)), dtype=dtype)
        else:
            flat = torch.frombuffer(self._data, dtype=dtype, count=info.nbytes // item, offset=info.offset)
        return flat.reshape(info.shape)

    def verify(self) -> None:
        """Read the whole file and compare the checksums that a .pth file carries.

        Raises:
            WeightsError: some byte is not the one that was written.
        """
        with naming(self.path):
            for record in self._records:
                check_sum(memoryview(self._data), record)
                self.release(record.start, record.size)

    def in_memory(self) -> WeightFile:
        """The same, with a copy of the file's bytes in place of the mapping.

        Raises:
            WeightsError: there is no room for them.
        """
        with naming(self.path):
            try:
                copy = bytearray(self.size)
            except MemoryError:
                raise WeightsError("there is not enough memory to read it whole", MAP_IT) from None
            for start in range(0, self.size, _STEP):
                copy[start : start + _STEP] = self._data[start : start + _STEP]
                self.release(start, min(_STEP, self.size - start))
        return replace(self, _data=copy)

    def release(self, start: int = 0, size: int | None = None) -> None:
        """Let pages that were read count as the system's again and no more as this process's: all, or those of a part.

        What was written into a tensor is forgotten; what is read again comes from the system's cache, or the disk.
        """
        if isinstance(self._data, mapping.mmap) and sys.platform == "linux":
            page = start - start % mapping.PAGESIZE
            end = self.size if size is None else start + size
            self._data.madvise(mapping.MADV_DONTNEED, page, end - page)

    def _info(self, name: str) -> TensorInfo:
        info = self.tensors.get(name)
        if info is None:
            with naming(self.path):
                raise WeightsError(f"it has no tensor {quoted(name)}", "it is another model's file")
        return info


def torch_dtype(dtype: str) -> torch.dtype:
    """The library's own name for a number format."""
    import torch

    return {"fp32": torch.float32, "fp16": torch.float16, "bf16": torch.bfloat16, "int8": torch.int8,
            "uint8": torch.uint8}[dtype]  # fmt: skip


def open_weights(path: Path) -> WeightFile:
    """Check a weight file from end to end (checksums apart) and map it.

    Raises:
        WeightsError: it is not a .pth or safetensors file, or breaks any rule for one.
    """
    with naming(path):
        data = _open(path)
        size = len(data)
        if data[:4] == b"PK\x03\x04":
            tensors, records = read_pth(memoryview(data))
            return WeightFile(path, "pth", MappingProxyType(tensors), MappingProxyType({}), size, data, records)
        tensors, metadata, _ = parse_header(memoryview(data), size)
        about = MappingProxyType(metadata)
        return WeightFile(path, "safetensors", MappingProxyType(tensors), about, size, data, ())


def _open(path: Path) -> mapping.mmap:
    """The file's bytes, mapped, once it is known to be a regular file of a possible size and one of our formats."""
    with regular_file(path) as (descriptor, size):
        refuse_foreign(os.read(descriptor, _HEAD), size)
        if not MIN_SIZE <= size <= MAX_SIZE:
            raise WeightsError(f"it has {size} bytes; a model has {MIN_SIZE} to {MAX_SIZE}", "give the model's file")
        return _map(descriptor, size)


def _map(descriptor: int, size: int) -> mapping.mmap:
    # A private, writable mapping: torch wants writable memory, and the file must never change.
    try:
        if sys.platform == "linux" and os.uname().machine in ("x86_64", "aarch64"):
            # Without MAP_NORESERVE (which `mmap` names from 3.13 on) the kernel refuses to map more than memory and
            # swap hold, as if every page were going to be written.
            flags = mapping.MAP_PRIVATE | 0x4000
            return mapping.mmap(descriptor, size, flags=flags, prot=mapping.PROT_READ | mapping.PROT_WRITE)
        return mapping.mmap(descriptor, size, access=mapping.ACCESS_COPY)
    except (ValueError, OverflowError):
        raise WeightsError("it changed while it was opened", "wait until it is complete") from None
