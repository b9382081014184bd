"""A model that this program quantised, as it lies in a safetensors file: which tensors make up which matrix.

Knows names, shapes and number formats, and holds each against what the quantisation prescribes; reads no values.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rwkvchat.engine.quant_parts import KINDS, parts, quantisation_of
from rwkvchat.engine.safetensors_format import DTYPES, WEIGHT_DTYPES
from rwkvchat.engine.tensor_table import TensorInfo, quoted
from rwkvchat.errors import WeightsError

VERSION = "1"
"""Of the form of these files, in their metadata."""

_MATRIX = re.compile(r"blocks\.\d+\.(att|ffn)\.\w+\.weight|head\.weight")
_FINGERPRINT = re.compile("[0-9a-f]{64}")
_FORMATS = [DTYPES[code] for code in sorted(WEIGHT_DTYPES)]
_AGAIN = "it is damaged: convert the original model again"


class Assembled(NamedTuple):
    """A quantised model as one of RWKV-4's names and shapes."""

    quantisation: str
    tensors: dict[str, TensorInfo]
    """A quantised matrix has its own shape, its quantisation as its number format, and the bytes of all its parts."""
    parts: dict[str, dict[str, str]]
    """Of each quantised matrix, by suffix, the names under which its parts are stored."""


def is_matrix(name: str) -> bool:
    """Whether the network multiplies with the tensor of this name."""
    return _MATRIX.fullmatch(name) is not None


def part_name(matrix: str, suffix: str) -> str:
    """What a part of a matrix is called in a file."""
    return f"{matrix}.{suffix}" if suffix else matrix


def assemble(stored: Mapping[str, TensorInfo], metadata: Mapping[str, str]) -> Assembled:
    """Put the tensors of a file together to the matrices that they are parts of.

    Raises:
        WeightsError: a part is missing, or is not as the quantisation prescribes; the message does not name the file.
    """
    quantisation = _check_metadata(metadata)
    n_embd, n_ffn = _size(stored, "emb.weight", -1), _size(stored, "blocks.0.ffn.key.weight", 0)
    tensors = dict(stored)
    found: dict[str, dict[str, str]] = {}
    for name in filter(is_matrix, stored):
        kind = quantisation_of(quantisation, name)
        if not kind:
            continue
        n_out, n_in = stored[name].shape[0], n_ffn if name.endswith(".ffn.value.weight") else n_embd
        names, infos = {}, []
        for suffix, part, info in _parts(stored, name, kind, n_out, n_in):
            names[suffix] = part
            infos.append(info)
            del tensors[part]
        found[name] = names
        tensors[name] = TensorInfo(kind, (n_out, n_in), stored[name].offset, sum(info.nbytes for info in infos))
    for name, info in tensors.items():
        if name not in found and info.dtype not in _FORMATS:
            raise WeightsError(
                f"its tensor {quoted(name)} has the type {info.dtype}, where one of {', '.join(_FORMATS)} belongs",
                _AGAIN,
            )
    return Assembled(quantisation, tensors, found)


def _check_metadata(metadata: Mapping[str, str]) -> str:
    """The quantisation that metadata tell, once all else in them that is relied on is possible."""
    if metadata.get("version") != VERSION:
        raise WeightsError(
            f"it is a quantised model in the form {quoted(metadata.get('version', ''))}, and this program reads the "
            f"form {VERSION!r}",
            "convert the original model again, or use the rwkvchat that wrote it",
        )
    kind = metadata["quantisation"]
    if kind not in KINDS:
        raise WeightsError(f"it says that it is quantised as {quoted(kind)}, which is nothing known", _AGAIN)
    if not _FINGERPRINT.fullmatch(metadata.get("source", "")):
        raise WeightsError("it does not say which model it was made from", _AGAIN)
    return kind


def _size(stored: Mapping[str, TensorInfo], name: str, dimension: int) -> int:
    size = stored[name].shape[dimension] if name in stored else 0
    if not size:
        raise WeightsError(f"its tensor {name} is missing or empty", _AGAIN)
    return size


def _parts(
    stored: Mapping[str, TensorInfo], matrix: str, kind: str, n_out: int, n_in: int
) -> Iterator[tuple[str, str, TensorInfo]]:
    """The parts of a matrix, each as it should be: its suffix, its name in the file, and what the file says of it."""
    for suffix, (dtype, shape) in parts(kind, n_out, n_in).items():
        name = part_name(matrix, suffix)
        info = stored.get(name)
        if info is None:
            raise WeightsError(f"its tensor {quoted(name)} is missing, a part of a matrix in {kind}", _AGAIN)
        if (info.dtype, info.shape) != (dtype, shape):
            raise WeightsError(
                f"its tensor {quoted(name)} is {info.dtype} of {_shown(info.shape)}, where {kind} has {dtype} of "
                f"{_shown(shape)}",
                _AGAIN,
            )
        yield suffix, name, info


def _shown(shape: tuple[int, ...]) -> str:
    return "x".join(map(str, shape))
