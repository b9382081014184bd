"""The header of a safetensors file, which weights and saved conversations share.

Knows the format and trusts no number in it; opens no file and does not know what the tensors mean.
"""

import json
import re
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from rwkvchat.engine.json_table import read_table
from rwkvchat.engine.tensor_table import (
    GET_PLAIN,
    ITEM_BYTES,
    MAX_DIMENSIONS,
    MAX_TENSORS,
    TENSOR_NAME,
    TensorInfo,
    count_items,
    quoted,
)
from rwkvchat.errors import WeightsError

DTYPES: Mapping[str, str] = {
    "F64": "fp64",
    "F32": "fp32",
    "F16": "fp16",
    "BF16": "bf16",
    "I64": "int64",
    "I32": "int32",
    "U8": "uint8",
    "I8": "int8",
}
"""The format's names for the types that can be read, and ours."""
WEIGHT_DTYPES = frozenset({"F32", "F16", "BF16"})
OWN_FORMAT = "rwkvchat"
"""What metadata call the format of a model file that this program wrote."""
MAX_HEADER = 16_000_000

_DAMAGED = "the file is damaged: download it again, or write it again with the safetensors library"
_QUANTISED = re.compile(r"[IU]\d+|F[468](_\w+)?")
_FIELDS = {"dtype", "shape", "data_offsets"}


class Part(NamedTuple):
    """A tensor by itself: the format's name for its type, its shape, its bytes."""

    dtype: str
    shape: tuple[int, ...]
    data: bytes


def join(metadata: Mapping[str, str], parts: Mapping[str, Part]) -> bytes:
    """A file of these metadata and tensors."""
    tensors = {name: (part.dtype, part.shape, len(part.data)) for name, part in parts.items()}
    return b"".join([header(metadata, tensors), *(part.data for part in parts.values())])


def header(
    metadata: Mapping[str, str], tensors: Mapping[str, tuple[str, tuple[int, ...], int]], alignment: int = 8
) -> bytes:
    """What a file begins with, before the bytes of its tensors, one after another.

    Args:
        tensors: the format's name for the type, the shape and the number of bytes of each.
        alignment: of the first tensor, in bytes; a multiple of 8.
    """
    table: dict[str, Any] = {"__metadata__": dict(metadata)}
    start = 0
    for name, (dtype, shape, nbytes) in tensors.items():
        table[name] = {"dtype": dtype, "shape": list(shape), "data_offsets": [start, start + nbytes]}
        start += nbytes
    head = json.dumps(table, separators=(",", ":")).encode()
    head += b" " * (-(8 + len(head)) % alignment)
    return len(head).to_bytes(8, "little") + head


def is_quantised(metadata: Mapping[str, str]) -> bool:
    """Whether a file says that it is a model that this program quantised."""
    return metadata.get("format") == OWN_FORMAT and "quantisation" in metadata


def split(data: bytes, allowed: Collection[str]) -> tuple[dict[str, str], dict[str, Part]]:
    """The metadata and tensors of a whole file; ``allowed`` are names out of ``DTYPES``.

    Raises:
        WeightsError: as `parse_header`.
    """
    infos, metadata, _ = parse_header(data, len(data), allowed)
    names = {ours: code for code, ours in DTYPES.items()}
    return metadata, {
        name: Part(names[info.dtype], info.shape, data[info.offset : info.offset + info.nbytes])
        for name, info in infos.items()
    }


def parse_header(
    buffer: bytes | bytearray | memoryview, size: int, allowed: Collection[str] | None = None
) -> tuple[dict[str, TensorInfo], dict[str, str], int]:
    """The tensors (their offsets count from the file's start), the metadata, and where the data starts.

    ``buffer`` holds at least the header of a file of ``size`` bytes; ``allowed`` are names out of ``DTYPES``, by
    default those of weights, and of quantised ones in a file of this program's own.

    Raises:
        WeightsError: the header breaks a rule; the message does not name the file.
    """
    start, table = _read_table(buffer, size)
    metadata = _check_metadata(table.pop("__metadata__", {}))
    if allowed is None:
        allowed = WEIGHT_DTYPES | {"I8", "U8"} if is_quantised(metadata) else WEIGHT_DTYPES
    if not 1 <= len(table) <= MAX_TENSORS:
        raise WeightsError(f"its header lists {len(table)} tensors, where 1 to {MAX_TENSORS} are expected", _DAMAGED)
    tensors = {name: _read_tensor(name, fields, start, allowed) for name, fields in table.items()}
    _check_coverage(tensors, start, size)
    return tensors, metadata, start


def _read_table(buffer: bytes | bytearray | memoryview, size: int) -> tuple[int, dict[str, Any]]:
    """Where the header ends, and what it says."""
    if len(buffer) < 8:
        raise WeightsError("it ends before its header", _DAMAGED)
    length = int.from_bytes(buffer[:8], "little")
    start = 8 + length
    if length > MAX_HEADER:
        raise WeightsError(f"its header claims {length} bytes, more than the {MAX_HEADER} allowed", _DAMAGED)
    if start > min(size, len(buffer)):
        raise WeightsError("its header is longer than the file", "it is half-downloaded: download it again")
    # A table for each tensor, the metadata and the whole.
    return start, read_table(buffer[8:start], "its header", _DAMAGED, tables=MAX_TENSORS + 2, fractions=False)


def _check_metadata(metadata: Any) -> dict[str, str]:
    if not isinstance(metadata, dict) or not all(isinstance(value, str) for value in metadata.values()):
        raise WeightsError("its metadata is not a table of texts", _DAMAGED)
    try:
        for key, value in metadata.items():
            (key + value).encode()
    except UnicodeEncodeError:  # JSON can spell half a surrogate pair, which nothing could print or save
        raise WeightsError("its metadata holds a character that does not exist", _DAMAGED) from None
    return metadata


def _read_tensor(name: str, fields: Any, start: int, allowed: Collection[str]) -> TensorInfo:
    """One entry of the header, consistent in itself."""
    shown = quoted(name)
    if not TENSOR_NAME.fullmatch(name):
        raise WeightsError(f"{shown} is no name for a tensor", _DAMAGED)
    if not isinstance(fields, dict) or fields.keys() != _FIELDS:
        raise WeightsError(f"the fields of its tensor {shown} are not dtype, shape and data_offsets", _DAMAGED)
    code, shape, span = fields["dtype"], fields["shape"], fields["data_offsets"]
    if not isinstance(code, str) or code not in allowed:
        if allowed == WEIGHT_DTYPES and _QUANTISED.fullmatch(str(code)):
            raise WeightsError(f"it is quantised: its tensor {shown} has the type {quoted(code)}", GET_PLAIN)
        raise WeightsError(
            f"its tensor {shown} has the type {quoted(code) if isinstance(code, str) else 'of no name'}",
            f"these are read here: {', '.join(sorted(allowed))}",
        )
    if not _are_counts(shape) or not 1 <= len(shape) <= MAX_DIMENSIONS:
        raise WeightsError(f"the shape of its tensor {shown} is not 1 to {MAX_DIMENSIONS} counts", _DAMAGED)
    if not _are_counts(span) or len(span) != 2 or span[0] > span[1]:
        raise WeightsError(f"the place of its tensor {shown} is not a start and an end", _DAMAGED)
    dtype, (begin, end) = DTYPES[code], span
    if count_items(tuple(shape)) * ITEM_BYTES[dtype] != end - begin:
        raise WeightsError(f"the shape of its tensor {shown} does not fit its {end - begin} bytes", _DAMAGED)
    return TensorInfo(dtype, tuple(shape), start + begin, end - begin)


def _are_counts(values: Any) -> bool:
    # type() because True is an int; 2**63 because no file is larger, and products stay small.
    return isinstance(values, list) and all(type(value) is int and 0 <= value < 2**63 for value in values)


def _check_coverage(tensors: Mapping[str, TensorInfo], start: int, size: int) -> None:
    """Every byte after the header belongs to exactly one tensor."""
    at = start
    for name, info in sorted(tensors.items(), key=lambda item: (item[1].offset, item[1].nbytes)):
        if info.offset != at:
            what = "leaves a hole before it" if info.offset > at else "overlaps another"
            raise WeightsError(f"its tensor {quoted(name)} {what}", _DAMAGED)
        if max(info.shape) > size:  # [2**62, 0] is empty and still no shape
            raise WeightsError(f"its tensor {quoted(name)} has a dimension larger than the file", _DAMAGED)
        at += info.nbytes
    if at > size:
        raise WeightsError(
            f"it has {size} bytes and its header speaks of {at}", "it is half-downloaded: download it again"
        )
    if at < size:
        raise WeightsError(f"it has {size - at} bytes that belong to no tensor", _DAMAGED)
