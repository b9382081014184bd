"""Writing a .pth file as torch.save does, but tensor by tensor: a zip of a pickle and one record for each tensor.

Knows the form that torch.load reads, mapped too; does not know what the tensors mean.
"""

import io
import struct
import zipfile
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from pickle import Pickler  # which writes; reading is for `pickle_machine`
from typing import Any, BinaryIO, NamedTuple

import torch

from rwkvchat.engine.outgoing import Outgoing
from rwkvchat.engine.tensor_table import count_items

ALIGNMENT = 64
"""Bytes, as torch's own: a mapping then uses every tensor in place."""

LARGE = 1 << 30
"""Bytes from which on a record has sizes of 64 bits."""

_FOLDER = "archive"
_HEADER, _WIDE = struct.Struct("<4s5H3I2H"), struct.Struct("<2H2Q")
"""What comes before a record, and what a large one has besides."""
_PADDING = 0x4246
"""The zip format's field of an entry that torch pads with; whoever does not know it skips it."""

_STORAGES = {"fp32": torch.FloatStorage, "fp16": torch.HalfStorage, "bf16": torch.BFloat16Storage}


def write_pth(out: BinaryIO, tensors: Sequence[Outgoing]) -> None:
    """Write a file of these tensors, into which nothing was written yet and in which one can go back.

    Raises:
        OSError: it cannot be written. WeightsError: a tensor's values cannot be had, see `Outgoing`.
    """
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        _record(archive, out, "data.pkl", [_pickle(tensors)])
        _record(archive, out, "byteorder", [b"little"])
        for number, tensor in enumerate(tensors):
            _record(archive, out, f"data/{number}", tensor.pieces(), wide=tensor.nbytes > LARGE)
        _record(archive, out, "version", [b"3\n"])


def _record(
    archive: zipfile.ZipFile,
    out: BinaryIO,
    name: str,
    pieces: Iterable[bytes | memoryview],
    *,
    wide: bool = False,
) -> None:
    entry = zipfile.ZipInfo(f"{_FOLDER}/{name}")
    start = out.tell() + _HEADER.size + len(entry.filename) + 4 + (_WIDE.size if wide else 0)
    padding = -start % ALIGNMENT
    entry.extra = struct.pack("<2H", _PADDING, padding) + b"Z" * padding
    with archive.open(entry, "w", force_zip64=wide) as record:
        for piece in pieces:
            record.write(piece)


class _Tensor(NamedTuple):
    """Stands for a tensor while the pickle is written."""

    tensor: Outgoing
    key: str


class _Storage(NamedTuple):
    """Stands for the record of a tensor's values."""

    dtype: str
    key: str
    items: int


class _Pickler(Pickler):
    """Writes a tensor as torch does: a call that rebuilds it from a record outside the pickle."""

    def reducer_override(self, value: Any) -> Any:
        if not isinstance(value, _Tensor):
            return NotImplemented
        shape = value.tensor.shape
        storage = _Storage(value.tensor.dtype, value.key, count_items(shape))
        strides = tuple(count_items(shape[place + 1 :]) for place in range(len(shape)))
        return torch._utils._rebuild_tensor_v2, (storage, 0, shape, strides, False, OrderedDict())

    def persistent_id(self, value: Any) -> Any:
        if not isinstance(value, _Storage):
            return None
        return ("storage", _STORAGES[value.dtype], value.key, "cpu", value.items)


def _pickle(tensors: Sequence[Outgoing]) -> bytes:
    data = io.BytesIO()
    table = {tensor.name: _Tensor(tensor, str(number)) for number, tensor in enumerate(tensors)}
    _Pickler(data, protocol=2).dump(table)
    return data.getvalue()
