"""Writing a safetensors file tensor by tensor. Knows the format; does not know what the tensors mean."""

from collections.abc import Mapping, Sequence
from typing import BinaryIO

from rwkvchat.engine.outgoing import Outgoing
from rwkvchat.engine.safetensors_format import DTYPES, header

ALIGNMENT = 64
"""Bytes: where the sizes of the tensors are multiples of it, as in all real models, so is every tensor's place."""


def write_safetensors(out: BinaryIO, metadata: Mapping[str, str], tensors: Sequence[Outgoing]) -> None:
    """Write a file of these metadata and tensors.

    Raises:
        OSError: it cannot be written. WeightsError: a tensor's values cannot be had, see `Outgoing`.
    """
    codes = {ours: code for code, ours in DTYPES.items()}
    table = {tensor.name: (codes[tensor.dtype], tensor.shape, tensor.nbytes) for tensor in tensors}
    out.write(header(metadata, table, ALIGNMENT))
    for tensor in tensors:
        out.writelines(tensor.pieces())
