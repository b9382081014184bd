"""What every reader of weights says about a tensor, and the limits they share.

Knows no file format and no network.
"""

import re
from typing import NamedTuple

MAX_TENSORS = 4096
MAX_DIMENSIONS = 3
TENSOR_NAME = re.compile(r"[A-Za-z0-9_.]{1,128}")
ITEM_BYTES = {"fp64": 8, "fp32": 4, "fp16": 2, "bf16": 2, "int64": 8, "int32": 4, "uint8": 1, "int8": 1}
GET_PLAIN = "get the checkpoint that it was made from, in fp32, fp16 or bf16"
"""What to do about weights that somebody else has made smaller."""


class TensorInfo(NamedTuple):
    """One tensor inside a file: contiguous, little-endian, at ``offset`` bytes from the file's start."""

    dtype: str
    shape: tuple[int, ...]
    offset: int
    nbytes: int


def quoted(text: str | bytes, limit: int = 60) -> str:
    """Text out of a file as it may be shown: one line, without control characters, not longer than ``limit``."""
    # ascii(), not repr(): lone surrogates and right-to-left marks must not reach a terminal either.
    shown = ascii(text[:limit]).removeprefix("b")
    return shown if len(text) <= limit else f"{shown}..."


def count_items(shape: tuple[int, ...]) -> int:
    """The number of values in a tensor of this shape."""
    items = 1
    for size in shape:
        items *= size
    return items
